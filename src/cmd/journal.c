/*
 * journal.c - `formulyar journal`: the journals of an edition, each a form over many cases.
 */
#include "cmd/command.h"
#include "cmd/run.h"
#include "engine/product.h"

#include <stdlib.h>

struct journals {
    const struct edition *edition; /* that of the first case */
    struct casefile **cases;
    size_t count, cap;
};

/* Keeps the case; one of another edition is refused. */
static void take_case(struct walk *walk, struct casefile *casefile, const struct edition *edition)
{
    struct journals *journals = walk->context;
    if (journals->edition && journals->edition != edition) {
        diag_add(walk->diags, MESSAGE_JOURNAL_EDITION, node_pos(case_root(casefile)),
                 node_path(case_root(casefile), walk->arena), edition_id(journals->edition), NULL);
        return;
    }
    journals->edition = edition;
    journals->cases =
        xgrow(journals->cases, journals->count, &journals->cap, sizeof *journals->cases);
    journals->cases[journals->count++] = case_keep(casefile);
}

static bool make_journals(const struct command_run *run, const struct journals *journals,
                          struct products *products, unsigned set)
{
    const struct edition *edition = journals->edition;
    const struct engine *engine = run->engine;
    const struct casefile **cases =
        ARENA_ARRAY(run->arena, journals->count, const struct casefile *);
    for (size_t i = 0; i < journals->count; i++)
        cases[i] = journals->cases[i];
    struct resolve_options const options = {.draft = engine->options.draft,
                                            .body_only = engine->options.body_only,
                                            .cases = cases,
                                            .case_count = journals->count};
    bool made = false;
    for (size_t i = 0; i < edition_form_count(edition); i++) {
        const struct form *form = edition_form_at(edition, i);
        if (!form_is_journal(form) || !engine_wants(engine, form, NULL))
            continue;
        products_make_all(
            products, form_resolve(form, edition, engine->organization, NULL, &options, run->arena),
            NULL, set, arena_printf(run->arena, "journal_%s", form_id(form)));
        made = true;
    }
    if (!made)
        diag_add(run->diags, MESSAGE_JOURNAL_NONE, (struct pos){0}, NULL, edition_id(edition),
                 NULL);
    return made;
}

/* None is made while a case is wrong: a number once given in a journal stays. */
static size_t write_journals(struct command_run *run, const struct journals *journals, unsigned set)
{
    if (!journals->edition || run->status)
        return 0;
    struct output *output = run_output(run->options, false);
    struct products products =
        products_begin(run->engine, edition_schema(journals->edition), run->arena);
    bool good = make_journals(run, journals, &products, set);
    good &= products_deliver(&products, output, run->diags);
    size_t const count = output_count(output);
    output_close(output, good, run->diags);
    run_report(run);
    return count;
}

int journal_run(const struct options *options, struct diags *diags)
{
    struct command_run run;
    struct journals journals = {0};
    unsigned const set = run_formats(options, diags);
    if (!set)
        return EXIT_USAGE;
    if (!run_open(&run, options, diags))
        return EXIT_SYSTEM;
    struct inputs const inputs = run_inputs(&run, true);
    run_cases(&run, &inputs, WALK_APART, take_case, &journals);
    run_tell_empty(&run);
    size_t const count = write_journals(&run, &journals, set);
    summary_render(&run, count);
    for (size_t i = 0; i < journals.count; i++)
        case_free(journals.cases[i]);
    free(journals.cases);
    return run_close(&run);
}
