/*
 * workbook.c - `formulyar new --workbook`: the cases of a whole staff as a workbook, empty or filled
 * (engine/staffbook.h).
 */
#include "base/file.h"
#include "cmd/command.h"
#include "cmd/run.h"
#include "engine/staffbook.h"
#include "table/table.h"

#include <string.h>

/* A workbook is nothing for a screen. */
static const char *output_path(const struct command_run *run)
{
    const char *path = run->options->value[OPTION_OUTPUT];
    return path ? path : STAFFBOOK_NAME;
}

static void take_case(void *context, const struct casefile *casefile)
{
    staffbook_add_case(context, casefile);
}

static void take_files(struct command_run *run, struct staffbook *book)
{
    struct inputs const inputs = run_inputs(run, false);
    if (!run_spares_inputs(run, &inputs, output_path(run)))
        return;
    for (size_t i = 0; i < inputs.count; i++) {
        run_take_cases(run, &inputs.files[i], take_case, book);
        run_report(run);
    }
    run->cases = staffbook_cases(book);
}

/* What is wrong with the list is in the diagnostics. */
static void take_staff(struct command_run *run, struct staffbook *book, const char *path)
{
    struct text bytes = TEXT_EMPTY;
    int const error = file_read(path, TABLE_LARGEST_FILE, &bytes);
    if (error)
        diag_add_error(run->diags, MESSAGE_FILE_OPEN, path, error);
    else
        staffbook_add_staff(book, bytes.data, bytes.len, path);
    text_free(&bytes);
}

static bool deliver(struct command_run *run, struct staffbook *book, const char *path)
{
    struct text bytes = TEXT_EMPTY;
    bool const good =
        staffbook_write(book, &bytes) &&
        output_save(path, &bytes, option_given(run->options, OPTION_FORCE), run->diags) == 0;
    text_free(&bytes);
    return good;
}

static void make(struct command_run *run, struct staffbook *book)
{
    const char *path = output_path(run);
    const char *staff = run->options->value[OPTION_TEACHERS];
    take_files(run, book);
    if (run->options->operand_count && !run->cases)
        run_tell_empty(run);
    if (run->status || diags_at_least(run->diags, SEVERITY_ERROR))
        return;
    if (staff)
        take_staff(run, book, staff);
    if (diags_at_least(run->diags, SEVERITY_ERROR))
        return;
    if (deliver(run, book, path) && strcmp(path, "-") != 0)
        summary_workbook(run, path);
}

int new_workbook(const struct options *options, struct diags *diags)
{
    struct command_run run;
    if (!run_open(&run, options, diags))
        return EXIT_SYSTEM;
    struct staffbook *book = staffbook_open(run.engine, diags);
    make(&run, book);
    run_report(&run);
    staffbook_close(book);
    return run_close(&run);
}
