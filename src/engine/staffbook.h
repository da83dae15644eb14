/*
 * staffbook.h - the cases of a whole staff as a workbook (workbook/workbook.h): cases, then who of a staff
 * list has none, and the school's people.
 */
#ifndef FORMULYAR_ENGINE_STAFFBOOK_H
#define FORMULYAR_ENGINE_STAFFBOOK_H

#include "engine/engine.h"

/* What it is called when nobody says. */
#define STAFFBOOK_NAME "дела.xlsx"

struct staffbook;

/* An empty one; both are borrowed.  What is wrong is in diags.  staffbook_close() takes NULL too. */
struct staffbook *staffbook_open(struct engine *engine, struct diags *diags);
void staffbook_close(struct staffbook *book);

/*
 * Adds a case that fits the schema; one with gaps will do: what is wrong with it, check says.  All are of one
 * edition, that of the engine's options or of the first; another, and an id that came before, is an error.
 */
void staffbook_add_case(struct staffbook *book, const struct casefile *casefile);

/* How many were added. */
size_t staffbook_cases(const struct staffbook *book);

/*
 * Adds those of a staff list (table/staff.h) who have no case yet; false when there is none in the bytes of
 * that name.
 */
bool staffbook_add_staff(struct staffbook *book, const void *bytes, size_t size, const char *name);

/* Appends the file, with the school's people; false with a diagnostic.  Once. */
bool staffbook_write(struct staffbook *book, struct text *out);

#endif
