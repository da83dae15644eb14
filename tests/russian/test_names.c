/*
 * test_names.c - dates and names as records management writes them.
 */
#include "base/unicode.h"
#include "russian/dates.h"
#include "russian/names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define NBSP "\u00A0"

static int open_arena(void **state)
{
    *state = arena_new();
    return 0;
}

static int close_arena(void **state)
{
    arena_free(*state);
    return 0;
}

static void dates(void **state)
{
    assert_string_equal(dates_short(*state, "2026-09-30"), "30.09.2026");
    assert_string_equal(dates_long(*state, "2026-06-05"), "5" NBSP "июня" NBSP "2026" NBSP "г.");
    assert_string_equal(dates_long(*state, "2026-12-31"),
                        "31" NBSP "декабря" NBSP "2026" NBSP "г.");
    assert_string_equal(dates_long(*state, "2026-01-01"), "1" NBSP "января" NBSP "2026" NBSP "г.");
}

static void what_is_no_date_gives_nothing(void **state)
{
    static const char *const wrong[] = {"",           "2026",        "30.09.2026",
                                        "2026-09-3x", "2026-09-30Z", "2026/09/30"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_string_equal(dates_short(*state, wrong[i]), "");
        assert_string_equal(dates_long(*state, wrong[i]), "");
    }
    assert_string_equal(dates_long(*state, "2026-13-01"), "");
    assert_string_equal(dates_long(*state, "2026-00-01"), "");
}

static const struct {
    struct name name;
    const char *full, *first, *last;
} names[] = {
    {{"Иванова", "Мария", "Петровна", "", "", ""},
     "Иванова Мария Петровна",
     "М.П." NBSP "Иванова",
     "Иванова" NBSP "М.П."},
    {{"Осса", "Анна-Мария", "Яновна", "", "", ""},
     "Осса Анна-Мария Яновна",
     "А.-М.Я." NBSP "Осса",
     "Осса" NBSP "А.-М.Я."},
    {{"Мамедов", "Рашид", "Гусейн оглы", "", "", ""},
     "Мамедов Рашид Гусейн оглы",
     "Р.Г." NBSP "оглы" NBSP "Мамедов",
     "Мамедов" NBSP "Р.Г." NBSP "оглы"},
    {{"Күжүгет", "Өлзей", "Монгуш-оолович", "", "", ""},
     "Күжүгет Өлзей Монгуш-оолович",
     "Ө.М." NBSP "Күжүгет",
     "Күжүгет" NBSP "Ө.М."},
    {{"Ооржак", "Чечек-кыс", "Чечек-ооловна", "", "", ""},
     "Ооржак Чечек-кыс Чечек-ооловна",
     "Ч.Ч." NBSP "Ооржак",
     "Ооржак" NBSP "Ч.Ч."},
    {{"Алиева", "Лейла", "Гусейн-кызы", "", "", ""},
     "Алиева Лейла Гусейн-кызы",
     "Л.Г.-кызы" NBSP "Алиева",
     "Алиева" NBSP "Л.Г.-кызы"},
    {{"Осса", "Мари-анна-Луиза", "", "", "", ""},
     "Осса Мари-анна-Луиза",
     "М.-Л." NBSP "Осса",
     "Осса" NBSP "М.-Л."},
    {{"Смит", "Джон", "", "Дж.", "", ""}, "Смит Джон", "Дж." NBSP "Смит", "Смит" NBSP "Дж."},
    {{"Ли", "Ван Ань", "", "", "", ""}, "Ли Ван Ань", "В.А." NBSP "Ли", "Ли" NBSP "В.А."},
    {{"Өлчеймаа", "Һарыыһай", "", "", "", ""},
     "Өлчеймаа Һарыыһай",
     "Һ." NBSP "Өлчеймаа",
     "Өлчеймаа" NBSP "Һ."},
    {{"Ким", "", "", "", "", ""}, "Ким", "Ким", "Ким"},
    {{"", "Мария", "", "", "", ""}, "Мария", "М.", "М."},
    {{"", "", "", "", "", ""}, "", "", ""},
    {{"Ы", "А\u0301нна", "", "", "", ""}, "Ы А\u0301нна", "А\u0301." NBSP "Ы", "Ы" NBSP "А\u0301."},
    {{"Я", "Ян-", "-", "", "", ""}, "Я Ян- -", "Я." NBSP "Я", "Я" NBSP "Я."},
};

static void names_in_full_and_in_initials(void **state)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        assert_string_equal(name_in_full(*state, &names[i].name), names[i].full);
        assert_string_equal(name_initials_first(*state, &names[i].name), names[i].first);
        assert_string_equal(name_surname_first(*state, &names[i].name), names[i].last);
    }
}

static void capitals(void **state)
{
    assert_string_equal(unicode_capitalise(*state, "учитель"), "Учитель");
    assert_string_equal(unicode_capitalise(*state, "ёж"), "Ёж");
    assert_string_equal(unicode_capitalise(*state, "Директор"), "Директор");
    assert_string_equal(unicode_capitalise(*state, "1 класс"), "1 класс");
    assert_string_equal(unicode_capitalise(*state, ""), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates),
        cmocka_unit_test(what_is_no_date_gives_nothing),
        cmocka_unit_test(names_in_full_and_in_initials),
        cmocka_unit_test(capitals),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
