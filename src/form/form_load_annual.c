/*
 * form_load_annual.c - forms/summary.xml; see annual_form.h.
 */
#include "form/annual_form.h"

#include "form/form_load.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static unsigned load_states(struct loader *loader, const xmlNode *node)
{
    const char *list = load_token(loader, node, "in");
    unsigned states = 0;
    for (const char *state; (state = text_next_word(&list, loader->arena)) != NULL;)
        states |= strcmp(state, "completed") == 0  ? STATE_COMPLETED
                  : strcmp(state, "not-held") == 0 ? STATE_NOT_HELD
                                                   : STATE_CARRIED;
    return states ? states : STATE_ANY;
}

static enum with_names load_names(const xmlNode *node)
{
    static const char *const names[] = {
        [NAMES_ANY] = "any", [NAMES_WITH] = "with", [NAMES_WITHOUT] = "without", NULL};
    return (enum with_names)load_choice(node, "names", names);
}

/* ---- the register ------------------------------------------------------------ */

static struct register_cell *load_cells(struct loader *loader, const xmlNode *column)
{
    struct register_cell *first = NULL;
    struct register_cell **tail = &first;
    for (const xmlNode *node = xml_first(column); node; node = xml_next(node)) {
        struct register_cell *cell = ARENA_NEW(loader->arena, struct register_cell);
        cell->states = load_states(loader, node);
        cell->phrase = load_wording(loader, node);
        LIST_APPEND(tail, cell);
    }
    return first;
}

/* What holds names is never in the summary without them, whatever the file says. */
static void load_register(struct loader *loader, const xmlNode *node, struct annual_part *part)
{
    struct register_def *table = &part->as.table;
    part->names = NAMES_WITH;
    table->summary = load_child_content(loader, node, "summary");
    table->widths_mm = load_widths(loader, node, part->pos, &table->columns);
    struct register_column **tail = &table->first;
    const xmlNode *child = xml_child(node, "column");
    for (; child; child = xml_next_same(child)) {
        struct register_column *column = ARENA_NEW(loader->arena, struct register_column);
        column->title = load_token(loader, child, "title");
        column->names_row = load_yes(child, "names-row");
        column->cells = load_cells(loader, child);
        LIST_APPEND(tail, column);
    }
    if (!loader->annual->table)
        loader->annual->table = table;
}

/* ---- tallies ------------------------------------------------------------------- */

static void append_row(struct loader *loader, struct tally_row_def ***tail,
                       struct tally_row_def row)
{
    struct tally_row_def *kept = ARENA_NEW(loader->arena, struct tally_row_def);
    *kept = row;
    LIST_APPEND(*tail, kept);
}

static void load_state_rows(struct loader *loader, const xmlNode *node, struct tally_def *tally)
{
    struct tally_row_def **tail = &tally->rows;
    const xmlNode *child = xml_child(node, "state");
    for (; child; child = xml_next_same(child))
        append_row(loader, &tail,
                   (struct tally_row_def){.label = load_content(loader, child),
                                          .states = load_states(loader, child)});
}

/* A row for each code of the vocabulary, or for those that the attribute codes names. */
static void load_code_rows(struct loader *loader, const xmlNode *node,
                           const struct vocabulary *vocabulary, struct tally_def *tally)
{
    struct tally_row_def **tail = &tally->rows;
    const char *codes = load_token(loader, node, "codes");
    if (!codes) {
        for (const struct term *term = vocabulary->terms; term; term = term->next)
            append_row(loader, &tail,
                       (struct tally_row_def){.label = term->text, .code = term->code});
        return;
    }
    for (const char *code; (code = text_next_word(&codes, loader->arena)) != NULL;) {
        const struct term *term = vocabulary_term(vocabulary, code);
        if (term)
            append_row(loader, &tail, (struct tally_row_def){.label = term->text, .code = code});
        else
            diag_add(loader->diags, MESSAGE_FORM_CODE, tally->pos, NULL, code, vocabulary->id,
                     NULL);
    }
}

static void lack(struct loader *loader, const struct tally_def *tally, const char *name)
{
    diag_add(loader->diags, MESSAGE_FORM_ATTRIBUTE_MISSING, tally->pos, NULL, "tally", name, NULL);
}

/* What the rows are: people, codes or states, and nothing else is asked for. */
static void load_source(struct loader *loader, const xmlNode *node, struct tally_def *tally)
{
    const char *vocabulary = load_token(loader, node, "vocabulary");
    tally->select = load_query(loader, node, "people");
    if (load_token(loader, node, "people")) {
        tally->source = TALLY_PEOPLE;
        tally->names = NAMES_WITH;
        tally->roles = load_vocabulary_named(loader, node, "roles");
    } else if (load_token(loader, node, "select")) {
        tally->source = TALLY_CODES;
        tally->select = load_query(loader, node, "select");
        const struct vocabulary *found =
            vocabulary ? load_vocabulary_named(loader, node, vocabulary) : NULL;
        if (found)
            load_code_rows(loader, node, found, tally);
        else if (!vocabulary)
            lack(loader, tally, "vocabulary");
    } else {
        tally->source = TALLY_STATES;
        load_state_rows(loader, node, tally);
        if (!tally->rows)
            lack(loader, tally, "select");
    }
}

static const struct tally_def *find_tally(const struct annual_form *form, const char *id)
{
    const struct tally_def *tally = form->tallies;
    while (tally && strcmp(tally->id, id) != 0)
        tally = tally->next;
    return tally;
}

static void load_tally(struct loader *loader, const xmlNode *node, struct annual_part *part)
{
    static const char *const orders[] = {"given", "cases", NULL};
    struct tally_def *tally = &part->as.tally;
    tally->index = loader->annual->tally_count++;
    tally->pos = part->pos;
    tally->names = part->names;
    tally->id = load_token(loader, node, "id");
    tally->states = load_states(loader, node);
    tally->repeats = load_yes(node, "repeats");
    tally->by_count = load_choice(node, "order", orders) == 1;
    tally->head = load_token(loader, node, "head");
    tally->marks = load_token(loader, node, "marks");
    tally->title = load_child_content(loader, node, "title");
    tally->none = load_child_content(loader, node, "none");
    tally->total = load_child_content(loader, node, "total");
    tally->footnote = load_child_content(loader, node, "footnote");
    load_source(loader, node, tally);
    part->names = tally->names;
    if (find_tally(loader->annual, tally->id))
        diag_add(loader->diags, MESSAGE_FORM_CODE_TWICE, part->pos, NULL, tally->id, NULL);
    struct tally_def **tail = &loader->annual->tallies;
    while (*tail)
        tail = &(*tail)->next;
    *tail = tally;
}

/* ---- charts, rolls, signatures ---------------------------------------------------- */

static void load_chart(struct loader *loader, const xmlNode *node, struct annual_part *part)
{
    static const char *const counts[] = {"cases", "marks", NULL};
    struct bars_def **tail = &part->as.chart.bars;
    part->as.chart.title = load_child_content(loader, node, "title");
    part->as.chart.alt = load_child_content(loader, node, "alt");
    const xmlNode *child = xml_child(node, "bars");
    for (; child; child = xml_next_same(child)) {
        struct bars_def *bars = ARENA_NEW(loader->arena, struct bars_def);
        const char *id = load_token(loader, child, "of");
        bars->tally = find_tally(loader->annual, id);
        bars->marks = load_choice(child, "count", counts) == 1;
        bars->before = load_content(loader, child);
        if (!bars->tally)
            diag_add(loader->diags, MESSAGE_ANNUAL_TALLY, load_pos(loader, child), NULL, id, NULL);
        LIST_APPEND(tail, bars);
    }
}

static void load_roll(struct loader *loader, const xmlNode *node, struct annual_part *part)
{
    struct roll_def *roll = &part->as.roll;
    part->names = NAMES_WITH;
    roll->index = loader->annual->roll_count++;
    roll->states = load_states(loader, node);
    roll->when = load_query(loader, node, "when");
    roll->title = load_child_content(loader, node, "title");
    roll->entry = load_wording(loader, xml_child(node, "entry"));
    roll->empty = load_child_content(loader, node, "empty");
}

static void load_words(struct loader *loader, const xmlNode *node, struct annual_part *part)
{
    part->text = load_content(loader, node);
}

static void load_signature(struct loader *loader, const xmlNode *node, struct annual_part *part)
{
    load_words(loader, node, part);
    part->as.signature.field = load_token(loader, node, "field");
    part->as.signature.tooltip = load_token(loader, node, "tooltip");
}

/* ---- all of it ------------------------------------------------------------------------ */

static const struct {
    const char *name;
    enum annual_part_kind kind;
    void (*load)(struct loader *loader, const xmlNode *node, struct annual_part *part);
} handlers[] = {
    {"letterhead", ANNUAL_LETTERHEAD, load_words},
    {"title", ANNUAL_TITLE, load_words},
    {"heading", ANNUAL_HEADING, load_words},
    {"paragraph", ANNUAL_PARAGRAPH, load_words},
    {"register", ANNUAL_REGISTER, load_register},
    {"tally", ANNUAL_TALLY, load_tally},
    {"chart", ANNUAL_CHART, load_chart},
    {"roll", ANNUAL_ROLL, load_roll},
    {"signature", ANNUAL_SIGNATURE, load_signature},
};

static void append_part(struct loader *loader, const xmlNode *node, struct annual_part ***tail)
{
    for (size_t i = 0; i < sizeof handlers / sizeof *handlers; i++) {
        if (!xml_is(node, handlers[i].name))
            continue;
        struct annual_part *part = ARENA_NEW(loader->arena, struct annual_part);
        part->kind = handlers[i].kind;
        part->names = load_names(node);
        part->pos = load_pos(loader, node);
        handlers[i].load(loader, node, part);
        LIST_APPEND(*tail, part);
    }
}

static struct annual_section *load_section(struct loader *loader, const xmlNode *node)
{
    struct annual_section *section = ARENA_NEW(loader->arena, struct annual_section);
    section->title = load_token(loader, node, "title");
    section->names = load_names(node);
    load_page(xml_child(node, "page"), &section->page);
    loader->page = &section->page;
    struct annual_part **tail = &section->parts;
    for (const xmlNode *child = xml_first(node); child; child = xml_next(child))
        append_part(loader, child, &tail);
    return section;
}

static void load_annual(struct loader *loader, const xmlNode *root, void *into)
{
    struct annual_form *form = into;
    form->name = load_token(loader, root, "name");
    form->subject = load_token(loader, root, "subject");
    form->percent_from = load_integer(root, "percent-from");
    load_typography(loader, xml_child(root, "typography"), &form->words.type);
    const xmlNode *csv = xml_child(root, "csv");
    form->csv_section = load_token(loader, csv, "section");
    form->csv_row = load_token(loader, csv, "row");
    form->csv_cases = load_token(loader, csv, "cases");
    form->csv_marks = load_token(loader, csv, "marks");
    form->csv_share = load_token(loader, csv, "share");
    form->words.vocabularies = load_vocabularies(loader, root, form->words.vocabularies);
    struct annual_section **tail = &form->sections;
    const xmlNode *node = xml_child(root, "section");
    for (; node; node = xml_next_same(node))
        LIST_APPEND(tail, load_section(loader, node));
}

struct annual_form *annual_form_load(const char *path, struct form_schema *form_schema,
                                     const struct edition *edition,
                                     const struct case_schema *schema, struct diags *diags)
{
    struct annual_form *form = xmalloc(sizeof *form);
    *form = (struct annual_form){0};
    words_borrow(&form->words, edition);
    struct loader loader = {.arena = form->words.arena,
                            .diags = diags,
                            .schema = schema,
                            .edition = &form->words,
                            .annual = form};
    if (load_file(&loader, form_schema, path, "annual", load_annual, form))
        return form;
    annual_form_free(form);
    return NULL;
}

void annual_form_free(struct annual_form *form)
{
    if (!form)
        return;
    words_release(&form->words);
    free(form);
}
