/*
 * test_hints.c - where a Latin letter is a mistake, and where it is meant.
 */
#include "russian/hints.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* Latin letters stand where one would not see it: each row says which. */
static void latin_letters_by_mistake(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Cмирнова",               /* C */
        "Mария",                  /* M */
        "Xохлова",                /* X */
        "Ивaнова",                /* a */
        "вместе c учителем",      /* c */
        "C учителем",             /* C at the beginning */
        "урок окончен. B классе", /* B behind a stop */
        "говорили o детях",       /* o */
        "ученики, a учитель",     /* a behind a comma */
        "дать y доски",           /* y */
        "A.В. Иванов",            /* A */
        "А.B. Иванов",            /* B */
        "т.e. всегда",            /* e */
        "СOШ",                    /* O */
        "cм",                     /* c */
        "CД-диск",                /* C */
        "Aнна и Eва",             /* A, E */
        "c 1 сентября",           /* c before a number */
        "урок o 15 учениках",     /* o before a number */
        "М. A. Петров",           /* A, the initials apart */
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (!hint_mixed_script(texts[i]))
            fail_msg("not seen: %s", texts[i]);
}

static void latin_letters_that_are_meant(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Площадь 54 м², t = 18 °C, CO₂, H₂SO₄, C₂H₅OH и вода",
        "значения параметра a и b",
        "при x и y равных",
        "оси x и y",
        "точки A, B и C лежат",
        "прямая a пересекает",
        "отрезок AB",
        "угол A равен",
        "функция y = x²",
        "уровень B1",
        "B2 и C1",
        "классы а/б",
        "XIX век",
        "Vб класс",
        "IIа",
        "XX-го века",
        "в Word и Excel",
        "IT-класс",
        "витамин C полезен",
        "часть C экзамена",
        "язык C изучают",
        "pH раствора",
        "3D-модель",
        "5 A",
        "p и q — простые",
        "a + b = c",
        "V класс",
        "Smith",
        "«A» и «B»",
        "№ 5 a",
        "параметра a.",
        "треугольник ABC",
        "",
        "Привет",
        /* other letters say that the text has variables; nobody begins a word inside with a capital */
        "умножить a на b",
        "зависимость y от x",
        "стороны a, b, c треугольника",
        "массив a из n чисел",
        "из пункта A в пункт B",
        "столбец C таблицы",
        "тело A движется",
        "раздел C тетради",
        "сила Fтр меньше Fтяж",
        "Sбок и Rобщ",
        "tкип воды",
        "Eк = 5 Дж",
        "ребро a куба",
        "артикль a перед согласной",
        "скорость c в вакууме",
        "рис. A. Петров",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (hint_mixed_script(texts[i]))
            fail_msg("falsely seen: %s", texts[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(latin_letters_by_mistake),
        cmocka_unit_test(latin_letters_that_are_meant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
