/*
 * produce.h - from a case (or none, for a blank) and an edition to finished files.
 */
#ifndef FORMULYAR_ENGINE_PRODUCE_H
#define FORMULYAR_ENGINE_PRODUCE_H

#include "base/hash.h"
#include "engine/output.h"
#include "engine/pipeline.h"
#include "engine/writers.h"

/* One finished document that waits until its siblings are finished too. */
struct product {
    struct product *next;
    const struct writer *writer;
    const struct form *form;
    const char *name;    /* of its file, without a folder */
    const char *teacher; /* document.teacher */
    struct text bytes;
    int pages;                  /* 0: only the reader's program knows */
    char sha256[HASH_HEX_SIZE]; /* of the bytes, when the writer has told it; or "" */
};

/*
 * Makes every wanted form of the case in every wanted kind (a bit for each row
 * of writers[]) in memory; what goes wrong is in diags.  The list lives in
 * arena, its bytes until products_free().
 */
struct product *produce_make(struct pipeline *pipeline, const struct edition *edition,
                             const struct casefile *casefile, const char *name, unsigned kinds,
                             struct arena *arena, struct diags *diags);
void products_free(struct product *products);

/*
 * Makes every wanted form of the case in every wanted kind (a bit for each row
 * of writers[]), and delivers them as NAME_FORM.EXT only when all of them
 * could be made.  What goes wrong is in the pipeline's diags.
 */
void produce(struct pipeline *pipeline, const struct edition *edition,
             const struct casefile *casefile, const char *name, unsigned kinds,
             struct output *output, struct arena *arena);

#endif
