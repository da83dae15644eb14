/*
 * pack.h - parts into a ZIP archive.
 */
#ifndef FORMULYAR_PACKAGE_PACK_H
#define FORMULYAR_PACKAGE_PACK_H

#include "base/deflate.h"
#include "base/diag.h"

/* What a part once said, deflated. */
struct packing {
    struct text before; /* what packed was made of */
    struct text packed; /* deflated, RFC 1951 */
    uint32_t crc;       /* CRC-32 of before */
    bool is_packed;     /* before, packed and crc belong together */
};

enum { PACKINGS = 8 };

/*
 * One part: what it says, and the same deflated.  Most parts of a DOCX are the same
 * in every document of a run, or one of a few: styles of forms that gave up more or less
 * space.  So a part is kept from document to document: it is written anew each time, but
 * deflated only when it says what it did not say lately.
 */
struct part {
    const char *name; /* "word/document.xml" */
    struct text data; /* what it says now; emptied and written anew for each document */
    struct packing now;
    struct packing lately[PACKINGS - 1];
    size_t oldest; /* of those */
};

/* Releases the bytes of the part; the name is the caller's. */
void part_free(struct part *part);

/* Makes packed and crc belong to data. */
void part_pack(struct deflater *deflater, struct part *part);

/*
 * Appends an archive of the parts, each packed, in their order, all dated
 * 1980-01-01, so that the same parts give the same bytes.  Returns 0, or -1
 * with a diagnostic.  The parts stay the caller's.
 */
int package_write(const struct part *parts, size_t count, struct text *out, struct diags *diags);

/*
 * Appends a copy of an archive in which each part, packed, stands in the place of the entry
 * of its name, or behind all when there is none.  The other entries are copied as they are,
 * packed and dated. Returns as package_write() does; the archive has been read before
 * (package/unpack.h).
 */
int package_change(const void *bytes, size_t size, const struct part *parts, size_t count,
                   struct text *out, struct diags *diags);

#endif
