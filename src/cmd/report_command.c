/*
 * report_command.c - `formulyar report --merge`: the reports of shards as one.
 */
#include "base/file.h"
#include "batch/record.h"
#include "cmd/command.h"
#include "base/report.h"

static void tell(const struct options *options, const struct unite_totals *totals)
{
    struct text line = TEXT_EMPTY;
    text_format(&line,
                options->language == LANGUAGE_RU
                    ? "Объединено: документов %zu, дел без документов %zu"
                    : "Merged: documents %zu, cases without a document %zu",
                totals->documents, totals->failed);
    if (!option_given(options, OPTION_QUIET) && !option_given(options, OPTION_JSON))
        report_note(text_string(&line));
    text_free(&line);
}

static void warn_missing(const struct unite_totals *totals, const char *folder, struct diags *diags)
{
    struct text number = TEXT_EMPTY;
    if (!totals->missing)
        return;
    text_add_int(&number, (long)totals->missing);
    diag_add(diags, MESSAGE_UNITE_MISSING, (struct pos){.file = folder}, NULL, text_string(&number),
             NULL);
    text_free(&number);
}

int report_command_run(const struct options *options, struct diags *diags)
{
    const char *folder = options->value[OPTION_OUTPUT];
    struct unite_totals totals = {.mixed = option_given(options, OPTION_MIXED_BUILDS)};
    if (!option_needed(options, OPTION_MERGE_REPORTS, "--merge", diags) ||
        !option_needed(options, OPTION_OUTPUT, "-o", diags))
        return EXIT_USAGE;
    int const error = folder_make(folder);
    if (error)
        diag_add_error(diags, MESSAGE_OUTPUT_FOLDER, folder, error);
    int const lock = error ? -1 : reports_lock(folder, diags);
    if (lock < 0 || !reports_replaceable(folder, option_given(options, OPTION_FORCE), diags) ||
        !unite_reports(folder, options->language, options->operands, options->operand_count,
                       &totals, diags))
        return diags_exit_status(diags);
    tell(options, &totals);
    warn_missing(&totals, folder, diags);
    return totals.failed || totals.missing ? 1 : 0;
}
