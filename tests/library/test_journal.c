/*
 * test_journal.c - journals of the library: the program's files, what is refused, what the description tells of them.
 */
#include "library.h"

static char folder[] = "/tmp/formulyar-journal-XXXXXX"; /* forms, with the test's edition */
static struct text active, replaced;

static int begin_journals(void **state)
{
    begin(state);
    strcpy(strrchr(folder, '-') + 1, "XXXXXX");
    assert_non_null(mkdtemp(folder));
    assert_int_equal(
        system(arena_printf(arena, "cp -R forms/. tests/form/forms/places %s/", folder)), 0);
    setup.forms = folder;
    setup.edition = "places";
    active = read_whole("samples/active.xml");
    replaced = read_whole("samples/mentor-replaced.xml");
    return 0;
}

static int end_journals(void **state)
{
    assert_int_equal(system(arena_printf(arena, "rm -r %s", folder)), 0);
    text_free(&active);
    text_free(&replaced);
    return end(state);
}

static void they_are_those_of_the_program(void **state)
{
    (void)state;
    formulyar *engine = formulyar_open(&setup);
    struct formulyar_input const inputs[] = {input_of(&replaced), input_of(&active),
                                             input_of(&registered)};
    struct formulyar_options options = {.size = sizeof options, .kinds = 31, .stage = "before"};
    const char *words = arena_printf(
        arena,
        "journal --forms %s --edition places %s -o %%s samples/mentor-replaced.xml samples/active.xml samples/registered.xml",
        folder, "-t pdf,docx,tree,text,svg");
    formulyar_result *made = formulyar_journal(engine, inputs, 3, &options);
    same_as_program(made, words, 5);
    assert_string_equal(formulyar_file(made, 0)->name, "journal_journal.pdf");
    assert_string_equal(formulyar_file(made, 0)->form, "journal");
    assert_string_equal(formulyar_file(made, 0)->case_id, "");
    formulyar_free(made);
    made = formulyar_journal(engine, inputs, 2, NULL);
    assert_int_equal(formulyar_file_count(made), 2);
    formulyar_free(made);
    options = (struct formulyar_options){.size = sizeof options, .kinds = FORMULYAR_CSV};
    made = formulyar_journal(engine, inputs, 2, &options);
    assert_true(says(made, "E018"));
    formulyar_free(made);
    formulyar_close(engine);
}

/* What is told, with the status; no file is made. */
static void refuses(const struct formulyar_input *inputs, size_t count, const char *edition,
                    const char *forms, const char *code, int status)
{
    formulyar *engine = formulyar_open(&setup);
    struct formulyar_options const options = {
        .size = sizeof options, .edition = edition, .forms = forms};
    formulyar_result *made = formulyar_journal(engine, inputs, count, &options);
    if (!says(made, code))
        fail_msg("no %s, status %d", code, formulyar_status(made));
    assert_int_equal(formulyar_status(made), status);
    assert_int_equal(formulyar_file_count(made), 0);
    formulyar_free(made);
    formulyar_close(engine);
}

static void what_makes_none_is_told(void **state)
{
    (void)state;
    static const char other[] =
        "<case xmlns=\"urn:formulyar:case:1\" id=\"9\" status=\"registered\" edition=\"example-corrected\">"
        "<oops/></case>";
    struct formulyar_input inputs[] = {input_of(&active), input_of(&active)};
    refuses(inputs, 2, NULL, NULL, "E007", 1);
    inputs[1] = (struct formulyar_input){"bad.xml", other, sizeof other - 1};
    refuses(inputs, 2, NULL, NULL, "E150", 1);
    inputs[0] = input_of(&registered);
    refuses(inputs, 1, NULL, NULL, "W886", 0);
    refuses(inputs, 1, "example-corrected", NULL, "E953", 1);
    refuses(inputs, 1, NULL, "5.5", "E024", 1);

    setup.edition = NULL; /* each case says whose it is */
    struct text second = TEXT_EMPTY;
    text_add(&second, arena_strndup(arena, active.data, active.len));
    char *edition = strstr(second.data, "lesosibirsk2-2024-09-27");
    assert_non_null(edition);
    memcpy(edition, "example-corrected\"      ", sizeof "lesosibirsk2-2024-09-27");
    char *id = strstr(second.data, " id=\"2026-");
    assert_non_null(id);
    id[5] = '3';
    inputs[0] = input_of(&active);
    inputs[1] = input_of(&second);
    refuses(inputs, 2, NULL, NULL, "E952", 1);
    text_free(&second);
    setup.edition = "places";
}

static void the_description_tells_them(void **state)
{
    (void)state;
    formulyar *engine = formulyar_open(&setup);
    struct formulyar_options const options = {.size = sizeof options, .edition = "ppk-example"};
    formulyar_result *result = formulyar_describe(engine, &options);
    const char *text = formulyar_text(result);
    const char *form = strstr(text, "{\"id\":\"5-zasedaniya\",");
    assert_non_null(form);
    const char *told = strstr(form, "\"over\":\"cases\",\"statuses\":[\"considered\"],");
    assert_true(told && told < strstr(form, "\"paths\""));
    const char *single = strstr(text, "{\"id\":\"2-protokol\",");
    assert_non_null(single);
    assert_true(strstr(single, "\"over\"") > strstr(single, "{\"id\":\"3-zaklyuchenie\","));
    formulyar_free(result);
    formulyar_close(engine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(they_are_those_of_the_program, begin_journals,
                                        end_journals),
        cmocka_unit_test_setup_teardown(what_makes_none_is_told, begin_journals, end_journals),
        cmocka_unit_test_setup_teardown(the_description_tells_them, begin_journals, end_journals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
