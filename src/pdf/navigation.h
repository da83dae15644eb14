/*
 * navigation.h - bookmarks and page labels of a PDF.
 */
#ifndef FORMULYAR_PDF_NAVIGATION_H
#define FORMULYAR_PDF_NAVIGATION_H

#include "pdf/page.h"
#include "pdf/pdfobj.h"

/*
 * Writes the outline (ISO 32000-1, 12.3.3) of the pages' bookmarks and returns
 * its root, or 0 when there are none.  A bookmark belongs to the nearest one
 * before it of a lower level.  A short document, which a reader takes in at a
 * glance, gets those of level 1 alone; in one with more than a screenful of them
 * what is below level 1 is folded.
 */
pdf_ref navigation_write_outline(struct pdf_file *file, struct arena *arena,
                                 const struct pages *pages, const pdf_ref *page_refs);

/* Appends the catalog's "/PageLabels<<...>>" (12.4.2): decimal, anew where numbering restarts. */
void navigation_put_labels(const struct pages *pages, struct text *out);

#endif
