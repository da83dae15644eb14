/*
 * confine.h - work on a stranger's bytes in a process of its own, with limits.
 *
 * Whatever such bytes do to their reader (a crash, an endless loop, all the memory
 * there is) ends with that process; the one that asked hears of it and goes on.  The
 * child is a fork, so that a start costs a fraction of a millisecond; it may become
 * another program (exec).  Where the kernel has Landlock (5.13 and later), the child
 * can also make, change and remove no file and reach no network.
 */
#ifndef FORMULYAR_BASE_CONFINE_H
#define FORMULYAR_BASE_CONFINE_H

#include "base/text.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

/* Under the address sanitizer memory is not limited, and nothing hides its report. */
#if defined(__SANITIZE_ADDRESS__)
#define CONFINE_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CONFINE_SANITIZED 1
#endif
#endif

struct confinement {
    size_t memory;       /* bytes beyond what the process held when it was forked */
    size_t cpu;          /* seconds of work */
    size_t milliseconds; /* by the clock, kept by the parent */
    size_t answer;       /* the most bytes that it may answer */
    bool reads_files;    /* it may open files to read them, and keeps its descriptors */
    const volatile sig_atomic_t *stop; /* not 0: the work is to be given up; or NULL */
};

/*
 * What the child does: writes its answer to a descriptor and returns its exit
 * status.  It runs on a copy of the parent's memory; nothing of what it changes there
 * is seen by the parent.
 */
typedef int confine_errand(void *context, int answer);

enum confine_end {
    CONFINE_DONE,    /* it ended by itself, with an exit status */
    CONFINE_CRASHED, /* a signal ended it */
    CONFINE_SLOW,    /* it took too long, by its work or by the clock */
    CONFINE_MEMORY,  /* it wanted more memory */
    CONFINE_ANSWER,  /* it answered more than it may */
    CONFINE_STOPPED, /* stop was set */
    CONFINE_REFUSED, /* the system gave no process or no pipe; errno says why */
};

/* Starts a child; NULL with errno when the system gives none.  Ended by confine_finish(). */
struct confined;
struct confined *confine_start(const struct confinement *confinement, confine_errand *errand,
                               void *context);

/* The next bytes of the answer, at most size; 0 when no more will come, for whatever reason. */
size_t confine_read(struct confined *child, void *buffer, size_t size);

/*
 * Waits for the end of a child (at most until its time is up; one whose answer was not
 * read to its end is killed) and releases it.  status is the exit status, set for
 * CONFINE_DONE, or NULL.
 */
enum confine_end confine_finish(struct confined *child, int *status);

/* All three at once: the whole answer is appended to answer. */
enum confine_end confine_run(const struct confinement *confinement, confine_errand *errand,
                             void *context, struct text *answer, int *status);

/* Why there is no answer, as an argument of diag_add() in both languages. */
const char *confine_reason(enum confine_end end);

/* The version of Landlock that the kernel has; 0: none. */
int confine_landlock(void);

/*
 * For the programs' main(), once: from now on a crash of this process leaves no picture
 * of its memory, on the disk or with a collector of crashes, and running out of memory
 * ends it with status 3.
 */
void confine_program(void);

#endif
