/*
 * check.c - `formulyar check`: everything wrong with each case, nothing written.
 *
 * Beyond schema and rules it lays the due forms out: that is how a character
 * without a glyph is found before the evening when forms are printed.  A council
 * file is checked with the cases that it cites.
 */
#include "cmd/command.h"
#include "engine/councils.h"
#include "cmd/run.h"
#include "engine/product.h"

static void check_councils(struct command_run *run, const char *const *paths, size_t count)
{
    struct councils *councils = count ? councils_open(run->engine, run->diags) : NULL;
    for (size_t i = 0; i < count && councils; i++) {
        councils_check(councils, paths[i]);
        run->councils++;
        run_report(run);
    }
    run_report(run);
    councils_close(councils);
}

int check_run(const struct options *options, struct diags *diags)
{
    struct command_run run;
    if (!run_open(&run, options, diags))
        return EXIT_SYSTEM;
    const char **cases = ARENA_ARRAY(run.arena, options->operand_count, const char *);
    const char **councils = ARENA_ARRAY(run.arena, options->operand_count, const char *);
    size_t case_count = 0;
    size_t council_count = 0;
    for (size_t i = 0; i < options->operand_count; i++) {
        const char *path = options->operands[i];
        if (case_is_council(path, NULL))
            councils[council_count++] = path;
        else
            cases[case_count++] = path;
    }
    run_cases(&run, cases, case_count, WALK_TELL, products_try_forms, NULL);
    if (run.status < EXIT_SYSTEM)
        check_councils(&run, councils, council_count);
    summary_check(&run);
    return run_close(&run);
}
