/*
 * fuzz_library.c - the C library's calls: the first line of an input are options (number, date, forms,
 * school year, order, numbers), the rest is a case, or a file to verify.
 */
#include "fuzz.h"

#include "formulyar.h"

#include <stdlib.h>

enum { LONGEST_LINE = 256, FIELDS = 6 };

static formulyar *engine;

static void end(void)
{
    formulyar_close(engine);
}

void fuzz_begin(void)
{
    struct formulyar_setup const setup = {
        .size = sizeof setup, .data = FUZZ_BUILD "/share", .forms = "forms", .today = "2027-06-01"};
    engine = formulyar_open(&setup);
    fuzz_demand(formulyar_status(formulyar_opened(engine)) == 0, "the surroundings are sound");
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
    };
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
                                             {"y", data + begin, size - begin}};
    look(formulyar_check(engine, inputs, 1, &options));
    look(formulyar_render(engine, inputs, 2, &options));
    look(formulyar_summary(engine, inputs, 1, &options));
    look(formulyar_bundle(engine, inputs, 1, &options));
    look(formulyar_blank(engine, &options));
    look(formulyar_verify(engine, inputs));
    return 0;
}
