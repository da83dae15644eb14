/*
 * resolve_table.c - tables; see resolve.h.
 */
#include "form/resolve.h"

static struct cell *make_cells(const struct resolver *resolver, const struct row_def *row,
                               const struct node *context, unsigned flags)
{
    struct cell *first = NULL;
    struct cell **tail = &first;
    for (const struct cell_def *def = row->cells; def; def = def->next) {
        struct cell *cell = ARENA_NEW(resolver->arena, struct cell);
        cell->column = def->column;
        cell->colspan = def->colspan;
        cell->rowspan = def->rowspan;
        cell->align = def->align;
        cell->text = resolve_phrase(resolver, &def->phrase, context, flags);
        LIST_APPEND(tail, cell);
    }
    return first;
}

/* The rows of one group for one context; no lower than least. */
static void append_rows(const struct resolver *resolver, struct row ***tail,
                        const struct row_def *rows, const struct node *context, double least,
                        unsigned flags)
{
    for (const struct row_def *def = rows; def; def = def->next) {
        struct row *row = ARENA_NEW(resolver->arena, struct row);
        row->min_height_mm = def->height_mm > least ? def->height_mm : least;
        row->cells = make_cells(resolver, def, context, flags);
        LIST_APPEND(*tail, row);
    }
}

static void append_repeat(const struct resolver *resolver, struct row ***tail,
                          const struct rows_def *def, const struct node *root)
{
    size_t count;
    const struct node **nodes = resolve_nodes(resolver, def->select, root, &count);
    for (size_t i = 0; i < count; i++)
        append_rows(resolver, tail, def->rows, nodes[i], 0, 0);
    for (int i = 0; !count && i < def->blank; i++)
        append_rows(resolver, tail, def->rows, NULL, def->blank_height_mm, 0);
}

bool resolve_table(struct resolver *resolver, const struct block_def *def, struct block *block)
{
    const struct node *root = resolver->here;
    struct table *table = &block->as.table;
    table->columns = def->as.table.columns;
    table->widths_mm = def->as.table.widths_mm;
    table->summary = def->as.table.summary;
    struct row **tail = &table->head;
    append_rows(resolver, &tail, def->as.table.head, root, 0, RUN_STRONG);
    tail = &table->body;
    for (const struct rows_def *rows = def->as.table.body; rows; rows = rows->next) {
        if (rows->select)
            append_repeat(resolver, &tail, rows, root);
        else
            append_rows(resolver, &tail, rows->rows, root, 0, 0);
    }
    return true;
}
