/*
 * output.h - finished documents on their way to files or to standard output.
 *
 * A file is written beside its final name and renamed when whole.  Nothing that
 * somebody signed, edited or made with another program is replaced, unless forced.
 */
#ifndef FORMULYAR_ENGINE_OUTPUT_H
#define FORMULYAR_ENGINE_OUTPUT_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"

/* Whose is the file that stands where a new one should go? */
enum origin {
    ORIGIN_NONE,    /* there is no such file */
    ORIGIN_SAME,    /* it already holds the very bytes, perhaps with a signature behind them */
    ORIGIN_OURS,    /* this program wrote it and nobody changed it since; or nothing is in it */
    ORIGIN_OTHER,   /* this program wrote it for another teacher; nobody changed it since */
    ORIGIN_EDITED,  /* this program wrote it; it was changed afterwards */
    ORIGIN_FOREIGN, /* another program's, or not to be read */
    ORIGIN_SIGNED,  /* it carries a signature, or one lies beside it */
    ORIGIN_LINK,    /* a link, whatever it leads to */
    ORIGIN_SPECIAL, /* a device, a pipe, a socket */
    ORIGIN_UNKNOWN, /* the system failed to read it: nobody knows */
};

/*
 * Looks at path and its neighbours for what stands in the way of the new bytes, which
 * are the teacher's of that digest (subject_digest(); "" or NULL: of nobody alone).
 * For ORIGIN_SIGNED *how is the name of the signature's file or the mark found
 * inside, in arena; for ORIGIN_UNKNOWN the reason.
 */
enum origin origin_of(const char *path, const struct text *bytes, const char *teacher,
                      struct arena *arena, const char **how);

struct output_options {
    const char *place; /* a folder, NULL: the current one; "-": standard output */
    bool is_file;      /* place is the file of the one document; NULL: standard output */
    bool forced;       /* replace whatever can be replaced */
    bool many;         /* thousands of files may come: draft.h, draft_place_open() */
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
 * Delivers one document under its file name, which may have a folder in that of the output (with is_file: a
 * path of its own); that is made; teacher as for origin_of().  Returns 0, or -1 with a diagnostic: refused to replace, or the system
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

/*
 * True, with a diagnostic, when a folder stands at a path that must be a file's, or the path ends as a
 * folder's does; extension is that of the name which the diagnostic proposes.
 */
bool output_is_folder(const char *path, const char *extension, struct diags *diags);

/*
 * True unless the name ends as files of another well-known kind do (.doc, .rar): then a diagnostic.
 * extension is that of the file to be written.
 */
bool output_name_fits(const char *path, const char *extension, struct diags *diags);

/* Makes the folder that a file will stand in, and its parents; 0, or -1 with a diagnostic. */
int output_make_folder_of(const char *path, struct diags *diags);

/* The path of a file of that name if one stands in the output's folder, in the arena; else NULL. */
const char *output_find(struct output *output, const char *name, struct arena *arena);

/* How many files were written or found to be right already. */
size_t output_count(const struct output *output);

/* Sends what was held back for standard output, if all went well, and releases everything. */
void output_close(struct output *output, bool all_well, struct diags *diags);

#endif
