/*
 * form_load_table.c - tables of a form file; see form_load.h.
 */
#include "form/form_load.h"

#include <math.h>

/* <line>s and <list>s of a cell, which has no text beside them. */
static struct cell_part *load_parts(struct loader *loader, const xmlNode *cell)
{
    struct cell_part *first = NULL;
    struct cell_part **tail = &first;
    for (const xmlNode *node = xml_first(cell); node; node = xml_next(node)) {
        if (!xml_is(node, "line") && !xml_is(node, "list"))
            continue;
        struct cell_part *part = ARENA_NEW(loader->arena, struct cell_part);
        part->items = xml_is(node, "list") ? load_items(loader, node) : load_item(loader, node);
        part->marker = load_marker(node);
        LIST_APPEND(tail, part);
    }
    return first;
}

/* Text that stands beside lines would be lost. */
static bool has_text(const xmlNode *cell)
{
    for (const xmlNode *node = cell->children; node; node = node->next) {
        if (node->type == XML_ELEMENT_NODE && !xml_is(node, "line") && !xml_is(node, "list"))
            return true;
        if (node->type == XML_TEXT_NODE && !text_is_blank((const char *)node->content))
            return true;
    }
    return false;
}

static struct cell_def *load_cell(struct loader *loader, const xmlNode *node, bool head)
{
    static const char *const aligns[] = {[CELL_LEFT] = "left", [CELL_CENTRE] = "centre", NULL};
    struct cell_def *cell = ARENA_NEW(loader->arena, struct cell_def);
    cell->colspan = load_integer(node, "colspan");
    cell->rowspan = load_integer(node, "rowspan");
    cell->align = (enum cell_align)load_choice(node, "align", aligns);
    if (head && !load_token(loader, node, "align"))
        cell->align = CELL_CENTRE;
    cell->statuses = load_statuses(loader, node, "status");
    cell->parts = load_parts(loader, node);
    if (!cell->parts)
        cell->phrase = load_phrase(loader, node);
    else if (has_text(node))
        diag_add(loader->diags, MESSAGE_FORM_CELL_TEXT, load_pos(loader, node), NULL, NULL);
    return cell;
}

static struct row_def *load_row(struct loader *loader, const xmlNode *node, bool head)
{
    struct row_def *row = ARENA_NEW(loader->arena, struct row_def);
    row->height_mm = load_number(node, "height");
    struct cell_def **tail = &row->cells;
    for (const xmlNode *child = xml_first(node); child; child = xml_next(child))
        LIST_APPEND(tail, load_cell(loader, child, head));
    return row;
}

/*
 * Gives every cell of a group of rows its column.  reach[c] says how many rows,
 * counted from the current one, are covered at column c.  False when the cells
 * leave a gap or stick out at the right or below.
 */
static bool place_row(struct row_def *row, int *reach, int columns, int rows_left)
{
    int column = 0;
    for (struct cell_def *cell = row->cells; cell; cell = cell->next) {
        while (column < columns && reach[column])
            column++;
        cell->column = column;
        if (column + cell->colspan > columns || cell->rowspan > rows_left)
            return false;
        for (int i = 0; i < cell->colspan; i++) {
            if (reach[column])
                return false;
            reach[column++] = cell->rowspan;
        }
    }
    for (int i = 0; i < columns; i++)
        if (!reach[i]--)
            return false;
    return true;
}

/* The rows among the children of node (or node itself, a fixed row), placed in the grid. */
static struct row_def *load_group(struct loader *loader, const xmlNode *node, int columns)
{
    bool const single = xml_is(node, "row");
    bool const head = xml_is(node, "head");
    int count = single;
    for (const xmlNode *child = xml_first(node); !single && child; child = xml_next(child))
        count++;
    int *reach = ARENA_ARRAY(loader->arena, (size_t)columns, int);
    struct row_def *first = NULL;
    struct row_def **tail = &first;
    const xmlNode *child = single ? node : xml_first(node);
    for (; count; count--) {
        struct row_def *row = load_row(loader, child, head);
        LIST_APPEND(tail, row);
        if (!place_row(row, reach, columns, count)) {
            diag_add(loader->diags, MESSAGE_FORM_TABLE_GRID, load_pos(loader, child), NULL, NULL);
            return first;
        }
        child = xml_next(child);
    }
    return first;
}

double *load_widths(struct loader *loader, const xmlNode *table, struct pos pos, int *count)
{
    const xmlNode *first = xml_child(table, "column");
    *count = 0;
    for (const xmlNode *node = first; node; node = xml_next_same(node))
        ++*count;
    double *widths = ARENA_ARRAY(loader->arena, (size_t)*count, double);
    double const wanted = page_text_width(loader->page ? loader->page : &loader->edition->page);
    double sum = 0;
    double *width = widths;
    for (const xmlNode *node = first; node; node = xml_next_same(node))
        sum += *width++ = load_number(node, "width");
    if (fabs(sum - wanted) > 0.005) {
        struct text texts[2] = {TEXT_EMPTY, TEXT_EMPTY};
        text_add_thousandths(&texts[0], lround(sum * 1000));
        text_add_thousandths(&texts[1], lround(wanted * 1000));
        diag_add(loader->diags, MESSAGE_FORM_TABLE_WIDTH, pos, NULL, text_string(&texts[0]),
                 text_string(&texts[1]), NULL);
        text_free(&texts[0]);
        text_free(&texts[1]);
    }
    return widths;
}

static struct rows_def *load_rows(struct loader *loader, const xmlNode *node, int columns)
{
    struct rows_def *rows = ARENA_NEW(loader->arena, struct rows_def);
    rows->select = load_query(loader, node, "select");
    rows->over_cases = load_token(loader, node, "over") != NULL;
    rows->once = load_query(loader, node, "once");
    rows->blank = load_integer(node, "blank");
    rows->blank_height_mm = load_number(node, "blank-height");
    rows->open_height_mm = load_number(node, "open-height");
    rows->rows = load_group(loader, node, columns);
    return rows;
}

/* The cells in columns that say what their rows are about. */
static void name_rows(const xmlNode *table, struct row_def *rows)
{
    for (struct row_def *row = rows; row; row = row->next)
        for (struct cell_def *cell = row->cells; cell; cell = cell->next) {
            const xmlNode *column = xml_child(table, "column");
            for (int i = 0; column && i < cell->column; i++)
                column = xml_next_same(column);
            cell->names_row = column && load_yes(column, "names-row");
        }
}

void load_table(struct loader *loader, const xmlNode *node, struct block_def *def)
{
    def->as.table.widths_mm = load_widths(loader, node, def->pos, &def->as.table.columns);
    struct rows_def **tail = &def->as.table.body;
    for (const xmlNode *child = xml_first(node); child; child = xml_next(child)) {
        if (xml_is(child, "summary"))
            def->as.table.summary = load_content(loader, child);
        if (xml_is(child, "head"))
            def->as.table.head = load_group(loader, child, def->as.table.columns);
        if (!xml_is(child, "row") && !xml_is(child, "rows"))
            continue;
        if (!def->path)
            def->path = load_token(loader, child, "select");
        struct rows_def *rows = load_rows(loader, child, def->as.table.columns);
        name_rows(node, rows->rows);
        LIST_APPEND(tail, rows);
    }
}
