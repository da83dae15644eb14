/*
 * fit.h - the best of all ways to break a paragraph (Knuth and Plass, "Breaking
 * paragraphs into lines", 1981).
 *
 * Widths are integers in 1/1000 em.
 */
#ifndef FORMULYAR_PDF_FIT_H
#define FORMULYAR_PDF_FIT_H

#include "pdf/glyphs.h"
#include "pdf/lines.h"

enum { FIT_HYPHENS_IN_A_ROW = 2, FIT_STATES = FIT_HYPHENS_IN_A_ROW + 1 };

/* A place where a line may end, with the best way to get there after each row of hyphens. */
struct fit_node {
    size_t visible; /* code points up to here show: spaces before the break do not */
    size_t next;    /* where the next line starts */
    unsigned char kind;
    int64_t cost[FIT_STATES]; /* < 0: cannot be reached */
    int from[FIT_STATES];
    unsigned char from_state[FIT_STATES];
};

struct fit {
    const struct line_style *style;
    struct glyphs glyphs;
    int width, first_width;
    int hyphen, space;     /* their advance widths */
    struct arena *arena;   /* of the lines */
    struct arena *scratch; /* of what is needed while they are made */
    struct fit_node *nodes;
    int count;
    const struct fit_node **ends; /* of the chosen lines */
    int lines;
};

/*
 * True when every piece between two places to break fits a line.  Forcing opens
 * further places in those that do not: at what is glued, then inside words.
 */
bool fit_pieces(struct fit *fit, bool forcing);

/* Chooses ends and lines; returns how loose the loosest line is (100: one does not like it). */
int64_t fit_solve(struct fit *fit);

#endif
