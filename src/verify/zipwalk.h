/*
 * zipwalk.h - where the entries of a ZIP archive lie, byte for byte.
 *
 * One archive can say different things to different readers: by two directories, by
 * entries that share bytes, by bytes between them.  So what libzip reads is compared
 * with a walk through the last directory, the one that a word processor takes.
 */
#ifndef FORMULYAR_VERIFY_ZIPWALK_H
#define FORMULYAR_VERIFY_ZIPWALK_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct zipwalk_entry {
    const char *name; /* not closed by NUL */
    size_t name_length;
    size_t begin; /* of its own header */
    size_t end;   /* of its data */
    size_t packed;
    uint32_t crc;
};

struct zipwalk {
    struct zipwalk_entry *entries; /* in the order of the directory, in the arena */
    size_t count;                  /* as the directory's end claims */
    bool overlaps;                 /* two entries share bytes */
    bool repeats;                  /* two have one name */
    bool is_tight; /* entry after entry, directory, end: no byte belongs to none of them */
};

/*
 * Walks through an archive of at most so many entries.  False when its directory
 * does not stand at its end or cannot be read (ZIP64 too); count is set as far as known.
 */
bool zipwalk_read(const void *bytes, size_t size, size_t most, struct arena *arena,
                  struct zipwalk *walk);

#endif
