/*
 * lines.c - see lines.h.
 *
 * Widths are integers in 1/1000 em until a line is finished.
 */
#include "pdf/lines.h"

#include "pdf/breaks.h"
#include "pdf/glyphs.h"
#include "pdf/letters.h"

#include <string.h>

enum {
    BREAK_HARD = BREAK_FREE + 1, /* inside a word that fits no line */
    BREAK_UGLY, /* the same, before a hyphen or a full stop */
    HYPHENS_IN_A_ROW = 2,
    STATES = HYPHENS_IN_A_ROW + 1,
    EM = 1000,
};

/* A place where a line may end, with the best way to get there for each row of hyphens. */
struct node {
    size_t visible; /* code points up to here show: spaces before the break do not */
    size_t next; /* where the next line starts */
    unsigned char kind;
    int64_t cost[STATES]; /* < 0: cannot be reached */
    int from[STATES];
    unsigned char from_state[STATES];
};

struct breaker {
    const struct line_style *style;
    struct glyphs glyphs;
    struct node *nodes;
    int count;
    int width, first_width; /* 1/1000 em */
    int hyphen, space; /* their advance widths */
    struct arena *arena;
};

static int limit_of(const struct breaker *breaker, size_t start)
{
    return start == 0 ? breaker->first_width : breaker->width;
}

static void force_inside_word(struct glyphs *glyphs, size_t at)
{
    uint32_t const next = glyphs->code_points[at + 1];
    if (glyphs->kinds[at] == BREAK_NONE && next != ' ')
        glyphs->kinds[at] = is_letter(next) || is_digit(next) ? BREAK_HARD : BREAK_UGLY;
}

/* Opens more places to break between start and end, worst first, until the pieces fit. */
static void force_breaks(struct breaker *breaker, size_t start, size_t end)
{
    struct glyphs *glyphs = &breaker->glyphs;
    int const limit = limit_of(breaker, start);
    size_t piece = start;
    for (size_t i = start; i < end; i++) {
        if (i + 1 != end && glyphs->kinds[i] != BREAK_GLUED)
            continue;
        if (glyphs->sums[glyphs_visible_end(glyphs, piece, i + 1)] - glyphs->sums[piece] > limit)
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

/* True when every piece between two places to break fits a line. */
static bool pieces_fit(struct breaker *breaker, bool forcing)
{
    struct glyphs *glyphs = &breaker->glyphs;
    size_t start = 0;
    bool fit = true;
    for (size_t i = 0; i < glyphs->count; i++) {
        if (!is_usable(glyphs->kinds[i]))
            continue;
        size_t const end = glyphs_visible_end(glyphs, start, i + 1);
        int const hyphen = glyphs->kinds[i] == BREAK_SOFT ? breaker->hyphen : 0;
        if (glyphs->sums[end] - glyphs->sums[start] + hyphen > limit_of(breaker, start)) {
            fit = false;
            if (forcing)
                force_breaks(breaker, start, i + 1);
        }
        start = i + 1;
    }
    return fit;
}

static void collect_nodes(struct breaker *breaker)
{
    const struct glyphs *glyphs = &breaker->glyphs;
    int count = 1;
    for (size_t i = 0; i < glyphs->count; i++)
        count += is_usable(glyphs->kinds[i]);
    breaker->nodes = ARENA_ARRAY(breaker->arena, (size_t)count, struct node);
    breaker->count = count;
    struct node *node = breaker->nodes + 1;
    for (size_t i = 0; i < glyphs->count; i++) {
        if (!is_usable(glyphs->kinds[i]))
            continue;
        node->visible = glyphs_visible_end(glyphs, 0, i + 1);
        node->next = i + 1;
        node->kind = glyphs->kinds[i];
        node++;
    }
}

/* How loose a line is: 0 is perfect, 100 is what one does not want to see. */
static int64_t badness(const struct breaker *breaker, int slack, int limit, int spaces)
{
    enum { WORST = 10000, RAGGED = 900 };
    if (slack < 0)
        return WORST;
    if (!breaker->style->is_justified) {
        int64_t const share = (int64_t)slack * EM / limit;
        return RAGGED * share * share / (EM * EM);
    }
    if (spaces == 0)
        return WORST;
    int64_t const stretch = (int64_t)slack * EM * 2 / ((int64_t)spaces * breaker->space);
    if (stretch > 5 * EM)
        return WORST;
    int64_t const value = 100 * stretch * stretch / EM * stretch / (EM * EM);
    return value < WORST ? value : WORST;
}

/* A line from one node to another. */
struct measure {
    int slack;
    int64_t badness; /* 0 on the last line, unless lines are balanced */
    bool is_last;
    bool is_one_word;
};

static struct measure measure_line(const struct breaker *breaker, int from, int to)
{
    const struct glyphs *glyphs = &breaker->glyphs;
    const struct node *a = &breaker->nodes[from];
    const struct node *b = &breaker->nodes[to];
    size_t const end = b->visible > a->next ? b->visible : a->next;
    int const limit = limit_of(breaker, a->next);
    int const natural =
        glyphs->sums[end] - glyphs->sums[a->next] + (b->kind == BREAK_SOFT ? breaker->hyphen : 0);
    int const spaces = glyphs->spaces[end] - glyphs->spaces[a->next];
    struct measure line = {
        .slack = limit - natural, .is_last = to + 1 == breaker->count, .is_one_word = spaces == 0};
    if (!line.is_last || line.slack < 0 || breaker->style->is_balanced)
        line.badness = badness(breaker, line.slack, limit, spaces);
    return line;
}

/* Demerits of a line that ends at b after a row of `state` hyphenated lines. */
static int64_t demerits(const struct measure *line, const struct node *a, const struct node *b,
                        int state)
{
    enum { LINE = 10, HYPHEN = 2500, HYPHEN_AGAIN = 4000 };
    int64_t const forced = 1000000000, too_many_hyphens = 1000000000, torn_end = 200000000;
    int64_t cost = (LINE + line->badness) * (LINE + line->badness);
    if (line->slack < 0 || b->kind == BREAK_HARD)
        cost += forced;
    if (b->kind == BREAK_UGLY)
        cost += 2 * forced;
    if (b->kind == BREAK_SOFT) {
        cost += HYPHEN + HYPHEN_AGAIN * state;
        if (state >= HYPHENS_IN_A_ROW)
            cost += too_many_hyphens;
    }
    if (line->is_last && line->is_one_word && a->kind == BREAK_SOFT)
        cost += torn_end;
    return cost;
}

static void relax(struct breaker *breaker, int from, int to, const struct measure *line)
{
    struct node *a = &breaker->nodes[from];
    struct node *b = &breaker->nodes[to];
    for (int state = 0; state < STATES; state++) {
        if (a->cost[state] < 0)
            continue;
        int64_t const cost = a->cost[state] + demerits(line, a, b, state);
        int const next = b->kind != BREAK_SOFT      ? 0
                         : state < HYPHENS_IN_A_ROW ? state + 1
                                                    : HYPHENS_IN_A_ROW;
        if (b->cost[next] >= 0 && b->cost[next] <= cost)
            continue;
        b->cost[next] = cost;
        b->from[next] = from;
        b->from_state[next] = (unsigned char)state;
    }
}

/* Finds the best way to every node; lines reach back only as far as a line is wide. */
static void solve(struct breaker *breaker)
{
    int const widest =
        breaker->width > breaker->first_width ? breaker->width : breaker->first_width;
    for (int i = 0; i < breaker->count; i++)
        for (int state = 0; state < STATES; state++)
            breaker->nodes[i].cost[state] = -1;
    breaker->nodes[0].cost[0] = 0;
    for (int to = 1; to < breaker->count; to++) {
        for (int from = to - 1; from >= 0; from--) {
            struct measure const line = measure_line(breaker, from, to);
            if (line.slack >= 0 || from == to - 1)
                relax(breaker, from, to, &line);
            if (line.slack < limit_of(breaker, breaker->nodes[from].next) - widest)
                break;
        }
    }
}

static int best_state(const struct node *node)
{
    int best = -1;
    for (int state = 0; state < STATES; state++)
        if (node->cost[state] >= 0 && (best < 0 || node->cost[state] < node->cost[best]))
            best = state;
    return best;
}

/* The chosen nodes in order, the first (0) left out; *loosest is the worst line's badness. */
static int *chosen_nodes(struct breaker *breaker, int *count, int64_t *loosest)
{
    int *chosen = ARENA_ARRAY(breaker->arena, (size_t)breaker->count, int);
    int first = breaker->count;
    int node = breaker->count - 1;
    int state = best_state(&breaker->nodes[node]);
    *loosest = 0;
    while (node > 0) {
        int const from = breaker->nodes[node].from[state];
        struct measure const line = measure_line(breaker, from, node);
        if (line.badness > *loosest)
            *loosest = line.badness;
        chosen[--first] = node;
        state = breaker->nodes[node].from_state[state];
        node = from;
    }
    *count = breaker->count - first;
    return chosen + first;
}

static mpt to_mpt(const struct breaker *breaker, int units)
{
    return (mpt)units * breaker->style->size / EM;
}

/* Splits the line's code points where the run or the face changes or one is not shown. */
static void add_fragments(const struct breaker *breaker, struct text_line *line, size_t start,
                          size_t end)
{
    const struct glyphs *glyphs = &breaker->glyphs;
    struct fragment **tail = &line->first;
    struct fragment *current = NULL;
    for (size_t i = start; i < end; i++) {
        if (!glyph_is_shown(glyphs->code_points[i])) {
            current = NULL;
            continue;
        }
        if (!current || current->run != glyphs->runs[i] || current->face != glyphs->faces[i] ||
            current->text + current->length != glyphs->at[i]) {
            current = *tail = ARENA_NEW(breaker->arena, struct fragment);
            tail = &current->next;
            current->run = glyphs->runs[i];
            current->face = (enum face)glyphs->faces[i];
            current->text = glyphs->at[i];
            current->x = to_mpt(breaker, glyphs->sums[i] - glyphs->sums[start]) +
                         line->stretch * (glyphs->spaces[i] - glyphs->spaces[start]);
        }
        const char *next = glyphs->at[i];
        utf8_next(&next);
        current->length = (int)(next - current->text);
    }
}

/* A line too loose to be stretched decently stays ragged. */
static mpt stretch_of(const struct breaker *breaker, size_t start, size_t visible, mpt slack)
{
    const struct glyphs *glyphs = &breaker->glyphs;
    int const spaces = glyphs->spaces[visible] - glyphs->spaces[start];
    if (spaces == 0 || slack <= 0)
        return 0;
    mpt const stretch = slack / spaces;
    mpt const most = (mpt)breaker->style->size * 3 / 4;
    return stretch <= most ? stretch : 0;
}

static struct text_line *make_line(const struct breaker *breaker, size_t start,
                                   const struct node *end, bool is_last)
{
    const struct glyphs *glyphs = &breaker->glyphs;
    const struct line_style *style = breaker->style;
    struct text_line *line = ARENA_NEW(breaker->arena, struct text_line);
    size_t const visible = end->visible > start ? end->visible : start;
    line->soft_hyphen = end->kind == BREAK_SOFT;
    line->width = to_mpt(breaker, glyphs->sums[visible] - glyphs->sums[start] +
                                      (line->soft_hyphen ? breaker->hyphen : 0));
    mpt const limit = start == 0 ? style->first_width : style->width;
    if (style->is_justified && !is_last)
        line->stretch = stretch_of(breaker, start, visible, limit - line->width);
    add_fragments(breaker, line, start, end->next);
    return line;
}

static struct text_line *make_lines(struct breaker *breaker, const int *chosen, int count)
{
    struct text_line *first = NULL;
    struct text_line **tail = &first;
    size_t start = 0;
    for (int i = 0; i < count; i++) {
        const struct node *end = &breaker->nodes[chosen[i]];
        *tail = make_line(breaker, start, end, i + 1 == count);
        tail = &(*tail)->next;
        start = end->next;
    }
    return first;
}

static void hyphenate(struct breaker *breaker)
{
    struct glyphs *glyphs = &breaker->glyphs;
    unsigned char *allowed = ARENA_ARRAY(breaker->arena, glyphs->count, unsigned char);
    for (size_t i = 0; i < glyphs->count; i++) {
        const struct run *run = glyphs->runs[i];
        bool const is_russian_text = !run->lang || strncmp(run->lang, "ru", 2) == 0;
        allowed[i] = is_russian_text && !(run->flags & RUN_NAME);
    }
    breaks_hyphenate(glyphs->code_points, allowed, glyphs->count, glyphs->kinds);
}

/* Without hyphens first; with them only when a line came out too loose. */
static struct text_line *break_lines(struct breaker *breaker)
{
    enum { TOLERANCE_JUSTIFIED = 170, TOLERANCE_RAGGED = 50 };
    bool const may_hyphenate = breaker->style->is_hyphenated;
    int count;
    int64_t loosest;
    breaks_find(breaker->glyphs.code_points, breaker->glyphs.count, breaker->glyphs.kinds,
                breaker->arena);
    if (pieces_fit(breaker, !may_hyphenate) || !may_hyphenate) {
        collect_nodes(breaker);
        solve(breaker);
        int const *chosen = chosen_nodes(breaker, &count, &loosest);
        if (!may_hyphenate ||
            loosest <= (breaker->style->is_justified ? TOLERANCE_JUSTIFIED : TOLERANCE_RAGGED))
            return make_lines(breaker, chosen, count);
    }
    hyphenate(breaker);
    pieces_fit(breaker, true);
    collect_nodes(breaker);
    solve(breaker);
    int const *chosen = chosen_nodes(breaker, &count, &loosest);
    return make_lines(breaker, chosen, count);
}

static int hyphen_advance(const struct metrics *metrics)
{
    int const soft = metrics->advance(metrics->self, FACE_REGULAR, SOFT_HYPHEN);
    return soft >= 0 ? soft : metrics->advance(metrics->self, FACE_REGULAR, '-');
}

struct text_line *lines_break(const struct run *first, const struct line_style *style,
                              const struct metrics *metrics, struct arena *arena,
                              struct diags *diags)
{
    struct breaker breaker = {
        .style = style,
        .width = (int)(style->width * EM / style->size),
        .first_width = (int)(style->first_width * EM / style->size),
        .hyphen = hyphen_advance(metrics),
        .space = metrics->advance(metrics->self, FACE_REGULAR, ' '),
        .arena = arena,
    };
    glyphs_make(&breaker.glyphs, first, metrics, arena, diags);
    size_t const count = breaker.glyphs.count;
    struct node const end = {.visible = glyphs_visible_end(&breaker.glyphs, 0, count),
                             .next = count,
                             .kind = BREAK_FREE};
    if (breaker.glyphs.sums[end.visible] <= breaker.first_width)
        return make_line(&breaker, 0, &end, true);
    return break_lines(&breaker);
}

struct line_measure lines_measure(const struct run *first, int size, const struct metrics *metrics,
                                  struct arena *arena)
{
    struct glyphs glyphs = {0};
    size_t start = 0;
    int widest = 0;
    glyphs_make(&glyphs, first, metrics, arena, NULL);
    breaks_find(glyphs.code_points, glyphs.count, glyphs.kinds, arena);
    for (size_t i = 0; i < glyphs.count; i++) {
        if (glyphs.kinds[i] == BREAK_NONE)
            continue;
        int const width =
            glyphs.sums[glyphs_visible_end(&glyphs, start, i + 1)] - glyphs.sums[start];
        widest = width > widest ? width : widest;
        start = i + 1;
    }
    return (struct line_measure){.whole = (mpt)glyphs.sums[glyphs.count] * size / EM,
                                 .piece = (mpt)widest * size / EM + 1};
}
