/*
 * pair.h - which piece of an older case is which of a newer one; inside import/ only.
 */
#ifndef FORMULYAR_IMPORT_PAIR_H
#define FORMULYAR_IMPORT_PAIR_H

#include "import/pieces.h"

/*
 * Finds the partners of all pieces.  Of several of one name those that say the same belong together, then
 * those of one person, of one kind, then those that stand alike.  Problems of the newer case get the ids of
 * their partners, or new ones, and its results refer to these.
 */
void pair_cases(struct piece *old, struct piece *new, const char *covered, struct arena *arena);

/* The partners of that name stand in another order than they do here. */
bool pair_is_moved(const struct piece *new, const char *name);

/* A new piece without a partner stands before the partner of an old one, or that has none. */
bool pair_comes_before(const struct piece *piece, const struct piece *old);

#endif
