/*
 * test_csv.c - which cells get an apostrophe, and that it can be taken away again.
 */
#include "base/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void assert_cell(void (*add)(struct text *, const char *), const char *value,
                        const char *wanted)
{
    struct text out = TEXT_EMPTY;
    add(&out, value);
    assert_string_equal(text_string(&out), wanted);
    text_free(&out);
}

static void ids_stay_as_typed(void **state)
{
    (void)state;
    static const char *const guarded[] = {
        "00012",  "1E5",   "1e5",     "05-12",      "12345678901234567890",
        "1/2",    "=1+1",  "+7",      "TRUE",       "False",
        "5.1",    "1.2.3", "2026-01", "12",         "MAR1",
        "Dec-5",  "5-May", "'x",      "-1",         "@sum",
        "2026-1", "0x1",   ".5",      "2026-014E5",
    };
    static const char *const plain[] = {"b000000", "2026-014", "2026-0014", "tn-0203",
                                        "DL.7",    "x=1",      ""};
    for (size_t i = 0; i < sizeof guarded / sizeof *guarded; i++) {
        struct text out = TEXT_EMPTY;
        csv_add_id(&out, guarded[i]);
        assert_int_equal(*text_string(&out), '\'');
        assert_string_equal(csv_plain(text_string(&out)), guarded[i]);
        text_free(&out);
    }
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        assert_cell(csv_add_id, plain[i], plain[i]);
        assert_string_equal(csv_plain(plain[i]), plain[i]);
    }
}

static void texts_are_no_formulas(void **state)
{
    (void)state;
    assert_cell(csv_add_text, "=cmd|'/c calc'!A1", "'=cmd|'/c calc'!A1");
    assert_cell(csv_add_text, "-5;\"x\"", "\"'-5;\"\"x\"\"\"");
    assert_cell(csv_add_text, "24.09.2025", "24.09.2025");
    assert_cell(csv_add_text, "two\nlines", "\"two\nlines\"");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_stay_as_typed),
        cmocka_unit_test(texts_are_no_formulas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
