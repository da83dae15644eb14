/*
 * new.c - `formulyar new`: files to start from, with Russian comments: a case
 * (forms/new-case.xml) or, from cases, a council file (forms/new-minutes.xml).  Workbooks
 * are made in workbook.c.
 */
#include "base/file.h"
#include "cmd/command.h"
#include "cmd/run.h"
#include "council/outline.h"
#include "russian/names.h"

#include <string.h>

enum { LARGEST_TEMPLATE = 1024 * 1024 };

/* To standard output, or to the file of -o. */
static void deliver(const struct options *options, const struct text *text, struct diags *diags)
{
    output_save(options->value[OPTION_OUTPUT], text, option_given(options, OPTION_FORCE), diags);
}

static bool read_template(const char *path, struct text *text, struct diags *diags)
{
    int const error = file_read(path, LARGEST_TEMPLATE, text);
    if (error)
        diag_add_error(diags, MESSAGE_FILE_OPEN, path, error);
    return !error;
}

/* ---- cases --------------------------------------------------------------------------- */

/* True when an earlier post says the same role; only who is in it without an end counts. */
static bool role_came_before(const struct post *posts, const struct post *post)
{
    for (; posts != post; posts = posts->next)
        if (!*posts->to && strcmp(posts->role, post->role) == 0)
            return true;
    return false;
}

/* Everybody's id who is in the role now; "?" for none, and for one that no comment may hold. */
static const char *ids_of_role(const struct post *posts, const char *role, struct arena *arena)
{
    struct text ids = TEXT_EMPTY;
    for (; posts; posts = posts->next)
        if (!*posts->to && strcmp(posts->role, role) == 0)
            text_add_item(&ids, ", ",
                          *posts->person && !strstr(posts->person, "--") ? posts->person : "?");
    return text_take(&ids, arena);
}

/* "director, deputy-uvr, psychologist (person: u-05, u-06)"; "" when there is nobody. */
static const char *roles_in_office(const struct post *posts, struct arena *arena)
{
    struct text roles = TEXT_EMPTY;
    const struct post *found;
    for (const struct post *post = posts; post; post = post->next) {
        if (*post->to || role_came_before(posts, post))
            continue;
        text_add_item(&roles, ", ", post->role);
        if (people_find(posts, post->role, "", "", &found) == PEOPLE_SEVERAL)
            text_format(&roles, " (person: %s)", ids_of_role(posts, post->role, arena));
    }
    return text_take(&roles, arena);
}

/*
 * The template line by line: what begins with <?people?>, <?deputy?> or <?no-deputy?> stands
 * only where organization.xml names people, or one deputy; {roles} are those that it names.
 */
static void write_case(const char *template, const struct post *posts, struct arena *arena,
                       struct text *out)
{
    const struct post *found;
    bool const deputy = people_find(posts, "deputy-uvr", "", "", &found) == PEOPLE_ONE;
    const char *roles = roles_in_office(posts, arena);
    struct text_slot const slots[] = {{"roles", roles}, {NULL, NULL}};
    const struct {
        const char *mark;
        bool holds;
    } marks[] = {{"<?people?>", *roles}, {"<?deputy?>", deputy}, {"<?no-deputy?>", !deputy}};
    while (*template) {
        size_t const length = strcspn(template, "\n") + 1;
        const char *line = arena_strndup(arena, template, length);
        bool wanted = true;
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
            if (strncmp(line, marks[i].mark, strlen(marks[i].mark)) == 0) {
                line += strlen(marks[i].mark);
                wanted = marks[i].holds;
            }
        if (wanted)
            text_fill(out, line, slots);
        template += length - (template[length - 1] == '\0');
    }
}

static int new_case(const struct options *options, struct diags *diags)
{
    struct arena *arena = arena_new();
    struct text template = TEXT_EMPTY;
    struct text text = TEXT_EMPTY;
    struct places places;
    struct form_schema *schema = NULL;
    struct organization *organization = NULL;
    if (places_find(&places, NULL, options->value[OPTION_FORMS], arena, diags) == 0 &&
        read_template(path_join(arena, places.forms, "new-case.xml"), &template, diags)) {
        const char *own = options->value[OPTION_ORGANIZATION];
        schema = form_schema_open(path_join(arena, places.forms, "form.xsd"));
        organization = organization_load(
            own ? own : path_join(arena, places.forms, "organization.xml"), schema, diags);
    }
    if (organization) {
        write_case(text_string(&template), organization_people(organization), arena, &text);
        deliver(options, &text, diags);
    }
    organization_free(organization);
    form_schema_close(schema);
    text_free(&template);
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
    const struct name *name = node_person(case_subject(casefile), arena);
    outline->cases =
        arena_grow(arena, outline->cases, outline->count, &outline->cap, sizeof *outline->cases);
    bool const first = !outline->count || outline->cases[outline->count - 1].file != outline->file;
    outline->cases[outline->count++] =
        (struct outline_case){.file = outline->file,
                              .first = first,
                              .id = arena_strdup(arena, case_id(casefile)),
                              .name = name_surname_first(arena, name),
                              .genitive = name->genitive,
                              .dative = name->dative,
                              .status = arena_strdup(arena, case_status(casefile))};
}

/* "./a/b" -> "a/b". */
static const char *without_dots(const char *path)
{
    while (path[0] == '.' && path[1] == '/')
        path += 2;
    return path;
}

/*
 * A case file's path from the folder that the council file will stand in: it
 * must lie there or below.  NULL with a diagnostic.
 */
static const char *path_from_output(const struct options *options, const char *path,
                                    struct diags *diags)
{
    const char *wanted = options->value[OPTION_OUTPUT];
    const char *output = without_dots(wanted ? wanted : "");
    const char *slash = strrchr(output, '/');
    size_t const length = slash ? (size_t)(slash - output) + 1 : 0;
    path = without_dots(path);
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
    struct text template = TEXT_EMPTY;
    struct text text = TEXT_EMPTY;
    if (!run_open(&run, options, diags))
        return EXIT_SYSTEM;
    struct outline outline = {.run = &run, .arena = run.arena};
    read_cases(&outline);
    run.cases = outline.count;
    if (options->operand_count && !diags_at_least(diags, SEVERITY_ERROR))
        run_tell_empty(&run);
    if (!run.status && !diags_at_least(diags, SEVERITY_ERROR) &&
        read_template(engine_file(run.engine, "new-minutes.xml"), &template, diags)) {
        outline_write(text_string(&template), outline.cases, outline.count, &text);
        deliver(options, &text, diags);
    }
    run_report(&run);
    text_free(&template);
    text_free(&text);
    return run_close(&run);
}

int new_run(const struct options *options, struct diags *diags)
{
    if (option_given(options, OPTION_WORKBOOK) && option_given(options, OPTION_MINUTES_NEW)) {
        diag_add(diags, MESSAGE_WORKBOOK_OR_MINUTES, (struct pos){0}, NULL, NULL);
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
    return new_case(options, diags);
}
