/*
 * test_merge.c - the forms of many cases in one PDF: the bytes of `batch --merge`, whatever the order of the inputs.
 */
#include "library.h"

static void bytes_are_those_of_a_batch(void **state)
{
    (void)state;
    formulyar *engine = formulyar_open(&setup);
    struct text thirty = read_whole("samples/thirty.xml");
    struct formulyar_input const input = {"thirty.xml", thirty.data, thirty.len};
    struct formulyar_options options = {.size = sizeof options};
    for (options.duplex = 0; options.duplex < 2; options.duplex++) {
        char *path = arena_printf(arena, "/tmp/test_merge.%ld.pdf", (long)getpid());
        char *command = arena_printf(
            arena,
            "rm -rf %s %s.d; %s/formulyar batch -q -t pdf -o %s.d --merge %s %s samples/thirty.xml",
            path, path, build, path, path, options.duplex ? "--duplex" : "--simplex");
        assert_int_equal(system(command), 0);
        struct text wanted = read_whole(path);
        formulyar_result *result = formulyar_merge(engine, &input, 1, &options);
        assert_int_equal(formulyar_status(result), 0);
        assert_int_equal(formulyar_file_count(result), 1);
        const struct formulyar_file *file = formulyar_file(result, 0);
        assert_string_equal(file->name, "merge.pdf");
        assert_string_equal(file->form, "merge");
        assert_string_equal(file->case_id, "");
        assert_int_equal(file->size, wanted.len);
        assert_memory_equal(file->bytes, wanted.data, wanted.len);
        formulyar_free(result);
        text_free(&wanted);
        assert_int_equal(system(arena_printf(arena, "rm -rf %s %s.d", path, path)), 0);
    }
    text_free(&thirty);
    formulyar_close(engine);
}

static void cases_with_errors_stay_out(void **state)
{
    (void)state;
    formulyar *engine = formulyar_open(&setup);
    struct text draft = read_whole("samples/draft.xml");
    struct formulyar_input const inputs[] = {
        {"completed.xml", completed.data, completed.len},
        {"draft.xml", draft.data, draft.len},
        {"registered.xml", registered.data, registered.len},
        {"again.xml", completed.data, completed.len},
    };
    struct formulyar_input const turned[] = {inputs[2], inputs[0]};
    struct formulyar_options options = {.size = sizeof options};
    formulyar_result *good = formulyar_merge(engine, turned, 2, &options);
    formulyar_result *result = formulyar_merge(engine, inputs, 4, &options);
    assert_int_equal(formulyar_status(good), 0);
    assert_int_equal(formulyar_status(result), 1); /* the draft, and a number that comes twice */
    assert_int_equal(formulyar_file_count(result), 1);
    assert_string_equal(formulyar_file(result, 0)->sha256, formulyar_file(good, 0)->sha256);
    formulyar_free(result);
    formulyar_free(good);
    result = formulyar_merge(engine, inputs + 1, 1, &options);
    assert_int_equal(formulyar_file_count(result), 0);
    assert_int_equal(formulyar_status(result), 1);
    formulyar_free(result);
    options.kinds = FORMULYAR_DOCX;
    result = formulyar_merge(engine, inputs, 1, &options);
    assert_true(says(result, "E018"));
    assert_int_equal(formulyar_file_count(result), 0);
    formulyar_free(result);
    text_free(&draft);
    formulyar_close(engine);
}

/* A case with a letter that no font has is left out alone; of none there is nothing to print. */
static void cases_that_cannot_be_printed_stay_out(void **state)
{
    (void)state;
    static const char surname[] = "<surname>";
    formulyar *engine = formulyar_open(&setup);
    struct text strange = TEXT_EMPTY;
    const char *at = strstr(text_string(&completed), surname) + strlen(surname);
    text_add_bytes(&strange, completed.data, (size_t)(at - completed.data));
    text_format(&strange, "😀%s", at);
    struct formulyar_input const inputs[] = {{"strange.xml", strange.data, strange.len},
                                             {"registered.xml", registered.data, registered.len}};
    formulyar_result *good = formulyar_merge(engine, inputs + 1, 1, NULL);
    formulyar_result *result = formulyar_merge(engine, inputs, 2, NULL);
    assert_true(says(result, "E301"));
    assert_int_equal(formulyar_file_count(result), 1);
    assert_string_equal(formulyar_file(result, 0)->sha256, formulyar_file(good, 0)->sha256);
    formulyar_free(result);
    formulyar_free(good);
    result = formulyar_merge(engine, inputs, 1, NULL);
    assert_true(says(result, "E301") && !formulyar_file_count(result));
    formulyar_free(result);
    text_free(&strange);
    formulyar_close(engine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_are_those_of_a_batch),
        cmocka_unit_test(cases_with_errors_stay_out),
        cmocka_unit_test(cases_that_cannot_be_printed_stay_out),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
