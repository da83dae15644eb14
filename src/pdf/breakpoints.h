/*
 * breakpoints.h - where the lines of a paragraph may end, with the widths up to there.
 *
 * They do not depend on how wide lines are, unless a word fits none of them.
 */
#ifndef FORMULYAR_PDF_BREAKPOINTS_H
#define FORMULYAR_PDF_BREAKPOINTS_H

#include "pdf/glyphs.h"

/* Widths in 1/1000 em, from the start of the paragraph. */
struct breakpoint {
    size_t visible; /* code points up to here show: spaces before the break do not */
    size_t next;    /* where the next line starts */
    int end;        /* width up to visible, with the hyphen that is drawn here */
    int start;      /* width up to next */
    int end_spaces; /* U+0020 up to visible, and up to next */
    int start_spaces;
    unsigned char kind; /* enum break_kind, or of forced */
};

/* Kinds of places in a word that fits no line. */
enum { BREAK_HARD = BREAK_FREE + 1, BREAK_UGLY /* the same, before a hyphen or a full stop */ };

/* The first place is the start of the paragraph, the last one its end. */
struct breakpoints {
    const struct breakpoint *items;
    int count;        /* 0: not looked for yet */
    int first_piece;  /* width of what the first line cannot do without */
    int widest_piece; /* the same of all others: between two places next to one another */
};

/* The places that the kinds of the glyphs say; hyphen is the width of one. */
struct breakpoints breakpoints_find(const struct glyphs *glyphs, int hyphen, struct arena *arena);

/* True when every piece between two places fits a line. */
bool breakpoints_fit(const struct breakpoints *points, int first_width, int width);

/*
 * Opens further places in the pieces that fit no line: at what is glued, then inside
 * words.  Changes the kinds of the glyphs.
 */
void breakpoints_force(struct glyphs *glyphs, int hyphen, int first_width, int width);

/* Width and spaces of the line from one place to another one behind it. */
static inline int breakpoints_width(const struct breakpoint *from, const struct breakpoint *to)
{
    return to->end > from->start ? to->end - from->start : 0;
}

static inline int breakpoints_spaces(const struct breakpoint *from, const struct breakpoint *to)
{
    return to->end_spaces > from->start_spaces ? to->end_spaces - from->start_spaces : 0;
}

#endif
