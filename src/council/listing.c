/*
 * listing.c - see listing.h.
 */
#include "council/listing.h"

static void add_cell(struct cell ***tail, int column, enum cell_align align, struct para *text,
                     struct arena *arena)
{
    struct cell *cell = **tail = ARENA_NEW(arena, struct cell);
    *tail = &cell->next;
    *cell = (struct cell){
        .column = column, .colspan = 1, .rowspan = 1, .align = align, .text = text};
}

static struct row *head_row(const struct bundle_form *words, struct arena *arena)
{
    struct row *row = ARENA_NEW(arena, struct row);
    struct cell **tail = &row->cells;
    int index = 0;
    for (const struct bundle_column *column = words->first_column; column; column = column->next)
        add_cell(&tail, index++, CELL_CENTRE, para_from_text(arena, column->title, RUN_STRONG),
                 arena);
    return row;
}

static struct row *body_row(const struct bundle_form *words, const struct appendix *appendix,
                            struct arena *arena)
{
    struct row *row = ARENA_NEW(arena, struct row);
    struct cell **tail = &row->cells;
    int index = 0;
    for (const struct bundle_column *column = words->first_column; column; column = column->next)
        add_cell(&tail, index++, column->align, appendix_para(appendix, column->parts, 0, arena),
                 arena);
    return row;
}

static const double *widths(const struct bundle_form *words, struct arena *arena)
{
    double *list = ARENA_ARRAY(arena, (size_t)words->columns, double);
    int index = 0;
    for (const struct bundle_column *column = words->first_column; column; column = column->next)
        list[index++] = column->width_mm;
    return list;
}

static struct block *table_block(const struct bundle_form *words, const struct appendix *appendices,
                                 size_t count, struct arena *arena)
{
    struct block *block = block_new(arena, BLOCK_TABLE, SOURCE_OURS, (struct pos){0});
    struct table *table = &block->as.table;
    table->columns = words->columns;
    table->widths_mm = widths(words, arena);
    table->summary = words->list_summary;
    table->head = head_row(words, arena);
    struct row **tail = &table->body;
    for (size_t i = 0; i < count; i++) {
        *tail = body_row(words, &appendices[i], arena);
        tail = &(*tail)->next;
    }
    return block;
}

struct section *listing_section(const struct bundle_form *words, const struct appendix *appendices,
                                size_t count, struct arena *arena)
{
    struct section *section = ARENA_NEW(arena, struct section);
    struct block *title = block_new(arena, BLOCK_HEADING, SOURCE_OURS, (struct pos){0});
    title->as.heading.level = 1;
    title->as.heading.text =
        appendix_line(&appendices[0], words->list_title, RUN_STRONG, arena);
    title->next = table_block(words, appendices, count, arena);
    section->title = words->list_bookmark;
    section->page = appendices[0].section->page;
    section->type = appendices[0].section->type;
    section->first = title;
    return section;
}
