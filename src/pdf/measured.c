#include "pdf/measured.h"

#include <string.h>

static int hyphen_advance(const struct metrics *metrics)
{
    int const soft = metrics_advance(metrics, FACE_REGULAR, SOFT_HYPHEN);
    return soft >= 0 ? soft : metrics_advance(metrics, FACE_REGULAR, '-');
}

struct measured measured_make(const struct run *first, const struct metrics *metrics,
                              struct arena *arena, struct diags *diags, struct hyphen_memo *memo)
{
    struct measured measured = {
        .arena = arena,
        .hyphens = memo,
        .hyphen = hyphen_advance(metrics),
        .space = metrics_advance(metrics, FACE_REGULAR, ' '),
    };
    glyphs_make(&measured.glyphs, first, metrics, arena, diags);
    return measured;
}

/* Between two places where a line might end if no rule held them together. */
static int widest_word(const struct glyphs *glyphs)
{
    size_t start = 0;
    int widest = 0;
    for (size_t i = 0; i < glyphs->count; i++) {
        if (glyphs->kinds[i] == BREAK_NONE)
            continue;
        int const width =
            glyphs->sums[glyphs_visible_end(glyphs, start, i + 1)] - glyphs->sums[start];
        widest = width > widest ? width : widest;
        start = i + 1;
    }
    return widest;
}

const struct breakpoints *measured_whole(struct measured *measured, struct arena *scratch)
{
    struct glyphs *glyphs = &measured->glyphs;
    if (!measured->whole.count) {
        breaks_find(glyphs->code_points, glyphs->count, glyphs->kinds, scratch);
        measured->whole = breakpoints_find(glyphs, measured->hyphen, measured->arena);
        measured->widest_word = widest_word(glyphs);
    }
    return &measured->whole;
}

/* Names and words of other languages are left whole. */
static bool may_be_hyphenated(const struct run *run)
{
    bool const is_russian = !run->lang || strncmp(run->lang, "ru", 2) == 0;
    return is_russian && !(run->flags & RUN_NAME);
}

static void hyphenate(struct glyphs *glyphs, struct hyphen_memo *memo, struct arena *scratch)
{
    unsigned char *allowed = ARENA_TAKE(scratch, glyphs->count, unsigned char);
    for (size_t i = 0; i < glyphs->segment_count; i++) {
        const struct segment *segment = &glyphs->segments[i];
        memset(allowed + segment->first, may_be_hyphenated(segment->run),
               segment_end(glyphs, segment) - segment->first);
    }
    breaks_hyphenate(glyphs->code_points, allowed, glyphs->count, glyphs->kinds, memo);
}

const struct breakpoints *measured_hyphenated(struct measured *measured, struct arena *scratch)
{
    struct glyphs *glyphs = &measured->glyphs;
    measured_whole(measured, scratch);
    if (!measured->hyphenated.count) {
        hyphenate(glyphs, measured->hyphens, scratch);
        measured->hyphenated = breakpoints_find(glyphs, measured->hyphen, measured->arena);
    }
    return &measured->hyphenated;
}

struct breakpoints measured_forced(struct measured *measured, int first_width, int width,
                                   struct arena *scratch)
{
    measured_hyphenated(measured, scratch);
    struct glyphs glyphs = measured->glyphs;
    glyphs.kinds = ARENA_TAKE(scratch, glyphs.count, unsigned char);
    memcpy(glyphs.kinds, measured->glyphs.kinds, glyphs.count);
    breakpoints_force(&glyphs, measured->hyphen, first_width, width);
    return breakpoints_find(&glyphs, measured->hyphen, scratch);
}
