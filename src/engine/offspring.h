/*
 * offspring.h - a new edition made of another one, file by file.
 */
#ifndef FORMULYAR_ENGINE_OFFSPRING_H
#define FORMULYAR_ENGINE_OFFSPRING_H

#include "base/diag.h"
#include "base/text.h"

/*
 * Appends what a file of an edition is in its offspring: cases, and outlines of cases, that name the
 * edition name the new one; edition.xml has the new id, is neither approved nor checked, and says in a comment
 * what is to be changed.  All else, comments and layout too, stays as it is.  name: of the file, without its
 * folder; path: for diagnostics.  False with a diagnostic (E972) for an edition.xml that cannot be changed so.
 */
bool offspring_write(const char *name, const char *path, const struct text *bytes,
                     const char *parent, const char *id, struct text *out, struct diags *diags);

/* The status of the first case of a file, in the arena; NULL when that is not of this edition. */
struct arena;
const char *offspring_status(const struct text *bytes, const char *edition, struct arena *arena);

#endif
