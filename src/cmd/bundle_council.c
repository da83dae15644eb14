#include "cmd/bundle.h"

#include "cmd/command.h"
#include "council/meeting.h"
#include "engine/councils.h"

#include <stdlib.h>

/* What the council file says itself. */
static bool is_free_of(const struct options *options, enum option_id id, struct diags *diags)
{
    if (!option_given(options, id))
        return true;
    struct text name = TEXT_EMPTY;
    text_format(&name, "--%s", option_row(id)->name);
    diag_add(diags, MESSAGE_BUNDLE_COUNCIL_OPTION, NOWHERE, NULL, text_string(&name), NULL);
    text_free(&name);
    return false;
}

static bool options_fit(const struct options *options, struct diags *diags)
{
    static const enum option_id own[] = {
        OPTION_NUMBER,       OPTION_DATE,        OPTION_FIRST,        OPTION_FORM,
        OPTION_MINUTES_FILE, OPTION_SORT_BUNDLE, OPTION_FINISHED_ONLY};
    bool fit = true;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        fit &= is_free_of(options, own[i], diags);
    return fit;
}

/* ---- the appendices ----------------------------------------------------------------- */

/* Fills the item of a cited form; what is wrong with its case is in the diags. */
static void find_form(struct command_run *run, const struct meeting_appendix *appendix,
                      struct appendix_item *item)
{
    item->casefile = appendix->casefile;
    item->edition =
        engine_check(run->engine, appendix->casefile, run->session, false, run->arena, run->diags);
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

static struct appendix_item *find_items(struct command_run *run, const struct casefile *council,
                                        size_t *count)
{
    struct arena *arena = run->arena;
    const struct meeting_appendix *appendices = meeting_appendices(council, arena, count);
    struct appendix_item *items = ARENA_ARRAY(arena, *count, struct appendix_item);
    for (size_t i = 0; i < *count; i++) {
        items[i].casefile = appendices[i].casefile;
        if (!is_known(items, i, &items[i], appendices[i].form))
            find_form(run, &appendices[i], &items[i]);
    }
    const struct node *root = case_root(council);
    if (!*count)
        diag_add(run->diags, MESSAGE_BUNDLE_NOTHING_CITED, node_pos(root), node_path(root, arena),
                 NULL);
    return items;
}

/* ---- the bundle ----------------------------------------------------------------------- */

static const char *attribute(const struct casefile *council, const char *name, const char *missing,
                             struct arena *arena)
{
    const char *value = node_attribute(case_root(council), name, arena);
    return value ? value : missing;
}

static void fill_plan(struct command_run *run, const struct casefile *council,
                      struct appendices_plan *plan)
{
    struct arena *arena = run->arena;
    const struct node *whose = node_child(case_root(council), "council");
    plan->organization = run->engine->organization;
    plan->number = attribute(council, "number", "____", arena);
    plan->date = attribute(council, "date", "", arena);
    plan->council = whose ? node_text(whose, arena) : NULL;
    plan->first = strtol(attribute(council, "first-appendix", "1", arena), NULL, 10);
    plan->no_list = option_given(run->options, OPTION_NO_LIST);
    plan->duplex = option_given(run->options, OPTION_DUPLEX);
    plan->draft = option_given(run->options, OPTION_DRAFT);
}

static int make_bundle(struct command_run *run, struct councils *councils,
                       struct appendices_plan *plan, const struct format *format,
                       struct products *products)
{
    struct arena *arena = arena_new();
    const struct edition *edition = NULL;
    struct casefile *council = councils_read(councils, run->options->operands[0], &edition);
    int pages = -1;
    if (council) {
        plan->items = find_items(run, council, &plan->count);
        fill_plan(run, council, plan);
    }
    if (council && !diags_at_least(run->diags, SEVERITY_ERROR))
        plan->front = councils_minutes(councils, council, edition, arena);
    if (plan->front) {
        struct document *document = appendices_document(plan, arena);
        if (!*plan->date)
            document->date = NULL;
        pages = bundle_make(run, document, format, arena, products);
    }
    run_report(run);
    case_free(council);
    arena_free(arena);
    return pages;
}

static void run_bundle(struct command_run *run, struct councils *councils,
                       const struct format *format)
{
    struct products products = products_begin(run->engine, councils_schema(councils), run->arena);
    struct appendix_form *words = gathered_words(run->engine, run->diags);
    struct appendices_plan plan = {.words = words};
    int const pages = words ? make_bundle(run, councils, &plan, format, &products) : -1;
    bundle_end(run, &products, plan.count, pages);
    appendix_form_free(words);
}

int bundle_council_run(const struct options *options, const struct format *format,
                       struct diags *diags)
{
    struct command_run run;
    if (!options_fit(options, diags))
        return EXIT_USAGE;
    if (!run_open(&run, options, diags))
        return EXIT_SYSTEM;
    struct councils *councils = councils_open(run.engine, diags);
    if (councils)
        run_bundle(&run, councils, format);
    run_report(&run);
    councils_close(councils);
    return run_close(&run);
}
