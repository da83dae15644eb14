/*
 * test_written.c - a file that was just written is believed its writer's digests, and no more.
 */
#include "verify/verify.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const char body[] = "%PDF-1.7\n"
                           "1 0 obj <</Type/Catalog>> endobj %<form:edition>\n"
                           "2 0 obj <</Producer(Formulyar 0.1.0)>> endobj\n"
                           "xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n"
                           "0000000058 00000 n \n";

static void add_id(struct text *pdf, const char *hex)
{
    text_add_char(pdf, '<');
    text_add_bytes(pdf, hex, HASH_SIZE);
    text_add_char(pdf, '>');
}

/* Appends a PDF and tells its digests, as a writer does. */
static void write_pdf(struct text *pdf, struct file_digests *digests)
{
    char hex[HASH_HEX_SIZE];
    text_add(pdf, body);
    digests->part = pdf->len;
    hash_bytes(pdf->data, pdf->len, digests->of_part);
    hash_hex(digests->of_part, hex);
    text_add(pdf, "trailer\n<</Size 3/Root 1 0 R/Info 2 0 R/ID[");
    add_id(pdf, hex);
    add_id(pdf, hex);
    text_add(pdf, "]>>\nstartxref\n104\n%%EOF\n");
    hash_bytes(pdf->data, pdf->len, digests->of_all);
}

static enum verify_state state_of(const struct text *pdf, const struct file_digests *digests)
{
    struct verifier *verifier = verifier_new();
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct verify_facts facts;
    verify_written(verifier, pdf, digests, NULL, "a.pdf", arena, &facts, diags);
    diags_free(diags);
    arena_free(arena);
    verifier_free(verifier);
    return facts.state;
}

static void the_writers_digest_is_compared_with_the_id(void **state)
{
    (void)state;
    struct text pdf = TEXT_EMPTY;
    struct file_digests digests;
    write_pdf(&pdf, &digests);
    assert_int_equal(state_of(&pdf, &digests), VERIFY_UNCHANGED);
    digests.of_part[0] ^= 1;
    assert_int_equal(state_of(&pdf, &digests), VERIFY_CHANGED);
    text_free(&pdf);
}

static void a_digest_of_another_part_counts_for_nothing(void **state)
{
    (void)state;
    struct text pdf = TEXT_EMPTY;
    struct file_digests digests;
    write_pdf(&pdf, &digests);
    digests.part--;
    digests.of_part[0] ^= 1;
    assert_int_equal(state_of(&pdf, &digests), VERIFY_UNCHANGED);
    digests.part = 0;
    assert_int_equal(state_of(&pdf, &digests), VERIFY_UNCHANGED);
    pdf.data[20] ^= 1;
    assert_int_equal(state_of(&pdf, &digests), VERIFY_CHANGED);
    text_free(&pdf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_writers_digest_is_compared_with_the_id),
        cmocka_unit_test(a_digest_of_another_part_counts_for_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
