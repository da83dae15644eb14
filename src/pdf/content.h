/*
 * content.h - the operators of a page (ISO 32000-1, 8 and 9) with their marks.
 */
#ifndef FORMULYAR_PDF_CONTENT_H
#define FORMULYAR_PDF_CONTENT_H

#include "pdf/fonts.h"
#include "pdf/page.h"
#include "pdf/structure.h"

/* Which subsets the written content uses, indexed by content_font(). */
struct font_use {
    bool used[FONTS_SUBSETS];
};

/* The number of a subset among all subsets of all faces; its resource is named "F<number>". */
int content_font(enum face face, int subset);

/*
 * Appends the content stream of a page, not deflated.  Text of an element gets
 * a mark of the structure, anything else is an artifact.  False when a face
 * lacks a character (layout should have said so).
 */
bool content_write(const struct page *page, const struct fonts *fonts, struct structure *structure,
                   struct font_use *use, struct text *out);

#endif
