/*
 * hash.c - see hash.h; the arithmetic is libcrypto's.
 */
#include "base/hash.h"

#include <stdio.h>
#include <stdlib.h>

#include <openssl/evp.h>

static void require(int good)
{
    if (good)
        return;
    fputs("formulyar: libcrypto не вычисляет SHA-256 / libcrypto cannot compute SHA-256\n", stderr);
    exit(3);
}

void hash_pieces(const struct hash_piece *pieces, size_t count, unsigned char digest[HASH_SIZE])
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    require(context && EVP_DigestInit_ex(context, EVP_sha256(), NULL));
    for (size_t i = 0; i < count; i++)
        require(EVP_DigestUpdate(context, pieces[i].bytes, pieces[i].size));
    require(EVP_DigestFinal_ex(context, digest, NULL));
    EVP_MD_CTX_free(context);
}

void hash_bytes(const void *bytes, size_t size, unsigned char digest[HASH_SIZE])
{
    struct hash_piece const piece = {bytes, size};
    hash_pieces(&piece, 1, digest);
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
