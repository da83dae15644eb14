/*
 * test_fit.c - the lines that fit_solve() chooses are those of the plainest way to look for
 * them, over paragraphs of all kinds.
 */
#include "pdf/fit.h"

#include "pdf/measured.h"

#include "pdf/fake.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { EM = 1000, HYPHENS = 3, PARAGRAPHS = 3000 };

/* ---- the plain way: every line between any two places, after every row of hyphens ------- */

struct node {
    int64_t cost[HYPHENS]; /* < 0: cannot be reached */
    int from[HYPHENS], state[HYPHENS];
};

struct plain {
    const struct fit *fit;
    const struct breakpoint *points;
    int count;
    struct node *nodes;
};

static int slack_of(const struct plain *plain, int from, int to)
{
    int const limit = from ? plain->fit->width : plain->fit->first_width;
    return limit - breakpoints_width(&plain->points[from], &plain->points[to]);
}

static int64_t badness_of(const struct plain *plain, int from, int to)
{
    const struct fit *fit = plain->fit;
    int64_t const limit = from ? fit->width : fit->first_width;
    int64_t const slack = slack_of(plain, from, to);
    int64_t const spaces = breakpoints_spaces(&plain->points[from], &plain->points[to]);
    if (slack < 0)
        return 10000;
    if (to + 1 == plain->count && !fit->is_balanced)
        return 0;
    if (!fit->is_justified) {
        int64_t const share = slack * EM / limit;
        return 900 * share * share / 1000000;
    }
    int64_t const beyond = 10000 + 10000 * slack / limit;
    int64_t const stretch = spaces ? slack * EM * 2 / (spaces * fit->space) : 0;
    int64_t const value = 100 * stretch * stretch / 1000 * stretch / 1000000;
    return spaces == 0 || stretch > 5 * EM || value >= 10000 ? beyond : value;
}

static int64_t cost_of(const struct plain *plain, int from, int to, int hyphens)
{
    static const int64_t words[2][8] = {{[BREAK_SHORT] = 40000, [BREAK_POOR] = 10000},
                                        {[BREAK_SHORT] = 16000, [BREAK_POOR] = 3000}};
    const struct breakpoint *a = &plain->points[from];
    const struct breakpoint *b = &plain->points[to];
    int64_t const bad = 10 + badness_of(plain, from, to);
    int64_t cost = bad * bad + words[plain->fit->is_justified][b->kind];
    if (slack_of(plain, from, to) < 0 || b->kind == BREAK_HARD)
        cost += 1000000000;
    if (b->kind == BREAK_UGLY)
        cost += 2000000000;
    if (b->kind == BREAK_SOFT)
        cost += 20000 + 10000 * hyphens + (hyphens == 2 ? 1000000000 : 0);
    if (to + 1 == plain->count && breakpoints_spaces(a, b) == 0 && a->kind == BREAK_SOFT)
        cost += 200000000;
    return cost;
}

static void try_line(struct plain *plain, int from, int to)
{
    for (int state = 0; state < HYPHENS; state++) {
        if (plain->nodes[from].cost[state] < 0)
            continue;
        int64_t const cost = plain->nodes[from].cost[state] + cost_of(plain, from, to, state);
        int const next = plain->points[to].kind != BREAK_SOFT ? 0 : state < 2 ? state + 1 : 2;
        struct node *node = &plain->nodes[to];
        if (node->cost[next] >= 0 && node->cost[next] <= cost)
            continue;
        node->cost[next] = cost;
        node->from[next] = from;
        node->state[next] = state;
    }
}

static int cheapest(const struct node *node)
{
    int best = -1;
    for (int state = 0; state < HYPHENS; state++)
        if (node->cost[state] >= 0 && (best < 0 || node->cost[state] < node->cost[best]))
            best = state;
    return best;
}

static struct fitted solve_plainly(const struct fit *fit, const struct breakpoints *points,
                                   struct arena *arena)
{
    struct plain plain = {fit, points->items, points->count,
                          ARENA_ARRAY(arena, (size_t)points->count, struct node)};
    struct fitted fitted = {
        .ends = ARENA_ARRAY(arena, (size_t)points->count, const struct breakpoint *)};
    for (int i = 0; i < plain.count; i++)
        for (int state = 0; state < HYPHENS; state++)
            plain.nodes[i].cost[state] = i + state == 0 ? 0 : -1;
    for (int to = 1; to < plain.count; to++)
        for (int from = to - 1; from >= 0; from--)
            if (from == to - 1 || slack_of(&plain, from, to) >= 0)
                try_line(&plain, from, to);
    fitted.ends += plain.count;
    int state = cheapest(&plain.nodes[plain.count - 1]);
    for (int at = plain.count - 1; at > 0;) {
        const struct node *node = &plain.nodes[at];
        int64_t const bad = badness_of(&plain, node->from[state], at);
        fitted.loosest = bad > fitted.loosest ? bad : fitted.loosest;
        *--fitted.ends = &plain.points[at];
        fitted.count++;
        at = node->from[state];
        state = node->state[state];
    }
    return fitted;
}

/* The fewest lines of all ways. */
static int fewest_plainly(const struct fit *fit, const struct breakpoints *points,
                          struct arena *arena)
{
    struct plain const plain = {fit, points->items, points->count, NULL};
    int *lines = ARENA_ARRAY(arena, (size_t)points->count, int);
    for (int to = 1; to < plain.count; to++) {
        lines[to] = lines[to - 1] + 1;
        for (int from = to - 1; from >= 0; from--)
            if (slack_of(&plain, from, to) >= 0 && lines[from] + 1 < lines[to])
                lines[to] = lines[from] + 1;
    }
    return lines[plain.count - 1];
}

/* ---- paragraphs -------------------------------------------------------------------------- */

/* Letters of widths that differ, and those of fake.h, by which many ways cost the same. */
static int uneven_advance(const void *self, enum face face, uint32_t code_point)
{
    int const even = fake_advance(self, face, code_point);
    return even < 0 ? even : 250 + (int)(code_point * 37 % 500);
}

static unsigned roll(unsigned sides)
{
    static uint64_t seed = 88172645463325252U;
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)(seed % sides);
}

/* Words, short ones among them, and now and then a soft hyphen, a no-break space, two spaces. */
static const char *random_text(struct arena *arena)
{
    static const char *const signs[] = {" ", " ", " ", " ", " ", "  ", "\u00A0", "-", ", ", ". "};
    struct text text = TEXT_EMPTY;
    for (unsigned words = 1 + roll(60); words; words--) {
        unsigned const length = roll(4) ? 1 + roll(12) : 1 + roll(30);
        for (unsigned i = 0; i < length; i++) {
            text_add_utf8(&text, 0x430 + roll(32));
            if (roll(40) == 0)
                text_add_utf8(&text, SOFT_HYPHEN);
        }
        text_add(&text, signs[roll(sizeof signs / sizeof *signs)]);
    }
    return text_take(&text, arena);
}

/* Widths by the glyphs, and whether all pieces fit by one after the other. */
static void assert_measured(const struct fit *fit, const struct breakpoints *points,
                            const struct measured *measured)
{
    const struct glyphs *glyphs = &measured->glyphs;
    bool all_fit = true;
    for (int i = 1; i < points->count; i++) {
        const struct breakpoint *a = &points->items[i - 1];
        const struct breakpoint *b = &points->items[i];
        size_t const end = glyphs_visible_end(glyphs, a->next, b->next);
        int const hyphen = b->kind == BREAK_SOFT ? measured->hyphen : 0;
        int const width = glyphs->sums[end] - glyphs->sums[a->next] + hyphen;
        assert_int_equal(breakpoints_width(a, b), width);
        assert_int_equal(breakpoints_spaces(a, b), glyphs->spaces[end] - glyphs->spaces[a->next]);
        all_fit = all_fit && width <= (i == 1 ? fit->first_width : fit->width);
    }
    assert_int_equal(breakpoints_fit(points, fit->first_width, fit->width), all_fit);
}

static struct fit random_fit(const struct measured *measured)
{
    static const unsigned widths[] = {1500, 8000, 8000, 40000};
    struct fit fit = {.width = 200 + (int)roll(widths[roll(4)]), .space = measured->space};
    fit.first_width = roll(3) ? fit.width : fit.width * (50 + (int)roll(100)) / 100;
    fit.is_justified = roll(2);
    fit.is_balanced = roll(4) == 0;
    return fit;
}

static void assert_same(const struct fit *fit, const struct breakpoints *points,
                        const struct measured *measured, struct arena *arena)
{
    assert_measured(fit, points, measured);
    struct fitted const wanted = solve_plainly(fit, points, arena);
    struct fitted const got = fit_solve(fit, points, arena);
    assert_int_equal(got.count, wanted.count);
    assert_int_equal(got.loosest, wanted.loosest);
    for (int i = 0; i < got.count; i++)
        assert_ptr_equal(got.ends[i], wanted.ends[i]);
    if (!breakpoints_fit(points, fit->first_width, fit->width))
        return;
    int const fewest = fit_fewest(fit, points);
    assert_int_equal(fewest, fewest_plainly(fit, points, arena));
    assert_true(fewest <= got.count);
}

static void assert_all_same(const struct metrics *metrics)
{
    for (int i = 0; i < PARAGRAPHS; i++) {
        struct arena *arena = arena_new();
        struct run const run = {.text = random_text(arena)};
        struct measured measured = measured_make(&run, metrics, arena, NULL, NULL);
        struct fit const fit = random_fit(&measured);
        assert_same(&fit, measured_whole(&measured, arena), &measured, arena);
        assert_same(&fit, measured_hyphenated(&measured, arena), &measured, arena);
        struct breakpoints const torn =
            measured_forced(&measured, fit.first_width, fit.width, arena);
        assert_same(&fit, &torn, &measured, arena);
        arena_free(arena);
    }
}

static void lines_are_those_of_the_plain_way(void **state)
{
    (void)state;
    struct metrics uneven = fake_metrics;
    uneven.advance = uneven_advance;
    assert_all_same(&uneven);
    assert_all_same(&fake_metrics);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_those_of_the_plain_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
