/*
 * councils.h - what the commands about council files share: schema, rules and
 * the sheets of minutes and extract, each loaded once.
 */
#ifndef FORMULYAR_ENGINE_COUNCILS_H
#define FORMULYAR_ENGINE_COUNCILS_H

#include "engine/engine.h"

struct councils;

/* NULL with diagnostics.  Both are borrowed: all that is wrong later is told in diags too. */
struct councils *councils_open(struct engine *engine, struct diags *diags);

/* From now on all files are found like this (meeting.h). */
void councils_find_by(struct councils *councils,
                      const struct case_bytes *(*find)(void *context, const char *path),
                      void *context);
void councils_close(struct councils *councils);

/* What it was opened with. */
struct engine *councils_engine(const struct councils *councils);
struct diags *councils_diags(const struct councils *councils);

/* How the case files that council files list are opened: workbooks too. */
const struct meeting_cases *councils_cases(const struct councils *councils);

/* Of council files; it names the fields of theirs and of the cases that they cite. */
const struct case_schema *councils_schema(const struct councils *councils);

/*
 * Reads a council file and asks its rules; what is wrong is in the
 * diags.  Returns it, for case_free(), and its edition; NULL when there is an
 * error.
 */
struct casefile *councils_read(struct councils *councils, const char *path,
                               const struct edition **edition);

/*
 * The minutes as a document tree in arena; NULL with diagnostics when their
 * sheet cannot be loaded.
 */
struct document *councils_minutes(struct councils *councils, const struct casefile *council,
                                  const struct edition *edition, struct arena *arena);

/*
 * The same, or with an id the extract for that case, of whose council file only that is left
 * afterwards; allowed: words, with commas, that are nobody's name (extract.h), or NULL.
 * NULL with diagnostics when there can be none.
 */
struct document *councils_paper(struct councils *councils, struct casefile *council,
                                const struct edition *edition, const char *id, const char *allowed,
                                struct arena *arena);

/* Checks a council file alone, laying its minutes out: for `formulyar check`. */
void councils_check(struct councils *councils, const char *path);

#endif
