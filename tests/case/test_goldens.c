/*
 * test_goldens.c - every bad case file beside what the program says about it.
 *
 * bad/NAME.xml is read and checked; what is printed must equal its section of
 * bad.err.  rules/CODE.fail.xml must break rule CODE and equal its golden;
 * rules/CODE.pass.xml must be silent; there is such a pair for every rule.
 * good/NAME.xml must be silent too.  Run with ACCEPT=1 to rewrite the goldens;
 * then read them.
 */
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "case/checking.h"

static int load(void **state)
{
    (void)state;
    return load_files("forms/case.xsd", "forms/rules.xml");
}

static struct diags *check_file(const char *path, bool draft)
{
    return check_under(path, (struct rules_options){.status = golden_stage,
                                                    .draft = draft,
                                                    .today = "2027-06-15",
                                                    .approved = "2024-09-27"});
}

static void assert_silent(const char *path)
{
    struct diags *diags = check_file(path, false);
    assert_says_nothing(diags);
    diags_free(diags);
}

static void bad_files(void **state)
{
    (void)state;
    compare_bad_files("tests/case/bad", check_file);
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
    compare_rules("tests/case/rules", "forms/rules.xml", check_file);
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
        compare_goldens(path, diags);
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
    each_case("tests/case/rules/C1.pass.xml", schema, check.diags, check_case, &check);
    rules_free(rules);
    rules = good;
    compare_goldens(path, check.diags);
    diags_free(check.diags);
}

static bool expect_invalid(struct casefile *casefile, bool valid, void *context)
{
    (void)casefile;
    (void)context;
    assert_false(valid);
    return true;
}

static void schemas_beyond_the_model(void **state)
{
    (void)state;
    struct diags *diags = diags_new();
    assert_null(case_schema_load("tests/case/schema/beyond.xsd", diags));
    compare_goldens("tests/case/schema/beyond.xsd", diags);
    diags_clear(diags);

    struct case_schema *nobody = case_schema_load("tests/case/schema/nobody.xsd", diags);
    assert_non_null(nobody);
    assert_null(case_schema_subject(nobody));
    assert_null(*case_schema_statuses(nobody));
    case_schema_free(nobody);

    struct case_schema *unique = case_schema_load("tests/case/schema/unique.xsd", diags);
    assert_non_null(unique);
    assert_int_equal(each_case("tests/case/schema/unique.xml", unique, diags, expect_invalid, NULL),
                     1);
    compare_goldens("tests/case/schema/unique.xml", diags);
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
