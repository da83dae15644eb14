/*
 * measured.h - a paragraph taken apart: what of it does not depend on size and width.
 *
 * Its letters are measured when it is made, places to break are looked for when they are
 * asked for, and hyphens only when somebody needs them.
 */
#ifndef FORMULYAR_PDF_MEASURED_H
#define FORMULYAR_PDF_MEASURED_H

#include "pdf/breakpoints.h"

struct measured {
    struct arena *arena; /* of all below */
    struct hyphen_memo *hyphens;
    struct glyphs glyphs;
    int hyphen, space;        /* advance widths */
    struct breakpoints whole; /* between words */
    int widest_word;          /* known with them: of words that rules hold together each alone */
    struct breakpoints hyphenated; /* inside of them too */
};

/*
 * Takes runs apart, which the paragraph borrows, in arena.  What no face has is left out and,
 * unless diags is NULL, reported.  The memo may be NULL.
 */
struct measured measured_make(const struct run *first, const struct metrics *metrics,
                              struct arena *arena, struct diags *diags, struct hyphen_memo *memo);

/* Places to break; scratch is not needed afterwards. */
const struct breakpoints *measured_whole(struct measured *measured, struct arena *scratch);
const struct breakpoints *measured_hyphenated(struct measured *measured, struct arena *scratch);

/* The same with further places in words that fit no line of that width, in scratch. */
struct breakpoints measured_forced(struct measured *measured, int first_width, int width,
                                   struct arena *scratch);

#endif
