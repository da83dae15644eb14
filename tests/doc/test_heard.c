/*
 * test_heard.c - which signs are said in words, and that text which was typed is not.
 */
#include "doc/heard.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char *heard(const char *text)
{
    struct run const run = {.text = text};
    return run_heard(NULL, &run);
}

static void blanks_are_named(void **state)
{
    (void)state;
    assert_string_equal(heard("«___» __________ 20__ г."), HEARD_NO_DATE);
    assert_string_equal(heard("«___» __________ 20__\u00A0г."), HEARD_NO_DATE);
    assert_string_equal(heard("____"), HEARD_BLANK);
    assert_string_equal(heard("____________________"), HEARD_BLANK);
    static const char *const begun[] = {"г____", "»____", "«____", "\u00A0____", "\"____\""};
    for (size_t i = 0; i < sizeof begun / sizeof *begun; i++)
        assert_string_equal(heard(begun[i]), HEARD_BLANK);
}

static void typed_text_is_not(void **state)
{
    (void)state;
    assert_null(heard("_"));
    assert_null(heard("«Вставьте ____ букву»"));
    assert_null(heard("____ и ____"));
    assert_null(heard("«Школа 2000»"));
    assert_null(heard("2020 г."));
    assert_null(heard("— да"));
    assert_null(heard("-5"));
    assert_null(heard("г."));
    assert_null(heard("«»"));
    assert_null(heard("гора"));
    assert_null(heard(".____"));
    assert_null(heard("20____"));
    assert_null(heard("…____"));
}

static void a_dash_is_named_where_it_is_all_of_a_value(void **state)
{
    (void)state;
    struct run const label = {.text = "Приглашены: "};
    struct run const year = {.text = "2026"};
    struct run dash = {.text = "—"};
    assert_string_equal(heard("—"), HEARD_DASH);
    assert_string_equal(heard("–"), HEARD_DASH);
    assert_string_equal(heard("-"), HEARD_DASH);
    assert_string_equal(run_heard(&label, &dash), HEARD_DASH);
    assert_null(run_heard(&year, &dash));
    dash.next = &dash;
    assert_null(run_heard(&label, &dash));
}

static const char *said(const char *text, unsigned flags, const struct blank *blank,
                        struct arena *arena)
{
    struct run const run = {.text = text, .flags = flags, .blank = blank};
    return run_said(NULL, &run, arena);
}

static void places_to_write_are_heard_with_their_captions(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct blank blank = {.caption = "(серия, номер)"};
    assert_string_equal(said(BLANK_TEXT, 0, &blank, arena), "место для записи (серия, номер)");
    assert_null(said("04 12", RUN_DATA, &blank, arena));
    assert_null(said("—", RUN_DATA, &blank, arena));
    blank = (struct blank){.is_signature = true};
    assert_string_equal(said(BLANK_TEXT, 0, &blank, arena), HEARD_SIGN);
    assert_string_equal(said("(серия)", RUN_SILENT, NULL, arena), "");
    assert_string_equal(said("____", 0, NULL, arena), HEARD_BLANK);
    arena_free(arena);
}

static void what_is_underlined_is_said(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_string_equal(said("матерью", RUN_UNDERLINED, NULL, arena), "подчёркнуто: матерью");
    assert_string_equal(said("отцом", RUN_NOT_UNDERLINED, NULL, arena), "не подчёркнуто: отцом");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blanks_are_named),
        cmocka_unit_test(typed_text_is_not),
        cmocka_unit_test(places_to_write_are_heard_with_their_captions),
        cmocka_unit_test(what_is_underlined_is_said),
        cmocka_unit_test(a_dash_is_named_where_it_is_all_of_a_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
