#include "pdf/pdf.h"

#include "pdf/page.h"
#include "pdf/writer.h"

int pdf_write(const struct document *document, struct fonts *fonts,
              const struct pdf_options *options, struct text *out, struct file_digests *digests,
              struct diags *diags)
{
    struct arena *arena = arena_new();
    size_t const errors = diags_at_least(diags, SEVERITY_ERROR);
    const struct pages *pages = layout_document(document, fonts_metrics(fonts), arena, diags);
    bool const good = diags_at_least(diags, SEVERITY_ERROR) == errors &&
                      pages_write(pages, document, fonts, options, out, digests, diags);
    int const count = good ? pages->count : 0;
    arena_free(arena);
    return count;
}
