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
#include <string.h>

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
    {{"Ли", "Ван" NBSP "Ань", "", "", "", ""},
     "Ли Ван" NBSP "Ань",
     "В.А." NBSP "Ли",
     "Ли" NBSP "В.А."},
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

static void whole_names_in_a_field(void **state)
{
    static const struct {
        const char *surname, *given, *patronymic;
        bool surname_crowded, given_crowded;
    } rows[] = {
        {"Иванова", "Мария", "Петровна", false, false},
        {"Иванова Мария Петровна", "", "", true, false},
        {"Иванова Мария", "", "", true, false},
        {"Иванова Мария", "Мария", "Петровна", true, false},
        {"Иванова М.П.", "Мария", "", true, false},
        {"Иванова Петровна", "Мария", "", true, false},
        {"ИВАНОВА МАРИЯ ПЕТРОВНА", "Мария", "", true, false},
        {"Мамедов Рашид оглы", "Рашид", "", true, false},
        {"Гарсиа Маркес", "Габриэль", "", false, false},
        {"фон дер Берг", "Анна", "", false, false},
        {"Нил о Брайан", "Шон", "", false, false},
        {"Берг делла Роза", "Анна", "", false, false},
        {"Салтыков-Щедрин", "Михаил", "", false, false},
        {"Петрович", "Анна", "", false, false},
        {"Ван", "Ань", "", false, false},
        {"Иванова", "Мария Петровна", "", false, true},
        {"Мамедов", "Рашид Гусейн оглы", "", false, true},
        {"Иванова", "Анна Мария", "Петровна", false, false},
        {"Ким", "Чен Ир", "", false, false},
        {"", "", "", false, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct name const name = {.surname = rows[i].surname,
                                  .given = rows[i].given,
                                  .patronymic = rows[i].patronymic,
                                  .initials = ""};
        if (name_is_crowded(&name, 0) != rows[i].surname_crowded ||
            name_is_crowded(&name, 1) != rows[i].given_crowded || name_is_crowded(&name, 2))
            fail_msg("%s, %s", rows[i].surname, rows[i].given);
    }
}

static void names_that_begin_small(void **state)
{
    static const char *const small[] = {"иванова", "мария петровна", "ёлкина", "петрова-Водкина",
                                        "ö",       "фоновая",        "ванина"};
    static const char *const right[] = {"Иванова",       "фон Берг",   "де Голль", "ван Гог",
                                        "аль-Фараби",    "оглы",       "кызы",     "Гусейн оглы",
                                        "д’Артаньян",    "д'Артаньян", "о’Нил",    "ди Капуа",
                                        "Чечек-оолович", "",           "4",        "ибн Сина"};
    (void)state;
    for (size_t i = 0; i < sizeof small / sizeof *small; i++)
        if (!name_begins_small(small[i]))
            fail_msg("not seen: %s", small[i]);
    for (size_t i = 0; i < sizeof right / sizeof *right; i++)
        if (name_begins_small(right[i]))
            fail_msg("falsely seen: %s", right[i]);
}

static void the_same_person(void **state)
{
    static const struct {
        const char *one[3], *other[3];
        bool same;
    } rows[] = {
        {{"Седых", "Ольга", "Кузьминична"}, {"Седых", "Ольга", "Кузьминична"}, true},
        {{"Сёмина", "Ольга", ""}, {"СЕМИНА", "ольга", ""}, true},
        {{"Сёмина-Жук", "Ольга", ""}, {"Семина - Жук", "Ольга", ""}, true},
        {{"Седых Ольга", "", ""}, {"Седых", "Ольга", ""}, true},
        {{"Седых\u00A0Ольга", "", ""}, {"Седых", "Ольга", ""}, true},
        {{"Ван", "Ань Ли", ""}, {"Ван", "Ань", "Ли"}, true},
        {{"Седых", "", ""}, {"Седых", "", ""}, false},
        {{"", "", ""}, {"", "", ""}, false},
        {{"Седых", "Ольга", ""}, {"Седых", "Ольга", "Кузьминична"}, false},
        {{"Седых", "Ольга", ""}, {"Седых", "Олег", ""}, false},
        {{"СедыхОльга", "", ""}, {"Седых", "Ольга", ""}, false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct name const one = {
            .surname = rows[i].one[0], .given = rows[i].one[1], .patronymic = rows[i].one[2]};
        struct name const other = {
            .surname = rows[i].other[0], .given = rows[i].other[1], .patronymic = rows[i].other[2]};
        if (name_is_same(&one, &other) != rows[i].same)
            fail_msg("row %zu", i);
    }
}

/* The definition: small letters with ё as е, one space between words, none at a hyphen. */
static void add_words(struct text *key, const char *part)
{
    bool gap = key->len > 0;
    for (uint32_t c; (c = unicode_small(utf8_next(&part))) != 0;) {
        if (c == ' ' || c == 0xA0) {
            gap = true;
            continue;
        }
        if (gap && key->len && c != '-' && key->data[key->len - 1] != '-')
            text_add_char(key, ' ');
        text_add_utf8(key, c == 0x451 ? 0x435 : c);
        gap = false;
    }
}

static struct text key_of(const struct name *name)
{
    struct text key = TEXT_EMPTY;
    add_words(&key, name->surname);
    add_words(&key, name->given);
    add_words(&key, name->patronymic);
    return key;
}

static size_t draw(uint32_t *seed, size_t below)
{
    *seed = *seed * 1664525 + 1013904223;
    return (*seed >> 8) % below;
}

static void draw_part(uint32_t *seed, char part[128])
{
    static const char *const pieces[] = {"а", "А", "ё", "Е", "-", " ", "\u00A0", "x", "\u0301"};
    *part = '\0';
    for (size_t count = draw(seed, 5); count--;)
        strcat(part, pieces[draw(seed, sizeof pieces / sizeof *pieces)]);
}

static void names_are_the_same_when_their_keys_are(void **state)
{
    (void)state;
    enum { PAIRS = 500000 };
    uint32_t seed = 16;
    size_t same = 0;
    for (int i = 0; i < PAIRS; i++) {
        char parts[6][128];
        for (size_t j = 0; j < 6; j++)
            draw_part(&seed, parts[j]);
        if (draw(&seed, 2)) { /* the same words, and more or less, in one field */
            strcpy(parts[3], parts[0]);
            strcat(strcat(parts[3], draw(&seed, 4) ? " " : "-"), parts[1]);
            strcat(parts[3], draw(&seed, 4) ? "" : parts[5]);
        }
        if (draw(&seed, 2))
            *parts[2] = *parts[4] = '\0';
        struct name const one = {
            .surname = parts[0], .given = parts[1], .patronymic = i % 2 ? "" : parts[2]};
        struct name const other = {
            .surname = parts[3], .given = parts[4], .patronymic = i % 2 ? "" : parts[5]};
        struct text keys[2] = {key_of(&one), key_of(&other)};
        bool const expected = keys[0].len && strchr(keys[0].data, ' ') &&
                              strcmp(keys[0].data, text_string(&keys[1])) == 0;
        if (name_is_same(&one, &other) != expected)
            fail_msg("«%s|%s|%s» «%s|%s|%s»", one.surname, one.given, one.patronymic, other.surname,
                     other.given, other.patronymic);
        same += expected;
        text_free(&keys[0]);
        text_free(&keys[1]);
    }
    assert_in_range(same, 1000, PAIRS / 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_the_same_when_their_keys_are),
        cmocka_unit_test(whole_names_in_a_field),
        cmocka_unit_test(names_that_begin_small),
        cmocka_unit_test(the_same_person),
        cmocka_unit_test(dates),
        cmocka_unit_test(what_is_no_date_gives_nothing),
        cmocka_unit_test(names_in_full_and_in_initials),
        cmocka_unit_test(capitals),
    };
    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
