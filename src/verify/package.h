/*
 * package.h - reading a ZIP package (OPC) into memory, with ceilings.
 *
 * The bytes may be hostile: entries are counted as they are read, not as their
 * headers claim, and the archive's consistency is checked before anything else.
 */
#ifndef FORMULYAR_VERIFY_PACKAGE_H
#define FORMULYAR_VERIFY_PACKAGE_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

struct package_part {
    const char *name;
    const char *bytes; /* closed by NUL behind size */
    size_t size;
};

struct package {
    struct package_part *parts; /* in archive order */
    size_t count;
};

/*
 * Opens the archive, inflates every entry and checks its CRC-32; false when the
 * archive is damaged, inconsistent, or larger than the ceilings.
 */
bool package_read(const void *bytes, size_t size, struct arena *arena, struct package *package);

/* The part of this name, or NULL. */
const struct package_part *package_find(const struct package *package, const char *name);

#endif
