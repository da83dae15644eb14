#include "cmd/bundle_council.h"

#include "cmd/command.h"
#include "engine/councils.h"
#include "engine/gather.h"
#include "engine/single.h"
#include "cmd/summary.h"
#include "council/meeting.h"

#include <stdlib.h>

static const struct pos nowhere = {.file = "formulyar"};

/* What the council file says itself. */
static bool is_free_of(const struct options *options, enum option_id id, struct diags *diags)
{
    if (!option_given(options, id))
        return true;
    struct text name = TEXT_EMPTY;
    text_add(&name, "--");
    text_add(&name, option_row(id)->name);
    diag_add(diags, MESSAGE_BUNDLE_COUNCIL_OPTION, nowhere, NULL, text_string(&name), NULL);
    text_free(&name);
    return false;
}

static bool options_fit(const struct options *options, struct diags *diags)
{
    static const enum option_id own[] = {OPTION_NUMBER, OPTION_DATE, OPTION_FIRST, OPTION_FORM,
                                         OPTION_MINUTES_FILE};
    bool fit = true;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        fit &= is_free_of(options, own[i], diags);
    return fit;
}

/* ---- the appendices ----------------------------------------------------------------- */

/* Fills the item of a cited form; what is wrong with its case is in the diags. */
static void find_form(struct pipeline *pipeline, const struct meeting_appendix *appendix,
                      struct appendix_item *item)
{
    item->casefile = appendix->casefile;
    item->edition = pipeline_check(pipeline, appendix->casefile, pipeline->arena);
    item->form = item->edition ? edition_form(item->edition, appendix->form) : NULL;
}

/* A case is checked once, however many of its forms are cited. */
static bool is_known(const struct appendix_item *items, size_t count, struct appendix_item *item,
                     const char *form)
{
    for (size_t i = 0; i < count; i++) {
        if (items[i].casefile != item->casefile || !items[i].edition)
            continue;
        item->edition = items[i].edition;
        item->form = edition_form(item->edition, form);
        return item->form != NULL;
    }
    return false;
}

static struct appendix_item *find_items(struct pipeline *pipeline, const struct casefile *council,
                                        size_t *count)
{
    struct arena *arena = pipeline->arena;
    const struct meeting_appendix *appendices = meeting_appendices(council, arena, count);
    struct appendix_item *items = ARENA_ARRAY(arena, *count, struct appendix_item);
    for (size_t i = 0; i < *count; i++) {
        items[i].casefile = appendices[i].casefile;
        if (!is_known(items, i, &items[i], appendices[i].form))
            find_form(pipeline, &appendices[i], &items[i]);
    }
    const struct node *root = case_root(council);
    if (!*count)
        diag_add(pipeline->diags, MESSAGE_BUNDLE_NOTHING_CITED, node_pos(root),
                 node_path(root, arena), NULL);
    return items;
}

/* ---- the bundle ----------------------------------------------------------------------- */

/* The council file and its cases, for naming fields; borrowed. */
static struct gathered all_files(struct casefile *council, struct arena *arena)
{
    size_t count;
    const struct casefile **cases = case_all_attached(council, arena, &count);
    struct gathered files = {.cases = ARENA_ARRAY(arena, count + 1, struct casefile *)};
    files.cases[files.case_count++] = council;
    for (size_t i = 0; i < count; i++)
        files.cases[files.case_count++] = (struct casefile *)(size_t)cases[i];
    return files;
}

static const char *attribute(const struct casefile *council, const char *name, const char *missing,
                             struct arena *arena)
{
    const char *value = node_attribute(case_root(council), name, arena);
    return value ? value : missing;
}

static void fill_plan(struct pipeline *pipeline, const struct casefile *council,
                      struct appendices_plan *plan)
{
    struct arena *arena = pipeline->arena;
    const struct node *whose = node_child(case_root(council), "council");
    plan->organization = pipeline->organization;
    plan->number = attribute(council, "number", "____", arena);
    plan->date = attribute(council, "date", "", arena);
    plan->council = whose ? node_text(whose, arena) : NULL;
    plan->first = strtol(attribute(council, "first-appendix", "1", arena), NULL, 10);
    plan->no_list = option_given(pipeline->options, OPTION_NO_LIST);
    plan->duplex = option_given(pipeline->options, OPTION_DUPLEX);
    plan->draft = option_given(pipeline->options, OPTION_DRAFT);
}

static int make_bundle(struct pipeline *pipeline, struct councils *councils,
                       struct appendices_plan *plan, const struct writer *writer,
                       struct text *bytes)
{
    struct arena *arena = arena_new();
    const struct edition *edition = NULL;
    struct casefile *council = councils_read(councils, pipeline->options->operands[0], &edition);
    int pages = -1;
    if (council) {
        plan->items = find_items(pipeline, council, &plan->count);
        fill_plan(pipeline, council, plan);
    }
    if (council && !diags_at_least(pipeline->diags, SEVERITY_ERROR))
        plan->front = councils_minutes(councils, council, edition, arena);
    if (plan->front) {
        struct gathered const files = all_files(council, arena);
        struct document *document = appendices_document(plan, arena);
        if (!*plan->date)
            document->date = NULL;
        pages = single_make(pipeline, document, writer, &files, arena, bytes);
    }
    pipeline_report(pipeline);
    case_free(council);
    arena_free(arena);
    return pages;
}

static void run(struct pipeline *pipeline, struct councils *councils, const struct writer *writer)
{
    struct text bytes = TEXT_EMPTY;
    struct bundle_form *words =
        bundle_form_load(path_join(pipeline->arena, pipeline->places.forms, "bundle.xml"),
                         pipeline->form_schema, pipeline->diags);
    struct appendices_plan plan = {.words = words};
    int const pages = words ? make_bundle(pipeline, councils, &plan, writer, &bytes) : -1;
    bool const written = pages >= 0 && single_deliver(pipeline, writer, &bytes);
    pipeline_report(pipeline);
    if (written)
        summary_bundle(pipeline, plan.count, pages);
    text_free(&bytes);
    bundle_form_free(words);
}

int bundle_council_run(const struct options *options, const struct writer *writer,
                       struct diags *diags)
{
    if (!options_fit(options, diags))
        return EXIT_USAGE;
    struct pipeline *pipeline = pipeline_open(options, diags);
    if (!pipeline)
        return EXIT_SYSTEM;
    struct councils *councils = councils_open(pipeline);
    if (councils)
        run(pipeline, councils, writer);
    pipeline_report(pipeline);
    int const status = pipeline->status;
    councils_close(councils);
    pipeline_close(pipeline);
    return status;
}
