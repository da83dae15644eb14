/*
 * checking.h - what tests of rules share: the schema and rules of a regulation, and a file checked by them.
 */
#ifndef FORMULYAR_TESTS_CASE_CHECKING_H
#define FORMULYAR_TESTS_CASE_CHECKING_H

#include "case/case.h"
#include "case/each.h"
#include "case/golden.h"
#include "case/rules.h"

#include <stdio.h>

static struct case_schema *schema;
static struct rules *rules;

/* For the group's set-up: 0, or -1 with what is wrong on standard error. */
static int load_files(const char *schema_path, const char *rules_path)
{
    struct diags *diags = diags_new();
    schema = case_schema_load(schema_path, diags);
    if (schema)
        rules = rules_load(rules_path, schema, diags);
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

/* What is said of a file under these options, but for the session, sorted; the caller frees it. */
static struct diags *check_under(const char *path, struct rules_options options)
{
    struct check check = {.diags = diags_new(), .options = options};
    check.options.session = rules_session_new();
    each_case(path, schema, check.diags, check_case, &check);
    rules_session_free(check.options.session);
    diags_sort(check.diags);
    return check.diags;
}

#endif
