/*
 * table.h - tables: columns, spanning cells, rows that split, heads that repeat.
 *
 * Rows bound together by cells that span them form a group.  A group of up to
 * half a page is one slab; a taller one, which would leave too much paper white,
 * is cut between lines into several, never with a single line of a cell on
 * either side.  table.c measures, table_cut.c makes slabs, table_place.c draws.
 */
#ifndef FORMULYAR_PDF_TABLE_H
#define FORMULYAR_PDF_TABLE_H

#include "pdf/layout.h"

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
    const struct text_line **lines; /* NULL: room for captions of the line before */
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

/* Part of a group between two depths below its top. */
struct table_band {
    struct table_plan *plan;
    struct table_group *group;
    mpt top, bottom;
};

/* What a page has left for a group under the repeated head. */
mpt table_room(const struct flow *flow, const struct table_plan *plan,
               const struct table_group *group);

/* Appends a group to the column: one slab, or several when it is taller than half a page. */
void table_cut(struct flow *flow, struct table_plan *plan, struct table_group *group);

/* Height of the head to repeat above a band that starts a page; 0: none. */
mpt table_head_height(const struct table_band *band);

/* White space above a band that starts a page, or below one that ends it, inside a cut row. */
mpt table_cut_above(const struct table_band *band);
mpt table_cut_below(const struct table_band *band);

/* A page being filled; coordinates of the text's top left corner in mpt. */
struct table_place {
    struct arena *arena;
    struct page *page;
    mpt left;
};

/* Draws the repeated head of the band's table as artifacts, its top at y (upwards). */
void table_place_head(const struct table_place *place, const struct table_band *band, mpt y);

/*
 * Draws the bands from first to last of one group, text cell by cell, and their
 * borders; y is the top, the white space of cuts included.
 */
void table_place_bands(const struct table_place *place, const struct table_band *first,
                       const struct table_band *last, mpt y);

#endif
