/*
 * import.h - the parts of `formulyar import`.
 */
#ifndef FORMULYAR_CMD_IMPORT_H
#define FORMULYAR_CMD_IMPORT_H

#include "cmd/run.h"
#include "engine/uptake.h"

struct import_run {
    struct command_run run;
    struct uptake uptake;
    struct fields *fields; /* that the case at hand changes */
    size_t written, changed, same;
};

/* One file of all cases, at the path of -o. */
void import_write_file(struct import_run *import);

/* A file for each in a folder; those that are there are brought up to date. */
void import_write_folder(struct import_run *import, const char *folder);

/* The older text of a case with what the newer says; the newer, laid out, when there is none (NULL). */
void import_merge(struct import_run *import, const struct uptake_case *one, const char *older,
                  struct text *out);

/* Tells of a file: what became of it, and the fields that changed. */
void import_tell(struct import_run *import, const char *path, const char *id, bool is_new);

/* A copy of the one table with all that was told of it in its cells. */
void import_mark(struct command_run *run, const struct input_file *file);

#endif
