#include "pdf/glyphs.h"

#include "base/character.h"
#include "base/text.h"
#include "russian/letters.h"

#include <stdint.h>
#include <string.h>

/* Adds a code point, or reports it when no face has it. */
static bool add_glyph(struct glyphs *glyphs, const struct run *run, const char *at,
                      uint32_t code_point, const struct metrics *metrics)
{
    enum face const wanted = run->flags & RUN_STRONG ? FACE_BOLD : FACE_REGULAR;
    int advance;
    enum face const face = metrics_face_for(metrics, wanted, code_point, &advance);
    if (face == FACE_COUNT && glyph_is_shown(code_point))
        return false;
    size_t const i = glyphs->count++;
    glyphs->code_points[i] = code_point;
    glyphs->runs[i] = run;
    glyphs->at[i] = at;
    glyphs->faces[i] = (unsigned char)(face == FACE_COUNT ? wanted : face);
    glyphs->sums[i + 1] = glyphs->sums[i] + (glyph_is_shown(code_point) ? advance : 0);
    glyphs->spaces[i + 1] = glyphs->spaces[i] + (code_point == ' ');
    return true;
}

/* A place to write that does not part, taken as a letter: nothing parts from it but at a space. */
static void add_box(struct glyphs *glyphs, const struct run *run)
{
    size_t const i = glyphs->count++;
    glyphs->code_points[i] = '#'; /* of the class of letters, and no word to any rule */
    glyphs->runs[i] = run;
    glyphs->at[i] = run->text;
    glyphs->faces[i] = FACE_REGULAR;
    glyphs->sums[i + 1] = glyphs->sums[i] + run->box;
    glyphs->spaces[i + 1] = glyphs->spaces[i];
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
        most += strlen(run->text);
    glyphs->code_points = ARENA_ARRAY(arena, most, uint32_t);
    glyphs->runs = ARENA_ARRAY(arena, most, const struct run *);
    glyphs->at = ARENA_ARRAY(arena, most, const char *);
    glyphs->faces = ARENA_ARRAY(arena, most, unsigned char);
    glyphs->kinds = ARENA_ARRAY(arena, most, unsigned char);
    glyphs->sums = ARENA_ARRAY(arena, most + 1, int);
    glyphs->spaces = ARENA_ARRAY(arena, most + 1, int);
    for (const struct run *run = first; run; run = run->next) {
        const char *lacking = NULL;
        if (run->box)
            add_box(glyphs, run);
        for (const char *cursor = run->box ? "" : run->text; *cursor;) {
            const char *at = cursor;
            uint32_t const code_point = utf8_next(&cursor);
            if (!add_glyph(glyphs, run, at, code_point, metrics) && !lacking)
                lacking = at;
        }
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
