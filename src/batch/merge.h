/*
 * merge.h - one PDF of all the documents of a batch, in the order of their teachers.
 *
 * engine/together.h says what it is like.
 */
#ifndef FORMULYAR_BATCH_MERGE_H
#define FORMULYAR_BATCH_MERGE_H

#include "batch/scan.h"
#include "engine/inputs.h"
#include "engine/product.h"

struct merge {
    struct engine *engine;
    struct diags *diags;
    const struct inputs *inputs;
    const struct scan *scan;
    const bool *good; /* by case: it went into the batch without an error */
    bool needs_trial; /* the batch made no PDF: it is not known yet whether all can be printed */
    bool one_sided;   /* documents begin on the next page, odd or even */
    struct output *output; /* of the one file */
    const char *path;
};

/*
 * Reads the good cases once more, lays them out as one document and writes it;
 * false with a diagnostic.
 */
bool merge_write(const struct merge *merge);

#endif
