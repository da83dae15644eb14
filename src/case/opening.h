/*
 * opening.h - opens a file of cases; inside case/ only.
 */
#ifndef FORMULYAR_CASE_OPENING_H
#define FORMULYAR_CASE_OPENING_H

#include "base/diag.h"

#include <sys/stat.h>

/*
 * Opens path for reading, or hands out standard input for "-".  Returns the
 * descriptor, its status in *status; -1 with a diagnostic at file when it
 * cannot be opened, is larger than any file of cases, or is a pipe or a device
 * (standard input may be one).
 */
int opening_open(const char *path, const char *file, struct stat *status, struct diags *diags);

#endif
