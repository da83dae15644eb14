/*
 * test_budget.c - what is spent stays spent, and large files get more.
 */
#include "base/budget.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void one_refusal_ends_all(void **state)
{
    (void)state;
    struct budget budget;
    budget_start(&budget, 1000);
    assert_true(budget_take(&budget, BUDGET_STEPS, 1));
    assert_true(budget_take(&budget, BUDGET_INFLATED, budget.left[BUDGET_INFLATED]));
    assert_false(budget.is_spent);
    assert_false(budget_take(&budget, BUDGET_INFLATED, 1));
    assert_true(budget.is_spent);
    assert_false(budget_take(&budget, BUDGET_STEPS, 1));
}

static void large_files_get_more(void **state)
{
    (void)state;
    struct budget small;
    struct budget large;
    budget_start(&small, 1000);
    budget_start(&large, (size_t)100 << 20);
    for (int kind = 0; kind < BUDGET_KINDS; kind++)
        assert_true(large.left[kind] > small.left[kind]);
    budget_start(&large, SIZE_MAX);
    for (int kind = 0; kind < BUDGET_KINDS; kind++)
        assert_true(large.left[kind] > SIZE_MAX / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_refusal_ends_all),
        cmocka_unit_test(large_files_get_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
