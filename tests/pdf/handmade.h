/*
 * handmade.h - pages put together by hand, to test the PDF writer without layout.
 */
#ifndef FORMULYAR_TESTS_HANDMADE_H
#define FORMULYAR_TESTS_HANDMADE_H

#include "pdf/page.h"

struct handmade {
    struct arena *arena;
    struct pages *pages;
    struct page *page;
};

/* Appends an element below parent (NULL: the root). */
struct element *handmade_element(struct handmade *made, struct element *parent,
                                 enum element_type type);

/* Appends a page; later items go onto it. */
void handmade_page(struct handmade *made, int number);

/* Appends a line of text at x, y (pt); element NULL makes it a page number. */
struct text_item *handmade_text(struct handmade *made, struct element *element, long x, long y,
                                int size, enum face face, const char *text);

/* Two pages with a heading, justified text, a list, a table, fields and every awkward character. */
const struct pages *handmade_pages(struct arena *arena);

/* What the metadata says. */
const struct document *handmade_document(struct arena *arena);

#endif
