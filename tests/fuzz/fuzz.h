/*
 * fuzz.h - what the fuzz targets share.
 *
 * A target is one file, tests/fuzz/fuzz_NAME.c: fuzz_begin() loads what all inputs
 * share, LLVMFuzzerTestOneInput() takes one.  It is linked twice: with libFuzzer
 * (`make fuzz`), and with replay.c, which runs it over files (`make check`).  Both
 * run in the checkout's folder.  A target stops the process where the program
 * breaks a promise that no sanitizer sees: fuzz_demand().
 */
#ifndef FORMULYAR_TESTS_FUZZ_FUZZ_H
#define FORMULYAR_TESTS_FUZZ_FUZZ_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* libFuzzer's names. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerInitialize(int *argc, char ***argv);

/* Called once, before the first input. */
void fuzz_begin(void);

/* Stops the process, which is a finding, unless it holds. */
#define fuzz_demand(holds, what)                                                                   \
    do {                                                                                           \
        if (!(holds))                                                                              \
            fuzz_fail(what);                                                                       \
    } while (0)
void fuzz_fail(const char *what) __attribute__((noreturn));

/*
 * The folder of this process for files, which is removed at its end; and a path
 * below it, which lives as long.  name may be "folder/name"; the folder is made.
 */
const char *fuzz_folder(void);
const char *fuzz_path(const char *name);

/* Writes a file at a path; copies one. */
void fuzz_write(const char *path, const void *bytes, size_t size);
void fuzz_copy(const char *from, const char *to);

/* Copies every file of a folder whose name ends so. */
void fuzz_copy_all(const char *from, const char *ending, const char *to);

/* Prints the messages in all ways, demands that they are text, and forgets them. */
void fuzz_tell(struct diags *diags);

/* Demands that what failed has said why. */
void fuzz_demand_reason(bool good, const struct diags *diags);

/* Shows what is wrong with the targets' own surroundings and stops, when anything is. */
void fuzz_demand_quiet(struct diags *diags);

#endif
