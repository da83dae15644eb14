/*
 * test_letters.c - long words are divided, and how wide words are.
 */
#include "docx/letters.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void divides(const char *string, double widest, const char *wanted)
{
    struct text out = TEXT_EMPTY;
    letters_divide(string, widest, &out);
    assert_string_equal(text_string(&out), wanted);
    text_free(&out);
}

#define SHY "\xC2\xAD"

static void long_words_are_divided(void **state)
{
    (void)state;
    divides("административных работ", 7,
            "ад" SHY "ми" SHY "нист" SHY "ра" SHY "тив" SHY "ных работ");
    divides("административных работ", 9, "административных работ");
    divides("подъездов, объём", 2, "подъез" SHY "дов, объём");
    divides("взгляд стройность АНТИТЕРРОР №1", 1, "взгляд строй" SHY "ность АНТИТЕРРОР №1");
    divides("", 1, "");
}

/* Spaces that hold are written as "~". */
static void glues(const char *string, double widest, enum glue least, const char *wanted)
{
    struct text out = TEXT_EMPTY;
    struct text seen = TEXT_EMPTY;
    letters_glue(string, widest, least, &out);
    for (const char *cursor = text_string(&out); *cursor;) {
        uint32_t const c = utf8_next(&cursor);
        text_add_utf8(&seen, c == 0xA0 ? '~' : c);
    }
    assert_string_equal(text_string(&seen), wanted);
    text_free(&out);
    text_free(&seen);
}

static void what_belongs_together_is_glued(void **state)
{
    (void)state;
    glues("в 9 «А» за 45 минут, М.П. Иванова", 0, GLUE_STRONG, "в~9~«А» за 45~минут, М.П.~Иванова");
    glues("уроки на 5 дней и т. д.", 0, GLUE_STRONG, "уроки на 5~дней и~т.~д.");
    glues("уроки на 5 дней", 0, GLUE_WEAK, "уроки на~5~дней");
    glues("о школе и о доме", 4, GLUE_STRONG, "о~школе и~о~доме");
    glues("о школе и о доме", 3, GLUE_STRONG, "о школе и~о доме"); /* wider than the cell */
    glues("Гусельникова\u00A0М.Ю.", 8.9, GLUE_STRONG, "Гусельникова~М.Ю.");
    glues("Гусельникова\u00A0М.Ю.", 8, GLUE_STRONG, "Гусельникова М.Ю."); /* not «М.|Ю.» */
    glues("слово", 0, GLUE_STRONG, "слово");
    glues("", 0, GLUE_STRONG, "");
}

static void widths_are_those_of_the_font(void **state)
{
    (void)state;
    assert_true(letters_width("") < 0.001);
    double const width = letters_width("М.П. Иванова"); /* 889 250 722 250 250 722 472 444 ... */
    assert_true(width > 5.949 && width < 5.951);
    assert_true(letters_width("ё") < letters_width("Ё"));
}

/* Stretches of letters and of signs that Times New Roman lacks, by turns. */
static void signs_have_a_font(void **state)
{
    (void)state;
    static const struct {
        const char *string;
        size_t length;
        bool signs;
    } rows[] = {
        {"угол ∠ABC", sizeof "угол " - 1, false},
        {"∠ABC", sizeof "∠" - 1, true},
        {"∥⟂ b", sizeof "∥⟂" - 1, true},
        {"x² ≤ 5 → 1⁄2 – №", 0, false},
        {"≤∠", sizeof "≤" - 1, false},
        {"①", sizeof "①" - 1, true},
        {"", 0, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        bool signs;
        size_t const wanted = rows[i].length ? rows[i].length : strlen(rows[i].string);
        assert_int_equal(letters_of_one_font(rows[i].string, &signs), wanted);
        assert_int_equal(signs, rows[i].signs);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_have_a_font),
        cmocka_unit_test(long_words_are_divided),
        cmocka_unit_test(what_belongs_together_is_glued),
        cmocka_unit_test(widths_are_those_of_the_font),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
