/*
 * test_turns.c - what comes in any order is handed on in order, also when it does not fit into memory.
 */
#include "batch/turns.h"

#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { CASES = 50, LARGE = 1 << 20 };

/* Expects the cases that have bytes, each filled with its number, in order. */
struct taken {
    size_t numbers[CASES];
    size_t count;
};

static void take(void *context, const char *bytes, size_t size)
{
    struct taken *taken = context;
    assert_true(size == LARGE || size == 10);
    for (size_t i = 0; i < size; i++)
        assert_int_equal(bytes[i], bytes[0]);
    taken->numbers[taken->count++] = (unsigned char)bytes[0];
}

static void add(struct turns *turns, size_t number, size_t size)
{
    char *bytes = xmalloc(size + 1);
    memset(bytes, (int)number, size);
    assert_int_equal(turns_add(turns, number, bytes, size), 0);
    free(bytes);
}

static void is_in_order(const struct taken *taken, size_t count)
{
    assert_int_equal(taken->count, count);
    for (size_t i = 1; i < taken->count; i++)
        assert_true(taken->numbers[i - 1] < taken->numbers[i]);
}

/* The last first: 49 MB wait, of which 32 fit. */
static void backwards(void **state)
{
    struct taken taken = {.count = 0};
    struct turns_taker const taker = {take, &taken};
    struct turns *turns = turns_new(CASES, "/tmp/x", &taker);
    (void)state;
    for (int round = 0; round < 2; round++)
        for (size_t i = CASES; i-- > 1;)
            if ((i < CASES / 2) == (round == 0))
                add(turns, i, LARGE);
    assert_int_equal(taken.count, 0);
    add(turns, 0, 10);
    is_in_order(&taken, CASES);
    assert_int_equal(turns_finish(turns), 0);
    is_in_order(&taken, CASES);
    turns_free(turns);
}

/* Cases of other shards, bad ones and those that never come leave no gap that others wait at for good. */
static void gaps(void **state)
{
    struct taken taken = {.count = 0};
    struct turns_taker const taker = {take, &taken};
    struct turns *turns = turns_new(CASES, "/tmp/x", &taker);
    (void)state;
    for (size_t i = 0; i < CASES; i += 2)
        turns_skip(turns, i);
    add(turns, 3, 10);
    assert_int_equal(taken.count, 0);
    add(turns, 1, 0);
    assert_int_equal(taken.count, 1);
    for (size_t i = 7; i < CASES; i += 2)
        add(turns, i, 10);
    assert_int_equal(taken.count, 1);
    assert_int_equal(turns_finish(turns), 0); /* 5 was lost with its file */
    is_in_order(&taken, CASES / 2 - 2);
    turns_free(turns);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(backwards), cmocka_unit_test(gaps)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
