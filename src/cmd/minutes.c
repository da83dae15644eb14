/*
 * minutes.c - `formulyar minutes`: the minutes of a meeting, or an extract from them.
 */
#include "cmd/command.h"
#include "engine/councils.h"
#include "cmd/run.h"
#include "engine/product.h"
#include "council/meeting.h"

struct minutes {
    struct command_run run;
    struct councils *councils;
    struct output *output;
    unsigned set; /* bits of formats[] */
};

/* source is what a PDF may carry inside, or NULL. */
static void produce(struct minutes *minutes, const char *base, struct document *document,
                    const struct casefile *source, struct arena *arena)
{
    struct products products =
        products_begin(minutes->run.engine, councils_schema(minutes->councils), arena);
    products_make_all(&products, document, source, minutes->set, base);
    products_deliver(&products, minutes->output, minutes->run.diags);
}

/* "5/2" and "5-2" of one day would have files of one name. */
static bool claim(struct minutes *minutes, const struct casefile *council, const char *base)
{
    if (output_claim(minutes->output, base))
        return true;
    meeting_tell_twice(council, minutes->run.diags);
    return false;
}

/*
 * The minutes, or the extract for the case with that id.  The council file is about others too: no
 * extract carries it inside.
 */
static void make_paper(struct minutes *minutes, struct casefile *council,
                       const struct edition *edition, const char *id, struct arena *arena)
{
    const char *base = meeting_paper_name(council, id, arena);
    struct document *document = NULL;
    if (claim(minutes, council, base))
        document = councils_paper(minutes->councils, council, edition, id,
                                  minutes->run.options->value[OPTION_ALLOW], arena);
    if (document)
        produce(minutes, base, document, id ? NULL : council, arena);
}

static void one_council(struct minutes *minutes, const char *path)
{
    struct command_run *run = &minutes->run;
    const struct edition *edition;
    struct casefile *council = councils_read(minutes->councils, path, &edition);
    if (council) {
        const char *id = run->options->value[OPTION_EXTRACT];
        struct arena *arena = arena_new();
        if (id)
            meeting_add_uncited(council, path, councils_cases(minutes->councils));
        make_paper(minutes, council, edition, id, arena);
        arena_free(arena);
        case_free(council);
    }
    run->councils++;
    run_report(run);
}

static void all_councils(struct minutes *minutes)
{
    struct command_run *run = &minutes->run;
    minutes->output = run_output(run->options, false);
    for (size_t i = 0; i < run->options->operand_count && run->status < EXIT_SYSTEM; i++)
        one_council(minutes, run->options->operands[i]);
    size_t const count = output_count(minutes->output);
    output_close(minutes->output, run->status == 0, run->diags);
    run_report(run);
    summary_minutes(run, count);
}

int minutes_run(const struct options *options, struct diags *diags)
{
    struct minutes minutes = {.set = run_formats(options, diags)};
    struct command_run *run = &minutes.run;
    if (!minutes.set)
        return EXIT_USAGE;
    if (!run_open(run, options, diags))
        return EXIT_SYSTEM;
    minutes.councils = councils_open(run->engine, diags);
    if (minutes.councils)
        all_councils(&minutes);
    else
        run->status = EXIT_SYSTEM;
    councils_close(minutes.councils);
    return run_close(run);
}
