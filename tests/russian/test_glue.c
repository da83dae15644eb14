/*
 * test_glue.c - the quick ways of glue.c against the rules that they stand for.
 */
#include "../../src/russian/glue.c"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { LONGEST = 200, TEXTS = 300000 };

static uint32_t seed;

static size_t draw(size_t below)
{
    seed = seed * 1664525 + 1013904223;
    return (seed >> 8) % below;
}

/* Words that rules ask for, and others, with and without the signs around them. */
static size_t make_text(uint32_t text[LONGEST], char *shown)
{
    static const char *const pieces[] = {
        "и",    "т.",  "т.д.", "д.",   "др.", "пр.", "п.", "пп.",    "им.",   "ул.",  "г.",
        "в",    "во",  "а",    "ё",    "ёж",  "ми",  "ии", "слово",  "класс", "мая",  "мая,",
        "5",    "45",  "2026", "5.4,", "№",   "§",   "—",  "–",      "-",     "А.",   "А.-М.",
        "Ли",   "И",   "«А»",  "(и",   "«и",  "и)",  "м",  "%",      "_",     "час.", "Победы",
        "www.", "a@b", "://",  "ww",   "w",   ":",   "@",  "школа-", "é",     "қ",    "и\u0301"};
    *shown = '\0';
    for (size_t count = 2 + draw(6); count--;) {
        strcat(shown, pieces[draw(sizeof pieces / sizeof *pieces)]);
        if (draw(4))
            strcat(shown, draw(8) ? " " : draw(2) ? "\u00A0" : "  ");
    }
    size_t length = 0;
    for (const char *at = shown; *at;)
        text[length++] = utf8_next(&at);
    return length;
}

static void a_plain_space_is_one_that_no_rule_holds(void **state)
{
    (void)state;
    size_t plain = 0, glued = 0, spaces = 0;
    seed = 16;
    for (int i = 0; i < TEXTS; i++) {
        uint32_t text[LONGEST];
        char shown[LONGEST * 2];
        size_t const count = make_text(text, shown);
        for (size_t at = 0; at < count; at++) {
            if (text[at] != ' ')
                continue;
            bool const is_glued = space_is_glued(text, count, at);
            if (is_plain_space(text, count, at) && is_glued)
                fail_msg("«%s» at %zu", shown, at);
            assert_int_equal(glue_holds(text, count, at), is_glued);
            plain += is_plain_space(text, count, at);
            glued += is_glued;
            spaces++;
        }
    }
    assert_in_range(plain, spaces / 20, spaces);
    assert_in_range(glued, spaces / 20, spaces);
}

/* As domain.md has it, by the word between the spaces. */
static bool is_address(const char *word)
{
    return strchr(word, '@') || strstr(word, "://") || strncmp(word, "www.", 4) == 0;
}

static void addresses_are_found_from_any_place_inside(void **state)
{
    (void)state;
    static const char *const pieces[] = {"www.", "w", ".", "a@b", "://", ":", "/", "ж", "@", "s"};
    size_t addresses = 0;
    seed = 17;
    for (int i = 0; i < TEXTS; i++) {
        char word[64] = "";
        for (size_t count = 1 + draw(4); count--;)
            strcat(word, pieces[draw(sizeof pieces / sizeof *pieces)]);
        uint32_t text[LONGEST] = {'@', ' '}; /* what stands in other words does not count */
        size_t count = 2;
        for (const char *at = word; *at;)
            text[count++] = utf8_next(&at);
        size_t const end = count;
        for (const char *at = " www.a@b://"; *at;)
            text[count++] = utf8_next(&at);
        bool const expected = is_address(word);
        for (size_t at = 2; at < end; at++)
            if (span_is_address(text, count, at) != expected ||
                span_is_address(text, end, at) != expected)
                fail_msg("«%s» at %zu", word, at);
        addresses += expected;
    }
    assert_in_range(addresses, TEXTS / 10, TEXTS * 9 / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plain_space_is_one_that_no_rule_holds),
        cmocka_unit_test(addresses_are_found_from_any_place_inside),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
