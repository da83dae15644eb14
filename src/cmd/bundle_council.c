#include "cmd/bundle.h"

#include "cmd/command.h"
#include "engine/dossier.h"

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

/* ---- the bundle ----------------------------------------------------------------------- */

static int make_bundle(struct command_run *run, struct councils *councils,
                       struct appendices_plan *plan, const struct format *format,
                       struct products *products)
{
    struct arena *arena = arena_new();
    const struct edition *edition = NULL;
    struct casefile *council = councils_read(councils, run->options->operands[0], &edition);
    int pages = -1;
    struct document *document =
        council ? dossier_document(councils, council, edition, run->session, plan, arena) : NULL;
    if (document)
        pages = bundle_make(run, document, format, arena, products);
    run_report(run);
    case_free(council);
    arena_free(arena);
    return pages;
}

static void run_bundle(struct command_run *run, struct councils *councils,
                       const struct format *format)
{
    struct products products = products_begin(run->engine, councils_schema(councils), run->arena);
    struct appendix_form *words = gathered_words(run->engine, NULL, run->diags);
    struct appendices_plan plan = {.words = words,
                                   .no_list = option_given(run->options, OPTION_NO_LIST),
                                   .duplex = option_given(run->options, OPTION_DUPLEX)};
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
