/*
 * check.c - `formulyar check`: everything wrong with each case, nothing written.
 *
 * Beyond schema and rules it lays the due forms out: that is how a character
 * without a glyph is found before the evening when forms are printed.
 */
#include "cmd/command.h"
#include "cmd/pipeline.h"
#include "cmd/summary.h"
#include "pdf/page.h"

static void check_case(struct pipeline *pipeline, const struct casefile *casefile,
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
        layout_document(form_resolve(form, edition, pipeline->organization, casefile, &options,
                                     arena),
                        fonts_metrics(fonts), arena, found);
        pipeline_take(pipeline, casefile, found);
        diags_free(found);
    }
}

int check_run(const struct options *options, struct diags *diags)
{
    struct pipeline *pipeline = pipeline_open(options, diags);
    if (!pipeline)
        return EXIT_SYSTEM;
    pipeline_cases(pipeline, check_case, NULL);
    summary_check(pipeline);
    int const status = pipeline->status;
    pipeline_close(pipeline);
    return status;
}
