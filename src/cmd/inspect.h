/*
 * inspect.h - opening a finished file for the commands that only look at it.
 */
#ifndef FORMULYAR_CMD_INSPECT_H
#define FORMULYAR_CMD_INSPECT_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "verify/pdffile.h"

/* Reads a file of at most a few hundred MB; 0, or -1 with a diagnostic. */
int inspect_read(const char *path, struct text *bytes, struct diags *diags);

/*
 * Opens the bytes of a PDF, which must outlive the result; NULL with a
 * diagnostic when it cannot be read.
 */
struct pdffile *inspect_pdf(const char *path, const struct text *bytes, struct arena *arena,
                            struct diags *diags);

#endif
