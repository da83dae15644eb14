/*
 * table_plan.h - a table measured: shared by table.c, which measures,
 * table_cut.c, which makes slabs of it, and table_place.c, which draws.
 */
#ifndef FORMULYAR_PDF_TABLE_PLAN_H
#define FORMULYAR_PDF_TABLE_PLAN_H

#include "pdf/table.h"

/* A cell inside its group; depths are counted downwards from the group's top. */
struct cell_box {
    const struct cell *cell;
    struct element *element;
    int column;   /* of its left edge */
    int last_row; /* of the group */
    mpt x1, x2;
    mpt top, bottom;
    mpt text_top; /* of the first line; lines follow without gaps */
    mpt text_height;
    const struct text_line **lines;
    int count;
};

struct table_group {
    struct cell_box *boxes;
    int count;
    mpt height;
    bool is_head;
};

struct table_plan {
    int columns;
    mpt *edges; /* columns + 1, from the left margin */
    int size;   /* of the font */
    mpt line_height;
    mpt base;                 /* depth of the base line below a line's top */
    mpt padding_x;            /* between border and text */
    mpt padding;              /* above and below the text */
    struct table_group *head; /* to repeat, or NULL */

    /* What has been drawn on the page at hand, so that borders go on in one stroke. */
    const struct page *page;
    struct page_item **verticals; /* by edge */
    struct page_item *horizontal;
};

/* What a page has left for a group under the repeated head. */
mpt table_room(const struct flow *flow, const struct table_plan *plan,
               const struct table_group *group);

/* Appends a group to the column: one slab, or several when it is taller than half a page. */
void table_cut(struct flow *flow, struct table_plan *plan, struct table_group *group);

#endif
