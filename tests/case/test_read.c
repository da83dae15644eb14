/*
 * test_read.c - reading, places, queries.
 */
#include "case/case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static struct case_schema *schema;

static int load(void **state)
{
    (void)state;
    struct diags *diags = diags_new();
    schema = case_schema_load("forms/case.xsd", diags);
    diags_free(diags);
    return schema ? 0 : -1;
}

static int unload(void **state)
{
    (void)state;
    case_schema_free(schema);
    return 0;
}

static enum case_verdict keep(struct casefile *casefile, bool valid, void *context)
{
    struct casefile **kept = context;
    if (valid && !*kept)
        *kept = case_keep(casefile);
    return CASE_GO_ON;
}

static void print(struct diags *diags)
{
    struct text text = TEXT_EMPTY;
    diags_print(diags, LANGUAGE_EN, &text);
    if (text.len)
        fputs(text.data, stderr);
    text_free(&text);
}

static void whole_case(void **state)
{
    (void)state;
    struct diags *diags = diags_new();
    struct casefile *casefile = NULL;
    assert_int_equal(case_read("tests/case/good/completed.xml", schema, diags, keep, &casefile), 1);
    print(diags);
    assert_int_equal(diags_count(diags), 0);
    assert_non_null(casefile);
    assert_string_equal(case_id(casefile), "2026-014");
    assert_string_equal(case_status(casefile), "completed");

    struct arena *arena = arena_new();
    struct pos const here = {.file = "test"};
    struct query *query = query_compile("c:problems/c:problem[@kind]", schema, here, diags);
    print(diags);
    assert_non_null(query);
    size_t count;
    const struct node **nodes = query_nodes(query, casefile, case_root(casefile), arena, &count);
    assert_int_equal(count, 1);
    assert_string_equal(node_path(casefile, nodes[0], arena), "/case/problems/problem");
    assert_string_equal(node_attribute(nodes[0], "kind", arena), "method org");
    assert_string_equal(node_text(nodes[0], arena), "Темп урока\nодин");
    const char **paragraphs = node_paragraphs(nodes[0], arena, &count);
    assert_int_equal(count, 2);
    assert_string_equal(paragraphs[1], "один");
    struct pos const pos = node_pos(casefile, nodes[0]);
    assert_int_equal(pos.line, 9);
    assert_int_equal(pos.column, 13);
    query_free(query);

    query = query_compile("c:problems/c:problem/@kind", schema, here, diags);
    nodes = query_nodes(query, casefile, case_root(casefile), arena, &count);
    assert_int_equal(node_pos(casefile, nodes[0]).column, 30);
    query_free(query);
    assert_null(query_compile("c:problems/c:probelm", schema, here, diags));
    assert_null(query_compile("problems", schema, here, diags));
    assert_null(query_compile("c:problems[", schema, here, diags));
    assert_int_equal(diags_count(diags), 3);

    arena_free(arena);
    case_free(casefile);
    diags_free(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(whole_case)};
    return cmocka_run_group_tests(tests, load, unload);
}
