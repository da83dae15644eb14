/*
 * new.c - `formulyar new`: files to start from (engine/starter.h).  Workbooks are made in
 * workbook.c.
 */
#include "base/file.h"
#include "cmd/command.h"
#include "cmd/named_edition.h"
#include "cmd/run.h"
#include "engine/starter.h"

#include <string.h>

/* To standard output, or to the file of -o. */
static void deliver(const struct options *options, const struct text *text, struct diags *diags)
{
    output_save(options->value[OPTION_OUTPUT], text, option_given(options, OPTION_FORCE), diags);
}

/* ---- cases --------------------------------------------------------------------------- */

/* An edition may bring an outline of its own; one with a schema of its own has no other. */
static const char *read_template(const struct options *options, const char *forms,
                                 struct arena *arena, struct diags *diags)
{
    static const char name[] = "new-case.xml";
    struct named_edition named = {0};
    const char *id = options->value[OPTION_EDITION];
    bool const is_known = id && edition_is_installed(options, id, &named, arena);
    const char *path = is_known ? edition_file_in(named.folder, forms, name, arena)
                                : path_join(arena, forms, name);
    if (path)
        return starter_read(path, arena, diags);
    diag_add(diags, MESSAGE_EDITION_NO_FILE, (struct pos){.file = named.folder}, NULL, id, name,
             NULL);
    return NULL;
}

static int new_case(const struct options *options, struct diags *diags)
{
    struct arena *arena = arena_new();
    struct text text = TEXT_EMPTY;
    struct places places;
    struct form_schema *schema = NULL;
    struct organization *organization = NULL;
    const char *template = NULL;
    if (places_find(&places, NULL, options->value[OPTION_FORMS], arena, diags) == 0)
        template = read_template(options, places.forms, arena, diags);
    if (template) {
        const char *own = options->value[OPTION_ORGANIZATION];
        schema = form_schema_open(path_join(arena, places.forms, "form.xsd"));
        organization = organization_load(own ? own : places.organization, schema, diags);
    }
    if (organization) {
        starter_case(template, organization_people(organization), arena, &text);
        deliver(options, &text, diags);
    }
    organization_free(organization);
    form_schema_close(schema);
    text_free(&text);
    arena_free(arena);
    return diags_exit_status(diags);
}

/* ---- council files ------------------------------------------------------------------ */

struct outline {
    struct command_run *run;
    struct arena *arena;
    const char *file; /* in hand, as the council file will call it */
    struct outline_case *cases;
    size_t count, cap;
};

/* A case with gaps will do: what is wrong with it, check says. */
static void take_case(void *context, const struct casefile *casefile)
{
    struct outline *outline = context;
    struct arena *arena = outline->arena;
    outline->cases =
        arena_grow(arena, outline->cases, outline->count, &outline->cap, sizeof *outline->cases);
    bool const first = !outline->count || outline->cases[outline->count - 1].file != outline->file;
    outline->cases[outline->count++] = starter_outline(casefile, outline->file, first, arena);
}

/*
 * A case file's path from the folder that the council file will stand in: it
 * must lie there or below.  NULL with a diagnostic.
 */
static const char *path_from_output(const struct options *options, const char *path,
                                    struct diags *diags)
{
    const char *wanted = options->value[OPTION_OUTPUT];
    const char *output = path_without_dots(wanted ? wanted : "");
    const char *slash = strrchr(output, '/');
    size_t const length = slash ? (size_t)(slash - output) + 1 : 0;
    path = path_without_dots(path);
    bool const below = length ? strncmp(path, output, length) == 0 : *path != '/';
    if (below && !strstr(path + length, "../"))
        return path + length;
    diag_add(diags, MESSAGE_COUNCIL_PATH, (struct pos){.file = path}, NULL, path, NULL);
    return NULL;
}

static void read_cases(struct outline *outline)
{
    const struct options *options = outline->run->options;
    struct diags *diags = outline->run->diags;
    struct inputs const inputs = run_inputs(outline->run, false);
    for (size_t i = 0; i < inputs.count; i++) {
        const char *path = inputs.files[i].path;
        outline->file = path_from_output(options, path, diags);
        if (outline->file)
            run_take_cases(outline->run, &inputs.files[i], take_case, outline);
    }
}

static int new_minutes(const struct options *options, struct diags *diags)
{
    struct command_run run;
    const char *template = NULL;
    struct text text = TEXT_EMPTY;
    if (!run_open(&run, options, diags))
        return EXIT_SYSTEM;
    struct outline outline = {.run = &run, .arena = run.arena};
    read_cases(&outline);
    run.cases = outline.count;
    if (options->operand_count && !diags_at_least(diags, SEVERITY_ERROR))
        run_tell_empty(&run);
    if (!run.status && !diags_at_least(diags, SEVERITY_ERROR))
        template = starter_read(engine_file(run.engine, "new-minutes.xml"), run.arena, diags);
    if (template) {
        outline_write(template, outline.cases, outline.count, &text);
        deliver(options, &text, diags);
    }
    run_report(&run);
    text_free(&text);
    return run_close(&run);
}

int new_run(const struct options *options, struct diags *diags)
{
    bool const others =
        option_given(options, OPTION_WORKBOOK) || option_given(options, OPTION_MINUTES_NEW);
    if (option_given(options, OPTION_WORKBOOK) && option_given(options, OPTION_MINUTES_NEW)) {
        diag_add(diags, MESSAGE_WORKBOOK_OR_MINUTES, (struct pos){0}, NULL, NULL);
        return EXIT_USAGE;
    }
    if (others && option_given(options, OPTION_FROM)) {
        diag_add(diags, MESSAGE_OPTIONS_CLASH, NOWHERE, NULL, "from",
                 option_given(options, OPTION_WORKBOOK) ? "workbook" : "minutes", NULL);
        return EXIT_USAGE;
    }
    if (option_given(options, OPTION_WORKBOOK))
        return new_workbook(options, diags);
    if (option_given(options, OPTION_MINUTES_NEW))
        return new_minutes(options, diags);
    if (option_given(options, OPTION_TEACHERS) &&
        !option_needed(options, OPTION_WORKBOOK, "--workbook", diags))
        return EXIT_USAGE;
    if (options->operand_count &&
        !option_needed(options, OPTION_MINUTES_NEW,
                       DIAG_BOTH("--minutes или --workbook", "--minutes or --workbook"), diags))
        return EXIT_USAGE;
    if (new_wants_edition(options))
        return new_edition(options, diags);
    const char *output = options->value[OPTION_OUTPUT];
    if (option_given(options, OPTION_EDITION) && output && file_is_folder(output)) {
        diag_add(diags, MESSAGE_OFFSPRING_KNOWN, (struct pos){.file = output}, NULL,
                 options->value[OPTION_EDITION], NULL);
        return EXIT_USAGE;
    }
    return new_case(options, diags);
}
