/*
 * test_goldens.c - every bad case file beside what the program says about it.
 *
 * bad/NAME.xml is read and checked; what is printed must equal NAME.ru.err and
 * NAME.en.err.  rules/CODE.fail.xml must break rule CODE and equal its goldens;
 * rules/CODE.pass.xml must be silent; there is such a pair for every rule.
 * good/NAME.xml must be silent too.  Run with ACCEPT=1 to rewrite the goldens;
 * then read them.
 */
#include "base/file.h"
#include "case/case.h"
#include "case/rules.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct case_schema *schema;
static struct rules *rules;

static int load(void **state)
{
    (void)state;
    struct diags *diags = diags_new();
    schema = case_schema_load("forms/case.xsd", diags);
    if (schema)
        rules = rules_load("forms/rules.xml", schema, diags);
    struct text text = TEXT_EMPTY;
    diags_print(diags, LANGUAGE_EN, &text);
    fputs(text_string(&text), stderr);
    text_free(&text);
    diags_free(diags);
    return rules ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    rules_free(rules);
    case_schema_free(schema);
    return 0;
}

struct check {
    struct diags *diags;
    struct rules_options options;
};

static enum case_verdict check_case(struct casefile *casefile, bool valid, void *context)
{
    struct check *check = context;
    if (valid)
        rules_check(rules, casefile, &check->options, check->diags);
    return CASE_GO_ON;
}

static struct diags *check_file(const char *path, bool draft)
{
    struct check check = {.diags = diags_new(),
                          .options = {.draft = draft,
                                      .today = "2027-06-15",
                                      .approved = "2024-09-27",
                                      .session = rules_session_new()}};
    case_read(path, schema, check.diags, check_case, &check);
    rules_session_free(check.options.session);
    diags_sort(check.diags);
    return check.diags;
}

/* Names in a folder that end so, in order; the caller frees them. */
static size_t list_files(const char *folder, const char *ending, char ***names)
{
    struct dirent **entries;
    int const count = scandir(folder, &entries, NULL, alphasort);
    assert_true(count >= 0);
    size_t found = 0;
    *names = calloc((size_t)count + 1, sizeof **names);
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;
        size_t const length = strlen(name);
        if (length > strlen(ending) && strcmp(name + length - strlen(ending), ending) == 0)
            (*names)[found++] = strdup(name);
        free(entries[i]);
    }
    free(entries);
    return found;
}

static void free_names(char **names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    free(names);
}

static void compare_golden(const char *xml, enum language language, const char *suffix,
                           const struct diags *diags)
{
    char golden[512];
    snprintf(golden, sizeof golden, "%.*s.%s", (int)(strlen(xml) - 4), xml, suffix);
    struct text got = TEXT_EMPTY;
    struct text wanted = TEXT_EMPTY;
    diags_print(diags, language, &got);
    if (getenv("ACCEPT"))
        assert_int_equal(file_write(golden, got.data, got.len), 0);
    if (file_read(golden, 1 << 20, &wanted) != 0)
        fail_msg("%s is missing", golden);
    assert_string_equal(text_string(&got), text_string(&wanted));
    text_free(&got);
    text_free(&wanted);
}

static bool has_code(const struct diags *diags, const char *code)
{
    for (size_t i = 0; i < diags_count(diags); i++)
        if (strcmp(diags_get(diags, i)->code, code) == 0)
            return true;
    return false;
}

static void assert_silent(const char *path)
{
    struct diags *diags = check_file(path, false);
    struct text text = TEXT_EMPTY;
    diags_print(diags, LANGUAGE_EN, &text);
    assert_string_equal(text_string(&text), "");
    text_free(&text);
    diags_free(diags);
}

static void bad_files(void **state)
{
    (void)state;
    char **names;
    size_t const count = list_files("tests/case/bad", ".xml", &names);
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++) {
        char path[512];
        snprintf(path, sizeof path, "tests/case/bad/%s", names[i]);
        struct diags *diags = check_file(path, false);
        if (!diags_count(diags))
            fail_msg("%s passes", path);
        compare_golden(path, LANGUAGE_RU, "ru.err", diags);
        compare_golden(path, LANGUAGE_EN, "en.err", diags);
        diags_free(diags);
    }
    free_names(names, count);
}

static void good_files(void **state)
{
    (void)state;
    char **names;
    size_t const count = list_files("tests/case/good", ".xml", &names);
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++) {
        char path[512];
        snprintf(path, sizeof path, "tests/case/good/%s", names[i]);
        assert_silent(path);
    }
    free_names(names, count);
}

static void every_rule_fails_and_passes(void **state)
{
    (void)state;
    const char *code;
    for (size_t i = 0; (code = rules_code(rules, i)) != NULL; i++) {
        char path[512];
        snprintf(path, sizeof path, "tests/case/rules/%s.fail.xml", code);
        struct diags *diags = check_file(path, false);
        if (!has_code(diags, code))
            fail_msg("%s does not break %s", path, code);
        compare_golden(path, LANGUAGE_RU, "ru.err", diags);
        compare_golden(path, LANGUAGE_EN, "en.err", diags);
        diags_free(diags);

        diags = check_file(path, true);
        assert_int_equal(diags_at_least(diags, SEVERITY_ERROR), 0);
        assert_true(has_code(diags, code));
        diags_free(diags);

        snprintf(path, sizeof path, "tests/case/rules/%s.pass.xml", code);
        assert_silent(path);
    }
}

static void bad_rules(void **state)
{
    (void)state;
    char **names;
    size_t const count = list_files("tests/case/bad-rules", ".xml", &names);
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++) {
        char path[512];
        snprintf(path, sizeof path, "tests/case/bad-rules/%s", names[i]);
        struct diags *diags = diags_new();
        assert_null(rules_load(path, schema, diags));
        compare_golden(path, LANGUAGE_RU, "ru.err", diags);
        compare_golden(path, LANGUAGE_EN, "en.err", diags);
        diags_free(diags);
    }
    free_names(names, count);
}

static void rules_that_fail_to_run(void **state)
{
    (void)state;
    const char *path = "tests/case/schema/runs-away.xml";
    struct check check = {.diags = diags_new()};
    struct rules *good = rules;
    rules = rules_load(path, schema, check.diags);
    assert_non_null(rules);
    case_read("tests/case/rules/C1.pass.xml", schema, check.diags, check_case, &check);
    rules_free(rules);
    rules = good;
    compare_golden(path, LANGUAGE_RU, "ru.err", check.diags);
    compare_golden(path, LANGUAGE_EN, "en.err", check.diags);
    diags_free(check.diags);
}

static enum case_verdict expect_invalid(struct casefile *casefile, bool valid, void *context)
{
    (void)casefile;
    (void)context;
    assert_false(valid);
    return CASE_GO_ON;
}

static void schemas_beyond_the_model(void **state)
{
    (void)state;
    struct diags *diags = diags_new();
    assert_null(case_schema_load("tests/case/schema/beyond.xsd", diags));
    compare_golden("tests/case/schema/beyond.xsd", LANGUAGE_RU, "ru.err", diags);
    compare_golden("tests/case/schema/beyond.xsd", LANGUAGE_EN, "en.err", diags);
    diags_clear(diags);

    struct case_schema *unique = case_schema_load("tests/case/schema/unique.xsd", diags);
    assert_non_null(unique);
    assert_int_equal(
        case_read("tests/case/schema/unique.xml", unique, diags, expect_invalid, NULL), 1);
    compare_golden("tests/case/schema/unique.xml", LANGUAGE_RU, "ru.err", diags);
    compare_golden("tests/case/schema/unique.xml", LANGUAGE_EN, "en.err", diags);
    case_schema_free(unique);
    diags_free(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(good_files),
        cmocka_unit_test(bad_files),
        cmocka_unit_test(every_rule_fails_and_passes),
        cmocka_unit_test(bad_rules),
        cmocka_unit_test(rules_that_fail_to_run),
        cmocka_unit_test(schemas_beyond_the_model),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
