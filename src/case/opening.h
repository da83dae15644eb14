/*
 * opening.h - where the bytes of a file of cases come from; inside case/ only.
 */
#ifndef FORMULYAR_CASE_OPENING_H
#define FORMULYAR_CASE_OPENING_H

#include "case/case.h"

#include <sys/types.h>

struct opening {
    int descriptor;       /* -1: there are bytes in memory */
    const char *at, *end; /* of those, what is still to be read */
    bool is_file;         /* it can be read again */
};

/*
 * Opens path for reading, or standard input for "-", or bytes in memory unless they are
 * NULL, which are borrowed.  False with a diagnostic at file when it cannot be opened, is
 * larger than any file of cases, or is a pipe or a device (standard input may be one).
 */
bool opening_open(struct opening *opening, const char *path, const char *file,
                  const struct case_bytes *bytes, struct diags *diags);
void opening_close(const struct opening *opening);

/* As read(); waits for what is slow. */
ssize_t opening_read(struct opening *opening, char *to, size_t room);

#endif
