/*
 * hash.h - SHA-256 (FIPS 180-4): identifiers of files, fingerprints; and
 * the digests that signatures name.
 */
#ifndef FORMULYAR_BASE_HASH_H
#define FORMULYAR_BASE_HASH_H

#include "base/arena.h"

#include <stdbool.h>

enum { HASH_SIZE = 32, HASH_HEX_SIZE = 65 };

/* A piece of what is hashed: pieces are taken one after the other. */
struct hash_piece {
    const void *bytes;
    size_t size;
};

/* The digest of the pieces as if they were one string of bytes. */
void hash_pieces(const struct hash_piece *pieces, size_t count, unsigned char digest[HASH_SIZE]);

/*
 * A digest of bytes that come one after the other; what it is so far can be
 * asked at any time, and bytes be added afterwards.  It lives in the arena.
 */
struct hash;
struct hash *hash_new(struct arena *arena);
void hash_add(struct hash *hash, const void *bytes, size_t size);
void hash_so_far(const struct hash *hash, unsigned char digest[HASH_SIZE]);

/*
 * What the writer of a file knows of its digests, so that nobody who has the
 * same bytes in hand need pass over them again.
 */
struct file_digests {
    size_t part; /* bytes at the file's beginning; 0: nothing is known */
    unsigned char of_part[HASH_SIZE];
    unsigned char of_all[HASH_SIZE];
};

/* The digest of one string of bytes, and a digest as 64 lower-case hex digits and NUL. */
void hash_bytes(const void *bytes, size_t size, unsigned char digest[HASH_SIZE]);
void hash_hex(const unsigned char digest[HASH_SIZE], char hex[HASH_HEX_SIZE]);

/* ---- digests that signatures name by object identifiers ------------------------------------ */

enum { DIGEST_LARGEST = 64 };

struct digest_kind {
    const char *oid;
    const char *names[2]; /* by language: "Стрибог-256 (ГОСТ Р 34.11-2012)", "Streebog-256 ..." */
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
