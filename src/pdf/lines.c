#include "pdf/lines.h"

#include "pdf/blanks.h"
#include "pdf/fit.h"
#include "pdf/memo.h"

enum { EM = 1000 };

/* A paragraph being set. */
struct setter {
    struct measured *measured;
    const struct line_style *style;
    struct arena *arena, *scratch;
};

static mpt to_mpt(const struct setter *setter, int units)
{
    return (mpt)units * setter->style->size / EM;
}

/* From the start of the line to a code point. */
static mpt place_of(const struct setter *setter, const struct text_line *line, size_t start,
                    size_t at)
{
    const struct glyphs *glyphs = &setter->measured->glyphs;
    return to_mpt(setter, glyphs->sums[at] - glyphs->sums[start]) +
           line->stretch * (glyphs->spaces[at] - glyphs->spaces[start]);
}

/* The code points of a segment from first up to, not including, end. */
static struct fragment *make_fragment(const struct setter *setter, const struct text_line *line,
                                      const struct segment *segment, size_t start, size_t first,
                                      size_t end)
{
    const struct glyphs *glyphs = &setter->measured->glyphs;
    struct fragment *fragment = ARENA_NEW(setter->arena, struct fragment);
    const char *after = glyphs->at[end - 1];
    utf8_next(&after);
    fragment->run = segment->run;
    fragment->face = segment->face;
    fragment->text = glyphs->at[first];
    fragment->length = (int)(after - fragment->text);
    fragment->x = place_of(setter, line, start, first);
    fragment->width = place_of(setter, line, start, end) - fragment->x;
    return fragment;
}

/* Splits the line's code points; *segment is the one that the line before ended in. */
static void add_fragments(const struct setter *setter, struct text_line *line, size_t start,
                          size_t end, const struct segment **segment)
{
    const struct glyphs *glyphs = &setter->measured->glyphs;
    struct fragment **tail = &line->first;
    for (size_t first = start, next; first < end; first = next) {
        while (segment_end(glyphs, *segment) <= first)
            (*segment)++;
        size_t const last = segment_end(glyphs, *segment);
        next = last < end ? last : end;
        if ((*segment)->is_shown)
            LIST_APPEND(tail, make_fragment(setter, line, *segment, start, first, next));
    }
}

/* A line too loose to be stretched decently stays ragged. */
static mpt stretch_of(const struct setter *setter, size_t start, size_t visible, mpt slack)
{
    const struct glyphs *glyphs = &setter->measured->glyphs;
    int const spaces = glyphs->spaces[visible] - glyphs->spaces[start];
    if (spaces == 0 || slack <= 0)
        return 0;
    mpt const stretch = slack / spaces;
    mpt const most = (mpt)setter->style->size * 3 / 4;
    return stretch <= most ? stretch : 0;
}

static struct text_line *make_line(const struct setter *setter, size_t start,
                                   const struct breakpoint *end, bool is_last,
                                   const struct segment **segment)
{
    const struct glyphs *glyphs = &setter->measured->glyphs;
    const struct line_style *style = setter->style;
    struct text_line *line = ARENA_NEW(setter->arena, struct text_line);
    size_t const visible = end->visible > start ? end->visible : start;
    line->soft_hyphen = end->kind == BREAK_SOFT;
    line->width = to_mpt(setter, glyphs->sums[visible] - glyphs->sums[start] +
                                     (line->soft_hyphen ? setter->measured->hyphen : 0));
    mpt const limit = start == 0 ? style->first_width : style->width;
    if (style->is_justified && !is_last)
        line->stretch = stretch_of(setter, start, visible, limit - line->width);
    add_fragments(setter, line, start, end->next, segment);
    return line;
}

static struct text_line *make_lines(const struct setter *setter, const struct fitted *fitted)
{
    struct text_line *first = NULL;
    struct text_line **tail = &first;
    const struct segment *segment = setter->measured->glyphs.segments;
    size_t start = 0;
    for (int i = 0; i < fitted->count; i++) {
        bool const is_last = i + 1 == fitted->count;
        LIST_APPEND(tail, make_line(setter, start, fitted->ends[i], is_last, &segment));
        start = fitted->ends[i]->next;
    }
    return first;
}

/* What fits one line, hyphens or not. */
static struct text_line *make_only_line(const struct setter *setter)
{
    const struct glyphs *glyphs = &setter->measured->glyphs;
    struct breakpoint const end = {.visible = glyphs_visible_end(glyphs, 0, glyphs->count),
                                   .next = glyphs->count,
                                   .kind = BREAK_FREE};
    const struct segment *segment = glyphs->segments;
    return make_line(setter, 0, &end, true, &segment);
}

/* With hyphens, and where a word fits no line nevertheless it is torn. */
static struct fitted solve_hyphenated(const struct setter *setter, const struct fit *fit,
                                      int fewer_than)
{
    struct arena *scratch = setter->scratch;
    const struct breakpoints *points = measured_hyphenated(setter->measured, scratch);
    struct breakpoints forced;
    if (!breakpoints_fit(points, fit->first_width, fit->width)) {
        forced = measured_forced(setter->measured, fit->first_width, fit->width, scratch);
        points = &forced;
    }
    if (fewer_than && fit_fewest(fit, points) >= fewer_than)
        return (struct fitted){.count = fewer_than};
    return fit_solve(fit, points, scratch);
}

/*
 * Without hyphens first; with them only when a line came out too loose, and in text that
 * is not to be hyphenated only when a word fits no line, instead of tearing it.  Where the
 * right edge is ragged, hyphens that save no line are not worth their riddle.
 */
static struct text_line *break_lines(const struct setter *setter, const struct fit *fit)
{
    enum { TOLERANCE_JUSTIFIED = 170, TOLERANCE_RAGGED = 150 };
    int64_t const tolerance = fit->is_justified ? TOLERANCE_JUSTIFIED : TOLERANCE_RAGGED;
    const struct breakpoints *points = measured_whole(setter->measured, setter->scratch);
    struct fitted whole = {0};
    if (breakpoints_fit(points, fit->first_width, fit->width)) {
        whole = fit_solve(fit, points, setter->scratch);
        if (whole.loosest <= tolerance || !setter->style->is_hyphenated)
            return make_lines(setter, &whole);
    }
    int const fewer_than = fit->is_justified ? 0 : whole.count;
    struct fitted const hyphenated = solve_hyphenated(setter, fit, fewer_than);
    bool const is_worth_it = !fewer_than || hyphenated.count < fewer_than;
    return make_lines(setter, is_worth_it ? &hyphenated : &whole);
}

static struct text_line *set_paragraph(const struct setter *setter)
{
    const struct line_style *style = setter->style;
    const struct glyphs *glyphs = &setter->measured->glyphs;
    struct fit const fit = {
        .width = (int)(style->width * EM / style->size),
        .first_width = (int)(style->first_width * EM / style->size),
        .space = setter->measured->space,
        .is_justified = style->is_justified,
        .is_balanced = style->is_balanced,
    };
    size_t const visible = glyphs_visible_end(glyphs, 0, glyphs->count);
    if (glyphs->sums[visible] <= fit.first_width)
        return make_only_line(setter);
    return break_lines(setter, &fit);
}

static bool run_has_box(const struct run *run)
{
    while (run && !run->box)
        run = run->next;
    return run != NULL;
}

struct text_line *lines_break(const struct run *first, const struct line_style *style,
                              const struct metrics *metrics, struct arena *arena,
                              struct arena *scratch, struct diags *diags)
{
    for (const struct run *run = first; run; run = run->next)
        if (run->blank || (run->flags & RUN_UNDERLINED))
            return blanks_break(first, style, metrics, arena, scratch, diags);
    return lines_break_words(first, style, metrics, arena, scratch, diags);
}

/* With the memo; NULL when that does not take the paragraph. */
static struct text_line *break_kept(struct memo *memo, const struct run *first,
                                    const struct line_style *style, const struct metrics *metrics,
                                    struct arena *arena, struct arena *scratch)
{
    struct memo_question const question = memo_ask(first, style);
    struct text_line *lines = memo_find(memo, &question, arena);
    if (lines)
        return lines;
    struct measured *measured = memo_measured(memo, &question, metrics);
    if (!measured)
        return NULL;
    struct setter const setter = {measured, style, measured->arena, scratch};
    return memo_keep(memo, &question, set_paragraph(&setter), arena);
}

struct text_line *lines_break_words(const struct run *first, const struct line_style *style,
                                    const struct metrics *metrics, struct arena *arena,
                                    struct arena *scratch, struct diags *diags)
{
    struct memo *memo = run_has_box(first) ? NULL : metrics->memo; /* which knows no boxes */
    struct text_line *lines = memo ? break_kept(memo, first, style, metrics, arena, scratch) : NULL;
    if (lines)
        return lines;
    struct measured measured = measured_make(first, metrics, scratch, diags, memo_hyphens(memo));
    return set_paragraph(&(struct setter){&measured, style, arena, scratch});
}

int lines_count(const struct text_line *line)
{
    int count = 0;
    for (; line; line = line->next)
        count++;
    return count;
}

struct line_measure lines_measure(const struct run *first, int size, const struct metrics *metrics,
                                  struct arena *scratch)
{
    struct memo_question const question = memo_ask(first, NULL);
    struct memo *memo = run_has_box(first) ? NULL : metrics->memo;
    struct measured *measured = memo ? memo_measured(memo, &question, metrics) : NULL;
    struct measured own;
    if (!measured) {
        own = measured_make(first, metrics, scratch, NULL, NULL);
        measured = &own;
    }
    measured_whole(measured, scratch);
    return (struct line_measure){.whole =
                                     (mpt)measured->glyphs.sums[measured->glyphs.count] * size / EM,
                                 .piece = (mpt)measured->widest_word * size / EM + 1};
}
