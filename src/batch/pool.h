/*
 * pool.h - forked workers over the tasks of a batch.
 *
 * Workers share schema, forms and fonts copy-on-write.  What a worker had not
 * finished when it ended is done by another: a case is lost only when a second
 * worker ends at it as well (or, at once, when it hangs), and what stands between
 * the cases only after POOL_DEATHS workers.  When no new worker can be started,
 * those that are left do the work.
 */
#ifndef FORMULYAR_BATCH_POOL_H
#define FORMULYAR_BATCH_POOL_H

#include "batch/worker.h"

/* Why a case, or a file before its first case, was lost with its worker. */
enum pool_loss { LOSS_CRASHED, LOSS_HUNG, LOSS_MEMORY };

/* So many workers may end on a task without coming to its next case. */
enum { POOL_DEATHS = 3 };

/* The number that stands for no case. */
static const size_t NO_CASE = (size_t)-1;

struct pool_events {
    /* The next task, asked for when a worker is free; false when there is none left. */
    bool (*next)(void *context, struct task *task);
    /* A case, or a file as a whole, is finished; the message's rows and words are the body. */
    void (*done)(void *context, const struct told *message, const char *body);
    /* number is NO_CASE when the worker was at none: the rest of the task's file is lost. */
    void (*lost)(void *context, const struct task *task, size_t number, const char *id,
                 enum pool_loss loss);
    bool (*stop)(void *context); /* asked often; true ends the run after the cases at work */
    void *context;
};

/*
 * Carries all tasks out; returns false when there was work left and no worker could
 * be started any more (errno says why).
 */
bool pool_run(const struct job *job, const struct pool_events *events);

#endif
