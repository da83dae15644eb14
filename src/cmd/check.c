/*
 * check.c - `formulyar check`: everything wrong with each case, or with an edition of the forms; nothing
 * written.
 *
 * Beyond schema and rules it lays the due forms out: that is how a character
 * without a glyph is found before the evening when forms are printed.  A council
 * file is checked with the cases that it cites.
 */
#include "cmd/check_edition.h"
#include "cmd/command.h"
#include "cmd/run.h"
#include "engine/councils.h"
#include "engine/product.h"

static void check_councils(struct command_run *run, const struct inputs *files)
{
    struct councils *councils = files->count ? councils_open(run->engine, run->diags) : NULL;
    for (size_t i = 0; i < files->count && councils; i++) {
        councils_check(councils, files->files[i].path);
        run->councils++;
        run_report(run);
    }
    run_report(run);
    councils_close(councils);
}

/* Takes the council files out of the cases; both keep their order. */
static struct inputs part_councils(struct inputs *cases, struct arena *arena)
{
    struct inputs councils = {.files = ARENA_ARRAY(arena, cases->count + 1, struct input_file)};
    size_t left = 0;
    for (size_t i = 0; i < cases->count; i++) {
        bool const is_council =
            !cases->files[i].bytes && case_is_council(cases->files[i].path, NULL);
        if (is_council)
            councils.files[councils.count++] = cases->files[i];
        else
            cases->files[left++] = cases->files[i];
    }
    cases->count = left;
    return councils;
}

static int check_cases(const struct options *options, struct diags *diags)
{
    struct command_run run;
    if (!run_open(&run, options, diags))
        return EXIT_SYSTEM;
    struct inputs cases = run_inputs(&run, false);
    struct inputs const councils = part_councils(&cases, run.arena);
    run_cases(&run, &cases, WALK_TELL, products_try_forms, NULL);
    if (run.status < EXIT_SYSTEM)
        check_councils(&run, &councils);
    run_tell_empty(&run);
    summary_check(&run);
    return run_close(&run);
}

int check_run(const struct options *options, struct diags *diags)
{
    struct arena *arena = arena_new();
    struct options cases = *options;
    struct named_edition *editions =
        ARENA_ARRAY(arena, options->operand_count + 1, struct named_edition);
    size_t const count = take_editions(&cases, editions, arena);
    int status = 0;
    for (size_t i = 0; i < count && status < EXIT_SYSTEM; i++) {
        int const own = check_edition(options, &editions[i], diags);
        status = own > status ? own : status;
    }
    if (status < EXIT_SYSTEM && (cases.operand_count || !count)) {
        int const own = check_cases(&cases, diags);
        status = own > status ? own : status;
    }
    arena_free(arena);
    return status;
}
