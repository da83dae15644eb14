/*
 * embed.h - the fonts, the colour profile and the page resources of a PDF.
 */
#ifndef FORMULYAR_PDF_EMBED_H
#define FORMULYAR_PDF_EMBED_H

#include "pdf/content.h"
#include "pdf/fonts.h"
#include "pdf/pdfobj.h"

/*
 * Writes every used subset as a Type 0 font (ISO 32000-1, 9.7) and fills the
 * object resources with a dictionary that names them.  CIDSet is what PDF/A-1 wants
 * (6.3.5) and later parts can do without.
 */
void embed_fonts(struct pdf_file *file, const struct fonts *fonts, const struct font_use *use,
                 bool with_cid_set, pdf_ref resources);

/* Writes the sRGB output intent (ISO 19005-2, 6.2.3) and returns its object. */
pdf_ref embed_output_intent(struct pdf_file *file, const struct fonts *fonts);

#endif
