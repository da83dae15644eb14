/*
 * Names, strings and whole small files of pdfobj.c.
 */
#include "base/arena.h"
#include "pdf/pdfobj.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void expect(struct text *got, const char *wanted, size_t size)
{
    assert_int_equal(got->len, size);
    assert_memory_equal(got->data, wanted, size);
    text_clear(got);
}

#define EXPECT(got, wanted) expect(got, wanted, sizeof(wanted) - 1)

static void strings_are_literal_or_utf16(void **state)
{
    (void)state;
    struct text out = TEXT_EMPTY;
    text_format(&out, REF, (pdf_ref)12);
    EXPECT(&out, "12 0 R");
    put_text_string(&out, NULL);
    EXPECT(&out, "()");
    put_text_string(&out, "a (b) \\c");
    EXPECT(&out, "(a \\(b\\) \\\\c)");
    put_text_string(&out, "Ш");
    EXPECT(&out, "(\xFE\xFF\x04\\()");
    put_text_string(&out, "№ 5");
    EXPECT(&out, "(\xFE\xFF\x21\x16\0 \0005)");
    put_text_string(&out, "\n");
    EXPECT(&out, "(\xFE\xFF\0\n)");
    put_text_string(&out, "\xD0\x8D"); /* U+040D: readers would turn a bare CR into LF */
    EXPECT(&out, "(\xFE\xFF\x04\\r)");
    put_text_string(&out, "\xF0\x9F\x98\x80");
    EXPECT(&out, "(\xFE\xFF\xD8\x3D\xDE\0)");
    text_free(&out);
}

static pdf_ref add_body(struct pdf_file *file, const char *body)
{
    struct text text = TEXT_EMPTY;
    text_add(&text, body);
    pdf_ref const ref = pdf_file_add(file);
    pdf_file_fill(file, ref, &text);
    text_free(&text);
    return ref;
}

static void objects_become_a_file(void **state)
{
    (void)state;
    static const char before[] =
        "%PDF-1.7\n%\xB7\xBE\xAD\xAA\n"
        "1 0 obj\n<<\n/Type/Catalog>>\nendobj\n"
        "2 0 obj\n<<\n>>\nendobj\n"
        "3 0 obj\n<<\n/Key 1/Length 5>>\nstream\nbytes\nendstream\nendobj\n"
        "xref\n0 4\n0000000000 65535 f\r\n0000000015 00000 n\r\n";
    struct arena *arena = arena_new();
    struct pdf_file *file = pdf_file_new(arena);
    struct text out = TEXT_EMPTY, body = TEXT_EMPTY;
    struct file_digests digests;
    unsigned char wanted[HASH_SIZE];
    text_add(&out, "kept");
    pdf_ref const root = add_body(file, "/Type/Catalog");
    pdf_ref const info = add_body(file, "");
    pdf_ref const stream = pdf_file_add(file);
    text_add(&body, "/Key 1");
    pdf_file_stream(file, stream, &body, "bytes", 5);
    assert_int_equal(pdf_file_save(file, "1.7", root, info, &out, &digests), 0);
    assert_memory_equal(out.data, "kept", 4);
    assert_memory_equal(out.data + 4, before, sizeof before - 1);
    assert_non_null(strstr(out.data + out.len - 200, "/Root 1 0 R/Info 2 0 R/ID[<"));
    assert_string_equal(out.data + out.len - 6, "%%EOF\n");
    assert_int_equal(strncmp(out.data + 4 + digests.part, "trailer", 7), 0);
    hash_bytes(out.data + 4, digests.part, wanted);
    assert_memory_equal(digests.of_part, wanted, HASH_SIZE);
    hash_bytes(out.data + 4, out.len - 4, wanted);
    assert_memory_equal(digests.of_all, wanted, HASH_SIZE);
    pdf_file_free(file);
    text_free(&out);
    text_free(&body);
    arena_free(arena);
}

static void no_object_is_nobody(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct pdf_file *file = pdf_file_new(arena);
    struct text body = TEXT_EMPTY;
    pdf_file_fill(file, 0, &body);
    pdf_file_stream(file, 0, &body, "", 0);
    pdf_file_free(file);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strings_are_literal_or_utf16),
        cmocka_unit_test(objects_become_a_file),
        cmocka_unit_test(no_object_is_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
