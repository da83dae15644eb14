/*
 * test_hints.c - where a Latin letter is a mistake, and where it is meant.
 */
#include "russian/hints.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* Asks about each line of a file but comments; every answer must be the wanted one. */
static void check_lines(const char *path, bool wanted)
{
    FILE *file = fopen(path, "r");
    char line[1024];
    size_t count = 0;
    size_t wrong = 0;
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = '\0';
        if (*line == '#')
            continue;
        count++;
        if ((hint_mixed_script(line) != NULL) != wanted) {
            fprintf(stderr, "# %s: %s\n", wanted ? "not seen" : "falsely seen", line);
            wrong++;
        }
    }
    fclose(file);
    assert_int_equal(wrong, 0);
    assert_true(count >= 80);
}

static void latin_letters_by_mistake(void **state)
{
    (void)state;
    check_lines("tests/russian/latin/mistakes.txt", true);
}

static void latin_letters_that_are_meant(void **state)
{
    (void)state;
    check_lines("tests/russian/latin/meant.txt", false);
}

static void latin_letters_in_names(void **state)
{
    (void)state;
    static const char *const wrong[] = {"Oca", "Iван", "Rоман", "COBA", "A.B.", "Xа", "O."};
    static const char *const right[] = {"Смирнова", "Smith", "Müller", "", "ди Капуа"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        if (!hint_latin_name(wrong[i]))
            fail_msg("not seen: %s", wrong[i]);
    for (size_t i = 0; i < sizeof right / sizeof *right; i++)
        if (hint_latin_name(right[i]))
            fail_msg("falsely seen: %s", right[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(latin_letters_by_mistake),
        cmocka_unit_test(latin_letters_that_are_meant),
        cmocka_unit_test(latin_letters_in_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
