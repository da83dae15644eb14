/*
 * test_threads.c - engines that are opened at once, the first of their process.
 */
#include "formulyar.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <libxml/parser.h>
#include <libxml/xmlmemory.h>

#include <cmocka.h>

enum { THREADS = 2, TABLE_OF_TYPES = 40 * 48, LONGEST_WAIT = 100 };

static atomic_int arrived;
static _Thread_local int place; /* in the row of those who make the table */

/*
 * libxml2 makes a table of the types of schemas when it is first asked for one.  The first to do
 * so waits for a second, which puts a new table in the place of the first one's when that is
 * full and read, and fills it slowly.
 */
static void *slow_malloc(size_t size)
{
    if (size == TABLE_OF_TYPES && !place) {
        place = 1 + atomic_fetch_add(&arrived, 1);
        for (int i = 0; i < LONGEST_WAIT && atomic_load(&arrived) < THREADS; i++)
            usleep(1000);
        if (place == 2)
            usleep(30000);
    }
    if (place && atomic_load(&arrived) == THREADS)
        usleep(place == 1 ? 20 : 1000);
    return malloc(size);
}

static void *open_engine(void *setup)
{
    formulyar *engine = formulyar_open(setup);
    int const status = formulyar_status(formulyar_opened(engine));
    formulyar_close(engine);
    return (void *)(intptr_t)status;
}

static void engines_open_at_once(void **state)
{
    (void)state;
    char data[4096];
    pthread_t threads[THREADS];
    snprintf(data, sizeof data, "%s/share", getenv("BUILD") ? getenv("BUILD") : "build");
    struct formulyar_setup setup = {
        .size = sizeof setup, .data = data, .forms = "forms", .today = "2027-06-01"};
    assert_int_equal(xmlMemSetup(free, slow_malloc, realloc, strdup), 0);
    xmlInitParser();
    for (size_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, open_engine, &setup), 0);
    for (size_t i = 0; i < THREADS; i++) {
        void *status;
        pthread_join(threads[i], &status);
        assert_null(status);
    }
    assert_true(atomic_load(&arrived) > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(engines_open_at_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
