/*
 * output.h - finished documents on their way to files or to standard output.
 *
 * A file is written beside its final name and renamed when whole.  Nothing that
 * somebody signed, edited or made with another program is replaced, unless forced.
 */
#ifndef FORMULYAR_ENGINE_OUTPUT_H
#define FORMULYAR_ENGINE_OUTPUT_H

#include "base/diag.h"
#include "engine/origin.h"

struct output_options {
    const char *place; /* a folder, NULL: the current one; "-": standard output */
    bool is_file;      /* place is the file of the one document; NULL: standard output */
    bool forced;       /* replace whatever can be replaced */
    void (*tell)(const char *path); /* called for every file written; or NULL */
};

struct output;

/* Makes one for a run; what it is given is borrowed.  output_close() ends it. */
struct output *output_open(const struct output_options *options);

/*
 * Notes what files are named after; false when this run has had it before, letter
 * case aside, and its files would overwrite each other.
 */
bool output_claim(struct output *output, const char *name);

/*
 * Delivers one document under its file name, which has no folder (with is_file: a path of
 * its own); teacher as for origin_of().  Returns 0, or -1 with a diagnostic: refused to replace, or the system
 * failed.
 */
int output_put(struct output *output, const char *name, const struct text *bytes,
               const char *teacher, struct diags *diags);

/*
 * True when what stands at path may be replaced: it is ours, or all is
 * forced.  Else a diagnostic says why it stays; how is that of origin_of().
 */
bool output_allows(const struct output *output, enum origin origin, const char *path,
                   const char *how, struct diags *diags);

/*
 * Writes a file of the user's own, in which nothing says who made it: what has the name
 * stays unless forced.  To standard output for "-" and NULL.  Returns 0, or -1 with a diagnostic.
 */
int output_save(const char *path, const struct text *bytes, bool forced, struct diags *diags);

/*
 * Prints text for people to standard output when no place is named, else as
 * output_put().
 */
int output_show(struct output *output, const char *name, const struct text *bytes,
                struct diags *diags);

/* How many files were written or found to be right already. */
size_t output_count(const struct output *output);

/* Sends what was held back for standard output, if all went well, and releases everything. */
void output_close(struct output *output, bool all_well, struct diags *diags);

#endif
