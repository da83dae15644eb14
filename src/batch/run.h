/*
 * run.h - a whole batch: look, resume, make, report.
 */
#ifndef FORMULYAR_BATCH_RUN_H
#define FORMULYAR_BATCH_RUN_H

#include "batch/pool.h"

struct batch_options {
    const char *folder;   /* for documents and reports; exists */
    unsigned kinds;       /* bits of writers[] */
    size_t workers;
    long timeout;         /* seconds for a case */
    bool check_hashes;    /* read what earlier runs left, and compare */
    struct shard shard;
    const char *merge;    /* PDF of all documents, or NULL */
    const char *archive;  /* ZIP of all documents and the report, or NULL */
};

struct batch_totals {
    size_t cases;          /* in the input, of this shard */
    size_t finished;       /* looked at, good or bad */
    size_t bad;            /* with errors, crashed or hung */
    size_t made, kept;     /* documents */
    size_t left;           /* documents of earlier runs whose case is gone */
    size_t bytes;          /* of what was made */
    long long milliseconds;
    bool stopped;          /* by the user, or because the system failed */
    size_t bytes_missing;  /* estimate of what a full disk lacks; 0: it was not that */
};

/*
 * Carries the batch out over the operands of the pipeline's options.  Words
 * about cases go to standard error as they come, in the order of the input.
 * Returns false with diagnostics in the pipeline when it could not begin or end.
 */
bool batch_run(struct pipeline *pipeline, const struct batch_options *options,
               struct batch_totals *totals);

#endif
