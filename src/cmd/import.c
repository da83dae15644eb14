/*
 * import.c - `formulyar import`: cases out of tables.
 */
#include "cmd/import.h"

#include "base/file.h"
#include "cmd/command.h"
#include "engine/product.h"
#include "import/update.h"

#include <string.h>

/* ---- the cases ----------------------------------------------------------------------- */

/* The fields that the tables speak of in this case; see imported.unsaid. */
static const char *covered_of(const struct imported *imported, const struct casefile *casefile,
                              struct arena *arena)
{
    const char *all = text_string((struct text *)&imported->covered);
    const char *unsaid = text_string((struct text *)&imported->unsaid);
    const char *list = arena_strndup(arena, unsaid, strcspn(unsaid, "/"));
    struct text rest = TEXT_EMPTY;
    if (!*unsaid || node_child(case_root(casefile), list))
        return all;
    for (const char *at = all; *at;) {
        size_t const length = strcspn(at, "\n") + 1;
        if (strncmp(at, unsaid, strlen(unsaid)) != 0)
            text_add_bytes(&rest, at, length);
        at += length;
    }
    return text_take(&rest, arena);
}

static void take_case(struct walk *walk, struct casefile *casefile, const struct edition *edition)
{
    struct import_run *import = walk->context;
    struct arena *arena = import->run.arena;
    const struct imported *imported =
        intake_find(import->run.intake, node_pos(case_root(casefile)).file);
    products_try_forms(walk, casefile, edition);
    if (diags_at_least(walk->diags, SEVERITY_ERROR) || !imported)
        return;
    struct import_case *one = ARENA_NEW(arena, struct import_case);
    struct text text = TEXT_EMPTY;
    case_source(casefile, &text);
    *one = (struct import_case){.id = arena_strdup(arena, case_id(casefile)),
                                .text = text_take(&text, arena),
                                .covered = covered_of(imported, casefile, arena)};
    LIST_PUT(import->first, import->last, one);
}

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

static struct import_case *find_case(const struct import_run *import, const char *id)
{
    struct import_case *one = import->first;
    while (one && strcmp(one->id, id) != 0)
        one = one->next;
    return one;
}

/* Keeps the case at hand of a reader, when the tables have it too; false when that cannot be. */
static bool take_base(struct import_run *import, struct case_reader *reader, const char *id)
{
    struct import_case *one = find_case(import, id);
    bool valid = false;
    if (!one || one->base)
        return true;
    struct casefile *casefile = case_take(reader, &valid);
    struct text text = TEXT_EMPTY;
    if (casefile && valid) {
        case_source(casefile, &text);
        one->base = text_take(&text, import->run.arena);
    }
    case_free(casefile);
    return one->base;
}

/*
 * What is wrong in files of other cases, check says.  But nothing may be left out of a case because its
 * file could not be read.
 */
static void read_base(struct import_run *import, const char *path)
{
    struct command_run *run = &import->run;
    struct diags *unheard = diags_new();
    struct case_reader *reader = case_open(path, run->engine->schema, unheard);
    struct pos const pos = {.file = path};
    struct case_head head;
    bool good = true;
    size_t count = 0;
    while (reader && case_next(reader, &head)) {
        good = take_base(import, reader, head.id) && good;
        count++;
    }
    case_close(reader);
    if (!good)
        diag_add(run->diags, MESSAGE_IMPORT_BASE, pos, NULL, NULL);
    else if (diags_at_least(unheard, SEVERITY_SYSTEM))
        diags_append(run->diags, unheard);
    else if (!count && diags_at_least(unheard, SEVERITY_ERROR))
        diag_add(run->diags, MESSAGE_IMPORT_BASE_LEFT, pos, NULL, NULL);
    diags_free(unheard);
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

void import_merge(struct import_run *import, const struct import_case *one, const char *older,
                  struct text *out)
{
    struct fields *fields = import->fields;
    struct update const update = {.covered = one->covered,
                                  .schema = import->run.engine->schema,
                                  .tell = note_field,
                                  .context = fields};
    fields->count = 0;
    text_clear(&fields->labels);
    text_clear(&fields->paths);
    if (!older || !case_update(older, one->text, &update, out))
        import_lay_out(one->text, out);
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

/* The element of a case file of its own, as a child of <cases>. */
static void add_element(struct text *out, const char *text)
{
    static const char space[] = " xmlns=\"urn:formulyar:case:1\"";
    const char *element = strstr(text, "<case");
    const char *end = element ? strchr(element, '>') : NULL;
    const char *declared = element ? strstr(element, space) : NULL;
    if (!element)
        return;
    size_t length = strlen(element);
    while (length && strchr(" \t\r\n", element[length - 1]))
        length--;
    if (declared && end && declared < end) {
        text_add_bytes(out, element, (size_t)(declared - element));
        length -= (size_t)(declared - element) + strlen(space);
        element = declared + strlen(space);
    }
    text_add_bytes(out, element, length);
    text_add_char(out, '\n');
}

void import_write_file(struct import_run *import)
{
    struct command_run *run = &import->run;
    struct text out = TEXT_EMPTY;
    struct text one = TEXT_EMPTY;
    text_add(&out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                   "<cases xmlns=\"urn:formulyar:case:1\">\n");
    for (const struct import_case *at = import->first; at; at = at->next) {
        text_clear(&one);
        import_merge(import, at, at->base, &one);
        add_element(&out, text_string(&one));
        import->written++;
    }
    text_add(&out, "</cases>\n");
    if (output_save(run->options->value[OPTION_OUTPUT], &out,
                    option_given(run->options, OPTION_FORCE), run->diags) != 0)
        import->written = 0;
    text_free(&one);
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
    run_cases(run, inputs, WALK_TELL, take_case, import);
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
    struct import_run import = {.first = NULL};
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
