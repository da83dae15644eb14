/*
 * test_annual.c - the parts of the annual summary: school years, the alphabet, counts.
 */
#include "annual/annual.h"
#include "russian/names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* ---- school years ------------------------------------------------------------- */

/* ---- the alphabet ---------------------------------------------------------------- */

static int compare(const char *left, const char *right)
{
    struct text keys[2] = {TEXT_EMPTY, TEXT_EMPTY};
    collation_add(&keys[0], left);
    collation_add(&keys[1], right);
    int const order = strcmp(text_string(&keys[0]), text_string(&keys[1]));
    text_free(&keys[0]);
    text_free(&keys[1]);
    return order;
}

static void names_stand_in_the_order_of_the_alphabet(void **state)
{
    static const char *const names[] = {"",           "Smith",      "Абрамов",
                                        "Ежов",       "Елкина",     "Ёлкина",
                                        "Ельцова",    "Жуков",      "Ким",
                                        "Кузнецова",  "Күжүгет",    "Кырова",
                                        "Олег",       "Оюн",        "Өөлет",
                                        "Павлов",     "Римская",    "Римская-Корсакова",
                                        "Римскаялта", "Салтыковац", "Салтыкова-Щедрина",
                                        "Хэ",         "Һарук",      "Цой",
                                        "Щукин",      "Эрдман",     "Яковлев"};
    (void)state;
    for (size_t i = 1; i < sizeof names / sizeof *names; i++) {
        assert_true(compare(names[i - 1], names[i]) < 0);
        assert_true(compare(names[i], names[i - 1]) > 0);
        assert_int_equal(compare(names[i], names[i]), 0);
    }
}

static void hyphens_and_capitals_count_for_nothing(void **state)
{
    (void)state;
    assert_int_equal(compare("Тер-Оганесян", "ТЕРОГАНЕСЯН"), 0);
    assert_int_equal(compare("Ё", "ё"), 0);
    assert_true(compare("Семёнова", "Семенов") > 0);
    assert_true(compare("Семенова", "Семёнова") < 0);
}

static void what_stands_first_in_a_key_decides(void **state)
{
    struct text keys[2] = {TEXT_EMPTY, TEXT_EMPTY};
    (void)state;
    collation_add(&keys[0], "Ан");
    collation_add(&keys[0], "Яков");
    collation_add(&keys[1], "Анна");
    collation_add(&keys[1], "Борис");
    assert_true(strcmp(keys[0].data, keys[1].data) < 0);
    text_free(&keys[0]);
    text_free(&keys[1]);
}

/* ---- counts ------------------------------------------------------------------------ */

static struct tally_row_def rows[] = {{.next = &rows[1], .label = "мало", .code = "few"},
                                      {.label = "много", .code = "many"}};

static void count_case(struct tally *tally, int row, long marks)
{
    struct tally_hit const hit = {.tally = 0, .row = (size_t)row, .marks = marks};
    tally_case(tally, STATE_COMPLETED, &hit, row < 0 ? 0 : 1, NULL);
}

static void sums_are_checked(void **state)
{
    struct tally_def def = {
        .source = TALLY_CODES, .states = STATE_COMPLETED, .rows = rows, .none = "не указано"};
    struct tally tally;
    (void)state;
    tally_open(&tally, &def);
    count_case(&tally, 0, 1);
    count_case(&tally, 1, 3);
    count_case(&tally, -1, 0);
    tally_case(&tally, STATE_CARRIED, NULL, 0, NULL);
    assert_int_equal(tally.base, 3);
    assert_int_equal(tally.none, 1);
    assert_int_equal(tally_cases(&tally), 3);
    assert_int_equal(tally_marks(&tally), 4);
    assert_true(tally_holds(&tally, 3));
    assert_false(tally_holds(&tally, 4));
    tally.rows[0].cases++;
    assert_false(tally_holds(&tally, 3));
    def.repeats = true;
    assert_true(tally_holds(&tally, 3));
    tally.rows[0].cases = 4;
    assert_false(tally_holds(&tally, 3));
    tally.rows[0].cases = 0;
    assert_false(tally_holds(&tally, 3));
    tally.rows[0].cases = 1;
    def.none = NULL;
    assert_false(tally_holds(&tally, 3));
    tally_free(&tally);
}

static void the_commonest_comes_first(void **state)
{
    static const struct tally_def def = {
        .source = TALLY_CODES, .states = STATE_ANY, .rows = rows, .by_count = true};
    struct arena *arena = arena_new();
    struct tally tally;
    (void)state;
    tally_open(&tally, &def);
    assert_int_equal(tally_row_of(&tally, "many", arena), 1);
    assert_int_equal(tally_row_of(&tally, "other", arena), 2);
    assert_int_equal(tally_row_of(&tally, "other", arena), 2);
    count_case(&tally, 2, 1);
    tally_close(&tally, arena);
    assert_string_equal(tally.rows[0].label, "other");
    assert_string_equal(tally.rows[1].label, "мало");
    assert_string_equal(tally.rows[2].label, "много");
    tally_free(&tally);
    arena_free(arena);
}

static void namesakes_are_one_unless_told_apart(void **state)
{
    static const struct tally_def def = {.source = TALLY_PEOPLE, .states = STATE_ANY};
    static const struct tally_person people[] = {
        {.key = "b", .person = "", .name = "Б", .position = "химик"},
        {.key = "a", .person = "1", .name = "А", .position = "физик"},
        {.key = "b", .person = "7", .name = "Б", .position = "химик"},
        {.key = "a", .person = "2", .name = "А", .position = "завуч"},
        {.key = "a", .person = "1", .name = "А", .position = "физик"}};
    struct arena *arena = arena_new();
    struct tally tally;
    (void)state;
    tally_open(&tally, &def);
    for (size_t i = 0; i < sizeof people / sizeof *people; i++)
        tally_case(&tally, STATE_CARRIED, NULL, 0, &people[i]);
    tally_close(&tally, arena);
    assert_int_equal(tally.count, 3);
    assert_string_equal(tally.rows[0].label, "А, физик");
    assert_int_equal(tally.rows[0].cases, 2);
    assert_string_equal(tally.rows[1].label, "А, завуч");
    assert_string_equal(tally.rows[2].label, "Б");
    assert_int_equal(tally.rows[2].cases, 2);
    assert_true(tally_holds(&tally, 5));
    tally_free(&tally);
    arena_free(arena);
}

static void percentages_need_ten_cases(void **state)
{
    struct annual_form form = {.percent_from = 10};
    struct annual annual = {.form = &form, .options = {.year = 2026}};
    struct tally tally = {.base = 9};
    (void)state;
    assert_int_equal(annual_percent(&annual, &tally, 9), -1);
    tally.base = 10;
    assert_int_equal(annual_percent(&annual, &tally, 3), 30);
    tally.base = 40;
    assert_int_equal(annual_percent(&annual, &tally, 1), 3); /* 2.5 */
    assert_int_equal(annual_percent(&annual, &tally, 0), 0);
    assert_int_equal(annual_percent(&annual, &tally, 40), 100);
    form.percent_from = 0;
    tally.base = 0;
    assert_int_equal(annual_percent(&annual, &tally, 0), -1);
}

static void names_in_braces_are_filled_in(void **state)
{
    struct annual const annual = {.options = {.year = 2026}};
    struct arena *arena = arena_new();
    (void)state;
    assert_string_equal(annual_words(&annual, "за {school-year} год: {cases}", 7, arena),
                        "за 2026/2027 год: 7");
    assert_string_equal(annual_words(&annual, "{case} { {", 7, arena), "{case} { {");
    assert_string_equal(annual_words(&annual, "", 7, arena), "");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_stand_in_the_order_of_the_alphabet),
        cmocka_unit_test(hyphens_and_capitals_count_for_nothing),
        cmocka_unit_test(what_stands_first_in_a_key_decides),
        cmocka_unit_test(sums_are_checked),
        cmocka_unit_test(the_commonest_comes_first),
        cmocka_unit_test(namesakes_are_one_unless_told_apart),
        cmocka_unit_test(percentages_need_ten_cases),
        cmocka_unit_test(names_in_braces_are_filled_in),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
