/*
 * pool.c - the parent's side: hands out tasks, listens, replaces the dead; see pool.h.
 */
#include "batch/pool.h"

#include "batch/message.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { READ_SIZE = 64 * 1024, PATIENCE = 200 /* ms between looks at the clock */ };

struct worker {
    pid_t pid;      /* 0: not running */
    int tasks;      /* to write to; -1: closed */
    int results;    /* to read from */
    bool busy;
    struct task task;
    size_t at;      /* the case at work, or NO_CASE */
    struct text id; /* of that case */
    long long since; /* ms */
    bool killed;    /* by us, for hanging */
    struct text heard;
};

struct pool {
    const struct job *job;
    struct task next; /* when there is one */
    bool more;
    const struct pool_options *options;
    const struct pool_events *events;
    struct worker *workers;
    bool stopping;
    char *buffer;
};

static long long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (long long)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* ---- starting and ending workers ------------------------------------------------ */

static void close_descriptor(int *descriptor)
{
    if (*descriptor >= 0)
        close(*descriptor);
    *descriptor = -1;
}

/* In the child: pipes of the others must not keep them alive. */
static void become_worker(struct pool *pool, int tasks, int results)
{
    for (size_t i = 0; i < pool->options->workers; i++) {
        close_descriptor(&pool->workers[i].tasks);
        close_descriptor(&pool->workers[i].results);
    }
    worker_run(pool->job, tasks, results);
}

static bool start(struct pool *pool, struct worker *worker)
{
    int tasks[2];
    int results[2];
    if (pipe2(tasks, O_CLOEXEC) != 0)
        return false;
    if (pipe2(results, O_CLOEXEC) != 0) {
        close(tasks[0]);
        close(tasks[1]);
        return false;
    }
    pid_t const pid = fork();
    if (pid == 0) {
        close(tasks[1]);
        close(results[0]);
        become_worker(pool, tasks[0], results[1]);
    }
    close(tasks[0]);
    close(results[1]);
    worker->pid = pid > 0 ? pid : 0;
    worker->tasks = tasks[1];
    worker->results = results[0];
    worker->busy = false;
    worker->killed = false;
    worker->at = NO_CASE;
    text_clear(&worker->heard);
    if (pid > 0)
        return true;
    close_descriptor(&worker->tasks);
    close_descriptor(&worker->results);
    return false;
}

static void hand_out(struct worker *worker, const struct task *task)
{
    worker->task = *task;
    worker->busy = true;
    worker->since = now();
    /* A task is smaller than a pipe's buffer: it goes whole or the worker is dead. */
    if (write(worker->tasks, task, sizeof *task) != (ssize_t)sizeof *task)
        close_descriptor(&worker->tasks);
}

static void look_for_more(struct pool *pool)
{
    pool->more = pool->events->next(pool->events->context, &pool->next);
}

/* Gives an idle worker the next task, or lets it go home. */
static void employ(struct pool *pool, struct worker *worker)
{
    if (!worker->pid || worker->busy || worker->tasks < 0)
        return;
    if (pool->stopping || !pool->more) {
        close_descriptor(&worker->tasks);
        return;
    }
    hand_out(worker, &pool->next);
    look_for_more(pool);
}

/* Reaps a worker whose pipe has ended; an untimely end costs the case it was at. */
static void bury(struct pool *pool, struct worker *worker)
{
    int status = 0;
    struct task const task = worker->task;
    bool const untimely = worker->busy;
    size_t const at = worker->at;
    close_descriptor(&worker->tasks);
    close_descriptor(&worker->results);
    while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    worker->pid = 0;
    worker->busy = false;
    if (!untimely)
        return;
    pool->events->lost(pool->events->context, &task, at, text_string(&worker->id),
                       worker->killed ? LOSS_HUNG : LOSS_CRASHED);
    struct task rest = task;
    rest.begin = at - pool->job->scan->first[task.file] + 1;
    if (!pool->stopping && start(pool, worker) && at != NO_CASE && rest.begin < rest.end)
        hand_out(worker, &rest);
}

/* ---- listening ---------------------------------------------------------------------- */

static void take_message(struct pool *pool, struct worker *worker, const struct message_head *head,
                         const char *body)
{
    if (head->kind == TELL_BEGIN) {
        worker->at = head->number;
        worker->since = now();
        text_clear(&worker->id);
        text_add_bytes(&worker->id, body, head->rows_size);
        return;
    }
    bool const of_file = head->kind == TELL_FILE_DONE;
    pool->events->done(pool->events->context, head->number, of_file, &head->counts, body,
                       head->rows_size, body + head->rows_size, head->words_size);
    worker->at = NO_CASE;
    worker->since = now();
    if (of_file)
        worker->busy = false;
}

/* Takes every whole message out of what was heard. */
static void take_messages(struct pool *pool, struct worker *worker)
{
    struct text *heard = &worker->heard;
    size_t at = 0;
    struct message_head head;
    while (heard->len - at >= sizeof head) {
        memcpy(&head, heard->data + at, sizeof head);
        size_t const size = sizeof head + head.rows_size + head.words_size;
        if (heard->len - at < size)
            break;
        take_message(pool, worker, &head, heard->data + at + sizeof head);
        at += size;
    }
    if (at) {
        memmove(heard->data, heard->data + at, heard->len - at);
        heard->len -= at;
    }
}

static void listen_to(struct pool *pool, struct worker *worker)
{
    ssize_t const got = read(worker->results, pool->buffer, READ_SIZE);
    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (got <= 0) {
        bury(pool, worker);
    } else {
        text_add_bytes(&worker->heard, pool->buffer, (size_t)got);
        take_messages(pool, worker);
    }
    employ(pool, worker);
}

static void kill_the_hung(struct pool *pool)
{
    long long const latest = now() - (long long)pool->options->timeout * 1000;
    for (size_t i = 0; i < pool->options->workers; i++) {
        struct worker *worker = &pool->workers[i];
        if (worker->pid && worker->busy && worker->since < latest && !worker->killed) {
            worker->killed = true;
            kill(worker->pid, SIGKILL);
        }
    }
}

/* Waits for words of any worker; false when none is left. */
static bool listen_once(struct pool *pool, struct pollfd *waits)
{
    nfds_t count = 0;
    for (size_t i = 0; i < pool->options->workers; i++) {
        waits[i] = (struct pollfd){.fd = pool->workers[i].pid ? pool->workers[i].results : -1,
                                   .events = POLLIN};
        count += pool->workers[i].pid != 0;
    }
    if (!count)
        return false;
    if (poll(waits, (nfds_t)pool->options->workers, PATIENCE) > 0)
        for (size_t i = 0; i < pool->options->workers; i++)
            if (waits[i].revents)
                listen_to(pool, &pool->workers[i]);
    kill_the_hung(pool);
    if (!pool->stopping && pool->events->stop(pool->events->context)) {
        pool->stopping = true;
        for (size_t i = 0; i < pool->options->workers; i++)
            close_descriptor(&pool->workers[i].tasks);
    }
    return true;
}

bool pool_run(const struct job *job, const struct pool_options *options,
              const struct pool_events *events)
{
    struct pool pool = {.job = job, .options = options, .events = events};
    struct pollfd *waits = xmalloc(options->workers * sizeof *waits);
    size_t started = 0;
    pool.workers = xmalloc(options->workers * sizeof *pool.workers);
    pool.buffer = xmalloc(READ_SIZE);
    for (size_t i = 0; i < options->workers; i++)
        pool.workers[i] = (struct worker){.tasks = -1, .results = -1};
    look_for_more(&pool);
    bool const idle = !pool.more;
    for (size_t i = 0; i < options->workers && pool.more; i++) {
        if (start(&pool, &pool.workers[i]))
            started++;
        employ(&pool, &pool.workers[i]);
    }
    while (listen_once(&pool, waits))
        continue;
    for (size_t i = 0; i < options->workers; i++) {
        text_free(&pool.workers[i].heard);
        text_free(&pool.workers[i].id);
    }
    free(pool.buffer);
    free(pool.workers);
    free(waits);
    return started || idle;
}
