/*
 * memo.h - paragraphs that have been broken into lines before, and hyphenated words.
 *
 * Those of the documents at hand are kept taken apart, since a form is set in several sizes
 * until its pages are as few as can be.  Most paragraphs of a form are the edition's own words,
 * the same in every case of a batch: lines that had to be made a second time, when the documents
 * at hand were others, are kept for good.  A memo knows paragraphs by their very text and
 * style, so that what it gives is what lines_break() would have made.
 */
#ifndef FORMULYAR_PDF_MEMO_H
#define FORMULYAR_PDF_MEMO_H

#include "pdf/lines.h"
#include "pdf/measured.h"
#include "russian/hyphen.h"

struct memo;

/* The caller owns it.  Good for one metrics object: the lines depend on widths. */
struct memo *memo_new(void);
void memo_free(struct memo *memo);

/*
 * A paragraph that lines are asked for (style NULL: it alone), which it borrows, with what
 * tells it from others.
 */
struct memo_question {
    const struct run *first;
    const struct line_style *style;
    uint64_t text_hash; /* of all that is the paragraph's own */
    uint64_t hash;      /* of that and the style */
};
struct memo_question memo_ask(const struct run *first, const struct line_style *style);

/* The lines, made in arena; NULL when the memo has none of this text and style. */
struct text_line *memo_find(const struct memo *memo, const struct memo_question *question,
                            struct arena *arena);

/*
 * The paragraph taken apart, of the memo's own copy of the runs, for lines that are then told
 * to memo_keep().  NULL when a glyph is lacking, which has to be told each time, or it is very
 * long.  Good until the next call.
 */
struct measured *memo_measured(struct memo *memo, const struct memo_question *question,
                               const struct metrics *metrics);

/*
 * Keeps lines that were made of memo_measured() in its arena, and returns them as lines of
 * the asker's runs, made in arena.
 */
struct text_line *memo_keep(struct memo *memo, const struct memo_question *question,
                            const struct text_line *lines, struct arena *arena);

/* The memo's own of words; NULL for NULL. */
struct hyphen_memo *memo_hyphens(struct memo *memo);

#endif
