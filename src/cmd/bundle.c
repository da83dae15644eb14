/*
 * bundle.c - `formulyar bundle`: the appendices to a council's minutes as one file.
 */
#include "council/appendices.h"

#include "base/clock.h"
#include "cmd/bundle_council.h"
#include "cmd/command.h"
#include "cmd/front.h"
#include "engine/gather.h"
#include "engine/single.h"
#include "cmd/summary.h"

#include <stdlib.h>
#include <string.h>

/* Trees and pages of an appendix take about 200 KB until the file is written. */
enum { MOST_APPENDICES = 5000, LONGEST_NUMBER = 20, HIGHEST_FIRST = 9999 };

static const struct pos nowhere = {.file = "formulyar"};

static bool refuse(enum option_id id, const char *wanted, struct diags *diags)
{
    diag_add(diags, MESSAGE_OPTION_VALUE, nowhere, NULL, option_row(id)->name, wanted, NULL);
    return false;
}

static bool needed(const struct options *options, enum option_id id, struct diags *diags)
{
    if (options->value[id])
        return true;
    struct text name = TEXT_EMPTY;
    text_add(&name, "--");
    text_add(&name, option_row(id)->name);
    diag_add(diags, MESSAGE_OPTION_NEEDED, nowhere, NULL, options->command->name,
             text_string(&name), NULL);
    text_free(&name);
    return false;
}

/* ---- the command line ------------------------------------------------------------- */

/* Letters and digits, and what parts them: 5, 5/1, 12-МС. */
static bool is_number(const char *text)
{
    bool has_sign = false;
    bool ends_well = false;
    size_t length = 0;
    if (!utf8_valid(text, strlen(text)))
        return false;
    for (const char *cursor = text; *cursor; length++) {
        uint32_t const c = utf8_next(&cursor);
        bool const is_sign = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
                             (c >= 'a' && c <= 'z') || (c >= 0x410 && c <= 0x451);
        bool const parts = c == '-' || c == '/' || c == '.' || c == ' ';
        if (!is_sign && !(parts && has_sign))
            return false;
        has_sign = has_sign || is_sign;
        ends_well = is_sign;
    }
    return ends_well && length <= LONGEST_NUMBER;
}

static bool read_first(const struct options *options, long *first, struct diags *diags)
{
    const char *value = options->value[OPTION_FIRST];
    char *rest;
    *first = 1;
    if (!value)
        return true;
    *first = strtol(value, &rest, 10);
    if (*value >= '1' && *value <= '9' && !*rest && *first <= HIGHEST_FIRST)
        return true;
    return refuse(OPTION_FIRST, "1 … 9999", diags);
}

static bool pdfa_fits(const struct options *options, struct diags *diags)
{
    return options->pdfa != 3 || refuse(OPTION_PDFA, "1, 2", diags);
}

static bool read_options(const struct options *options, struct appendices_plan *plan,
                         struct diags *diags)
{
    struct date date;
    bool const has_number = needed(options, OPTION_NUMBER, diags);
    bool const has_date = needed(options, OPTION_DATE, diags);
    if (!has_number || !has_date)
        return false;
    plan->number = options->value[OPTION_NUMBER];
    plan->date = options->value[OPTION_DATE];
    plan->no_list = option_given(options, OPTION_NO_LIST);
    plan->duplex = option_given(options, OPTION_DUPLEX);
    plan->draft = option_given(options, OPTION_DRAFT);
    if (!is_number(plan->number))
        return refuse(OPTION_NUMBER, "5, 5/1, 12-МС (≤ 20)", diags);
    if (!date_read(plan->date, &date))
        return refuse(OPTION_DATE, "2027-05-28 (год-месяц-день, year-month-day)", diags);
    return read_first(options, &plan->first, diags);
}

/* ---- all of it ----------------------------------------------------------------------- */

static void refuse_bundle(struct pipeline *pipeline)
{
    const char *path = pipeline->options->value[OPTION_OUTPUT];
    diag_add(pipeline->diags, MESSAGE_BUNDLE_REFUSED,
             (struct pos){.file = path ? path : "formulyar"}, NULL, NULL);
}

static bool fits(struct pipeline *pipeline, size_t count)
{
    if (count <= MOST_APPENDICES)
        return true;
    diag_add(pipeline->diags, MESSAGE_BUNDLE_LARGE, nowhere, NULL,
             arena_printf(pipeline->arena, "%zu", count),
             arena_printf(pipeline->arena, "%d", MOST_APPENDICES), NULL);
    return false;
}

static struct bundle_form *load_words(struct pipeline *pipeline)
{
    const char *forms = pipeline->places.forms;
    return bundle_form_load(path_join(pipeline->arena, forms, "bundle.xml"), pipeline->form_schema,
                            pipeline->diags);
}

/* All that is known of the cases is let go before the file is verified: it takes memory too. */
static int make_bundle(struct pipeline *pipeline, struct appendices_plan *plan,
                       const struct writer *writer, struct text *bytes)
{
    struct gathered gathered = {0};
    struct arena *arena = arena_new();
    int pages = -1;
    gather_cases(pipeline, plan->date, &gathered);
    plan->organization = pipeline->organization;
    plan->items = gathered.items;
    plan->count = gathered.count;
    if (pipeline->status == 1)
        refuse_bundle(pipeline);
    else if (pipeline->status == 0 && fits(pipeline, plan->count))
        pages = single_make(pipeline, appendices_document(plan, arena), writer, &gathered, arena,
                            bytes);
    pipeline_report(pipeline);
    arena_free(arena);
    gathered_free(&gathered);
    return pages;
}

static void run(struct pipeline *pipeline, struct appendices_plan *plan,
                const struct writer *writer, struct front *front)
{
    struct text bytes = TEXT_EMPTY;
    struct bundle_form *words = load_words(pipeline);
    plan->words = words;
    int pages = words ? make_bundle(pipeline, plan, writer, &bytes) : -1;
    if (front && pages >= 0)
        pages = front_join(front, pipeline, &bytes) ? front_pages(front) + pages : -1;
    bool const written = pages >= 0 && single_deliver(pipeline, writer, &bytes);
    pipeline_report(pipeline);
    if (written)
        summary_bundle(pipeline, plan->count, pages);
    text_free(&bytes);
    bundle_form_free(words);
}

/* The same with minutes in front, whose pages are counted first. */
static void run_behind_minutes(struct pipeline *pipeline, struct appendices_plan *plan,
                               const struct writer *writer)
{
    struct front *front = front_open(pipeline);
    if (front) {
        plan->pages_before = front_pages(front);
        pipeline->joined = front_claim(front);
        run(pipeline, plan, writer, front);
        pipeline->joined = NULL;
    }
    pipeline_report(pipeline);
    front_close(front);
}

static bool suits_minutes(const struct options *options, const struct writer *writer,
                          struct diags *diags)
{
    if (!options->value[OPTION_MINUTES_FILE] || strcmp(writer->name, "pdf") == 0)
        return true;
    diag_add(diags, MESSAGE_FRONT_TYPE, nowhere, NULL, NULL);
    return false;
}

int bundle_run(const struct options *options, struct diags *diags)
{
    struct appendices_plan plan = {0};
    bool readable = true;
    bool council = options->operand_count == 1 && case_is_council(options->operands[0], &readable);
    if (!readable && !option_given(options, OPTION_NUMBER))
        council = true; /* why it cannot be read is told when it is */
    if (!pdfa_fits(options, diags) || (!council && !read_options(options, &plan, diags)))
        return EXIT_USAGE;
    const struct writer *writer = single_writer(options, diags);
    if (!writer || !suits_minutes(options, writer, diags))
        return EXIT_USAGE;
    if (!writer->for_people && !needed(options, OPTION_OUTPUT, diags))
        return EXIT_USAGE;
    if (council)
        return bundle_council_run(options, writer, diags);
    struct pipeline *pipeline = pipeline_open(options, diags);
    if (!pipeline)
        return EXIT_SYSTEM;
    if (options->value[OPTION_MINUTES_FILE])
        run_behind_minutes(pipeline, &plan, writer);
    else
        run(pipeline, &plan, writer, NULL);
    int const status = pipeline->status;
    pipeline_close(pipeline);
    return status;
}
