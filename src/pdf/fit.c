#include "pdf/fit.h"

#include "pdf/breaks.h"
#include "russian/letters.h"

enum {
    BREAK_HARD = BREAK_FREE + 1, /* inside a word that fits no line */
    BREAK_UGLY,                  /* the same, before a hyphen or a full stop */
    EM = 1000,
};

static int limit_of(const struct fit *fit, size_t start)
{
    return start == 0 ? fit->first_width : fit->width;
}

/* From start to the place after code point last, with the hyphen that is drawn there. */
static int piece_width(const struct fit *fit, size_t start, size_t last)
{
    const struct glyphs *glyphs = &fit->glyphs;
    int const hyphen = glyphs->kinds[last] == BREAK_SOFT ? fit->hyphen : 0;
    return glyphs->sums[glyphs_visible_end(glyphs, start, last + 1)] - glyphs->sums[start] + hyphen;
}

static void force_inside_word(struct glyphs *glyphs, size_t at)
{
    uint32_t const next = glyphs->code_points[at + 1];
    if (glyphs->kinds[at] == BREAK_NONE && next != ' ')
        glyphs->kinds[at] = is_letter(next) || is_digit(next) ? BREAK_HARD : BREAK_UGLY;
}

/* Opens more places to break between start and end, worst first, until the pieces fit. */
static void force_breaks(struct fit *fit, size_t start, size_t end)
{
    struct glyphs *glyphs = &fit->glyphs;
    int const limit = limit_of(fit, start);
    size_t piece = start;
    if (glyphs->kinds[end - 1] == BREAK_SOFT && piece_width(fit, end - 1, end - 1) > limit)
        glyphs->kinds[end - 1] = BREAK_HARD; /* no room for as much as a letter and its hyphen */
    for (size_t i = start; i < end; i++) {
        if (i + 1 != end && glyphs->kinds[i] != BREAK_GLUED)
            continue;
        if (piece_width(fit, piece, i) > limit)
            for (size_t k = piece; k < i; k++)
                force_inside_word(glyphs, k);
        if (i + 1 != end)
            glyphs->kinds[i] = BREAK_HARD;
        piece = i + 1;
    }
}

static bool is_usable(unsigned char kind)
{
    return kind != BREAK_NONE && kind != BREAK_GLUED;
}

bool fit_pieces(struct fit *fit, bool forcing)
{
    struct glyphs *glyphs = &fit->glyphs;
    size_t start = 0;
    bool all_fit = true;
    for (size_t i = 0; i < glyphs->count; i++) {
        if (!is_usable(glyphs->kinds[i]))
            continue;
        if (piece_width(fit, start, i) > limit_of(fit, start)) {
            all_fit = false;
            if (forcing)
                force_breaks(fit, start, i + 1);
        }
        start = i + 1;
    }
    return all_fit;
}

static void collect_nodes(struct fit *fit)
{
    const struct glyphs *glyphs = &fit->glyphs;
    int count = 1;
    for (size_t i = 0; i < glyphs->count; i++)
        count += is_usable(glyphs->kinds[i]);
    fit->nodes = ARENA_ARRAY(fit->scratch, (size_t)count, struct fit_node);
    fit->count = count;
    struct fit_node *node = fit->nodes + 1;
    for (size_t i = 0; i < glyphs->count; i++) {
        if (!is_usable(glyphs->kinds[i]))
            continue;
        node->visible = glyphs_visible_end(glyphs, 0, i + 1);
        node->next = i + 1;
        node->kind = glyphs->kinds[i];
        node++;
    }
}

/*
 * How loose a line is: 0 is perfect, 100 is what one does not want to see.  It
 * goes on rising where all is bad, or a line might as well end after a word.
 */
static int64_t badness(const struct fit *fit, int slack, int limit, int spaces)
{
    enum { WORST = 10000, RAGGED = 900 };
    if (slack < 0)
        return WORST;
    if (!fit->style->is_justified) {
        int64_t const share = (int64_t)slack * EM / limit;
        return RAGGED * share * share / (EM * EM);
    }
    int64_t const beyond = WORST + (int64_t)WORST * slack / limit;
    if (spaces == 0)
        return beyond;
    int64_t const stretch = (int64_t)slack * EM * 2 / ((int64_t)spaces * fit->space);
    if (stretch > 5 * EM)
        return beyond;
    int64_t const value = 100 * stretch * stretch / EM * stretch / (EM * EM);
    return value < WORST ? value : beyond;
}

/* A line from one node to another. */
struct measure {
    int slack;
    int64_t badness; /* 0 on the last line, unless lines are balanced */
    bool is_last;
    bool is_one_word;
};

static struct measure measure_line(const struct fit *fit, int from, int to)
{
    const struct glyphs *glyphs = &fit->glyphs;
    const struct fit_node *a = &fit->nodes[from];
    const struct fit_node *b = &fit->nodes[to];
    size_t const end = b->visible > a->next ? b->visible : a->next;
    int const limit = limit_of(fit, a->next);
    int const natural =
        glyphs->sums[end] - glyphs->sums[a->next] + (b->kind == BREAK_SOFT ? fit->hyphen : 0);
    int const spaces = glyphs->spaces[end] - glyphs->spaces[a->next];
    struct measure line = {
        .slack = limit - natural, .is_last = to + 1 == fit->count, .is_one_word = spaces == 0};
    if (!line.is_last || line.slack < 0 || fit->style->is_balanced)
        line.badness = badness(fit, line.slack, limit, spaces);
    return line;
}

/* What a line costs by the word that it ends with: as much as one so loose that one minds. */
static int64_t word_demerits(const struct fit *fit, unsigned char kind)
{
    enum {
        SHORT_JUSTIFIED = 16000,
        SHORT_RAGGED = 40000,
        POOR_JUSTIFIED = 3000,
        POOR_RAGGED = 10000
    };
    bool const is_justified = fit->style->is_justified;
    if (kind == BREAK_SHORT)
        return is_justified ? SHORT_JUSTIFIED : SHORT_RAGGED;
    if (kind == BREAK_POOR)
        return is_justified ? POOR_JUSTIFIED : POOR_RAGGED;
    return 0;
}

/* Demerits of a line that ends at b after a row of `state` hyphenated lines. */
static int64_t demerits(const struct fit *fit, const struct measure *line, const struct fit_node *a,
                        const struct fit_node *b, int state)
{
    enum { LINE = 10, HYPHEN = 20000, HYPHEN_AGAIN = 10000 };
    int64_t const forced = 1000000000, too_many_hyphens = 1000000000, torn_end = 200000000;
    int64_t cost = (LINE + line->badness) * (LINE + line->badness) + word_demerits(fit, b->kind);
    if (line->slack < 0 || b->kind == BREAK_HARD)
        cost += forced;
    if (b->kind == BREAK_UGLY)
        cost += 2 * forced;
    if (b->kind == BREAK_SOFT) {
        cost += HYPHEN + HYPHEN_AGAIN * state;
        if (state >= FIT_HYPHENS_IN_A_ROW)
            cost += too_many_hyphens;
    }
    if (line->is_last && line->is_one_word && a->kind == BREAK_SOFT)
        cost += torn_end;
    return cost;
}

static void relax(struct fit *fit, int from, int to, const struct measure *line)
{
    struct fit_node *a = &fit->nodes[from];
    struct fit_node *b = &fit->nodes[to];
    for (int state = 0; state < FIT_STATES; state++) {
        if (a->cost[state] < 0)
            continue;
        int64_t const cost = a->cost[state] + demerits(fit, line, a, b, state);
        int const next = b->kind != BREAK_SOFT          ? 0
                         : state < FIT_HYPHENS_IN_A_ROW ? state + 1
                                                        : FIT_HYPHENS_IN_A_ROW;
        if (b->cost[next] >= 0 && b->cost[next] <= cost)
            continue;
        b->cost[next] = cost;
        b->from[next] = from;
        b->from_state[next] = (unsigned char)state;
    }
}

/* Finds the best way to every node; lines reach back only as far as a line is wide. */
static void find_ways(struct fit *fit)
{
    int const widest = fit->width > fit->first_width ? fit->width : fit->first_width;
    for (int i = 0; i < fit->count; i++)
        for (int state = 0; state < FIT_STATES; state++)
            fit->nodes[i].cost[state] = -1;
    fit->nodes[0].cost[0] = 0;
    for (int to = 1; to < fit->count; to++) {
        for (int from = to - 1; from >= 0; from--) {
            struct measure const line = measure_line(fit, from, to);
            if (line.slack >= 0 || from == to - 1)
                relax(fit, from, to, &line);
            if (line.slack < limit_of(fit, fit->nodes[from].next) - widest)
                break;
        }
    }
}

static int best_state(const struct fit_node *node)
{
    int best = -1;
    for (int state = 0; state < FIT_STATES; state++)
        if (node->cost[state] >= 0 && (best < 0 || node->cost[state] < node->cost[best]))
            best = state;
    return best;
}

int64_t fit_solve(struct fit *fit)
{
    int64_t loosest = 0;
    collect_nodes(fit);
    find_ways(fit);
    fit->ends = ARENA_ARRAY(fit->scratch, (size_t)fit->count, const struct fit_node *);
    fit->ends += fit->count;
    fit->lines = 0;
    int state = best_state(&fit->nodes[fit->count - 1]);
    for (int node = fit->count - 1; node > 0;) {
        int const from = fit->nodes[node].from[state];
        struct measure const line = measure_line(fit, from, node);
        loosest = line.badness > loosest ? line.badness : loosest;
        *--fit->ends = &fit->nodes[node];
        fit->lines++;
        state = fit->nodes[node].from_state[state];
        node = from;
    }
    return loosest;
}
