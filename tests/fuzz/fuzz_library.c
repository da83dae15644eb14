/*
 * fuzz_library.c - the C library's calls: the first line of an input are options (number, date, forms,
 * school year, order, numbers, edition, stage, case, allowed words, more numbers), the rest is a case, a
 * council file about the case that lies beside it, a table, or a file to verify.
 */
#include "fuzz.h"

#include "base/file.h"
#include "formulyar.h"

#include <stdlib.h>

enum { LONGEST_LINE = 256, FIELDS = 11 };

static formulyar *engine;
static struct text beside; /* the case that a council file may list */

static void end(void)
{
    formulyar_close(engine);
    text_free(&beside);
}

void fuzz_begin(void)
{
    struct formulyar_setup const setup = {
        .size = sizeof setup, .data = FUZZ_BUILD "/share", .forms = "forms", .today = "2027-06-01"};
    engine = formulyar_open(&setup);
    fuzz_demand(formulyar_status(formulyar_opened(engine)) == 0, "the surroundings are sound");
    fuzz_demand(file_read("samples/council/2025-031.xml", 1 << 20, &beside) == 0,
                "there is a case to list");
    atexit(end);
}

static void demand_text(const char *text)
{
    fuzz_demand(text && utf8_valid(text, strlen(text)), "messages are UTF-8");
}

/* What was handed out is whole. */
static void reopen(const struct formulyar_file *file)
{
    fuzz_demand(file->size && strlen(file->sha256) == 64, "a file has bytes and a digest");
    if (file->kind == FORMULYAR_XLSX)
        fuzz_demand(file->size > 4 && memcmp(file->bytes, "PK\3\4", 4) == 0, "a workbook is a ZIP");
    if (file->kind != FORMULYAR_PDF && file->kind != FORMULYAR_DOCX)
        return;
    struct formulyar_input const input = {file->name, file->bytes, file->size};
    formulyar_result *result = formulyar_verify(engine, &input);
    fuzz_demand(formulyar_facts(result)->whole, "what is handed out is whole");
    formulyar_free(result);
}

static void look(formulyar_result *result)
{
    int worst = 0;
    for (size_t i = 0; i < formulyar_diagnostic_count(result); i++) {
        const struct formulyar_diagnostic *one = formulyar_diagnostic(result, i);
        demand_text(one->message);
        demand_text(one->text[FORMULYAR_RU]);
        demand_text(one->text[FORMULYAR_EN]);
        if (one->severity > worst)
            worst = one->severity;
    }
    fuzz_demand(formulyar_status(result) == (worst == FORMULYAR_SYSTEM ? 3 : worst),
                "the status is that of the worst message");
    fuzz_demand(formulyar_status(result) != 3, "nothing of the system failed");
    for (size_t i = 0; i < formulyar_file_count(result); i++)
        reopen(formulyar_file(result, i));
    formulyar_free(result);
}

/* The fields of a line; those that are empty or missing are NULL. */
static void split(char *line, const char *fields[FIELDS])
{
    for (size_t i = 0; i < FIELDS && line; i++) {
        char *rest = strchr(line, '\t');
        if (rest)
            *rest++ = '\0';
        fields[i] = *line ? line : NULL;
        line = rest;
    }
}

static struct formulyar_options options_of(char *line)
{
    const char *fields[FIELDS] = {NULL};
    split(line, fields);
    unsigned const bits = fields[5] ? (unsigned)strtoul(fields[5], NULL, 10) : 0;
    unsigned const more = fields[10] ? (unsigned)strtoul(fields[10], NULL, 10) : 0;
    return (struct formulyar_options){
        .size = sizeof(struct formulyar_options),
        .number = fields[0],
        .date = fields[1],
        .forms = fields[2],
        .school_year = fields[3],
        .order = fields[4],
        .kinds = (bits & 31) | (bits & 32) << 3,
        .pdfa = (int)(bits >> 6 & 7),
        .draft = bits >> 9 & 1,
        .body_only = bits >> 10 & 1,
        .no_list = bits >> 11 & 1,
        .duplex = bits >> 12 & 1,
        .no_names = bits >> 13 & 1,
        .roomy = bits >> 14 & 1,
        .first = (int)(bits >> 15),
        .edition = fields[6],
        .stage = fields[7],
        .case_id = fields[8],
        .allow = fields[9],
        .finished_only = more & 1,
        .minutes = more >> 1 & 1,
        .faulty = more >> 2 & 1,
    };
}

/* Where cases stand is in what they were found in. */
static void look_at_cases(formulyar_result *result, const struct formulyar_input *input)
{
    for (size_t i = 0; i < formulyar_case_count(result); i++) {
        const struct formulyar_case *one = formulyar_case(result, i);
        fuzz_demand(one->length <= input->size && one->offset <= input->size - one->length,
                    "a case lies within its file");
        fuzz_demand(!one->length || *((const char *)input->bytes + one->offset) == '<',
                    "a case begins with its tag");
        demand_text(one->name);
        demand_text(one->position);
    }
    look(result);
}

/* What came out of tables without an error is good. */
static void look_at_import(formulyar_result *result, const struct formulyar_options *options)
{
    for (size_t i = 0; formulyar_status(result) == 0 && i < formulyar_file_count(result); i++) {
        const struct formulyar_file *file = formulyar_file(result, i);
        struct formulyar_input const input = {file->name, file->bytes, file->size};
        formulyar_result *again = formulyar_cases(engine, &input, 1, options);
        fuzz_demand(formulyar_status(again) == 0, "what was imported is good");
        formulyar_free(again);
    }
    look(result);
}

static void try_sources(const struct formulyar_input *inputs,
                        const struct formulyar_options *options)
{
    look_at_cases(formulyar_cases(engine, inputs, 1, options), inputs);
    look(formulyar_new(engine, inputs, 1, options));
    look(formulyar_workbook(engine, inputs, 1, NULL, options));
    look(formulyar_workbook(engine, inputs + 2, 1, inputs, options));
    look_at_import(formulyar_import(engine, inputs, 3, options), options);
    look(formulyar_mark(engine, inputs, options));
}

/* The council is x or y; the number and date of a bundle are its own. */
static void try_councils(const struct formulyar_input *inputs, struct formulyar_options options)
{
    struct formulyar_input const council[] = {inputs[0], inputs[2]};
    look(formulyar_minutes(engine, council, 2, &options));
    look(formulyar_minutes(engine, inputs, 3, &options));
    look(formulyar_extract(engine, council, 2, &options));
    options.number = options.date = options.forms = options.order = NULL;
    options.first = options.finished_only = 0;
    look(formulyar_bundle(engine, council, 2, &options));
    look(formulyar_merge(engine, inputs, 1, &options));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char line[LONGEST_LINE + 1] = "";
    const uint8_t *end_of_line = memchr(data, '\n', size < LONGEST_LINE ? size : LONGEST_LINE);
    size_t const length = end_of_line ? (size_t)(end_of_line - data) : 0;
    memcpy(line, data, length);
    if (!utf8_valid(line, strlen(line))) /* the caller's promise */
        return 0;
    struct formulyar_options const options = options_of(line);
    size_t const begin = end_of_line ? length + 1 : 0;
    struct formulyar_input const inputs[] = {{"x", data + begin, size - begin},
                                             {"y", data + begin, size - begin},
                                             {"2025-031.xml", beside.data, beside.len}};
    look(formulyar_check(engine, inputs, 1, &options));
    look(formulyar_render(engine, inputs, 2, &options));
    look(formulyar_summary(engine, inputs, 1, &options));
    look(formulyar_journal(engine, inputs, 2, &options));
    look(formulyar_bundle(engine, inputs, 1, &options));
    look(formulyar_blank(engine, &options));
    look(formulyar_verify(engine, inputs));
    try_sources(inputs, &options);
    try_councils(inputs, options);
    return 0;
}
