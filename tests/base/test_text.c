/*
 * test_text.c - growing strings and UTF-8 stepping.
 */
#include "base/text.h"

#include "base/arena.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void numbers_do_not_depend_on_locale(void **state)
{
    (void)state;
    struct text text = TEXT_EMPTY;
    text_add_thousandths(&text, 12500);
    text_add_char(&text, ' ');
    text_add_thousandths(&text, -30);
    text_add_char(&text, ' ');
    text_add_thousandths(&text, 0);
    text_add_char(&text, ' ');
    text_add_int(&text, -7);
    text_add_char(&text, ' ');
    text_add_thousandths(&text, 100001);
    text_add_char(&text, ' ');
    text_add_thousandths(&text, -20000);
    assert_string_equal(text_string(&text), "12.5 -0.03 0 -7 100.001 -20");
    text_clear(&text);
    text_add_int(&text, LONG_MIN);
    text_add_char(&text, ' ');
    text_add_thousandths(&text, LONG_MIN);
    assert_string_equal(text_string(&text), "-9223372036854775808 -9223372036854775.808");
    text_free(&text);
}

static void formats_know_six_directives(void **state)
{
    (void)state;
    struct text text = TEXT_EMPTY;
    text_format(&text, "%s<%c>%d %u %ld %zu;", "a&b", 'c', -1, 2U, -3L, (size_t)4);
    text_format(&text, "%f %f %f %f", 12.5, -0.03, 595.276, 1e-9);
    assert_string_equal(text_string(&text), "a&b<c>-1 2 -3 4;12.5 -0.03 595.276 0");
    text_clear(&text);
    text_format_xml(&text, "<a b=\"%s\"/>", "\"&");
    assert_string_equal(text_string(&text), "<a b=\"&quot;&amp;\"/>");
    text_free(&text);
}

/* Decoded one by one: what is malformed is told byte by byte. */
static bool is_decoded(const char *string)
{
    for (const char *at = string; *at;) {
        const char *start = at;
        if (utf8_next(&at) == 0xFFFD && at == start + 1)
            return false;
    }
    return true;
}

/* Of up to six bytes, of which most begin or end a range of the standard's table 3-7. */
static void all_that_is_well_formed_is_valid(void **state)
{
    static const unsigned char bytes[] = {'a',  0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0,
                                          0xC1, 0xC2, 0xD0, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE,
                                          0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFE, 0xFF};
    enum { TEXTS = 3000000 };
    uint32_t seed = 16;
    size_t valid = 0;
    (void)state;
    for (int i = 0; i < TEXTS; i++) {
        char string[24] = "";
        size_t const length = 1 + (size_t)i % 6;
        size_t const start = i % 3 ? 0 : 17; /* behind what is looked at as a block */
        memset(string, 'a', start);
        for (size_t j = start; j < start + length; j++) {
            seed = seed * 1664525 + 1013904223;
            string[j] = (char)(seed >> 30 ? bytes[(seed >> 8) % sizeof bytes] : 0x80 | seed >> 24);
        }
        if (utf8_valid(string, start + length) != is_decoded(string))
            fail_msg("%02x %02x %02x %02x", string[start], string[start + 1], string[start + 2],
                     string[start + 3]);
        valid += is_decoded(string);
    }
    assert_in_range(valid, TEXTS / 50, TEXTS / 2);
}

static void malformed_utf8_is_refused(void **state)
{
    (void)state;
    assert_true(utf8_valid("ё№☑", strlen("ё№☑")));
    assert_false(utf8_valid("\xC0\xAF", 2));     /* overlong */
    assert_false(utf8_valid("\xED\xA0\x80", 3)); /* surrogate */
    assert_false(utf8_valid("\xD0", 1));         /* truncated */
    const char *cursor = "\xD0z";
    assert_int_equal(utf8_next(&cursor), 0xFFFD);
    assert_int_equal(utf8_next(&cursor), 'z');
    assert_int_equal(utf8_next(&cursor), 0);
}

static void code_points_round_trip(void **state)
{
    (void)state;
    struct text text = TEXT_EMPTY;
    static const uint32_t points[] = {0x41, 0x451, 0x2116, 0x1F600};
    for (size_t i = 0; i < 4; i++)
        text_add_utf8(&text, points[i]);
    const char *cursor = text_string(&text);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(utf8_next(&cursor), points[i]);
    assert_int_equal(utf8_length(text_string(&text)), 4);
    text_free(&text);
}

static void escapes(void **state)
{
    (void)state;
    struct text text = TEXT_EMPTY;
    text_add_xml(&text, "<a b=\"c\">&'");
    text_add_json(&text, "\"\\\n\x01ё");
    assert_string_equal(text_string(&text),
                        "&lt;a b=&quot;c&quot;&gt;&amp;&#39;\"\\\"\\\\\\n\\u0001ё\"");
    text_free(&text);
}

static void blank_knows_nbsp(void **state)
{
    (void)state;
    assert_true(text_is_blank(NULL));
    assert_true(text_is_blank(" \t\xC2\xA0\n"));
    assert_false(text_is_blank(" а "));
}

static void a_cut_keeps_lines(void **state)
{
    (void)state;
    static const struct {
        const char *before, *after;
    } rows[] = {
        {"", ""},
        {"a<b>c\nd</b>e", "a\ne"},
        {"<b></b><b>x</b>", ""},
        {"1<b>2</b>3<b>\n\n</b>4", "13\n\n4"},
        {"a<b>c", "a<b>c"},
        {"a</b>c", "a</b>c"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct text text = TEXT_EMPTY;
        text_add(&text, rows[i].before);
        text_cut(&text, "<b>", "</b>");
        assert_string_equal(text_string(&text), rows[i].after);
        assert_int_equal(text.len, strlen(rows[i].after));
        text_free(&text);
    }
}

/* Names of files may hold any bytes: what people and JSON see of them is UTF-8, each byte told. */
static void strange_bytes_are_shown(void **state)
{
    (void)state;
    static const struct {
        const char *bytes, *shown, *json;
    } rows[] = {
        {"дело.xml", "дело.xml", "\"дело.xml\""},
        {"\xE4\xE5\xEB\xEE.xml", "\\xE4\\xE5\\xEB\\xEE.xml",
         "\"\\\\xE4\\\\xE5\\\\xEB\\\\xEE.xml\""},
        {"ё\xD1\"", "ё\\xD1\"", "\"ё\\\\xD1\\\"\""},
        {"\xEF\xBF\xBD", "\xEF\xBF\xBD", "\"\xEF\xBF\xBD\""},
        {"a\033[2J\n", "a\\x1B[2J\\x0A", "\"a\\u001b[2J\\n\""},
        {"\xC2\x9B", "\\xC2\\x9B", "\"\xC2\x9B\""},
        {"\xED\xA0\x80", "\\xED\\xA0\\x80", "\"\\\\xED\\\\xA0\\\\x80\""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct text text = TEXT_EMPTY;
        text_add_shown(&text, rows[i].bytes);
        assert_string_equal(text_string(&text), rows[i].shown);
        text_clear(&text);
        text_add_json(&text, rows[i].bytes);
        assert_string_equal(text_string(&text), rows[i].json);
        text_free(&text);
    }
}

static void a_template_is_filled(void **state)
{
    struct text_slot const slots[] = {{"year", "2026/2027"}, {"no", ""}, {NULL, NULL}};
    struct text text = TEXT_EMPTY;
    (void)state;
    text_fill(&text, "{year}: {} {other} {no}{year} {{year}} {yea} {years} {year", slots);
    assert_string_equal(text_string(&text),
                        "2026/2027: {} {other} 2026/2027 {2026/2027} {yea} {years} {year");
    text_free(&text);
}

static void lists_are_made_and_walked(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text text = TEXT_EMPTY;
    const char *list = " one\n two ";
    const char *none = NULL;
    text_add_item(&text, ", ", "one");
    text_add_item(&text, ", ", "two");
    assert_string_equal(text_take(&text, arena), "one, two");
    assert_null(text.data);
    assert_string_equal(text_take(&text, arena), "");
    assert_true(text_has_word(list, "two", 3));
    assert_false(text_has_word(list, "on", 2));
    assert_false(text_has_word(list, "", 0));
    assert_string_equal(text_next_word(&list, arena), "one");
    assert_string_equal(text_next_word(&list, arena), "two");
    assert_null(text_next_word(&list, arena));
    assert_null(text_next_word(&none, arena));
    assert_true(text_has_shape("2026/2027", "0000/0000"));
    assert_false(text_has_shape("2026/20270", "0000/0000"));
    assert_false(text_has_shape("2026", "0000/0000"));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_do_not_depend_on_locale),
        cmocka_unit_test(formats_know_six_directives),
        cmocka_unit_test(malformed_utf8_is_refused),
        cmocka_unit_test(all_that_is_well_formed_is_valid),
        cmocka_unit_test(code_points_round_trip),
        cmocka_unit_test(escapes),
        cmocka_unit_test(blank_knows_nbsp),
        cmocka_unit_test(a_cut_keeps_lines),
        cmocka_unit_test(strange_bytes_are_shown),
        cmocka_unit_test(a_template_is_filled),
        cmocka_unit_test(lists_are_made_and_walked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
