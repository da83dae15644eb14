/*
 * choose.c - SHA-256 in the static program: Nettle's own code for processors that have instructions for it, and for
 * those that have not.  Nettle itself chooses so for all that it does when a program starts.
 */
#include <cpuid.h>
#include <stdint.h>

typedef void compress(uint32_t *state, const uint8_t *block, const uint32_t *k);
compress _nettle_sha256_compress, _nettle_sha256_compress_sha_ni, _nettle_sha256_compress_x86_64;

/* SHA is bit 29 of EBX of leaf 7; the code shuffles bytes as well (SSSE3: bit 9 of ECX of leaf 1). */
static int has_instructions(void)
{
    unsigned a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & 1u << 9))
        return 0;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & 1u << 29);
}

void _nettle_sha256_compress(uint32_t *state, const uint8_t *block, const uint32_t *k)
{
    static compress *chosen;
    if (!chosen)
        chosen =
            has_instructions() ? _nettle_sha256_compress_sha_ni : _nettle_sha256_compress_x86_64;
    chosen(state, block, k);
}
