/*
 * test_pdfparse.c - PDF object syntax, good and hostile.
 */
#include "pdfread/pdffile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static const struct pdf_value *parse(struct arena *arena, const char *source)
{
    struct pdf_cursor cursor = {.bytes = source, .size = strlen(source), .arena = arena};
    const struct pdf_value *value = pdf_parse_value(&cursor);
    return cursor.failed ? NULL : value;
}

static void reads_every_kind(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const struct pdf_value *dict = parse(
        arena, "<</N/A#20b/S(a\\(b\\)\\051\\n)/H<48 656C6C6f7>/A[1 -2.5 true null 12 0 R]%c\n>>");
    assert_non_null(dict);
    assert_int_equal(dict->kind, PDF_DICT);
    assert_string_equal(pdf_dict_find(dict, "N")->bytes, "A b");
    assert_string_equal(pdf_dict_find(dict, "S")->bytes, "a(b))\n");
    assert_memory_equal(pdf_dict_find(dict, "H")->bytes, "Hellop", 6);
    const struct pdf_entry *entry = pdf_dict_find(dict, "A")->entries;
    assert_int_equal(entry->value->integer, 1);
    assert_true(entry->next->value->real == -2.5);
    assert_int_equal(entry->next->next->value->kind, PDF_BOOLEAN);
    const struct pdf_value *reference = entry->next->next->next->next->value;
    assert_int_equal(reference->kind, PDF_REFERENCE);
    assert_int_equal(reference->integer, 12);
    arena_free(arena);
}

static void refuses_what_does_not_close(void **state)
{
    (void)state;
    static const char *const broken[] = {"(abc", "<4", "<</A 1", "[1 2", "<<1 2>>",
                                         "<4g>", "",   "foo",    "-",    ">>"};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++)
        assert_null(parse(arena, broken[i]));
    arena_free(arena);
}

static void depth_is_bounded(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text deep = TEXT_EMPTY;
    for (int i = 0; i < 100000; i++)
        text_add_char(&deep, '[');
    assert_null(parse(arena, text_string(&deep)));
    text_free(&deep);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_kind),
        cmocka_unit_test(refuses_what_does_not_close),
        cmocka_unit_test(depth_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
