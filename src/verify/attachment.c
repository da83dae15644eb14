#include "verify/attachment.h"

enum { MAX_ATTACHMENT = 256 << 20 };

bool pdf_source_attachment(struct pdffile *file, struct text *out)
{
    const struct pdf_value *associated = pdffile_get(file, pdffile_catalog(file), "AF");
    if (!associated || associated->kind != PDF_ARRAY)
        return false;
    for (const struct pdf_entry *entry = associated->entries; entry; entry = entry->next) {
        const struct pdf_value *specification = pdffile_resolve(file, entry->value);
        const struct pdf_value *embedded = pdffile_get(file, specification, "EF");
        if (pdf_is_name(pdffile_get(file, specification, "AFRelationship"), "Source"))
            return pdffile_stream(file, pdffile_get(file, embedded, "F"), MAX_ATTACHMENT, out);
    }
    return false;
}
