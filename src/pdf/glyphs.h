/*
 * glyphs.h - the runs of a paragraph taken apart into measured code points.
 */
#ifndef FORMULYAR_PDF_GLYPHS_H
#define FORMULYAR_PDF_GLYPHS_H

#include "base/diag.h"
#include "doc/doc.h"
#include "pdf/breaks.h"
#include "pdf/metrics.h"

#include <stdbool.h>
#include <stdint.h>

/* A paragraph taken apart; the arrays have one entry a code point. */
struct glyphs {
    size_t count;
    uint32_t *code_points;
    const struct run **runs;
    const char **at; /* where the code point stands in its run's text */
    unsigned char *faces;
    unsigned char *kinds; /* enum break_kind of the place after */
    int *sums;            /* width up to before the code point; count + 1 entries */
    int *spaces;          /* U+0020 up to before the code point; count + 1 entries */
    bool lacks_glyph;     /* a code point was left out */
};

/*
 * Takes runs apart; kinds are left for breaks_find().  A code point that no face
 * has is left out and, unless diags is NULL, the first of a run is reported (E301).
 */
void glyphs_make(struct glyphs *glyphs, const struct run *first, const struct metrics *metrics,
                 struct arena *arena, struct diags *diags);

/* Code points before end that show: spaces at a line's end hang over the edge. */
size_t glyphs_visible_end(const struct glyphs *glyphs, size_t start, size_t end);

/* False for a soft hyphen, which has no width of its own. */
static inline bool glyph_is_shown(uint32_t code_point)
{
    return code_point != SOFT_HYPHEN;
}

#endif
