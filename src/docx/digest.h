/*
 * digest.h - a fingerprint over the parts of a package.
 *
 * Kept in docProps/custom.xml, so that `formulyar verify` can say whether a
 * DOCX was edited since it was made.
 */
#ifndef FORMULYAR_DOCX_DIGEST_H
#define FORMULYAR_DOCX_DIGEST_H

#include "base/hash.h"
#include "base/text.h"

#include <stddef.h>

/* The part that carries the digest, and whose document it is. */
#define DIGEST_PART "docProps/custom.xml"

/* Names of the custom properties. */
#define PROPERTY_CASE "FormulyarCase"
#define PROPERTY_FORM "FormulyarForm"
#define PROPERTY_EDITION "FormulyarEdition"
#define PROPERTY_TEACHER "FormulyarTeacher"
#define PROPERTY_HASH "FormulyarHash"
#define PROPERTY_VERSION "FormulyarVersion"
#define PROPERTY_DIGEST "FormulyarDigest"

/* A part of a package: its name in the archive and its bytes, uncompressed. */
struct digest_part {
    const char *name;
    const void *bytes;
    size_t size;
};

/* What stands for the digest while it is made. */
#define DIGEST_BLANK "0000000000000000000000000000000000000000000000000000000000000000"

/*
 * SHA-256 over all parts in archive order: the name with its closing NUL, then the
 * bytes; written as hex.  In DIGEST_PART the digest that it states is taken for
 * DIGEST_BLANK; a statement that does not stand there as it is changes the digest.
 * With NULL for stated: as the first versions of the program made it, without that part.
 */
void digest_parts(const struct digest_part *parts, size_t count, const char *stated,
                  char hex[HASH_HEX_SIZE]);

/*
 * What the writer of a package hashed, and what came of it: who has the very same bytes
 * in hand has their digest.
 */
struct digest_record {
    struct text hashed; /* empty: nothing is known */
    char hex[HASH_HEX_SIZE];
};

/* Releases the bytes; nothing is known afterwards. */
void digest_record_free(struct digest_record *record);

/* digest_parts() which remembers, unless the parts are so large that nobody wants them twice. */
void digest_parts_record(const struct digest_part *parts, size_t count, const char *stated,
                         struct digest_record *record);

/*
 * True when digest_parts() would hash for these parts, byte for byte, what was hashed for
 * the record.  Bytes are compared, not digests: this asks for more than equal digests do.
 */
bool digest_is_of(const struct digest_record *record, const struct digest_part *parts, size_t count,
                  const char *stated);

#endif
