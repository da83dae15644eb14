/*
 * ods_text.h - the paragraphs of a cell of OpenDocument as one text.
 *
 * Of white space a run is one space, and none at the beginning of a paragraph (6.1.2); what
 * is meant as it stands has elements.  But ONLYOFFICE and R7 write the line ends of a cell
 * as they are: one that stands alone between words is meant.
 */
#ifndef FORMULYAR_TABLE_ODS_TEXT_H
#define FORMULYAR_TABLE_ODS_TEXT_H

#include "base/text.h"

enum ods_space { NO_SPACE, ONE_LINE_END, SPACE };

struct ods_text {
    struct text text; /* so far */
    bool is_too_long; /* for a cell: no more is added */
    /* The rest is its own. */
    int paragraphs;
    bool at_start;
    enum ods_space space; /* met, and not yet added */
};

/* Forgets the text of the cell before. */
void ods_text_clear(struct ods_text *text);

/* Begins a paragraph, on a line of its own; ends it. */
void ods_text_begin(struct ods_text *text);
void ods_text_end(struct ods_text *text);

/* Adds what stands in a paragraph; the sign of an element so many times. */
void ods_text_add(struct ods_text *text, const char *bytes, size_t count);
void ods_text_add_sign(struct ods_text *text, char sign, size_t times);

#endif
