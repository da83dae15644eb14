/*
 * hash.c - see hash.h; the arithmetic is Nettle's.
 *
 * libcrypto has it too, but takes a millisecond to find its own SHA-256, which
 * is a tenth of what a single case takes.
 */
#include "base/hash.h"

#include <nettle/sha2.h>

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
