/*
 * render.c - `formulyar render`: the forms of each case as files.
 */
#include "cmd/command.h"
#include "cmd/run.h"
#include "engine/product.h"

struct render {
    struct output *output;
    unsigned set; /* bits of formats[] */
};

static void render_case(struct walk *walk, struct casefile *casefile, const struct edition *edition)
{
    struct render *render = walk->context;
    engine_tell_left_out(walk->engine, casefile, edition, walk->arena, walk->diags);
    products_tell_stale(walk->engine, edition, casefile, case_id(casefile), render->output,
                        walk->arena, walk->diags);
    struct products products = products_begin(walk->engine, walk->engine->schema, walk->arena);
    products_make_forms(&products, edition, casefile, render->set, case_id(casefile));
    products_deliver(&products, render->output, walk->diags);
}

int render_run(const struct options *options, struct diags *diags)
{
    struct render render = {.set = run_formats(options, diags)};
    struct command_run run;
    if (!render.set)
        return EXIT_USAGE;
    if (!run_open(&run, options, diags))
        return EXIT_SYSTEM;
    render.output = run_output(options, false);
    struct inputs const inputs = run_inputs(&run, false);
    run_cases(&run, &inputs, WALK_APART, render_case, &render);
    run_tell_empty(&run);
    size_t const count = output_count(render.output);
    output_close(render.output, run.status == 0, diags);
    run_report(&run);
    summary_render(&run, count);
    return run_close(&run);
}
