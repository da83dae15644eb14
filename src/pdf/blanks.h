/*
 * blanks.h - places to write inside of a paragraph, and words that are underlined.
 *
 * A rule is a fragment of a line, as its text is; captions are fragments that hang below it.
 */
#ifndef FORMULYAR_PDF_BLANKS_H
#define FORMULYAR_PDF_BLANKS_H

#include "pdf/lines.h"

/* lines_break() of a paragraph that has such; see there. */
struct text_line *blanks_break(const struct run *first, const struct line_style *style,
                               const struct metrics *metrics, struct arena *arena,
                               struct arena *scratch, struct diags *diags);

#endif
