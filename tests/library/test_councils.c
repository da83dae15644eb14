/*
 * test_councils.c - minutes, extracts and bundles of council files, whose cases are other inputs.
 */
#include "library.h"

enum { ONE, ITS_CASE, TWELVE, ITS_CASES, COUNCILS };

static struct text council_files[COUNCILS];

static void read_councils(struct formulyar_input inputs[COUNCILS], const char *folder)
{
    static const char *const names[] = {"one-appendix.xml", "2025-031.xml", "twelve-appendices.xml",
                                        "twelve-cases.xml"};
    for (size_t i = 0; i < COUNCILS; i++) {
        if (!council_files[i].len)
            council_files[i] = read_whole(arena_printf(arena, "samples/council/%s", names[i]));
        inputs[i] = (struct formulyar_input){arena_printf(arena, "%s%s", folder, names[i]),
                                             council_files[i].data, council_files[i].len};
    }
}

static void minutes_are_those_of_the_program(void **state)
{
    (void)state;
    static const char *const folders[] = {"", "./", "samples/council/", "elsewhere/"};
    formulyar *engine = formulyar_open(&setup);
    struct formulyar_input inputs[COUNCILS];
    struct formulyar_options options = {.size = sizeof options, .kinds = 15, .pdfa = 3};
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
        read_councils(inputs, folders[i]);
        inputs[ITS_CASES].name = i == 3 ? "twelve-cases.xml" : inputs[ITS_CASES].name;
        formulyar_result *result = formulyar_minutes(engine, inputs, COUNCILS, &options);
        same_as_program(result,
                        "minutes -t pdf,docx,tree,text --pdfa 3 -o %s "
                        "samples/council/one-appendix.xml samples/council/twelve-appendices.xml",
                        8);
        assert_string_equal(formulyar_file(result, 0)->form, "minutes");
        assert_string_equal(formulyar_file(result, 0)->case_id, "");
        formulyar_free(result);
    }
    options.pdfa = 0;
    options.case_id = "2025-031";
    formulyar_result *result = formulyar_extract(engine, inputs, 2, &options);
    same_as_program(result,
                    "minutes --extract 2025-031 -t pdf,docx,tree,text -o %s "
                    "samples/council/one-appendix.xml",
                    4);
    assert_string_equal(formulyar_file(result, 0)->case_id, "2025-031");
    formulyar_free(result);
    options.kinds = FORMULYAR_PDF;
    result = formulyar_bundle(engine, inputs, 2, &options);
    same_as_program(result, "bundle -o %s/bundle.pdf samples/council/one-appendix.xml", 1);
    formulyar_free(result);
    options = (struct formulyar_options){
        .size = sizeof options, .kinds = FORMULYAR_DOCX, .no_list = 1, .duplex = 1};
    result = formulyar_bundle(engine, inputs + TWELVE, 2, &options);
    same_as_program(
        result, "bundle --no-list --duplex -o %s/bundle.docx samples/council/twelve-appendices.xml",
        1);
    formulyar_free(result);
    result = formulyar_check(engine, inputs, COUNCILS, NULL);
    assert_int_equal(formulyar_status(result), 0);
    assert_int_equal(formulyar_case_count(result), 13);
    formulyar_free(result);
    formulyar_close(engine);
}

/* One word of a council file is another; for formulyar_free(). */
static formulyar_result *with_edit(formulyar *engine, const char *from, const char *to,
                                   formulyar_result *call(formulyar *,
                                                          const struct formulyar_input *, size_t,
                                                          const struct formulyar_options *),
                                   const struct formulyar_options *options)
{
    struct formulyar_input inputs[COUNCILS];
    struct text edited = TEXT_EMPTY;
    read_councils(inputs, "");
    const char *bytes = text_string(&council_files[ONE]);
    const char *place = strstr(bytes, from);
    assert_non_null(place);
    text_add_bytes(&edited, bytes, (size_t)(place - bytes));
    text_add(&edited, to);
    text_add(&edited, place + strlen(from));
    inputs[ONE].bytes = edited.data;
    inputs[ONE].size = edited.len;
    formulyar_result *result = call(engine, inputs, 2, options);
    text_free(&edited);
    return result;
}

static void councils_are_refused(void **state)
{
    (void)state;
    formulyar *engine = formulyar_open(&setup);
    static const struct {
        const char *from, *to, *code;
    } edits[] = {
        {"<file>2025-031.xml", "<file>nowhere.xml", "E163"},
        {"<file>2025-031.xml", "<file>/2025-031.xml", "E162"},
        {"<file>2025-031.xml", "<file>../2025-031.xml", "E162"},
        {"<file>2025-031.xml", "<file>one-appendix.xml", "W139"},
        {"<agenda>", "<agenda><oops/>", "E1"},
    };
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        formulyar_result *result =
            with_edit(engine, edits[i].from, edits[i].to, formulyar_minutes, NULL);
        assert_int_equal(formulyar_status(result), 1);
        assert_int_equal(formulyar_file_count(result), 0);
        bool found = false;
        for (size_t j = 0; j < formulyar_diagnostic_count(result); j++)
            found = found || strncmp(formulyar_diagnostic(result, j)->code, edits[i].code,
                                     strlen(edits[i].code)) == 0;
        assert_true(found);
        formulyar_free(result);
        result = with_edit(engine, edits[i].from, edits[i].to, formulyar_check, NULL);
        assert_int_equal(formulyar_status(result), 1);
        formulyar_free(result);
        result = with_edit(engine, edits[i].from, edits[i].to, formulyar_bundle, NULL);
        assert_int_equal(formulyar_status(result), 1);
        assert_int_equal(formulyar_file_count(result), 0);
        formulyar_free(result);
    }
    struct formulyar_input inputs[COUNCILS];
    read_councils(inputs, "");
    formulyar_result *result = formulyar_minutes(engine, NULL, 0, NULL);
    assert_true(says(result, "E904"));
    formulyar_free(result);
    struct formulyar_input const cases[] = {inputs[ITS_CASE], inputs[ITS_CASES]};
    result = formulyar_minutes(engine, cases, 2, NULL);
    assert_true(says(result, "E904"));
    formulyar_free(result);
    result = formulyar_minutes(engine, cases, 1, NULL);
    assert_true(formulyar_status(result) == 1 && !says(result, "E904"));
    formulyar_free(result);
    result = formulyar_extract(engine, inputs, COUNCILS, NULL);
    assert_true(says(result, "E018"));
    formulyar_free(result);
    struct formulyar_options const stranger = {.size = sizeof stranger, .case_id = "../../x"};
    result = formulyar_extract(engine, inputs, COUNCILS, &stranger);
    assert_true(formulyar_status(result) == 1 && !formulyar_file_count(result));
    formulyar_free(result);
    struct formulyar_options const numbered = {
        .size = sizeof numbered, .number = "5", .date = "2027-05-28", .order = "name"};
    result = formulyar_bundle(engine, inputs, 2, &numbered);
    assert_true(says(result, "E657") && formulyar_diagnostic_count(result) == 3);
    formulyar_free(result);
    struct formulyar_input const twice[] = {inputs[ONE], inputs[ONE], inputs[ITS_CASE]};
    result = formulyar_minutes(engine, twice, 3, NULL);
    assert_true(formulyar_status(result) == 1 && formulyar_file_count(result) == 2);
    formulyar_free(result);
    for (size_t i = 0; i < COUNCILS; i++)
        text_free(&council_files[i]);
    formulyar_close(engine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(minutes_are_those_of_the_program),
        cmocka_unit_test(councils_are_refused),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
