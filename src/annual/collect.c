/*
 * collect.c - what a summary takes of a case; see annual.h.
 */
#include "annual/annual.h"

#include "base/clock.h"
#include "form/resolve.h"
#include "russian/names.h"

#include <string.h>

/* One case in hand. */
struct taking {
    struct annual *annual;
    struct resolver resolver;
    const struct node *root;
    struct annual_entry entry;
};

static const char *attribute_of(const struct taking *taking, const char *child, const char *name)
{
    const struct node *node = child ? node_child(taking->root, child) : taking->root;
    const char *value = node_attribute(node, name, taking->annual->scratch);
    return value ? value : "";
}

/* ---- the year -------------------------------------------------------------------- */

static unsigned state_of_status(const char *status)
{
    if (strcmp(status, "completed") == 0)
        return STATE_COMPLETED;
    return strcmp(status, "not-held") == 0 ? STATE_NOT_HELD : STATE_CARRIED;
}

/* Where only one of the two years is known, it stands for both. */
static void find_years(struct taking *taking, const struct casefile *casefile)
{
    struct annual_entry *entry = &taking->entry;
    int const year = taking->annual->options.year;
    entry->state = state_of_status(case_status(casefile));
    entry->start = case_first_year(casefile, taking->annual->scratch);
    if (entry->state == STATE_CARRIED)
        return;
    entry->end = school_year_of(attribute_of(taking, "conclusion", "date"));
    if (!entry->end)
        entry->end = entry->start;
    if (!entry->start)
        entry->start = entry->end;
    if (year && entry->start <= year && year < entry->end) {
        entry->state = STATE_CARRIED; /* as it was at the end of the year that is asked for */
        entry->end = 0;
    }
}

static bool is_of_another_year(const struct taking *taking)
{
    const struct annual_entry *entry = &taking->entry;
    int const year = taking->annual->options.year;
    if (!year)
        return false;
    return entry->state == STATE_CARRIED ? entry->start > year : entry->end && entry->end != year;
}

/* ---- counts ------------------------------------------------------------------------ */

/* The hits of a case while they are gathered; their number is the entry's hit_count. */
struct hit_list {
    struct tally_hit *items;
    size_t cap;
};

/* Adds a mark to the case's hit on a row, or the first mark of a new hit. */
static void add_hit(struct taking *taking, struct hit_list *hits, int tally, size_t row)
{
    struct annual_entry *entry = &taking->entry;
    for (size_t i = 0; i < entry->hit_count; i++) {
        if (hits->items[i].tally == tally && hits->items[i].row == row) {
            hits->items[i].marks++;
            return;
        }
    }
    hits->items = arena_grow(taking->annual->scratch, hits->items, entry->hit_count, &hits->cap,
                             sizeof *hits->items);
    hits->items[entry->hit_count++] = (struct tally_hit){.tally = tally, .row = row, .marks = 1};
}

/* The hits of one tally, behind those that the entry has. */
static void take_codes(struct taking *taking, struct tally *tally, struct hit_list *hits)
{
    struct annual *annual = taking->annual;
    size_t count;
    const struct node **nodes =
        query_nodes(tally->def->select, taking->root, annual->scratch, &count);
    for (size_t i = 0; i < count; i++) {
        const char *codes = node_text(nodes[i], annual->scratch);
        for (const char *code; (code = text_next_word(&codes, annual->scratch)) != NULL;)
            add_hit(taking, hits, tally->def->index, tally_row_of(tally, code, annual->arena));
    }
}

static void take_people(struct taking *taking, const struct tally_def *def)
{
    struct annual *annual = taking->annual;
    size_t count;
    const struct node **nodes = query_nodes(def->select, taking->root, annual->scratch, &count);
    for (size_t i = 0; i < count; i++) {
        const struct name *name = node_person(nodes[i], taking->resolver.arena);
        const char *id = node_attribute(nodes[i], "person", annual->arena);
        struct text key = TEXT_EMPTY;
        if (!*name->surname && !*name->given)
            continue;
        collation_add_name(&key, name);
        struct tally_person *person = ARENA_NEW(annual->arena, struct tally_person);
        *person = (struct tally_person){
            .next = taking->entry.people,
            .tally = def->index,
            .key = text_take(&key, annual->arena),
            .person = id ? id : "",
            .name = name_surname_first(annual->arena, name),
            .position = resolve_position(&taking->resolver, nodes[i]),
        };
        taking->entry.people = person;
    }
}

static void take_counts(struct taking *taking)
{
    struct annual *annual = taking->annual;
    struct hit_list hits = {0};
    for (int i = 0; i < annual->form->tally_count; i++) {
        struct tally *tally = &annual->tallies[i];
        if (!annual_prints(annual, tally->def->names))
            continue;
        switch (tally->def->source) {
        case TALLY_STATES: break;
        case TALLY_CODES: take_codes(taking, tally, &hits); break;
        case TALLY_PEOPLE: take_people(taking, tally->def); break;
        }
    }
    size_t const count = taking->entry.hit_count;
    taking->entry.hits = ARENA_ARRAY(annual->arena, count, struct tally_hit);
    if (count)
        memcpy(taking->entry.hits, hits.items, count * sizeof *hits.items);
}

/* ---- words --------------------------------------------------------------------------- */

static struct para *take_cell(struct taking *taking, const struct register_column *column)
{
    struct para *first = NULL;
    struct para **tail = &first;
    for (const struct register_cell *cell = column->cells; cell; cell = cell->next) {
        if (cell->states & taking->entry.state)
            *tail = resolve_phrase(&taking->resolver, &cell->phrase, taking->root, 0);
        while (*tail)
            tail = &(*tail)->next;
    }
    return first;
}

static void take_row(struct taking *taking)
{
    struct annual *annual = taking->annual;
    const struct register_def *table = annual->form->table;
    if (!table)
        return;
    struct para **cells = ARENA_ARRAY(annual->arena, (size_t)table->columns, struct para *);
    taking->entry.cells = cells;
    for (const struct register_column *column = table->first; column; column = column->next)
        *cells++ = take_cell(taking, column);
}

static bool is_on_roll(const struct taking *taking, const struct roll_def *roll)
{
    return (roll->states & taking->entry.state) &&
           (!roll->when || query_true(roll->when, taking->root));
}

static void take_rolls(struct taking *taking)
{
    struct annual *annual = taking->annual;
    taking->entry.entries =
        ARENA_ARRAY(annual->arena, (size_t)annual->form->roll_count, struct para *);
    const struct annual_section *section = annual->form->sections;
    for (; section; section = section->next)
        for (const struct annual_part *part = section->parts; part; part = part->next)
            if (part->kind == ANNUAL_ROLL && is_on_roll(taking, &part->as.roll))
                taking->entry.entries[part->as.roll.index] =
                    resolve_phrase(&taking->resolver, &part->as.roll.entry, taking->root, 0);
}

/* ---- order ----------------------------------------------------------------------------- */

static void add_person_key(struct text *key, const struct taking *taking, const struct node *person)
{
    if (person)
        collation_add_name(key, node_person(person, taking->resolver.arena));
    else
        collation_add(key, "");
}

static const char *order_key(const struct taking *taking)
{
    const char *date = attribute_of(taking, "decision", "date");
    const char *id = attribute_of(taking, NULL, "id");
    struct text key = TEXT_EMPTY;
    switch (taking->annual->options.order) {
    case ANNUAL_BY_SURNAME: break;
    case ANNUAL_BY_DATE: collation_add(&key, date); break;
    case ANNUAL_BY_LEAD: add_person_key(&key, taking, node_child(taking->root, "lead")); break;
    case ANNUAL_BY_ID: collation_add(&key, id); break;
    }
    add_person_key(&key, taking, case_subject(taking->resolver.casefile));
    collation_add(&key, date);
    collation_add(&key, id);
    text_add(&key, id); /* ids that differ in hyphens or capitals alone */
    return text_take(&key, taking->annual->arena);
}

/* The cases of a file follow each other, and share its name. */
static void note_place(struct taking *taking, const struct casefile *casefile)
{
    const struct annual *annual = taking->annual;
    const struct annual_entry *last = annual->count ? &annual->entries[annual->count - 1] : NULL;
    struct pos pos = node_pos(taking->root);
    if (!case_is_among_many(casefile))
        return;
    bool const same = last && last->pos.file && strcmp(last->pos.file, pos.file) == 0;
    pos.file = same ? last->pos.file : arena_strdup(annual->arena, pos.file);
    taking->entry.pos = pos;
}

/* ---- all of it ---------------------------------------------------------------------------- */

static void warn_of_no_year(const struct taking *taking, struct diags *diags)
{
    if (taking->entry.start)
        return;
    diag_add(diags, MESSAGE_ANNUAL_NO_YEAR, node_pos(taking->root),
             node_path(taking->root, taking->annual->scratch), NULL);
}

void annual_add(struct annual *annual, const struct casefile *casefile, struct diags *diags)
{
    struct taking taking = {
        .annual = annual,
        .root = case_root(casefile),
        .resolver = {.arena = annual->options.is_public ? annual->scratch : annual->arena,
                     .edition = &annual->form->words,
                     .casefile = casefile},
    };
    if (!seen_add_name(&annual->seen, case_id(casefile))) {
        diag_add(diags, MESSAGE_ANNUAL_TWICE, node_pos(taking.root),
                 node_path(taking.root, annual->scratch), NULL);
        arena_reset(annual->scratch);
        return;
    }
    find_years(&taking, casefile);
    if (is_of_another_year(&taking)) {
        annual->left_out++;
    } else {
        warn_of_no_year(&taking, diags);
        take_counts(&taking);
        if (!annual->options.is_public) {
            take_row(&taking);
            take_rolls(&taking);
            taking.entry.key = order_key(&taking);
            taking.entry.id = arena_strdup(annual->arena, case_id(casefile));
            note_place(&taking, casefile);
        }
        annual->entries =
            xgrow(annual->entries, annual->count, &annual->cap, sizeof *annual->entries);
        annual->entries[annual->count++] = taking.entry;
    }
    arena_reset(annual->scratch);
}
