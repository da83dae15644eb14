/*
 * writer.h - laid-out pages as the bytes of a PDF.
 */
#ifndef FORMULYAR_PDF_WRITER_H
#define FORMULYAR_PDF_WRITER_H

#include "pdf/page.h"
#include "pdf/pdf.h"

/*
 * Appends the file to out: content, fonts, structure tree, signature fields,
 * bookmarks, metadata.  The document gives the metadata alone.  The pages'
 * elements are numbered for the tree (element->index), otherwise only read.
 * Digests is told what pdf_file_save() knows, or NULL.  False with a diagnostic
 * when a glyph is missing or the library fails; out is then to be thrown away.
 */
bool pages_write(const struct pages *pages, const struct document *document, struct fonts *fonts,
                 const struct pdf_options *options, struct text *out, struct file_digests *digests,
                 struct diags *diags);

#endif
