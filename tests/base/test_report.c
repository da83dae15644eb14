/*
 * test_report.c - what a person at a terminal is told.
 */
#include "base/report.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
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
    progress_show(progress, "7 of 12");
    progress_say(progress, "verifying...", false);
    progress_clear(progress);
}

static void say_twice(struct progress *progress)
{
    progress_say(progress, "writing...", false);
    progress_say(progress, "verifying...", false);
    progress_clear(progress);
}

static void long_work_is_told_and_erased(void **state)
{
    (void)state;
    struct text out = told((struct progress){.visible = true}, say_twice);
    assert_string_equal(text_string(&out), "\r\033[Kwriting...\r\033[Kverifying...\r\033[K");
    text_free(&out);
}

static void count_twice(struct progress *progress)
{
    progress_show(progress, "1 of 2");
    progress_show(progress, "2 of 2");
    progress_say(progress, "verifying...", true);
    progress_clear(progress);
}

/* The second count comes within a tenth of a second; what is surely long is told at once. */
static void counts_are_not_drawn_too_often(void **state)
{
    (void)state;
    struct text out = told((struct progress){.visible = true}, count_twice);
    assert_string_equal(text_string(&out), "\r\033[K1 of 2\r\033[Kverifying...\r\033[K");
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

static void nouns_follow_numbers(void **state)
{
    (void)state;
    static const char *const wanted[] = {"0 дел",  "1 дело",  "2 дела",  "4 дела",   "5 дел",
                                         "11 дел", "12 дел",  "14 дел",  "21 дело",  "22 дела",
                                         "25 дел", "111 дел", "112 дел", "121 дело", "1004 дела"};
    static const struct noun noun = {{"дело", "дела", "дел"}, {"case", "cases"}};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        struct text text = TEXT_EMPTY;
        size_t const count = strtoul(wanted[i], NULL, 10);
        text_format(&text, "%zu %s", count, noun_form(&noun, count, LANGUAGE_RU));
        assert_string_equal(text_string(&text), wanted[i]);
        text_free(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(long_work_is_told_and_erased),
        cmocka_unit_test(counts_are_not_drawn_too_often),
        cmocka_unit_test(nobody_looks),
        cmocka_unit_test(short_work_is_not_told),
        cmocka_unit_test(nouns_follow_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
