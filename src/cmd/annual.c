/*
 * annual.c - `formulyar summary`: the summary of a school year, over all cases at once.
 */
#include "annual/annual.h"

#include "base/clock.h"
#include "cmd/command.h"
#include "cmd/run.h"
#include "engine/product.h"

#include <string.h>

enum { FORMAT_CSV = 1U << 30 };

struct summary {
    struct command_run run;
    struct annual *annual;
    unsigned set; /* bits of formats[], and FORMAT_CSV */
};

/* ---- the command line -------------------------------------------------------- */

static unsigned bit_of(const char *name)
{
    return strcmp(name, "csv") == 0 ? (unsigned)FORMAT_CSV : format_bit(name);
}

/* The formats of -t; 0 with a diagnostic. */
static unsigned formats_wanted(const struct options *options, struct diags *diags)
{
    unsigned set = 0;
    for (size_t i = 0; i < options->types.count; i++) {
        unsigned const bit = bit_of(options->types.items[i]);
        if (!bit) {
            option_refuse(OPTION_TYPE, "pdf, docx, csv, svg, tree, text", diags);
            return 0;
        }
        set |= bit;
    }
    return set ? set : bit_of("pdf") | bit_of("docx") | bit_of("csv");
}

static bool order_wanted(const struct options *options, enum annual_order *order,
                         struct diags *diags)
{
    return annual_order_read(options->value[OPTION_SORT], order) ||
           option_refuse(OPTION_SORT, "name, date, lead, id", diags);
}

static bool year_wanted(const struct options *options, int *year, struct diags *diags)
{
    const char *wanted = options->value[OPTION_SCHOOL_YEAR];
    char slashed[sizeof "2026/2027"];
    if (wanted && text_has_shape(wanted, "0000-0000")) { /* as in the names of our files */
        memcpy(slashed, wanted, sizeof slashed);
        slashed[4] = '/';
        wanted = slashed;
    }
    *year = wanted ? school_year_read(wanted) : 0;
    return !wanted || *year || option_refuse(OPTION_SCHOOL_YEAR, "2026/2027, 2027/2028 ...", diags);
}

/* ---- the files ---------------------------------------------------------------------- */

static bool write_files(struct summary *summary)
{
    struct command_run *run = &summary->run;
    struct output *output = run_output(run->options, false);
    struct products products = products_begin(run->engine, run->engine->schema, run->arena);
    run_say(run, "вёрстка и запись...", "laying out and writing...");
    products_make_summary(&products, summary->annual, summary->set & ~(unsigned)FORMAT_CSV,
                          summary->set & FORMAT_CSV);
    run_say(run, "проверка...", "verifying...");
    bool const good = products_deliver(&products, output, run->diags);
    progress_clear(&run->progress);
    output_close(output, !diags_at_least(run->diags, SEVERITY_ERROR), run->diags);
    return good && !diags_at_least(run->diags, SEVERITY_SYSTEM);
}

static void close_annual(struct summary *summary)
{
    struct command_run *run = &summary->run;
    bool const good = annual_close(summary->annual, run->diags) && write_files(summary);
    annual_name_cases(summary->annual, run->diags);
    run_report(run);
    if (good)
        summary_annual(run, school_year_name(run->arena, summary->annual->options.year, '/'),
                       summary->annual->count);
}

/* ---- all of it -------------------------------------------------------------------------- */

static void run_all(struct summary *summary, const struct annual_options *options)
{
    struct command_run *run = &summary->run;
    struct inputs const inputs = run_inputs(run, true);
    struct annual_form *form = diags_at_least(run->diags, SEVERITY_SYSTEM)
                                   ? NULL
                                   : products_summary_form(run->engine, run->diags);
    run_report(run);
    if (!form)
        return;
    summary->annual = annual_new(form, options);
    run_cases(run, &inputs, WALK_ANY, products_count_in, summary->annual);
    if (run->status < EXIT_SYSTEM)
        close_annual(summary);
    annual_free(summary->annual);
    annual_form_free(form);
}

int summary_run(const struct options *options, struct diags *diags)
{
    struct annual_options wanted = {.is_public = option_given(options, OPTION_NO_NAMES)};
    struct summary summary = {.set = formats_wanted(options, diags)};
    if (!summary.set || !order_wanted(options, &wanted.order, diags) ||
        !year_wanted(options, &wanted.year, diags))
        return EXIT_USAGE;
    if (!run_open(&summary.run, options, diags))
        return EXIT_SYSTEM;
    run_all(&summary, &wanted);
    return run_close(&summary.run);
}
