/*
 * test_seen.c - a set of numbers that a stranger may choose.
 */
#include "base/seen.h"

#include <setjmp.h>
#include <stdarg.h>
#include <time.h>

#include <cmocka.h>

static void is_new_once(void **state)
{
    (void)state;
    struct seen seen = SEEN_EMPTY;
    for (uint64_t i = 1; i <= 1000; i++)
        assert_true(seen_add_number(&seen, i * i));
    for (uint64_t i = 1; i <= 1000; i++)
        assert_false(seen_add_number(&seen, i * i));
    seen_free(&seen);
}

/* Adds numbers that are alike in all but some bits; seconds of the processor. */
static double time_of(int shift)
{
    struct seen seen = SEEN_EMPTY;
    clock_t const before = clock();
    for (uint64_t i = 1; i <= 200000; i++)
        assert_true(seen_add_number(&seen, i << shift));
    seen_free(&seen);
    return (double)(clock() - before) / CLOCKS_PER_SEC;
}

static void chosen_numbers_cost_no_more(void **state)
{
    (void)state;
    for (int shift = 0; shift <= 40; shift += 8)
        assert_true(time_of(shift) < 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_new_once),
        cmocka_unit_test(chosen_numbers_cost_no_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
