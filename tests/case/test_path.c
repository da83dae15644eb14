/*
 * test_path.c - plain paths give what the XPath machine gives.
 */
#include "case/case.h"
#include "case/path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static enum case_verdict keep(struct casefile *casefile, bool valid, void *context)
{
    struct casefile **kept = context;
    if (valid && !*kept)
        *kept = case_keep(casefile);
    return CASE_GO_ON;
}

static const char *const plain[] = {
    ".",
    "@id",
    "@nothing",
    "c:teacher",
    "c:teacher/c:surname",
    "c:problems/c:problem",
    "c:problems/c:problem/@kind",
    "c:results/c:result/c:method/@source",
    "c:conclusion/c:problem-status",
    "c:teacher/c:surname/c:teacher",
};

static const char *const not_plain[] = {
    "",         "/",       "..",           "c:a/",     "c:a//c:b", "c:a/@b/c:d",  "@b/c:d",     "c:a[1]",
    "c:a | c:b", "c:*",    "x:a",          "teacher",  "f:day(.)", "'text'",      "c:a/@c:b",   "c:",
    "c:a/c:a/c:a/c:a/c:a/c:a/c:a/c:a/c:a", "./c:a",    "c:a /c:b", "child::c:a",  "@",          "c:-a",
};

static void nodes_are_the_same(void **state)
{
    (void)state;
    struct diags *diags = diags_new();
    struct case_schema *schema = case_schema_load("forms/case.xsd", diags);
    struct casefile *casefile = NULL;
    assert_non_null(schema);
    case_read("samples/completed.xml", schema, diags, keep, &casefile);
    assert_non_null(casefile);
    for (size_t i = 0; i < sizeof plain / sizeof *plain; i++) {
        struct arena *arena = arena_new();
        struct pos const here = {.file = "test"};
        struct path *path = path_compile(plain[i]);
        assert_non_null(path);
        path_free(path);
        /* Brackets change nothing but that it is no plain path any more. */
        const char *bracketed = arena_printf(arena, "(%s)", plain[i]);
        struct query *queries[2] = {query_compile(plain[i], schema, here, diags),
                                    query_compile(bracketed, schema, here, diags)};
        if (!queries[0] || !queries[1]) { /* a name that the schema does not know */
            assert_true(!queries[0] && !queries[1]);
            arena_free(arena);
            continue;
        }
        const struct node **nodes[2];
        size_t counts[2];
        for (int side = 0; side < 2; side++)
            nodes[side] =
                query_nodes(queries[side], casefile, case_root(casefile), arena, &counts[side]);
        assert_int_equal(counts[0], counts[1]);
        for (size_t n = 0; n < counts[0]; n++)
            assert_ptr_equal(nodes[0][n], nodes[1][n]);
        assert_string_equal(query_string(queries[0], casefile, case_root(casefile), arena),
                            query_string(queries[1], casefile, case_root(casefile), arena));
        assert_int_equal(query_true(queries[0], casefile, case_root(casefile)),
                         query_true(queries[1], casefile, case_root(casefile)));
        query_free(queries[0]);
        query_free(queries[1]);
        arena_free(arena);
    }
    case_free(casefile);
    case_schema_free(schema);
    diags_free(diags);
}

static void more_than_a_path_is_left_to_the_machine(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof not_plain / sizeof *not_plain; i++) {
        struct path *path = path_compile(not_plain[i]);
        if (path)
            fprintf(stderr, "# taken for a plain path: %s\n", not_plain[i]);
        assert_null(path);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nodes_are_the_same),
        cmocka_unit_test(more_than_a_path_is_left_to_the_machine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
