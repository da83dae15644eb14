/*
 * changes.h - what later revisions of a PDF did to the one that this program wrote.
 *
 * Signing tools append: a signature field's value and look, fields of their own,
 * proofs (DSS), properties.  A reader's notes and highlights are appended too.
 * All else that makes the newest revision show or say something else than the
 * first one is a change of content, however it is made.
 */
#ifndef FORMULYAR_VERIFY_CHANGES_H
#define FORMULYAR_VERIFY_CHANGES_H

#include "verify/pdffile.h"

struct changes {
    const char *what; /* the first change of content, DIAG_BOTH, in the arena; NULL: none */
    size_t remarks;   /* notes and highlights that readers added */
};

/*
 * Compares the newest revision with the first one alone, which is opened as made
 * from the same bytes.  Objects are compared one by one: those that the first
 * revision has and later ones write anew, by what part they play in it; new ones
 * where they are reached from.  minutes: pages in front whose text is not ours.
 */
struct changes changes_find(struct pdffile *made, struct pdffile *now, size_t minutes,
                            struct arena *arena);

#endif
