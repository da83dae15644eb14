/*
 * test_breaks.c - what the library of line breaking is not asked is what it would have said.
 */
#include "pdf/breaks.h"

#include "russian/letters.h"

#include <linebreak.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

#include <cmocka.h>

enum { TEXTS = 20000, LONGEST = 40 };

/* Without those that versions of the library tell differently. */
static const uint32_t signs[] = {0x430, 'b',  0x301, ' ', ' ',    '1', '(', ')', '-',  '/',
                                 0xAB,  0xBB, '"',   '.', 0x2013, '!', ',', '#', 0xAD, 0x2014};

static unsigned roll(unsigned sides)
{
    static uint64_t seed = 88172645463325252U;
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (unsigned)(seed % sides);
}

/* Where the library would break, asked of every sign that is not inside a word. */
static void ask_of_all(const uint32_t *text, size_t count, bool *may_break)
{
    uint32_t asked[LONGEST];
    char answers[LONGEST];
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        bool const goes_on = i > 0 && ((is_letter(text[i]) && is_letter(text[i - 1])) ||
                                       (is_accent(text[i]) && text[i - 1] != ' '));
        may_break[i] = !goes_on; /* so far: it begins a sign that is asked of */
        if (!goes_on)
            asked[length++] = is_letter(text[i]) ? 'a' : text[i];
    }
    set_linebreaks_utf32(asked, length, "ru", answers);
    const char *answer = answers;
    for (size_t i = 0; i + 1 < count; i++) {
        if (!may_break[i + 1])
            may_break[i] = false;
        else
            may_break[i] = *answer == LINEBREAK_ALLOWBREAK || *answer == LINEBREAK_MUSTBREAK;
        answer += may_break[i + 1];
    }
}

static void places_are_those_of_the_library(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    init_linebreak();
    for (int i = 0; i < TEXTS; i++) {
        uint32_t text[LONGEST];
        unsigned char kinds[LONGEST];
        bool may_break[LONGEST];
        size_t const count = 1 + roll(LONGEST);
        for (size_t k = 0; k < count; k++)
            text[k] = roll(2) ? 0x430 + roll(32) : signs[roll(sizeof signs / sizeof *signs)];
        ask_of_all(text, count, may_break);
        breaks_find(text, count, kinds, arena);
        for (size_t k = 0; k + 1 < count; k++)
            if (k > 0 || text[k] != ' ')
                assert_int_equal(kinds[k] != BREAK_NONE, may_break[k]);
        arena_reset(arena);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_are_those_of_the_library),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
