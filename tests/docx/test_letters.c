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

static void widths_are_those_of_the_font(void **state)
{
    (void)state;
    assert_true(letters_width("") < 0.001);
    double const width = letters_width("М.П. Иванова"); /* 889 250 722 250 250 722 472 444 ... */
    assert_true(width > 5.949 && width < 5.951);
    assert_true(letters_width("ё") < letters_width("Ё"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(long_words_are_divided),
        cmocka_unit_test(widths_are_those_of_the_font),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
