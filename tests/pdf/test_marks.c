/*
 * test_marks.c - accents stand in the middle of their letters and touch neither them nor each other.
 */
#include "pdf/marks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static int set_up(void **state)
{
    const char *build = getenv("BUILD");
    struct text folder = TEXT_EMPTY;
    struct diags *diags = diags_new();
    text_format(&folder, "%s/share/fonts", build ? build : "build");
    *state = fonts_load(folder.data, diags);
    text_free(&folder);
    diags_free(diags);
    return *state ? 0 : -1;
}

static int tear_down(void **state)
{
    fonts_free(*state);
    return 0;
}

/* The ink of a mark behind letter, seen from the letter's own origin. */
static struct face_ink set(const struct fonts *fonts, struct marked *letter, int advance,
                           enum face face, uint32_t mark)
{
    struct mark_move const move = marks_set(letter, fonts, face, mark);
    struct face_ink const *ink = fonts_ink(fonts, face, mark);
    assert_non_null(ink);
    return (struct face_ink){(int16_t)(advance + move.right + ink->centre),
                             (int16_t)(ink->top + move.up), (int16_t)(ink->bottom + move.up)};
}

static void in_the_middle_and_apart(void **state)
{
    const struct fonts *fonts = *state;
    static const uint32_t letters[] = {0x430 /* а */, 0x44E /* ю */, 0x418 /* И */, 0x254 /* ɔ */,
                                       'b',           'x',           0x491 /* ґ */, 0x3B1};
    static const struct {
        enum face face;
        uint32_t mark;
    } marks[] = {{FACE_REGULAR, 0x301}, {FACE_REGULAR, 0x304}, {FACE_REGULAR, 0x303},
                 {FACE_REGULAR, 0x32A}, {FACE_SYMBOL, 0x20D7}, {FACE_REGULAR, 0x308}};
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        for (size_t k = 0; k < sizeof marks / sizeof *marks; k++) {
            const struct face_ink *ink = fonts_ink(fonts, FACE_REGULAR, letters[i]);
            int const advance = face_advance(fonts_table(fonts, FACE_REGULAR), letters[i]);
            struct marked letter = marks_letter(fonts, FACE_REGULAR, letters[i]);
            struct face_ink const at = set(fonts, &letter, advance, marks[k].face, marks[k].mark);
            assert_int_equal(at.centre, ink->centre);
            assert_true(at.bottom > ink->top || at.top < ink->bottom);
        }
}

static void one_above_the_other(void **state)
{
    const struct fonts *fonts = *state;
    struct marked letter = marks_letter(fonts, FACE_REGULAR, 'o');
    int const advance = face_advance(fonts_table(fonts, FACE_REGULAR), 'o');
    struct face_ink const first = set(fonts, &letter, advance, FACE_REGULAR, 0x308);
    struct face_ink const second = set(fonts, &letter, advance, FACE_REGULAR, 0x304);
    assert_true(second.bottom > first.top);
    assert_int_equal(second.centre, first.centre);
}

/* A tie stands above the place between two letters. */
static void between_letters(void **state)
{
    const struct fonts *fonts = *state;
    struct marked letter = marks_letter(fonts, FACE_REGULAR, 'k');
    int const advance = face_advance(fonts_table(fonts, FACE_REGULAR), 'k');
    struct face_ink const tie = set(fonts, &letter, advance, FACE_REGULAR, 0x361);
    assert_int_equal(tie.centre, advance);
    assert_true(tie.bottom > fonts_ink(fonts, FACE_REGULAR, 'k')->top);
}

/* A mark that stands alone, or behind what shows nothing, stays where it is. */
static void without_a_letter(void **state)
{
    struct marked letter = marks_letter(*state, FACE_REGULAR, ' ');
    struct mark_move const move = marks_set(&letter, *state, FACE_REGULAR, 0x301);
    assert_int_equal(move.right, 0);
    assert_int_equal(move.up, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_the_middle_and_apart),
        cmocka_unit_test(one_above_the_other),
        cmocka_unit_test(between_letters),
        cmocka_unit_test(without_a_letter),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
