/*
 * blank.c - `formulyar blank`: the forms without data, to fill in by hand.
 */
#include "cmd/command.h"
#include "cmd/run.h"
#include "engine/product.h"

static void blank_forms(struct command_run *run, unsigned set)
{
    const struct edition *edition = engine_edition(run->engine, run->diags);
    if (edition && engine_knows_forms(run->engine, edition, run->diags)) {
        struct output *output = run_output(run->options, false);
        struct products products = products_begin(run->engine, run->engine->schema, run->arena);
        products_make_forms(&products, edition, NULL, set, "blank");
        products_deliver(&products, output, run->diags);
        output_close(output, !diags_at_least(run->diags, SEVERITY_ERROR), run->diags);
    }
    run_report(run);
}

int blank_run(const struct options *options, struct diags *diags)
{
    unsigned const set = run_formats(options, diags);
    struct command_run run;
    if (!set)
        return EXIT_USAGE;
    if (!run_open(&run, options, diags))
        return EXIT_SYSTEM;
    blank_forms(&run, set);
    return run_close(&run);
}
