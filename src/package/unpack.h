/*
 * unpack.h - the parts of a ZIP package (OPC, OpenDocument) that somebody else may have made.
 *
 * The bytes may be hostile: what an entry claims is paid for before it is inflated, and
 * inflating it must give just that; the archive's consistency is checked before anything
 * else.
 */
#ifndef FORMULYAR_PACKAGE_UNPACK_H
#define FORMULYAR_PACKAGE_UNPACK_H

#include "base/arena.h"
#include "base/budget.h"
#include "package/known.h"

#include <stdbool.h>
#include <stddef.h>

enum package_problem {
    PACKAGE_FINE,
    PACKAGE_DAMAGED,   /* or inconsistent */
    PACKAGE_ENCRYPTED, /* an entry is */
    PACKAGE_TWICE,     /* two entries have one name, or share bytes */
    PACKAGE_SPENT,     /* more entries or bytes than may be read */
};

/* ---- one part after another ------------------------------------------------------------ */

/* An archive whose directory was read; ended by unpacker_close() before the arena is. */
struct unpacker;

/*
 * Opens the archive; NULL with the problem when it is not sound.  The bytes stay the
 * caller's and must live as long; the budget pays for the directory now and for each part
 * when it is read.
 */
struct unpacker *unpacker_open(const void *bytes, size_t size, struct budget *budget,
                               struct arena *arena, enum package_problem *problem);
void unpacker_close(struct unpacker *unpacker);

/* How many parts there are, and the name of each, in the order of the archive. */
size_t unpacker_count(const struct unpacker *unpacker);
const char *unpacker_name(const struct unpacker *unpacker, size_t index);

/* The index of the part of that name, or SIZE_MAX; OPC does not tell letter case apart, nor is it here. */
size_t unpacker_find(const struct unpacker *unpacker, const char *name);

/* The size of a part as it claims: what unpacker_take() will make of it. */
size_t unpacker_size(const struct unpacker *unpacker, size_t index);

/*
 * Inflates a part into as many bytes as its size says and checks its CRC-32; the inflated
 * bytes are paid for, the memory is the caller's.
 */
enum package_problem unpacker_take(struct unpacker *unpacker, size_t index, char *bytes);

/* ---- all at once ------------------------------------------------------------------------- */

struct package_part {
    const char *name;
    const char *bytes; /* closed by NUL behind size */
    size_t size;
    struct known_part *known; /* where it is remembered, or NULL */
};

struct package {
    struct package_part *parts; /* in archive order */
    size_t count;
    const struct package_part **by_name; /* sorted */
    bool is_tight; /* no byte of the archive is outside of its entries and their directory */
};

/* Opens the archive, inflates every entry into the arena and checks its CRC-32. */
enum package_problem package_read(const void *bytes, size_t size, struct budget *budget,
                                  struct arena *arena, struct package *package);

/*
 * The same for a package that this process has just written, as long as it has the layout of
 * layout.h: then every byte around the packed ones is known, and nothing is left for libzip to find out;
 * and parts that are remembered are not inflated again.  False for any other, or when something is wrong
 * with it: ask package_read(), the budget is that of before.  Where it is true package_read() would
 * have read the same, out of the same budget.
 */
struct unpacked;
bool package_read_ours(struct unpacked *unpacked, const void *bytes, size_t size,
                       struct budget *budget, struct arena *arena, struct package *package);

/* What packages of one run share: parts that were unpacked, and memory.  Ended by unpacked_free(). */
struct unpacked *unpacked_new(void);
void unpacked_free(struct unpacked *unpacked);

/* The part of this name, or NULL. */
const struct package_part *package_find(const struct package *package, const char *name);

#endif
