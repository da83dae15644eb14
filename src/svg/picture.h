/*
 * picture.h - inside of the room: what one page shows.
 */
#ifndef FORMULYAR_SVG_PICTURE_H
#define FORMULYAR_SVG_PICTURE_H

#include "svg/kit.h"

/* Appends all that a page shows, from its upper left corner; use learns the subsets. */
void picture_page(const struct page *page, const struct fonts *fonts, struct svg_use *use,
                  struct text *out);

/* ---- letters (letters.c) -------------------------------------------------------------- */

/* What stays from one item of a page to the next. */
struct letters {
    const struct fonts *fonts;
    struct svg_use *use;
    struct text *out;
    mpt height;                     /* of the page */
    struct marked *letter;          /* that accents are being set on */
    const struct page_item *before; /* the last item of text */
};

/* Appends a text item: an element <text>, and one for each accent. */
void letters_put(struct letters *letters, const struct page_item *item);

#endif
