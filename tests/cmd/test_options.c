/*
 * test_options.c - the command line as a struct, and what is said of a wrong one.
 */
#include "cmd/command.h"

#include <getopt.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct reading {
    struct arena *arena;
    struct diags *diags;
    struct options options;
    bool good;
};

static struct reading read_line(const char *const *words)
{
    struct reading reading = {.arena = arena_new(), .diags = diags_new()};
    char *argv[16] = {arena_strdup(reading.arena, "formulyar")};
    int argc = 1;
    for (; words[argc - 1]; argc++)
        argv[argc] = arena_strdup(reading.arena, words[argc - 1]);
    optind = 0; /* getopt starts anew */
    reading.good = options_read(argc, argv, &reading.options, reading.arena, reading.diags);
    return reading;
}

static void end(struct reading *reading)
{
    diags_free(reading->diags);
    arena_free(reading->arena);
}

#define READ(...) read_line((const char *const[]){__VA_ARGS__, NULL})

static void options_stand_anywhere(void **state)
{
    (void)state;
    setenv("POSIXLY_CORRECT", "1", 1);
    struct reading reading = READ("--lang", "en", "new", "-q", "--output=a.xml");
    unsetenv("POSIXLY_CORRECT");
    assert_true(reading.good);
    assert_string_equal(reading.options.command->name, "new");
    assert_int_equal(reading.options.language, LANGUAGE_EN);
    assert_string_equal(reading.options.value[OPTION_OUTPUT], "a.xml");
    assert_true(option_given(&reading.options, OPTION_QUIET));
    assert_false(option_given(&reading.options, OPTION_FORCE));
    assert_int_equal(reading.options.pdfa, 2);
    end(&reading);
}

static void assert_refused(struct reading reading, const char *code)
{
    assert_false(reading.good);
    assert_int_equal(diags_count(reading.diags), 1);
    assert_string_equal(diags_get(reading.diags, 0)->code, code);
    end(&reading);
}

static void wrong_lines_are_refused(void **state)
{
    (void)state;
    assert_refused(READ("-q"), "E010");
    assert_refused(READ("zzzzzzz"), "E011");
    assert_refused(READ("nwe"), "E012");
    assert_refused(READ("new", "-Z"), "E013");
    assert_refused(READ("new", "--ouput", "a"), "E014");
    assert_refused(READ("new", "-o"), "E015");
    assert_refused(READ("new", "--force=yes"), "E016");
    assert_refused(READ("new", "--pdfa", "1"), "E017");
    assert_refused(READ("new", "--lang", "de"), "E018");
    assert_refused(READ("forms", "--", "-q"), "E020");
}

static void help_needs_no_operands(void **state)
{
    (void)state;
    struct reading reading = READ("help", "new");
    assert_true(reading.good);
    assert_string_equal(reading.options.command->name, "new");
    assert_true(option_given(&reading.options, OPTION_HELP));
    end(&reading);
}

static void language_follows_the_locale(void **state)
{
    (void)state;
    static const struct {
        const char *locale;
        enum language language;
    } rows[] = {{"", LANGUAGE_RU},      {"C", LANGUAGE_RU},           {"C.UTF-8", LANGUAGE_RU},
                {"POSIX", LANGUAGE_RU}, {"ru_RU.UTF-8", LANGUAGE_RU}, {"en_GB.UTF-8", LANGUAGE_EN},
                {"de_DE", LANGUAGE_EN}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        unsetenv("LC_MESSAGES");
        unsetenv("LANG");
        setenv("LC_ALL", rows[i].locale, 1);
        struct reading reading = READ("new");
        assert_int_equal(reading.options.language, rows[i].language);
        end(&reading);
    }
}

static void nearest_is_near(void **state)
{
    (void)state;
    static const char *const words[] = {"check", "render", "blank", NULL};
    assert_string_equal(nearest_word("rendr", words), "render");
    assert_string_equal(nearest_word("chekc", words), "check");
    assert_null(nearest_word("summary", words));
    assert_null(nearest_word("a-word-that-is-longer-than-any-command-could-be", words));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_stand_anywhere), cmocka_unit_test(wrong_lines_are_refused),
        cmocka_unit_test(help_needs_no_operands), cmocka_unit_test(language_follows_the_locale),
        cmocka_unit_test(nearest_is_near),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
