/*
 * table.h - tables: columns, spanning cells, rows that split, heads that repeat.
 *
 * Rows bound together by cells that span them form a group.  A group of up to
 * half a page is one slab; a taller one, which would leave too much paper white,
 * is cut between lines into several, never with a single line of a cell on
 * either side.
 */
#ifndef FORMULYAR_PDF_TABLE_H
#define FORMULYAR_PDF_TABLE_H

#include "pdf/layout_flow.h"

struct table_plan;
struct table_group;

/* Part of a group between two depths below its top. */
struct table_band {
    struct table_plan *plan;
    struct table_group *group;
    mpt top, bottom;
};

/* Appends a table to the column (block of kind BLOCK_TABLE). */
void table_flow(struct flow *flow, const struct block *block);

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
