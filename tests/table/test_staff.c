/*
 * test_staff.c - lists of a school's people, as they come.
 */
#include "table/staff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "made.h"

/* The list of a table of plain text: "ROW SURNAME|NAME|PATRONYMIC|POSITION" or "ROW =WHOLE|POSITION", then codes with cells. */
static void finds(const char *table, const char *wanted)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct text said = TEXT_EMPTY;
    struct staff staff;
    const struct workbook *book = table_read(table, strlen(table), "t.csv", arena, diags);
    assert_non_null(book);
    bool const found = staff_find(book, "t.csv", arena, &staff, diags);
    assert_int_equal(found, diags_at_least(diags, SEVERITY_ERROR) == 0);
    for (size_t i = 0; i < staff.count; i++) {
        const struct staff_member *member = &staff.members[i];
        text_format(&said, "%u ", member->row);
        if (member->whole)
            text_format(&said, "=%s", member->whole);
        else
            text_format(&said, "%s|%s|%s", member->surname, member->name, member->patronymic);
        text_format(&said, "|%s\n", member->position);
    }
    for (size_t i = 0; i < diags_count(diags); i++) {
        const struct diag *diag = diags_get(diags, i);
        text_add(&said, diag->code);
        if (diag->cell.row && diag->cell.column) {
            text_add_char(&said, ' ');
            table_add_cell(&said, (uint32_t)diag->cell.row, (uint32_t)diag->cell.column);
        }
        text_add_char(&said, '\n');
    }
    assert_string_equal(text_string(&said), wanted);
    text_free(&said);
    diags_free(diags);
    arena_free(arena);
}

static void names_in_columns_are_taken(void **state)
{
    (void)state;
    finds("МБОУ «Школа № 5»\n;;;\n№;Должность;Фамилия;Имя ;ОТЧЕСТВО (при наличии);Стаж\n"
          "1;2;3;4;5;6\n1;Учитель физики;Петрова ;Анна;Ивановна;5\n\n2;завуч;Ли;Ким;;1\n"
          "3;сторож;Сидоров;;;1\nИтого;;;;;\n",
          "5 Петрова|Анна|Ивановна|Учитель физики\n7 Ли|Ким||завуч\n8 Сидоров|||сторож\n"
          "W821 D8\n");
}

static void whole_names_are_split_when_sure(void **state)
{
    (void)state;
    finds(
        "Ф. И. О. сотрудника;Занимаемая должность;Дата приёма на должность\n"
        "Петрова  Анна\xC2\xA0Ивановна;учитель;2020\nСалтыкова-Щедрина Мария Ильинична;учитель;\n"
        "Мамедов Али Гасан оглы;учитель;\nЛи Ким;учитель;\nКо А. Б.;учитель;\nИванова А.П.;учитель;\n"
        "Петров - Водкин;учитель;\n",
        "2 Петрова|Анна|Ивановна|учитель\n3 Салтыкова-Щедрина|Мария|Ильинична|учитель\n"
        "4 =Мамедов Али Гасан оглы|учитель\n5 =Ли Ким|учитель\n6 =Ко А. Б.|учитель\n"
        "7 =Иванова А.П.|учитель\n8 =Петров - Водкин|учитель\n"
        "W820 A4\n"
        "W820 A5\n"
        "W820 A6\n"
        "W820 A7\n"
        "W820 A8\n");
}

static void headings_are_known_by_their_words(void **state)
{
    (void)state;
    finds("Учитель;Должность\nПетрова Анна Ивановна;учитель химии\nУчитель;Должность\nВсего: 1;\n",
          "2 Петрова|Анна|Ивановна|учитель химии\n");
    finds("Фамилия, имя, отчество;Наименование должности\nПетрова Анна Ивановна;x\n",
          "2 Петрова|Анна|Ивановна|x\n");
    finds("Фамилия Имя Отчество;Оклад по должности\nПетрова Анна Ивановна;100\n",
          "2 Петрова|Анна|Ивановна|\n"
          "W823\n");
    finds("Фамилия;Должность\nПетрова Анна Ивановна;x\n", "2 Петрова|Анна|Ивановна|x\n");
}

static void who_stands_twice_is_told(void **state)
{
    (void)state;
    finds(
        "ФИО;Должность\nПетрова Анна Ивановна;x\nПетрова Анна Ивановна;x\nПетрова Анна Ивановна;y\n",
        "2 Петрова|Анна|Ивановна|x\n4 Петрова|Анна|Ивановна|y\n"
        "W822 A4\n");
}

static void lists_that_are_none_are_told(void **state)
{
    (void)state;
    finds("Класс;Учеников\n5А;25\n", "E820\n");
    finds("Учитель физики;1\nУчитель\n", "E820\n");
    finds("ФИО;Должность\n1;2\nИтого;0\n", "E821\n");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_in_columns_are_taken),
        cmocka_unit_test(whole_names_are_split_when_sure),
        cmocka_unit_test(headings_are_known_by_their_words),
        cmocka_unit_test(who_stands_twice_is_told),
        cmocka_unit_test(lists_that_are_none_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
