/*
 * test_meeting.c - council files beside what the program says about them.
 *
 * bad/NAME.xml is read and checked; what is printed must equal its section of
 * bad.err.  rules/CODE.fail.xml must break rule CODE and equal its golden;
 * rules/CODE.pass.xml must be silent; there is such a pair for every rule.  Run
 * with ACCEPT=1 to rewrite the goldens; then read them.
 */
#include "base/file.h"
#include "case/rules.h"
#include "council/meeting.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "case/golden.h"

static struct case_schema *cases;
static struct case_schema *schema;
static struct rules *rules;

static int load(void **state)
{
    (void)state;
    struct diags *diags = diags_new();
    cases = case_schema_load("forms/case.xsd", diags);
    schema = case_schema_load_minutes("forms/minutes.xsd", cases, diags);
    if (schema)
        rules = rules_load("forms/minutes-rules.xml", schema, diags);
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
    case_schema_free(cases);
    return 0;
}

static struct diags *check_file(const char *path, bool draft)
{
    struct diags *diags = diags_new();
    struct rules_options const options = {
        .draft = draft, .today = "2027-06-15", .approved = "2024-09-27"};
    struct casefile *council =
        meeting_read(path, schema, &(struct meeting_cases){.schema = cases}, diags);
    if (council)
        rules_check(rules, council, &options, diags);
    case_free(council);
    diags_sort(diags);
    return diags;
}

static void every_rule_fails_and_passes(void **state)
{
    (void)state;
    compare_rules("tests/council/rules", "forms/minutes-rules.xml", check_file);
}

static void bad_files(void **state)
{
    (void)state;
    compare_bad_files("tests/council/bad", check_file);
}

/* The numbers that nodes got, as "1 1.1 a1 ..." in the order of the file. */
static void numbers_follow_the_order_cited(void **state)
{
    (void)state;
    struct diags *diags = diags_new();
    struct arena *arena = arena_new();
    struct casefile *council = meeting_read("tests/council/good/numbers.xml", schema,
                                            &(struct meeting_cases){.schema = cases}, diags);
    assert_non_null(council);
    size_t count;
    struct meeting_appendix *list = meeting_appendices(council, arena, &count);
    assert_int_equal(count, 3);
    static const char *const ids[] = {"2026-032", "2026-031", "2026-031"};
    static const char *const forms[] = {"5.4", "5.4", "5.3"};
    for (size_t i = 0; i < count; i++) {
        assert_string_equal(case_id(list[i].casefile), ids[i]);
        assert_string_equal(list[i].form, forms[i]);
        assert_int_equal(list[i].number, (long)i + 3);
    }
    assert_string_equal(meeting_name(council, arena), "2027-05-28_5-2");
    assert_string_equal(meeting_title(council, arena), "от 28.05.2027 № 5/2");
    case_free(council);
    arena_free(arena);
    diags_free(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_files),
        cmocka_unit_test(every_rule_fails_and_passes),
        cmocka_unit_test(numbers_follow_the_order_cited),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
