/*
 * pool.c - the parent's side: hands out tasks, listens, replaces the dead; see pool.h.
 */
#include "batch/pool.h"

#include "base/clock.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    READ_SIZE = 64 * 1024,
    PIPE_SIZE = 1 << 20, /* what an ordinary user may have: documents go through in few pieces */
    PATIENCE = 200,      /* ms between looks at the clock */
    GRACE = 500,         /* ms for the cases at work when all is to stop */
};

/* A task, and how many workers ended on it since its last finished case. */
struct errand {
    struct task task;
    unsigned ends_at_case;
    unsigned ends_between; /* cases */
};

struct worker {
    pid_t pid;   /* 0: not running */
    int tasks;   /* to write to; -1: closed */
    int results; /* to read from */
    bool busy;
    struct errand errand; /* what is left of it */
    struct at_work *at;   /* what it says that it is at */
    long long since;      /* ms: when it was given work, or had finished some */
    bool killed;          /* by us, for hanging */
    bool dropped;         /* by us, for all is to stop; its case is none of this run */
    struct text heard;
};

struct pool {
    const struct job *job;
    struct task next; /* when there is one */
    bool more;
    struct errand *returned; /* of workers that ended; never more than there are workers */
    size_t returned_count;
    const struct batch_options *options;
    const struct pool_events *events;
    struct worker *workers;
    bool stopping;
    long long stop_since; /* ms */
    int start_error;      /* of the last worker that could not be started */
};

/* ---- starting and ending workers ------------------------------------------------ */

static void close_descriptor(int *descriptor)
{
    if (*descriptor >= 0)
        close(*descriptor);
    *descriptor = -1;
}

/* In the child: pipes of the others must not keep them alive. */
static void become_worker(struct pool *pool, int tasks, int results, struct at_work *at)
{
    for (size_t i = 0; i < pool->options->workers; i++) {
        close_descriptor(&pool->workers[i].tasks);
        close_descriptor(&pool->workers[i].results);
    }
    worker_run(pool->job, tasks, results, at);
}

static bool open_pipes(struct pool *pool, int tasks[2], int results[2])
{
    if (pipe2(tasks, O_CLOEXEC) != 0) {
        pool->start_error = errno;
        return false;
    }
    if (pipe2(results, O_CLOEXEC) == 0) {
        if (pool->options->no_files)
            fcntl(results[0], F_SETPIPE_SZ, PIPE_SIZE); /* or it stays as large as it is */
        return true;
    }
    pool->start_error = errno;
    close(tasks[0]);
    close(tasks[1]);
    return false;
}

/* A worker without a parent has nobody to work for, and would hold the folder's lock. */
static void end_with(pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(0);
}

static bool start(struct pool *pool, struct worker *worker)
{
    int tasks[2];
    int results[2];
    pid_t const parent = getpid();
    if (!open_pipes(pool, tasks, results))
        return false;
    atomic_store(&worker->at->number, NO_CASE);
    pid_t const pid = fork();
    if (pid < 0)
        pool->start_error = errno;
    if (pid == 0) {
        end_with(parent);
        close(tasks[1]);
        close(results[0]);
        become_worker(pool, tasks[0], results[1], worker->at);
    }
    close(tasks[0]);
    close(results[1]);
    worker->pid = pid > 0 ? pid : 0;
    worker->tasks = tasks[1];
    worker->results = results[0];
    worker->busy = false;
    worker->killed = false;
    worker->dropped = false;
    text_clear(&worker->heard);
    if (pid > 0)
        return true;
    close_descriptor(&worker->tasks);
    close_descriptor(&worker->results);
    return false;
}

static void hand_out(struct worker *worker, const struct errand *errand)
{
    const struct task *task = &errand->task;
    worker->errand = *errand;
    worker->busy = true;
    worker->since = clock_milliseconds();
    /* A task is smaller than a pipe's buffer: it goes whole or the worker is dead. */
    if (write(worker->tasks, task, sizeof *task) != (ssize_t)sizeof *task)
        close_descriptor(&worker->tasks);
}

static void look_for_more(struct pool *pool)
{
    pool->more = pool->events->next(pool->events->context, &pool->next);
}

static bool has_work(const struct pool *pool)
{
    return !pool->stopping && (pool->returned_count || pool->more);
}

/* Gives an idle worker the next task, or lets it go home. */
static void employ(struct pool *pool, struct worker *worker)
{
    if (!worker->pid || worker->busy || worker->tasks < 0)
        return;
    if (!has_work(pool)) {
        close_descriptor(&worker->tasks);
    } else if (pool->returned_count) {
        hand_out(worker, &pool->returned[--pool->returned_count]);
    } else {
        struct errand const fresh = {.task = pool->next};
        hand_out(worker, &fresh);
        look_for_more(pool);
    }
}

static void begin_behind(const struct pool *pool, struct errand *errand, size_t number)
{
    errand->task.begin = number - pool->job->scan->first[errand->task.file] + 1;
    errand->ends_at_case = 0;
    errand->ends_between = 0;
}

static enum pool_loss loss_of(const struct worker *worker, int status)
{
    if (worker->killed)
        return LOSS_HUNG;
    return WIFEXITED(status) && WEXITSTATUS(status) == 3 ? LOSS_MEMORY : LOSS_CRASHED;
}

/* The case of its errand that a worker is at; NO_CASE when all that it began is told. */
static size_t case_at(const struct pool *pool, const struct worker *worker)
{
    const struct task *task = &worker->errand.task;
    size_t const first = pool->job->scan->first[task->file];
    size_t const number = atomic_load(&worker->at->number);
    bool const is_its = number >= first + task->begin && number - first < task->end;
    return is_its ? number : NO_CASE;
}

/*
 * What a worker leaves that ended before its time.  Where it was at a case, the
 * case gets a second chance: its worker may have been ended from outside.
 */
static void return_errand(struct pool *pool, struct worker *worker, enum pool_loss loss)
{
    struct errand errand = worker->errand;
    size_t const at = case_at(pool, worker);
    bool const sound = pool->job->scan->sound[errand.task.file];
    errand.ends_at_case += at != NO_CASE;
    errand.ends_between += at == NO_CASE;
    if (loss == LOSS_HUNG || errand.ends_at_case > 1 || errand.ends_between == POOL_DEATHS) {
        pool->events->lost(pool->events->context, &errand.task, at, worker->at->id, loss);
        if (at == NO_CASE)
            return;
        begin_behind(pool, &errand, at);
    }
    /* Behind the last case of an unsound file stands what is wrong with it. */
    if (errand.task.begin < errand.task.end || !sound)
        pool->returned[pool->returned_count++] = errand;
}

/* Reaps a worker whose pipe has ended; what it had not done yet is given to another. */
static void bury(struct pool *pool, struct worker *worker)
{
    int status = 0;
    close_descriptor(&worker->tasks);
    close_descriptor(&worker->results);
    while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
        continue;
    worker->pid = 0;
    if (worker->busy && !worker->dropped)
        return_errand(pool, worker, loss_of(worker, status));
    worker->busy = false;
    if (has_work(pool))
        start(pool, worker);
}

/* ---- listening ---------------------------------------------------------------------- */

static void take_message(struct pool *pool, struct worker *worker, const struct told *message,
                         const char *body)
{
    pool->events->done(pool->events->context, message, body);
    worker->since = clock_milliseconds();
    if (message->kind == TELL_FILE)
        worker->busy = false;
    else
        begin_behind(pool, &worker->errand, message->number);
}

/* Takes every whole message out of what was heard. */
static void take_messages(struct pool *pool, struct worker *worker)
{
    struct text *heard = &worker->heard;
    size_t at = 0;
    struct told message;
    while (heard->len - at >= sizeof message) {
        memcpy(&message, heard->data + at, sizeof message);
        size_t const size =
            sizeof message + message.rows_size + message.words_size + message.documents_size;
        if (heard->len - at < size)
            break;
        take_message(pool, worker, &message, heard->data + at + sizeof message);
        at += size;
    }
    if (at) {
        memmove(heard->data, heard->data + at, heard->len - at);
        heard->len -= at;
    }
}

static void listen_to(struct pool *pool, struct worker *worker)
{
    struct text *heard = &worker->heard;
    size_t const room = pool->options->no_files ? PIPE_SIZE / 4 : READ_SIZE;
    text_reserve(heard, room);
    ssize_t const got = read(worker->results, heard->data + heard->len, room);
    if (got < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (got <= 0) {
        bury(pool, worker);
    } else {
        heard->len += (size_t)got;
        take_messages(pool, worker);
    }
    employ(pool, worker);
}

static void kill_the_hung(struct pool *pool)
{
    long long const latest = clock_milliseconds() - (long long)pool->options->timeout * 1000;
    for (size_t i = 0; i < pool->options->workers; i++) {
        struct worker *worker = &pool->workers[i];
        if (worker->pid && worker->busy && worker->since < latest && !worker->killed &&
            atomic_load(&worker->at->since) < latest) {
            worker->killed = true;
            kill(worker->pid, SIGKILL);
        }
    }
}

static void drop_the_late(struct pool *pool)
{
    if (!pool->stopping || clock_milliseconds() - pool->stop_since < GRACE)
        return;
    for (size_t i = 0; i < pool->options->workers; i++) {
        struct worker *worker = &pool->workers[i];
        if (worker->pid && !worker->dropped) {
            worker->dropped = true;
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
    drop_the_late(pool);
    return true;
}

/* Starts workers while there is work for them; true when one is at work. */
static bool start_all(struct pool *pool)
{
    bool any = false;
    for (size_t i = 0; i < pool->options->workers && has_work(pool); i++) {
        any |= start(pool, &pool->workers[i]);
        employ(pool, &pool->workers[i]);
    }
    return any;
}

static void look_for_stop(struct pool *pool)
{
    if (pool->stopping || !pool->events->stop(pool->events->context))
        return;
    pool->stopping = true;
    pool->stop_since = clock_milliseconds();
    for (size_t i = 0; i < pool->options->workers; i++)
        close_descriptor(&pool->workers[i].tasks);
}

/*
 * Works until nothing is left to do.  When the last worker has ended and none can
 * be started, what refused it (memory, a limit on processes) is given time to pass.
 */
static void work(struct pool *pool, struct pollfd *waits)
{
    enum { ATTEMPTS = 10, PAUSE = 100000 /* microseconds */ };
    for (int failed = 0; has_work(pool) && failed < ATTEMPTS; look_for_stop(pool)) {
        if (start_all(pool)) {
            failed = 0;
            while (listen_once(pool, waits))
                look_for_stop(pool);
        } else if (pool->start_error == EAGAIN || pool->start_error == ENOMEM) {
            failed++;
            usleep(PAUSE);
        } else {
            return;
        }
    }
}

/* Memory that forks share. */
static void *share_memory(size_t size)
{
    /* cppcheck-suppress invalidFunctionArg ; no file is the rule here */
    void *shared = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (shared == MAP_FAILED)
        out_of_memory();
    return shared;
}

bool pool_run(const struct job *job, const struct pool_events *events)
{
    const struct batch_options *options = job->options;
    struct pool pool = {.job = job, .options = options, .events = events};
    struct at_work *at = share_memory(options->workers * sizeof *at);
    struct pollfd *waits = xmalloc(options->workers * sizeof *waits);
    pool.workers = xmalloc(options->workers * sizeof *pool.workers);
    pool.returned = xmalloc(options->workers * sizeof *pool.returned);
    for (size_t i = 0; i < options->workers; i++)
        pool.workers[i] = (struct worker){.tasks = -1, .results = -1, .at = &at[i]};
    look_for_more(&pool);
    work(&pool, waits);
    for (size_t i = 0; i < options->workers; i++)
        text_free(&pool.workers[i].heard);
    munmap(at, options->workers * sizeof *at);
    bool const done = pool.stopping || !has_work(&pool);
    free(pool.returned);
    free(pool.workers);
    free(waits);
    errno = pool.start_error;
    return done;
}
