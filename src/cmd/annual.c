/*
 * annual.c - `formulyar summary`: the summary of a school year, over all cases at once.
 */
#include "annual/annual.h"

#include "batch/inputs.h"
#include "base/seen.h"
#include "cmd/command.h"
#include "engine/output.h"
#include "cmd/summary.h"
#include "engine/writers.h"
#include "annual/school_year.h"

#include <string.h>

/* A file of the run; csv is NULL for a document. */
struct annual_file {
    const char *name;
    void (*csv)(const struct annual *annual, struct text *out);
    const struct writer *writer;
    struct text bytes;
};

enum { KIND_CSV = 1U << 30, FILES_MAX = 16 };

struct annual_run {
    const struct options *options;
    struct pipeline *pipeline;
    struct annual *annual;
    struct seen seen; /* ids of the cases taken */
    unsigned kinds;   /* bits of writers[], and KIND_CSV */
    struct arena *arena;
    struct annual_file files[FILES_MAX];
    size_t file_count;
};

static const struct pos nowhere = {.file = "formulyar"};

/* ---- the command line -------------------------------------------------------- */

static unsigned kind_of(const char *name)
{
    return strcmp(name, "csv") == 0 ? (unsigned)KIND_CSV : writers_bit(name);
}

/* The kinds of -t; 0 with a diagnostic. */
static unsigned kinds_wanted(const struct options *options, struct diags *diags)
{
    unsigned kinds = 0;
    for (size_t i = 0; i < options->types.count; i++) {
        unsigned const kind = kind_of(options->types.items[i]);
        if (!kind) {
            diag_add(diags, MESSAGE_OPTION_VALUE, nowhere, NULL, "type",
                     "pdf, docx, csv, tree, text", NULL);
            return 0;
        }
        kinds |= kind;
    }
    return kinds ? kinds : kind_of("pdf") | kind_of("docx") | kind_of("csv");
}

static bool order_wanted(const struct options *options, enum annual_order *order,
                         struct diags *diags)
{
    static const char *const names[] = {[ANNUAL_BY_SURNAME] = "surname",
                                        [ANNUAL_BY_DATE] = "date",
                                        [ANNUAL_BY_LEAD] = "lead",
                                        [ANNUAL_BY_ID] = "id"};
    const char *wanted = options->value[OPTION_SORT];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        *order = (enum annual_order)i;
        if (!wanted || strcmp(wanted, names[i]) == 0)
            return true;
    }
    diag_add(diags, MESSAGE_OPTION_VALUE, nowhere, NULL, "sort", "surname, date, lead, id", NULL);
    return false;
}

static bool year_wanted(const struct options *options, int *year, struct diags *diags)
{
    const char *wanted = options->value[OPTION_SCHOOL_YEAR];
    *year = wanted ? school_year_read(wanted) : 0;
    if (!wanted || *year)
        return true;
    diag_add(diags, MESSAGE_OPTION_VALUE, nowhere, NULL, "school-year", "2026/2027, 2027/2028 ...",
             NULL);
    return false;
}

/* The operands with folders replaced by their files; standard input is read where it stands. */
static void expand_operands(struct options *options, struct arena *arena, struct diags *diags)
{
    const char **named = ARENA_ARRAY(arena, options->operand_count, const char *);
    size_t count = 0;
    bool has_standard = false;
    for (size_t i = 0; i < options->operand_count; i++) {
        if (strcmp(options->operands[i], "-") == 0)
            has_standard = true;
        else
            named[count++] = options->operands[i];
    }
    struct inputs const inputs = inputs_find(named, count, arena, diags);
    options->operands = ARENA_ARRAY(arena, inputs.count + 1, const char *);
    options->operand_count = 0;
    for (size_t i = 0; i < inputs.count; i++)
        options->operands[options->operand_count++] = inputs.files[i].path;
    if (has_standard)
        options->operands[options->operand_count++] = "-";
}

/* ---- the cases ------------------------------------------------------------------- */

static void take_case(struct pipeline *pipeline, struct casefile *casefile,
                      const struct edition *edition, struct arena *arena, void *context)
{
    struct annual_run *run = context;
    (void)edition;
    if (seen_add_name(&run->seen, case_id(casefile))) {
        annual_add(run->annual, casefile, pipeline->diags);
        return;
    }
    const struct node *root = case_root(casefile);
    diag_add(pipeline->diags, MESSAGE_ANNUAL_TWICE, node_pos(root), node_path(root, arena), NULL);
}

/* ---- the files ---------------------------------------------------------------------- */

static struct annual_file *add_file(struct annual_run *run, const char *suffix,
                                    const char *extension)
{
    const char *year = school_year_name(run->arena, run->annual->options.year, '-');
    const char *names = run->annual->options.is_public ? "_no-names" : "";
    struct annual_file *file = &run->files[run->file_count++];
    *file = (struct annual_file){
        .name = arena_printf(run->arena, "summary_%s%s%s%s", year, names, suffix, extension)};
    return file;
}

static void list_files(struct annual_run *run)
{
    for (unsigned i = 0; writers[i].name; i++)
        if (run->kinds >> i & 1)
            add_file(run, "", writers[i].extension)->writer = &writers[i];
    if (!(run->kinds & KIND_CSV))
        return;
    if (!run->annual->options.is_public)
        add_file(run, "", ".csv")->csv = annual_csv_register;
    add_file(run, "_counts", ".csv")->csv = annual_csv_counts;
}

static void make_files(struct annual_run *run)
{
    struct pipeline *pipeline = run->pipeline;
    const struct document *document =
        annual_document(run->annual, pipeline->organization, run->arena);
    struct diags *diags = diags_new(); /* PDF and DOCX may tell the same fault */
    for (size_t i = 0; i < run->file_count; i++) {
        struct annual_file *file = &run->files[i];
        if (file->csv)
            file->csv(run->annual, &file->bytes);
        else
            writer_make(file->writer, pipeline, document, NULL, file->name, &file->bytes, NULL,
                        diags);
    }
    diags_merge(pipeline->diags, diags);
    diags_free(diags);
}

static void deliver(struct annual_run *run)
{
    struct diags *diags = run->pipeline->diags;
    struct output *output = output_open(run->options);
    bool good = !diags_at_least(diags, SEVERITY_ERROR);
    for (size_t i = 0; i < run->file_count && good; i++) {
        const struct annual_file *file = &run->files[i];
        if (file->writer && file->writer->for_people)
            output_show(output, file->name, &file->bytes, diags);
        else
            output_put(output, file->name, &file->bytes, NULL, diags);
        good = !diags_at_least(diags, SEVERITY_SYSTEM);
    }
    output_close(output, good, diags);
}

static void tell_left_out(struct annual_run *run)
{
    if (!run->annual->left_out)
        return;
    diag_add(run->pipeline->diags, MESSAGE_ANNUAL_LEFT_OUT, nowhere, NULL,
             arena_printf(run->arena, "%zu", run->annual->left_out), NULL);
}

static void close_annual(struct annual_run *run)
{
    struct pipeline *pipeline = run->pipeline;
    bool const good = annual_close(run->annual, pipeline->diags);
    tell_left_out(run);
    if (good) {
        list_files(run);
        make_files(run);
        deliver(run);
    }
    for (size_t i = 0; i < run->file_count; i++)
        text_free(&run->files[i].bytes);
    pipeline_report(pipeline);
    if (good)
        summary_annual(pipeline, school_year_name(run->arena, run->annual->options.year, '/'),
                       run->annual->count);
}

/* ---- all of it -------------------------------------------------------------------------- */

static struct annual_form *load_form(struct pipeline *pipeline)
{
    const char *forms = pipeline->places.forms;
    const struct edition *edition = pipeline_edition(pipeline);
    return edition
               ? annual_form_load(path_join(pipeline->arena, forms, "summary.xml"),
                                  pipeline->form_schema, edition, pipeline->schema, pipeline->diags)
               : NULL;
}

static void run_cases(struct annual_run *run, const struct annual_options *options)
{
    struct annual_form *form = load_form(run->pipeline);
    pipeline_report(run->pipeline);
    if (!form)
        return;
    run->annual = annual_new(form, options);
    pipeline_cases(run->pipeline, take_case, run);
    if (run->pipeline->status < EXIT_SYSTEM)
        close_annual(run);
    annual_free(run->annual);
    annual_form_free(form);
}

int summary_run(const struct options *options, struct diags *diags)
{
    struct annual_options wanted = {.is_public = option_given(options, OPTION_NO_NAMES)};
    struct options expanded = *options;
    struct annual_run run = {.options = &expanded, .kinds = kinds_wanted(options, diags)};
    if (!run.kinds || !order_wanted(options, &wanted.order, diags) ||
        !year_wanted(options, &wanted.year, diags))
        return EXIT_USAGE;
    run.arena = arena_new();
    expand_operands(&expanded, run.arena, diags);
    int status = EXIT_SYSTEM;
    run.pipeline = diags_at_least(diags, SEVERITY_SYSTEM) ? NULL : pipeline_open(&expanded, diags);
    if (run.pipeline) {
        run_cases(&run, &wanted);
        status = run.pipeline->status;
        pipeline_close(run.pipeline);
    }
    seen_free(&run.seen);
    arena_free(run.arena);
    return status;
}
