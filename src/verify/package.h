/*
 * package.h - reading a ZIP package (OPC) into memory, within a budget.
 *
 * The bytes may be hostile: what an entry claims is paid for before it is inflated,
 * and inflating it must give just that; the archive's consistency is checked before
 * anything else.
 */
#ifndef FORMULYAR_VERIFY_PACKAGE_H
#define FORMULYAR_VERIFY_PACKAGE_H

#include "base/arena.h"
#include "base/budget.h"

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
    const struct package_part **by_name; /* sorted */
    bool is_tight; /* no byte of the archive is outside of its entries and their directory */
};

enum package_problem {
    PACKAGE_FINE,
    PACKAGE_DAMAGED,   /* or inconsistent */
    PACKAGE_ENCRYPTED, /* an entry is */
    PACKAGE_TWICE,     /* two entries have one name, or share bytes */
    PACKAGE_SPENT,     /* more entries or bytes than may be read */
};

/* Opens the archive, inflates every entry and checks its CRC-32. */
enum package_problem package_read(const void *bytes, size_t size, struct budget *budget,
                                  struct arena *arena, struct package *package);

/* The part of this name, or NULL. */
const struct package_part *package_find(const struct package *package, const char *name);

#endif
