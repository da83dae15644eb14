/*
 * lines.h - a paragraph into lines.
 *
 * Looks at the paragraph as a whole (Knuth and Plass, "Breaking paragraphs into
 * lines", 1981): of all ways to break it the one with the least sum of penalties
 * for loose lines, hyphens and forced breaks.  A word that no line can hold is
 * split at the edge, so that nothing ever stands outside.
 */
#ifndef FORMULYAR_PDF_LINES_H
#define FORMULYAR_PDF_LINES_H

#include "pdf/page.h"

/* How a paragraph is set; lengths in mpt. */
struct line_style {
    mpt width;       /* of every line but the first; > 0 */
    mpt first_width; /* of the first line; > 0 */
    int size;        /* of the font */
    int caption;     /* the same of captions under places to write; 0: there are none */
    bool is_justified;
    bool is_hyphenated; /* else only a word that fits no line is */
    bool is_balanced;   /* lines of like length, the last one too: for centred text */
};

/* A stretch of a line in one run and one face, or a rule. */
struct fragment {
    struct fragment *next;
    const struct run *run;
    enum face face;
    const char *text;      /* in the run's text; NULL: a rule under it, or to write on */
    int length;            /* bytes */
    int size;              /* of the font of a caption; 0: the line's */
    mpt drop;              /* of a caption's base line below that of the line */
    mpt x;                 /* from the start of the line */
    mpt width;             /* as drawn, stretched spaces included */
    struct element *owner; /* flow_own() sets it; NULL: an artifact */
};

struct text_line {
    struct text_line *next;
    struct fragment *first; /* NULL: an empty line */
    mpt width;              /* as drawn before stretching, spaces at the end left out */
    mpt stretch;            /* of every U+0020 */
    mpt below;              /* height of the captions under it */
    bool is_rule;           /* nothing but a rule to write on, or one to sign on: needs its room */
    bool soft_hyphen;       /* a hyphen is drawn at the end */
};

/*
 * Breaks the runs of one paragraph; at least one line is returned.  A place to write that goes to
 * the end of its line takes what the line has left, or begins one when that is less than it
 * needs; captions stand under the last piece of their rule.  Spaces at
 * the end of a line stay in its text.  A code point that no face has is left out
 * and reported (E301), once a run.  The lines are in arena; scratch, which may be
 * another one, is not needed afterwards.
 */
struct text_line *lines_break(const struct run *first, const struct line_style *style,
                              const struct metrics *metrics, struct arena *arena,
                              struct arena *scratch, struct diags *diags);

/* The same without a look at places to write: blanks.c takes them apart first. */
struct text_line *lines_break_words(const struct run *first, const struct line_style *style,
                                    const struct metrics *metrics, struct arena *arena,
                                    struct arena *scratch, struct diags *diags);

/* How many lines follow from this one on, itself included; 0 for NULL. */
int lines_count(const struct text_line *line);

/* Widths of a paragraph on one line, and of its widest piece between two places to break. */
struct line_measure {
    mpt whole;
    mpt piece;
};

struct line_measure lines_measure(const struct run *first, int size, const struct metrics *metrics,
                                  struct arena *scratch);

#endif
