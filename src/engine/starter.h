/*
 * starter.h - files to start from, with Russian comments, made of templates in the folder of forms:
 * a case (new-case.xml) or, of cases, a council file (new-minutes.xml).
 */
#ifndef FORMULYAR_ENGINE_STARTER_H
#define FORMULYAR_ENGINE_STARTER_H

#include "case/case.h"
#include "case/people.h"
#include "council/outline.h"

/* A template's text, in the arena; NULL with a diagnostic. */
const char *starter_read(const char *path, struct arena *arena, struct diags *diags);

/*
 * Appends the template line by line: what begins with <?people?>, <?deputy?> or <?no-deputy?> stands
 * only where organization.xml names people, or one deputy; {roles} are those that it names.
 */
void starter_case(const char *template, const struct post *posts, struct arena *arena,
                  struct text *out);

/* What a council file (outline_write()) says of a case; file is its path from there, borrowed.  In the arena. */
struct outline_case starter_outline(const struct casefile *casefile, const char *file, bool first,
                                    struct arena *arena);

#endif
