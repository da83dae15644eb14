/*
 * sha256.h - the digest of FIPS 180-4, for identifying content, not for secrets.
 */
#ifndef FORMULYAR_BASE_SHA256_H
#define FORMULYAR_BASE_SHA256_H

#include <stddef.h>

enum { SHA256_SIZE = 32, SHA256_HEX_SIZE = 65 };

/* Digest of count bytes. */
void sha256(const void *bytes, size_t count, unsigned char digest[SHA256_SIZE]);

/* The same as 64 lower-case hex digits and a NUL. */
void sha256_hex(const void *bytes, size_t count, char hex[SHA256_HEX_SIZE]);

#endif
