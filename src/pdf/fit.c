/*
 * fit.c - see fit.h.
 *
 * Places are taken in order, and for each the best way there is looked for among the places
 * one line before it.  This is the innermost loop of all layout: so what depends on one place
 * alone is added once, when its ways are known.
 */
#include "pdf/fit.h"

enum { EM = 1000, WORST = 10000 };

/* Of the ways to a place: those whose last line ends with the first hyphen in a row, or none. */
enum { FIRST, AGAIN, ROWS };

/* How a line ends. */
enum { WHOLE, TORN, ENDS };

/* The best ways to a place, with where they come from. */
struct way {
    int64_t cost[ROWS];
    int from[ROWS];
    unsigned char from_row[ROWS];
    unsigned char end;    /* of the lines that end here */
    int64_t onward[ENDS]; /* of the cheaper one, by how the next line ends, with its hyphen */
    unsigned char onward_row[ENDS];
};

/* What the ways are looked for with. */
struct search {
    const struct fit *fit;
    const struct breakpoint *points;
    int count;
    struct way *ways;
    int farthest; /* that a line may begin which is not the first one */
};

static const int64_t unreached = INT64_MAX / 4;
static const int64_t forced = 1000000000;

static int limit_of(const struct fit *fit, int from)
{
    return from == 0 ? fit->first_width : fit->width;
}

/* Both are positive.  Older processors divide short numbers several times as fast. */
static int64_t quotient(int64_t a, int64_t b)
{
    return ((a | b) >> 32) == 0 ? (int64_t)((uint32_t)a / (uint32_t)b) : a / b;
}

/*
 * How loose a line is: 0 is perfect, 100 is what one does not want to see.  It
 * goes on rising where all is bad, or a line might as well end after a word.
 */
static int64_t badness(const struct fit *fit, int slack, int limit, int spaces)
{
    enum { RAGGED = 900, MOST_STRETCH = 5 * EM };
    if (slack < 0 || limit <= 0)
        return WORST;
    if (!fit->is_justified) {
        int64_t const share = quotient((int64_t)slack * EM, limit);
        return RAGGED * share * share / (EM * EM);
    }
    int64_t const room = (int64_t)slack * EM * 2;
    int64_t const natural = (int64_t)spaces * fit->space;
    if (natural > 0 && room < (MOST_STRETCH + 1) * natural) {
        int64_t const stretch = quotient(room, natural);
        int64_t const value = 100 * stretch * stretch / EM * stretch / (EM * EM);
        if (value < WORST)
            return value;
    }
    return WORST + quotient((int64_t)WORST * slack, limit);
}

/* The same of a line between two places: the last one may be as short as it is. */
static int64_t line_badness(const struct search *search, int from, int to)
{
    const struct fit *fit = search->fit;
    const struct breakpoint *a = &search->points[from];
    const struct breakpoint *b = &search->points[to];
    int const limit = limit_of(fit, from);
    int const slack = limit - breakpoints_width(a, b);
    if (to + 1 == search->count && slack >= 0 && !fit->is_balanced)
        return 0;
    return badness(fit, slack, limit, breakpoints_spaces(a, b));
}

/* What a line costs by where it ends: after a short word as much as one so loose that one minds. */
static int64_t place_demerits(const struct fit *fit, unsigned char kind)
{
    enum {
        SHORT_JUSTIFIED = 16000,
        SHORT_RAGGED = 40000,
        POOR_JUSTIFIED = 3000,
        POOR_RAGGED = 10000
    };
    switch (kind) {
    case BREAK_SHORT: return fit->is_justified ? SHORT_JUSTIFIED : SHORT_RAGGED;
    case BREAK_POOR: return fit->is_justified ? POOR_JUSTIFIED : POOR_RAGGED;
    case BREAK_HARD: return forced;
    case BREAK_UGLY: return 2 * forced;
    default: return 0;
    }
}

static bool fits(const struct search *search, int from, int to)
{
    return breakpoints_width(&search->points[from], &search->points[to]) <=
           limit_of(search->fit, from);
}

/* How a line looks: the worse, the shorter it is of all that end at the same place. */
static int64_t look_demerits(const struct search *search, int from, int to)
{
    enum { LINE = 10 };
    int64_t const bad = LINE + line_badness(search, from, to);
    return bad * bad;
}

/* What a line costs that sticks out, or is the last one and but a piece of a word. */
static int64_t odd_demerits(const struct search *search, int from, int to)
{
    int64_t const torn_end = 200000000;
    const struct breakpoint *a = &search->points[from];
    const struct breakpoint *b = &search->points[to];
    int64_t cost = 0;
    if (from + 1 == to && !fits(search, from, to))
        cost += forced;
    if (to + 1 == search->count && a->kind == BREAK_SOFT && breakpoints_spaces(a, b) == 0)
        cost += torn_end;
    return cost;
}

/* The place where the longest line to another one begins that is not the first line. */
static int farthest(struct search *search, int to)
{
    int from = search->farthest;
    while (from + 1 < to && !fits(search, from, to))
        from++;
    if (search->points[to].kind != BREAK_SOFT) /* without its hyphen more may fit the next */
        search->farthest = from;
    return from;
}

/*
 * Finds the best ways to a place among all lines that end there, from the longest that fits to
 * that of one piece, which is one even where it does not.  None looks better than the one
 * before it (but for the first line, which has its own width): so most can be told to cost too
 * much without a look at them.  Of ways that cost the same the last one stays: that of the
 * shortest line.
 */
static void reach(struct search *search, int to)
{
    struct way *way = &search->ways[to];
    int const end = way->end;
    int const begin = farthest(search, to);
    bool const is_last = to + 1 == search->count;
    int64_t least = 0;
    int from = to == 1 || fits(search, 0, to) ? 0 : begin;
    for (; from < to; from = from ? from + 1 : begin) {
        const struct way *before = &search->ways[from];
        int const row = end == TORN && before->end == TORN ? AGAIN : FIRST;
        if (before->onward[end] + least > way->cost[row])
            continue;
        int64_t const look = look_demerits(search, from, to);
        int64_t cost = before->onward[end] + look;
        if (is_last || from + 1 == to)
            cost += odd_demerits(search, from, to);
        least = from ? look : 0;
        if (cost > way->cost[row])
            continue;
        way->cost[row] = cost;
        way->from[row] = from;
        way->from_row[row] = before->onward_row[end];
    }
}

/* What all ways to a place cost by what it is, and the cheapest of them for the next line. */
static void settle(struct search *search, int at)
{
    enum { HYPHEN = 20000, HYPHEN_AGAIN = 10000 };
    int64_t const too_many_hyphens = 1000000000;
    struct way *way = &search->ways[at];
    int64_t const place = place_demerits(search->fit, search->points[at].kind);
    int64_t const first = way->cost[FIRST] + place;
    int64_t const again = way->cost[AGAIN] + place;
    int64_t const first_torn = first + HYPHEN + (way->end == TORN ? HYPHEN_AGAIN : 0);
    int64_t const again_torn = again + HYPHEN + 2 * HYPHEN_AGAIN + too_many_hyphens;
    way->onward[WHOLE] = first <= again ? first : again;
    way->onward_row[WHOLE] = first <= again ? FIRST : AGAIN;
    way->onward[TORN] = first_torn <= again_torn ? first_torn : again_torn;
    way->onward_row[TORN] = first_torn <= again_torn ? FIRST : AGAIN;
}

static void find_ways(struct search *search)
{
    search->farthest = 1;
    for (int at = 0; at < search->count; at++) {
        struct way *way = &search->ways[at];
        way->end = search->points[at].kind == BREAK_SOFT ? TORN : WHOLE;
        way->cost[FIRST] = at == 0 ? 0 : unreached;
        way->cost[AGAIN] = unreached;
        if (at > 0)
            reach(search, at);
        settle(search, at);
    }
}

struct fitted fit_solve(const struct fit *fit, const struct breakpoints *points,
                        struct arena *arena)
{
    struct search search = {.fit = fit, .points = points->items, .count = points->count};
    struct fitted fitted = {0};
    search.ways = ARENA_TAKE(arena, (size_t)points->count, struct way);
    find_ways(&search);
    int const last = points->count - 1;
    fitted.ends = ARENA_TAKE(arena, (size_t)points->count, const struct breakpoint *);
    fitted.ends += points->count;
    int row = search.ways[last].onward_row[WHOLE];
    for (int at = last; at > 0;) {
        const struct way *way = &search.ways[at];
        int64_t const loose = line_badness(&search, way->from[row], at);
        fitted.loosest = loose > fitted.loosest ? loose : fitted.loosest;
        *--fitted.ends = &points->items[at];
        fitted.count++;
        at = way->from[row];
        row = way->from_row[row];
    }
    return fitted;
}

/* As many words on every line as it holds: no other way gets anywhere with fewer lines. */
int fit_fewest(const struct fit *fit, const struct breakpoints *points)
{
    struct search const search = {.fit = fit, .points = points->items, .count = points->count};
    int lines = 0;
    for (int from = 0; from + 1 < points->count; lines++) {
        int farthest = from + 1;
        for (int to = farthest + 1; to < points->count; to++) {
            if (fits(&search, from, to))
                farthest = to;
            else if (points->items[to].kind != BREAK_SOFT)
                break; /* behind a hyphen that is too wide the rest of its word may fit */
        }
        from = farthest;
    }
    return lines;
}
