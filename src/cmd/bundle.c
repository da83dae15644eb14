/*
 * bundle.c - `formulyar bundle`: the appendices to a council's minutes as one file.
 */
#include "council/appendices.h"

#include "base/file.h"
#include "cmd/bundle.h"
#include "cmd/command.h"
#include "cmd/front.h"

#include <stdlib.h>
#include <string.h>

/* ---- the command line ------------------------------------------------------------- */

/* The format whose extension the name has, or NULL. */
static const struct format *format_of_name(const char *name)
{
    const char *dot = name ? strrchr(name, '.') : NULL;
    for (const struct format *format = formats; dot && format->name; format++)
        if (strcmp(format->extension, dot) == 0)
            return format;
    return NULL;
}

/*
 * The one format that -t asks for, or the name of -o, or else PDF; NULL with a diagnostic
 * when there are several, or -t and the name disagree.
 */
static const struct format *format_wanted(const struct options *options, struct diags *diags)
{
    const struct format *named = format_of_name(options->value[OPTION_OUTPUT]);
    const struct format *wanted = NULL;
    if (options->types.count == 1)
        wanted = format_find(options->types.items[0]);
    if (options->types.count && !wanted) {
        option_refuse(OPTION_TYPE, "pdf; docx; svg; tree; text", diags);
        return NULL;
    }
    if (wanted && named && wanted != named) {
        diag_add(diags, MESSAGE_SINGLE_NAME, NOWHERE, NULL, wanted->name, wanted->extension, NULL);
        return NULL;
    }
    if (wanted || named)
        return wanted ? wanted : named;
    return format_find("pdf");
}

/* 0 for what is no such number. */
static long read_first(const char *value)
{
    char *rest;
    if (!value)
        return 1;
    long const first = strtol(value, &rest, 10);
    return *value >= '1' && *value <= '9' && !*rest ? first : 0;
}

static bool pdfa_fits(const struct options *options, struct diags *diags)
{
    return options->pdfa != 3 || option_refuse(OPTION_PDFA, "1, 2", diags);
}

static bool read_options(const struct options *options, struct appendices_plan *plan, char *date,
                         struct diags *diags)
{
    bool const has_number = option_needed(options, OPTION_NUMBER, "--number", diags);
    bool const has_date = option_needed(options, OPTION_DATE, "--date", diags);
    enum appendix_order order;
    if (!has_number || !has_date)
        return false;
    if (!appendices_order_read(options->value[OPTION_SORT_BUNDLE], &order))
        return option_refuse(OPTION_SORT_BUNDLE, "name, date, id", diags);
    plan->number = options->value[OPTION_NUMBER];
    if (!option_date(options, OPTION_DATE, date, diags))
        return false;
    plan->date = date;
    plan->no_list = option_given(options, OPTION_NO_LIST);
    plan->duplex = option_given(options, OPTION_DUPLEX);
    plan->draft = option_given(options, OPTION_DRAFT);
    plan->first = read_first(options->value[OPTION_FIRST]);
    return gathered_plan_fits(plan, diags);
}

/* ---- the cases --------------------------------------------------------------------- */

/* A path that does not depend on how the file is named; the name itself when there is no file. */
static const char *real_path(const char *name, struct arena *arena)
{
    char *real = strcmp(name, "-") == 0 ? NULL : realpath(name, NULL);
    const char *copy = arena_strdup(arena, real ? real : name);
    free(real);
    return copy;
}

/* A file named twice would be told as so many cases of the same id. */
static bool files_differ(struct command_run *run)
{
    const struct options *options = run->options;
    struct seen seen = SEEN_EMPTY;
    bool differ = true;
    for (size_t i = 0; i < options->operand_count; i++) {
        if (seen_add(&seen, real_path(options->operands[i], run->arena)))
            continue;
        diag_add(run->diags, MESSAGE_BUNDLE_FILE_TWICE, (struct pos){.file = options->operands[i]},
                 NULL, NULL);
        differ = false;
    }
    seen_free(&seen);
    return differ;
}

/* Reads the files of the command line and keeps the good cases; what is wrong is reported. */
static void gather_cases(struct command_run *run, struct gathered *gathered)
{
    struct inputs const inputs = run_inputs(run, false);
    if (files_differ(run))
        run_cases(run, &inputs, WALK_ANY, gathered_add, gathered);
    run_report(run);
}

/* ---- making and delivering --------------------------------------------------------- */

int bundle_make(struct command_run *run, struct document *document, const struct format *format,
                struct arena *arena, struct products *products)
{
    const char *path = run->options->value[OPTION_OUTPUT];
    document->for_paper = option_given(run->options, OPTION_PAPER);
    run_say(run, "номера страниц...", "page numbers...");
    if (!gathered_number(run->engine, document, arena, run->diags))
        return -1;
    run_say(run, "запись...", "writing...");
    int const pages = products_make(products, document, NULL, format, path)->pages;
    progress_clear(&run->progress);
    diags_merge(run->diags, products->found);
    diags_clear(products->found);
    return diags_at_least(run->diags, SEVERITY_ERROR) ? -1 : pages;
}

static bool deliver(struct command_run *run, struct products *products)
{
    struct output *output = run_output(run->options, true);
    run_say(run, "проверка...", "verifying...");
    bool const good = products_deliver(products, output, run->diags);
    progress_clear(&run->progress);
    output_close(output, good, run->diags);
    return good && !diags_at_least(run->diags, SEVERITY_SYSTEM);
}

void bundle_end(struct command_run *run, struct products *products, size_t appendices, int pages)
{
    bool const written = pages >= 0 && deliver(run, products);
    products_free(products);
    run_report(run);
    if (written)
        summary_bundle(run, appendices, pages);
}

/* ---- all of it ----------------------------------------------------------------------- */

static void refuse_bundle(struct command_run *run)
{
    const char *path = run->options->value[OPTION_OUTPUT];
    diag_add(run->diags, MESSAGE_BUNDLE_REFUSED, (struct pos){.file = path ? path : "formulyar"},
             NULL, NULL);
}

/* All that is known of the cases is let go before the file is verified: it takes memory too. */
static int make_bundle(struct command_run *run, struct appendices_plan *plan,
                       const struct format *format, struct products *products)
{
    const struct options *options = run->options;
    struct gathered gathered = {.meeting = plan->date,
                                .finished_only = option_given(options, OPTION_FINISHED_ONLY)};
    enum appendix_order order = APPENDICES_AS_NAMED;
    struct appendix_form *words = NULL;
    struct arena *arena = arena_new();
    int pages = -1;
    gather_cases(run, &gathered);
    appendices_order_read(options->value[OPTION_SORT_BUNDLE], &order);
    appendices_sort(gathered.items, gathered.count, order);
    plan->organization = run->engine->organization;
    plan->items = gathered.items;
    plan->count = gathered.count;
    if (run->status == 1)
        refuse_bundle(run);
    else if (run->status == 0 && gathered_fit(&gathered, run->diags))
        plan->words = words = gathered_words(run->engine, &gathered, run->diags);
    if (words)
        pages = bundle_make(run, appendices_document(plan, arena), format, arena, products);
    appendix_form_free(words);
    gathered_name_cases(&gathered, run->diags);
    run_report(run);
    arena_free(arena);
    gathered_free(&gathered);
    return pages;
}

static void run_bundle(struct command_run *run, struct appendices_plan *plan,
                       const struct format *format, struct front *front)
{
    struct products products = products_begin(run->engine, run->engine->schema, run->arena);
    int pages = make_bundle(run, plan, format, &products);
    if (front && pages >= 0)
        pages = front_join(front, run, products.first) ? front_pages(front) + pages : -1;
    bundle_end(run, &products, plan->count, pages);
}

/* The same with minutes in front, whose pages are counted first. */
static void run_behind_minutes(struct command_run *run, struct appendices_plan *plan,
                               const struct format *format)
{
    struct front *front = front_open(run);
    if (front) {
        plan->pages_before = front_pages(front);
        run->engine->options.joined = front_claim(front);
        run_bundle(run, plan, format, front);
        run->engine->options.joined = NULL;
    }
    run_report(run);
    front_close(front);
}

static bool suits_minutes(const struct options *options, const struct format *format,
                          struct diags *diags)
{
    if (!options->value[OPTION_MINUTES_FILE] || strcmp(format->name, "pdf") == 0)
        return true;
    diag_add(diags, MESSAGE_FRONT_TYPE, NOWHERE, NULL, NULL);
    return false;
}

int bundle_run(const struct options *options, struct diags *diags)
{
    char date[DATE_SIZE];
    struct appendices_plan plan = {0};
    struct command_run run;
    bool readable = true;
    bool council = options->operand_count == 1 && case_is_council(options->operands[0], &readable);
    if (!readable && !option_given(options, OPTION_NUMBER))
        council = !file_is_folder(options->operands[0]); /* why not is told when it is read */
    if (!pdfa_fits(options, diags) || (!council && !read_options(options, &plan, date, diags)))
        return EXIT_USAGE;
    const struct format *format = format_wanted(options, diags);
    if (!format || !suits_minutes(options, format, diags))
        return EXIT_USAGE;
    if (!format->for_people && !option_needed(options, OPTION_OUTPUT, "--output", diags))
        return EXIT_USAGE;
    const char *path = options->value[OPTION_OUTPUT];
    if (path && strcmp(path, "-") != 0 &&
        (output_is_folder(path, format->extension, diags) ||
         !output_name_fits(path, format->extension, diags)))
        return EXIT_USAGE;
    if (council)
        return bundle_council_run(options, format, diags);
    if (!run_open(&run, options, diags))
        return EXIT_SYSTEM;
    if (options->value[OPTION_MINUTES_FILE])
        run_behind_minutes(&run, &plan, format);
    else
        run_bundle(&run, &plan, format, NULL);
    return run_close(&run);
}
