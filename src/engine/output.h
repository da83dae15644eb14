/*
 * output.h - finished documents on their way to files or to standard output.
 *
 * A file is written beside its final name and renamed when whole.  Nothing that
 * somebody signed, edited or made with another program is replaced, unless
 * --force is given.
 */
#ifndef FORMULYAR_ENGINE_OUTPUT_H
#define FORMULYAR_ENGINE_OUTPUT_H

#include "cmd/options.h"
#include "engine/origin.h"

struct output;

/* Makes one for a run, from -o, --force and -v.  output_close() ends it. */
struct output *output_open(const struct options *options);

/*
 * Notes what files are named after; false when this run has had it before, letter
 * case aside, and its files would overwrite each other.
 */
bool output_claim(struct output *output, const char *name);

/*
 * Delivers one document under its file name, which has no folder; teacher as for
 * origin_of().  Returns 0, or -1 with a diagnostic: refused to replace, or the system
 * failed.
 */
int output_put(struct output *output, const char *name, const struct text *bytes,
               const char *teacher, struct diags *diags);

/* The same for a file that is not in the folder of -o: a path of its own. */
int output_put_at(struct output *output, const char *path, const struct text *bytes,
                  struct diags *diags);

/*
 * True when what stands at path may be replaced: it is ours, or --force is
 * given.  Else a diagnostic says why it stays; how is that of origin_of().
 */
bool output_allows(const struct output *output, enum origin origin, const char *path,
                   const char *how, struct diags *diags);

/*
 * Writes a file of the user's own, in which nothing says who made it: what has the name
 * stays unless forced.  Returns 0, or -1 with a diagnostic.
 */
int output_save(const char *path, const struct text *bytes, bool forced, struct diags *diags);

/*
 * Prints text for people to standard output when no -o names a place, else as
 * output_put().
 */
int output_show(struct output *output, const char *name, const struct text *bytes,
                struct diags *diags);

/* How many files were written or found to be right already. */
size_t output_count(const struct output *output);

/* Sends what -o - holds back, if all went well, and releases everything. */
void output_close(struct output *output, bool all_well, struct diags *diags);

#endif
