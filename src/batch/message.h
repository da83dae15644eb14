/*
 * message.h - what a worker tells the parent, through a pipe between two forks of one program.
 */
#ifndef FORMULYAR_BATCH_MESSAGE_H
#define FORMULYAR_BATCH_MESSAGE_H

#include "batch/job.h"

enum message_kind {
    TELL_BEGIN,     /* the case of this number is taken up; rows: its id */
    TELL_DONE,      /* it is finished: counts, rows, words */
    TELL_FILE_DONE, /* the task is finished: counts, rows, words of the file itself */
};

/* Followed by rows_size bytes of rows and words_size bytes of words. */
struct message_head {
    enum message_kind kind;
    size_t number;
    struct case_counts counts;
    size_t rows_size;
    size_t words_size;
};

/*
 * The life of a worker: reads tasks from one descriptor, carries them out, and
 * tells what it does through the other; ends when no task can come any more.
 */
void worker_run(const struct job *job, int tasks, int results) __attribute__((noreturn));

#endif
