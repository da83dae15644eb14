/*
 * test_encoding.c - the quick look of encoding_is_doubtful() against the slow ones.
 */
#include "xml/encoding.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static uint32_t next_random(uint32_t *state)
{
    *state = *state * 1664525 + 1013904223;
    return *state >> 8;
}

/* Of texts as they are typed, and of what a wrong conversion makes of them. */
static void make_text(struct text *text, uint32_t *state)
{
    static const char *const pieces[] = {
        "а",  "б",  "п",      "р",     "я",     "ё",     "А",         "Р",       "С",       "Я",
        "Ё",  "Р°", "С‚",     "Рё",    "РЎ",    "Р",     "Сѓ",        "С‚",      "Р\u00A0", "Р¬",
        "Á",  "Ö",  "Öåíòð",  "ñå",    "×",     "÷",     "Ã",         " ",       " ",       "-",
        "№",  "«",  "»",      "слово", "Школа", "шКоЛа", "оБРАЗ",     "СССР»",   "—",       "x",
        "\n", "中", "\u0402", "Ї",     "ї",     "ў",     "ПОЛНОСТЬЮ", "а\u0301", "𝑥"};
    size_t const count = 1 + next_random(state) % 14;
    text_clear(text);
    for (size_t i = 0; i < count; i++)
        text_add(text, pieces[next_random(state) % (sizeof pieces / sizeof *pieces)]);
}

/* What is added says nothing of the encoding, but leaves the quick look no way out. */
static void the_quick_look_finds_what_the_slow_ones_find(void **state)
{
    (void)state;
    static const char both_traces[] = " × Р»";
    enum { TEXTS = 200000 };
    uint32_t random = 16;
    size_t doubtful = 0;
    struct text text = TEXT_EMPTY;
    for (size_t i = 0; i < TEXTS; i++) {
        struct encoding_doubt quick, slow;
        make_text(&text, &random);
        bool const said = encoding_is_doubtful(text.data, text.len, false, &quick);
        text_add(&text, both_traces);
        if (said != encoding_is_doubtful(text.data, text.len, false, &slow) ||
            (said && (quick.at != slow.at || quick.message != slow.message)))
            fail_msg("«%s»: %d", text.data, said);
        doubtful += said;
    }
    text_free(&text);
    assert_in_range(doubtful, TEXTS / 100, TEXTS / 2);
}

static void judged(const char *text, bool expected)
{
    struct encoding_doubt doubt;
    assert_int_equal(encoding_is_doubtful(text, strlen(text), false, &doubt), expected);
}

static void what_is_typed_is_not_doubted(void **state)
{
    (void)state;
    judged("", false);
    judged("Р", false);
    judged("Сёмина, С. Рёрих, СССР», № 5 — «Р»", false);
    judged("café, naïve, 5×3", false);
    judged("РїСЂРё", true);
    judged("Р°Р°Р°", true); /* three times the same sign: C2, D2, E2, D0 */
    judged("РґРґРґ", true);
    judged("С‚С‚С‚", true);
    judged("РЎРЎРЎ", true);
    judged("Öåíòð", true);
    judged("шКОЛА оБРАЗ", true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_quick_look_finds_what_the_slow_ones_find),
        cmocka_unit_test(what_is_typed_is_not_doubted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
