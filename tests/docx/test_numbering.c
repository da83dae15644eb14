/*
 * test_numbering.c - which markers are one list, and what it is in word/numbering.xml.
 */
#include "docx/numbering.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct bench {
    struct typography type;
    struct numbering *numbering;
    struct text part;
};

static int setup(void **state)
{
    struct bench *bench = xmalloc(sizeof *bench);
    *bench = (struct bench){.type = {.indent_mm = 12.5}};
    bench->numbering = numbering_new(&bench->type);
    *state = bench;
    return 0;
}

static int teardown(void **state)
{
    struct bench *bench = *state;
    numbering_free(bench->numbering);
    text_free(&bench->part);
    free(bench);
    return 0;
}

/* The ids of entries with these markers, all in one run. */
static void ids_of(struct bench *bench, const char *const *markers, enum list_place place, int *ids)
{
    struct list_run run = {0};
    for (; *markers; markers++) {
        numbering_go_on(bench->numbering, &run, *markers, place);
        *ids++ = run.id;
    }
}

/* What the part says of a list. */
static const char *list_in_part(struct bench *bench, int id)
{
    char wanted[64];
    text_clear(&bench->part);
    numbering_part(bench->numbering, &bench->part);
    snprintf(wanted, sizeof wanted, "<w:num w:numId=\"%d\">", id);
    const char *found = strstr(text_string(&bench->part), wanted);
    assert_non_null(found);
    *strstr(found, "</w:num>") = '\0';
    return found;
}

static void numbers_that_follow_are_one_list(void **state)
{
    static const char *const markers[] = {"1)", "2)", "3)", "1)", "2)", "4)", "5)", NULL};
    int ids[7];
    ids_of(*state, markers, LIST_ITEM, ids);
    assert_int_equal(ids[1], ids[0]);
    assert_int_equal(ids[2], ids[0]);
    assert_int_not_equal(ids[3], ids[0]);
    assert_int_equal(ids[4], ids[3]);
    assert_int_not_equal(ids[5], ids[3]);
    assert_int_equal(ids[6], ids[5]);
    assert_non_null(strstr(list_in_part(*state, ids[3]), "<w:startOverride w:val=\"1\"/>"));
    assert_non_null(strstr(list_in_part(*state, ids[5]), "<w:startOverride w:val=\"4\"/>"));
}

static void each_list_is_its_own(void **state)
{
    static const char *const markers[] = {"1)", NULL};
    int ids[6];
    for (int i = 0; i < 6; i++)
        ids_of(*state, markers, LIST_ITEM, &ids[i]);
    for (int i = 0; i < 6; i++)
        for (int k = 0; k < i; k++)
            assert_int_not_equal(ids[i], ids[k]);
}

static void signs_around_a_number_make_a_kind(void **state)
{
    static const char *const markers[] = {"2.9.", "2.10.", "3.11.", "–", "–", "01.", "02.", NULL};
    int ids[7];
    struct bench *bench = *state;
    ids_of(bench, markers, LIST_RUN_IN, ids);
    assert_int_equal(ids[1], ids[0]);
    assert_int_not_equal(ids[2], ids[1]);
    assert_int_equal(ids[4], ids[3]);
    assert_int_equal(ids[6], ids[5]);
    assert_non_null(strstr(list_in_part(bench, ids[2]), "<w:startOverride w:val=\"11\"/>"));
    text_clear(&bench->part);
    numbering_part(bench->numbering, &bench->part);
    assert_non_null(strstr(text_string(&bench->part), "<w:lvlText w:val=\"2.%1.\"/>"));
    assert_non_null(strstr(text_string(&bench->part), "<w:lvlText w:val=\"3.%1.\"/>"));
    assert_non_null(strstr(text_string(&bench->part), "<w:lvlText w:val=\"0%1.\"/>"));
    assert_non_null(strstr(text_string(&bench->part),
                           "<w:numFmt w:val=\"bullet\"/><w:suff w:val=\"space\"/><w:lvlText "
                           "w:val=\"–\"/>"));
}

static void markers_are_escaped(void **state)
{
    static const char *const markers[] = {"<&\"1>", "7", "99999999999999", "", NULL};
    int ids[4];
    struct bench *bench = *state;
    ids_of(bench, markers, LIST_DETAIL, ids);
    numbering_part(bench->numbering, &bench->part);
    assert_non_null(strstr(text_string(&bench->part), "w:val=\"&lt;&amp;&quot;%1&gt;\""));
}

static void what_is_unused_is_the_same_part(void **state)
{
    static const char *const markers[] = {"1)", "2)", NULL};
    struct bench *bench = *state;
    struct text before = TEXT_EMPTY;
    int ids[2];
    numbering_part(bench->numbering, &before);
    ids_of(bench, markers, LIST_ITEM, ids);
    ids_of(bench, markers, LIST_DETAIL, ids);
    numbering_part(bench->numbering, &bench->part);
    assert_string_equal(text_string(&bench->part), text_string(&before));
    text_free(&before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(numbers_that_follow_are_one_list, setup, teardown),
        cmocka_unit_test_setup_teardown(each_list_is_its_own, setup, teardown),
        cmocka_unit_test_setup_teardown(signs_around_a_number_make_a_kind, setup, teardown),
        cmocka_unit_test_setup_teardown(markers_are_escaped, setup, teardown),
        cmocka_unit_test_setup_teardown(what_is_unused_is_the_same_part, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
