/*
 * walk.h - where the entries of a ZIP archive lie, byte for byte.
 *
 * One archive can say different things to different readers: by two directories, by
 * entries that share bytes, by bytes between them.  So what libzip reads is compared with
 * a walk through the last directory, the one that office programs take.
 */
#ifndef FORMULYAR_PACKAGE_WALK_H
#define FORMULYAR_PACKAGE_WALK_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MAX_PARTS = 2000 };

struct walk_entry {
    const char *name; /* not closed by NUL */
    size_t name_length;
    size_t begin; /* of its own header */
    size_t end;   /* of its data */
    size_t packed;
    uint32_t crc;
};

struct walk {
    struct walk_entry *entries; /* in the order of the directory, in the arena */
    size_t count;               /* as the directory's end claims */
    bool overlaps;              /* two entries share bytes */
    bool repeats;               /* two have one name */
    bool is_tight; /* entry after entry, directory, end: no byte belongs to none of them */
};

/*
 * Walks through the archive; false when its directory does not stand at its end or cannot
 * be read (ZIP64 too); count is set as far as known.
 */
bool walk_archive(const void *bytes, size_t size, struct arena *arena, struct walk *walk);

#endif
