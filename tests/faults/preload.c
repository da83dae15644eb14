/*
 * preload.c - makes one call of a run fail; preloaded by tests/faults/faults.py.
 *
 * Calls are counted by process and kind in a file that all processes of the run
 * map; the file also says which call fails, and how.  Processes are numbered in
 * the order in which they were forked, the first one is 0, so that the same
 * numbers mean the same call in every run.  A program started by exec() is known
 * by its process id.
 */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

/* The names in faults.py stand in the same order. */
enum kind {
    MEMORY,
    READ,
    WRITE,
    OPEN,
    NAME,
    SYNC,
    FORK,
    MKDIR,
    TRUNCATE,
    CLOSE,
    MAP,
    PIPE,
    UNLINK,
    KINDS
};

enum { MOST_PROCESSES = 64, MOST_NOTES = 1 << 16 };

/* Instead of an errno. */
enum { HALF = -1, KILL = -2 };

struct control {
    /* the plan */
    int32_t kind; /* -1: none */
    uint32_t process;
    uint32_t call;   /* of that kind in that process, from 1 */
    uint32_t sticky; /* every later call of that kind fails as well, in every process */
    int32_t error;
    /* what came of it */
    _Atomic uint32_t fired;
    _Atomic uint32_t processes;
    _Atomic uint32_t note_count; /* of kinds but memory and read, in the order of their calls */
    int32_t pids[MOST_PROCESSES];
    _Atomic uint32_t counts[MOST_PROCESSES][KINDS];
    uint8_t notes[MOST_NOTES];
};

static struct control *control;
static uint32_t self;

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t count, size_t size);
extern void *__libc_realloc(void *old, size_t size);

/* The next library's function of that name, found when it is first asked for. */
#define REAL(result, name, ...)                                                                    \
    static result (*real)(__VA_ARGS__);                                                            \
    if (!real)                                                                                     \
    *(void **)&real = dlsym(RTLD_NEXT, name)

static void be_process(struct control *of, uint32_t number)
{
    self = number;
    if (number < MOST_PROCESSES)
        of->pids[number] = (int32_t)getpid();
}

static int real_open(const char *path, int flags)
{
    REAL(int, "open", const char *, int, ...);
    return real(path, flags);
}

static int real_close(int descriptor)
{
    REAL(int, "close", int);
    return real(descriptor);
}

static void *real_mmap(void *at, size_t size, int protection, int flags, int descriptor,
                       off_t offset)
{
    REAL(void *, "mmap", void *, size_t, int, int, int, off_t);
    return real(at, size, protection, flags, descriptor, offset);
}

__attribute__((constructor)) static void begin(void)
{
    const char *path = getenv("FORMULYAR_FAULTS");
    int const descriptor = path ? real_open(path, O_RDWR | O_CLOEXEC) : -1;
    if (descriptor < 0)
        return;
    struct control *found =
        real_mmap(NULL, sizeof *found, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, 0);
    real_close(descriptor);
    if (found == MAP_FAILED)
        return;
    uint32_t const count = found->processes;
    if (!count)
        be_process(found, found->processes++);
    for (uint32_t i = 0; i < count && i < MOST_PROCESSES; i++)
        if (found->pids[i] == (int32_t)getpid())
            self = i;
    control = found;
}

static bool is_planned(enum kind kind, uint32_t call)
{
    if (control->kind != (int32_t)kind)
        return false;
    if (control->process == self && control->call == call) {
        control->fired = 1;
        return true;
    }
    return control->sticky && control->fired;
}

/* 0: the call goes its way; else the errno, or what stands instead of one. */
static int fault(enum kind kind)
{
    if (!control || self >= MOST_PROCESSES)
        return 0;
    if (kind > READ) {
        uint32_t const note = control->note_count++;
        if (note < MOST_NOTES)
            control->notes[note] = (uint8_t)kind;
    }
    if (!is_planned(kind, ++control->counts[self][kind]))
        return 0;
    if (control->error == KILL)
        kill(getpid(), SIGKILL);
    return control->error;
}

static bool fails(enum kind kind)
{
    int const error = fault(kind);
    if (error > 0)
        errno = error;
    return error > 0;
}

/* ---- memory ---------------------------------------------------------------------------- */

void *malloc(size_t size)
{
    return fails(MEMORY) ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fails(MEMORY) ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return fails(MEMORY) ? NULL : __libc_realloc(old, size);
}

void *mmap(void *at, size_t size, int protection, int flags, int descriptor, off_t offset)
{
    return fails(MAP) ? MAP_FAILED : real_mmap(at, size, protection, flags, descriptor, offset);
}

/* ---- reading and writing ------------------------------------------------------------------- */

/* The size that a call may have, or 0 when it fails with errno. */
static size_t allowed(enum kind kind, size_t size)
{
    int const error = fault(kind);
    if (error == HALF)
        return size > 1 ? size / 2 : size;
    if (error > 0)
        errno = error;
    return error > 0 ? 0 : size;
}

#define TRANSFER(name, kind, declaration, types, ...)                                              \
    ssize_t name declaration                                                                       \
    {                                                                                              \
        REAL(ssize_t, #name, types);                                                               \
        size_t const some = size ? allowed(kind, size) : 0;                                        \
        return size && !some ? -1 : real(__VA_ARGS__);                                             \
    }
#define TYPES(...) __VA_ARGS__

TRANSFER(read, READ, (int file, void *bytes, size_t size), TYPES(int, void *, size_t), file, bytes,
         some)
TRANSFER(pread, READ, (int file, void *bytes, size_t size, off_t at),
         TYPES(int, void *, size_t, off_t), file, bytes, some, at)
/* What is said on standard error is how it is known what happened; a disk that is full is no pipe. */
static bool is_spared(int file)
{
    struct stat status;
    return file == STDERR_FILENO || (control && control->error == ENOSPC &&
                                     (fstat(file, &status) != 0 || !S_ISREG(status.st_mode)));
}

ssize_t write(int file, const void *bytes, size_t size)
{
    REAL(ssize_t, "write", int, const void *, size_t);
    size_t const some = size && !is_spared(file) ? allowed(WRITE, size) : size;
    return size && !some ? -1 : real(file, bytes, some);
}

TRANSFER(pwrite, WRITE, (int file, const void *bytes, size_t size, off_t at),
         TYPES(int, const void *, size_t, off_t), file, bytes, some, at)
TRANSFER(sendfile, WRITE, (int to, int from, off_t *at, size_t size),
         TYPES(int, int, off_t *, size_t), to, from, at, some)

/* ---- files and processes ------------------------------------------------------------------- */

static mode_t mode_of(int flags, va_list arguments)
{
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(arguments, mode_t) : 0;
}

int open(const char *path, int flags, ...)
{
    REAL(int, "open", const char *, int, ...);
    va_list arguments;
    va_start(arguments, flags);
    mode_t const mode = mode_of(flags, arguments);
    va_end(arguments);
    return fails(OPEN) ? -1 : real(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    REAL(int, "open64", const char *, int, ...);
    va_list arguments;
    va_start(arguments, flags);
    mode_t const mode = mode_of(flags, arguments);
    va_end(arguments);
    return fails(OPEN) ? -1 : real(path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
    REAL(int, "openat", int, const char *, int, ...);
    va_list arguments;
    va_start(arguments, flags);
    mode_t const mode = mode_of(flags, arguments);
    va_end(arguments);
    return fails(OPEN) ? -1 : real(folder, path, flags, mode);
}

/* A call that fails with -1. */
#define CALL(name, kind, declaration, types, ...)                                                  \
    int name declaration                                                                           \
    {                                                                                              \
        REAL(int, #name, types);                                                                   \
        return fails(kind) ? -1 : real(__VA_ARGS__);                                               \
    }

CALL(mkstemp, OPEN, (char *path), char *, path)
CALL(mkostemp, OPEN, (char *path, int flags), TYPES(char *, int), path, flags)
CALL(memfd_create, OPEN, (const char *name, unsigned flags), TYPES(const char *, unsigned), name,
     flags)
CALL(rename, NAME, (const char *from, const char *to), TYPES(const char *, const char *), from, to)
CALL(link, NAME, (const char *from, const char *to), TYPES(const char *, const char *), from, to)
CALL(linkat, NAME, (int a, const char *from, int b, const char *to, int flags),
     TYPES(int, const char *, int, const char *, int), a, from, b, to, flags)
CALL(renameat, NAME, (int a, const char *from, int b, const char *to),
     TYPES(int, const char *, int, const char *), a, from, b, to)
CALL(unlink, UNLINK, (const char *path), const char *, path)
CALL(fsync, SYNC, (int file), int, file)
CALL(fdatasync, SYNC, (int file), int, file)
CALL(syncfs, SYNC, (int file), int, file)
CALL(mkdir, MKDIR, (const char *path, mode_t mode), TYPES(const char *, mode_t), path, mode)
CALL(ftruncate, TRUNCATE, (int file, off_t size), TYPES(int, off_t), file, size)
CALL(pipe2, PIPE, (int ends[2], int flags), TYPES(int *, int), ends, flags)
CALL(pipe, PIPE, (int ends[2]), int *, ends)

/* The descriptor is gone all the same, as on Linux. */
int close(int descriptor)
{
    int const error = fault(CLOSE);
    int const result = real_close(descriptor);
    if (error > 0)
        errno = error;
    return error > 0 ? -1 : result;
}

pid_t fork(void)
{
    REAL(pid_t, "fork", void);
    if (fails(FORK))
        return -1;
    uint32_t const number = control ? control->processes++ : 0;
    pid_t const child = real();
    if (child == 0 && control)
        be_process(control, number);
    return child;
}
