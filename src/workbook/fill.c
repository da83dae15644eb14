/*
 * fill.c - see fill.h.  A column asks the case by its path, as a form does; what it took is remembered, so
 * that what no column takes can be told.
 */
#include "workbook/fill.h"

#include "base/arena.h"
#include "base/unicode.h"

#include <stdlib.h>
#include <string.h>

enum part { PART_SURNAME, PART_GIVEN, PART_PATRONYMIC, PART_ROLE, PART_THIRD, PART_FOURTH, PARTS };

struct column_query {
    struct query *select;       /* from the case, or the row's element; NULL: nothing to ask */
    struct query *parts[PARTS]; /* of people, from their element */
};

struct fill_queries {
    struct arena *arena;
    struct column_query **columns; /* by the indices of sheet and column */
    struct query *everything;      /* below the case: elements and attributes */
    const struct workbook_form *form;
};

/* ---- paths ------------------------------------------------------------------------ */

/* "conclusion/@date" -> "c:conclusion/@date"; "" -> ".". */
static const char *xpath_of(struct arena *arena, const char *path)
{
    struct text out = TEXT_EMPTY;
    while (*path) {
        size_t const length = strcspn(path, "/");
        text_add_item(&out, "/", *path == '@' ? "" : "c:");
        text_add_bytes(&out, path, length);
        path += length + (path[length] == '/');
    }
    return out.len ? text_take(&out, arena) : ".";
}

/* The path of a column below the element that its row is. */
static const char *path_in_row(const struct workbook_column *column)
{
    size_t const length = column->element ? strlen(column->element->path) : 0;
    const char *path = column->path + length;
    return length && *path == '/' ? path + 1 : path;
}

struct opening {
    struct fill_queries *queries;
    const struct case_schema *schema;
    struct diags *diags;
};

static struct query *compile(const struct opening *opening, const struct workbook_column *column,
                             const char *path)
{
    return query_compile(xpath_of(opening->queries->arena, path), opening->schema, column->pos,
                         opening->diags);
}

static void open_column(const struct opening *opening, const struct workbook_column *column,
                        struct column_query *query)
{
    bool const person = column->kind == COLUMN_PERSON || column->kind == COLUMN_PEOPLE;
    const char *const parts[PARTS] = {name_parts[0], name_parts[1], name_parts[2],
                                      "@role",       column->third, column->fourth};
    if (!column->path)
        return;
    query->select = compile(opening, column, path_in_row(column));
    for (size_t i = 0; person && i < PARTS; i++)
        if (parts[i])
            query->parts[i] = compile(opening, column, parts[i]);
    if (column->kind == COLUMN_MARK)
        query->parts[PART_ROLE] = compile(
            opening, column, arena_printf(opening->queries->arena, "@%s", column->code_attribute));
}

struct fill_queries *fill_open(const struct workbook_form *form, const struct case_schema *schema,
                               struct diags *diags)
{
    size_t const before = diags_at_least(diags, SEVERITY_ERROR);
    struct fill_queries *queries = xmalloc(sizeof *queries);
    *queries = (struct fill_queries){.arena = arena_new(), .form = form};
    struct opening const opening = {queries, schema, diags};
    queries->columns =
        ARENA_ARRAY(queries->arena, (size_t)form->sheet_count, struct column_query *);
    for (const struct workbook_sheet *sheet = form->sheets; sheet; sheet = sheet->next) {
        struct column_query *columns =
            ARENA_ARRAY(queries->arena, (size_t)sheet->column_count, struct column_query);
        queries->columns[sheet->index] = columns;
        for (const struct workbook_column *column = sheet->columns; column; column = column->next)
            open_column(&opening, column, &columns[column->index]);
    }
    queries->everything = query_compile("@*|descendant::*[local-name() != 'p']|descendant::*/@*",
                                        schema, (struct pos){0}, diags);
    if (diags_at_least(diags, SEVERITY_ERROR) == before)
        return queries;
    fill_close(queries);
    return NULL;
}

void fill_close(struct fill_queries *queries)
{
    if (!queries)
        return;
    for (const struct workbook_sheet *sheet = queries->form->sheets; sheet; sheet = sheet->next) {
        struct column_query *columns = queries->columns[sheet->index];
        for (int i = 0; columns && i < sheet->column_count; i++) {
            query_free(columns[i].select);
            for (size_t k = 0; k < PARTS; k++)
                query_free(columns[i].parts[k]);
        }
    }
    query_free(queries->everything);
    arena_free(queries->arena);
    free(queries);
}

/* ---- cells ------------------------------------------------------------------------- */

/* A cell to be filled. */
struct filling {
    struct content *content;
    const struct casefile *casefile;
    struct taken *taken;
    const struct workbook_column *column;
    const struct column_query *query;
    const struct node **nodes; /* what the column's path leads to */
    size_t count;
};

/* Of what is needed for the time of one case. */
static struct arena *arena_of(const struct filling *filling)
{
    return filling->taken->arena;
}

static const char *kept(const struct filling *filling, const char *text)
{
    return *text ? arena_strdup(filling->content->arena, text) : "";
}

/* The text of a node that goes into a cell. */
static const char *take_text(const struct filling *filling, const struct node *node)
{
    taken_add(filling->taken, node);
    return node_text(node, arena_of(filling));
}

/* The number of columns before this one that fill elements of the same name. */
static size_t rank_of(const struct workbook_sheet *sheet, const struct workbook_column *column)
{
    size_t rank = 0;
    const struct workbook_column *other = sheet->columns;
    for (; column->path && other != column; other = other->next)
        rank += other->path && strcmp(other->path, column->path) == 0;
    return rank;
}

static const char *words_of(const struct filling *filling, const char *code)
{
    const char *words = workbook_words(filling->column, code);
    return words ? words : code;
}

/* The words of codes, one after another. */
static const char *several(const struct filling *filling, const struct node *node)
{
    struct text out = TEXT_EMPTY;
    const char *codes = take_text(filling, node);
    for (const char *code; (code = text_next_word(&codes, arena_of(filling))) != NULL;)
        text_add_item(&out, "; ", words_of(filling, code));
    return text_take(&out, arena_of(filling));
}

/* Elements that are lines of a cell: their own lines are lost. */
static const char *lines(const struct filling *filling)
{
    struct text out = TEXT_EMPTY;
    for (size_t i = 0; i < filling->count; i++) {
        const char *text = take_text(filling, filling->nodes[i]);
        if (!*text)
            continue;
        filling->taken->changed |= strchr(text, '\n') != NULL;
        if (out.len)
            text_add_char(&out, '\n');
        for (; *text; text++)
            text_add_char(&out, *text == '\n' ? ' ' : *text);
    }
    return text_take(&out, arena_of(filling));
}

static const char *part_of(const struct filling *filling, const struct node *person, enum part part)
{
    const struct query *query = filling->query->parts[part];
    size_t count = 0;
    const struct node **nodes =
        query ? query_nodes(query, person, arena_of(filling), &count) : NULL;
    return count ? take_text(filling, nodes[0]) : "";
}

/* «да» for a code that stands alone, else the words of its element. */
static const char *mark(const struct filling *filling)
{
    for (size_t i = 0; i < filling->count; i++) {
        const struct node *node = filling->nodes[i];
        const char *code = node_attribute(node, filling->column->code_attribute, arena_of(filling));
        if (!code || strcmp(code, filling->column->code) != 0)
            continue;
        part_of(filling, node, PART_ROLE);
        const char *text = take_text(filling, node);
        filling->taken->changed |= workbook_is_same(text, filling->content->form->yes);
        return *text ? text : filling->content->form->yes;
    }
    return "";
}

/* ---- people ------------------------------------------------------------------------- */

static const char *full_name(const struct filling *filling, const struct node *person)
{
    struct name const name = {.surname = part_of(filling, person, PART_SURNAME),
                              .given = part_of(filling, person, PART_GIVEN),
                              .patronymic = part_of(filling, person, PART_PATRONYMIC),
                              .initials = "",
                              .genitive = "",
                              .dative = ""};
    return full_name_write(arena_of(filling), &name);
}

/* What parts a line of people may not stand in one of them. */
static void add_part(const struct filling *filling, struct text *line, const char *part)
{
    for (; *part; part++) {
        bool const divides = *part == ';' || *part == '\n';
        filling->taken->changed |= divides;
        text_add_char(line, divides ? ',' : *part);
    }
}

/* A signer's position may be an element where an attribute is asked for. */
static const char *position_of(const struct filling *filling, const struct node *person)
{
    const char *third = part_of(filling, person, PART_THIRD);
    const struct node *element = *third ? NULL : node_child(person, "position");
    return element ? take_text(filling, element) : third;
}

static void add_person(const struct filling *filling, const struct node *person, struct text *out)
{
    const char *const parts[] = {
        full_name(filling, person), words_of(filling, part_of(filling, person, PART_ROLE)),
        position_of(filling, person), part_of(filling, person, PART_FOURTH)};
    size_t count = sizeof parts / sizeof *parts;
    while (count && !*parts[count - 1])
        count--;
    if (out->len && count)
        text_add_char(out, '\n');
    for (size_t i = 0; i < count; i++) {
        if (i)
            text_add(out, "; ");
        add_part(filling, out, parts[i]);
    }
}

static const char *people(const struct filling *filling)
{
    struct text out = TEXT_EMPTY;
    for (size_t i = 0; i < filling->count; i++)
        add_person(filling, filling->nodes[i], &out);
    return text_take(&out, arena_of(filling));
}

/* ---- a row --------------------------------------------------------------------------- */

static const char *cell(const struct filling *filling, const struct workbook_sheet *sheet)
{
    size_t const rank = rank_of(sheet, filling->column);
    const struct node *node = rank < filling->count ? filling->nodes[rank] : NULL;
    switch (filling->column->kind) {
    case COLUMN_TEXT:
    case COLUMN_LONG:
    case COLUMN_DATE:
    case COLUMN_ID: return node ? take_text(filling, node) : "";
    case COLUMN_CHOICE:
    case COLUMN_SEVERAL: return node ? several(filling, node) : "";
    case COLUMN_PERSON: return node ? full_name(filling, node) : "";
    case COLUMN_LINES: return lines(filling);
    case COLUMN_MARK: return mark(filling);
    case COLUMN_PEOPLE: return people(filling);
    case COLUMN_CASE: return case_id(filling->casefile);
    case COLUMN_SHOWN:
        return node_child_text(case_subject(filling->casefile), name_parts[0], arena_of(filling));
    case COLUMN_PROBLEMS:
    case COLUMN_YES: break;
    }
    return "";
}

/* The elements of a row of SHEET_PARTS, as many as form.xsd lets a sheet have. */
enum { ROW_ELEMENTS = 5 };
typedef const struct node *row_nodes[ROW_ELEMENTS];

/* The element that a column is below; the case for those that are below none. */
static const struct node *base_of(const struct workbook_sheet *sheet,
                                  const struct workbook_column *column, const row_nodes nodes,
                                  const struct casefile *casefile)
{
    size_t index = 0;
    if (!column->element)
        return case_root(casefile);
    for (const struct workbook_element *at = sheet->elements; at != column->element; at = at->next)
        index++;
    return index < ROW_ELEMENTS ? nodes[index] : NULL;
}

static struct content_row *add_row(struct filling *filling, const struct workbook_sheet *sheet,
                                   const row_nodes nodes)
{
    struct content_row *row = content_add_row(filling->content, sheet);
    const struct column_query *queries = filling->content->queries->columns[sheet->index];
    for (size_t i = 0; i < ROW_ELEMENTS; i++)
        if (nodes[i])
            taken_add(filling->taken, nodes[i]);
    for (const struct workbook_column *column = sheet->columns; column; column = column->next) {
        const struct node *base = base_of(sheet, column, nodes, filling->casefile);
        filling->column = column;
        filling->query = &queries[column->index];
        filling->nodes = NULL;
        filling->count = 0;
        if (base && filling->query->select)
            filling->nodes =
                query_nodes(filling->query->select, base, arena_of(filling), &filling->count);
        if (base || !column->path)
            row->cells[column->index] = kept(filling, cell(filling, sheet));
    }
    return row;
}

/* ---- rows that are several elements -------------------------------------------------------- */

/* A row before it is written. */
struct part_row {
    struct part_row *next;
    row_nodes nodes;
    const char *id;    /* of the first element, "" when it has none */
    const char *links; /* ids that a linked element is about beside the row's own, or NULL */
    long number;       /* of the row, from 1 */
};

/* The elements below the case at a path like "problems/problem", in order. */
static const struct node **elements_at(const struct casefile *casefile, const char *path,
                                       struct arena *arena, size_t *count)
{
    const struct node *at = case_root(casefile);
    const char *slash;
    for (*count = 0; at && (slash = strchr(path, '/')) != NULL; path = slash + 1)
        at = node_child(at, arena_strndup(arena, path, (size_t)(slash - path)));
    return at ? node_children(at, path, arena, count) : NULL;
}

static struct part_row *row_with_id(struct part_row *row, const char *id)
{
    while (row && (!*row->id || strcmp(row->id, id) != 0))
        row = row->next;
    return row;
}

static struct part_row *new_row(const struct filling *filling, size_t index,
                                const struct node *node)
{
    struct part_row *row = ARENA_NEW(arena_of(filling), struct part_row);
    *row = (struct part_row){.id = ""};
    row->nodes[index] = node;
    return row;
}

/*
 * The row of an element that is linked to the first is that of the first id which its link names, when that
 * stands behind the rows of the elements before it (last; NULL: none): so the order of both is kept.
 * Otherwise it has a row of its own behind them.  Returns the row.
 */
static struct part_row *place_linked(const struct filling *filling, struct part_row **rows,
                                     struct part_row *last, size_t index, const struct node *node,
                                     const char *link)
{
    struct arena *arena = arena_of(filling);
    const char *ids = node_attribute(node, link, arena);
    const char *others = ids;
    const char *first = ids ? text_next_word(&others, arena) : NULL;
    struct part_row *own = first ? row_with_id(last ? last->next : *rows, first) : NULL;
    if (own) {
        own->nodes[index] = node;
        own->links = others;
        return own;
    }
    struct part_row **place = last ? &last->next : rows;
    struct part_row *row = new_row(filling, index, node);
    row->links = ids;
    row->next = *place;
    *place = row;
    return row;
}

/* Elements that have nothing to do with each other stand side by side: the third in the third row. */
static struct part_row *place_beside(const struct filling *filling, struct part_row **rows,
                                     struct part_row *last, size_t index, const struct node *node)
{
    struct part_row **place = last ? &last->next : rows;
    if (!*place)
        *place = new_row(filling, index, node);
    (*place)->nodes[index] = node;
    return *place;
}

/* "2, 5": the rows of the ids that a row's linked element is about besides. */
static void put_numbers(struct filling *filling, const struct workbook_sheet *sheet,
                        struct content_row *row, const char *links, struct part_row *rows)
{
    struct arena *arena = arena_of(filling);
    struct text numbers = TEXT_EMPTY;
    const struct workbook_column *column = sheet->columns;
    while (column && column->kind != COLUMN_PROBLEMS)
        column = column->next;
    for (const char *id; (id = text_next_word(&links, arena)) != NULL;) {
        const struct part_row *found = row_with_id(rows, id);
        filling->taken->links |= !found || !column;
        if (found)
            text_add_item(&numbers, ", ", arena_printf(arena, "%ld", found->number));
    }
    const char *text = text_take(&numbers, arena);
    if (column)
        row->cells[column->index] = kept(filling, text);
}

/* The rows of the first elements, and those of the others among them. */
static struct part_row *gather_rows(const struct filling *filling,
                                    const struct workbook_element *elements)
{
    struct arena *arena = arena_of(filling);
    const struct workbook_element *element = elements;
    struct part_row *rows = NULL;
    for (size_t index = 0; element && index < ROW_ELEMENTS; index++, element = element->next) {
        struct part_row *last = NULL;
        size_t count;
        const struct node **nodes = elements_at(filling->casefile, element->path, arena, &count);
        for (size_t i = 0; nodes && i < count; i++) {
            last = element->link
                       ? place_linked(filling, &rows, last, index, nodes[i], element->link)
                       : place_beside(filling, &rows, last, index, nodes[i]);
            const char *id = index ? NULL : node_attribute(nodes[i], "id", arena);
            last->id = id ? id : last->id;
        }
    }
    return rows;
}

static void add_parts(struct filling *filling, const struct workbook_sheet *sheet)
{
    struct part_row *rows = sheet->elements ? gather_rows(filling, sheet->elements) : NULL;
    long number = 0;
    for (struct part_row *row = rows; row; row = row->next)
        row->number = ++number;
    for (const struct part_row *row = rows; row; row = row->next)
        put_numbers(filling, sheet, add_row(filling, sheet, row->nodes), row->links, rows);
}

void content_add_case(struct content *content, const struct casefile *casefile, struct diags *diags)
{
    struct taken taken = {.arena = content->scratch};
    struct filling filling = {.content = content, .casefile = casefile, .taken = &taken};
    for (const struct workbook_sheet *sheet = content->form->sheets; sheet; sheet = sheet->next) {
        if (sheet->scope == SHEET_CASES)
            add_row(&filling, sheet, (row_nodes){NULL});
        else if (sheet->scope == SHEET_PARTS)
            add_parts(&filling, sheet);
    }
    lost_tell(content->schema, content->queries->everything, casefile, &taken, diags);
    arena_reset(content->scratch);
}
