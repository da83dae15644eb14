/*
 * test_people.c - who holds a role on a day, and lists of people that contradict themselves.
 */
#include "case/people.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#define NAME(s, g)                                                                                 \
    {                                                                                              \
        .surname = s, .given = g, .patronymic = "", .initials = ""                                 \
    }

static struct post posts[] = {
    {.role = "director",
     .person = "a",
     .name = NAME("Седых", "Ольга"),
     .position = "",
     .from = "2020-08-20",
     .to = "2026-01-31",
     .pos = {"o", 1, 0}},
    {.role = "director",
     .person = "b",
     .name = NAME("Жук", "Раиса"),
     .position = "",
     .from = "2026-02-01",
     .to = "",
     .pos = {"o", 2, 0}},
    {.role = "psychologist",
     .person = "",
     .name = NAME("Осса", "Инна"),
     .position = "",
     .from = "",
     .to = "",
     .pos = {"o", 3, 0}},
    {.role = "psychologist",
     .person = "c",
     .name = NAME("ОССА", "Инна"),
     .position = "",
     .from = "",
     .to = "2026-03-01",
     .pos = {"o", 4, 0}},
    {.role = "methodist",
     .person = "d",
     .name = NAME("Ким", "Ли"),
     .position = "",
     .from = "2026-01-01",
     .to = "2026-12-31",
     .pos = {"o", 5, 0}},
    {.role = "methodist",
     .person = "e",
     .name = NAME("Цой", "Ян"),
     .position = "",
     .from = "2026-12-31",
     .to = "",
     .pos = {"o", 6, 0}},
};

enum { COUNT = sizeof posts / sizeof *posts };

static int link_posts(void **state)
{
    (void)state;
    for (size_t i = 0; i + 1 < COUNT; i++)
        posts[i].next = &posts[i + 1];
    return 0;
}

static void the_day_decides(void **state)
{
    static const struct {
        const char *role, *person, *day;
        enum people_found found;
        size_t post;
    } rows[] = {
        {"director", "", "2020-08-19", PEOPLE_NOBODY, COUNT},
        {"director", "", "2020-08-20", PEOPLE_ONE, 0},
        {"director", "", "2026-01-31", PEOPLE_ONE, 0},
        {"director", "", "2026-02-01", PEOPLE_ONE, 1},
        {"director", "", "", PEOPLE_ONE, 1},
        {"director", "a", "2026-02-01", PEOPLE_NOBODY, COUNT},
        {"psychologist", "", "2026-01-01", PEOPLE_ONE, 2}, /* the same name twice is one person */
        {"psychologist", "c", "2026-01-01", PEOPLE_ONE, 3},
        {"mentor", "c", "2026-01-01", PEOPLE_ONE, 3}, /* the id has no such role: it tells who */
        {"mentor", "", "2026-01-01", PEOPLE_NOBODY, COUNT},
        {"methodist", "", "2026-12-30", PEOPLE_ONE, 4},
        {"methodist", "", "2026-12-31", PEOPLE_SEVERAL, 4},
        {"methodist", "e", "2026-12-31", PEOPLE_ONE, 5},
        {"methodist", "", "2027-01-01", PEOPLE_ONE, 5},
        {"methodist", "zz", "2027-01-01", PEOPLE_NOBODY, COUNT},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct post *post;
        enum people_found const found =
            people_find(posts, rows[i].role, rows[i].person, rows[i].day, &post);
        const struct post *wanted = rows[i].post < COUNT ? &posts[rows[i].post] : NULL;
        if (found != rows[i].found || post != wanted)
            fail_msg("row %zu: %d", i, (int)found);
    }
}

static void contradictions_are_told(void **state)
{
    (void)state;
    struct diags *diags = diags_new();
    assert_false(people_check(posts, diags)); /* the psychologist */
    assert_int_equal(diags_count(diags), 1);
    assert_string_equal(diags_get(diags, 0)->code, "E181");
    assert_int_equal(diags_get(diags, 0)->pos.line, 4);
    diags_clear(diags);
    assert_true(people_check(&posts[3], diags)); /* two methodists share a day, and have ids */
    assert_int_equal(diags_count(diags), 0);
    posts[5].person = "";
    assert_true(people_check(&posts[3], diags));
    assert_string_equal(diags_get(diags, 0)->code, "W186");
    posts[5].person = "e";
    diags_clear(diags);
    struct post two[] = {posts[0], posts[1]};
    two[0].next = &two[1];
    two[1].next = NULL;
    assert_true(people_check(two, diags));
    two[1].from = "2026-01-31";
    assert_false(people_check(two, diags));
    assert_string_equal(diags_get(diags, 0)->code, "E182");
    two[1].to = "2026-01-30";
    assert_false(people_check(two, diags));
    assert_string_equal(diags_get(diags, 1)->code, "E180");
    diags_free(diags);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_day_decides),
        cmocka_unit_test(contradictions_are_told),
    };
    return cmocka_run_group_tests(tests, link_posts, NULL);
}
