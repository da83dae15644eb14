/*
 * known.h - parts of packages of ours that were unpacked before, remembered with their packed bytes.
 *
 * In a run most parts of a document are those of one before it: styles, numbering, relationships. Where
 * the packed bytes of a part are the same, byte for byte, as some that were inflated and found to have
 * their CRC, so are the inflated ones; neither is done again.
 */
#ifndef FORMULYAR_PACKAGE_KNOWN_H
#define FORMULYAR_PACKAGE_KNOWN_H

#include "base/arena.h"
#include "base/budget.h"
#include "package/layout.h"

/* What is remembered of a part.  It lives until others of its name have taken its place: longer than
 * whoever reads one package needs it. */
struct known_part {
    const char *name;
    const char *bytes; /* inflated; closed by NUL behind size */
    size_t size;
    const void *packed;
    size_t packed_size;
    uint32_t crc;
    struct arena *arena; /* of its own, for a reading */
    /* For whoever reads parts: what it made of the bytes (NULL: nothing yet), and what it paid for that. */
    const void *reading;
    size_t paid[BUDGET_KINDS];
};

/* Up to 64 names, up to eight parts of each and up to 64 KB of a part; ended by known_parts_free(). */
struct known_parts;
struct known_parts *known_parts_new(void);
void known_parts_free(struct known_parts *parts);

/* The part whose name, packed bytes, size and CRC are those of the entry; NULL: none is remembered. */
struct known_part *known_parts_find(struct known_parts *parts, const struct layout_entry *entry);

/*
 * Remembers what an entry was found to hold, both copied, instead of the oldest part of that name.
 * NULL when it is not worth it: too large, or of a name whose parts never came again.
 */
struct known_part *known_parts_keep(struct known_parts *parts, const struct layout_entry *entry,
                                    const char *bytes);

#endif
