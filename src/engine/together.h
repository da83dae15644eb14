/*
 * together.h - all the documents of many cases as one, in the order of their teachers: to be printed at a go.
 *
 * For two-sided printing every document starts on an odd page, unless one_sided; each has page
 * numbers of its own.  Nobody signs it electronically: the papers of all teachers would be signed at
 * once.  So it has no fields for that, and is packed (document.for_paper).  Bookmarks lead from a teacher to the forms; they are personal data, as the
 * pages are.
 */
#ifndef FORMULYAR_ENGINE_TOGETHER_H
#define FORMULYAR_ENGINE_TOGETHER_H

#include "engine/engine.h"

struct together_case;

/* Starts with the members up to arena set and zeros behind; together_free() ends it with its arena. */
struct together {
    struct engine *engine; /* its options say which forms are wanted */
    struct diags *diags;
    bool needs_trial;    /* a case is left out whose forms cannot be printed; diags say why */
    bool one_sided;      /* documents begin on the next page, odd or even */
    struct arena *arena; /* of all documents */

    struct together_case *cases;
    size_t count, cap;
};

/*
 * Adds the forms that are due of a good case of an edition, whose people are filled in; number: its place among the
 * inputs, which parts what is otherwise equal.  The case may go then.
 */
void together_add(struct together *together, const struct casefile *casefile,
                  const struct edition *edition, size_t number);

/*
 * The document of them all, in the arena, for products_make(); NULL with a diagnostic when there is
 * nothing in it.  path: what diagnostics call the file.
 */
struct document *together_document(struct together *together, const char *path);

/* False with a diagnostic when so many cases are more than one document may hold. */
bool together_fits(size_t cases, const char *path, struct diags *diags);

void together_free(struct together *together);

#endif
