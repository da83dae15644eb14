#include "pdf/glyphs.h"

#include "base/character.h"
#include "base/text.h"
#include "russian/letters.h"

#include <stdint.h>
#include <string.h>

/* What code points are added with. */
struct maker {
    struct glyphs *glyphs;
    const struct metrics *metrics;
    struct arena *arena;
    size_t cap; /* of segments */
};

/* The next code point begins a segment. */
static void begin_segment(struct maker *maker, const struct run *run, enum face face, bool is_shown)
{
    struct glyphs *glyphs = maker->glyphs;
    struct segment const segment = {run, glyphs->count, face, is_shown};
    glyphs->segments = arena_grow(maker->arena, glyphs->segments, glyphs->segment_count,
                                  &maker->cap, sizeof segment);
    glyphs->segments[glyphs->segment_count++] = segment;
}

static void add_glyph(struct glyphs *glyphs, const char *at, uint32_t code_point, int advance)
{
    size_t const i = glyphs->count++;
    glyphs->code_points[i] = code_point;
    glyphs->at[i] = at;
    glyphs->sums[i + 1] = glyphs->sums[i] + advance;
    glyphs->spaces[i + 1] = glyphs->spaces[i] + (code_point == ' ');
}

/* Adds the code points of a run; returns the first one that no face has, or NULL. */
static const char *add_run(struct maker *maker, const struct run *run)
{
    enum face const wanted = run->flags & RUN_STRONG ? FACE_BOLD : FACE_REGULAR;
    enum face last = FACE_COUNT; /* of the segment, unless the next code point begins one */
    const char *lacking = NULL;
    for (const char *at = run->text, *next = at; *at; at = next) {
        uint32_t const code_point = utf8_next(&next);
        bool const is_shown = code_point != SOFT_HYPHEN;
        int advance;
        enum face const face = metrics_face_for(maker->metrics, wanted, code_point, &advance);
        if (face == FACE_COUNT && is_shown) {
            lacking = lacking ? lacking : at;
            last = FACE_COUNT;
            continue;
        }
        if (face != last || !is_shown)
            begin_segment(maker, run, face == FACE_COUNT ? wanted : face, is_shown);
        last = is_shown ? face : FACE_COUNT;
        add_glyph(maker->glyphs, at, code_point, is_shown ? advance : 0);
    }
    return lacking;
}

/* A place to write that does not part, taken as a letter: nothing parts from it but at a space. */
static void add_box(struct maker *maker, const struct run *run)
{
    begin_segment(maker, run, FACE_REGULAR, true);
    add_glyph(maker->glyphs, run->text, '#', run->box); /* of the class of letters, and no word */
}

/* A name is printed in one form as it stands in the file and in another with initials: no place is its. */
static void tell_lack(const struct run *run, const char *at, struct arena *arena,
                      struct diags *diags)
{
    const char *path =
        run->path && run->line ? arena_printf(arena, "%s/p[%zu]", run->path, run->line) : run->path;
    diag_add(diags, MESSAGE_GLYPH_MISSING, run->pos, path, diag_field,
             character_place(arena, run->text, at, run->flags & RUN_NAME ? SIZE_MAX : 0), NULL);
}

void glyphs_make(struct glyphs *glyphs, const struct run *first, const struct metrics *metrics,
                 struct arena *arena, struct diags *diags)
{
    size_t most = 0;
    for (const struct run *run = first; run; run = run->next)
        most += run->box ? 1 : strlen(run->text);
    glyphs->code_points = ARENA_TAKE(arena, most, uint32_t);
    glyphs->at = ARENA_TAKE(arena, most, const char *);
    glyphs->kinds = ARENA_TAKE(arena, most, unsigned char);
    glyphs->sums = ARENA_TAKE(arena, most + 1, int);
    glyphs->spaces = ARENA_TAKE(arena, most + 1, int);
    glyphs->sums[0] = glyphs->spaces[0] = 0;
    struct maker maker = {.glyphs = glyphs, .metrics = metrics, .arena = arena};
    for (const struct run *run = first; run; run = run->next) {
        const char *lacking = NULL;
        if (run->box)
            add_box(&maker, run);
        else
            lacking = add_run(&maker, run);
        if (!lacking)
            continue;
        glyphs->lacks_glyph = true;
        if (diags)
            tell_lack(run, lacking, arena, diags);
    }
}

size_t glyphs_visible_end(const struct glyphs *glyphs, size_t start, size_t end)
{
    while (end > start && is_space(glyphs->code_points[end - 1]))
        end--;
    return end;
}
