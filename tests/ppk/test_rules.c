/*
 * test_rules.c - the rules of the edition ppk-example, each broken and kept.
 *
 * As tests/case/test_goldens.c: rules/CODE.fail.xml must break rule CODE and equal its section of rules.err,
 * rules/CODE.pass.xml must be silent; there is such a pair for every rule.
 */
#include "base/file.h"
#include "case/case.h"
#include "case/rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "case/each.h"
#include "case/golden.h"

#define EDITION "forms/ppk-example/"

static struct case_schema *schema;
static struct rules *rules;

static int load(void **state)
{
    (void)state;
    struct diags *diags = diags_new();
    schema = case_schema_load(EDITION "case.xsd", diags);
    if (schema)
        rules = rules_load(EDITION "rules.xml", schema, diags);
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

static bool check_case(struct casefile *casefile, bool valid, void *context)
{
    struct check *check = context;
    if (valid)
        rules_check(rules, casefile, &check->options, check->diags);
    return true;
}

static struct diags *check_file(const char *path, bool draft)
{
    struct check check = {
        .diags = diags_new(),
        .options = {
            .draft = draft, .today = "2026-06-15", .approved = "", .session = rules_session_new()}};
    each_case(path, schema, check.diags, check_case, &check);
    rules_session_free(check.options.session);
    diags_sort(check.diags);
    return check.diags;
}

static void every_rule_fails_and_passes(void **state)
{
    (void)state;
    compare_rules("tests/ppk/rules", EDITION "rules.xml", check_file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rule_fails_and_passes),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
