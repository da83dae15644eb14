/*
 * pool.h - forked workers over the tasks of a batch.
 *
 * Workers share schema, forms and fonts copy-on-write.  One that crashes, hangs
 * or runs out of memory costs the case it was at; another takes its place and
 * goes on behind that case.
 */
#ifndef FORMULYAR_BATCH_POOL_H
#define FORMULYAR_BATCH_POOL_H

#include "batch/job.h"

/* Why a case, or a file before its first case, was lost with its worker. */
enum pool_loss { LOSS_CRASHED, LOSS_HUNG };

/* The number that stands for no case. */
static const size_t NO_CASE = (size_t)-1;

struct pool_events {
    /* The next task, asked for when a worker is free; false when there is none left. */
    bool (*next)(void *context, struct task *task);
    /* A case, or with of_file a file as a whole, is finished. */
    void (*done)(void *context, size_t number, bool of_file, const struct case_counts *counts,
                 const char *rows, size_t rows_size, const char *words, size_t words_size);
    /* number is NO_CASE when the worker was at none: the rest of the task's file is lost. */
    void (*lost)(void *context, const struct task *task, size_t number, const char *id,
                 enum pool_loss loss);
    bool (*stop)(void *context); /* asked often; true ends the run after the cases at work */
    void *context;
};

struct pool_options {
    size_t workers;
    long timeout; /* seconds for a case */
};

/* Carries all tasks out; returns false when no worker could be started (errno says why). */
bool pool_run(const struct job *job, const struct pool_options *options,
              const struct pool_events *events);

#endif
