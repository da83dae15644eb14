/*
 * journals.h - the journals of an edition, each a form over many cases (over="cases" in forms/form.xsd).
 *
 * Cases are gathered by a walk, then every journal that is wanted is made of those whose status it names.
 */
#ifndef FORMULYAR_ENGINE_JOURNALS_H
#define FORMULYAR_ENGINE_JOURNALS_H

#include "engine/product.h"

/* One that is to be made: which form, and how many of the cases are not in it by their status. */
struct journal_made {
    struct journal_made *next;
    const struct form *form;
    size_t left_out;
};

/* Starts as zeros; journals_free() ends it. */
struct journals {
    const char *name; /* what their files are called, set by the caller; NULL: "journal" */
    const struct edition *edition; /* that of the first case; NULL while there is none */
    struct casefile **cases;
    size_t count, cap;
    struct journal_made
        *made; /* in the order of the edition, once they are made; in the arena of the products */
};

/*
 * An action of a walk (walk.h), whose context are the journals: keeps the case.  One of another edition
 * than those before it is refused with a diagnostic (E952): its columns would be other ones.
 */
void journals_add(struct walk *walk, struct casefile *casefile, const struct edition *edition);

/* Keeps a case of a walk in the same way, whatever that walk is for. */
void journals_keep(struct journals *journals, struct casefile *casefile,
                   const struct edition *edition);

/*
 * Makes every wanted journal of the edition of the cases, of which there is one, in every format of the set, as
 * journal_FORM.EXT.  One that no case is in is not made, with a warning (W886): it would look like one to
 * be filled in by hand.  False, with a diagnostic (E953), when the edition has none that is wanted.
 */
bool journals_make(struct journals *journals, struct products *products, unsigned set,
                   struct diags *diags);

void journals_free(struct journals *journals);

#endif
