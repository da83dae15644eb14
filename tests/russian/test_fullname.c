/* test_fullname.c - full names in one cell. */
#include "base/arena.h"
#include "russian/fullname.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_read(void **state)
{
    (void)state;
    static const struct {
        const char *text, *surname, *given, *patronymic;
    } rows[] = {
        {"Иванова Мария Петровна", "Иванова", "Мария", "Петровна"},
        {"  Иванова\xC2\xA0Мария\n Петровна ", "Иванова", "Мария", "Петровна"},
        {"Харрингтон Джордж", "Харрингтон", "Джордж", ""},
        {"Иванова", "Иванова", "", ""},
        {"", "", "", ""},
        {"Алиев Гасан Али оглы", "Алиев", "Гасан", "Али оглы"},
        {"Алиева Лейла Али КЫЗЫ", "Алиева", "Лейла", "Али КЫЗЫ"},
        {"Нгуен, Тхи Лан", "Нгуен", "Тхи Лан", ""},
        {"Белая Роза , Анна,Ивановна", "Белая Роза", "Анна", "Ивановна"},
        {", , Петровна", "", "", "Петровна"},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct name name;
        assert_true(full_name_read(arena, rows[i].text, &name));
        assert_string_equal(name.surname, rows[i].surname);
        assert_string_equal(name.given, rows[i].given);
        assert_string_equal(name.patronymic, rows[i].patronymic);
        struct name again;
        assert_true(full_name_read(arena, full_name_write(arena, &name), &again));
        assert_string_equal(again.surname, name.surname);
        assert_string_equal(again.given, name.given);
        assert_string_equal(again.patronymic, name.patronymic);
    }
    struct name name;
    assert_false(full_name_read(arena, "Белая Роза Анна Ивановна", &name));
    assert_string_equal(name.surname, "");
    assert_false(full_name_read(arena, "а, б, в, г", &name));
    assert_false(full_name_read(arena, "раз два три четыре пять", &name));
    assert_false(full_name_read(arena, "Людмила Павловна Захарченко", &name));
    assert_false(full_name_read(arena, "Пётр Ильич", &name));
    assert_true(full_name_read(arena, "Людмила, Павловна", &name));
    assert_true(full_name_read(arena, "Абрамович Пётр Ильич", &name));
    assert_true(full_name_read(arena, "Смит Ильич Петрович", &name));
    assert_true(full_name_is_sure(arena, "Титова Вера Сергеевна"));
    assert_false(full_name_is_sure(arena, "учитель русского языка"));
    assert_false(full_name_is_sure(arena, ""));
    arena_free(arena);
}

static void test_write(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct name const plain = {"Иванова", "Мария", "Петровна", "", "", ""};
    struct name const foreign = {"Нгуен", "Тхи Лан", "", "", "", ""};
    struct name const long_surname = {"Белая Роза", "Анна", "Ивановна", "", "", ""};
    struct name const gap = {"", "Анна", "", "", "", ""};
    struct name const nobody = {"", "", "", "", "", ""};
    assert_string_equal(full_name_write(arena, &plain), "Иванова Мария Петровна");
    assert_string_equal(full_name_write(arena, &foreign), "Нгуен, Тхи Лан");
    assert_string_equal(full_name_write(arena, &long_surname), "Белая Роза, Анна, Ивановна");
    assert_string_equal(full_name_write(arena, &gap), ", Анна");
    assert_string_equal(full_name_write(arena, &nobody), "");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_read), cmocka_unit_test(test_write)};
    return cmocka_run_group_tests_name("russian/fullname", tests, NULL, NULL);
}
