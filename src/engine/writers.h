/*
 * writers.h - the kinds of files that a document can become: one row each.
 */
#ifndef FORMULYAR_ENGINE_WRITERS_H
#define FORMULYAR_ENGINE_WRITERS_H

#include "engine/pipeline.h"

/* `write` is for writers.c alone: others call the functions below. */
struct writer {
    const char *name;      /* as -t names it */
    const char *extension; /* of its files */
    bool by_default;
    bool for_people; /* text: to standard output unless -o names a place */
    /*
     * Appends the whole file to out.  Returns its number of pages, 0 where only
     * the reader's program knows it, or -1 with diagnostics.  Digests, unless
     * NULL, is filled in by a writer that makes them on the way.
     */
    int (*write)(struct pipeline *pipeline, const struct document *document,
                 const struct casefile *casefile, struct text *out, struct file_digests *digests,
                 struct diags *diags);
};

/* All writers; closed by a row without a name. */
extern const struct writer writers[];

/*
 * Makes a whole file of the document, as `write` does, and re-opens it under that
 * name as `formulyar verify` would, unless it is for people or --no-verify is
 * given.  Returns -1 with diagnostics when either fails: what is in out may not get
 * a name then.  Every document comes from here, or from the two halves.
 */
int writer_make(const struct writer *writer, struct pipeline *pipeline,
                const struct document *document, const struct casefile *casefile, const char *name,
                struct text *out, struct file_digests *digests, struct diags *diags);

/*
 * The halves, for those who let go of much memory, or change the file, in between.
 * Digests are those that the writer has filled in, or NULL when the file was changed.
 */
int writer_write(const struct writer *writer, struct pipeline *pipeline,
                 const struct document *document, const struct casefile *casefile, struct text *out,
                 struct file_digests *digests, struct diags *diags);
bool writer_verify(const struct writer *writer, struct pipeline *pipeline, const char *name,
                   struct text *out, const struct file_digests *digests, struct diags *diags);

/* True when the document can be printed; else diags say why not.  Nothing is kept. */
bool writers_try_pdf(struct pipeline *pipeline, const struct document *document,
                     struct diags *diags);

/* The bit of the row of that name; 0 when there is none. */
unsigned writers_bit(const char *name);

/* A bit for each row of writers[]: those of -t, or those by default; 0 with a diagnostic. */
unsigned writers_wanted(const struct options *options, struct diags *diags);

/* The writer of that name, or NULL. */
const struct writer *writer_find(const char *name);

#endif
