/*
 * platform.h - what the rooms from base/ to engine/ ask of a system beyond C and plain files:
 * platform_posix.c asks Linux, platform_wasi.c WebAssembly in a page, which has one thread, no
 * signals and no other process.  A new platform is a third such file.  Processes (confine.h) are
 * what only the programs need.
 */
#ifndef FORMULYAR_BASE_PLATFORM_H
#define FORMULYAR_BASE_PLATFORM_H

#include <stdbool.h>

#ifdef __wasi__
struct platform_signals {
    bool held;
};
struct platform_once {
    bool done;
};
#define PLATFORM_ONCE                                                                              \
    {                                                                                              \
        false                                                                                      \
    }
struct platform_mutex {
    bool held;
};
#define PLATFORM_MUTEX                                                                             \
    {                                                                                              \
        false                                                                                      \
    }
#else
#include <pthread.h>
#include <signal.h>
struct platform_signals {
    sigset_t before;
};
struct platform_once {
    pthread_once_t flag;
};
#define PLATFORM_ONCE                                                                              \
    {                                                                                              \
        PTHREAD_ONCE_INIT                                                                          \
    }
struct platform_mutex {
    pthread_mutex_t lock;
};
#define PLATFORM_MUTEX                                                                             \
    {                                                                                              \
        PTHREAD_MUTEX_INITIALIZER                                                                  \
    }
#endif

/* Opens a file without a name in a folder; -1 with errno when that cannot be done there. */
int platform_open_nameless(const char *folder, int access);

/*
 * Makes a folder in a folder, which files in work are begun in (draft.h), where the file system can be
 * asked to put it far from all others: ext4.  Returns its path, in a folder of its own, whose name begins with
 * prefix; the caller frees it.  NULL when there is no such.
 */
char *platform_make_far_folder(const char *folder, const char *prefix);

/* Gives such a file a name that is free; 0 or an errno (Linux without /proc has no way to do it). */
int platform_name_nameless(int descriptor, const char *path);

/* Makes a file with a new name, whose last six letters are X, mode 0600; -1 with errno. */
int platform_open_new(char *name);

/* A file in memory, to be read and written; -1 with errno. */
int platform_open_memory(void);

/* From now on one descriptor is another too; 0 or an errno. */
int platform_redirect(int from, int to);

/* Locks a file until it is closed; false when another process has locked it. */
bool platform_lock(int descriptor);

/* Waits until all of a file's file system stands on the disk; 0 or an errno. */
int platform_sync_all(int descriptor);

/* Keeps the signals that end the process waiting, from the one call to the other. */
void platform_hold_signals(struct platform_signals *signals);
void platform_release_signals(const struct platform_signals *signals);

/* The file that this code was loaded from, links resolved; the caller frees it.  NULL: who knows. */
char *platform_own_file(void);

/* Calls a function once, whatever the number of threads; the flag is static and begins as PLATFORM_ONCE. */
void platform_call_once(struct platform_once *once, void (*function)(void));

/* One thread at a time between the two calls; the mutex is static and begins as PLATFORM_MUTEX. */
void platform_acquire(struct platform_mutex *mutex);
void platform_release(struct platform_mutex *mutex);

#endif
