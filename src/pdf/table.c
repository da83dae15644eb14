/*
 * table.c - measures tables; see table.h.
 */
#include "pdf/table.h"

#include "doc/heard.h"

static const double space_pt = 6;       /* above and below the table */
static const double next_indent_mm = 4; /* of the paragraphs of a cell that has several */

enum { MOST_NAMES = 4 }; /* of cells that say what a row is about */

/* Ids of the header cells above each column, each closed by 0, and of those before a cell. */
struct headers {
    int **ids;
    int *counts;
    int names[MOST_NAMES];
    int name_count;
    bool are_needed; /* heads of one row are plain by their scope */
};

struct builder {
    struct flow *flow;
    const struct table *table;
    struct table_plan *plan;
    struct headers headers;
};

static int count_rows(const struct row *row)
{
    int count = 0;
    for (; row; row = row->next)
        count++;
    return count;
}

static bool columns_hold_text(const struct builder *builder)
{
    const struct table_plan *plan = builder->plan;
    for (int i = 0; i < plan->columns; i++)
        if (!(builder->table->widths_mm[i] > 0) ||
            plan->edges[i + 1] - plan->edges[i] < 2 * plan->padding_x + plan->size)
            return false;
    return plan->columns > 0;
}

/* Tables are set single-spaced: their rows are apart already. */
static void plan_start(struct builder *builder)
{
    struct flow *flow = builder->flow;
    struct table_plan *plan = ARENA_NEW(flow->arena, struct table_plan);
    builder->plan = plan;
    plan->columns = builder->table->columns;
    plan->size = size_from_pt(flow->document->type.table_pt);
    plan->line_height = flow_line_height(flow, plan->size, true);
    plan->base = flow_base_line(flow, plan->size, true);
    plan->padding_x = mpt_from_mm(table_padding_mm(builder->table));
    plan->padding = plan->padding_x / 2;
    if (plan->columns <= 0)
        return;
    plan->verticals = ARENA_ARRAY(flow->arena, (size_t)plan->columns + 1, struct page_item *);
    plan->edges = ARENA_ARRAY(flow->arena, (size_t)plan->columns + 1, mpt);
    table_edges(builder->table, flow->width, plan->edges);
}

static void headers_start(struct builder *builder)
{
    int const rows = count_rows(builder->table->head);
    size_t const columns = (size_t)builder->plan->columns;
    struct arena *arena = builder->flow->arena;
    builder->headers.are_needed = rows > 1;
    builder->headers.ids = ARENA_ARRAY(arena, columns, int *);
    builder->headers.counts = ARENA_ARRAY(arena, columns, int);
    for (size_t i = 0; i < columns; i++)
        builder->headers.ids[i] = ARENA_ARRAY(arena, (size_t)rows + 1, int);
}

/* The ids above columns first to end, for a cell that may span several. */
static const int *headers_of(struct builder *builder, int first, int end)
{
    const struct headers *headers = &builder->headers;
    int const rows = count_rows(builder->table->head);
    size_t const most = (size_t)((end - first) * rows + headers->name_count) + 1;
    int *ids = ARENA_ARRAY(builder->flow->arena, most, int);
    int count = 0;
    for (int column = first; column < end; column++) {
        for (int i = 0; i < headers->counts[column]; i++) {
            int const id = headers->ids[column][i];
            bool known = false;
            for (int k = 0; k < count; k++)
                known = known || ids[k] == id;
            if (!known)
                ids[count++] = id;
        }
    }
    for (int i = 0; i < headers->name_count; i++)
        ids[count++] = headers->names[i];
    return count ? ids : NULL;
}

static void headers_add(struct builder *builder, int first, int end, int id)
{
    struct headers *headers = &builder->headers;
    for (int column = first; column < end; column++)
        headers->ids[column][headers->counts[column]++] = id;
}

static int end_column(const struct builder *builder, const struct cell *cell)
{
    int const span = cell->colspan > 1 ? cell->colspan : 1;
    int const end = cell->column + span;
    return end < builder->plan->columns ? end : builder->plan->columns;
}

/* Gives a header cell an id and those that follow it word of that. */
static void header_note(struct builder *builder, const struct cell *cell, struct element *element,
                        bool is_head)
{
    struct headers *headers = &builder->headers;
    if (is_head || headers->name_count < MOST_NAMES)
        element->id = ++builder->flow->next_id;
    if (is_head)
        headers_add(builder, cell->column, end_column(builder, cell), element->id);
    else if (element->id)
        headers->names[headers->name_count++] = element->id;
}

/* What is empty in a row that leaves room is there to be written in. */
static struct element *cell_element(struct builder *builder, const struct cell *cell,
                                    const struct row *row, struct element *parent, bool is_head)
{
    bool const is_name = !is_head && cell->names_row && cell->text;
    enum element_type const type = is_head || is_name ? ELEMENT_TH : ELEMENT_TD;
    struct element *element = element_new(builder->flow, type, parent);
    element->colspan = cell->colspan;
    element->rowspan = cell->rowspan;
    if (is_head || is_name)
        element->scope = is_head ? SCOPE_COLUMN : SCOPE_ROW;
    if (!cell->text && row->min_height_mm > 0)
        element->heard = HEARD_BLANK;
    if (!builder->headers.are_needed)
        return element;
    element->headers = headers_of(builder, cell->column, end_column(builder, cell));
    if (is_head || is_name)
        header_note(builder, cell, element, is_head);
    return element;
}

/* Lines that the captions under one take the room of. */
static int lines_below(const struct table_plan *plan, const struct text_line *line)
{
    return (int)((line->below + plan->line_height - 1) / plan->line_height);
}

/* Appends the lines of one paragraph to the cell's; NULL where captions hang. */
static void box_add(struct arena *arena, const struct table_plan *plan, struct cell_box *box,
                    const struct text_line *line)
{
    int count = box->count + lines_count(line);
    for (const struct text_line *each = line; each; each = each->next)
        count += lines_below(plan, each);
    const struct text_line **lines = ARENA_ARRAY(arena, (size_t)count, const struct text_line *);
    for (int i = 0; i < box->count; i++)
        lines[i] = box->lines[i];
    for (int i = box->count; line; line = line->next) {
        lines[i++] = line;
        for (int below = lines_below(plan, line); below > 0; below--)
            lines[i++] = NULL;
    }
    box->lines = lines;
    box->count = count;
}

static void line_shift(struct text_line *line, mpt indent)
{
    for (struct fragment *part = line ? line->first : NULL; part; part = part->next)
        part->x += indent;
}

/*
 * Breaks the text of a cell into lines; several paragraphs become elements of
 * their own, indented rather than spaced, so that rows can be cut between lines.
 */
static void box_fill(struct builder *builder, struct cell_box *box, bool is_head)
{
    struct flow *flow = builder->flow;
    mpt const width = box->x2 - box->x1 - 2 * builder->plan->padding_x;
    struct line_style style = {
        .size = builder->plan->size,
        .width = width,
        .is_balanced = box->cell->align == CELL_CENTRE,
        .is_hyphenated = !is_head,
    };
    bool const has_paragraphs = box->cell->text && box->cell->text->next;
    for (const struct para *para = box->cell->text; para; para = para->next) {
        struct element *owner =
            has_paragraphs ? element_new(flow, ELEMENT_P, box->element) : box->element;
        bool const is_indented =
            has_paragraphs && box->cell->align == CELL_LEFT && !box->cell->has_lines;
        mpt const indent = is_indented ? mpt_from_mm(next_indent_mm) : 0;
        style.first_width = width - indent;
        struct text_line *lines = flow_break(flow, para->first, &style, owner);
        line_shift(lines, indent);
        box_add(flow->arena, builder->plan, box, lines);
    }
    box->text_height = box->count * builder->plan->line_height;
}

static void box_start(struct builder *builder, struct cell_box *box, const struct cell *cell,
                      const struct row *row, struct element *parent, bool is_head)
{
    box->cell = cell;
    box->column = cell->column;
    box->x1 = builder->plan->edges[cell->column];
    box->x2 = builder->plan->edges[end_column(builder, cell)];
    box->element = cell_element(builder, cell, row, parent, is_head);
    box_fill(builder, box, is_head);
}

static bool is_inside(const struct builder *builder, const struct cell *cell)
{
    return cell->column >= 0 && cell->column < builder->plan->columns;
}

/* Rows from first on that spanning cells bind together. */
static int group_rows(const struct row *first)
{
    int bound = 1;
    int index = 0;
    for (const struct row *row = first; row && index < bound; row = row->next, index++)
        for (const struct cell *cell = row->cells; cell; cell = cell->next)
            if (index + cell->rowspan > bound)
                bound = index + cell->rowspan;
    return index;
}

static int count_cells(const struct row *row, int rows)
{
    int count = 0;
    for (; rows > 0; row = row->next, rows--)
        for (const struct cell *cell = row->cells; cell; cell = cell->next)
            count++;
    return count;
}

/* Heights of the rows: as asked for, then as the text needs; a page is the ceiling. */
static mpt *row_depths(struct builder *builder, const struct table_group *group,
                       const struct row *first, int rows, const int *box_rows)
{
    const struct table_plan *plan = builder->plan;
    mpt *depths = ARENA_ARRAY(builder->flow->arena, (size_t)rows + 1, mpt);
    mpt const least = plan->line_height + 2 * plan->padding;
    mpt const most = table_room(builder->flow, plan, group);
    const struct row *row = first;
    for (int i = 0; i < rows; i++, row = row->next) {
        mpt height = mpt_from_mm(row->min_height_mm);
        height = height > most ? most : height;
        depths[i + 1] = depths[i] + (height > least ? height : least);
        for (int box = 0; box < group->count; box++) {
            const struct cell_box *cell = &group->boxes[box];
            mpt const bottom = depths[box_rows[box]] + cell->text_height + 2 * plan->padding;
            if (cell->last_row == i && bottom > depths[i + 1])
                depths[i + 1] = bottom;
        }
    }
    return depths;
}

static void box_settle(const struct table_plan *plan, struct cell_box *box, mpt top, mpt bottom,
                       bool is_centred)
{
    box->top = top;
    box->bottom = bottom;
    box->text_top = top + plan->padding;
    if (is_centred)
        box->text_top = top + (bottom - top - box->text_height) / 2;
}

static struct table_group *group_make(struct builder *builder, const struct row *first, int rows,
                                      struct element *parent, bool is_head)
{
    struct arena *arena = builder->flow->arena;
    struct table_group *group = ARENA_NEW(arena, struct table_group);
    size_t const most = (size_t)count_cells(first, rows);
    int *box_rows = ARENA_ARRAY(arena, most, int);
    group->is_head = is_head;
    group->boxes = ARENA_ARRAY(arena, most, struct cell_box);
    const struct row *row = first;
    for (int i = 0; i < rows; i++, row = row->next) {
        struct element *element = element_new(builder->flow, ELEMENT_TR, parent);
        builder->headers.name_count = 0;
        for (const struct cell *cell = row->cells; cell; cell = cell->next) {
            if (!is_inside(builder, cell))
                continue;
            struct cell_box *box = &group->boxes[group->count];
            int const last = i + (cell->rowspan > 1 ? cell->rowspan : 1) - 1;
            box_rows[group->count++] = i;
            box->last_row = last < rows ? last : rows - 1;
            box_start(builder, box, cell, row, element, is_head);
        }
    }
    mpt const *depths = row_depths(builder, group, first, rows, box_rows);
    group->height = depths[rows];
    bool const is_centred = is_head && group->height <= builder->flow->room / 2;
    for (int i = 0; i < group->count; i++)
        box_settle(builder->plan, &group->boxes[i], depths[box_rows[i]],
                   depths[group->boxes[i].last_row + 1], is_centred);
    return group;
}

/* A head that would fill half of every page is printed once. */
static void flow_head(struct builder *builder, struct element *table)
{
    const struct row *head = builder->table->head;
    if (!head)
        return;
    struct element *parent = element_new(builder->flow, ELEMENT_THEAD, table);
    struct table_group *group = group_make(builder, head, count_rows(head), parent, true);
    if (group->height <= builder->flow->room / 2)
        builder->plan->head = group;
    table_cut(builder->flow, builder->plan, group);
    flow_keep(builder->flow, 1);
}

static void flow_body(struct builder *builder, struct element *table)
{
    if (!builder->table->body)
        return;
    struct element *parent = element_new(builder->flow, ELEMENT_TBODY, table);
    const struct row *row = builder->table->body;
    while (row) {
        int const rows = group_rows(row);
        table_cut(builder->flow, builder->plan, group_make(builder, row, rows, parent, false));
        for (int i = 0; i < rows; i++)
            row = row->next;
    }
}

void table_flow(struct flow *flow, const struct block *block)
{
    struct builder builder = {.flow = flow, .table = &block->as.table};
    plan_start(&builder);
    if (!columns_hold_text(&builder)) {
        diag_add(flow->diags, MESSAGE_COLUMN_NARROW, block->pos, block->path, NULL);
        return;
    }
    headers_start(&builder);
    const struct slab *before = flow->last;
    struct element *table = element_new(flow, ELEMENT_TABLE, flow->parent);
    table->words = builder.table->summary;
    flow->space_after += mpt_from_pt(space_pt);
    flow_head(&builder, table);
    flow_body(&builder, table);
    if (builder.table->is_whole)
        flow_keep_whole(flow, before ? before->next : flow->first, 0);
    flow->space_after = mpt_from_pt(space_pt);
}
