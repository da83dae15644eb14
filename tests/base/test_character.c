/*
 * test_character.c - what messages call a character, and where they say it stands.
 */
#include "base/arena.h"
#include "base/character.h"
#include "base/diag.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void says(const char *text, const char *character, const char *ru, const char *en)
{
    struct arena *arena = arena_new();
    const char *both = character_place(arena, text, strstr(text, character), 0);
    assert_string_equal(both, diag_both(arena, ru, en));
    arena_free(arena);
}

static void character_and_place(void **state)
{
    (void)state;
    says("Ученики рады 😀 всегда", "😀", "«😀» U+1F600 (эмодзи), слово 3",
         "“😀” U+1F600 (emoji), word 3");
    says("Cмирнова", "C", "«C» U+0043 (латинская буква), слово 1, знак 1",
         "“C” U+0043 (Latin letter), word 1, character 1");
    says("а\u00A0Ивaнова\n", "a", "«a» U+0061 (латинская буква), слово 2, знак 3",
         "“a” U+0061 (Latin letter), word 2, character 3");
    says("ученики c учителем", "c", "«c» U+0063 (латинская буква), слово 2",
         "“c” U+0063 (Latin letter), word 2");
}

/* A terminal would show nothing, or a box. */
static void invisible_by_number(void **state)
{
    (void)state;
    says("сло\uFFFCво", "\uFFFC", "U+FFFC (место рисунка или формулы), слово 1, знак 4",
         "U+FFFC (place of a picture or formula), word 1, character 4");
    says("a \uF0B7 b", "\uF0B7", "U+F0B7 (знак шрифта Symbol, Wingdings или подобного), слово 2",
         "U+F0B7 (character of Symbol, Wingdings or the like), word 2");
    says("e\u20EA", "\u20EA", "U+20EA (надстрочный или подстрочный знак), слово 1, знак 2",
         "U+20EA (combining mark), word 1, character 2");
    says("\xC2\x85", "\xC2\x85", "U+0085 (управляющий знак)", "U+0085 (control character)");
}

/* Whatever occurs has a kind, in both languages. */
static void every_character_has_a_kind(void **state)
{
    (void)state;
    for (uint32_t c = 1; c <= 0x10FFFF; c++) {
        struct character_kind const kind = character_kind(c);
        assert_true(*kind.text[LANGUAGE_RU] && *kind.text[LANGUAGE_EN]);
    }
    assert_string_equal(character_kind(0x4E2D).text[LANGUAGE_RU], "иероглиф");
}

/* Of a short text only the character is told. */
static void place_in_long_texts(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    static const char text[] = "один два 中";
    const char *at = strstr(text, "中");
    assert_non_null(strstr(character_place(arena, text, at, 3), "слово 3"));
    assert_null(strstr(character_place(arena, text, at, 4), "слово"));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(character_and_place),
        cmocka_unit_test(invisible_by_number),
        cmocka_unit_test(place_in_long_texts),
        cmocka_unit_test(every_character_has_a_kind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
