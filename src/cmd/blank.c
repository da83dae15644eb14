/*
 * blank.c - `formulyar blank`: the forms without data, to fill in by hand.
 */
#include "cmd/command.h"
#include "engine/produce.h"
#include "engine/writers.h"

static void blank_forms(struct pipeline *pipeline, unsigned kinds)
{
    const struct edition *edition = pipeline_edition(pipeline);
    if (edition && pipeline_forms_known(pipeline, edition)) {
        struct output *output = output_open(pipeline->options);
        struct arena *arena = arena_new();
        produce(pipeline, edition, NULL, "blank", kinds, output, arena);
        output_close(output, !diags_at_least(pipeline->diags, SEVERITY_ERROR), pipeline->diags);
        arena_free(arena);
    }
    pipeline_report(pipeline);
}

int blank_run(const struct options *options, struct diags *diags)
{
    unsigned const kinds = writers_wanted(options, diags);
    if (!kinds)
        return EXIT_USAGE;
    struct pipeline *pipeline = pipeline_open(options, diags);
    if (!pipeline)
        return EXIT_SYSTEM;
    blank_forms(pipeline, kinds);
    int const status = pipeline->status;
    pipeline_close(pipeline);
    return status;
}
