#include "pdf/lines.h"

#include "pdf/blanks.h"
#include "pdf/breaks.h"
#include "pdf/fit.h"
#include "pdf/memo.h"

#include <string.h>

enum { EM = 1000 };

static mpt to_mpt(const struct fit *fit, int units)
{
    return (mpt)units * fit->style->size / EM;
}

/* From the start of the line to a code point. */
static mpt place_of(const struct fit *fit, const struct text_line *line, size_t start, size_t at)
{
    const struct glyphs *glyphs = &fit->glyphs;
    return to_mpt(fit, glyphs->sums[at] - glyphs->sums[start]) +
           line->stretch * (glyphs->spaces[at] - glyphs->spaces[start]);
}

/* The code points from first up to, not including, end, in one run and one face. */
static struct fragment *make_fragment(const struct fit *fit, const struct text_line *line,
                                      size_t start, size_t first, size_t end)
{
    const struct glyphs *glyphs = &fit->glyphs;
    struct fragment *fragment = ARENA_NEW(fit->arena, struct fragment);
    const char *after = glyphs->at[end - 1];
    utf8_next(&after);
    fragment->run = glyphs->runs[first];
    fragment->face = (enum face)glyphs->faces[first];
    fragment->text = glyphs->at[first];
    fragment->length = (int)(after - fragment->text);
    fragment->x = place_of(fit, line, start, first);
    fragment->width = place_of(fit, line, start, end) - fragment->x;
    return fragment;
}

/* True when a code point follows the one before it in the same run and face. */
static bool goes_on(const struct glyphs *glyphs, size_t at)
{
    const char *after = glyphs->at[at - 1];
    utf8_next(&after);
    return glyph_is_shown(glyphs->code_points[at]) && glyphs->at[at] == after &&
           glyphs->runs[at] == glyphs->runs[at - 1] && glyphs->faces[at] == glyphs->faces[at - 1];
}

/* Splits the line's code points where the run or the face changes or one is not shown. */
static void add_fragments(const struct fit *fit, struct text_line *line, size_t start, size_t end)
{
    const struct glyphs *glyphs = &fit->glyphs;
    struct fragment **tail = &line->first;
    for (size_t first = start; first < end;) {
        size_t next = first + 1;
        if (glyph_is_shown(glyphs->code_points[first])) {
            while (next < end && goes_on(glyphs, next))
                next++;
            LIST_APPEND(tail, make_fragment(fit, line, start, first, next));
        }
        first = next;
    }
}

/* A line too loose to be stretched decently stays ragged. */
static mpt stretch_of(const struct fit *fit, size_t start, size_t visible, mpt slack)
{
    const struct glyphs *glyphs = &fit->glyphs;
    int const spaces = glyphs->spaces[visible] - glyphs->spaces[start];
    if (spaces == 0 || slack <= 0)
        return 0;
    mpt const stretch = slack / spaces;
    mpt const most = (mpt)fit->style->size * 3 / 4;
    return stretch <= most ? stretch : 0;
}

static struct text_line *make_line(const struct fit *fit, size_t start, const struct fit_node *end,
                                   bool is_last)
{
    const struct glyphs *glyphs = &fit->glyphs;
    const struct line_style *style = fit->style;
    struct text_line *line = ARENA_NEW(fit->arena, struct text_line);
    size_t const visible = end->visible > start ? end->visible : start;
    line->soft_hyphen = end->kind == BREAK_SOFT;
    line->width = to_mpt(fit, glyphs->sums[visible] - glyphs->sums[start] +
                                  (line->soft_hyphen ? fit->hyphen : 0));
    mpt const limit = start == 0 ? style->first_width : style->width;
    if (style->is_justified && !is_last)
        line->stretch = stretch_of(fit, start, visible, limit - line->width);
    add_fragments(fit, line, start, end->next);
    return line;
}

static struct text_line *make_lines(struct fit *fit)
{
    struct text_line *first = NULL;
    struct text_line **tail = &first;
    size_t start = 0;
    for (int i = 0; i < fit->lines; i++) {
        LIST_APPEND(tail, make_line(fit, start, fit->ends[i], i + 1 == fit->lines));
        start = fit->ends[i]->next;
    }
    return first;
}

static void hyphenate(struct fit *fit, struct memo *memo)
{
    struct glyphs *glyphs = &fit->glyphs;
    unsigned char *allowed = ARENA_ARRAY(fit->scratch, glyphs->count, unsigned char);
    for (size_t i = 0; i < glyphs->count; i++) {
        const struct run *run = glyphs->runs[i];
        bool const is_russian_text = !run->lang || strncmp(run->lang, "ru", 2) == 0;
        allowed[i] = is_russian_text && !(run->flags & RUN_NAME);
    }
    breaks_hyphenate(glyphs->code_points, allowed, glyphs->count, glyphs->kinds,
                     memo_hyphens(memo));
}

/*
 * Without hyphens first; with them only when a line came out too loose, and in text that
 * is not to be hyphenated only when a word fits no line, instead of tearing it.  Where the
 * right edge is ragged, hyphens that save no line are not worth their riddle.
 */
static struct text_line *break_lines(struct fit *fit, struct memo *memo)
{
    enum { TOLERANCE_JUSTIFIED = 170, TOLERANCE_RAGGED = 150 };
    const struct line_style *style = fit->style;
    int64_t const tolerance = style->is_justified ? TOLERANCE_JUSTIFIED : TOLERANCE_RAGGED;
    breaks_find(fit->glyphs.code_points, fit->glyphs.count, fit->glyphs.kinds, fit->scratch);
    bool const words_fit = fit_pieces(fit, false);
    if (words_fit && (fit_solve(fit) <= tolerance || !style->is_hyphenated))
        return make_lines(fit);
    struct fit const whole_words = *fit;
    hyphenate(fit, memo);
    fit_pieces(fit, true);
    fit_solve(fit);
    if (words_fit && !style->is_justified && fit->lines >= whole_words.lines)
        *fit = whole_words;
    return make_lines(fit);
}

static bool run_has_box(const struct run *run)
{
    while (run && !run->box)
        run = run->next;
    return run != NULL;
}

static int hyphen_advance(const struct metrics *metrics)
{
    int const soft = metrics_advance(metrics, FACE_REGULAR, SOFT_HYPHEN);
    return soft >= 0 ? soft : metrics_advance(metrics, FACE_REGULAR, '-');
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

struct text_line *lines_break_words(const struct run *first, const struct line_style *style,
                                    const struct metrics *metrics, struct arena *arena,
                                    struct arena *scratch, struct diags *diags)
{
    bool const has_boxes = run_has_box(first); /* which the memo does not know */
    struct memo *memo = has_boxes ? NULL : metrics->memo;
    struct text_line *lines = memo ? memo_find(memo, first, style, arena) : NULL;
    if (lines)
        return lines;
    struct fit fit = {
        .style = style,
        .width = (int)(style->width * EM / style->size),
        .first_width = (int)(style->first_width * EM / style->size),
        .hyphen = hyphen_advance(metrics),
        .space = metrics_advance(metrics, FACE_REGULAR, ' '),
        .arena = arena,
        .scratch = scratch,
    };
    glyphs_make(&fit.glyphs, first, metrics, scratch, diags);
    size_t const count = fit.glyphs.count;
    struct fit_node const end = {
        .visible = glyphs_visible_end(&fit.glyphs, 0, count), .next = count, .kind = BREAK_FREE};
    bool const is_one = fit.glyphs.sums[end.visible] <= fit.first_width;
    lines = is_one ? make_line(&fit, 0, &end, true) : break_lines(&fit, memo);
    if (memo && !fit.glyphs.lacks_glyph) /* which has to be told each time */
        memo_keep(memo, first, style, lines);
    return lines;
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
    struct glyphs glyphs = {0};
    size_t start = 0;
    int widest = 0;
    glyphs_make(&glyphs, first, metrics, scratch, NULL);
    breaks_find(glyphs.code_points, glyphs.count, glyphs.kinds, scratch);
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
