/*
 * digest.h - digests that signatures name by object identifiers; the arithmetic is Nettle's.
 */
#ifndef FORMULYAR_BASE_DIGEST_H
#define FORMULYAR_BASE_DIGEST_H

#include "base/hash.h"

#include <stdbool.h>

enum { DIGEST_LARGEST = 64 };

struct digest_kind {
    const char *oid;
    const char
        *names[2]; /* by language: "Стрибог-256 (ГОСТ Р 34.11-2012)", "Streebog-256 (GOST ...)" */
    bool is_weak; /* two texts of one digest can be made, or it was withdrawn */
    const void *arithmetic;
};

/* The kind that an identifier ("2.16.840.1.101.3.4.2.1") stands for; NULL when it is not known. */
const struct digest_kind *digest_kind(const char *oid);

/* SHA-1, which some old kinds of signatures mean without naming it. */
const struct digest_kind *digest_sha1(void);

/* How many bytes a digest has. */
size_t digest_size(const struct digest_kind *kind);

/* The digest of the pieces as if they were one string; returns its size in bytes. */
size_t digest_pieces(const struct digest_kind *kind, const struct hash_piece *pieces, size_t count,
                     unsigned char digest[DIGEST_LARGEST]);

#endif
