#include "base/confine.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/diag.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    READ_SIZE = 64 * 1024,
    GLANCE = 100,  /* ms between looks at stop */
    NO_MEMORY = 3, /* exit status for want of memory */
    SLOWER = 10,   /* how many times slower a sanitized program may be */
};

#ifdef CONFINE_SANITIZED
static const bool is_sanitized = true;
#else
static const bool is_sanitized = false;
#endif

struct confined {
    pid_t pid;
    int answer;
    long long deadline; /* ms */
    size_t room;        /* bytes that it may still answer */
    const volatile sig_atomic_t *stop;
    enum confine_end end; /* CONFINE_DONE as long as nothing spoke against it */
    bool has_ended;       /* its answer */
    int error;            /* of CONFINE_REFUSED */
};

/* ---- Landlock ------------------------------------------------------------------------- */

/*
 * The attributes and bits of linux/landlock.h, which in Debian 12 knows fewer than
 * the kernel may.  Each version of the interface added some.
 */
struct landlock_rights {
    uint64_t files;
    uint64_t network;
    uint64_t scoped;
};

enum {
    LANDLOCK_VERSION = 1, /* flag of landlock_create_ruleset() that asks for it */
    LANDLOCK_EXECUTE = 1 << 0,
    LANDLOCK_READ_FILE = 1 << 2,
    LANDLOCK_READ_FOLDER = 1 << 3,
};

int confine_landlock(void)
{
    long const version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_VERSION);
    return version > 0 ? (int)version : 0;
}

/* Everything that this version can forbid. */
static struct landlock_rights all_rights(int version, size_t *size)
{
    int const files = version >= 5 ? 16 : version >= 3 ? 15 : version == 2 ? 14 : 13;
    struct landlock_rights rights = {.files = (UINT64_C(1) << files) - 1};
    *size = sizeof rights.files;
    if (version >= 4) {
        rights.network = 3; /* bind, connect */
        *size += sizeof rights.network;
    }
    if (version >= 6) {
        rights.scoped = 3; /* abstract sockets, signals */
        *size += sizeof rights.scoped;
    }
    return rights;
}

/* A set of rules that forbids all and allows nothing; a kernel without it is no fault. */
static void lock_files(bool reads_files)
{
    int const version = confine_landlock();
    size_t size;
    struct landlock_rights rights = all_rights(version, &size);
    if (!version)
        return;
    if (reads_files)
        rights.files &= ~(uint64_t)(LANDLOCK_EXECUTE | LANDLOCK_READ_FILE | LANDLOCK_READ_FOLDER);
    int const rules = (int)syscall(SYS_landlock_create_ruleset, &rights, size, 0);
    if (rules < 0)
        return;
    syscall(SYS_landlock_restrict_self, rules, 0);
    close(rules);
}

/* ---- the child ------------------------------------------------------------------------ */

static void limit(int resource, rlim_t value)
{
    struct rlimit const bound = {value, value};
    setrlimit((__rlimit_resource_t)resource, &bound);
}

/* Bytes of writable memory that the process holds, as RLIMIT_DATA counts them. */
static size_t memory_held(void)
{
    char line[128] = "";
    size_t pages = 0;
    int const file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return 0;
    ssize_t const got = read(file, line, sizeof line - 1);
    close(file);
    char *word = line;
    for (int i = 0; got > 0 && i < 6; i++) /* size resident shared text lib data */
        pages = strtoul(word, &word, 10);
    return pages * (size_t)sysconf(_SC_PAGESIZE);
}

static void set_limits(const struct confinement *confinement)
{
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    /* A second on top: at the hard limit a process is killed without a word why. */
    rlim_t const cpu = confinement->cpu * (is_sanitized ? SLOWER : 1);
    setrlimit(RLIMIT_CPU, &(struct rlimit){cpu, cpu + 1});
    if (is_sanitized)
        return;
    limit(RLIMIT_DATA, memory_held() + confinement->memory);
    if (!confinement->reads_files)
        limit(RLIMIT_NOFILE, 0); /* no file, no socket, whatever the kernel */
}

/* Of the parent's files only the answer is left to one that opens none. */
static void drop_files(const struct confinement *confinement, int answer)
{
    int const nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nothing >= 0 && !is_sanitized)
        dup2(nothing, STDERR_FILENO); /* what is to be said goes into the answer */
    if (nothing >= 0 && !confinement->reads_files) {
        dup2(nothing, STDIN_FILENO);
        dup2(nothing, STDOUT_FILENO);
    }
    if (nothing >= 0)
        close(nothing);
    if (confinement->reads_files)
        return;
    if (answer > STDERR_FILENO + 1)
        close_range(STDERR_FILENO + 1, (unsigned)answer - 1, 0);
    close_range((unsigned)answer + 1, ~0U, 0);
}

/* Ctrl-C and TERM are the parent's to hear; when it ends, so does the child. */
static void leave_signals(pid_t parent)
{
    static const int left[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};
    for (size_t i = 0; i < sizeof left / sizeof *left; i++)
        signal(left[i], SIG_IGN);
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_DFL);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(EXIT_FAILURE);
}

static void end_without_memory(void *context)
{
    (void)context;
    fputs("formulyar: недостаточно памяти / out of memory\n", stderr);
    exit(NO_MEMORY);
}

_Noreturn static void be_confined(const struct confinement *confinement, pid_t parent,
                                  confine_errand *errand, void *context, int answer)
{
    memory_hook_set((struct memory_hook){.call = end_without_memory});
    leave_signals(parent);
    drop_files(confinement, answer);
    set_limits(confinement);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    lock_files(confinement->reads_files);
    _exit(errand(context, answer));
}

/* ---- the parent ----------------------------------------------------------------------- */

struct confined *confine_start(const struct confinement *confinement, confine_errand *errand,
                               void *context)
{
    int ends[2];
    pid_t const parent = getpid();
    if (pipe2(ends, O_CLOEXEC) != 0)
        return NULL;
    pid_t const pid = fork();
    if (pid == 0) {
        close(ends[0]);
        be_confined(confinement, parent, errand, context, ends[1]);
    }
    close(ends[1]);
    if (pid < 0) {
        int const error = errno;
        close(ends[0]);
        errno = error;
        return NULL;
    }
    struct confined *child = xmalloc(sizeof *child);
    *child = (struct confined){
        .pid = pid,
        .answer = ends[0],
        .deadline = clock_milliseconds() +
                    (long long)confinement->milliseconds * (is_sanitized ? SLOWER : 1),
        .room = confinement->answer,
        .stop = confinement->stop,
    };
    return child;
}

/* Waits until the descriptor has something to say; false when it shall not be waited for. */
static bool wait_for(struct confined *child, int descriptor)
{
    struct pollfd waited = {.fd = descriptor, .events = POLLIN};
    for (;;) {
        long long const left = child->deadline - clock_milliseconds();
        if (child->stop && *child->stop)
            child->end = CONFINE_STOPPED;
        else if (left <= 0)
            child->end = CONFINE_SLOW;
        if (child->end != CONFINE_DONE)
            return false;
        long long const most = child->stop ? GLANCE : INT32_MAX;
        int const patience = (int)(left < most ? left : most);
        if (poll(&waited, 1, patience) > 0)
            return true;
    }
}

size_t confine_read(struct confined *child, void *buffer, size_t size)
{
    ssize_t got = -1;
    while (got < 0 && !child->has_ended && wait_for(child, child->answer)) {
        got = read(child->answer, buffer, size);
        if (got < 0 && errno != EINTR) {
            child->end = CONFINE_REFUSED;
            child->error = errno;
            break;
        }
    }
    if (got > 0 && (size_t)got > child->room) {
        child->end = CONFINE_ANSWER;
        got = 0;
    }
    child->has_ended |= got == 0 && child->end == CONFINE_DONE;
    if (got <= 0)
        return 0;
    child->room -= (size_t)got;
    return (size_t)got;
}

/* One that has said all has little left to do; how long it may take for that is told all the same. */
static void see_it_end(struct confined *child)
{
    int const handle = child->has_ended ? pidfd_open(child->pid, 0) : -1;
    if (handle >= 0)
        wait_for(child, handle);
    if (!child->has_ended || child->end != CONFINE_DONE)
        kill(child->pid, SIGKILL);
    if (handle >= 0)
        close(handle);
}

static enum confine_end end_of(int status, int *exit_status)
{
    if (WIFSIGNALED(status))
        return WTERMSIG(status) == SIGXCPU ? CONFINE_SLOW : CONFINE_CRASHED;
    if (WEXITSTATUS(status) == NO_MEMORY)
        return CONFINE_MEMORY;
    if (exit_status)
        *exit_status = WEXITSTATUS(status);
    return CONFINE_DONE;
}

enum confine_end confine_finish(struct confined *child, int *status)
{
    int state = 0;
    see_it_end(child);
    while (waitpid(child->pid, &state, 0) < 0 && errno == EINTR)
        continue;
    enum confine_end const end = child->end == CONFINE_DONE ? end_of(state, status) : child->end;
    int const error = child->error;
    close(child->answer);
    free(child);
    errno = error;
    return end;
}

enum confine_end confine_run(const struct confinement *confinement, confine_errand *errand,
                             void *context, struct text *answer, int *status)
{
    struct confined *child = confine_start(confinement, errand, context);
    if (!child)
        return CONFINE_REFUSED;
    char *buffer = xmalloc(READ_SIZE);
    size_t got;
    while ((got = confine_read(child, buffer, READ_SIZE)) > 0)
        text_add_bytes(answer, buffer, got);
    free(buffer);
    return confine_finish(child, status);
}

const char *confine_reason(enum confine_end end)
{
    switch (end) {
    case CONFINE_SLOW:
        return DIAG_BOTH("чтение заняло слишком много времени", "reading took too long");
    case CONFINE_MEMORY: return DIAG_BOTH("не хватило памяти", "it wants too much memory");
    case CONFINE_ANSWER: return DIAG_BOTH("в нём слишком много всего", "there is too much in it");
    case CONFINE_STOPPED: return DIAG_BOTH("работа прервана", "the work was interrupted");
    case CONFINE_DONE:
    case CONFINE_CRASHED:
    case CONFINE_REFUSED: break;
    }
    return DIAG_BOTH("чтение оборвалось", "the reader broke off");
}

/* ---- the process itself ----------------------------------------------------------------- */

/*
 * A collector of crashes (core_pattern with a pipe) is handed the memory whatever
 * RLIMIT_CORE says; of a process that is not dumpable it gets none.  A debugger is
 * kept out too: whoever needs one builds with -DFORMULYAR_CORES.
 */
void confine_program(void)
{
    memory_hook_set((struct memory_hook){.call = end_without_memory});
    limit(RLIMIT_CORE, 0);
#if !defined FORMULYAR_CORES && !defined CONFINE_SANITIZED
    prctl(PR_SET_DUMPABLE, 0);
#endif
}
