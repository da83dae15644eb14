/*
 * journal.c - `formulyar journal`: the journals of an edition, each a form over many cases.
 */
#include "cmd/command.h"
#include "cmd/run.h"
#include "engine/journals.h"

/* None is made while a case is wrong: a number once given in a journal stays. */
static void write_journals(struct command_run *run, struct journals *journals, unsigned set)
{
    size_t count = 0;
    if (journals->edition && !run->status) {
        struct output *output = run_output(run->options, false);
        struct products products =
            products_begin(run->engine, edition_schema(journals->edition), run->arena);
        bool good = journals_make(journals, &products, set, run->diags);
        good &= products_deliver(&products, output, run->diags);
        count = output_count(output);
        output_close(output, good, run->diags);
        run_report(run);
    }
    summary_journal(run, count, count ? journals->made : NULL);
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
    run_cases(&run, &inputs, WALK_APART, journals_add, &journals);
    run_tell_empty(&run);
    write_journals(&run, &journals, set);
    journals_free(&journals);
    return run_close(&run);
}
