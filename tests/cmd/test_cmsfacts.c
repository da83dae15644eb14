/*
 * test_cmsfacts.c - answers of formulyar-cms, the good one and those of a reader that was taken over.
 */
#include "cmd/cmsfacts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct arena *arena;

static struct cms_facts parsed(const char *answer)
{
    struct text text = TEXT_EMPTY;
    struct cms_facts facts;
    text_add(&text, answer);
    cms_parse(&text, arena, &facts);
    text_free(&text);
    return facts;
}

static void test_good(void **state)
{
    (void)state;
    struct cms_facts const facts =
        parsed("content-type 1.2.3\nstamp-digest 1.2\nstamp-imprint 0aff\nstamp-time T\n"
               "signer 1\ndigest 1.2.3\nmessage-digest 00ff10\nsubject CN=A B\nserial 01\n"
               "signer 2\nbad-stamp X\nvalid-until Z\n");
    assert_string_equal(facts.stamp_digest, "1.2");
    assert_string_equal(facts.stamp_time, "T");
    assert_int_equal(facts.stamp_imprint.size, 2);
    assert_memory_equal(facts.stamp_imprint.bytes, "\x0A\xFF", 2);
    const struct cms_signer *first = facts.signers;
    assert_string_equal(first->digest, "1.2.3");
    assert_int_equal(first->message_digest.size, 3);
    assert_memory_equal(first->message_digest.bytes, "\0\xFF\x10", 3);
    assert_string_equal(first->subject, "CN=A B");
    assert_string_equal(first->issuer, "");
    assert_false(first->stamp_is_foreign);
    const struct cms_signer *second = first->next;
    assert_string_equal(second->subject, "");
    assert_string_equal(second->stamp_time, "X");
    assert_true(second->stamp_is_foreign);
    assert_string_equal(second->valid_until, "Z");
    assert_null(second->next);
}

static void test_certificate(void **state)
{
    (void)state;
    struct cms_facts const facts = parsed("subject CN=A\nissuer CN=B\n");
    assert_string_equal(facts.signers->subject, "CN=A");
    assert_string_equal(facts.signers->issuer, "CN=B");
    assert_null(facts.signers->next);
}

static void test_odd(void **state)
{
    (void)state;
    assert_null(parsed("").signers);
    assert_null(parsed("\n\n \nsigner\n").signers);
    assert_null(parsed("signer 1\nsubject \xFF\n").signers); /* no text at all */
    struct cms_facts const facts =
        parsed("signer 1\nmessage-digest 0\ncontent-digest xyz\nsubject\nserial ");
    assert_null(facts.signers->message_digest.bytes);
    assert_null(facts.signers->content_digest.bytes);
    assert_string_equal(facts.signers->subject, "");
    char long_hex[2048 + 32] = "signer 1\nmessage-digest ";
    memset(long_hex + strlen(long_hex), '0', 2048);
    assert_null(parsed(long_hex).signers->message_digest.bytes);
}

static void test_missing(void **state)
{
    (void)state;
    struct cms_facts facts;
    struct text none = TEXT_EMPTY;
    assert_int_equal(cms_read(NULL, "signature", &none, arena, &facts), CMS_END_MISSING);
    assert_int_equal(cms_read("/nonesuch", "signature", &none, arena, &facts), CMS_END_MISSING);
    assert_int_equal(cms_read("/bin/true", "signature", &none, arena, &facts), CMS_END_UNREAD);
    assert_false(byte_strings_equal((struct byte_string){0}, (struct byte_string){0}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good),
        cmocka_unit_test(test_certificate),
        cmocka_unit_test(test_odd),
        cmocka_unit_test(test_missing),
    };
    arena = arena_new();
    int const failed = cmocka_run_group_tests(tests, NULL, NULL);
    arena_free(arena);
    return failed;
}
