/*
 * link.h - links inside a PDF (ISO 32000-1, 12.5.6.5): page numbers that can be clicked.
 */
#ifndef FORMULYAR_PDF_LINK_H
#define FORMULYAR_PDF_LINK_H

#include "pdf/structure.h"

/*
 * Fills every link among the annotations: it leads to the top of its section's
 * first page, is printed (PDF/A), has no border and says in /Contents where it
 * leads (PDF/UA-1, 7.18.5).
 */
void links_write(struct pdf_file *file, const struct annotation *annotations,
                 const struct pages *pages, const pdf_ref *page_refs);

#endif
