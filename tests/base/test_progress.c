/*
 * test_progress.c - what a person at a terminal is told while it takes long.
 */
#include "base/report.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

/* What a function writes to standard error; the caller frees it. */
static struct text told(struct progress progress, void act(struct progress *progress))
{
    struct text out = TEXT_EMPTY;
    FILE *file = tmpfile();
    int const kept = dup(STDERR_FILENO);
    assert_non_null(file);
    dup2(fileno(file), STDERR_FILENO);
    act(&progress);
    dup2(kept, STDERR_FILENO);
    close(kept);
    rewind(file);
    for (int byte; (byte = fgetc(file)) != EOF;)
        text_add_char(&out, (char)byte);
    fclose(file);
    return out;
}

static void work(struct progress *progress)
{
    progress_show(progress, 7);
    progress_say(progress, "verifying...");
    progress_clear(progress);
}

static void say_twice(struct progress *progress)
{
    progress_say(progress, "writing...");
    progress_say(progress, "verifying...");
    progress_clear(progress);
}

static void long_work_is_told_and_erased(void **state)
{
    (void)state;
    struct text out = told((struct progress){.visible = true}, say_twice);
    assert_string_equal(text_string(&out), "\r\033[Kwriting...\r\033[Kverifying...\r\033[K");
    text_free(&out);
}

static void nobody_looks(void **state)
{
    (void)state;
    struct text out = told((struct progress){.visible = false}, work);
    assert_string_equal(text_string(&out), "");
    text_free(&out);
}

static void short_work_is_not_told(void **state)
{
    (void)state;
    struct text out =
        told((struct progress){.visible = true, .next_milliseconds = 1LL << 60}, work);
    assert_string_equal(text_string(&out), "");
    text_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(long_work_is_told_and_erased),
        cmocka_unit_test(nobody_looks),
        cmocka_unit_test(short_work_is_not_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
