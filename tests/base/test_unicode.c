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

static uint32_t draw(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 8) % below;
}

/* Any character that XML allows, most often one near what is not kept. */
static uint32_t draw_character(uint32_t *seed)
{
    static const uint32_t near[] = {0x85,   0xAD,   0x34F,  0x61C,   0x1680,  0x180B,
                                    0x200B, 0x2028, 0x202E, 0x205F,  0x206F,  0x3000,
                                    0xFE00, 0xFEFF, 0xFFF9, 0x1D173, 0x1D400, 0xE0001,
                                    0x2116, 0x2014, 0x410,  0x44F,   0xAB,    'a'};
    uint32_t c = draw(seed, 8) ? near[draw(seed, sizeof near / sizeof *near)] + draw(seed, 7) - 3
                               : draw(seed, 0x110000);
    return c < ' ' || (c >= 0xD800 && c < 0xE000) || (c & 0xFFFE) == 0xFFFE ? ' ' : c;
}

/* An invisible character at the end takes the quick way out away, and goes. */
static void the_quick_look_keeps_what_the_slow_one_keeps(void **state)
{
    (void)state;
    uint32_t seed = 16;
    size_t kept = 0;
    enum { TEXTS = 200000 };
    struct text typed = TEXT_EMPTY, quick = TEXT_EMPTY;
    for (int i = 0; i < TEXTS; i++) {
        text_clear(&typed);
        for (uint32_t count = draw(&seed, 6); count--;)
            text_add_utf8(&typed, draw_character(&seed));
        text_clear(&quick);
        text_add_bytes(&quick, typed.data, typed.len);
        unicode_clean(&quick);
        kept += quick.len == typed.len;
        text_add(&typed, "\u200B");
        unicode_clean(&typed);
        assert_string_equal(text_string(&quick), text_string(&typed));
    }
    assert_in_range(kept, TEXTS / 10, TEXTS * 9 / 10);
    text_free(&typed);
    text_free(&quick);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spaces_of_any_width_go_from_the_ends),
        cmocka_unit_test(invisible_characters_go),
        cmocka_unit_test(what_is_seen_stays),
        cmocka_unit_test(ends_of_lines_and_spaces),
        cmocka_unit_test(letters_of_formulas),
        cmocka_unit_test(the_quick_look_keeps_what_the_slow_one_keeps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
