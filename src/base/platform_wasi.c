#ifdef __wasi__
#include "base/platform.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/*
 * In place of the C library's, which traps: out of memory ends the process with status 3 as it does the program, and
 * the page's script can tell that from a fault of ours.
 */
void abort(void)
{
    _Exit(3);
}

/* Nobody sees a file before it is whole: a draft under a name serves. */
int platform_open_nameless(const char *folder, int access)
{
    (void)folder, (void)access;
    errno = EOPNOTSUPP;
    return -1;
}

char *platform_make_far_folder(const char *folder, const char *prefix)
{
    (void)folder, (void)prefix;
    return NULL;
}

int platform_name_nameless(int descriptor, const char *path)
{
    (void)descriptor, (void)path;
    return EOPNOTSUPP;
}

int platform_open_new(char *name)
{
    char *letters = name + strlen(name) - 6;
    for (int number = 0; number < 26; number++) {
        memset(letters, 'a' + number, 6);
        int const descriptor = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
        if (descriptor >= 0 || errno != EEXIST)
            return descriptor;
    }
    return -1;
}

int platform_open_memory(void)
{
    errno = ENOSYS;
    return -1;
}

int platform_redirect(int from, int to)
{
    (void)from, (void)to;
    return ENOSYS;
}

bool platform_lock(int descriptor)
{
    (void)descriptor;
    return true;
}

int platform_sync_all(int descriptor)
{
    return fsync(descriptor) != 0 ? errno : 0;
}

void platform_hold_signals(struct platform_signals *signals)
{
    signals->held = true;
}

void platform_release_signals(const struct platform_signals *signals)
{
    (void)signals;
}

char *platform_own_file(void)
{
    return NULL;
}

void platform_call_once(struct platform_once *once, void (*function)(void))
{
    if (!once->done)
        function();
    once->done = true;
}

void platform_acquire(struct platform_mutex *mutex)
{
    mutex->held = true;
}

void platform_release(struct platform_mutex *mutex)
{
    mutex->held = false;
}
#endif
