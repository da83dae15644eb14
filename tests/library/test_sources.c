/*
 * test_sources.c - what cases are written in: what is listed, workbooks, files to start from.
 */
#include "library.h"

/* What stands before a case is the file's; a school year that is not said is that of the decision. */
static void a_case_is_told_of_from_its_tag_on(void **state)
{
    (void)state;
    static const char list[] =
        "<cases xmlns=\"urn:formulyar:case:1\" oops=\"1\">\n"
        "<case id=\"7\" edition=\"lesosibirsk2-2024-09-27\" status=\"registered\">"
        "<teacher><surname>Ярцева</surname><given>Ольга</given></teacher>"
        "<decision date=\"2026-05-31\"/></case></cases>";
    struct formulyar_input const input = {"list.xml", list, sizeof list - 1};
    formulyar *engine = formulyar_open(&setup);
    formulyar_result *result = formulyar_cases(engine, &input, 1, NULL);
    bool of_file = false, of_case = false;
    for (size_t i = 0; i < formulyar_diagnostic_count(result); i++) {
        const struct formulyar_diagnostic *one = formulyar_diagnostic(result, i);
        of_file = of_file || (one->line == 1 && !one->case_id);
        of_case = of_case || (one->line == 2 && one->case_id && strcmp(one->case_id, "7") == 0);
        assert_true(one->line != 1 || !one->case_id);
    }
    assert_true(of_file && of_case);
    assert_string_equal(formulyar_case(result, 0)->school_year, "2025/2026");
    formulyar_free(result);
    formulyar_close(engine);
}

/* The element of a listed case, in the bytes that it was found in. */
static void is_element(const struct formulyar_case *one, const char *bytes)
{
    assert_true(one->length > 12);
    assert_memory_equal(bytes + one->offset, "<case ", 6);
    assert_memory_equal(bytes + one->offset + one->length - 7, "</case>", 7);
}

static void cases_are_listed(void **state)
{
    (void)state;
    static const char list[] =
        "\xEF\xBB\xBF<cases xmlns=\"urn:formulyar:case:1\">\n"
        "<case id=\"1\" status=\"registered\"><teacher surname=\"Ярцева\" name=\"Ольга\"/></case>"
        "<case id=\"Ярцева О.\"><oops/>\n</case>\n</cases>";
    static const char cut[] = "<case xmlns=\"urn:formulyar:case:1\" id=\"2\"><teacher";
    static const char recoded[] =
        "<?xml version=\"1.0\" encoding=\"windows-1251\"?>"
        "<case xmlns=\"urn:formulyar:case:1\" id=\"3\" edition=\"nowhere\"></case>";
    struct formulyar_input const inputs[] = {{"whole.xml", completed.data, completed.len},
                                             {"list.xml", list, sizeof list - 1},
                                             {"cut.xml", cut, sizeof cut - 1},
                                             {"recoded.xml", recoded, sizeof recoded - 1}};
    formulyar *engine = formulyar_open(&setup);
    formulyar_result *result = formulyar_cases(engine, inputs, 4, NULL);
    assert_int_equal(formulyar_case_count(result), 5);
    assert_null(formulyar_case(result, 5));
    const struct formulyar_case *one = formulyar_case(result, 0);
    assert_string_equal(one->id, "2025-014");
    assert_string_equal(one->status, "completed");
    assert_string_equal(one->forms, "5.1,5.3,5.4");
    assert_string_equal(one->school_year, "2025/2026");
    assert_string_equal(one->file, "whole.xml");
    assert_true(*one->name && *one->position && one->line > 1 && !one->errors && !one->sheet);
    is_element(one, completed.data);
    one = formulyar_case(result, 1);
    assert_string_equal(one->id, "1");
    assert_true(one->line == 2 && one->column == 1 && one->errors);
    assert_string_equal(one->forms, "");
    is_element(one, list);
    one = formulyar_case(result, 2);
    assert_string_equal(one->id, "Ярцева О.");
    assert_true(one->line == 2 && one->column > 60 && one->errors);
    is_element(one, list);
    one = formulyar_case(result, 3);
    assert_true(one->length == 0 && one->line == 1 && one->errors);
    one = formulyar_case(result, 4);
    assert_true(one->length == 0 && one->errors);
    assert_string_equal(one->edition, "nowhere");
    size_t errors = 0, of_first = 0;
    for (size_t i = 0; i < formulyar_case_count(result); i++)
        errors += formulyar_case(result, i)->errors;
    for (size_t i = 0; i < formulyar_diagnostic_count(result); i++) {
        const struct formulyar_diagnostic *told_of = formulyar_diagnostic(result, i);
        errors -= told_of->severity > FORMULYAR_WARNING;
        of_first += told_of->case_id && strcmp(told_of->case_id, "1") == 0;
        assert_true(!told_of->case_id || !strstr(told_of->case_id, "Ярцева"));
    }
    assert_int_equal(errors, 0);
    assert_int_equal(of_first,
                     formulyar_case(result, 1)->errors + formulyar_case(result, 1)->warnings);
    formulyar_free(result);

    result = formulyar_check(engine, inputs, 1, NULL);
    assert_int_equal(formulyar_case_count(result), 1);
    formulyar_free(result);
    /* alone in its file: which case a message is about is known all the same */
    result = formulyar_check(engine, inputs + 3, 1, NULL);
    assert_true(formulyar_diagnostic_count(result) > 0);
    assert_string_equal(formulyar_diagnostic(result, 0)->case_id, "3");
    formulyar_free(result);
    result = formulyar_render(engine, inputs, 1, NULL);
    assert_int_equal(formulyar_case_count(result), 0);
    formulyar_free(result);
    formulyar_close(engine);
}

static void files_to_start_from_are_those_of_the_program(void **state)
{
    (void)state;
    formulyar *engine = formulyar_open(&setup);
    struct formulyar_input inputs[] = {
        {"samples/completed.xml", completed.data, completed.len},
        {"./samples/registered.xml", registered.data, registered.len}};
    struct formulyar_options const options = {.size = sizeof options, .minutes = 1};
    formulyar_result *result = formulyar_new(engine, NULL, 0, NULL);
    same_as_output(result, "new -o %s/out", FORMULYAR_XML);
    formulyar_free(result);
    result = formulyar_new(engine, inputs, 2, &options);
    same_as_output(result, "new --minutes samples/completed.xml samples/registered.xml >%s/out",
                   FORMULYAR_XML);
    formulyar_free(result);
    struct text thirty = read_whole("samples/thirty.xml");
    struct formulyar_input const many = {"samples/thirty.xml", thirty.data, thirty.len};
    result = formulyar_new(engine, &many, 1, &options);
    same_as_output(result, "new --minutes samples/thirty.xml >%s/out", FORMULYAR_XML);
    formulyar_free(result);
    text_free(&thirty);
    static const char *const outside[] = {"../completed.xml", "a/../../completed.xml",
                                          "/completed.xml"};
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) {
        inputs[0].name = outside[i];
        result = formulyar_new(engine, inputs, 2, &options);
        assert_true(says(result, "E162"));
        assert_int_equal(formulyar_file_count(result), 0);
        formulyar_free(result);
    }

    result = formulyar_workbook(engine, inputs, 2, NULL, NULL);
    same_as_output(result, "new --workbook -o %s/out samples/completed.xml samples/registered.xml",
                   FORMULYAR_XLSX);
    formulyar_free(result);
    struct formulyar_input const staff = {"staff.csv", staff_list, sizeof staff_list - 1};
    result = formulyar_workbook(engine, NULL, 0, &staff, NULL);
    same_as_output(result, "new --workbook -o %1$s/out --teachers %1$s/staff.csv", FORMULYAR_XLSX);
    formulyar_free(result);
    result = formulyar_workbook(engine, inputs, 1, inputs, NULL);
    assert_int_equal(formulyar_status(result), 1);
    assert_int_equal(formulyar_file_count(result), 0);
    formulyar_free(result);
    inputs[1] = inputs[0];
    result = formulyar_workbook(engine, inputs, 2, NULL, NULL);
    assert_int_equal(formulyar_status(result), 1);
    assert_int_equal(formulyar_file_count(result), 0);
    formulyar_free(result);
    formulyar_close(engine);
}

/* A workbook of a case or of a sample, which the caller frees. */
static struct text made_workbook(formulyar *engine, const char *bytes, size_t size)
{
    struct text book = TEXT_EMPTY;
    struct formulyar_input const input = {"case.xml", bytes, size};
    formulyar_result *result = formulyar_workbook(engine, &input, 1, NULL, NULL);
    assert_int_equal(formulyar_file_count(result), 1);
    text_add_bytes(&book, formulyar_file(result, 0)->bytes, formulyar_file(result, 0)->size);
    formulyar_free(result);
    return book;
}

static struct text workbook_of(formulyar *engine, const char *sample)
{
    struct text file = read_whole(sample);
    struct text book = made_workbook(engine, file.data, file.len);
    text_free(&file);
    return book;
}

static void cases_come_out_of_workbooks(void **state)
{
    (void)state;
    formulyar *engine = formulyar_open(&setup);
    struct text book = workbook_of(engine, "samples/thirty.xml");
    struct text base = read_whole("samples/thirty.xml");
    struct formulyar_input inputs[] = {{"book.xlsx", book.data, book.len},
                                       {"base.xml", base.data, base.len}};
    formulyar_result *result = formulyar_import(engine, inputs, 1, NULL);
    same_as_output(
        result,
        "new --workbook -o %1$s/book.xlsx samples/thirty.xml && "
        "SOURCE_DATE_EPOCH=1811894400 ${BUILD:-build}/formulyar import -o %1$s/out %1$s/book.xlsx",
        FORMULYAR_XML);
    assert_int_equal(formulyar_case_count(result), 30);
    assert_string_equal(formulyar_case(result, 29)->sheet, "Дела");
    formulyar_free(result);
    result = formulyar_import(engine, inputs, 2, NULL);
    same_as_output(
        result,
        "new --workbook -o %1$s/book.xlsx samples/thirty.xml && "
        "SOURCE_DATE_EPOCH=1811894400 ${BUILD:-build}/formulyar import --base samples/thirty.xml -o %1$s/out %1$s/book.xlsx",
        FORMULYAR_XML);
    struct formulyar_input const turned[] = {inputs[1], inputs[0]};
    formulyar_result *again = formulyar_import(engine, turned, 2, NULL);
    assert_int_equal(formulyar_file_count(again), 1);
    assert_string_equal(formulyar_file(again, 0)->sha256, formulyar_file(result, 0)->sha256);
    formulyar_free(again);
    formulyar_free(result);
    result = formulyar_import(engine, inputs + 1, 1, NULL);
    assert_true(says(result, "E881") && !formulyar_file_count(result));
    formulyar_free(result);
    result = formulyar_import(engine, NULL, 0, NULL);
    assert_true(says(result, "E881") && !formulyar_file_count(result));
    formulyar_free(result);
    result = formulyar_mark(engine, inputs + 1, NULL);
    assert_true(says(result, "E881") && !formulyar_file_count(result));
    formulyar_free(result);
    text_free(&book);
    text_free(&base);
    formulyar_close(engine);
}

/* What is wrong in a table is mended in what was made of it. */
static void faulty_cases_are_read_too(void **state)
{
    (void)state;
    static const char table[] =
        "№ дела;Фамилия учителя;Имя;Состояние дела;Решение о сопровождении принято (дата)\n"
        "2025-014;Савельева;Дарья;сопровождение идёт (форма 5.1);1.2.26\n"
        ";Ярцева;Ольга;что-то;01.02.2026\n";
    formulyar *engine = formulyar_open(&setup);
    struct formulyar_input const input = {"дела.csv", table, sizeof table - 1};
    struct formulyar_options options = {.size = sizeof options};
    formulyar_result *result = formulyar_import(engine, &input, 1, &options);
    assert_int_equal(formulyar_status(result), 1);
    assert_int_equal(formulyar_file_count(result), 0);
    size_t const count = formulyar_diagnostic_count(result);
    formulyar_free(result);
    options.faulty = 1;
    result = formulyar_import(engine, &input, 1, &options);
    assert_int_equal(formulyar_status(result), 1);
    assert_int_equal(formulyar_diagnostic_count(result), count - 1); /* that nothing was written */
    assert_int_equal(formulyar_file_count(result), 1);
    const char *text = formulyar_file(result, 0)->bytes;
    assert_non_null(strstr(text, "id=\"2025-014\" "));
    assert_non_null(strstr(text, "<surname>Ярцева</surname>"));
    assert_null(strstr(text, "x-"));
    assert_null(strstr(text, "!"));
    assert_null(strstr(text, "1.2.26"));
    formulyar_free(result);
    formulyar_close(engine);
}

/* Names that cannot be taken apart stay words; what is none of a list, or no day, is left out. */
static void faulty_cells_keep_their_words(void **state)
{
    (void)state;
    static const char table[] =
        "id;surname;given;status;lead;participants;assessment;conclusion-date\n"
        "№ дела;Фамилия;Имя;Состояние;Кто ведёт;Участники;Оценка;Дата\n"
        "1;Ярцева;Ольга;;один из двух наших методистов;кто-то из старших; так себе;завтра\n";
    formulyar *engine = formulyar_open(&setup);
    struct formulyar_input const input = {"дела.csv", table, sizeof table - 1};
    struct formulyar_options const options = {.size = sizeof options, .faulty = 1};
    formulyar_result *result = formulyar_import(engine, &input, 1, &options);
    assert_int_equal(formulyar_status(result), 1);
    assert_int_equal(formulyar_file_count(result), 1);
    const char *text = formulyar_file(result, 0)->bytes;
    assert_non_null(strstr(text, "один из двух наших методистов</surname>"));
    assert_non_null(strstr(text, "кто-то из старших</surname>"));
    assert_null(strstr(text, "так себе"));
    assert_null(strstr(text, "завтра"));
    assert_null(strstr(text, "!"));
    assert_null(strstr(text, "x-"));
    formulyar_free(result);
    formulyar_close(engine);
}

/* A copy is marked as the program marks it. */
static void same_marks(formulyar *engine, const struct text *book)
{
    const char *path = arena_printf(arena, "/tmp/test_sources.%ld.xlsx", (long)getpid());
    struct formulyar_input const input = {"a/book.xlsx", book->data, book->len};
    formulyar_result *result = formulyar_mark(engine, &input, NULL);
    assert_true(formulyar_diagnostic_count(result) > 0);
    assert_string_equal(formulyar_file(result, 0)->name, "a/book-marked.xlsx");
    assert_true(formulyar_case_count(result) == 1);
    assert_int_equal(file_write(path, book->data, book->len), 0);
    same_as_output(
        result,
        arena_printf(
            arena,
            "--version >/dev/null && (SOURCE_DATE_EPOCH=1811894400 ${BUILD:-build}/formulyar import "
            "--mark --lang en -o %%1$s/out %s; exit $(($? - %d)))",
            path, formulyar_status(result)),
        FORMULYAR_XLSX);
    formulyar_free(result);
    unlink(path);
}

/* What is wrong, and what is a warning alone: a Latin letter in a Russian word. */
static void a_workbook_is_marked(void **state)
{
    (void)state;
    static const char position[] = "учитель математики";
    formulyar *engine = formulyar_open(&setup);
    struct text book = workbook_of(engine, "samples/draft.xml");
    same_marks(engine, &book);
    text_free(&book);
    struct text latin = TEXT_EMPTY;
    const char *at = strstr(text_string(&completed), position);
    text_add_bytes(&latin, completed.data, (size_t)(at - completed.data));
    text_format(&latin, "учитeль математики%s", at + strlen(position));
    book = made_workbook(engine, latin.data, latin.len);
    same_marks(engine, &book);
    text_free(&latin);
    struct formulyar_input const list = {"staff.csv", staff_list, sizeof staff_list - 1};
    formulyar_result *result = formulyar_mark(engine, &list, NULL);
    assert_int_equal(formulyar_status(result), 1);
    assert_int_equal(formulyar_file_count(result), 0);
    formulyar_free(result);
    text_free(&book);
    formulyar_close(engine);
}

/* A case that lacks what it must have can be saved and mended later; what cannot be read is not left out. */
static void faulty_cases_are_written_too(void **state)
{
    (void)state;
    static const char gaps[] =
        "<cases xmlns=\"urn:formulyar:case:1\">"
        "<case id=\"1\" edition=\"lesosibirsk2-2024-09-27\" status=\"what\">"
        "<teacher><surname>Ярцева</surname></teacher><decision date=\"2026-13-01\"/></case></cases>";
    static const char broken[] = "<case xmlns=\"urn:formulyar:case:1\" id=\"2\"><teacher";
    struct formulyar_input const inputs[] = {{"gaps.xml", gaps, sizeof gaps - 1},
                                             {"broken.xml", broken, sizeof broken - 1}};
    struct formulyar_options options = {.size = sizeof options};
    formulyar *engine = formulyar_open(&setup);
    formulyar_result *result = formulyar_workbook(engine, inputs, 1, NULL, &options);
    assert_true(formulyar_status(result) == 1 && !formulyar_file_count(result));
    formulyar_free(result);
    options.faulty = 1;
    result = formulyar_workbook(engine, inputs, 2, NULL, &options);
    assert_true(formulyar_status(result) == 1 && !formulyar_file_count(result));
    formulyar_free(result);
    result = formulyar_workbook(engine, inputs, 1, NULL, &options);
    assert_true(formulyar_status(result) == 1 && formulyar_file_count(result) == 1);
    struct formulyar_input const book = {"book.xlsx", formulyar_file(result, 0)->bytes,
                                         formulyar_file(result, 0)->size};
    formulyar_result *back = formulyar_import(engine, &book, 1, &options);
    assert_int_equal(formulyar_file_count(back), 1);
    const char *text = formulyar_file(back, 0)->bytes;
    assert_non_null(strstr(text, "<surname>Ярцева</surname>"));
    assert_string_equal(formulyar_case(back, 0)->id, "1");
    bool date = false;
    for (size_t i = 0; i < formulyar_diagnostic_count(back); i++)
        date = date || strcmp(formulyar_diagnostic(back, i)->code, "E873") == 0;
    assert_true(date); /* the cell holds what was typed */
    formulyar_free(back);
    formulyar_free(result);
    formulyar_close(engine);
}

static void what_holds_no_case_is_told(void **state)
{
    (void)state;
    struct text school = read_whole("forms/organization.xml");
    struct formulyar_input const input = {"organization.xml", school.data, school.len};
    struct formulyar_options const minutes = {.size = sizeof minutes, .minutes = 1};
    formulyar *engine = formulyar_open(&setup);
    formulyar_result *const results[] = {
        formulyar_check(engine, &input, 1, NULL), formulyar_cases(engine, &input, 1, NULL),
        formulyar_render(engine, &input, 1, NULL), formulyar_new(engine, &input, 1, &minutes),
        formulyar_workbook(engine, &input, 1, NULL, NULL)};
    for (size_t i = 0; i < sizeof results / sizeof *results; i++) {
        assert_true(says(results[i], "E036"));
        assert_int_equal(formulyar_file_count(results[i]), 0);
        formulyar_free(results[i]);
    }
    text_free(&school);
    formulyar_close(engine);
}

/* Tables of one sheet each, which know each other by the ids of cases. */
static void plain_tables_belong_together(void **state)
{
    (void)state;
    formulyar *engine = formulyar_open(&setup);
    static const char cases[] = "№ дела;Фамилия учителя;Имя;Состояние дела\n1;Савельева;Дарья;\n";
    static const char problems[] = "case;problem;kind;source\n№ дела;5.1;;\n1;темп урока;;\n";
    struct formulyar_input const inputs[] = {{"problems.csv", problems, sizeof problems - 1},
                                             {"cases.csv", cases, sizeof cases - 1}};
    struct formulyar_options const options = {.size = sizeof options, .faulty = 1};
    formulyar_result *result = formulyar_import(engine, inputs, 2, &options);
    assert_int_equal(formulyar_case_count(result), 1);
    assert_int_equal(formulyar_file_count(result), 1);
    assert_non_null(strstr(formulyar_file(result, 0)->bytes, ">темп урока<"));
    formulyar_free(result);
    formulyar_close(engine);
}

static void a_workbook_is_an_input(void **state)
{
    (void)state;
    static const char table[] =
        "№ дела;Фамилия учителя;Имя;Состояние дела;Решение о сопровождении принято (дата)\n"
        "2025-014;Савельева;Дарья;сопровождение идёт (форма 5.1);1.2.26\n";
    formulyar *engine = formulyar_open(&setup);
    struct formulyar_input const input = {"дела.csv", table, sizeof table - 1};
    formulyar_result *result = formulyar_check(engine, &input, 1, NULL);
    assert_int_equal(formulyar_status(result), 1);
    assert_true(says(result, "E873"));
    for (size_t i = 0; i < formulyar_diagnostic_count(result); i++) {
        const struct formulyar_diagnostic *one = formulyar_diagnostic(result, i);
        assert_string_equal(one->file, "дела.csv");
        assert_string_equal(one->sheet, "");
        if (strcmp(one->code, "E873") == 0)
            assert_true(one->line == 2 && one->column == 5);
        assert_string_equal(one->case_id ? one->case_id : "2025-014", "2025-014");
    }
    const struct formulyar_case *listed = formulyar_case(result, 0);
    assert_true(listed && listed->line == 2 && listed->column == 0 && listed->length == 0);
    assert_string_equal(listed->sheet, "");
    assert_string_equal(listed->file, "дела.csv");
    formulyar_free(result);
    formulyar_close(engine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases_are_listed),
        cmocka_unit_test(a_case_is_told_of_from_its_tag_on),
        cmocka_unit_test(files_to_start_from_are_those_of_the_program),
        cmocka_unit_test(cases_come_out_of_workbooks),
        cmocka_unit_test(faulty_cases_are_read_too),
        cmocka_unit_test(faulty_cells_keep_their_words),
        cmocka_unit_test(a_workbook_is_marked),
        cmocka_unit_test(faulty_cases_are_written_too),
        cmocka_unit_test(what_holds_no_case_is_told),
        cmocka_unit_test(plain_tables_belong_together),
        cmocka_unit_test(a_workbook_is_an_input),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
