/*
 * breaks.h - where a line of Russian text may end.
 *
 * The Unicode classes (UAX #14, by libunibreak) say where a break is possible at
 * all; the Russian rules of design section 5 take back those that a careful
 * typist would not use.
 */
#ifndef FORMULYAR_PDF_BREAKS_H
#define FORMULYAR_PDF_BREAKS_H

#include "base/arena.h"
#include "russian/hyphen.h"

#include <stddef.h>
#include <stdint.h>

/* The place after a code point.  The order is the order of merit, worst first. */
enum break_kind {
    BREAK_NONE,  /* inside a word */
    BREAK_GLUED, /* a no-break space or a Russian rule: used only where the words fit no line */
    BREAK_SOFT,  /* hyphenation: a hyphen is drawn */
    BREAK_SHORT, /* after a word of one letter, which looks lost there */
    BREAK_POOR,  /* after a preposition of two letters, or a number before its noun */
    BREAK_FREE,
};

/*
 * Writes to kinds[i] what the place after code_points[i] is; the last place is
 * BREAK_FREE.  Scratch memory is taken from the arena.
 */
void breaks_find(const uint32_t *code_points, size_t count, unsigned char *kinds,
                 struct arena *arena);

/*
 * Turns places inside Russian words into BREAK_SOFT.  Words in capitals, with
 * digits or Latin letters, and those where allowed[i] is 0 (names, other
 * languages) are left alone.  The memo may be NULL.
 */
void breaks_hyphenate(const uint32_t *code_points, const unsigned char *allowed, size_t count,
                      unsigned char *kinds, struct hyphen_memo *memo);

/* U+00AD: shown only at the end of a line. */
enum { SOFT_HYPHEN = 0xAD };

#endif
