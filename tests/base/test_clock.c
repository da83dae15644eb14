/*
 * test_clock.c - dates of the calendar, school years, and a clock that goes forward.
 */
#include "base/clock.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void dates_are_of_the_calendar(void **state)
{
    (void)state;
    static const char *const wrong[] = {"",          "2027-02-29",  "2027-13-01", "2027-00-01",
                                        "2027-5-20", "2027-05-20Z", " 2027-05-20"};
    struct date date;
    assert_true(date_read("2028-02-29", &date));
    assert_int_equal(date.year * 10000 + date.month * 100 + date.day, 20280229);
    assert_int_equal(date_days(&(struct date){1970, 1, 1}), 0);
    assert_int_equal(date_days(&(struct date){2000, 3, 1}), 11017);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_false(date_read(wrong[i], &date));
}

static void dates_are_read_as_typed(void **state)
{
    (void)state;
    static const char *const good[] = {"28.05.2027", "28.5.2027", "2027-05-28"};
    static const char *const odd[] = {"",         "28.05.27",    "28/05/2027",   "2027.05.28",
                                      "28 мая",   "28.05.2027 ", "28.05.2027г.", "028.05.2027",
                                      "28..2027", "28.05",       "20270528",     "2027-5-28"};
    static const char *const no_day[] = {"29.02.2027", "31.04.2027", "0.5.2027",
                                         "1.13.2027",  "01.01.0000", "2027-02-29"};
    struct date date;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_int_equal(date_read_typed(good[i], &date), DATE_GOOD);
        assert_int_equal(date.year * 10000 + date.month * 100 + date.day, 20270528);
    }
    assert_int_equal(date_read_typed("1.2.2028", &date), DATE_GOOD);
    assert_int_equal(date.month * 100 + date.day, 201);
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        assert_int_equal(date_read_typed(odd[i], &date), DATE_ODD);
    for (size_t i = 0; i < sizeof no_day / sizeof *no_day; i++)
        assert_int_equal(date_read_typed(no_day[i], &date), DATE_NO_DAY);
}

static void a_school_year_begins_in_september(void **state)
{
    (void)state;
    assert_int_equal(school_year_of("2026-08-31"), 2025);
    assert_int_equal(school_year_of("2026-09-01"), 2026);
    assert_int_equal(school_year_of("2027-01-15"), 2026);
    assert_int_equal(school_year_of(""), 0);
    assert_int_equal(school_year_of("2027-05"), 0);
    assert_int_equal(school_year_of("2027-05-20Z"), 0);
}

static void a_school_year_is_two_years_in_a_row(void **state)
{
    (void)state;
    assert_int_equal(school_year_read("2026/2027"), 2026);
    assert_int_equal(school_year_read("2026/2028"), 0);
    assert_int_equal(school_year_read("2026-2027"), 0);
    assert_int_equal(school_year_read("2026"), 0);
    assert_int_equal(school_year_read(""), 0);
    struct arena *arena = arena_new();
    assert_string_equal(school_year_name(arena, 2026, '/'), "2026/2027");
    assert_string_equal(school_year_name(arena, 1999, '-'), "1999-2000");
    arena_free(arena);
}

static void today_is_what_the_epoch_says(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    setenv("SOURCE_DATE_EPOCH", "1800000000", 1);
    assert_string_equal(clock_today(arena), "2027-01-15");
    long long const before = clock_microseconds();
    assert_true(clock_milliseconds() >= before / 1000);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_of_the_calendar),
        cmocka_unit_test(dates_are_read_as_typed),
        cmocka_unit_test(a_school_year_begins_in_september),
        cmocka_unit_test(a_school_year_is_two_years_in_a_row),
        cmocka_unit_test(today_is_what_the_epoch_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
