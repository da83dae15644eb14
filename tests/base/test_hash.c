/*
 * test_hash.c - SHA-256 against the examples of FIPS 180-4.
 */
#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void known_digest(void **state)
{
    (void)state;
    unsigned char digest[HASH_SIZE];
    char hex[HASH_HEX_SIZE];
    hash_bytes("abc", 3, digest);
    hash_hex(digest, hex);
    assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void pieces_are_one_string(void **state)
{
    (void)state;
    unsigned char whole[HASH_SIZE];
    unsigned char parts[HASH_SIZE];
    const struct hash_piece pieces[] = {{"ab", 2}, {"", 0}, {"c", 1}};
    hash_bytes("abc", 3, whole);
    hash_pieces(pieces, 3, parts);
    assert_memory_equal(whole, parts, HASH_SIZE);
}

static void part_and_whole_in_one_pass(void **state)
{
    (void)state;
    unsigned char wanted[2][HASH_SIZE];
    unsigned char found[2][HASH_SIZE];
    struct arena *arena = arena_new();
    for (size_t part = 0; part <= 3; part++) {
        struct hash *hash = hash_new(arena);
        hash_bytes("abc", part, wanted[0]);
        hash_bytes("abc", 3, wanted[1]);
        hash_add(hash, "abc", part);
        hash_so_far(hash, found[0]);
        hash_add(hash, &"abc"[part], 3 - part);
        hash_so_far(hash, found[1]);
        assert_memory_equal(wanted, found, sizeof wanted);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_digest),
        cmocka_unit_test(pieces_are_one_string),
        cmocka_unit_test(part_and_whole_in_one_pass),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
