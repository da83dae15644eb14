/*
 * hash.c - see hash.h; the arithmetic is Nettle's.
 *
 * libcrypto has it too, but takes a millisecond to find its own SHA-256, which
 * is a tenth of what a single case takes.
 */
#include "base/hash.h"

#include <nettle/nettle-meta.h>
#include <nettle/sha2.h>
#include <stdlib.h>

void hash_pieces(const struct hash_piece *pieces, size_t count, unsigned char digest[HASH_SIZE])
{
    struct sha256_ctx context;
    sha256_init(&context);
    for (size_t i = 0; i < count; i++)
        sha256_update(&context, pieces[i].size, pieces[i].bytes);
    sha256_digest(&context, HASH_SIZE, digest);
}

void hash_bytes(const void *bytes, size_t size, unsigned char digest[HASH_SIZE])
{
    struct hash_piece const piece = {bytes, size};
    hash_pieces(&piece, 1, digest);
}

struct hash {
    struct sha256_ctx context;
};

struct hash *hash_new(struct arena *arena)
{
    struct hash *hash = ARENA_NEW(arena, struct hash);
    sha256_init(&hash->context);
    return hash;
}

void hash_add(struct hash *hash, const void *bytes, size_t size)
{
    sha256_update(&hash->context, size, bytes);
}

void hash_so_far(const struct hash *hash, unsigned char digest[HASH_SIZE])
{
    struct sha256_ctx copy = hash->context; /* asking ends a context */
    sha256_digest(&copy, HASH_SIZE, digest);
}

void hash_hex(const unsigned char digest[HASH_SIZE], char hex[HASH_HEX_SIZE])
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < HASH_SIZE; i++) {
        hex[2 * i] = digits[digest[i] >> 4];
        hex[2 * i + 1] = digits[digest[i] & 15];
    }
    hex[2 * HASH_SIZE] = '\0';
}

/* ---- signatures: RFC 3370 and 5754, RFC 9215 (GOST), NIST's list of identifiers -------------- */

static const struct digest_kind kinds[] = {
    {"1.3.14.3.2.26", {"SHA-1", "SHA-1"}, true, &nettle_sha1},
    {"1.2.840.113549.2.5", {"MD5", "MD5"}, true, &nettle_md5},
    {"1.2.643.2.2.9", {"ГОСТ Р 34.11-94", "GOST R 34.11-94"}, true, &nettle_gosthash94cp},
    {"2.16.840.1.101.3.4.2.4", {"SHA-224", "SHA-224"}, false, &nettle_sha224},
    {"2.16.840.1.101.3.4.2.1", {"SHA-256", "SHA-256"}, false, &nettle_sha256},
    {"2.16.840.1.101.3.4.2.2", {"SHA-384", "SHA-384"}, false, &nettle_sha384},
    {"2.16.840.1.101.3.4.2.3", {"SHA-512", "SHA-512"}, false, &nettle_sha512},
    {"2.16.840.1.101.3.4.2.8", {"SHA3-256", "SHA3-256"}, false, &nettle_sha3_256},
    {"2.16.840.1.101.3.4.2.9", {"SHA3-384", "SHA3-384"}, false, &nettle_sha3_384},
    {"2.16.840.1.101.3.4.2.10", {"SHA3-512", "SHA3-512"}, false, &nettle_sha3_512},
    {"1.2.643.7.1.1.2.2",
     {"Стрибог-256 (ГОСТ Р 34.11-2012)", "Streebog-256 (GOST R 34.11-2012)"},
     false,
     &nettle_streebog256},
    {"1.2.643.7.1.1.2.3",
     {"Стрибог-512 (ГОСТ Р 34.11-2012)", "Streebog-512 (GOST R 34.11-2012)"},
     false,
     &nettle_streebog512},
};

const struct digest_kind *digest_kind(const char *oid)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].oid, oid) == 0)
            return &kinds[i];
    return NULL;
}

const struct digest_kind *digest_sha1(void)
{
    return &kinds[0];
}

size_t digest_size(const struct digest_kind *kind)
{
    const struct nettle_hash *arithmetic = kind->arithmetic;
    return arithmetic->digest_size;
}

size_t digest_pieces(const struct digest_kind *kind, const struct hash_piece *pieces, size_t count,
                     unsigned char digest[DIGEST_LARGEST])
{
    const struct nettle_hash *arithmetic = kind->arithmetic;
    void *context = xmalloc(arithmetic->context_size);
    arithmetic->init(context);
    for (size_t i = 0; i < count; i++)
        arithmetic->update(context, pieces[i].size, pieces[i].bytes);
    arithmetic->digest(context, arithmetic->digest_size, digest);
    free(context);
    return arithmetic->digest_size;
}
