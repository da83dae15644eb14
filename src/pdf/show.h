/*
 * show.h - the letters of one text item as PDF text operators, accents on their letters.
 */
#ifndef FORMULYAR_PDF_SHOW_H
#define FORMULYAR_PDF_SHOW_H

#include "pdf/marks.h"
#include "pdf/writer.h"

/* What stays from one item of a page to the next. */
struct shown {
    const struct fonts *fonts;
    struct font_use *use; /* learns which fonts are shown */
    struct text *out;
    int font, size;                 /* of the last Tf, a face; font -1: none yet */
    struct shown_codes *codes;      /* of that font */
    bool lacks_glyph;               /* a character was left out */
    struct marked letter;           /* that accents are being set on */
    const struct page_item *before; /* the last item */
    bool in_span;                   /* a letter and its accents, told by /ActualText */
};

/* Shows a text item from where the text position is, between BT and ET. */
void show_item(struct shown *shown, const struct page_item *item);

#endif
