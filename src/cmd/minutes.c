/*
 * minutes.c - `formulyar minutes`: the minutes of a meeting, or an extract from them.
 */
#include "cmd/command.h"
#include "engine/councils.h"
#include "engine/output.h"
#include "cmd/summary.h"
#include "engine/writers.h"
#include "council/meeting.h"

struct minutes_run {
    struct pipeline *pipeline;
    struct councils *councils;
    struct output *output;
    unsigned kinds; /* bits of writers[] */
};

static void deliver(struct minutes_run *run, const struct writer *writer, const char *base,
                    const struct text *bytes, const char *teacher, struct arena *arena,
                    struct diags *diags)
{
    const char *name = arena_printf(arena, "%s%s", base, writer->extension);
    if (writer->for_people)
        output_show(run->output, name, bytes, diags);
    else
        output_put(run->output, name, bytes, teacher, diags);
}

/*
 * All kinds are made and verified before the first is delivered.  source is what a PDF may
 * carry inside, or NULL.
 */
static void produce_files(struct minutes_run *run, const char *base,
                          const struct document *document, const struct casefile *council,
                          const struct casefile *source, struct arena *arena)
{
    enum { MOST_KINDS = 32 };
    struct text files[MOST_KINDS] = {TEXT_EMPTY};
    struct diags *diags = diags_new(); /* PDF and DOCX may tell the same fault */
    for (unsigned i = 0; writers[i].name; i++)
        if (run->kinds >> i & 1)
            writer_make(&writers[i], run->pipeline, document, source,
                        arena_printf(arena, "%s%s", base, writers[i].extension), &files[i], NULL,
                        diags);
    for (unsigned i = 0; writers[i].name; i++)
        if (run->kinds >> i & 1 && !diags_at_least(diags, SEVERITY_ERROR) &&
            !diags_at_least(run->pipeline->diags, SEVERITY_ERROR)) /* no fonts */
            deliver(run, &writers[i], base, &files[i], document->teacher, arena, diags);
    for (unsigned i = 0; writers[i].name; i++)
        text_free(&files[i]);
    pipeline_take(run->pipeline, council, diags);
    diags_free(diags);
}

/* "5/2" and "5-2" of one day would have files of one name. */
static bool claim(struct minutes_run *run, const struct casefile *council, const char *base)
{
    if (output_claim(run->output, base))
        return true;
    diag_add(run->pipeline->diags, MESSAGE_COUNCIL_NUMBER_TWICE, node_pos(case_root(council)),
             "/minutes/@number", NULL);
    return false;
}

static void make_minutes(struct minutes_run *run, const struct casefile *council,
                         const struct edition *edition, struct arena *arena)
{
    const char *base = arena_printf(arena, "minutes_%s", meeting_name(council, arena));
    const struct document *document =
        claim(run, council, base) ? councils_minutes(run->councils, council, edition, arena) : NULL;
    if (document)
        produce_files(run, base, document, council, council, arena);
}

/* The council file is about others too: no extract carries it inside. */
static void make_extract(struct minutes_run *run, struct casefile *council,
                         const struct edition *edition, const char *id, struct arena *arena)
{
    const char *base = arena_printf(arena, "extract_%s_%s", meeting_name(council, arena), id);
    const struct document *document =
        claim(run, council, base) ? councils_extract(run->councils, council, edition, id, arena)
                                  : NULL;
    if (document)
        produce_files(run, base, document, council, NULL, arena);
}

static void one_council(struct minutes_run *run, const char *path)
{
    const struct edition *edition;
    struct casefile *council = councils_read(run->councils, path, &edition);
    if (council) {
        const char *id = run->pipeline->options->value[OPTION_EXTRACT];
        struct arena *arena = arena_new();
        if (id) {
            meeting_add_uncited(council, path, run->pipeline->schema);
            make_extract(run, council, edition, id, arena);
        } else {
            make_minutes(run, council, edition, arena);
        }
        arena_free(arena);
        case_free(council);
    }
    run->pipeline->councils++;
    pipeline_report(run->pipeline);
}

int minutes_run(const struct options *options, struct diags *diags)
{
    struct minutes_run run = {.kinds = writers_wanted(options, diags)};
    if (!run.kinds)
        return EXIT_USAGE;
    run.pipeline = pipeline_open(options, diags);
    if (!run.pipeline)
        return EXIT_SYSTEM;
    int status = EXIT_SYSTEM;
    run.councils = councils_open(run.pipeline);
    if (run.councils) {
        run.output = output_open(options);
        for (size_t i = 0; i < options->operand_count && run.pipeline->status < EXIT_SYSTEM; i++)
            one_council(&run, options->operands[i]);
        size_t const count = output_count(run.output);
        output_close(run.output, run.pipeline->status == 0, diags);
        pipeline_report(run.pipeline);
        summary_minutes(run.pipeline, count);
        status = run.pipeline->status;
    }
    councils_close(run.councils);
    pipeline_close(run.pipeline);
    return status;
}
