/*
 * render.c - `formulyar render`: the forms of each case as files.
 */
#include "cmd/command.h"
#include "engine/produce.h"
#include "cmd/summary.h"
#include "engine/writers.h"

struct render {
    struct output *output;
    unsigned kinds;
};

static void render_case(struct pipeline *pipeline, struct casefile *casefile,
                        const struct edition *edition, struct arena *arena, void *context)
{
    struct render *render = context;
    pipeline_tell_left_out(pipeline, casefile, edition, arena);
    produce(pipeline, edition, casefile, case_id(casefile), render->kinds, render->output, arena);
}

int render_run(const struct options *options, struct diags *diags)
{
    struct render render = {.kinds = writers_wanted(options, diags)};
    if (!render.kinds)
        return EXIT_USAGE;
    struct pipeline *pipeline = pipeline_open(options, diags);
    if (!pipeline)
        return EXIT_SYSTEM;
    pipeline->apart = true;
    render.output = output_open(options);
    pipeline_cases(pipeline, render_case, &render);
    size_t const count = output_count(render.output);
    output_close(render.output, pipeline->status == 0, diags);
    pipeline_report(pipeline);
    summary_render(pipeline, count);
    int const status = pipeline->status;
    pipeline_close(pipeline);
    return status;
}
