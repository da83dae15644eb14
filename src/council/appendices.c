#include "council/appendices.h"

#include "doc/assembly.h"
#include "doc/heard.h"
#include "russian/dates.h"
#include "russian/names.h"

#include <stdlib.h>
#include <string.h>

/* One appendix in the making. */
struct appendix {
    const char *values[VALUE_COUNT]; /* "" for what is not known */
    bool is_single;                  /* without a number */
    const char *teacher_path;        /* of the element in the case, for diagnostics */
    struct pos teacher_pos;
    struct section *section; /* its first: where it begins; NULL: not made yet */
};

/* As it is printed; 0 for the only one of its minutes, which has none.  index counts from 0. */
static long appendix_number(const struct appendices_plan *plan, size_t index)
{
    bool const is_single = plan->count == 1 && plan->first == 1;
    return is_single ? 0 : plan->first + (long)index;
}

/* ---- what is known of an appendix --------------------------------------------------------- */

/* Values that hold for all appendices: of minutes and school. */
static struct appendix common_values(const struct appendices_plan *plan, struct arena *arena)
{
    struct appendix appendix = {.is_single = appendix_number(plan, 0) == 0};
    for (int value = 0; value < VALUE_COUNT; value++)
        appendix.values[value] = "";
    appendix.values[VALUE_DATE] = dates_short(arena, plan->date);
    appendix.values[VALUE_NUMBER] = arena_strdup(arena, plan->number);
    appendix.values[VALUE_COUNCIL] =
        arena_strdup(arena, plan->council ? plan->council : plan->words->council);
    appendix.values[VALUE_SCHOOL] = organization_short_name(plan->organization);
    return appendix;
}

/* The values of the item; appendix is a copy of the common ones. */
static void describe(struct appendix *appendix, const struct appendices_plan *plan, size_t index,
                     struct arena *arena)
{
    const struct appendix_item *item = &plan->items[index];
    if (!appendix->is_single)
        appendix->values[VALUE_APPENDIX] = arena_printf(arena, "%ld", appendix_number(plan, index));
    appendix->values[VALUE_FORM] = form_title(item->form);
    appendix->values[VALUE_TEACHER] = subject_label(item->casefile, arena);
    appendix->values[VALUE_CASE] = arena_strdup(arena, case_id(item->casefile));
    const struct node *teacher = case_subject(item->casefile);
    if (!teacher)
        return;
    appendix->teacher_path = node_path(teacher, arena);
    appendix->teacher_pos = node_pos(teacher);
}

/* ---- texts that name it --------------------------------------------------------------------- */

/* NULL when there is nothing to print.  What comes from a case is RUN_DATA. */
static struct run *part_run(const struct appendix *appendix, const struct template_part *part,
                            unsigned flags, struct arena *arena)
{
    if (part->literal)
        return run_new(arena, part->literal, flags);
    if (part->value == VALUE_PAGE)
        return appendix->section ? run_new_page(arena, appendix->section, flags) : NULL;
    const char *value = appendix->values[part->value];
    bool const is_name = part->value == VALUE_TEACHER;
    if (!*value)
        return NULL;
    if (is_name || part->value == VALUE_CASE)
        flags |= is_name ? RUN_DATA | RUN_NAME : RUN_DATA;
    struct run *run = run_new(arena, value, flags);
    if (is_name) {
        run->path = appendix->teacher_path;
        run->pos = appendix->teacher_pos;
    }
    return run;
}

/* Neighbours of one look and sound become one run. */
static bool goes_on(const struct run *last, const struct run *run)
{
    return last && last->flags == run->flags && !last->page_of && !run->page_of &&
           !run_heard(NULL, last) && !run_heard(NULL, run);
}

/* A template filled in; NULL when all of it is empty. */
static struct para *template_para(const struct appendix *appendix,
                                  const struct template_part *parts, unsigned flags,
                                  struct arena *arena)
{
    struct run *first = NULL;
    struct run **tail = &first;
    struct run *last = NULL;
    for (const struct template_part *part = parts; part; part = part->next) {
        struct run *run = part_run(appendix, part, flags, arena);
        if (run && goes_on(last, run)) {
            last->text = arena_printf(arena, "%s%s", last->text, run->text);
        } else if (run) {
            LIST_APPEND(tail, run);
            last = run;
        }
    }
    return first ? para_new(arena, first) : NULL;
}

/* A line as the appendix wants it: alone or one of several. */
static const struct template_part *line_parts(const struct appendix *appendix,
                                              const struct appendix_line *line)
{
    return appendix->is_single && line->single ? line->single : line->parts;
}

/* A line as a string; a page has none. */
static const char *line_text(const struct appendix *appendix, const struct appendix_line *line,
                             struct arena *arena)
{
    struct text text = TEXT_EMPTY;
    for (const struct template_part *part = line_parts(appendix, line); part; part = part->next)
        text_add(&text, part->literal ? part->literal : appendix->values[part->value]);
    return text_take(&text, arena);
}

/* ---- the list («Перечень приложений») ------------------------------------------------------- */

/* A column of numbers is empty where the only appendix has none. */
static bool is_empty(const struct appendix_column *column, const struct appendix *appendix)
{
    const struct template_part *part = column->parts;
    return appendix->is_single && part && !part->next && !part->literal &&
           part->value == VALUE_APPENDIX;
}

static struct row *list_row(const struct appendices_plan *plan, const struct appendix *appendix,
                            struct arena *arena)
{
    struct row *row = ARENA_NEW(arena, struct row);
    for (const struct appendix_column *column = plan->words->first_column; column;
         column = column->next)
        if (!is_empty(column, appendix))
            row_add_cell(row, column->align, template_para(appendix, column->parts, 0, arena),
                         arena)
                ->names_row = column->names_row;
    return row;
}

/* A row for each appendix; the columns are those that say something. */
static struct block *list_table(const struct appendices_plan *plan,
                                const struct appendix *appendices, struct arena *arena)
{
    const struct appendix_form *words = plan->words;
    struct block *block = block_new(arena, BLOCK_TABLE, SOURCE_OURS, (struct pos){0});
    struct table *table = &block->as.table;
    double *widths_mm = ARENA_ARRAY(arena, (size_t)words->columns, double);
    table->widths_mm = widths_mm;
    table->summary = words->list_summary;
    table->head = ARENA_NEW(arena, struct row);
    for (const struct appendix_column *column = words->first_column; column;
         column = column->next) {
        if (is_empty(column, &appendices[0]))
            continue;
        widths_mm[table->columns++] = column->width_mm;
        row_add_cell(table->head, CELL_CENTRE, para_from_text(arena, column->title, RUN_STRONG),
                     arena);
    }
    struct row **tail = &table->body;
    for (size_t i = 0; i < plan->count; i++)
        LIST_APPEND(tail, list_row(plan, &appendices[i], arena));
    return block;
}

/* The appendices have their sections already; the list stands on paper like theirs. */
static struct section *list_section(const struct appendices_plan *plan,
                                    const struct appendix *appendices, struct arena *arena)
{
    const struct appendix_form *words = plan->words;
    struct section *section = ARENA_NEW(arena, struct section);
    struct block *title = block_new(arena, BLOCK_HEADING, SOURCE_OURS, (struct pos){0});
    title->as.heading.level = 1;
    title->as.heading.text = template_para(
        &appendices[0], line_parts(&appendices[0], words->list_title), RUN_STRONG, arena);
    title->next = list_table(plan, appendices, arena);
    section->title = words->list_bookmark;
    section->page = appendices[0].section->page;
    section->type = appendices[0].section->type;
    section->odd_page = plan->duplex;
    section->first = title;
    return section;
}

/* ---- all of it -------------------------------------------------------------------------------- */

static struct block *mark_block(const struct appendices_plan *plan, const struct appendix *appendix,
                                struct arena *arena)
{
    struct block *block = block_new(arena, BLOCK_MARK, SOURCE_OURS, (struct pos){0});
    struct para **tail = &block->as.mark.lines;
    block->as.mark.width_mm = plan->words->mark_width_mm;
    for (const struct appendix_line *line = plan->words->mark; line; line = line->next) {
        struct para *para = template_para(appendix, line_parts(appendix, line), 0, arena);
        if (para)
            LIST_APPEND(tail, para);
    }
    return block;
}

/* The document of an appendix, with its mark in front and its place among the bookmarks. */
static const struct document *make_appendix(const struct appendices_plan *plan, size_t index,
                                            struct appendix *appendix, struct arena *arena)
{
    const struct appendix_item *item = &plan->items[index];
    struct resolve_options const options = {.draft = plan->draft};
    const struct document *document = form_resolve(item->form, item->edition, plan->organization,
                                                   item->casefile, &options, arena);
    struct section *section = document->first;
    describe(appendix, plan, index, arena);
    struct block *mark = mark_block(plan, appendix, arena);
    mark->next = section->first;
    section->first = mark;
    section->title = line_text(appendix, plan->words->bookmark, arena);
    section->type = &document->type;
    section->odd_page = plan->duplex;
    appendix->section = section;
    return document;
}

/* Pages are numbered from the bundle's first to its last. */
static void number_through(struct document *whole, int pages_before)
{
    for (struct section *section = whole->first; section; section = section->next)
        section->restart_pages = section == whole->first && !pages_before;
    whole->pages_before = pages_before;
}

static void name_document(struct document *whole, const struct appendices_plan *plan,
                          const struct appendix *common, const struct document *first,
                          struct arena *arena)
{
    const struct appendix_form *words = plan->words;
    whole->title = line_text(common, plan->front ? words->whole_name : words->name, arena);
    whole->subject = words->subject;
    whole->case_id = "";
    whole->form_id = "bundle";
    whole->edition_id = first->edition_id;
    whole->running_mark = first->running_mark;
    whole->date = arena_strdup(arena, plan->date);
}

/* A council cannot have considered what was concluded after its meeting. */
void appendices_check_date(const struct casefile *casefile, const char *meeting,
                           struct arena *arena, struct diags *diags)
{
    const struct node *conclusion = node_child(case_root(casefile), "conclusion");
    const char *date = conclusion ? node_attribute(conclusion, "date", arena) : NULL;
    if (date && meeting && strcmp(date, meeting) > 0)
        diag_add(diags, MESSAGE_BUNDLE_LATER, node_pos(conclusion), node_path(conclusion, arena),
                 NULL);
}

struct document *appendices_document(const struct appendices_plan *plan, struct arena *arena)
{
    struct assembly *assembly = ARENA_NEW(arena, struct assembly);
    struct appendix const common = common_values(plan, arena);
    struct appendix *appendices = ARENA_ARRAY(arena, plan->count, struct appendix);
    const struct document **documents = ARENA_ARRAY(arena, plan->count, const struct document *);
    for (size_t i = 0; i < plan->count; i++) {
        appendices[i] = common;
        documents[i] = make_appendix(plan, i, &appendices[i], arena);
    }
    assembly->arena = arena;
    if (plan->front)
        assembly_add(assembly, plan->front, 0);
    if (!plan->no_list)
        assembly_add_section(assembly, list_section(plan, appendices, arena));
    for (size_t i = 0; i < plan->count; i++)
        assembly_add(assembly, documents[i], (size_t)plan->first + i);
    number_through(&assembly->whole, plan->pages_before);
    name_document(&assembly->whole, plan, &common, documents[0], arena);
    return &assembly->whole;
}

/* ---- order ------------------------------------------------------------------- */

bool appendices_order_read(const char *name, enum appendix_order *order)
{
    static const struct {
        const char *name;
        enum appendix_order order;
    } orders[] = {{"name", APPENDICES_BY_NAME},
                  {"surname", APPENDICES_BY_NAME}, /* as the summary calls it too */
                  {"date", APPENDICES_BY_DATE},
                  {"id", APPENDICES_BY_ID}};
    *order = APPENDICES_AS_NAMED;
    for (size_t i = 0; name && i < sizeof orders / sizeof *orders; i++)
        if (strcmp(name, orders[i].name) == 0)
            *order = orders[i].order;
    return !name || *order != APPENDICES_AS_NAMED;
}

struct ranked {
    const char *key;
    size_t place; /* as named */
    struct appendix_item item;
};

static const char *order_key(const struct casefile *casefile, enum appendix_order order,
                             struct arena *arena)
{
    const struct node *subject = case_subject(casefile);
    const char *person = subject ? node_attribute(subject, "person", arena) : NULL;
    const char *dates = case_dates(casefile, arena);
    struct text key = TEXT_EMPTY;
    if (order == APPENDICES_BY_DATE)
        collation_add(&key, dates);
    if (order == APPENDICES_BY_ID)
        collation_add(&key, case_id(casefile));
    collation_add_name(&key, node_person(subject, arena));
    collation_add(&key, person ? person : "");
    collation_add(&key, dates);
    return text_take(&key, arena);
}

static int compare(const void *left, const void *right)
{
    const struct ranked *a = left;
    const struct ranked *b = right;
    int const by_key = strcmp(a->key, b->key);
    return by_key ? by_key : (a->place > b->place) - (a->place < b->place);
}

void appendices_sort(struct appendix_item *items, size_t count, enum appendix_order order)
{
    if (order == APPENDICES_AS_NAMED || !count)
        return;
    struct arena *arena = arena_new();
    struct ranked *ranked = xmalloc(count * sizeof *ranked);
    for (size_t i = 0; i < count; i++) {
        const struct casefile *casefile = items[i].casefile;
        bool const same = i && casefile == ranked[i - 1].item.casefile;
        ranked[i] = (struct ranked){same ? ranked[i - 1].key : order_key(casefile, order, arena), i,
                                    items[i]};
    }
    qsort(ranked, count, sizeof *ranked, compare);
    for (size_t i = 0; i < count; i++)
        items[i] = ranked[i].item;
    free(ranked);
    arena_free(arena);
}
