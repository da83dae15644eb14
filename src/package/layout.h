/*
 * layout.h - the one layout that archives have which this program makes, byte for byte.
 *
 * Every entry deflated, dated 1980-01-01, named in ASCII, without extra fields, one behind the other;
 * then the directory and its end.  It is what libzip writes of the same parts (a test compares).
 * Written and read here by 50 lines each, it costs a tenth of what libzip does for any archive there may be.
 */
#ifndef FORMULYAR_PACKAGE_LAYOUT_H
#define FORMULYAR_PACKAGE_LAYOUT_H

#include "base/arena.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* An entry; in what layout_read() gives the name is not closed by NUL. */
struct layout_entry {
    const char *name;
    size_t name_length;
    const void *packed; /* deflated, RFC 1951 */
    size_t packed_size;
    size_t size; /* inflated */
    uint32_t crc;
};

/* Entries in the order of the archive. */
struct layout {
    struct layout_entry *entries;
    size_t count;
};

/*
 * Appends the archive; false, and nothing appended, when it is to be left to libzip: more than 64
 * entries, two of one name, a name that is not of plain ASCII, or more bytes than 32 bits count.
 */
bool layout_write(const struct layout *layout, struct text *out);

/*
 * Finds the entries of an archive in which no byte is another than layout_write() would set for
 * them; false for any other.  Whether packed bytes can be inflated, to that size and CRC, is not looked at.
 * Entries in the arena, what they point to in the bytes.
 */
bool layout_read(const void *bytes, size_t size, struct arena *arena, struct layout *layout);

#endif
