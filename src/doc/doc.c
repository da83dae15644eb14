/*
 * doc.c - constructors of the document tree; see doc.h.
 */
#include "doc/doc.h"

#include <math.h>

struct run *run_new(struct arena *arena, const char *text, unsigned flags)
{
    struct run *run = ARENA_NEW(arena, struct run);
    run->text = text;
    run->flags = flags;
    return run;
}

struct run *run_new_page(struct arena *arena, struct section *section, unsigned flags)
{
    struct run *run = run_new(arena, "0", flags);
    run->page_of = section;
    run->next_page_run = section->page_runs;
    section->page_runs = run;
    return run;
}

struct para *para_new(struct arena *arena, struct run *first)
{
    struct para *para = ARENA_NEW(arena, struct para);
    para->first = first;
    return para;
}

struct para *para_from_text(struct arena *arena, const char *text, unsigned flags)
{
    if (!text || !*text)
        return NULL;
    return para_new(arena, run_new(arena, text, flags));
}

struct block *block_new(struct arena *arena, enum block_kind kind, enum source source,
                        struct pos pos)
{
    struct block *block = ARENA_NEW(arena, struct block);
    block->kind = kind;
    block->source = source;
    block->pos = pos;
    return block;
}

void row_add_cell(struct row *row, enum cell_align align, struct para *text, struct arena *arena)
{
    struct cell **tail = &row->cells;
    int column = 0;
    for (; *tail; tail = &(*tail)->next)
        column += (*tail)->colspan;
    *tail = ARENA_NEW(arena, struct cell);
    **tail =
        (struct cell){.column = column, .colspan = 1, .rowspan = 1, .align = align, .text = text};
}

double page_text_width(const struct page_setup *page)
{
    return page->width - page->left - page->right;
}

void table_edges(const struct table *table, long width, long *edges)
{
    double total = 0;
    double sum = 0;
    for (int i = 0; i < table->columns; i++)
        total += table->widths_mm[i];
    edges[0] = 0;
    for (int i = 0; i < table->columns; i++) {
        sum += table->widths_mm[i];
        edges[i + 1] = lround((double)width * sum / total);
    }
}

const char *block_kind_name(enum block_kind kind)
{
    switch (kind) {
    case BLOCK_LETTERHEAD: return "letterhead";
    case BLOCK_MARK: return "mark";
    case BLOCK_HEADING: return "heading";
    case BLOCK_PARAGRAPH: return "paragraph";
    case BLOCK_FIELD: return "field";
    case BLOCK_LIST: return "list";
    case BLOCK_CHOICES: return "choices";
    case BLOCK_TABLE: return "table";
    case BLOCK_SIGNATURES: return "signatures";
    case BLOCK_CHART: return "chart";
    }
    return "";
}
