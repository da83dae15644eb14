/*
 * inputs.h - the files behind a command's operands.
 *
 * A folder stands for every *.xml below it (*.XML too), in the order of names; "-" for
 * standard input.  What comes through a pipe was spooled before (file_spool()), so
 * that it can be read more than once.
 */
#ifndef FORMULYAR_ENGINE_INPUTS_H
#define FORMULYAR_ENGINE_INPUTS_H

#include "base/arena.h"
#include "base/diag.h"
#include "case/case.h"

#include <stdbool.h>
#include <stddef.h>

struct input_file {
    const char *path; /* to open */
    const char *name; /* to show: the path, or "stdin" */
    size_t size;      /* bytes; 0 of what inputs_expand() did not look at */
    const struct case_bytes
        *bytes; /* the cases that were made of it, to be read in its place; or NULL */
};

struct inputs {
    struct input_file *files;
    size_t count;
};

/*
 * Finds all files, each once.  What cannot be read, or is neither file nor folder, gets a
 * diagnostic and is left out.  Names live in arena.
 */
struct inputs inputs_find(const char *const *operands, size_t count, struct arena *arena,
                          struct diags *diags);

/*
 * The same for commands that open what is named themselves, one after another: every operand
 * but a folder is taken as it was named, in its place, whether it is there or not ("-" too),
 * and with once given only the first of several names of one file; but a pattern that fits nothing
 * gets a diagnostic.  Folders yield
 * what no operand names.  A folder that cannot be read gets a diagnostic.
 */
struct inputs inputs_expand(const char *const *operands, size_t count, bool once,
                            struct arena *arena, struct diags *diags);

#endif
