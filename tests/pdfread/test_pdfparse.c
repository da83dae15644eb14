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

/* What is passed over ends where the parser ends, and costs no less; true when it was. */
static bool skim(const char *source)
{
    size_t const size = strlen(source);
    struct arena *arena = arena_new();
    struct budget for_skim;
    struct budget for_parse;
    budget_start(&for_skim, size);
    budget_start(&for_parse, size);
    struct pdf_cursor skimmed = {.bytes = source, .size = size, .budget = &for_skim};
    struct pdf_cursor parsed = {
        .bytes = source, .size = size, .arena = arena, .budget = &for_parse};
    bool const is_known = pdf_skim_value(&skimmed);
    if (is_known) {
        assert_non_null(pdf_parse_value(&parsed));
        assert_int_equal(skimmed.at, parsed.at);
        for (int kind = 0; kind < BUDGET_KINDS; kind++)
            assert_true(for_skim.left[kind] <= for_parse.left[kind]);
    } else {
        assert_int_equal(skimmed.at, 0);
    }
    arena_free(arena);
    return is_known;
}

static void passes_over_what_the_parser_reads(void **state)
{
    (void)state;
    static const char *const usual[] = {"12 0 R/B",      "12 /B",
                                        "-1.5]",         "5.]",
                                        "(a\\)b\\\\)>>", "<</A[(a)(b) 1 2 0 R 3]/B/C/D<</E -1>>>>/",
                                        "/Name/B 1",     "[1[2 5 4 6]3 ] 0"};
    static const char *const other[] = {"12 5 R",  "-0 0 R",  "12  0 R", "12 %\n5 R", "[12 5 R]",
                                        "(a(b)c)", "<41>",    "/A#20",   "true",      "(a",
                                        "[1",      "<<1 2>>", "5"};
    for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
        assert_true(skim(usual[i]));
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        assert_false(skim(other[i]));
    struct text escapes = TEXT_EMPTY;
    text_add(&escapes, "[(");
    for (int i = 0; i < 10000; i++)
        text_add(&escapes, "\\(a");
    text_add(&escapes, ")]"); /* copied by the parser, which pays for it */
    assert_true(skim(text_string(&escapes)));
    text_free(&escapes);
}

static void passes_over_nothing_else_in_changed_values(void **state)
{
    (void)state;
    static const char source[] =
        "<</A[(a\\)b)(b) 1 2.5 0 R 30 0 R]/B/C/D<</E -1>>/F 12 0 R>> 5 0 R";
    static const char bytes[] = "0 /(>)[]<R%#9\\-.";
    char changed[sizeof source];
    int passed = 0;
    for (size_t at = 0; at < sizeof source - 1; at++)
        for (size_t other = at; other < sizeof source - 1; other++)
            for (size_t j = 0; j < (sizeof bytes - 1) * (sizeof bytes - 1); j++) {
                memcpy(changed, source, sizeof source);
                changed[at] = bytes[j / (sizeof bytes - 1)];
                changed[other] = bytes[j % (sizeof bytes - 1)];
                passed += skim(changed);
            }
    assert_true(passed > 1000);
}

static void keys_that_are_passed_over_are_left_out(void **state)
{
    (void)state;
    static const struct pdf_key passed[] = {PDF_KEY("W"), PDF_KEY("TU"), {NULL, 0}};
    static const char source[] = "<</A 1/W[1 2]/B<</W(x)/C 2>>/TU<41>/T 3>>";
    struct arena *arena = arena_new();
    struct pdf_cursor cursor = {
        .bytes = source, .size = sizeof source - 1, .arena = arena, .passed = passed};
    const struct pdf_value *dict = pdf_parse_value(&cursor);
    assert_non_null(dict);
    assert_int_equal(dict->length, 5); /* what is left out counts */
    assert_null(pdf_dict_find(dict, "W"));
    assert_non_null(pdf_dict_find(dict, "TU")); /* in a spelling that is not passed over */
    assert_int_equal(pdf_dict_find(dict, "T")->integer, 3);
    assert_int_equal(pdf_dict_find(dict, "B")->length, 2);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_kind),
        cmocka_unit_test(refuses_what_does_not_close),
        cmocka_unit_test(depth_is_bounded),
        cmocka_unit_test(passes_over_what_the_parser_reads),
        cmocka_unit_test(passes_over_nothing_else_in_changed_values),
        cmocka_unit_test(keys_that_are_passed_over_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
