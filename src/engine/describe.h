/*
 * describe.h - what can be filled in, told to whoever asks people for it: one JSON text.
 *
 * Everything is read off the schema, the edition, its forms and forms/workbook.xml, so that no rule,
 * wording or layout is written a second time by a page or a program that offers fields.
 */
#ifndef FORMULYAR_ENGINE_DESCRIBE_H
#define FORMULYAR_ENGINE_DESCRIBE_H

#include "engine/engine.h"

/*
 * Appends the description of files with that root, "case" (NULL), "minutes" or "organization", for the
 * engine's edition or the newest.  formulyar(3) says what stands in it.  False, with nothing appended,
 * when something is wrong; diags say what, and warn of what forms print in vain.
 */
bool describe(struct engine *engine, const char *root, struct text *out, struct diags *diags);

#endif
