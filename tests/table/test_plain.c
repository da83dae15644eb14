/*
 * test_plain.c - tables of plain text, and telling files of other kinds.
 */
#include "table/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "made.h"

static void reads(const char *bytes, const char *wanted)
{
    assert_true(table_is_one(bytes, strlen(bytes), "Дела.CSV"));
    made_says(bytes, strlen(bytes), wanted);
}

static void signs_are_told_apart(void **state)
{
    (void)state;
    reads(
        "№;ФИО;Роль\n1;Петрова, Анна;методист\n2;\"Сидоров; завуч\";\n",
        "# \nA1 text №\nB1 text ФИО\nC1 text Роль\nA2 text 1\nB2 text Петрова, Анна\nC2 text методист\n"
        "A3 text 2\nB3 text Сидоров; завуч\n");
    reads("a,b,c\n1,\"x; y; z\",2\n3,\"p;q\",4\n",
          "# \nA1 text a\nB1 text b\nC1 text c\nA2 text 1\nB2 text x; y; z\nC2 text 2\n"
          "A3 text 3\nB3 text p;q\nC3 text 4\n");
    reads("a\tb\n1,5;x\t2\n", "# \nA1 text a\nB1 text b\nA2 text 1,5;x\nB2 text 2\n");
    reads("sep=,\na;b,c\n", "# \nA1 text a;b\nB1 text c\n");
    /* A heading above of another shape, and commas in every row. */
    reads("Школа, Москва, 2025\nФамилия;Имя;Часы\nА, Б;В;1,5\nГ, Д;Е;2,5\n",
          "# \nA1 text Школа, Москва, 2025\nA2 text Фамилия\nB2 text Имя\nC2 text Часы\n"
          "A3 text А, Б\nB3 text В\nC3 text 1,5\nA4 text Г, Д\nB4 text Е\nC4 text 2,5\n");
    reads("Фамилия\nПетрова\n", "# \nA1 text Фамилия\nA2 text Петрова\n");
}

static void quotes_hold_anything(void **state)
{
    (void)state;
    reads("\"a \"\"b\"\" c\";\"раз\r\nдва;\"\r\n\"\";x\"y\r\n\r\n\"z\" ;1\r\n",
          "# \nA1 text a \"b\" c\nB1 text раз|два;\nB2 text x\"y\nA4 text z \nB4 text 1\n");
    reads("a;b\r1;2\r", "# \nA1 text a\nB1 text b\nA2 text 1\nB2 text 2\n");
    reads("#Н/Д;#1\n", "# \nA1 error #Н/Д\nB1 text #1\n");
    reads("a;b\n1;\"2\n3;4\n", "E817\n");
}

static void encodings_are_found(void **state)
{
    (void)state;
    reads("\xEF\xBB\xBFФамилия;1\n", "# \nA1 text Фамилия\nB1 text 1\n");
    reads("\xD4\xE0\xEC\xE8\xEB\xE8\xFF;\xB9 1;\xB8\x97\n",
          "# \nA1 text Фамилия\nB1 text № 1\nC1 text ё—\n");
    static const char little[] = "\xFF\xFE"
                                 "a\0\t\0\x3F\x04\n\0";
    made_says(little, sizeof little - 1, "# \nA1 text a\nB1 text п\n");
    static const char big[] = "\xFE\xFF"
                              "\0a\0;\xD8\x3D\xDE\x00";
    made_says(big, sizeof big - 1, "# \nA1 text a\nB1 text 😀\n");
    static const char half[] = "\xFE\xFF\xD8\x3D";
    made_says(half, sizeof half - 1, "E816\n");
    static const char zero[] = "a;b\0c\n";
    made_says(zero, sizeof zero - 1, "E816\n");
    /* CP866 read as windows-1251 is no Russian: «Фамилия;Имя;Отчество;Должность». */
    reads(
        "\x94\xA0\xAC\xA8\xAB\xA8\xEF;\x88\xAC\xEF;\x8E\xE2\xE7\xA5\xE1\xE2\xA2\xAE;\x84\xAE\xAB\xA6\xAD\xAE\xE1\xE2\xEC\n",
        "E816\n");
}

static void kind(const char *bytes, size_t size, const char *wanted)
{
    assert_true(table_is_one(bytes, size, NULL));
    made_says(bytes, size, wanted);
}

#define KIND(bytes, wanted) kind(bytes, sizeof bytes - 1, wanted)
#define OLE "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

static void other_kinds_are_named(void **state)
{
    (void)state;
    KIND(OLE "\0\0W\0o\0r\0k\0b\0o\0o\0k\0", "E801\n");
    KIND("\x09\x08\x08\x00\x00\x05", "E801\n");
    KIND(OLE "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", "E802\n");
    KIND(OLE "\0W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0", "E313\n");
    KIND("\n <HTML><body><TABLE><tr><td>1</td></tr></TABLE>", "E313\n");
    KIND(
        "<?xml version='1.0'?><?mso-application progid='Excel.Sheet'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
        "E805\n");
    KIND("{\"url\":\"https://docs.google.com/open?id=1\"}", "E807\n");
    KIND("PK\3\4 and nothing more", "E809\n");
    made_says("", 0, "E800\n");
    made_says("%PDF-1.7", 8, "E313\n");
}

static void cases_are_no_tables(void **state)
{
    (void)state;
    static const char xml[] = "<?xml version='1.0'?><case xmlns='urn:formulyar:case:1'/>";
    assert_false(table_is_one(xml, strlen(xml), "x.csv"));
    assert_false(table_is_one("a;b", 3, "x.xml"));
    assert_false(table_is_one("a;b", 3, NULL));
    assert_false(table_is_one("", 0, "x.xml"));
    assert_true(table_is_one("a;b", 3, "x.TXT"));
    assert_true(table_is_one("a;b", 3, "x.xls"));
    assert_true(table_is_one("", 0, "дела.xlsx"));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_are_told_apart), cmocka_unit_test(quotes_hold_anything),
        cmocka_unit_test(encodings_are_found),  cmocka_unit_test(other_kinds_are_named),
        cmocka_unit_test(cases_are_no_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
