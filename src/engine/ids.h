/*
 * ids.h - which ids occur twice in the files of one run: their documents would have the same names.
 */
#ifndef FORMULYAR_ENGINE_IDS_H
#define FORMULYAR_ENGINE_IDS_H

#include "case/case.h"

/* Everything is in the arena. */
struct ids;
struct ids *ids_new(struct arena *arena);
void ids_free(struct ids *ids);

/*
 * Remembers the id of a case; tells of it when an earlier case has it, letter case
 * aside.  What the reader tells (the same id twice in one file) is left to it; file
 * is the number of the file in the run.
 */
void ids_note(struct ids *ids, const struct casefile *casefile, size_t file, struct diags *diags);

#endif
