/*
 * testhook.h - faults on demand, so that tests see what becomes of the rest.
 */
#ifndef FORMULYAR_BASE_TESTHOOK_H
#define FORMULYAR_BASE_TESTHOOK_H

#include "base/text.h"

/* What FORMULYAR_TEST_FAULT asks for, or NULL.  For the program: the library reads no such thing. */
const char *testhook_faults(void);

/*
 * Does what the faults say: "crash:ID", "hang:ID" or "memory:ID" with commas
 * between several; dies, sleeps or runs out of memory at the case of that id or,
 * in `verify`, `fields` and `extract`, at the file of that name.
 */
void testhook_run(const char *id);

/*
 * When the faults (or NULL) have "damage:FORMAT" ("pdf", "docx"), takes the end away from a file that was just
 * written, before it is verified: what gets a name all the same was not verified.
 */
void testhook_damage(const char *faults, const char *format, struct text *file);

#endif
