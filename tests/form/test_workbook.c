/*
 * test_workbook.c - the sheets of forms/workbook.xml as two editions give them (workbook.txt), and
 * what the loader says of a file that is wrong.
 */
#include "form/fixture.h"

#include "form/workbook_form.h"

#include <sys/stat.h>
#include <unistd.h>

#define FILE_OF_FORMS "forms/workbook.xml"

static const char *const kinds[] = {
    [COLUMN_TEXT] = "text",     [COLUMN_LONG] = "long",     [COLUMN_LINES] = "lines",
    [COLUMN_DATE] = "date",     [COLUMN_CHOICE] = "choice", [COLUMN_SEVERAL] = "several",
    [COLUMN_MARK] = "mark",     [COLUMN_ID] = "id",         [COLUMN_CASE] = "case",
    [COLUMN_PERSON] = "person", [COLUMN_PEOPLE] = "people", [COLUMN_PROBLEMS] = "problems",
    [COLUMN_SHOWN] = "shown",   [COLUMN_YES] = "yes",
};

static void dump_column(struct text *out, const struct workbook_column *column)
{
    text_format(out, "  %d %s: %s «%s»", column->index, column->key, kinds[column->kind],
                column->heading);
    if (column->path)
        text_format(out, " %s", column->path);
    if (column->code)
        text_format(out, "[@%s=%s]", column->code_attribute, column->code);
    if (column->element)
        text_format(out, " in %s", column->element->path);
    if (column->third)
        text_format(out, " then %s, %s", column->third, column->fourth);
    if (column->longest)
        text_format(out, " at most %ld", column->longest);
    text_format(out, "\n      %s\n", column->prompt);
    for (size_t i = 0; i < column->option_count; i++)
        text_format(out, "      %s = %s\n", column->options[i].code, column->options[i].words);
}

static void dump(struct text *out, const struct workbook_form *form)
{
    text_format(out, "== %s\n", form->edition);
    for (const struct workbook_sheet *sheet = form->sheets; sheet; sheet = sheet->next) {
        text_format(out, "%d %s «%s»\n", sheet->index, sheet->key, sheet->name);
        for (const struct workbook_column *column = sheet->columns; column; column = column->next)
            dump_column(out, column);
    }
}

static struct workbook_form *load(struct fixture *fixture, const char *path, const char *id)
{
    struct edition *edition = fixture_edition(fixture, id);
    struct workbook_form *form =
        workbook_form_load(path, fixture->form_schema, edition, fixture->diags);
    edition_free(edition);
    return form;
}

static void test_editions(void **state)
{
    struct fixture *fixture = *state;
    struct text out = TEXT_EMPTY;
    static const char *const ids[] = {APPROVED, "example-corrected"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        struct edition *edition = fixture_edition(fixture, ids[i]);
        struct workbook_form *form =
            workbook_form_load(FILE_OF_FORMS, fixture->form_schema, edition, fixture->diags);
        show(fixture->diags);
        assert_non_null(form);
        dump(&out, form);
        workbook_form_free(form);
        edition_free(edition);
    }
    check_golden("tests/form/workbook.txt", &out);
    text_free(&out);
}

static void test_words(void **state)
{
    struct fixture *fixture = *state;
    struct edition *edition = fixture_edition(fixture, APPROVED);
    struct workbook_form *form =
        workbook_form_load(FILE_OF_FORMS, fixture->form_schema, edition, fixture->diags);
    const struct workbook_sheet *sheet = workbook_sheet_find(form, "problems");
    const struct workbook_column *column = workbook_column_find(sheet, "state");
    assert_string_equal(workbook_words(column, "partly"), "снята частично");
    assert_string_equal(workbook_code(column, "  Снята\xC2\xA0\xC2\xA0ЧАСТИЧНО "), "partly");
    assert_null(workbook_code(column, "снята отчасти"));
    assert_true(workbook_is_same("Ещё\xE2\x80\x8B раз", "еще раз"));
    assert_false(workbook_is_same("ещё раз", "ещёраз"));
    assert_null(workbook_sheet_find(form, "nothing"));
    assert_null(workbook_column_find(sheet, "nothing"));
    workbook_form_free(form);
    edition_free(edition);
}

/* Writes a file with the first of a string replaced. */
static void replace(const char *file, const char *from, const char *to, const char *path)
{
    struct text whole = TEXT_EMPTY;
    struct text changed = TEXT_EMPTY;
    assert_int_equal(file_read(file, 1 << 20, &whole), 0);
    const char *at = strstr(text_string(&whole), from);
    assert_non_null(at);
    text_add_bytes(&changed, whole.data, (size_t)(at - whole.data));
    text_add(&changed, to);
    text_add(&changed, at + strlen(from));
    assert_int_equal(file_write(path, changed.data, changed.len), 0);
    text_free(&changed);
    text_free(&whole);
}

static void check_said(struct fixture *fixture, const char *code)
{
    struct text said = TEXT_EMPTY;
    diags_print(fixture->diags, LANGUAGE_RU, &said);
    if (!strstr(text_string(&said), code))
        fprintf(stderr, "# not %s: %s", code, said.data);
    assert_non_null(strstr(text_string(&said), code));
    text_free(&said);
    diags_clear(fixture->diags);
}

/* Words that a cell could not tell from two options: «;» parts them. */
static void test_bad_words(void **state)
{
    struct fixture *fixture = *state;
    struct arena *arena = arena_new();
    char folder[] = "/tmp/workbook-XXXXXX";
    assert_non_null(mkdtemp(folder));
    const char *edition_folder = arena_printf(arena, "%s/" APPROVED, folder);
    const char *edition_file = arena_printf(arena, "%s/edition.xml", edition_folder);
    const char *vocabulary = arena_printf(arena, "%s/vocabulary.xml", edition_folder);
    assert_int_equal(mkdir(edition_folder, 0700), 0);
    replace("forms/" APPROVED "/edition.xml", "", "", edition_file);
    replace("forms/" APPROVED "/vocabulary.xml", "анализ журнала", "журнал; анализ", vocabulary);
    struct edition *edition =
        edition_load(folder, APPROVED, fixture->form_schema, fixture->schema, fixture->diags);
    assert_non_null(edition);
    assert_null(workbook_form_load(FILE_OF_FORMS, fixture->form_schema, edition, fixture->diags));
    check_said(fixture, "E844");
    edition_free(edition);
    unlink(edition_file);
    unlink(vocabulary);
    rmdir(edition_folder);
    rmdir(folder);
    arena_free(arena);
}

/* forms/workbook.xml with the first of from replaced. */
static void test_bad(void **state)
{
    struct fixture *fixture = *state;
    static const struct {
        const char *from, *to, *code;
    } rows[] = {
        {"path=\"teacher/surname\"", "path=\"teacher/name\"", "E840"},
        {"path=\"teacher/surname\"", "path=\"teacher\"", "E840"},
        {"path=\"help/measure\"/>", "path=\"help/measures\"/>", "E840"},
        {"path=\"lead\" kind=\"person\"", "path=\"decision\" kind=\"person\"", "E840"},
        {"path=\"results/result/@problem\" kind=\"problems\"", "path=\"@id\" kind=\"problems\"",
         "E840"},
        {"kind=\"yes\"", "kind=\"text\"", "E984"},
        {"key=\"given\"", "key=\"surname\"", "E841"},
        {"heading=\"Имя\"", "heading=\"Фамилия  УЧИТЕЛЯ\"", "E841"},
        {"name=\"Помощь\"", "name=\"дела\"", "E841"},
        {"name=\"Списки\"", "name=\"Как заполнять\"", "E841"},
        {"key=\"help\" name", "key=\"people\" name", "E841"},
        {"key=\"id\" path=\"@id\" kind=\"id\"", "key=\"id\" path=\"@id\"", "E842"},
        {"scope=\"people\"", "scope=\"cases\"", "E842"},
        {"<element path=\"help/measure\"/>", "", "E842"},
        {"code=\"further\"", "code=\"farther\"", "E843"},
        {"example sheet=\"cases\"", "example sheet=\"case\"", "E843"},
        {"cell column=\"lead\"", "cell column=\"leader\"", "E843"},
        {"start code=\"director\"", "start code=\"headmaster\"", "E843"},
        {"vocabulary=\"kinds\"", "vocabulary=\"kind\"", "E230"},
        {">Появляется сам", ">{help} Появляется сам", "E931"},
        {"heading=\"Учебный год\">{help}",
         "heading=\"Учебный год\">{help} {help} {help} {help} {help}", "E932"},
    };
    char path[] = "/tmp/workbook-XXXXXX";
    int const descriptor = mkstemp(path);
    assert_true(descriptor >= 0);
    close(descriptor);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        replace(FILE_OF_FORMS, rows[i].from, rows[i].to, path);
        diags_clear(fixture->diags);
        assert_null(load(fixture, path, APPROVED));
        check_said(fixture, rows[i].code);
    }
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_editions),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_bad_words),
        cmocka_unit_test(test_bad),
    };
    return cmocka_run_group_tests_name("form/workbook", tests, fixture_open, fixture_close);
}
