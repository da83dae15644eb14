#include "cmd/run.h"

#include "base/file.h"
#include "base/testhook.h"
#include "batch/workbooks.h"
#include "engine/format.h"

#include <stdlib.h>
#include <string.h>

/* ---- beginning and end ----------------------------------------------------- */

/*
 * libzip turns the date of every entry through the time zone.  While TZ is not
 * set, the C library asks the file system each time whether the zone changed:
 * 40 times for a DOCX.  This names the zone that holds without it.
 */
static void name_time_zone(void)
{
    setenv("TZ", ":/etc/localtime", 0);
}

bool run_open(struct command_run *run, const struct options *options, struct diags *diags)
{
    return run_open_edition(run, options, NULL, diags);
}

bool run_open_edition(struct command_run *run, const struct options *options, const char *folder,
                      struct diags *diags)
{
    struct engine_options const wanted = {
        .outside = folder,
        .forms = options->value[OPTION_FORMS],
        .organization = options->value[OPTION_ORGANIZATION],
        .edition = options->value[OPTION_EDITION],
        .wanted = options->forms,
        .draft = option_given(options, OPTION_DRAFT),
        .before =
            options->value[OPTION_STAGE] && strcmp(options->value[OPTION_STAGE], "before") == 0,
        .body_only = option_given(options, OPTION_BODY_ONLY),
        .faults = testhook_faults(),
        .roomy = option_given(options, OPTION_ROOMY),
        .no_verify = option_given(options, OPTION_NO_VERIFY),
        .part = (enum pdfa_part)options->pdfa,
    };
    *run = (struct command_run){.options = options, .diags = diags};
    run->progress = progress_start(option_given(options, OPTION_QUIET));
    name_time_zone();
    run->engine = engine_open(&wanted, diags);
    if (!run->engine)
        return false;
    run->arena = arena_new();
    run->intake = intake_open(run->engine);
    run->session = rules_session_new();
    return true;
}

void run_report(struct command_run *run)
{
    size_t const errors = diags_at_least(run->diags, SEVERITY_ERROR);
    run->errors += errors;
    run->warnings += diags_count(run->diags) - errors;
    int const status = diags_exit_status(run->diags);
    if (status > run->status)
        run->status = status;
    if (!diags_count(run->diags))
        return;
    progress_clear(&run->progress);
    if (run->kept)
        diags_append(run->kept, run->diags);
    report_diags(run->diags, run->options->language, option_given(run->options, OPTION_JSON));
}

void run_say(struct command_run *run, const char *russian, const char *english)
{
    enum { MANY = 100 }; /* cases that take more than a second in whatever is done with all */
    progress_say(&run->progress, run->options->language == LANGUAGE_RU ? russian : english,
                 run->cases >= MANY);
}

int run_close(struct command_run *run)
{
    rules_session_free(run->session);
    diags_set_placer(run->diags, NULL, NULL);
    intake_close(run->intake);
    engine_close(run->engine);
    arena_free(run->arena);
    return run->status;
}

/* ---- the walk through the cases --------------------------------------------- */

/* "файлов 12 из 240, дел 130" */
static void show_progress(struct command_run *run, const struct walk *walk)
{
    bool const is_russian = run->options->language == LANGUAGE_RU;
    struct text line = TEXT_EMPTY;
    if (!run->progress.visible)
        return;
    if (run->files > 1)
        text_format(&line, is_russian ? "файлов %zu из %zu, " : "files %zu of %zu, ", walk->files,
                    run->files);
    text_format(&line, is_russian ? "дел %zu" : "cases %zu", walk->cases);
    progress_show(&run->progress, text_string(&line));
    text_free(&line);
}

static bool tell(struct walk *walk)
{
    struct command_run *run = walk->teller;
    run_report(run);
    if (walk->cases > run->cases)
        show_progress(run, walk);
    run->cases = walk->cases;
    return run->status < 3;
}

struct inputs run_inputs(struct command_run *run, bool once)
{
    const struct options *options = run->options;
    struct inputs inputs =
        inputs_expand(options->operands, options->operand_count, once, run->arena, run->diags);
    workbooks_take(run->intake, &inputs, run->diags);
    run_report(run);
    return inputs;
}

bool run_spares_inputs(struct command_run *run, const struct inputs *inputs, const char *output)
{
    bool same = false;
    if (!output || file_is_folder(output))
        return true;
    for (size_t i = 0; i < inputs->count; i++)
        same = same || file_is_same(inputs->files[i].path, output);
    for (size_t i = 0; i < run->options->operand_count;
         i++) /* of several tables inputs name the first */
        same = same || file_is_same(run->options->operands[i], output);
    if (same)
        diag_add(run->diags, MESSAGE_INPUT_REPLACED, (struct pos){.file = output}, NULL, NULL);
    run_report(run);
    return !same;
}

void run_cases(struct command_run *run, const struct inputs *inputs, enum walk_ids ids,
               walk_action *action, void *context)
{
    struct walk walk = {.engine = run->engine,
                        .diags = run->diags,
                        .session = run->session,
                        .ids = ids,
                        .action = action,
                        .tell = tell,
                        .teller = run,
                        .context = context};
    run->files = inputs->count;
    for (size_t i = 0; i < inputs->count && run->status < 3; i++) {
        const struct input_file *file = &inputs->files[i];
        walk_file(&walk, case_open_stretch(file->path, file->bytes, run->engine->schema, run->diags,
                                           NULL));
    }
    progress_clear(&run->progress);
    walk_end(&walk);
}

void run_take_cases(struct command_run *run, const struct input_file *file, run_taker *take,
                    void *context)
{
    struct case_reader *reader =
        case_open_stretch(file->path, file->bytes, run->engine->schema, run->diags, NULL);
    struct case_head head;
    bool valid;
    while (reader && case_next(reader, &head)) {
        struct casefile *casefile = case_take(reader, &valid);
        if (valid)
            take(context, casefile);
        case_free(casefile);
    }
    case_close(reader);
}

void run_tell_empty(struct command_run *run)
{
    if (run->cases || run->councils || run->errors || run->status)
        return;
    diag_add(run->diags, MESSAGE_NO_CASES, NOWHERE, NULL, NULL);
    run_report(run);
}

/* ---- where to, and as what --------------------------------------------------- */

struct output *run_output(const struct options *options, bool is_file)
{
    struct output_options const wanted = {
        .place = options->value[OPTION_OUTPUT],
        .is_file = is_file,
        .forced = option_given(options, OPTION_FORCE),
        .tell = option_given(options, OPTION_VERBOSE) ? report_note : NULL,
    };
    return output_open(&wanted);
}

static unsigned refuse_type(struct diags *diags)
{
    struct text list = TEXT_EMPTY;
    for (size_t i = 0; formats[i].name; i++)
        text_add_item(&list, ", ", formats[i].name);
    option_refuse(OPTION_TYPE, text_string(&list), diags);
    text_free(&list);
    return 0;
}

unsigned run_formats(const struct options *options, struct diags *diags)
{
    unsigned wanted = 0;
    for (size_t i = 0; i < options->types.count; i++) {
        unsigned const bit = format_bit(options->types.items[i]);
        if (!bit)
            return refuse_type(diags);
        wanted |= bit;
    }
    for (unsigned i = 0; formats[i].name && !options->types.count; i++)
        if (formats[i].by_default)
            wanted |= 1U << i;
    return wanted;
}
