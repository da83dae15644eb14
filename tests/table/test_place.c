/*
 * test_place.c - names of cells and columns, and finding sheets, rows and cells.
 */
#include "table/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void cells_are_named(void **state)
{
    (void)state;
    static const struct {
        uint32_t row, column;
        const char *name;
    } cells[] = {{1, 1, "A1"},     {7, 26, "Z7"},     {10, 27, "AA10"}, {1048576, 702, "ZZ1048576"},
                 {2, 703, "AAA2"}, {1, 16384, "XFD1"}};
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        struct text name = TEXT_EMPTY;
        uint32_t row, column;
        table_add_cell(&name, cells[i].row, cells[i].column);
        assert_string_equal(text_string(&name), cells[i].name);
        assert_int_equal(table_parse_cell(cells[i].name, &row, &column), strlen(cells[i].name));
        assert_int_equal(row, cells[i].row);
        assert_int_equal(column, cells[i].column);
        text_free(&name);
    }
}

static void other_names_are_refused(void **state)
{
    (void)state;
    uint32_t row, column;
    static const char *const bad[] = {"",         "A",
                                      "7",        "A0",
                                      "XFE1",     "ЙЙ7",
                                      "1A",       "AAAAAAAAAAAAAAAAAA1",
                                      "A1048577", "A99999999999999999999"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(table_parse_cell(bad[i], &row, &column), 0);
    assert_int_equal(table_parse_cell("$b$12:C13", &row, &column), 5);
    assert_true(row == 12 && column == 2);
}

static void places_name_their_sheet(void **state)
{
    (void)state;
    struct text place = TEXT_EMPTY;
    diag_cell_add(&place, &(struct diag_cell){.sheet = "Проблемы и итоги", .row = 7, .column = 7});
    assert_string_equal(text_string(&place), "«Проблемы и итоги»!G7");
    text_clear(&place);
    diag_cell_add(&place, &(struct diag_cell){.sheet = "", .row = 7, .column = 7});
    assert_string_equal(text_string(&place), "G7");
    text_free(&place);
}

static void what_is_there_is_found(void **state)
{
    (void)state;
    static const struct sheet_cell cells[] = {{.column = 2, .text = "x"},
                                              {.column = 9, .text = "y"}};
    static const struct sheet_row rows[] = {{.cells = cells, .count = 2, .number = 3},
                                            {.cells = cells, .count = 1, .number = 8}};
    static const struct sheet_range merged[] = {{2, 2, 4, 5}};
    static const struct sheet sheets[] = {{.name = "Помощь"},
                                          {.name = "  ДЕЛА  и  люди",
                                           .rows = rows,
                                           .row_count = 2,
                                           .merged = merged,
                                           .merged_count = 1}};
    struct workbook const book = {.sheets = sheets, .sheet_count = 2};
    const struct sheet *sheet = table_sheet(&book, "Дела и люди ");
    assert_ptr_equal(sheet, &sheets[1]);
    assert_null(table_sheet(&book, "Дела"));
    assert_ptr_equal(table_cell(table_row(sheet, 3), 9), &cells[1]);
    assert_null(table_cell(table_row(sheet, 8), 9));
    assert_null(table_row(sheet, 4));
    assert_null(table_cell(table_row(sheet, 4), 1));
    assert_null(table_row(&sheets[0], 1));
    assert_ptr_equal(table_merged(sheet, 4, 5), &merged[0]);
    assert_null(table_merged(sheet, 4, 6));
    assert_null(table_merged(sheet, 1, 2));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_named),
        cmocka_unit_test(other_names_are_refused),
        cmocka_unit_test(places_name_their_sheet),
        cmocka_unit_test(what_is_there_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
