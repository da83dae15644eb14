/*
 * layout_pages.h - cuts a section's column into pages.
 */
#ifndef FORMULYAR_PDF_LAYOUT_PAGES_H
#define FORMULYAR_PDF_LAYOUT_PAGES_H

#include "pdf/layout_flow.h"

/*
 * Appends the pages of a finished column to flow->pages, at least one.  A page
 * ends before a slab that is not glued; where all of a page is glued it ends
 * where it is full.  The numbering goes on from *number, the last page's.
 */
void pages_cut(struct flow *flow, const struct section *section, struct pages *pages, int *number);

/* Appends a page without content, for sections that start on an odd one. */
void pages_add_empty(struct flow *flow, const struct section *section, struct pages *pages,
                     int number);

#endif
