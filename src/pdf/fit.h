/*
 * fit.h - the best of all ways to break a paragraph (Knuth and Plass, "Breaking
 * paragraphs into lines", 1981).
 *
 * Widths are integers in 1/1000 em.
 */
#ifndef FORMULYAR_PDF_FIT_H
#define FORMULYAR_PDF_FIT_H

#include "pdf/breakpoints.h"

/* How lines are to be. */
struct fit {
    int width, first_width;
    int space; /* its advance width */
    bool is_justified, is_balanced;
};

/* The lines that were chosen. */
struct fitted {
    const struct breakpoint **ends;
    int count;
    int64_t loosest; /* how loose the loosest of them is (100: one does not like it) */
};

/* Chooses the ends of the lines, with the least sum of demerits; in arena. */
struct fitted fit_solve(const struct fit *fit, const struct breakpoints *points,
                        struct arena *arena);

/* The fewest lines that any way through places that fit (breakpoints_fit()) has. */
int fit_fewest(const struct fit *fit, const struct breakpoints *points);

#endif
