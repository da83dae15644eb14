/*
 * test_unicode.c - what is kept of a text as it was typed or pasted.
 */
#include "base/unicode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void cleaned(const char *typed, const char *expected)
{
    struct text text = TEXT_EMPTY;
    text_add(&text, typed);
    unicode_clean(&text);
    assert_string_equal(text_string(&text), expected);
    assert_int_equal(text.len, strlen(expected));
    text_free(&text);
}

static void trimmed(const char *typed, const char *expected)
{
    struct text text = TEXT_EMPTY;
    text_add(&text, typed);
    unicode_trim(&text);
    assert_string_equal(text_string(&text), expected);
    assert_int_equal(text.len, strlen(expected));
    text_free(&text);
}

static void spaces_of_any_width_go_from_the_ends(void **state)
{
    (void)state;
    trimmed("", "");
    trimmed("\u00A0", "");
    trimmed(" \t\u00A0\u3000\n", "");
    trimmed("\u00A0Павловна\u2009 ", "Павловна");
    trimmed("Ван\u00A0Ань", "Ван\u00A0Ань");
    trimmed("А", "А");
}

static void invisible_characters_go(void **state)
{
    (void)state;
    static const uint32_t invisible[] = {0xAD,   0x34F,  0x61C,  0x180E, 0x200B,  0x200C, 0x200D,
                                         0x200E, 0x200F, 0x202A, 0x202E, 0x2060,  0x2066, 0x2069,
                                         0x206F, 0xFE0F, 0xFEFF, 0xFFF9, 0x1D173, 0xE0001};
    for (size_t i = 0; i < sizeof invisible / sizeof *invisible; i++) {
        struct text text = TEXT_EMPTY;
        text_add(&text, "Ива");
        text_add_utf8(&text, invisible[i]);
        text_add(&text, "нова");
        text_add_utf8(&text, invisible[i]);
        cleaned(text.data, "Иванова");
        text_free(&text);
    }
    cleaned("", "");
    cleaned("\u200B", "");
}

static void what_is_seen_stays(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "«Школа» — №\u00A02, 5\u202F000 €, x²",
        "中\u2009文 😀 \uF0B7 \uFFFD \uFFFC",
        "за\u0301мок, т\u0306, [ɔ̃]",
        "ℝ, ℵ, ⅈ, ﬁ, ½",
        "a\u2011b",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        cleaned(texts[i], texts[i]);
}

static void ends_of_lines_and_spaces(void **state)
{
    (void)state;
    cleaned("один\u2028два\u2029три\xC2\x85четыре", "один\nдва\nтри\nчетыре");
    cleaned("a\u205Fb\u3000c", "a b c");
    cleaned("прове\u00AD\n      ряют", "проверяют");
    cleaned("прове\u00AD ряют", "прове ряют");
}

static void letters_of_formulas(void **state)
{
    (void)state;
    cleaned("𝑥² + 𝑦 = 𝟗, 𝛼, 𝔸", "x² + y = 9, α, A");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spaces_of_any_width_go_from_the_ends),
        cmocka_unit_test(invisible_characters_go),
        cmocka_unit_test(what_is_seen_stays),
        cmocka_unit_test(ends_of_lines_and_spaces),
        cmocka_unit_test(letters_of_formulas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
