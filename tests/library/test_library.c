/*
 * test_library.c - the C library from inside of one process: engines side by side, limits, hostile
 * bytes, memory that runs out; its files are the program's.
 */
#include "library.h"

#include <errno.h>
#include <malloc.h>
#include <pthread.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <libxml/parser.h>

/* ---- the program's files ---------------------------------------------------- */

static void files_are_those_of_the_program(void **state)
{
    (void)state;
    formulyar *engine = formulyar_open(&setup);
    struct formulyar_input const inputs[] = {input_of(&completed), input_of(&registered)};
    struct formulyar_options options = {.size = sizeof options, .kinds = 15};
    formulyar_result *made = formulyar_render(engine, inputs, 2, &options);
    same_as_program(
        made, "render -t pdf,docx,tree,text -o %s samples/completed.xml samples/registered.xml",
        16);
    formulyar_free(made);

    options = (struct formulyar_options){.size = sizeof options,
                                         .kinds = FORMULYAR_PDF,
                                         .pdfa = 3,
                                         .draft = 1,
                                         .body_only = 1,
                                         .forms = "5.4,5.1"};
    made = formulyar_render(engine, inputs, 1, &options);
    same_as_program(
        made, "render -t pdf --pdfa 3 --draft --body-only -f 5.1,5.4 -o %s samples/completed.xml",
        2);
    formulyar_free(made);

    options = (struct formulyar_options){.size = sizeof options,
                                         .kinds = FORMULYAR_PDF | FORMULYAR_DOCX,
                                         .roomy = 1,
                                         .forms = "5.4"};
    made = formulyar_render(engine, inputs, 1, &options);
    same_as_program(made, "render -t pdf,docx --roomy -f 5.4 -o %s samples/completed.xml", 2);
    assert_int_equal(formulyar_file(made, 0)->pages, 2);
    formulyar_free(made);

    made = formulyar_blank(engine, NULL);
    same_as_program(made, "blank -o %s", 6);
    formulyar_free(made);

    options = (struct formulyar_options){.size = sizeof options,
                                         .kinds = 15 | FORMULYAR_CSV,
                                         .order = "date",
                                         .school_year = "2026/2027"};
    made = formulyar_summary(engine, inputs, 2, &options);
    same_as_program(
        made,
        "summary -t pdf,docx,tree,text,csv --sort date --school-year 2026/2027 -o %s samples/completed.xml samples/registered.xml",
        6);
    formulyar_free(made);

    options = (struct formulyar_options){
        .size = sizeof options, .number = "5", .date = "2027-05-28", .first = 3, .duplex = 1};
    made = formulyar_bundle(engine, inputs, 2, &options);
    assert_true(formulyar_file(made, 0)->pages > 4);
    same_as_program(
        made,
        "bundle --number 5 --date 2027-05-28 --first 3 --duplex -o %s/bundle.pdf samples/completed.xml samples/registered.xml",
        1);
    formulyar_free(made);
    formulyar_close(engine);
}

static void a_file_is_verified(void **state)
{
    (void)state;
    formulyar *engine = formulyar_open(&setup);
    struct formulyar_input input = input_of(&completed);
    formulyar_result *made = formulyar_render(engine, &input, 1, NULL);
    const struct formulyar_file *file = formulyar_file(made, 0);
    struct formulyar_input const whole = {file->name, file->bytes, file->size};
    formulyar_result *result = formulyar_verify(engine, &whole);
    const struct formulyar_facts *facts = formulyar_facts(result);
    assert_true(facts->whole);
    assert_string_equal(facts->state, "unchanged");
    assert_string_equal(facts->case_id, file->case_id);
    assert_string_equal(facts->form, file->form);
    assert_int_equal(facts->pages, file->pages);
    formulyar_free(result);

    struct formulyar_input const half = {file->name, file->bytes, file->size / 2};
    result = formulyar_verify(engine, &half);
    assert_false(formulyar_facts(result)->whole);
    assert_string_equal(formulyar_facts(result)->state, "truncated");
    assert_int_equal(formulyar_status(result), 1);
    assert_null(formulyar_facts(made));
    formulyar_free(result);
    formulyar_free(made);
    formulyar_close(engine);
}

static void editions_are_listed(void **state)
{
    (void)state;
    formulyar *engine = formulyar_open(&setup);
    formulyar_result *result = formulyar_forms(engine);
    assert_true(formulyar_form_count(result) >= 3);
    assert_string_equal(formulyar_form(result, 2)->form, "5.4");
    assert_null(formulyar_form(result, formulyar_form_count(result)));
    assert_null(formulyar_file(result, 0));
    assert_null(formulyar_diagnostic(result, 0));
    formulyar_free(result);
    formulyar_close(engine);
}

static void pictures_can_do_without_their_fonts(void **state)
{
    (void)state;
    formulyar *engine = formulyar_open(&setup);
    formulyar_result *fonts = formulyar_fonts(engine);
    size_t const count = formulyar_font_count(fonts);
    assert_true(count > 20 && count == formulyar_file_count(fonts));
    assert_null(formulyar_font(fonts, count));
    assert_string_equal(formulyar_font(fonts, 0)->family, "Formulyar Serif");
    assert_int_equal(formulyar_font(fonts, 1)->weight, 700);
    assert_string_equal(formulyar_font(fonts, 2)->family, "Formulyar Signs");
    assert_ptr_equal(formulyar_font(fonts, 2)->file, formulyar_file(fonts, 2));
    assert_int_equal(formulyar_file(fonts, 2)->kind, FORMULYAR_FONT);
    struct formulyar_options options = {
        .size = sizeof options, .forms = "5.4", .kinds = FORMULYAR_SVG};
    formulyar_result *whole = formulyar_blank(engine, &options);
    options.svg_bare = 1;
    formulyar_result *bare = formulyar_blank(engine, &options);
    assert_int_equal(formulyar_file(whole, 0)->kind, FORMULYAR_SVG);
    assert_int_equal(formulyar_file(whole, 0)->pages, formulyar_file(bare, 0)->pages);
    assert_non_null(strstr(formulyar_file(whole, 0)->bytes, "@font-face"));
    assert_null(strstr(formulyar_file(bare, 0)->bytes, "@font-face"));
    formulyar_free(bare);
    formulyar_free(whole);
    formulyar_free(fonts);
    formulyar_close(engine);
}

/* ---- what is wrong ------------------------------------------------------------ */

static void options_are_looked_at(void **state)
{
    (void)state;
    static const struct formulyar_options bad[] = {
        {.kinds = 128}, {.pdfa = 4}, {.pdfa = -1}, {.forms = "9.9"}, {.kinds = FORMULYAR_CSV}};
    static const struct formulyar_options bad_bundles[] = {
        {.number = "5"},
        {.date = "2027-05-28"},
        {.number = "--", .date = "2027-05-28"},
        {.number = "5", .date = "2027-02-29"},
        {.number = "5", .date = "2027-05-28", .first = 10000},
        {.number = "5", .date = "2027-05-28", .kinds = FORMULYAR_PDF | FORMULYAR_DOCX},
        {.number = "5", .date = "2027-05-28", .pdfa = 3},
    };
    formulyar *engine = formulyar_open(&setup);
    struct formulyar_input const input = input_of(&completed);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct formulyar_options options = bad[i];
        options.size = sizeof options;
        formulyar_result *result = formulyar_render(engine, &input, 1, &options);
        assert_int_equal(formulyar_status(result), 1);
        assert_true(says(result, bad[i].forms ? "E024" : "E018"));
        assert_int_equal(formulyar_file_count(result), 0);
        formulyar_free(result);
    }
    for (size_t i = 0; i < sizeof bad_bundles / sizeof *bad_bundles; i++) {
        struct formulyar_options options = bad_bundles[i];
        options.size = sizeof options;
        formulyar_result *result = formulyar_bundle(engine, &input, 1, &options);
        assert_int_equal(formulyar_status(result), 1);
        assert_true(says(result, "E018"));
        formulyar_free(result);
    }
    struct formulyar_options const year = {.size = sizeof year, .school_year = "2026"};
    formulyar_result *result = formulyar_summary(engine, &input, 1, &year);
    assert_true(says(result, "E018"));
    formulyar_free(result);
    formulyar_close(engine);
}

/* A program of an earlier version knows fewer members, one of a later version more. */
static void structures_grow(void **state)
{
    (void)state;
    struct {
        struct formulyar_options known;
        long unknown;
    } later = {.known = {.size = sizeof later, .kinds = FORMULYAR_TREE}, .unknown = -1};
    struct formulyar_options earlier = {.kinds = FORMULYAR_TREE, .pdfa = 77};
    earlier.size = offsetof(struct formulyar_options, pdfa);
    formulyar *engine = formulyar_open(&setup);
    formulyar_result *result = formulyar_blank(engine, &later.known);
    assert_int_equal(formulyar_file_count(result), 3);
    formulyar_free(result);
    result = formulyar_blank(engine, &earlier);
    assert_int_equal(formulyar_file_count(result), 3);
    formulyar_free(result);
    formulyar_close(engine);
}

/* A contradiction that a draft may have would make its sums wrong. */
static void a_summary_is_of_no_drafts(void **state)
{
    (void)state;
    formulyar *engine = formulyar_open(&setup);
    struct text contradiction = read_whole("tests/case/rules/F1.fail.xml");
    struct formulyar_input const input = input_of(&contradiction);
    struct formulyar_options const options[] = {{.size = sizeof *options, .draft = 1},
                                                {.size = sizeof *options, .stage = "before"}};
    for (size_t i = 0; i < 2; i++) {
        formulyar_result *result = formulyar_summary(engine, &input, 1, &options[i]);
        assert_int_equal(formulyar_status(result), 1);
        assert_true(says(result, "F1"));
        formulyar_free(result);
    }
    text_free(&contradiction);
    formulyar_close(engine);
}

static void an_engine_without_forms_says_so(void **state)
{
    (void)state;
    struct formulyar_setup nowhere = setup;
    nowhere.forms = "/nowhere";
    formulyar *engine = formulyar_open(&nowhere);
    assert_int_equal(formulyar_status(formulyar_opened(engine)), 3);
    assert_true(says(formulyar_opened(engine), "E021"));
    struct formulyar_input const input = input_of(&completed);
    formulyar_result *result = formulyar_render(engine, &input, 1, NULL);
    assert_int_equal(formulyar_status(result), 3);
    assert_true(says(result, "E021"));
    formulyar_free(result);
    formulyar_close(engine);
    formulyar_close(NULL);
    formulyar_free(NULL);

    nowhere = setup;
    nowhere.today = "tomorrow";
    engine = formulyar_open(&nowhere);
    assert_true(says(formulyar_opened(engine), "E018"));
    formulyar_close(engine);
}

/* libxml2 would read them, from the network too; a FIFO that is opened keeps it waiting. */
static void files_of_forms_name_no_others(void **state)
{
    (void)state;
    static const char *const edits[] = {
        "sed -i '0,/<xs:[a-rt-z]/s,<xs:[a-rt-z],<xs:include schemaLocation=\"%s/more\"/>&,' %s/case.xsd",
        "sed -i 's,<organization ,&xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\""
        " i:schemaLocation=\"urn:more %s/more\" ,' %s/organization.xml"};
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        char folder[] = "/tmp/formulyar-library-XXXXXX";
        assert_non_null(mkdtemp(folder));
        assert_int_equal(system(arena_printf(arena, "cp -r forms/. %s", folder)), 0);
        assert_int_equal(system(arena_printf(arena, edits[i], folder, folder)), 0);
        assert_int_equal(system(arena_printf(arena, "mkfifo %s/more", folder)), 0);
        struct formulyar_setup edited = setup;
        edited.forms = folder;
        formulyar *engine = formulyar_open(&edited);
        assert_true(i > 0 || says(formulyar_opened(engine), "E131"));
        formulyar_close(engine);
        assert_int_equal(system(arena_printf(arena, "rm -r %s", folder)), 0);
    }
}

static void cases_of_a_call_know_each_other(void **state)
{
    (void)state;
    formulyar *engine = formulyar_open(&setup);
    struct formulyar_input const twice[] = {{"a.xml", completed.data, completed.len},
                                            {"b.xml", completed.data, completed.len}};
    formulyar_result *result = formulyar_render(engine, twice, 2, NULL);
    assert_true(says(result, "E007"));
    assert_int_equal(formulyar_file_count(result), 6); /* of the first */
    formulyar_free(result);
    result = formulyar_render(engine, twice + 1, 1, NULL);
    assert_int_equal(formulyar_status(result), 0);
    formulyar_free(result);
    struct formulyar_options const options = {
        .size = sizeof options, .number = "5", .date = "2027-05-28"};
    result = formulyar_bundle(engine, twice, 2, &options);
    assert_true(says(result, "E701") && says(result, "E704"));
    assert_int_equal(formulyar_file_count(result), 0);
    formulyar_free(result);
    result = formulyar_bundle(engine, NULL, 0, &options);
    assert_true(says(result, "E707"));
    assert_int_equal(formulyar_status(result), 1);
    formulyar_free(result);
    formulyar_close(engine);
}

/* ---- hostile bytes --------------------------------------------------------------- */

static void try_bytes(formulyar *engine, const void *bytes, size_t size)
{
    struct formulyar_input const input = {NULL, bytes, size};
    struct formulyar_options const options = {
        .size = sizeof options, .number = "5", .date = "2027-05-28", .minutes = 1, .case_id = "1"};
    formulyar_result *const results[] = {formulyar_check(engine, &input, 1, NULL),
                                         formulyar_render(engine, &input, 1, NULL),
                                         formulyar_summary(engine, &input, 1, NULL),
                                         formulyar_journal(engine, &input, 1, NULL),
                                         formulyar_bundle(engine, &input, 1, &options),
                                         formulyar_verify(engine, &input),
                                         formulyar_cases(engine, &input, 1, NULL),
                                         formulyar_new(engine, &input, 1, &options),
                                         formulyar_workbook(engine, &input, 1, NULL, NULL),
                                         formulyar_workbook(engine, NULL, 0, &input, NULL),
                                         formulyar_import(engine, &input, 1, NULL),
                                         formulyar_mark(engine, &input, NULL),
                                         formulyar_minutes(engine, &input, 1, NULL),
                                         formulyar_extract(engine, &input, 1, &options)};
    for (size_t i = 0; i < sizeof results / sizeof *results; i++) {
        assert_int_not_equal(formulyar_status(results[i]), 0);
        assert_true(formulyar_diagnostic_count(results[i]) > 0);
        assert_int_equal(formulyar_file_count(results[i]), 0);
        formulyar_free(results[i]);
    }
}

static void hostile_bytes_are_refused(void **state)
{
    (void)state;
    formulyar *engine = formulyar_open(&setup);
    static unsigned char noise[20000];
    uint32_t seed = 1;
    for (size_t i = 0; i < sizeof noise; i++)
        noise[i] = (unsigned char)((seed = seed * 1664525 + 1013904223) >> 24);
    for (size_t size = 1; size < sizeof noise; size *= 3)
        try_bytes(engine, noise, size);
    try_bytes(engine, NULL, 0);
    try_bytes(engine, "", 0);
    try_bytes(engine, "%PDF-1.7\n", 9);
    try_bytes(engine, "PK\3\4", 4);
    struct text deep = TEXT_EMPTY;
    text_add(&deep, "<case xmlns=\"urn:formulyar:case:1\" id=\"1\">");
    for (int i = 0; i < 100000; i++)
        text_add(&deep, "<a>");
    try_bytes(engine, deep.data, deep.len);
    text_clear(&deep);
    text_add(
        &deep,
        "<!DOCTYPE a [<!ENTITY b SYSTEM \"/etc/passwd\">]><case xmlns=\"urn:formulyar:case:1\">&b;");
    try_bytes(engine, deep.data, deep.len);
    for (size_t cut = 0; cut < completed.len; cut += 97)
        try_bytes(engine, completed.data, cut);
    text_free(&deep);
    formulyar_close(engine);
}

static void limits_are_told(void **state)
{
    (void)state;
    formulyar *engine = formulyar_open(&setup);
    struct text text = TEXT_EMPTY;
    const char *place = strstr(text_string(&completed), "</finding>");
    assert_non_null(place);
    text_add_bytes(&text, completed.data, (size_t)(place - completed.data));
    for (int i = 0; i < 1 << 20; i++)
        text_add(&text, "слово ");
    text_add(&text, place);
    struct formulyar_input const input = input_of(&text);
    formulyar_result *result = formulyar_check(engine, &input, 1, NULL);
    assert_int_equal(formulyar_status(result), 1);
    assert_true(formulyar_diagnostic(result, 0)->line > 1);
    formulyar_free(result);
    text_free(&text);
    formulyar_close(engine);
}

static void a_stage_and_an_edition_are_of_a_call(void **state)
{
    (void)state;
    formulyar *engine = formulyar_open(&setup);
    struct formulyar_input const input = input_of(&completed);
    struct formulyar_options options = {.size = sizeof options, .stage = "before", .kinds = 15};
    formulyar_result *result = formulyar_render(engine, &input, 1, &options);
    same_as_program(result,
                    "render -t pdf,docx,tree,text --stage before -o %s samples/completed.xml", 4);
    formulyar_free(result);
    options = (struct formulyar_options){
        .size = sizeof options, .edition = "example-corrected", .kinds = FORMULYAR_PDF};
    result = formulyar_blank(engine, &options);
    same_as_program(result, "blank --edition example-corrected -t pdf -o %s", 3);
    formulyar_free(result);
    options.edition = NULL;
    result = formulyar_blank(engine, &options);
    same_as_program(result, "blank -t pdf -o %s", 3);
    formulyar_free(result);
    options.stage = "during";
    result = formulyar_blank(engine, &options);
    assert_true(says(result, "E018"));
    formulyar_free(result);
    options.stage = "after";
    options.edition = "nowhere";
    result = formulyar_blank(engine, &options);
    assert_int_equal(formulyar_status(result), 1);
    formulyar_free(result);
    formulyar_close(engine);
}

static void a_bundle_is_sorted_and_leaves_out(void **state)
{
    (void)state;
    formulyar *engine = formulyar_open(&setup);
    struct formulyar_input const inputs[] = {input_of(&registered), input_of(&completed)};
    struct formulyar_options options = {
        .size = sizeof options, .number = "5", .date = "2027-05-28", .order = "name"};
    formulyar_result *result = formulyar_bundle(engine, inputs, 2, &options);
    same_as_program(result,
                    "bundle --number 5 --date 2027-05-28 --sort name -o %s/bundle.pdf "
                    "samples/registered.xml samples/completed.xml",
                    1);
    formulyar_free(result);
    options.order = NULL;
    options.finished_only = 1;
    options.forms = "5.4";
    result = formulyar_bundle(engine, inputs, 2, &options);
    assert_int_equal(formulyar_diagnostic_count(result), 1);
    assert_string_equal(formulyar_diagnostic(result, 0)->case_id, "2026-031");
    same_as_program(result,
                    "bundle --number 5 --date 2027-05-28 --finished-only -f 5.4 -o %s/bundle.pdf "
                    "samples/registered.xml samples/completed.xml",
                    1);
    formulyar_free(result);
    options.order = "lead";
    result = formulyar_bundle(engine, inputs, 2, &options);
    assert_true(says(result, "E018"));
    formulyar_free(result);
    formulyar_close(engine);
}

/* ---- side by side ----------------------------------------------------------------- */

static void *work(void *context)
{
    formulyar *engine = formulyar_open(&setup);
    struct formulyar_input const inputs[] = {input_of(&completed), input_of(&registered)};
    struct text *answers = context;
    for (int round = 0; round < 3; round++) {
        formulyar_result *result = formulyar_render(engine, inputs, 2, NULL);
        for (size_t i = 0; i < formulyar_file_count(result); i++)
            text_add(answers, formulyar_file(result, i)->sha256);
        formulyar_free(result);
    }
    formulyar_close(engine);
    return NULL;
}

static void threads_work_with_an_engine_each(void **state)
{
    (void)state;
    enum { THREADS = 3 };
    pthread_t threads[THREADS];
    struct text answers[THREADS + 1] = {TEXT_EMPTY};
    for (size_t i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, work, &answers[i]), 0);
    work(&answers[THREADS]);
    for (size_t i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        assert_string_equal(text_string(&answers[i]), text_string(&answers[THREADS]));
    }
    assert_int_equal(answers[0].len, 3 * 8 * 64);
    for (size_t i = 0; i <= THREADS; i++)
        text_free(&answers[i]);
}

static void engines_do_not_know_each_other(void **state)
{
    (void)state;
    struct formulyar_setup other = setup;
    other.edition = "example-corrected";
    other.language = FORMULYAR_RU;
    formulyar *const engines[] = {formulyar_open(&setup), formulyar_open(&other),
                                  formulyar_open(&setup)};
    struct formulyar_input const input = input_of(&completed);
    struct text answers[3];
    for (size_t i = 0; i < 3; i++) {
        formulyar_result *result = formulyar_render(engines[i], &input, 1, NULL);
        answers[i] = told(result);
        formulyar_free(result);
    }
    assert_string_equal(text_string(&answers[0]), text_string(&answers[2]));
    assert_string_not_equal(text_string(&answers[0]), text_string(&answers[1]));
    for (size_t i = 0; i < 3; i++) {
        text_free(&answers[i]);
        formulyar_close(engines[i]);
    }
}

static void note(void *context, const char *format, ...)
{
    (void)context, (void)format;
}

static void the_host_keeps_its_libxml2(void **state)
{
    (void)state;
    xmlFreeFunc free_before, free_after;
    xmlMallocFunc malloc_before, malloc_after;
    xmlReallocFunc realloc_before, realloc_after;
    xmlStrdupFunc strdup_before, strdup_after;
    xmlMemGet(&free_before, &malloc_before, &realloc_before, &strdup_before);
    xmlExternalEntityLoader const loader = xmlGetExternalEntityLoader();
    xmlSetGenericErrorFunc(&arena, note);
    xmlSetStructuredErrorFunc(&build, NULL);
    struct text answers = TEXT_EMPTY;
    work(&answers);
    text_free(&answers);
    xmlMemGet(&free_after, &malloc_after, &realloc_after, &strdup_after);
    assert_true(malloc_before == malloc_after && free_before == free_after &&
                realloc_before == realloc_after && strdup_before == strdup_after);
    assert_true(loader == xmlGetExternalEntityLoader());
    assert_true(xmlGenericError == note && xmlGenericErrorContext == &arena);
    assert_true(xmlStructuredError == NULL && xmlStructuredErrorContext == &build);
    assert_true(xmlParserInputBufferCreateFilenameValue == NULL);
    xmlSetGenericErrorFunc(NULL, NULL);
    xmlSetStructuredErrorFunc(NULL, NULL);
}

/* ---- no memory --------------------------------------------------------------------- */

static jmp_buf lack;

static void leave(void *context)
{
    ++*(int *)context;
    longjmp(lack, 1);
}

/* Fonts that cannot be mapped are told as a failure of the system. */
enum { SAME, LACKED, TOLD, OTHER };

/* What a process sees that may take so many more bytes: the same answer, or its hook is called. */
static int try_with(size_t bytes, const struct text *wanted)
{
    static volatile int lacks;
    struct formulyar_setup hooked = setup;
    hooked.out_of_memory = leave;
    hooked.context = (void *)(uintptr_t)&lacks;
    struct formulyar_input const input = input_of(&completed);
    struct text data = TEXT_EMPTY;
    size_t used = 0;
    assert_int_equal(file_read("/proc/self/statm", 4096, &data), 0);
    used = strtoul(data.data, NULL, 10) * (size_t)sysconf(_SC_PAGESIZE);
    struct rlimit const limit = {used + bytes, used + bytes};
    malloc_trim(0);
    if (setjmp(lack) != 0)
        return lacks == 1 ? LACKED : OTHER;
    setrlimit(RLIMIT_AS, &limit);
    formulyar *engine = formulyar_open(&hooked);
    formulyar_result *result = formulyar_render(engine, &input, 1, NULL);
    setrlimit(RLIMIT_AS, &(struct rlimit){limit.rlim_max, limit.rlim_max});
    if (formulyar_status(result) == 3)
        return TOLD;
    struct text answer = told(result);
    return strcmp(text_string(&answer), wanted->data) == 0 ? SAME : OTHER;
}

static void a_lack_of_memory_is_the_hooks(void **state)
{
    (void)state;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    skip();
#endif
    if (getenv("MEMCHECK"))
        skip();
    formulyar *engine = formulyar_open(&setup);
    struct formulyar_input const input = input_of(&completed);
    formulyar_result *result = formulyar_render(engine, &input, 1, NULL);
    struct text wanted = told(result);
    formulyar_free(result);
    formulyar_close(engine);
    int seen[4] = {0};
    for (size_t bytes = 0; bytes < 16 << 20; bytes += 96 * 1024) {
        pid_t const child = fork();
        if (child == 0)
            _exit(try_with(bytes, &wanted));
        int status = 0;
        waitpid(child, &status, 0);
        assert_true(WIFEXITED(status));
        assert_in_range(WEXITSTATUS(status), SAME, TOLD);
        seen[WEXITSTATUS(status)]++;
    }
    assert_true(seen[LACKED] > 5);
    assert_true(seen[SAME] > 5);
    text_free(&wanted);
}

static int left; /* pieces of memory that libxml2 still gets */

static void *scarce_malloc(size_t size)
{
    errno = ENOMEM;
    return left-- > 0 ? malloc(size) : NULL;
}

static void note_words(void *context, const char *format, ...)
{
    (void)format;
    *(int *)context = 1;
}

/* 1 when libxml2 printed something while it lacked memory. */
static int words_with(int pieces)
{
    static volatile int lacks;
    static int words;
    struct formulyar_setup hooked = setup;
    hooked.out_of_memory = leave;
    hooked.context = (void *)(uintptr_t)&lacks;
    left = pieces;
    xmlMemSetup(free, scarce_malloc, realloc, strdup);
    xmlSetGenericErrorFunc(&words, note_words);
    if (setjmp(lack) == 0)
        formulyar_open(&hooked);
    return words;
}

/* Where form.xsd is compiled. */
static void libxml2_prints_nothing(void **state)
{
    (void)state;
    if (getenv("MEMCHECK"))
        skip();
    for (int pieces = 5800; pieces < 6800; pieces += 5) {
        pid_t const child = fork();
        if (child == 0)
            _exit(words_with(pieces));
        int status = 0;
        waitpid(child, &status, 0);
        assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        /* First: what others have freed, or reserved for threads, is memory too. */
        cmocka_unit_test(a_lack_of_memory_is_the_hooks),
        cmocka_unit_test(files_are_those_of_the_program),
        cmocka_unit_test(a_file_is_verified),
        cmocka_unit_test(editions_are_listed),
        cmocka_unit_test(pictures_can_do_without_their_fonts),
        cmocka_unit_test(options_are_looked_at),
        cmocka_unit_test(structures_grow),
        cmocka_unit_test(a_summary_is_of_no_drafts),
        cmocka_unit_test(an_engine_without_forms_says_so),
        cmocka_unit_test(files_of_forms_name_no_others),
        cmocka_unit_test(cases_of_a_call_know_each_other),
        cmocka_unit_test(hostile_bytes_are_refused),
        cmocka_unit_test(limits_are_told),
        cmocka_unit_test(a_stage_and_an_edition_are_of_a_call),
        cmocka_unit_test(a_bundle_is_sorted_and_leaves_out),
        cmocka_unit_test(threads_work_with_an_engine_each),
        cmocka_unit_test(engines_do_not_know_each_other),
        cmocka_unit_test(the_host_keeps_its_libxml2),
        cmocka_unit_test(libxml2_prints_nothing),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
