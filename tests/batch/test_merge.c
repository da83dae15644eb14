/*
 * test_merge.c - more cases than one PDF takes are told before anything is read.
 */
#include "batch/merge.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TOO_MANY = 5001 };

static void five_thousand_and_one_case(void **state)
{
    (void)state;
    bool good[TOO_MANY];
    for (size_t i = 0; i < TOO_MANY; i++)
        good[i] = true;
    struct scan const scan = {.total = TOO_MANY};
    struct diags *diags = diags_new();
    struct merge const merge = {.diags = diags, .scan = &scan, .good = good, .path = "whole.pdf"};
    merge_write(&merge);
    assert_int_equal(diags_count(diags), 1);
    assert_string_equal(diags_get(diags, 0)->code, "E606");

    struct text told = TEXT_EMPTY;
    diags_print(diags, LANGUAGE_EN, &told);
    assert_non_null(strstr(text_string(&told), "whole.pdf"));
    assert_non_null(strstr(text_string(&told), "5001"));
    text_free(&told);
    diags_free(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(five_thousand_and_one_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
