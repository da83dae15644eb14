#ifndef __wasi__
#include "base/platform.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int platform_open_nameless(const char *folder, int access)
{
    return open(folder, O_TMPFILE | access | O_CLOEXEC, 0600);
}

/*
 * Folders in one that is marked as the top of a tree (chattr(1), T) go to the groups of the disk with the fewest
 * of them (find_group_orlov() of Linux's fs/ext4/ialloc.c), others to that of their parent.
 */
static bool mark_top(const char *folder)
{
    enum { TOP_OF_TREE = 0x00020000 }; /* EXT4_TOPDIR_FL */
    int flags = 0;
    int const descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool good = descriptor >= 0 && ioctl(descriptor, FS_IOC_GETFLAGS, &flags) == 0;
    flags |= TOP_OF_TREE;
    good = good && ioctl(descriptor, FS_IOC_SETFLAGS, &flags) == 0;
    if (descriptor >= 0)
        close(descriptor);
    return good;
}

char *platform_make_far_folder(const char *folder, const char *prefix)
{
    enum {
        LETTERS = 6
    }; /* that mkdtemp() chooses: the folder inside has them too, as its name decides on the group */
    size_t const size = strlen(folder) + strlen(prefix) + 2 * (LETTERS + 2);
    char *path = malloc(size);
    if (!path)
        abort();
    int const outer = snprintf(path, size, "%s/%sXXXXXX", folder, prefix);
    if (mkdtemp(path) && mark_top(path)) {
        char inner[LETTERS + 2] = "/";
        memcpy(inner + 1, path + outer - LETTERS, LETTERS);
        memcpy(path + outer, inner, sizeof inner);
        if (mkdir(path, 0700) == 0)
            return path;
        path[outer] = '\0';
    }
    rmdir(path);
    free(path);
    return NULL;
}

int platform_name_nameless(int descriptor, const char *path)
{
    /* Linux 6.10 and later let whoever opened it do so; before, those who may read any file. */
    if (linkat(descriptor, "", AT_FDCWD, path, AT_EMPTY_PATH) == 0)
        return 0;
    if (errno != ENOENT && errno != EPERM)
        return errno;
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
