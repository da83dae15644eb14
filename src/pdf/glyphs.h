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

/* Code points in a row of one run in one face: what can be shown in one go. */
struct segment {
    const struct run *run;
    size_t first;
    enum face face;
    bool is_shown; /* else a soft hyphen, which has no width of its own */
};

/* A paragraph taken apart; the arrays have one entry a code point. */
struct glyphs {
    size_t count;
    uint32_t *code_points;
    const char **at;      /* where the code point stands in its run's text */
    unsigned char *kinds; /* enum break_kind of the place after */
    int *sums;            /* width up to before the code point; count + 1 entries */
    int *spaces;          /* U+0020 up to before the code point; count + 1 entries */
    struct segment *segments;
    size_t segment_count;
    bool lacks_glyph; /* a code point was left out */
};

/*
 * Takes runs apart; kinds are left for breaks_find().  A code point that no face
 * has is left out and, unless diags is NULL, the first of a run is reported (E301).
 */
void glyphs_make(struct glyphs *glyphs, const struct run *first, const struct metrics *metrics,
                 struct arena *arena, struct diags *diags);

/* Code points before end that show: spaces at a line's end hang over the edge. */
size_t glyphs_visible_end(const struct glyphs *glyphs, size_t start, size_t end);

/* The first code point behind a segment. */
static inline size_t segment_end(const struct glyphs *glyphs, const struct segment *segment)
{
    bool const is_last = segment + 1 == glyphs->segments + glyphs->segment_count;
    return is_last ? glyphs->count : segment[1].first;
}

#endif
