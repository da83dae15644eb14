#ifndef __wasi__
#include "base/platform.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <unistd.h>

int platform_open_nameless(const char *folder, int access)
{
    return open(folder, O_TMPFILE | access | O_CLOEXEC, 0600);
}

int platform_name_nameless(int descriptor, const char *path)
{
    char self[sizeof "/proc/self/fd/" + 3 * sizeof descriptor];
    snprintf(self, sizeof self, "/proc/self/fd/%d", descriptor);
    return linkat(AT_FDCWD, self, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0 ? 0 : errno;
}

int platform_open_new(char *name)
{
    return mkostemp(name, O_CLOEXEC); /* mode 0600 by POSIX.1-2008 */
}

int platform_open_memory(void)
{
    return memfd_create("formulyar", MFD_CLOEXEC);
}

int platform_redirect(int from, int to)
{
    return dup2(from, to) < 0 ? errno : 0;
}

bool platform_lock(int descriptor)
{
    return flock(descriptor, LOCK_EX | LOCK_NB) == 0;
}

int platform_sync_all(int descriptor)
{
    return syncfs(descriptor) != 0 ? errno : 0;
}

void platform_hold_signals(struct platform_signals *signals)
{
    sigset_t deadly;
    sigemptyset(&deadly);
    sigaddset(&deadly, SIGINT);
    sigaddset(&deadly, SIGTERM);
    sigaddset(&deadly, SIGHUP);
    sigprocmask(SIG_BLOCK, &deadly, &signals->before);
}

void platform_release_signals(const struct platform_signals *signals)
{
    sigprocmask(SIG_SETMASK, &signals->before, NULL);
}

char *platform_own_file(void)
{
    static const char here;
    Dl_info info;
    return dladdr(&here, &info) != 0 ? realpath(info.dli_fname, NULL) : NULL;
}

void platform_call_once(struct platform_once *once, void (*function)(void))
{
    pthread_once(&once->flag, function);
}

void platform_acquire(struct platform_mutex *mutex)
{
    pthread_mutex_lock(&mutex->lock);
}

void platform_release(struct platform_mutex *mutex)
{
    pthread_mutex_unlock(&mutex->lock);
}
#endif
