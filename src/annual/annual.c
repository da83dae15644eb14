/*
 * annual.c - settling and counting; see annual.h.
 */
#include "annual/annual.h"

#include "base/clock.h"

#include <stdlib.h>
#include <string.h>

bool annual_order_read(const char *name, enum annual_order *order)
{
    static const char *const names[] = {[ANNUAL_BY_SURNAME] = "surname",
                                        [ANNUAL_BY_DATE] = "date",
                                        [ANNUAL_BY_LEAD] = "lead",
                                        [ANNUAL_BY_ID] = "id"};
    if (name && strcmp(name, "name") == 0) /* as other commands call it */
        name = names[ANNUAL_BY_SURNAME];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        *order = (enum annual_order)i;
        if (!name || strcmp(name, names[i]) == 0)
            return true;
    }
    return false;
}

struct annual *annual_new(const struct annual_form *form, const struct annual_options *options)
{
    struct annual *annual = xmalloc(sizeof *annual);
    *annual = (struct annual){
        .form = form, .options = *options, .arena = arena_new(), .scratch = arena_new()};
    annual->tallies = ARENA_ARRAY(annual->arena, (size_t)form->tally_count, struct tally);
    for (const struct tally_def *def = form->tallies; def; def = def->next)
        tally_open(&annual->tallies[def->index], def);
    return annual;
}

void annual_free(struct annual *annual)
{
    if (!annual)
        return;
    for (int i = 0; i < annual->form->tally_count; i++)
        tally_free(&annual->tallies[i]);
    free(annual->entries);
    seen_free(&annual->seen);
    arena_free(annual->arena);
    arena_free(annual->scratch);
    free(annual);
}

bool annual_prints(const struct annual *annual, enum with_names names)
{
    return names == NAMES_ANY || (names == NAMES_WITHOUT) == annual->options.is_public;
}

/* ---- the year ------------------------------------------------------------------ */

static int year_of(const struct annual_entry *entry)
{
    return entry->end ? entry->end : entry->start;
}

/* Where nothing is known of a case, it cannot speak for a year either. */
static int latest_year(const struct annual *annual)
{
    int latest = 0;
    for (size_t i = 0; i < annual->count; i++) {
        int const year = year_of(&annual->entries[i]);
        if (year > latest)
            latest = year;
    }
    return latest;
}

static bool belongs(const struct annual_entry *entry, int year)
{
    if (entry->state != STATE_CARRIED)
        return !entry->end || entry->end == year;
    return entry->start <= year;
}

/* Whether the summary of that year would hold it, if it had been asked for: carried over, maybe. */
static bool would_belong(const struct annual_entry *entry, int year)
{
    return belongs(entry, year) || (entry->start && entry->start <= year && year <= entry->end);
}

/* How many cases would be in the summary of that year. */
static size_t count_year(const struct annual *annual, int year)
{
    size_t count = 0;
    for (size_t i = 0; i < annual->count; i++)
        count += would_belong(&annual->entries[i], year);
    return count;
}

static bool is_year_of_any(const struct annual *annual, int year)
{
    for (size_t i = 0; i < annual->count; i++)
        if (year_of(&annual->entries[i]) == year)
            return true;
    return false;
}

/* No year holds all the cases: which one is meant, only a person knows. */
static void ask_for_year(const struct annual *annual, int latest, struct diags *diags)
{
    enum { MOST_YEARS = 8 };
    struct text years[2] = {TEXT_EMPTY, TEXT_EMPTY};
    struct arena *arena = annual->scratch;
    int first = latest;
    for (int found = 0, year = latest; year > latest - 100 && found < MOST_YEARS; year--)
        if (is_year_of_any(annual, year)) {
            first = year;
            found++;
        }
    for (int year = first; year <= latest; year++) {
        const char *name = school_year_name(arena, year, '/');
        size_t const count = is_year_of_any(annual, year) ? count_year(annual, year) : 0;
        if (count) {
            text_add_item(&years[0], ", ", arena_printf(arena, "%s — дел %zu", name, count));
            text_add_item(&years[1], ", ", arena_printf(arena, "%s: %zu", name, count));
        }
    }
    diag_add(diags, MESSAGE_ANNUAL_WHICH_YEAR, NOWHERE, NULL,
             diag_both(arena, text_string(&years[0]), text_string(&years[1])),
             school_year_name(arena, latest, '/'), NULL);
    text_free(&years[0]);
    text_free(&years[1]);
}

static void leave_out(struct annual *annual)
{
    size_t kept = 0;
    for (size_t i = 0; i < annual->count; i++)
        if (belongs(&annual->entries[i], annual->options.year))
            annual->entries[kept++] = annual->entries[i];
    annual->left_out += annual->count - kept;
    annual->count = kept;
}

/* ---- counts ---------------------------------------------------------------------- */

static int by_key(const void *left, const void *right)
{
    const struct annual_entry *a = left;
    const struct annual_entry *b = right;
    return strcmp(a->key, b->key);
}

static void count(struct annual *annual)
{
    for (int i = 0; i < annual->form->tally_count; i++) {
        struct tally *tally = &annual->tallies[i];
        for (size_t j = 0; j < annual->count; j++) {
            const struct annual_entry *entry = &annual->entries[j];
            tally_case(tally, entry->state, entry->hits, entry->hit_count, entry->people);
        }
        tally_close(tally, annual->arena);
    }
}

static long cases_in(const struct annual *annual, unsigned states)
{
    long cases = 0;
    for (size_t i = 0; i < annual->count; i++)
        cases += (annual->entries[i].state & states) != 0;
    return cases;
}

static void refuse_sum(const struct tally *tally, long expected, struct arena *arena,
                       struct diags *diags)
{
    diag_add(diags, MESSAGE_ANNUAL_SUM, tally->def->pos, NULL, tally->def->id,
             arena_printf(arena, "%ld", tally_cases(tally)), arena_printf(arena, "%ld", expected),
             NULL);
}

static bool sums_hold(const struct annual *annual, struct diags *diags)
{
    bool good = true;
    for (int i = 0; i < annual->form->tally_count; i++) {
        const struct tally *tally = &annual->tallies[i];
        long const expected = cases_in(annual, tally->def->states);
        if (!annual_prints(annual, tally->def->names) || tally_holds(tally, expected))
            continue;
        refuse_sum(tally, expected, annual->scratch, diags);
        good = false;
    }
    return good;
}

static bool settle(struct annual *annual, struct diags *diags)
{
    if (!annual->options.year) {
        int const latest = latest_year(annual);
        if (count_year(annual, latest) < annual->count) {
            ask_for_year(annual, latest, diags);
            return false;
        }
        annual->options.year = latest;
    }
    leave_out(annual);
    if (!annual->count || !annual->options.year) {
        diag_add(diags, MESSAGE_ANNUAL_EMPTY, NOWHERE, NULL, NULL);
        return false;
    }
    if (!annual->options.is_public)
        qsort(annual->entries, annual->count, sizeof *annual->entries, by_key);
    count(annual);
    return sums_hold(annual, diags);
}

bool annual_close(struct annual *annual, struct diags *diags)
{
    bool const good = settle(annual, diags);
    if (annual->left_out)
        diag_add(diags, MESSAGE_ANNUAL_LEFT_OUT, NOWHERE, NULL,
                 arena_printf(annual->arena, "%zu", annual->left_out), NULL);
    return good;
}

/* The last case of the file that begins before the place. */
static const char *find_case(const void *context, struct pos pos)
{
    const struct annual *annual = context;
    const struct annual_entry *found = NULL;
    for (size_t i = 0; pos.line && i < annual->count; i++) {
        const struct annual_entry *entry = &annual->entries[i];
        if (entry->pos.line && entry->pos.line <= pos.line &&
            strcmp(entry->pos.file, pos.file) == 0 && (!found || entry->pos.line > found->pos.line))
            found = entry;
    }
    return found ? found->id : NULL;
}

void annual_name_cases(const struct annual *annual, struct diags *diags)
{
    diags_find_cases(diags, find_case, annual);
}

/* ---- words ------------------------------------------------------------------------ */

long annual_percent(const struct annual *annual, const struct tally *tally, long cases)
{
    if (tally->base < annual->form->percent_from || !tally->base)
        return -1;
    return (cases * 200 + tally->base) / (tally->base * 2);
}

const char *annual_words(const struct annual *annual, const char *text, long cases,
                         struct arena *arena)
{
    struct text_slot const slots[] = {
        {"school-year", school_year_name(arena, annual->options.year, '/')},
        {"cases", arena_printf(arena, "%ld", cases)},
        {NULL, NULL},
    };
    struct text out = TEXT_EMPTY;
    text_fill(&out, text, slots);
    return text_take(&out, arena);
}
