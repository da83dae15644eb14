/*
 * scan.h - a first quick look through all inputs: how many cases, which ids, where
 * they stand, which teachers have namesakes.
 *
 * Cases are numbered through all files in their order.  Whether a case is made
 * is decided here, once and for all workers, so that results depend neither on
 * their number nor on who was first.
 *
 * Nobody has read these files before: so it is done in a confined process, and one
 * that crashes its reader, or takes it too long, is named and left out, and the look
 * goes on behind it (base/confine.h).
 */
#ifndef FORMULYAR_BATCH_SCAN_H
#define FORMULYAR_BATCH_SCAN_H

#include "base/confine.h"
#include "base/seen.h"
#include "case/case.h"
#include "engine/inputs.h"

#include <stdbool.h>

enum scan_flag {
    SCAN_TWICE = 1,     /* an earlier case has this id, or one that differs in letter case alone */
    SCAN_ELSEWHERE = 2, /* belongs to another shard */
    SCAN_NAMESAKE = 4,  /* an earlier case has a teacher of the same name, not told apart (W9a) */
};

/* A worker takes up so many cases of a long file at a time. */
enum { SCAN_STRETCH = 16 };

/* Shard number of count, from 1; count 0 means that there are no shards. */
struct shard {
    unsigned long number;
    unsigned long count;
};

struct scan {
    size_t *first;             /* by file: the number of its first case; [files] is the total */
    size_t *first_place;       /* by file: its first place */
    unsigned char *flags;      /* by case: enum scan_flag */
    struct case_place *places; /* of every SCAN_STRETCH-th case of a file, its first included */
    bool *sound;               /* by file: nothing in it speaks against reading it in stretches */
    enum confine_end *lost;    /* by file: why it cannot be read; CONFINE_DONE: it can */
    struct seen ids;           /* as seen_add_name() takes them */
    bool any_lost;             /* a file that may hold any case */
    bool any_unread;           /* one that the system did not let be read (CONFINE_REFUSED) */
    size_t total;
    size_t wanted; /* cases of this shard */
};

/*
 * Looks through all inputs; what is wrong with them is left for the real reading to
 * say, but that of a file that breaks its reader, which is not read again.  False when
 * it was stopped, or the system gives no process for it; errno says why then (EINTR:
 * stopped).  scan_free() ends the scan either way.
 */
bool scan_inputs(struct scan *scan, const struct inputs *inputs, const struct case_schema *schema,
                 struct shard shard, const volatile sig_atomic_t *stop);
void scan_free(struct scan *scan);

/*
 * What must be read for the cases begin to end - 1: the stretch from which on they
 * stand; an unsound file from its start to where it goes wrong.
 */
struct case_stretch scan_stretch(const struct scan *scan, size_t file, size_t begin, size_t end);

/* True when the inputs hold a case of this id. */
bool scan_has(const struct scan *scan, const char *id);

#endif
