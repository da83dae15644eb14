/*
 * resolve_blocks.c - one function for each kind of block; see resolve.h.
 */
#include "form/resolve.h"

#include "base/seen.h"

#include <string.h>

/* A block whose phrase came out empty is not printed: these return false. */

static bool fill_letterhead(struct resolver *resolver, const struct block_def *def,
                            struct block *block)
{
    (void)def;
    block->as.letterhead.lines = resolver->organization ? resolver->organization->letterhead : NULL;
    return block->as.letterhead.lines != NULL;
}

static bool fill_mark(struct resolver *resolver, const struct block_def *def, struct block *block)
{
    block->as.mark.width_mm = def->as.mark.width_mm;
    struct para **tail = &block->as.mark.lines;
    struct item *item = resolve_items(resolver, def->as.mark.lines, MARKER_NONE, 0);
    for (; item; item = item->next) {
        *tail = item->text;
        while (*tail)
            tail = &(*tail)->next;
    }
    return block->as.mark.lines != NULL;
}

static bool fill_heading(struct resolver *resolver, const struct block_def *def,
                         struct block *block)
{
    block->as.heading.level = def->as.heading.level;
    block->as.heading.text =
        resolve_phrase(resolver, &def->as.heading.phrase, resolver->here, RUN_STRONG);
    return block->as.heading.text != NULL;
}

static bool fill_paragraph(struct resolver *resolver, const struct block_def *def,
                           struct block *block)
{
    block->as.paragraph.style = def->as.paragraph.style;
    block->as.paragraph.keeps_before = def->as.paragraph.keeps_before;
    block->as.paragraph.text =
        resolve_phrase(resolver, &def->as.paragraph.phrase, resolver->here, 0);
    return block->as.paragraph.text != NULL;
}

/* In a final form what stays empty is closed with a dash: rules would invite additions. */
static bool is_final(const struct resolver *resolver)
{
    return resolver->casefile && !resolver->draft;
}

static struct item *make_dash(const struct resolver *resolver)
{
    struct item *item = ARENA_NEW(resolver->arena, struct item);
    item->text = para_from_text(resolver->arena, "—", 0);
    return item;
}

static bool fill_field(struct resolver *resolver, const struct block_def *def, struct block *block)
{
    struct field *field = &block->as.field;
    field->label = resolve_phrase(resolver, &def->as.field.label, resolver->here, RUN_STRONG);
    field->values = resolve_items(resolver, def->as.field.items, def->as.field.marker, 0);
    if (!field->values && is_final(resolver))
        field->values = make_dash(resolver);
    field->layout = def->as.field.layout;
    field->lines = field->values ? 0 : def->as.field.lines;
    return true;
}

static bool fill_list(struct resolver *resolver, const struct block_def *def, struct block *block)
{
    block->as.list.items = resolve_items(resolver, def->as.list.items, def->as.list.marker, 0);
    block->as.list.is_run_in = def->as.list.is_run_in;
    return block->as.list.items != NULL;
}

/* ---- choices ------------------------------------------------------------------ */

static const char **chosen_codes(const struct resolver *resolver, const struct block_def *def,
                                 size_t *count)
{
    const struct node **nodes =
        resolve_nodes(resolver, def->as.choices.select, resolver->here, count);
    const char **codes = ARENA_ARRAY(resolver->arena, *count, const char *);
    for (size_t i = 0; i < *count; i++)
        codes[i] = node_text(nodes[i], resolver->arena);
    return codes;
}

static bool is_among(const char *code, const char *const *codes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(codes[i], code) == 0)
            return true;
    return false;
}

static struct choice *make_choice(const struct resolver *resolver, const struct option_def *def,
                                  bool chosen, bool open)
{
    struct choice *choice = ARENA_NEW(resolver->arena, struct choice);
    choice->chosen = chosen;
    choice->box = chosen ? resolver->edition->box_chosen : resolver->edition->box_open;
    choice->text = resolve_phrase(resolver, &def->phrase, resolver->here, 0);
    if (!choice->text)
        choice->text = resolve_phrase(resolver, &def->term, resolver->here, 0);
    choice->details = resolve_items(resolver, def->details, def->marker, 0);
    if (choice->details || !def->lines)
        return choice;
    if (!is_final(resolver))
        choice->lines = chosen || open ? def->lines : 0;
    else if (chosen)
        choice->details = make_dash(resolver);
    return choice;
}

/* In a draft room to write stays below an option until somebody has decided for another one. */
static bool fill_choices(struct resolver *resolver, const struct block_def *def,
                         struct block *block)
{
    block->as.choices.label =
        resolve_phrase(resolver, &def->as.choices.label, resolver->here, RUN_STRONG);
    size_t count;
    const char **codes = chosen_codes(resolver, def, &count);
    struct choice **tail = &block->as.choices.options;
    const struct option_def *option = def->as.choices.options;
    for (; option; option = option->next) {
        bool const chosen = is_among(option->code, codes, count);
        LIST_APPEND(tail, make_choice(resolver, option, chosen, count == 0));
    }
    return true;
}

/* ---- tables ---------------------------------------------------------------------- */

/* What is left open for people to write, though the case may know it already; a blank has no status. */
static bool is_open(const struct resolver *resolver, const struct cell_def *def)
{
    return resolver->casefile && def->statuses && !(def->statuses & resolver->status);
}

static bool has_open_cells(const struct resolver *resolver, const struct row_def *rows)
{
    for (; rows; rows = rows->next)
        for (const struct cell_def *def = rows->cells; def; def = def->next)
            if (is_open(resolver, def))
                return true;
    return false;
}

/* The paragraphs of an item, which begin with its marker. */
static struct para *item_paras(const struct resolver *resolver, const struct item *item)
{
    if (item->marker) {
        struct run *marker =
            run_new(resolver->arena, arena_printf(resolver->arena, "%s ", item->marker), 0);
        marker->next = item->text->first;
        item->text->first = marker;
    }
    return item->text;
}

/* Lines and lists of a cell, one below the other. */
static struct para *make_lines(const struct resolver *resolver, const struct cell_part *part,
                               const struct node *context, unsigned flags)
{
    struct resolver inner = *resolver;
    struct para *first = NULL;
    struct para **tail = &first;
    inner.here = context;
    for (; part; part = part->next) {
        const struct item *item = resolve_items(&inner, part->items, part->marker, flags);
        for (; item; item = item->next) {
            *tail = item_paras(resolver, item);
            while (*tail)
                tail = &(*tail)->next;
        }
    }
    return first;
}

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
        cell->names_row = def->names_row;
        cell->has_lines = def->parts != NULL;
        if (def->parts && !is_open(resolver, def))
            cell->text = make_lines(resolver, def->parts, context, flags);
        else if (!is_open(resolver, def))
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

/* Nothing that rows with that node stand for already: a meeting that several cases tell of. */
static bool is_new(const struct resolver *resolver, const struct rows_def *def,
                   const struct node *node, struct seen *seen)
{
    const char *value = def->once ? query_string(def->once, node, resolver->arena) : "";
    return text_is_blank(value) || seen_add(seen, value);
}

/* The rows of the nodes that one case has; numbers go on from case to case. */
static void append_nodes(struct resolver *resolver, struct row ***tail, const struct rows_def *def,
                         const struct node *root, struct seen *seen)
{
    size_t count;
    const struct node **nodes = resolve_nodes(resolver, def->select, root, &count);
    double const least = has_open_cells(resolver, def->rows) ? def->open_height_mm : 0;
    for (size_t i = 0; i < count; i++) {
        if (!is_new(resolver, def, nodes[i], seen))
            continue;
        resolver->ordinal++;
        append_rows(resolver, tail, def->rows, nodes[i], least, 0);
    }
}

static void append_case(struct resolver *resolver, struct row ***tail, const struct rows_def *def,
                        const struct casefile *casefile, struct seen *seen)
{
    resolver->casefile = casefile;
    resolver->status = status_bit(resolver->form->codes, case_status(casefile));
    resolver->day = form_date(resolver->form, casefile, "", resolver->arena);
    append_nodes(resolver, tail, def, case_root(casefile), seen);
}

/* Rows for each node, in a journal of each of its cases, or empty ones. */
static void append_repeat(const struct resolver *resolver, struct row ***tail,
                          const struct rows_def *def, const struct node *root)
{
    struct resolver inner = *resolver;
    struct seen seen = SEEN_EMPTY;
    inner.ordinal = 0;
    for (size_t i = 0; def->over_cases && i < resolver->case_count; i++)
        append_case(&inner, tail, def, resolver->cases[i], &seen);
    if (!resolver->case_count)
        append_nodes(&inner, tail, def, root, &seen);
    seen_free(&seen);
    for (int i = 0; !inner.ordinal && i < def->blank; i++)
        append_rows(resolver, tail, def->rows, NULL, def->blank_height_mm, 0);
}

/* Repeats without data give empty rows to write in. */
static bool fill_table(struct resolver *resolver, const struct block_def *def, struct block *block)
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

/* ---- all of them --------------------------------------------------------------- */

/* A frame around nothing is not printed. */
static bool fill_frame(struct resolver *resolver, const struct block_def *def, struct block *block)
{
    struct block **tail = &block->as.frame.blocks;
    block->as.frame.title =
        resolve_phrase(resolver, &def->as.frame.label, resolver->here, RUN_STRONG);
    resolve_blocks(resolver, def->as.frame.inner, &tail);
    return block->as.frame.title || block->as.frame.blocks;
}

/* <if> and <for> have no block of their own. */
static const struct {
    enum block_kind kind;
    bool (*fill)(struct resolver *resolver, const struct block_def *def, struct block *block);
} fillers[] = {
    [DEF_LETTERHEAD] = {BLOCK_LETTERHEAD, fill_letterhead},
    [DEF_MARK] = {BLOCK_MARK, fill_mark},
    [DEF_HEADING] = {BLOCK_HEADING, fill_heading},
    [DEF_PARAGRAPH] = {BLOCK_PARAGRAPH, fill_paragraph},
    [DEF_FIELD] = {BLOCK_FIELD, fill_field},
    [DEF_LIST] = {BLOCK_LIST, fill_list},
    [DEF_CHOICES] = {BLOCK_CHOICES, fill_choices},
    [DEF_TABLE] = {BLOCK_TABLE, fill_table},
    [DEF_SIGNATURES] = {BLOCK_SIGNATURES, resolve_signatures},
    [DEF_FRAME] = {BLOCK_FRAME, fill_frame},
};

/*
 * An expression that only goes down, "c:help/c:measure[@kind = 'x']", as a path of the data: "/case/help/measure".
 * NULL: it does more.
 */
static const char *place_of(const struct resolver *resolver, const char *expression)
{
    struct text place = TEXT_EMPTY;
    int depth = 0; /* inside [] */
    if (*expression == '/' || strstr(expression, "//"))
        return NULL;
    text_add(&place, resolver->here ? node_path(resolver->here, resolver->arena) : "/case");
    text_add_char(&place, '/');
    for (const char *at = expression; *at; at++) {
        depth += *at == '[';
        if (!depth && !strchr("abcdefghijklmnopqrstuvwxyz-_/@:", *at)) {
            text_free(&place);
            return NULL;
        }
        if (!depth && at[0] && at[1] == ':')
            at++; /* the prefix */
        else if (!depth)
            text_add_char(&place, *at);
        depth -= *at == ']';
    }
    return text_take(&place, resolver->arena);
}

static void resolve_block(struct resolver *resolver, const struct block_def *def,
                          struct block ***tail)
{
    struct block *block =
        block_new(resolver->arena, fillers[def->kind].kind, def->source, def->pos);
    block->path = def->path;
    block->place = def->path ? place_of(resolver, def->path) : NULL;
    if (fillers[def->kind].fill(resolver, def, block))
        LIST_APPEND(*tail, block);
}

/* The blocks inside, once for every node; none on the blank form. */
static void resolve_repeat(struct resolver *resolver, const struct block_def *def,
                           struct block ***tail)
{
    const struct node *outer = resolver->here;
    size_t count;
    const struct node **nodes = resolve_nodes(resolver, def->as.repeat.select, outer, &count);
    for (size_t i = 0; i < count; i++) {
        resolver->here = nodes[i];
        resolve_blocks(resolver, def->as.repeat.inner, tail);
    }
    resolver->here = outer;
}

void resolve_blocks(struct resolver *resolver, const struct block_def *defs, struct block ***tail)
{
    for (const struct block_def *def = defs; def; def = def->next) {
        if (resolver->body_only && def->source == SOURCE_OURS)
            continue;
        if (!resolve_condition(resolver, &def->condition))
            continue;
        if (def->kind == DEF_IF)
            resolve_blocks(resolver, def->as.inner, tail);
        else if (def->kind == DEF_FOR)
            resolve_repeat(resolver, def, tail);
        else
            resolve_block(resolver, def, tail);
    }
}
