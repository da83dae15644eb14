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

/* Puts the council file of one appendix, one word of which is another. */
static void put_edited(struct text *out, const char *from, const char *to)
{
    const char *bytes = text_string(&council_files[ONE]);
    const char *place = strstr(bytes, from);
    assert_non_null(place);
    text_add_bytes(out, bytes, (size_t)(place - bytes));
    text_format(out, "%s%s", to, place + strlen(from));
}

/* What a call says of such a file; for formulyar_free(). */
static formulyar_result *with_edit(formulyar *engine, const char *from, const char *to,
                                   formulyar_result *call(formulyar *,
                                                          const struct formulyar_input *, size_t,
                                                          const struct formulyar_options *),
                                   const struct formulyar_options *options)
{
    struct formulyar_input inputs[COUNCILS];
    struct text edited = TEXT_EMPTY;
    read_councils(inputs, "");
    put_edited(&edited, from, to);
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
    struct formulyar_options const numbered = {.size = sizeof numbered,
                                               .number = "5",
                                               .date = "2027-05-28",
                                               .first = 2,
                                               .forms = "5.4",
                                               .order = "name",
                                               .finished_only = 1};
    result = formulyar_bundle(engine, inputs, 2, &numbered);
    assert_true(says(result, "E657") && formulyar_diagnostic_count(result) == 6);
    formulyar_free(result);
    struct formulyar_input const twice[] = {inputs[ONE], inputs[ONE], inputs[ITS_CASE]};
    result = formulyar_minutes(engine, twice, 3, NULL);
    assert_true(formulyar_status(result) == 1 && formulyar_file_count(result) == 2);
    formulyar_free(result);
    formulyar_close(engine);
}

/* Of two files whose names end alike the one that is named is taken, or none. */
static void files_of_one_name_are_told_apart(void **state)
{
    (void)state;
    formulyar *engine = formulyar_open(&setup);
    struct formulyar_input inputs[COUNCILS];
    read_councils(inputs, "");
    struct formulyar_input three[] = {
        inputs[ONE], inputs[ITS_CASE], {"a/2025-031.xml", registered.data, registered.len}};
    for (int dots = 0; dots < 4; dots++) {
        three[0].name = dots & 1 ? "./one-appendix.xml" : "one-appendix.xml";
        three[1].name = dots & 2 ? "./2025-031.xml" : "2025-031.xml";
        formulyar_result *result = formulyar_minutes(engine, three, 3, NULL);
        assert_true(formulyar_status(result) == 0 && formulyar_file_count(result) == 2);
        formulyar_free(result);
    }
    three[1].name = "b/2025-031.xml";
    formulyar_result *result = formulyar_minutes(engine, three, 3, NULL);
    assert_true(says(result, "E163") && !formulyar_file_count(result));
    formulyar_free(result);
    formulyar_close(engine);
}

/* "5/2" and "5-2" are two numbers, and one name of a file. */
static void minutes_take_no_name_twice(void **state)
{
    (void)state;
    formulyar *engine = formulyar_open(&setup);
    struct formulyar_input inputs[COUNCILS];
    struct text copies[2] = {TEXT_EMPTY, TEXT_EMPTY};
    read_councils(inputs, "");
    for (size_t i = 0; i < 2; i++)
        put_edited(&copies[i], "number=\"5\"", i ? "number=\"5-2\"" : "number=\"5/2\"");
    struct formulyar_input const three[] = {{"a.xml", copies[0].data, copies[0].len},
                                            {"b.xml", copies[1].data, copies[1].len},
                                            inputs[ITS_CASE]};
    formulyar_result *result = formulyar_minutes(engine, three, 3, NULL);
    assert_true(formulyar_status(result) == 1 && formulyar_file_count(result) == 2);
    formulyar_free(result);
    for (size_t i = 0; i < 2; i++) {
        struct formulyar_input const alone[] = {three[i], inputs[ITS_CASE]};
        result = formulyar_minutes(engine, alone, 2, NULL);
        assert_true(formulyar_status(result) == 0 && formulyar_file_count(result) == 2);
        formulyar_free(result);
        text_free(&copies[i]);
    }
    formulyar_close(engine);
}

/* An extract of the meeting's case, in which a speech says the words; the file of the case has another one too. */
static formulyar_result *extract_saying(formulyar *engine, const char *words, const char *allowed)
{
    struct formulyar_input inputs[COUNCILS];
    struct text council = TEXT_EMPTY, cases = TEXT_EMPTY;
    read_councils(inputs, "");
    put_edited(&council, "отметила, что", words);
    text_format(&cases, "<cases xmlns=\"urn:formulyar:case:1\">%s%s</cases>",
                strstr(text_string(&council_files[ITS_CASE]), "<case "),
                strstr(text_string(&registered), "<case "));
    inputs[ONE].bytes = council.data;
    inputs[ONE].size = council.len;
    inputs[ITS_CASE].bytes = cases.data;
    inputs[ITS_CASE].size = cases.len;
    struct formulyar_options const options = {
        .size = sizeof options, .case_id = "2025-031", .allow = allowed};
    formulyar_result *result = formulyar_extract(engine, inputs, 2, &options);
    text_free(&council);
    text_free(&cases);
    return result;
}

/* Whose case lies beside it, is somebody else; a word that may be a name is looked at by a person. */
static void an_extract_names_nobody_else(void **state)
{
    (void)state;
    static const struct {
        const char *words, *allowed, *code;
    } said[] = {
        {"отметила, что и дома", NULL, NULL},
        {"отметила вслед за Чумаковым А.В., что", NULL, "E655"},
        {"отметила вслед за Чумаковым А.В., что", "Чумаковым", "E655"},
        {"отметила вслед за Чумаковым, что", NULL, "E659"},
        {"отметила вслед за Чумаковым, что", "Чумаковым", NULL},
    };
    formulyar *engine = formulyar_open(&setup);
    for (size_t i = 0; i < sizeof said / sizeof *said; i++) {
        formulyar_result *result = extract_saying(engine, said[i].words, said[i].allowed);
        if (said[i].code ? !says(result, said[i].code) : formulyar_status(result) != 0)
            fail_msg("%s", said[i].words);
        assert_int_equal(formulyar_file_count(result), said[i].code ? 0 : 2);
        formulyar_free(result);
    }
    formulyar_close(engine);
}

static int end_councils(void **state)
{
    for (size_t i = 0; i < COUNCILS; i++)
        text_free(&council_files[i]);
    return end(state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(minutes_are_those_of_the_program),
        cmocka_unit_test(councils_are_refused),
        cmocka_unit_test(files_of_one_name_are_told_apart),
        cmocka_unit_test(minutes_take_no_name_twice),
        cmocka_unit_test(an_extract_names_nobody_else),
    };
    return cmocka_run_group_tests(tests, begin, end_councils);
}
