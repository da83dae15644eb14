/*
 * program.h - running one of our own programs that touch a stranger's bytes (formulyar-join).
 *
 * It is confined (base/confine.h) and gets its bytes in memory: no copy of a
 * document lies on the disk.
 */
#ifndef FORMULYAR_CMD_PROGRAM_H
#define FORMULYAR_CMD_PROGRAM_H

#include "base/confine.h"

enum { PROGRAM_MISSING = 127 /* the status when the program cannot be started */ };

/*
 * Runs the program at path with one argument.  It finds inputs[0] as its standard
 * input, the following ones at the descriptors 3, 4, ...; what it writes to standard
 * output is appended to answer, what it says to standard error is lost.  Ends as
 * confine_run() does; status is its exit status.
 */
enum confine_end program_run(const char *path, const char *argument,
                             const struct text *const *inputs, size_t count,
                             const struct confinement *confinement, struct text *answer,
                             int *status);

#endif
