#include "council/listing.h"

static void add_cell(struct cell ***tail, int column, enum cell_align align, struct para *text,
                     struct arena *arena)
{
    struct cell *cell = **tail = ARENA_NEW(arena, struct cell);
    *tail = &cell->next;
    *cell =
        (struct cell){.column = column, .colspan = 1, .rowspan = 1, .align = align, .text = text};
}

/* The table in the making. */
struct listing {
    const struct bundle_form *words;
    struct arena *arena;
    const struct bundle_column **columns; /* those that say something */
    int count;
};

/* A column of numbers is empty where the only appendix has none. */
static bool is_empty(const struct bundle_column *column, const struct appendix *appendix)
{
    const struct template_part *part = column->parts;
    return appendix->is_single && part && !part->next && !part->literal &&
           part->value == VALUE_APPENDIX;
}

static struct listing listing_start(const struct bundle_form *words,
                                    const struct appendix *appendix, struct arena *arena)
{
    struct listing listing = {.words = words, .arena = arena};
    listing.columns = ARENA_ARRAY(arena, (size_t)words->columns, const struct bundle_column *);
    for (const struct bundle_column *column = words->first_column; column; column = column->next)
        if (!is_empty(column, appendix))
            listing.columns[listing.count++] = column;
    return listing;
}

static struct row *head_row(const struct listing *listing)
{
    struct row *row = ARENA_NEW(listing->arena, struct row);
    struct cell **tail = &row->cells;
    for (int i = 0; i < listing->count; i++)
        add_cell(&tail, i, CELL_CENTRE,
                 para_from_text(listing->arena, listing->columns[i]->title, RUN_STRONG),
                 listing->arena);
    return row;
}

static struct row *body_row(const struct listing *listing, const struct appendix *appendix)
{
    struct row *row = ARENA_NEW(listing->arena, struct row);
    struct cell **tail = &row->cells;
    for (int i = 0; i < listing->count; i++)
        add_cell(&tail, i, listing->columns[i]->align,
                 appendix_para(appendix, listing->columns[i]->parts, 0, listing->arena),
                 listing->arena);
    return row;
}

static const double *widths(const struct listing *listing)
{
    double *list = ARENA_ARRAY(listing->arena, (size_t)listing->count, double);
    for (int i = 0; i < listing->count; i++)
        list[i] = listing->columns[i]->width_mm;
    return list;
}

static struct block *table_block(const struct listing *listing, const struct appendix *appendices,
                                 size_t count)
{
    struct block *block = block_new(listing->arena, BLOCK_TABLE, SOURCE_OURS, (struct pos){0});
    struct table *table = &block->as.table;
    table->columns = listing->count;
    table->widths_mm = widths(listing);
    table->summary = listing->words->list_summary;
    table->head = head_row(listing);
    struct row **tail = &table->body;
    for (size_t i = 0; i < count; i++) {
        *tail = body_row(listing, &appendices[i]);
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
    title->as.heading.text = appendix_line(&appendices[0], words->list_title, RUN_STRONG, arena);
    struct listing const listing = listing_start(words, &appendices[0], arena);
    title->next = table_block(&listing, appendices, count);
    section->title = words->list_bookmark;
    section->page = appendices[0].section->page;
    section->type = appendices[0].section->type;
    section->first = title;
    return section;
}
