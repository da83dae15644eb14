/*
 * writers.h - the kinds of files that a document can become: one row each.
 */
#ifndef FORMULYAR_CMD_WRITERS_H
#define FORMULYAR_CMD_WRITERS_H

#include "cmd/pipeline.h"

struct writer {
    const char *name;      /* as -t names it */
    const char *extension; /* of its files */
    bool by_default;
    bool for_people;       /* text: to standard output unless -o names a place */
    /*
     * Appends the whole file to out.  Returns its number of pages, 0 where only
     * the reader's program knows it, or -1 with diagnostics.  Digests, unless
     * NULL, is filled in by a writer that makes them on the way.
     */
    int (*write)(struct pipeline *pipeline, const struct document *document,
                 const struct casefile *casefile, struct text *out,
                 struct file_digests *digests, struct diags *diags);
};

/* All writers; closed by a row without a name. */
extern const struct writer writers[];

/* The bit of the row of that name; 0 when there is none. */
unsigned writers_bit(const char *name);

/* A bit for each row of writers[]: those of -t, or those by default; 0 with a diagnostic. */
unsigned writers_wanted(const struct options *options, struct diags *diags);

/* The writer of that name, or NULL. */
const struct writer *writer_find(const char *name);

#endif
