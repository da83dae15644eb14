/*
 * test_rules.c - the rules of the edition ppk-example, each broken and kept.
 *
 * As tests/case/test_goldens.c: rules/CODE.fail.xml must break rule CODE and equal its section of rules.err,
 * rules/CODE.pass.xml must be silent; there is such a pair for every rule.
 */
#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "case/checking.h"

#define EDITION "forms/ppk-example/"

static int load(void **state)
{
    (void)state;
    return load_files(EDITION "case.xsd", EDITION "rules.xml");
}

static struct diags *check_file(const char *path, bool draft)
{
    return check_under(
        path, (struct rules_options){.draft = draft, .today = "2026-06-15", .approved = ""});
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
