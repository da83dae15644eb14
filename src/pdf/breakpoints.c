#include "pdf/breakpoints.h"

#include "russian/letters.h"

static bool is_usable(unsigned char kind)
{
    return kind > BREAK_GLUED; /* in the order of merit */
}

static int count_usable(const struct glyphs *glyphs)
{
    int count = 0;
    for (size_t i = 0; i < glyphs->count; i++)
        count += is_usable(glyphs->kinds[i]);
    return count;
}

static struct breakpoint place_behind(const struct glyphs *glyphs, size_t last, int hyphen)
{
    size_t const visible = glyphs_visible_end(glyphs, 0, last + 1);
    unsigned char const kind = glyphs->kinds[last];
    return (struct breakpoint){
        .visible = visible,
        .next = last + 1,
        .end = glyphs->sums[visible] + (kind == BREAK_SOFT ? hyphen : 0),
        .start = glyphs->sums[last + 1],
        .end_spaces = glyphs->spaces[visible],
        .start_spaces = glyphs->spaces[last + 1],
        .kind = kind,
    };
}

struct breakpoints breakpoints_find(const struct glyphs *glyphs, int hyphen, struct arena *arena)
{
    struct breakpoint *items =
        ARENA_TAKE(arena, (size_t)count_usable(glyphs) + 1, struct breakpoint);
    struct breakpoints points = {.items = items, .count = 1};
    items[0] = (struct breakpoint){0};
    for (size_t i = 0; i < glyphs->count; i++) {
        if (!is_usable(glyphs->kinds[i]))
            continue;
        struct breakpoint *place = &items[points.count++];
        *place = place_behind(glyphs, i, hyphen);
        int const piece = breakpoints_width(place - 1, place);
        if (points.count == 2)
            points.first_piece = piece;
        else if (piece > points.widest_piece)
            points.widest_piece = piece;
    }
    return points;
}

bool breakpoints_fit(const struct breakpoints *points, int first_width, int width)
{
    return points->first_piece <= first_width && points->widest_piece <= width;
}

/* ---- words that fit no line ------------------------------------------------------------ */

/* What is measured while places are opened. */
struct forcing {
    struct glyphs *glyphs;
    int hyphen;
    int first_width, width;
};

static int limit_of(const struct forcing *forcing, size_t start)
{
    return start == 0 ? forcing->first_width : forcing->width;
}

/* From start to the place after code point last, with the hyphen that is drawn there. */
static int piece_width(const struct forcing *forcing, size_t start, size_t last)
{
    const struct glyphs *glyphs = forcing->glyphs;
    int const hyphen = glyphs->kinds[last] == BREAK_SOFT ? forcing->hyphen : 0;
    return glyphs->sums[glyphs_visible_end(glyphs, start, last + 1)] - glyphs->sums[start] + hyphen;
}

static void force_inside_word(struct glyphs *glyphs, size_t at)
{
    uint32_t const next = glyphs->code_points[at + 1];
    if (glyphs->kinds[at] == BREAK_NONE && next != ' ')
        glyphs->kinds[at] = is_letter(next) || is_digit(next) ? BREAK_HARD : BREAK_UGLY;
}

/* Opens more places to break between start and end, worst first, until the pieces fit. */
static void force_breaks(const struct forcing *forcing, size_t start, size_t end)
{
    struct glyphs *glyphs = forcing->glyphs;
    int const limit = limit_of(forcing, start);
    size_t piece = start;
    if (glyphs->kinds[end - 1] == BREAK_SOFT && piece_width(forcing, end - 1, end - 1) > limit)
        glyphs->kinds[end - 1] = BREAK_HARD; /* no room for as much as a letter and its hyphen */
    for (size_t i = start; i < end; i++) {
        if (i + 1 != end && glyphs->kinds[i] != BREAK_GLUED)
            continue;
        if (piece_width(forcing, piece, i) > limit)
            for (size_t k = piece; k < i; k++)
                force_inside_word(glyphs, k);
        if (i + 1 != end)
            glyphs->kinds[i] = BREAK_HARD;
        piece = i + 1;
    }
}

void breakpoints_force(struct glyphs *glyphs, int hyphen, int first_width, int width)
{
    struct forcing const forcing = {glyphs, hyphen, first_width, width};
    size_t start = 0;
    for (size_t i = 0; i < glyphs->count; i++) {
        if (!is_usable(glyphs->kinds[i]))
            continue;
        if (piece_width(&forcing, start, i) > limit_of(&forcing, start))
            force_breaks(&forcing, start, i + 1);
        start = i + 1;
    }
}
