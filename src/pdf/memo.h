/*
 * memo.h - paragraphs that have been broken into lines before, and hyphenated words.
 *
 * Most paragraphs of a form are the edition's own words, the same in every case of a
 * batch.  A memo knows those that it has seen twice, by their very text and style,
 * so that what it gives is what lines_break() would have made.
 */
#ifndef FORMULYAR_PDF_MEMO_H
#define FORMULYAR_PDF_MEMO_H

#include "russian/hyphen.h"
#include "pdf/lines.h"

struct memo;

/* The caller owns it.  Good for one metrics object: the lines depend on widths. */
struct memo *memo_new(void);
void memo_free(struct memo *memo);

/*
 * The lines of the runs, made in arena; NULL when the memo has none of this
 * text and style.
 */
struct text_line *memo_find(const struct memo *memo, const struct run *first,
                            const struct line_style *style, struct arena *arena);

/*
 * Tells of lines fresh from lines_break(); they are copied when the same
 * paragraph was told of before, unless it is very long.  When the memo is full it
 * begins anew.
 */
void memo_keep(struct memo *memo, const struct run *first, const struct line_style *style,
               const struct text_line *lines);

/* The memo's own of words; NULL for NULL. */
struct hyphen_memo *memo_hyphens(struct memo *memo);

#endif
