/*
 * structure.h - is every piece of tagged content in the structure tree, and the reverse?
 */
#ifndef FORMULYAR_VERIFY_STRUCTURE_H
#define FORMULYAR_VERIFY_STRUCTURE_H

#include "verify/pdffile.h"

/* What the tree under /StructTreeRoot holds. */
struct structure_facts {
    long marked;  /* marked-content ids that elements name */
    long objects; /* annotations that elements name (OBJR) */
    bool broken;  /* no tree, a kid that is no element, a parent that does not match, too deep */
};

/* Walks the structure tree (ISO 32000-1, 14.7.2); what it needs on the way is in the arena. */
struct structure_facts structure_check(struct pdffile *file, struct arena *arena);

/*
 * True when the parent tree gives page an array of count elements (14.7.4.4);
 * a page without tagged content needs none.  *place, NULL at first, remembers where
 * the page before was found: pages come in the tree's order.
 */
bool structure_covers_page(struct pdffile *file, const struct pdf_value *page, long count,
                           const struct pdf_entry **place);

#endif
