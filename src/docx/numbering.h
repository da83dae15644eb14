/*
 * numbering.h - the markers of lists as numbering of word processors (ISO/IEC 29500-1, 17.9),
 * so that a screen reader says which entry of how many it is.
 *
 * A marker of the document tree is text: "3)", "2.1.", "–".  Neighbours whose numbers
 * follow each other, with the same signs around them, are one list.
 */
#ifndef FORMULYAR_DOCX_NUMBERING_H
#define FORMULYAR_DOCX_NUMBERING_H

#include "base/text.h"
#include "doc/doc.h"

/* Where the marker and the text behind it stand; each goes with a paragraph style. */
enum list_place {
    LIST_ITEM,   /* hangs at the left margin */
    LIST_DETAIL, /* hangs below an option */
    LIST_RUN_IN, /* begins the indented first line of a paragraph */
};

/* The lists of one document; ended by numbering_free(). */
struct numbering;
struct numbering *numbering_new(const struct typography *type);
void numbering_free(struct numbering *numbering);

/* The list that an entry goes on with; zeroed: none yet. */
struct list_run {
    int id; /* w:numId, from 1 */
    const char *marker;
};

/* Takes up the next entry, or begins a new list with it.  Markers outlive the run. */
void numbering_go_on(struct numbering *numbering, struct list_run *run, const char *marker,
                     enum list_place place);

/* Appends what makes a paragraph an entry, for its w:pPr. */
void numbering_put(int id, struct text *out);

/* Appends the part word/numbering.xml with all lists so far. */
void numbering_part(const struct numbering *numbering, struct text *out);

#endif
