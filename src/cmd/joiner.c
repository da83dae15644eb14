/*
 * joiner.c - see joiner.h.
 */
#include "cmd/joiner.h"

#include "base/arena.h"
#include "join/protocol.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    MEMORY_LIMIT = 1 << 30,
    CPU_SECONDS = 60,
    PATIENCE = 180, /* seconds by the clock */
    READ_SIZE = 64 * 1024,
    HIGH_DESCRIPTOR = 10,
    CANNOT_START = 127,
};

/* ---- descriptors ------------------------------------------------------------------------ */

/* The bytes as a file in memory, at its beginning; -1 when the system has none left. */
static int memory_file(const struct text *bytes)
{
    int const file = memfd_create("formulyar", MFD_CLOEXEC);
    size_t done = 0;
    while (file >= 0 && done < bytes->len) {
        ssize_t const put = write(file, bytes->data + done, bytes->len - done);
        if (put < 0 && errno == EINTR)
            continue;
        if (put <= 0) {
            close(file);
            return -1;
        }
        done += (size_t)put;
    }
    if (file >= 0)
        lseek(file, 0, SEEK_SET);
    return file;
}

static void close_all(const int *files, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (files[i] >= 0)
            close(files[i]);
}

/* ---- the child --------------------------------------------------------------------------- */

static void limit(int resource, rlim_t value)
{
    struct rlimit const bound = {value, value};
    setrlimit((__rlimit_resource_t)resource, &bound);
}

/* No file is written, and no picture of the memory when it crashes: both hold personal data. */
static void set_limits(void)
{
#ifndef __SANITIZE_ADDRESS__
    limit(RLIMIT_DATA, MEMORY_LIMIT);
#endif
    limit(RLIMIT_CPU, CPU_SECONDS);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_CORE, 0);
    alarm(PATIENCE);
}

/* Puts file at the place wanted; first out of the way of places that are still to be taken. */
static void place_files(int minutes, int answer, int bundle)
{
    int const from[] = {minutes, answer, open("/dev/null", O_WRONLY | O_CLOEXEC), bundle};
    int const to[] = {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO, JOIN_BUNDLE_DESCRIPTOR};
    enum { COUNT = sizeof from / sizeof *from };
    int high[COUNT];
    for (int i = 0; i < COUNT; i++)
        high[i] = from[i] >= 0 ? fcntl(from[i], F_DUPFD_CLOEXEC, HIGH_DESCRIPTOR) : -1;
    for (int i = 0; i < COUNT; i++)
        if (high[i] >= 0)
            dup2(high[i], to[i]);
}

static void become_joiner(const char *path, const char *errand, int minutes, int answer, int bundle)
{
    char *const arguments[] = {(char *)(uintptr_t)path, (char *)(uintptr_t)errand, NULL};
    place_files(minutes, answer, bundle);
    set_limits();
    execv(path, arguments);
    _exit(CANNOT_START);
}

/* ---- the parent -------------------------------------------------------------------------- */

static void listen(int pipe, struct text *answer)
{
    char *buffer = xmalloc(READ_SIZE);
    for (;;) {
        ssize_t const got = read(pipe, buffer, READ_SIZE);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        text_add_bytes(answer, buffer, (size_t)got);
    }
    free(buffer);
}

static enum joiner_end end_of(pid_t child)
{
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        continue;
    if (!WIFEXITED(status))
        return JOINER_FAILED;
    switch (WEXITSTATUS(status)) {
    case JOIN_DONE: return JOINER_DONE;
    case JOIN_REFUSED: return JOINER_REFUSED;
    case CANNOT_START: return JOINER_MISSING;
    default: return JOINER_FAILED;
    }
}

enum joiner_end joiner_run(const char *path, const char *errand, const struct text *minutes,
                           const struct text *bundle, struct text *answer)
{
    int files[] = {memory_file(minutes), bundle ? memory_file(bundle) : -1, -1, -1};
    enum joiner_end end = JOINER_FAILED;
    if (files[0] >= 0 && (!bundle || files[1] >= 0) && pipe2(files + 2, O_CLOEXEC) == 0) {
        pid_t const child = fork();
        if (child == 0)
            become_joiner(path, errand, files[0], files[3], files[1]);
        close(files[3]);
        files[3] = -1;
        if (child > 0) {
            listen(files[2], answer);
            end = end_of(child);
        }
    }
    close_all(files, sizeof files / sizeof *files);
    return end;
}

/* ---- the answer --------------------------------------------------------------------------- */

size_t joiner_file(const struct text *answer)
{
    const char *end = answer->len ? memmem(answer->data, answer->len, "\n\n", 2) : NULL;
    return end ? (size_t)(end - answer->data) + 2 : answer->len;
}

/* Behind "word " at the beginning of a line; NULL when no line has it. */
static const char *value_of(const struct text *answer, const char *word)
{
    size_t const length = strlen(word);
    size_t const size = joiner_file(answer);
    for (size_t at = 0; at + length + 1 < size; at++) {
        bool const begins = at == 0 || answer->data[at - 1] == '\n';
        if (begins && memcmp(answer->data + at, word, length) == 0 && answer->data[at + length] == ' ')
            return answer->data + at + length + 1;
    }
    return NULL;
}

long joiner_number(const struct text *answer, const char *word, long fallback)
{
    const char *value = value_of(answer, word);
    return value ? strtol(value, NULL, 10) : fallback;
}

char joiner_letter(const struct text *answer, const char *word)
{
    const char *value = value_of(answer, word);
    return value && *value != '-' ? *value : 0;
}

bool joiner_refuses(const struct text *answer, const char *reason)
{
    const char *value = value_of(answer, JOIN_REFUSED_WORD);
    return value && strncmp(value, reason, strlen(reason)) == 0;
}
