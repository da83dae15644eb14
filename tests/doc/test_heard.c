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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blanks_are_named),
        cmocka_unit_test(typed_text_is_not),
        cmocka_unit_test(a_dash_is_named_where_it_is_all_of_a_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
