/*
 * worker.c - the child's side of the pipe; see message.h.
 */
#include "batch/message.h"

#include "base/file.h"

#include <errno.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

enum { WORKER_MEMORY = 512 << 20 };

struct voice {
    int tasks;
    int results;
    struct text held; /* messages that the next one takes along */
};

/* A parent that is gone has nobody to hear of it. */
static void say_held(struct voice *voice)
{
    if (file_write_all(voice->results, voice->held.data, voice->held.len) != 0)
        _exit(0);
    text_clear(&voice->held);
}

static void tell(struct voice *voice, enum message_kind kind, size_t number,
                 const struct case_counts *counts, const struct text *rows,
                 const struct text *words)
{
    struct message_head head = {.kind = kind, .number = number};
    if (counts)
        head.counts = *counts;
    head.rows_size = rows ? rows->len : 0;
    head.words_size = words ? words->len : 0;
    text_add_bytes(&voice->held, &head, sizeof head);
    if (rows)
        text_add_bytes(&voice->held, rows->data, rows->len);
    if (words)
        text_add_bytes(&voice->held, words->data, words->len);
}

static void tell_begin(void *context, size_t number, const char *id)
{
    struct text text = TEXT_EMPTY;
    text_add(&text, id);
    tell(context, TELL_BEGIN, number, NULL, &text, NULL);
    say_held(context);
    text_free(&text);
}

/* Held back until the next case begins or the task ends, which is at once: the parent wakes up once. */
static void tell_done(void *context, size_t number, const struct case_counts *counts,
                      const struct text *rows, const struct text *words)
{
    tell(context, TELL_DONE, number, counts, rows, words);
}

static void tell_file_done(void *context, const struct task *task, const struct case_counts *counts,
                           const struct text *rows, const struct text *words)
{
    tell(context, TELL_FILE_DONE, task->file, counts, rows, words);
    say_held(context);
}

/* The parent asks to stop by closing the pipe of tasks. */
static bool is_asked_to_stop(void *context)
{
    const struct voice *voice = context;
    struct pollfd tasks = {.fd = voice->tasks, .events = 0};
    return poll(&tasks, 1, 0) > 0 && (tasks.revents & (POLLHUP | POLLERR)) != 0;
}

static bool read_task(int descriptor, struct task *task)
{
    char *at = (char *)task;
    size_t missing = sizeof *task;
    while (missing) {
        ssize_t const got = read(descriptor, at, missing);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        missing -= (size_t)got;
    }
    return true;
}

/* A case that asks for more memory than any good one costs its worker, not the machine. */
static void limit_memory(void)
{
#ifndef __SANITIZE_ADDRESS__
    struct rlimit const limit = {WORKER_MEMORY, WORKER_MEMORY};
    setrlimit(RLIMIT_DATA, &limit);
#endif
}

/*
 * Each document asks for the same buffers again; without this the C library
 * gives them back to the system and takes them anew, page fault by page fault.
 */
static void keep_memory(void)
{
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
    mallopt(M_MMAP_THRESHOLD, 64 << 20);
    mallopt(M_TOP_PAD, 4 << 20);
}

void worker_run(const struct job *job, int tasks, int results)
{
    struct voice voice = {.tasks = tasks, .results = results};
    struct job_sink const sink = {
        .begin = tell_begin,
        .done = tell_done,
        .file_done = tell_file_done,
        .stop = is_asked_to_stop,
        .context = &voice,
    };
    struct task task;
    signal(SIGINT, SIG_IGN); /* the parent decides when to stop */
    signal(SIGPIPE, SIG_DFL);
    limit_memory();
    keep_memory();
    while (read_task(tasks, &task))
        job_run(job, &task, &sink);
    _exit(0);
}
