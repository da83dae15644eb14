/*
 * test_workbook.c - cases in cells: what stands in the rows, what is told of, and the file read back with our
 * own reader.
 */
#include "form/fixture.h"

#include "table/made.h"
#include "workbook/sml.h"

struct book {
    struct edition *edition;
    struct workbook_form *form;
    struct content *content;
};

static struct book open_book(struct fixture *fixture)
{
    struct book book;
    book.edition = fixture_edition(fixture, APPROVED);
    book.form = workbook_form_load("forms/workbook.xml", fixture->form_schema, book.edition,
                                   fixture->diags);
    assert_non_null(book.form);
    book.content = content_new(book.form, fixture->schema, fixture->diags);
    show(fixture->diags);
    assert_non_null(book.content);
    return book;
}

static void close_book(struct book *book)
{
    content_free(book->content);
    workbook_form_free(book->form);
    edition_free(book->edition);
}

static void add_file(struct fixture *fixture, struct book *book, const char *path)
{
    struct casefile *casefile = NULL;
    each_case(path, fixture->schema, fixture->diags, fixture_keep, &casefile);
    assert_non_null(casefile);
    content_add_case(book->content, casefile, fixture->diags);
    case_drop(casefile);
    case_free(casefile);
}

static void dump(struct text *out, const struct content *content)
{
    for (const struct workbook_sheet *sheet = content->form->sheets; sheet; sheet = sheet->next) {
        const struct content_row *row = content->sheets[sheet->index].first;
        text_format(out, "=== %s\n", sheet->name);
        for (; row; row = row->next) {
            text_add(out, "--\n");
            for (const struct workbook_column *column = sheet->columns; column;
                 column = column->next)
                if (*row->cells[column->index])
                    text_format(out, "%s: %s\n", column->key, row->cells[column->index]);
        }
    }
}

static void test_rows(void **state)
{
    static const char *const paths[] = {"samples/completed.xml", "samples/seven-unresolved.xml",
                                        "samples/no-patronymic.xml", "samples/active.xml",
                                        "tests/workbook/lost.xml"};
    struct fixture *fixture = *state;
    struct book book = open_book(fixture);
    struct text out = TEXT_EMPTY;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        add_file(fixture, &book, paths[i]);
    struct post const second = {.role = "psychologist",
                                .person = "",
                                .name = {"Нгуен", "Тхи Лан", "", "", "", ""},
                                .position = "педагог-психолог",
                                .from = "2026-09-01",
                                .to = "2027-05-31"};
    struct post const first = {.next = (struct post *)&second,
                               .role = "director",
                               .person = "u1",
                               .name = {"Белова", "Анна", "Ивановна", "", "", ""},
                               .position = "директор",
                               .from = "",
                               .to = ""};
    content_add_people(book.content, &first);
    struct name const teacher = {"Иванова", "Мария", "Петровна", "", "", ""};
    content_add_teacher(book.content, &teacher, "учитель физики");
    dump(&out, book.content);
    text_add(&out, "=== said\n");
    diags_print(fixture->diags, LANGUAGE_RU, &out);
    diags_print(fixture->diags, LANGUAGE_EN, &out);
    check_golden("tests/workbook/rows.txt", &out);
    diags_clear(fixture->diags);
    text_free(&out);
    close_book(&book);
}

/* A cell as table_read() tells it, "" where there is none. */
static const char *cell_of(const struct workbook *read, const char *sheet, uint32_t row,
                           uint32_t column)
{
    const struct sheet *found = table_sheet(read, sheet);
    const struct sheet_cell *cell = found ? table_cell(table_row(found, row), column) : NULL;
    return cell ? cell->text : "";
}

/* Every cell that was put in is read again: text as text, dates as dates. */
static void compare(const struct content *content, const struct workbook *read)
{
    for (const struct workbook_sheet *sheet = content->form->sheets; sheet; sheet = sheet->next) {
        const struct content_row *row = content->sheets[sheet->index].first;
        for (const struct workbook_column *column = sheet->columns; column; column = column->next) {
            uint32_t const at = (uint32_t)column->index + 1;
            assert_string_equal(cell_of(read, sheet->name, WORKBOOK_KEYS, at), column->key);
            assert_string_equal(cell_of(read, sheet->name, WORKBOOK_HEADINGS, at), column->heading);
        }
        for (uint32_t number = WORKBOOK_DATA; row; row = row->next, number++)
            for (int i = 0; i < sheet->column_count; i++)
                assert_string_equal(cell_of(read, sheet->name, number, (uint32_t)i + 1),
                                    row->cells[i]);
    }
}

static void write_book(const struct book *book, struct text *out, struct diags *diags)
{
    struct workbook_options const options = {.version = "test", .author = "МБОУ «СОШ №2»"};
    assert_int_equal(workbook_write(book->content, &options, out, diags), 0);
}

static void test_read_back(void **state)
{
    struct fixture *fixture = *state;
    struct book book = open_book(fixture);
    struct arena *arena = arena_new();
    struct text bytes = TEXT_EMPTY;
    struct text again = TEXT_EMPTY;
    add_file(fixture, &book, "samples/completed.xml");
    add_file(fixture, &book, "samples/seven-unresolved.xml");
    const struct workbook_sheet *cases = workbook_sheet_find(book.form, "cases");
    struct content_row *row = content_add_row(book.content, cases);
    content_put(book.content, cases, row, "id", "007");
    content_put(book.content, cases, row, "surname", "=1+1");
    content_put(book.content, cases, row, "given", "3-4");
    content_put(book.content, cases, row, "position", "_x0041_ & <b> \"x\" 'y' _x004");
    content_put(book.content, cases, row, "basis", "первый\nвторой");
    content_put(book.content, cases, row, "decision-date", "1900-03-01");
    content_put(book.content, cases, row, "conclusion-date", "2099-12-31");
    diags_clear(fixture->diags);
    write_book(&book, &bytes, fixture->diags);
    write_book(&book, &again, fixture->diags);
    assert_int_equal(bytes.len, again.len);
    assert_memory_equal(bytes.data, again.data, bytes.len);
    const struct workbook *read =
        table_read(bytes.data, bytes.len, "x.xlsx", arena, fixture->diags);
    show(fixture->diags);
    assert_non_null(read);
    assert_int_equal(read->sheet_count, book.form->sheet_count + 2);
    assert_true(table_sheet(read, book.form->lists_name)->is_hidden);
    assert_string_equal(cell_of(read, book.form->lists_name, WORKBOOK_KEYS, 1),
                        WORKBOOK_EDITION_KEY);
    assert_string_equal(cell_of(read, book.form->lists_name, WORKBOOK_DATA, 1), APPROVED);
    compare(book.content, read);
    text_free(&bytes);
    text_free(&again);
    arena_free(arena);
    close_book(&book);
}

static void test_dates(void **state)
{
    (void)state;
    assert_int_equal(serial_of_date("1900-03-01"), 61);
    assert_int_equal(serial_of_date("2000-01-01"), 36526);
    assert_int_equal(serial_of_date("2024-02-29"), 45351);
    assert_int_equal(serial_of_date("2026-09-30"), 46295);
    assert_int_equal(serial_of_date("1900-02-28"), 0);
    assert_int_equal(serial_of_date("30.09.2026"), 0);
}

/* What Excel takes; and no word of a heading is cut. */
static void test_limits(void **state)
{
    struct fixture *fixture = *state;
    struct book book = open_book(fixture);
    struct arena *arena = arena_new();
    for (const struct workbook_sheet *sheet = book.form->sheets; sheet; sheet = sheet->next)
        for (const struct workbook_column *column = sheet->columns; column; column = column->next) {
            assert_true(utf8_length(workbook_cut(arena, column->heading, 32)) <= 32);
            assert_true(utf8_length(column->prompt) <= 255);
            const char *words = column->heading;
            for (const char *word; (word = text_next_word(&words, arena)) != NULL;)
                if (!strchr(word, '/') && lines_of(word, column->width, true) > 1)
                    fail_msg("%s: %s is wider than the column", column->key, word);
        }
    assert_string_equal(workbook_cut(arena, "коротко", 7), "коротко");
    assert_string_equal(workbook_cut(arena, "слова, которых много", 10), "слова,…");
    assert_string_equal(workbook_cut(arena, "длинноеслово", 5), "длин…");
    arena_free(arena);
    close_book(&book);
}

static void test_lines(void **state)
{
    (void)state;
    assert_int_equal(lines_of("", 10, false), 1);
    assert_int_equal(lines_of("слово", 10, false), 1);
    assert_int_equal(lines_of("раз\nдва\n", 10, false), 3);
    assert_int_equal(lines_of("слово слово слово", 11, false), 2);
    assert_int_equal(lines_of("оченьоченьоченьдлинноеслово", 10, false), 3);
}

/* So many rows are laid out, and more where more are filled. */
static void test_room(void **state)
{
    struct fixture *fixture = *state;
    struct book book = open_book(fixture);
    const struct workbook_sheet *sheet = workbook_sheet_find(book.form, "help");
    assert_int_equal(sheet_last_row(book.content, sheet), WORKBOOK_DATA - 1 + STYLED_ROWS);
    for (int i = 0; i < 300; i++)
        content_add_row(book.content, sheet);
    assert_int_equal(sheet_last_row(book.content, sheet), WORKBOOK_DATA - 1 + 400);
    close_book(&book);
}

/* With a file: its cells, as our reader reads them, for tests/judges/workbook.t. */
static int show_cells(const char *path)
{
    struct arena *arena = arena_new();
    struct diags *diags = diags_new();
    struct text bytes = TEXT_EMPTY;
    struct text out = TEXT_EMPTY;
    const struct workbook *read = file_read(path, TABLE_LARGEST_FILE, &bytes) == 0
                                      ? table_read(bytes.data, bytes.len, path, arena, diags)
                                      : NULL;
    show(diags);
    if (read)
        made_show(&out, read);
    fputs(text_string(&out), stdout);
    text_free(&out);
    text_free(&bytes);
    diags_free(diags);
    arena_free(arena);
    return read ? 0 : 1;
}

int main(int argc, char **argv)
{
    if (argc > 1)
        return show_cells(argv[1]);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),  cmocka_unit_test(test_read_back),
        cmocka_unit_test(test_dates), cmocka_unit_test(test_limits),
        cmocka_unit_test(test_lines), cmocka_unit_test(test_room),
    };
    return cmocka_run_group_tests_name("workbook", tests, fixture_open, fixture_close);
}
