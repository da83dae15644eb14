/*
 * check.c - `formulyar check`: everything wrong with each case, nothing written.
 *
 * Beyond schema and rules it lays the due forms out: that is how a character
 * without a glyph is found before the evening when forms are printed.  A council
 * file is checked with the cases that it cites.
 */
#include "cmd/command.h"
#include "engine/councils.h"
#include "engine/ids.h"
#include "engine/pipeline.h"
#include "cmd/summary.h"
#include "pdf/page.h"

static void check_case(struct pipeline *pipeline, struct casefile *casefile,
                       const struct edition *edition, struct arena *arena, void *context)
{
    (void)context;
    struct fonts *fonts = pipeline_fonts(pipeline);
    struct resolve_options const options = {.draft = option_given(pipeline->options, OPTION_DRAFT)};
    for (size_t i = 0; i < edition_form_count(edition) && fonts; i++) {
        const struct form *form = edition_form_at(edition, i);
        if (!pipeline_wants(pipeline, form, case_status(casefile)))
            continue;
        struct diags *found = diags_new();
        layout_document(
            form_resolve(form, edition, pipeline->organization, casefile, &options, arena),
            fonts_metrics(fonts), arena, found);
        pipeline_take(pipeline, casefile, found);
        diags_free(found);
    }
}

static void check_councils(struct pipeline *pipeline, const char *const *paths, size_t count)
{
    struct councils *councils = count ? councils_open(pipeline) : NULL;
    for (size_t i = 0; i < count && councils; i++) {
        councils_check(councils, paths[i]);
        pipeline_report(pipeline);
    }
    pipeline_report(pipeline);
    councils_close(councils);
}

int check_run(const struct options *options, struct diags *diags)
{
    struct options rest = *options; /* without the council files */
    struct pipeline *pipeline = pipeline_open(&rest, diags);
    if (!pipeline)
        return EXIT_SYSTEM;
    const char **paths = ARENA_ARRAY(pipeline->arena, options->operand_count, const char *);
    rest.operands = ARENA_ARRAY(pipeline->arena, options->operand_count, const char *);
    rest.operand_count = 0;
    size_t count = 0;
    for (size_t i = 0; i < options->operand_count; i++) {
        const char *path = options->operands[i];
        if (case_is_council(path, NULL))
            paths[count++] = path;
        else
            rest.operands[rest.operand_count++] = path;
    }
    pipeline->met = ids_new(pipeline->arena);
    pipeline_cases(pipeline, check_case, NULL);
    ids_free(pipeline->met);
    if (pipeline->status < EXIT_SYSTEM)
        check_councils(pipeline, paths, count);
    summary_check(pipeline);
    int const status = pipeline->status;
    pipeline_close(pipeline);
    return status;
}
