#include "base/spool.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/platform.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PIECE = 64 * 1024 };

/* The descriptor that a path names, or -1. */
static int descriptor_of(const char *path)
{
    static const char *const folders[] = {"/dev/fd/", "/proc/self/fd/"};
    if (strcmp(path, "-") == 0 || strcmp(path, "/dev/stdin") == 0)
        return STDIN_FILENO;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        size_t const length = strlen(folders[i]);
        if (strncmp(path, folders[i], length) != 0)
            continue;
        char *end;
        long const number = strtol(path + length, &end, 10);
        if (end != path + length && !*end && number >= 0 && number < 1 << 20)
            return (int)number;
    }
    return -1;
}

bool spool_is_descriptor(const char *path)
{
    return descriptor_of(path) >= 0;
}

/* What gives its bytes once; no device but a terminal and the one that gives nothing. */
static bool is_read_once(int descriptor)
{
    struct stat status, nothing;
    if (fstat(descriptor, &status) != 0)
        return false;
    if (S_ISREG(status.st_mode)) /* somebody has read some of it already */
        return lseek(descriptor, 0, SEEK_CUR) > 0;
    return S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode) ||
           (S_ISCHR(status.st_mode) && (isatty(descriptor) || (stat("/dev/null", &nothing) == 0 &&
                                                               status.st_rdev == nothing.st_rdev)));
}

static int copy(int from, int to, size_t limit)
{
    char *buffer = xmalloc(PIECE);
    int error = 0;
    size_t all = 0;
    for (ssize_t got; !error && (got = read(from, buffer, PIECE)) != 0;) {
        if (got < 0)
            error = file_wait(from, false) ? 0 : errno;
        else if ((all += (size_t)got) > limit)
            error = EFBIG;
        else
            error = file_write_all(to, buffer, (size_t)got);
    }
    free(buffer);
    return error;
}

int spool_path(const char *path, size_t limit)
{
    int const descriptor = descriptor_of(path);
    if (descriptor < 0 || !is_read_once(descriptor))
        return 0;
    int const memory = platform_open_memory();
    if (memory < 0)
        return errno;
    int error = copy(descriptor, memory, limit);
    if (!error)
        error = lseek(memory, 0, SEEK_SET) < 0 ? errno : platform_redirect(memory, descriptor);
    close(memory);
    return error;
}
