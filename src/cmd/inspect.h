/*
 * inspect.h - looking at a finished file, which may be anybody's, in a confined process.
 *
 * It gets its bytes in memory: no copy of a document lies on the disk.
 */
#ifndef FORMULYAR_CMD_INSPECT_H
#define FORMULYAR_CMD_INSPECT_H

#include "base/arena.h"
#include "base/confine.h"
#include "base/diag.h"
#include "base/text.h"
#include "pdfread/pdffile.h"

/*
 * What is done with the bytes of a file; it runs in a process of its own
 * (base/confine.h), and out and diags are all that comes back of it.
 */
typedef bool inspect_errand(const char *path, const struct text *bytes, struct text *out,
                            struct diags *diags, void *context);

/* Reads a file of at most a few hundred MB ("-": standard input); false with a diagnostic. */
bool inspect_read(const char *path, struct text *bytes, struct diags *diags);

/*
 * Runs the errand on the bytes of a file; what it put into out and diags is appended
 * to these.  Returns what the errand returned; false, and nothing in out, when they
 * cannot be read within the limits, which diags says then.
 */
bool inspect_bytes(const char *path, const struct text *bytes, inspect_errand *errand,
                   void *context, struct text *out, struct diags *diags);

/* Both at once. */
bool inspect_file(const char *path, inspect_errand *errand, void *context, struct text *out,
                  struct diags *diags);

/*
 * Opens the bytes of a PDF, which must outlive the result; NULL with a
 * diagnostic when it cannot be read.
 */
struct pdffile *inspect_pdf(const char *path, const struct text *bytes, struct arena *arena,
                            struct diags *diags);

enum { PROGRAM_MISSING = 127 /* the status when the program cannot be started */ };

/* True when there is a program of ours at the path (places.h), NULL: none, which may be run. */
bool program_is_there(const char *path);

/*
 * Runs one of our own programs that touch a stranger's bytes (formulyar-join,
 * formulyar-cms), confined like an errand, with one argument.  It finds inputs[0] as its standard
 * input, the following ones at the descriptors 3, 4, ...; what it writes to standard
 * output is appended to answer, what it says to standard error is lost.  Ends as
 * confine_run() does; status is its exit status.
 */
enum confine_end program_run(const char *path, const char *argument,
                             const struct text *const *inputs, size_t count,
                             const struct confinement *confinement, struct text *answer,
                             int *status);

#endif
