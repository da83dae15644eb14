/*
 * batch.c - `formulyar batch`: a whole school's or region's forms at once.
 */
#include "batch/batch.h"
#include "cmd/command.h"
#include "cmd/run.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

enum { DEFAULT_TIMEOUT = 60, MOST_WORKERS = 256 };

/* A whole number of an option, from 1 to most; true when absent or good. */
static bool read_number(const struct options *options, enum option_id id, long most, long *number,
                        struct diags *diags)
{
    const char *value = options->value[id];
    char *rest;
    if (!value)
        return true;
    *number = strtol(value, &rest, 10);
    if (*value >= '0' && *value <= '9' && !*rest && *number >= 1 && *number <= most)
        return true;
    struct text range = TEXT_EMPTY;
    text_format(&range, "1 … %ld", most);
    option_refuse(id, text_string(&range), diags);
    text_free(&range);
    return false;
}

/* "2/5". */
static bool read_shard(const struct options *options, struct shard *shard, struct diags *diags)
{
    const char *value = options->value[OPTION_SHARD];
    char *slash;
    char *rest;
    if (!value)
        return true;
    shard->number = strtoul(value, &slash, 10);
    if (*value >= '1' && *value <= '9' && *slash == '/' && slash[1] >= '1' && slash[1] <= '9') {
        shard->count = strtoul(slash + 1, &rest, 10);
        if (!*rest && shard->number <= shard->count)
            return true;
    }
    return option_refuse(OPTION_SHARD, "1/4 … 4/4", diags);
}

/* The name of a file; standard output takes no whole result. */
static bool read_file(const struct options *options, enum option_id id, struct diags *diags)
{
    const char *value = options->value[id];
    if (value && output_is_folder(value, id == OPTION_MERGE ? ".pdf" : ".zip", diags))
        return false;
    if (!value || (*value && strcmp(value, "-") != 0))
        return true;
    return option_refuse(id, option_row(id)->argument[options->language], diags);
}

/* An archive is made anew each time: nothing of earlier runs is left that could be compared. */
static bool can_do_without_files(const struct options *options, struct diags *diags)
{
    if (!option_needed(options, OPTION_ARCHIVE, "--archive", diags))
        return false;
    if (option_given(options, OPTION_CHECK))
        diag_add(diags, MESSAGE_OPTIONS_CLASH, NOWHERE, NULL, option_row(OPTION_NO_FILES)->name,
                 option_row(OPTION_CHECK)->name, NULL);
    return !option_given(options, OPTION_CHECK);
}

static bool read_options(const struct options *options, struct batch_options *batch,
                         struct diags *diags)
{
    long workers = sysconf(_SC_NPROCESSORS_ONLN);
    batch->timeout = DEFAULT_TIMEOUT;
    batch->one_sided = option_given(options, OPTION_SIMPLEX);
    batch->folder = options->value[OPTION_OUTPUT];
    batch->check_hashes = option_given(options, OPTION_CHECK);
    batch->operands = options->operands;
    batch->operand_count = options->operand_count;
    batch->forced = option_given(options, OPTION_FORCE);
    batch->tell = option_given(options, OPTION_VERBOSE) ? report_note : NULL;
    batch->language = options->language;
    batch->is_json = option_given(options, OPTION_JSON);
    batch->is_quiet = option_given(options, OPTION_QUIET);
    batch->set = run_formats(options, diags);
    if (!batch->set)
        return false;
    batch->spread = option_given(options, OPTION_SPREAD);
    batch->no_files = option_given(options, OPTION_NO_FILES);
    batch->no_verify = option_given(options, OPTION_NO_VERIFY);
    if (batch->no_files && !can_do_without_files(options, diags))
        return false;
    if (batch->folder ? strcmp(batch->folder, "-") == 0 : !batch->no_files) {
        diag_add(diags, MESSAGE_BATCH_NO_FOLDER, NOWHERE, NULL, NULL);
        return false;
    }
    batch->merge = options->value[OPTION_MERGE];
    if ((option_given(options, OPTION_DUPLEX) || batch->one_sided) &&
        !option_needed(options, OPTION_MERGE, "--merge", diags))
        return false;
    batch->archive = options->value[OPTION_ARCHIVE];
    bool const good = read_file(options, OPTION_MERGE, diags) &&
                      read_file(options, OPTION_ARCHIVE, diags) &&
                      read_number(options, OPTION_JOBS, MOST_WORKERS, &workers, diags) &&
                      read_number(options, OPTION_TIMEOUT, 86400, &batch->timeout, diags) &&
                      read_shard(options, &batch->shard, diags);
    batch->workers = workers < 1 ? 1 : (size_t)workers;
    return good;
}

/* True when both names stand for one file, also on a disk that knows no letter case. */
static bool is_same_name(const char *one, const char *other, struct arena *arena)
{
    const char *const ends[] = {strrchr(one, '/'), strrchr(other, '/')};
    const char *const names[] = {ends[0] ? ends[0] + 1 : one, ends[1] ? ends[1] + 1 : other};
    struct stat folders[2];
    if (strcasecmp(names[0], names[1]) != 0)
        return false;
    for (size_t i = 0; i < 2; i++) {
        const char *const path = i ? other : one;
        const char *const folder =
            ends[i] ? arena_printf(arena, "%.*s", (int)(ends[i] - path + 1), path) : ".";
        if (stat(folder, &folders[i]) != 0)
            return false;
    }
    return folders[0].st_dev == folders[1].st_dev && folders[0].st_ino == folders[1].st_ino;
}

/* Archive and merged file would overwrite each other, or a report. */
static bool are_names_apart(const struct batch_options *batch, struct diags *diags)
{
    static const char *const reports[] = {REPORT_CSV, REPORT_JSON, REPORT_PART};
    const char *const names[] = {batch->merge && *batch->merge ? batch->merge : NULL,
                                 batch->archive};
    struct arena *arena = arena_new();
    bool const same = names[0] && names[1] && is_same_name(names[0], names[1], arena);
    const char *taken = same ? names[1] : NULL;
    for (size_t i = 0; batch->folder && i < 6; i++) {
        const char *report = arena_printf(arena, "%s/%s", batch->folder, reports[i / 2]);
        if (names[i % 2] && !taken && is_same_name(names[i % 2], report, arena))
            taken = names[i % 2];
    }
    if (taken)
        diag_add(diags, MESSAGE_OUTPUTS_SAME, (struct pos){.file = taken}, NULL, NULL);
    arena_free(arena);
    return !taken;
}

static bool do_names_fit(const struct batch_options *batch, struct diags *diags)
{
    bool const merge = !batch->merge || output_name_fits(batch->merge, ".pdf", diags);
    bool const archive = !batch->archive || output_name_fits(batch->archive, ".zip", diags);
    return merge && archive;
}

static void carry_out(struct command_run *run, const struct batch_options *batch)
{
    struct batch_totals totals;
    int const error = batch->folder ? folder_make(batch->folder) : 0;
    if (error)
        diag_add_error(run->diags, MESSAGE_OUTPUT_FOLDER, batch->folder, error);
    if (error || !are_names_apart(batch, run->diags) || !do_names_fit(batch, run->diags)) {
        run->status = error ? EXIT_SYSTEM : EXIT_USAGE;
        return;
    }
    bool const good = batch_run(run->engine, batch, &totals, run->diags);
    run_report(run);
    if (totals.status > run->status)
        run->status = totals.status;
    if (good)
        batch_tell_totals(batch, &totals);
    if (good ? totals.stopped : run->status != 1) /* 1: a report of somebody's stands there */
        run->status = EXIT_SYSTEM;
    if (totals.bad && !run->status)
        run->status = 1;
}

int batch_command_run(const struct options *options, struct diags *diags)
{
    struct batch_options batch = {0};
    struct command_run run;
    if (!read_options(options, &batch, diags))
        return EXIT_USAGE;
    if (!run_open(&run, options, diags))
        return EXIT_SYSTEM;
    carry_out(&run, &batch);
    return run_close(&run);
}
