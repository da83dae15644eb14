/*
 * test_pdffile.c - cross-reference tables and revisions, good and hostile.
 */
#include "pdfread/pdfparts.h"
#include "pdfread/pdffile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char objects[] =
    "%PDF-1.7\n"
    "1 0 obj <</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]>>>> endobj\n"
    "2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n"
    "3 0 obj <</Type/Page/Parent 2 0 R>> endobj\n"
    "4 0 obj <</FT/Sig/T(sig_lead)/TU<FEFF0410>/Rect[1 2 3.5 4]/P 3 0 R>> endobj\n"
    "5 0 obj <</Length 5>> stream\nhello\nendstream endobj\n";

/* Appends a table for objects 1 to last and a trailer; returns where the table stands. */
static size_t add_table(struct text *pdf, int last, const char *trailer)
{
    size_t const at = pdf->len;
    text_add(pdf, "xref\n0 ");
    text_add_int(pdf, last + 1);
    text_add(pdf, "\n0000000000 65535 f \n");
    for (int number = 1; number <= last; number++) {
        char name[24] = "\n0 0 obj";
        char offset[24];
        name[1] = (char)('0' + number);
        snprintf(offset, sizeof offset, "%010zu",
                 (size_t)(strstr(text_string(pdf), name) - pdf->data) + 1);
        text_add(pdf, offset);
        text_add(pdf, " 00000 n \n");
    }
    text_add(pdf, trailer);
    text_add(pdf, "\nstartxref\n");
    text_add_int(pdf, (long)at);
    text_add(pdf, "\n%%EOF\n");
    return at;
}

static struct pdffile *open_text(struct text *pdf, struct arena *arena,
                                 enum pdffile_problem *problem)
{
    return pdffile_open(text_string(pdf), pdf->len, NULL, arena, problem);
}

static void reads_fields_and_streams(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text pdf = TEXT_EMPTY;
    struct text out = TEXT_EMPTY;
    enum pdffile_problem problem;
    text_add(&pdf, objects);
    add_table(&pdf, 5, "trailer <</Size 6/Root 1 0 R>>");
    struct pdffile *file = open_text(&pdf, arena, &problem);
    assert_non_null(file);
    const struct signature_field *field = pdf_signature_fields(file, arena);
    assert_non_null(field);
    assert_string_equal(field->name, "sig_lead");
    assert_string_equal(field->signer, "А");
    assert_int_equal(field->page, 1);
    assert_true(field->rect[2] == 3.5);
    assert_false(field->is_signed);
    assert_null(field->next);
    assert_true(pdffile_stream(file, pdffile_object(file, 5), 100, &out));
    assert_string_equal(text_string(&out), "hello");
    assert_int_equal(pdffile_revision_end(file, 0), pdf.len);
    text_free(&out);
    text_free(&pdf);
    arena_free(arena);
}

static void newest_revision_wins(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text pdf = TEXT_EMPTY;
    enum pdffile_problem problem;
    text_add(&pdf, objects);
    size_t const table = add_table(&pdf, 5, "trailer <</Size 6/Root 1 0 R>>");
    size_t const first = pdf.len;
    size_t const changed = pdf.len;
    char update[400];
    text_add(&pdf, "4 0 obj <</FT/Sig/T(new)/V<</ByteRange[0 1 2 3]/Contents<00>>>>> endobj\n");
    size_t const second_table = pdf.len;
    snprintf(
        update, sizeof update,
        "xref\n4 1\n%010zu 00000 n \ntrailer <</Size 6/Root 1 0 R/Prev %zu>>\nstartxref\n%zu\n%%%%EOF\n",
        changed, table, second_table);
    text_add(&pdf, update);
    struct pdffile *file = open_text(&pdf, arena, &problem);
    assert_non_null(file);
    assert_int_equal(file->revisions, 2);
    assert_int_equal(pdffile_revision_end(file, 0), first);
    const struct signature_field *field = pdf_signature_fields(file, arena);
    assert_string_equal(field->name, "new");
    assert_true(field->is_signed);
    const struct pdf_signature *signature = pdf_signatures(file, arena);
    assert_string_equal(signature->field, "new");
    assert_int_equal(signature->range_count, 4);
    assert_int_equal(signature->range[3], 3);
    assert_int_equal(signature->contents_length, 1);
    assert_memory_equal(pdf.data + signature->contents_start, "<00>", 4);
    assert_int_equal(signature->contents_end, signature->contents_start + 4);
    assert_null(signature->next);
    assert_int_equal(pdffile_revision_end(file, 0), first);
    assert_int_equal(pdffile_revision_end(file, 1), pdf.len);
    text_free(&pdf);
    arena_free(arena);
}

static void hostile_tables_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *tail;
        enum pdffile_problem problem;
    } cases[] = {
        {"startxref\n99999999\n%%EOF", PDFFILE_TRUNCATED},
        {"startxref\nx\n%%EOF", PDFFILE_DAMAGED},
        {"startxref\n9\n%%E", PDFFILE_TRUNCATED},
        {"startxref\n", PDFFILE_TRUNCATED},
        {"", PDFFILE_TRUNCATED},
        {"7 0 obj <</Type/XRef>> endobj startxref\n9\n%%EOF", PDFFILE_DAMAGED},
        {"xref\n0 999999999\ntrailer<<>>\nstartxref\n9\n%%EOF", PDFFILE_DAMAGED},
        {"xref\ntrailer<</Prev 9>>\nstartxref\n9\n%%EOF", PDFFILE_DAMAGED},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text pdf = TEXT_EMPTY;
        enum pdffile_problem problem;
        text_add(&pdf, "%PDF-1.7\n");
        text_add(&pdf, cases[i].tail);
        assert_null(open_text(&pdf, arena, &problem));
        assert_int_equal(problem, cases[i].problem);
        text_free(&pdf);
    }
    arena_free(arena);
}

/* Whatever a damaged file says, reading it ends and stays inside its bytes. */
static void every_truncation_is_survived(void **state)
{
    (void)state;
    struct text pdf = TEXT_EMPTY;
    text_add(&pdf, objects);
    add_table(&pdf, 5, "trailer <</Size 6/Root 1 0 R>>");
    for (size_t size = 0; size <= pdf.len; size++) {
        struct arena *arena = arena_new();
        enum pdffile_problem problem;
        char *copy = xmalloc(size);
        memcpy(copy, pdf.data, size);
        struct pdffile *file = pdffile_open(copy, size, NULL, arena, &problem);
        if (file)
            pdf_signature_fields(file, arena);
        free(copy);
        arena_free(arena);
    }
    text_free(&pdf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_fields_and_streams),
        cmocka_unit_test(newest_revision_wins),
        cmocka_unit_test(hostile_tables_are_refused),
        cmocka_unit_test(every_truncation_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
