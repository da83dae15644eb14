/*
 * tally.c - one table of counts: cases, and the marks that they carry; see annual.h.
 */
#include "annual/annual.h"

#include <stdlib.h>
#include <string.h>

static struct tally_row *add_row(struct tally *tally)
{
    tally->rows = xgrow(tally->rows, tally->count, &tally->cap, sizeof *tally->rows);
    struct tally_row *row = &tally->rows[tally->count++];
    *row = (struct tally_row){0};
    return row;
}

void tally_open(struct tally *tally, const struct tally_def *def)
{
    *tally = (struct tally){.def = def};
    for (const struct tally_row_def *row = def->rows; row; row = row->next)
        *add_row(tally) =
            (struct tally_row){.label = row->label, .code = row->code, .states = row->states};
}

void tally_free(struct tally *tally)
{
    free(tally->rows);
    free(tally->people);
}

size_t tally_row_of(struct tally *tally, const char *code, struct arena *arena)
{
    for (size_t i = 0; i < tally->count; i++)
        if (strcmp(tally->rows[i].code, code) == 0)
            return i;
    struct tally_row *row = add_row(tally);
    row->label = row->code = arena_strdup(arena, code);
    return tally->count - 1;
}

/* ---- counting ---------------------------------------------------------------- */

static bool count_states(struct tally *tally, unsigned state)
{
    bool any = false;
    for (size_t i = 0; i < tally->count; i++) {
        if (!(tally->rows[i].states & state))
            continue;
        tally->rows[i].cases++;
        any = true;
    }
    return any;
}

static bool count_codes(struct tally *tally, const struct tally_hit *hits, size_t count)
{
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        if (hits[i].tally != tally->def->index)
            continue;
        tally->rows[hits[i].row].cases++;
        tally->rows[hits[i].row].marks += hits[i].marks;
        any = true;
    }
    return any;
}

static bool count_people(struct tally *tally, const struct tally_person *person)
{
    bool any = false;
    for (; person; person = person->next) {
        if (person->tally != tally->def->index)
            continue;
        tally->people =
            xgrow(tally->people, tally->people_count, &tally->people_cap, sizeof *tally->people);
        tally->people[tally->people_count++] = person;
        any = true;
    }
    return any;
}

void tally_case(struct tally *tally, unsigned state, const struct tally_hit *hits, size_t count,
                const struct tally_person *people)
{
    bool any = false;
    if (!(tally->def->states & state))
        return;
    tally->base++;
    switch (tally->def->source) {
    case TALLY_STATES: any = count_states(tally, state); break;
    case TALLY_CODES: any = count_codes(tally, hits, count); break;
    case TALLY_PEOPLE: any = count_people(tally, people); break;
    }
    if (!any)
        tally->none++;
}

/* ---- people -------------------------------------------------------------------- */

static int by_name_and_id(const void *left, const void *right)
{
    const struct tally_person *const a = *(const struct tally_person *const *)left;
    const struct tally_person *const b = *(const struct tally_person *const *)right;
    int const order = strcmp(a->key, b->key);
    return order ? order : strcmp(a->person, b->person);
}

/* How many of the people from one on have its name, and by how many ids they are told apart. */
static size_t namesakes(const struct tally_person *const *people, size_t left, int *ids)
{
    size_t count = 0;
    *ids = 0;
    for (; count < left && strcmp(people[count]->key, people[0]->key) == 0; count++)
        if (*people[count]->person &&
            (count == 0 || strcmp(people[count]->person, people[count - 1]->person) != 0))
            ++*ids;
    return count;
}

/* Namesakes are one person unless ids tell them apart: then the position is printed too. */
static void add_people(struct tally *tally, const struct tally_person *const *people, size_t count,
                       bool is_apart, struct arena *arena)
{
    struct tally_row *row = NULL;
    for (size_t i = 0; i < count; i++) {
        const struct tally_person *person = people[i];
        if (!row || (is_apart && strcmp(person->person, people[i - 1]->person) != 0)) {
            row = add_row(tally);
            row->label = is_apart && *person->position
                             ? arena_printf(arena, "%s, %s", person->name, person->position)
                             : person->name;
        }
        row->cases++;
    }
}

static void make_people(struct tally *tally, struct arena *arena)
{
    if (tally->people_count)
        qsort(tally->people, tally->people_count, sizeof *tally->people, by_name_and_id);
    for (size_t i = 0; i < tally->people_count;) {
        int ids;
        size_t const count = namesakes(tally->people + i, tally->people_count - i, &ids);
        add_people(tally, tally->people + i, count, ids > 1, arena);
        i += count;
    }
}

/* ---- order and sums ---------------------------------------------------------------- */

/* Insertion: rows are few, and those with equal counts keep their order. */
static void order_by_count(struct tally *tally)
{
    for (size_t i = 1; i < tally->count; i++) {
        struct tally_row const row = tally->rows[i];
        size_t place = i;
        for (; place > 0 && tally->rows[place - 1].cases < row.cases; place--)
            tally->rows[place] = tally->rows[place - 1];
        tally->rows[place] = row;
    }
}

void tally_close(struct tally *tally, struct arena *arena)
{
    make_people(tally, arena);
    if (tally->def->by_count)
        order_by_count(tally);
}

long tally_cases(const struct tally *tally)
{
    long sum = tally->none;
    for (size_t i = 0; i < tally->count; i++)
        sum += tally->rows[i].cases;
    return sum;
}

long tally_marks(const struct tally *tally)
{
    long sum = 0;
    for (size_t i = 0; i < tally->count; i++)
        sum += tally->rows[i].marks;
    return sum;
}

bool tally_holds(const struct tally *tally, long expected)
{
    if (tally->base != expected || (tally->none && !tally->def->none))
        return false;
    if (!tally->def->repeats)
        return tally_cases(tally) == expected;
    for (size_t i = 0; i < tally->count; i++)
        if (tally->rows[i].cases > expected)
            return false;
    return tally_cases(tally) >= expected;
}
