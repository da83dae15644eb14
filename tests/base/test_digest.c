/*
 * test_digest.c - each kind of digest on texts whose digests are published.
 */
#include "base/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

/* The text in two pieces, as a signature cuts a file. */
static void digest_is(const char *oid, const char *text, const char *wanted)
{
    const struct digest_kind *kind = digest_kind(oid);
    assert_non_null(kind);
    size_t const half = strlen(text) / 2;
    struct hash_piece const pieces[] = {{text, half}, {text + half, strlen(text) - half}};
    unsigned char digest[DIGEST_LARGEST];
    char hex[2 * DIGEST_LARGEST + 1] = "";
    size_t const size = digest_pieces(kind, pieces, 2, digest);
    assert_int_equal(size, digest_size(kind));
    for (size_t i = 0; i < size; i++)
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
    assert_string_equal(hex, wanted);
}

static void test_sha(void **state)
{
    (void)state;
    digest_is("1.3.14.3.2.26", "abc", "a9993e364706816aba3e25717850c26c9cd0d89d");
    digest_is("1.2.840.113549.2.5", "abc", "900150983cd24fb0d6963f7d28e17f72");
    digest_is("2.16.840.1.101.3.4.2.1", "abc",
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    digest_is("2.16.840.1.101.3.4.2.3", "abc",
              "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
              "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
    digest_is("2.16.840.1.101.3.4.2.8", "abc",
              "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532");
}

/* GOST R 34.11-2012, example 1: its text, bytes in the order that files have. */
static void test_streebog(void **state)
{
    static const char text[] = "012345678901234567890123456789012345678901234567890123456789012";
    (void)state;
    digest_is("1.2.643.7.1.1.2.2", text,
              "9d151eefd8590b89daa6ba6cb74af9275dd051026bb149a452fd84e5e57b5500");
    digest_is("1.2.643.7.1.1.2.3", text,
              "1b54d01a4af5b9d5cc3d86d68d285462b19abc2475222f35c085122be4ba1ffa"
              "00ad30f8767b3a82384c6574f024c311e2a481332b08ef7f41797891c1646f48");
}

static void test_weak(void **state)
{
    (void)state;
    assert_true(digest_sha1()->is_weak);
    assert_true(digest_kind("1.2.643.2.2.9")->is_weak);
    assert_false(digest_kind("1.2.643.7.1.1.2.2")->is_weak);
    assert_null(digest_kind("1.2.3"));
    assert_null(digest_kind(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sha),
        cmocka_unit_test(test_streebog),
        cmocka_unit_test(test_weak),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
