/*
 * content.h - what a page's content stream shows, checked against the page.
 */
#ifndef FORMULYAR_VERIFY_CONTENT_H
#define FORMULYAR_VERIFY_CONTENT_H

#include "verify/pdffile.h"

/* What went through the content stream of one page. */
struct content_facts {
    long marked;       /* marked-content sequences with an MCID; ids run from 0 */
    long untagged;     /* text shown outside tagged content and artifacts */
    long unmapped;     /* character codes without a Unicode value */
    bool ids_in_order; /* every MCID from 0 to marked - 1 once */
    bool broken;       /* the stream cannot be read, or BDC and EMC do not match */
};

/*
 * The fonts' maps of one file, made with content_maps_new(); kept: maps that
 * earlier files brought.
 */
struct content_maps;
struct textmaps;
struct content_maps *content_maps_new(struct pdffile *file, struct textmaps *kept,
                                      struct arena *arena);

/*
 * Reads a page's content.  Two-byte codes (Identity-H) are assumed, as this
 * program writes them; other fonts count as unmapped.
 */
struct content_facts content_check(struct pdffile *file, const struct pdf_value *page,
                                   struct content_maps *maps);

/*
 * Appends the content of a page, which is one stream or an array of them that read
 * as one; false when a stream cannot be read or the budget is spent.
 */
bool content_read(struct pdffile *file, const struct pdf_value *page, struct text *out);

#endif
