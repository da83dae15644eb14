/*
 * import.c - `formulyar import`: cases out of tables.
 */
#include "cmd/import.h"

#include "base/file.h"
#include "cmd/command.h"
#include "engine/product.h"
#include "import/update.h"

#include <string.h>

/* Only tables are imported. */
static void refuse_others(struct command_run *run, struct inputs *inputs)
{
    size_t left = 0;
    for (size_t i = 0; i < inputs->count; i++) {
        if (inputs->files[i].bytes)
            inputs->files[left++] = inputs->files[i];
        else
            diag_add(run->diags, MESSAGE_IMPORT_NO_TABLE,
                     (struct pos){.file = inputs->files[i].name}, NULL, NULL);
    }
    inputs->count = left;
    run_report(run);
}

/* ---- what the tables have no columns for ---------------------------------------------- */

static void read_base(struct import_run *import, const char *path)
{
    struct diags *heard = diags_new();
    struct case_reader *reader = case_open(path, import->run.engine->schema, heard);
    uptake_read_base(&import->uptake, reader, path, heard, import->run.diags);
    diags_free(heard);
}

static void find_base(struct import_run *import)
{
    struct command_run *run = &import->run;
    const char *base = run->options->value[OPTION_BASE];
    struct inputs files = {.count = 0};
    if (base)
        files = inputs_find(&base, 1, run->arena, run->diags);
    for (size_t i = 0; i < files.count; i++)
        read_base(import, files.files[i].path);
    run_report(run);
}

/* ---- what changed -------------------------------------------------------------------------- */

/* Labels of fields, for people, and their paths, for programs. */
struct fields {
    struct arena *arena;
    struct text labels, paths;
    const struct engine *engine;
    enum language language;
    size_t count;
};

static void note_field(void *context, const char *path)
{
    struct fields *fields = context;
    const char *both = case_schema_field(fields->engine->schema, path, fields->arena);
    text_add(&fields->labels, fields->labels.len ? "; " : "");
    diag_half_add(&fields->labels, both ? both : path, fields->language);
    text_add(&fields->paths, fields->count++ ? "," : "");
    text_add_json(&fields->paths, path);
}

void import_merge(struct import_run *import, const struct uptake_case *one, const char *older,
                  struct text *out)
{
    struct fields *fields = import->fields;
    fields->count = 0;
    text_clear(&fields->labels);
    text_clear(&fields->paths);
    uptake_merge(&import->uptake, one, older, note_field, fields, out);
}

static void tell_json(struct import_run *import, const char *path, const char *id,
                      const char *state)
{
    struct text line = TEXT_EMPTY;
    text_format_json(&line, "{\"file\":%s,\"case\":%s,\"state\":%s,\"fields\":[", path, id, state);
    text_add(&line, text_string(&import->fields->paths));
    text_add(&line, "]}\n");
    report_error_bytes(line.data, line.len);
    text_free(&line);
}

void import_tell(struct import_run *import, const char *path, const char *id, bool is_new)
{
    const struct options *options = import->run.options;
    bool const russian = options->language == LANGUAGE_RU;
    struct text line = TEXT_EMPTY;
    if (option_given(options, OPTION_JSON)) {
        tell_json(import, path, id, is_new ? "new" : "changed");
        return;
    }
    if (is_new)
        text_format(&line, russian ? "%s: новое дело" : "%s: a new case", path);
    else
        text_format(&line, russian ? "%s: изменено: %s" : "%s: changed: %s", path,
                    text_string(&import->fields->labels));
    if (!option_given(options, OPTION_QUIET))
        report_note(text_string(&line));
    text_free(&line);
}

/* ---- one file of all ------------------------------------------------------------------------- */

void import_write_file(struct import_run *import)
{
    struct command_run *run = &import->run;
    struct text out = TEXT_EMPTY;
    import->written = uptake_write(&import->uptake, &out);
    if (output_save(run->options->value[OPTION_OUTPUT], &out,
                    option_given(run->options, OPTION_FORCE), run->diags) != 0)
        import->written = 0;
    text_free(&out);
    run_report(run);
}

/* ---- all of it ---------------------------------------------------------------------------------- */

static bool is_folder(const char *output)
{
    size_t const length = output ? strlen(output) : 0;
    return length && (output[length - 1] == '/' || file_is_folder(output));
}

/* What files of cases may have and no workbook has. */
static void tell_left_out(const struct command_run *run)
{
    const struct options *options = run->options;
    if (options->value[OPTION_BASE] || option_given(options, OPTION_QUIET) ||
        option_given(options, OPTION_JSON))
        return;
    report_note(
        options->language == LANGUAGE_RU
            ? "В новых файлах нет того, чего нет в таблице: обозначений людей, других падежей, "
              "материалов. Взять это из прежних дел: --base ПАПКА"
            : "New files lack what the table has no columns for: ids of people, grammatical "
              "cases, materials. To take these from earlier cases: --base FOLDER");
}

static void write_cases(struct import_run *import)
{
    struct command_run *run = &import->run;
    const char *output = run->options->value[OPTION_OUTPUT];
    import->fields = arena_alloc(run->arena, sizeof *import->fields);
    *import->fields = (struct fields){
        .arena = run->arena, .engine = run->engine, .language = run->options->language};
    find_base(import);
    if (run->status)
        return;
    tell_left_out(run);
    if (is_folder(output))
        import_write_folder(import, output);
    else
        import_write_file(import);
    text_free(&import->fields->labels);
    text_free(&import->fields->paths);
    if (run->status < EXIT_SYSTEM)
        summary_import(run, import->written, import->changed, import->same);
}

static void import_cases(struct import_run *import, struct inputs *inputs)
{
    struct command_run *run = &import->run;
    import->uptake =
        (struct uptake){.engine = run->engine, .intake = run->intake, .arena = run->arena};
    run_cases(run, inputs, WALK_TELL, uptake_take, &import->uptake);
    if (run->status == 0) {
        write_cases(import);
    } else if (run->status < EXIT_SYSTEM) {
        const char *output = run->options->value[OPTION_OUTPUT];
        diag_add(run->diags, MESSAGE_IMPORT_REFUSED,
                 (struct pos){.file = output ? output : "formulyar"}, NULL, NULL);
        run_report(run);
    }
}

static void check_and_mark(struct command_run *run, struct inputs *inputs,
                           const struct input_file *file)
{
    run_cases(run, inputs, WALK_TELL, products_try_forms, NULL);
    if (run->status < EXIT_SYSTEM)
        import_mark(run, file);
}

int import_run(const struct options *options, struct diags *diags)
{
    struct import_run import = {.written = 0};
    struct command_run *run = &import.run;
    bool const marks = option_given(options, OPTION_MARK);
    if (marks && options->operand_count != 1) {
        diag_add(diags, MESSAGE_IMPORT_MARK_ONE, NOWHERE, NULL, NULL);
        return EXIT_USAGE;
    }
    if (!run_open(run, options, diags))
        return EXIT_SYSTEM;
    struct input_file const named = {.path = options->operands[0], .name = options->operands[0]};
    run->kept = marks ? diags_new() : NULL;
    struct inputs inputs = run_inputs(run, true);
    refuse_others(run, &inputs);
    bool const spares = run_spares_inputs(run, &inputs, options->value[OPTION_OUTPUT]);
    if (spares && run->status < EXIT_SYSTEM && marks)
        check_and_mark(run, &inputs, &named);
    else if (spares && run->status < EXIT_SYSTEM)
        import_cases(&import, &inputs);
    diags_free(run->kept);
    run->kept = NULL;
    return run_close(run);
}
