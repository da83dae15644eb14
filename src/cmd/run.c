#include "cmd/run.h"

#include "engine/format.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

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
    struct engine_options const wanted = {
        .forms = options->value[OPTION_FORMS],
        .organization = options->value[OPTION_ORGANIZATION],
        .edition = options->value[OPTION_EDITION],
        .wanted = options->forms,
        .draft = option_given(options, OPTION_DRAFT),
        .body_only = option_given(options, OPTION_BODY_ONLY),
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
    report_diags(run->diags, run->options->language, option_given(run->options, OPTION_JSON));
}

void run_say(struct command_run *run, const char *russian, const char *english)
{
    progress_say(&run->progress, run->options->language == LANGUAGE_RU ? russian : english);
}

/* ---- ids that occur in several files ---------------------------------------- */

struct met_id {
    const char *id;
    const char *name; /* of the file */
    size_t file;
};

struct met {
    struct seen seen; /* ids in small letters */
    struct met_id *ids;
    size_t count, cap;
};

void run_watch_ids(struct command_run *run)
{
    run->met = ARENA_NEW(run->arena, struct met);
}

static const struct met_id *find_met(const struct met *met, const char *id)
{
    for (size_t i = 0; i < met->count; i++)
        if (strcasecmp(met->ids[i].id, id) == 0)
            return &met->ids[i];
    return NULL;
}

static void add_met(struct command_run *run, const char *id, const char *name)
{
    struct met *met = run->met;
    met->ids = arena_grow(run->arena, met->ids, met->count, &met->cap, sizeof *met->ids);
    bool const same = met->count && met->ids[met->count - 1].file == run->files;
    met->ids[met->count] = (struct met_id){.id = arena_strdup(run->arena, id),
                                           .name = same ? met->ids[met->count - 1].name
                                                        : arena_strdup(run->arena, name),
                                           .file = run->files};
    met->count++;
}

/*
 * Remembers the id of a case; tells of it when an earlier case has it.  What the reader
 * tells (the same id twice in one file) is left to it.
 */
static void note_id(struct command_run *run, const struct casefile *casefile)
{
    struct pos const pos = node_pos(case_root(casefile));
    const char *id = case_id(casefile);
    if (!*id)
        return;
    if (seen_add_name(&run->met->seen, id)) {
        add_met(run, id, pos.file);
        return;
    }
    const struct met_id *met = find_met(run->met, id);
    if (met && (met->file != run->files || strcmp(met->id, id) != 0))
        diag_add(run->diags, MESSAGE_ID_ELSEWHERE, pos, "/case/@id", met->name, NULL);
}

int run_close(struct command_run *run)
{
    if (run->met)
        seen_free(&run->met->seen);
    seen_free(&run->ids);
    rules_session_free(run->session);
    engine_close(run->engine);
    arena_free(run->arena);
    return run->status;
}

/* ---- the walk through the cases --------------------------------------------- */

struct walk {
    struct command_run *run;
    run_action *action;
    void *context;
    struct arena *arena; /* of one case at a time */
};

/* As a batch decides it by its look through all inputs: bad cases count too. */
static bool is_apart(struct command_run *run, const struct casefile *casefile)
{
    return !run->apart || seen_add_name(&run->ids, case_id(casefile));
}

static void refuse_twice(struct walk *walk, const struct casefile *casefile)
{
    const struct node *root = case_root(casefile);
    diag_add(walk->run->diags, MESSAGE_OUTPUT_TWICE, node_pos(root), node_path(root, walk->arena),
             NULL);
    rules_remember(walk->run->session, casefile);
}

static void good_case(struct walk *walk, struct casefile *casefile)
{
    struct command_run *run = walk->run;
    const struct edition *edition =
        engine_check(run->engine, casefile, run->session, false, walk->arena, run->diags);
    if (edition && !diags_at_least(run->diags, SEVERITY_ERROR))
        walk->action(run, casefile, edition, walk->arena, walk->context);
}

static void one_case(struct walk *walk, struct casefile *casefile, bool valid)
{
    struct command_run *run = walk->run;
    run->cases++;
    bool const apart = is_apart(run, casefile);
    if (run->met)
        note_id(run, casefile);
    if (valid && apart)
        good_case(walk, casefile);
    else if (valid)
        refuse_twice(walk, casefile);
    else
        rules_remember(run->session, casefile);
    run_report(run);
    progress_show(&run->progress, run->cases);
    arena_reset(walk->arena);
}

static void one_file(struct walk *walk, const char *path)
{
    struct command_run *run = walk->run;
    struct case_reader *reader = case_open(path, run->engine->schema, run->diags);
    struct case_head head;
    bool valid;
    while (reader && run->status < 3 && case_next(reader, &head)) {
        struct casefile *casefile = case_take(reader, &valid);
        if (casefile)
            one_case(walk, casefile, valid);
        case_drop(casefile);
    }
    case_close(reader);
    run->files++;
    run_report(run);
}

void run_cases(struct command_run *run, const char *const *paths, size_t count, run_action *action,
               void *context)
{
    struct walk walk = {.run = run, .action = action, .context = context, .arena = arena_new()};
    for (size_t i = 0; i < count && run->status < 3; i++)
        one_file(&walk, paths[i]);
    progress_clear(&run->progress);
    arena_free(walk.arena);
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

static void refuse_type(struct diags *diags)
{
    struct text list = TEXT_EMPTY;
    for (size_t i = 0; formats[i].name; i++)
        text_add_item(&list, ", ", formats[i].name);
    diag_add(diags, MESSAGE_OPTION_VALUE, (struct pos){.file = "formulyar"}, NULL, "type",
             text_string(&list), NULL);
    text_free(&list);
}

unsigned run_formats(const struct options *options, struct diags *diags)
{
    unsigned wanted = 0;
    for (size_t i = 0; i < options->types.count; i++) {
        unsigned const bit = format_bit(options->types.items[i]);
        if (!bit) {
            refuse_type(diags);
            return 0;
        }
        wanted |= bit;
    }
    for (unsigned i = 0; formats[i].name && !options->types.count; i++)
        if (formats[i].by_default)
            wanted |= 1U << i;
    return wanted;
}
