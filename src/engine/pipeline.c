#include "engine/pipeline.h"

#include "base/clock.h"
#include "engine/ids.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* ---- what all cases share ---------------------------------------------- */

static bool load(struct pipeline *pipeline)
{
    const struct options *options = pipeline->options;
    struct arena *arena = pipeline->arena;
    struct diags *diags = pipeline->diags;
    if (places_find(&pipeline->places, options->value[OPTION_FORMS], arena, diags) != 0)
        return false;
    const char *forms = pipeline->places.forms;
    const char *organization = options->value[OPTION_ORGANIZATION];
    if (!organization)
        organization = path_join(arena, forms, "organization.xml");
    pipeline->schema = case_schema_load(path_join(arena, forms, "case.xsd"), diags);
    if (!pipeline->schema)
        return false;
    pipeline->rules = rules_load(path_join(arena, forms, "rules.xml"), pipeline->schema, diags);
    pipeline->session = rules_session_new();
    pipeline->form_schema = form_schema_open(path_join(arena, forms, "form.xsd"));
    pipeline->organization = organization_load(organization, pipeline->form_schema, diags);
    pipeline->editions = editions_open(forms, pipeline->form_schema, pipeline->schema);
    return pipeline->rules && pipeline->organization;
}

/*
 * libzip turns the date of every entry through the time zone.  While TZ is not
 * set, the C library asks the file system each time whether the zone changed:
 * 40 times for a DOCX.  This names the zone that holds without it.
 */
static void name_time_zone(void)
{
    setenv("TZ", ":/etc/localtime", 0);
}

struct pipeline *pipeline_open(const struct options *options, struct diags *diags)
{
    struct pipeline *pipeline = xmalloc(sizeof *pipeline);
    *pipeline = (struct pipeline){
        .options = options,
        .diags = diags,
        .arena = arena_new(),
        .verifier = verifier_new(),
        .progress = progress_start(options),
    };
    name_time_zone();
    pipeline->today = clock_today(pipeline->arena);
    if (load(pipeline))
        return pipeline;
    pipeline_close(pipeline);
    return NULL;
}

void pipeline_close(struct pipeline *pipeline)
{
    if (!pipeline)
        return;
    fonts_free(pipeline->fonts);
    docx_kit_free(pipeline->docx_kit);
    verifier_free(pipeline->verifier);
    editions_close(pipeline->editions);
    organization_free(pipeline->organization);
    form_schema_close(pipeline->form_schema);
    rules_free(pipeline->rules);
    rules_session_free(pipeline->session);
    case_schema_free(pipeline->schema);
    seen_free(&pipeline->ids);
    arena_free(pipeline->arena);
    free(pipeline);
}

struct fonts *pipeline_fonts(struct pipeline *pipeline)
{
    if (!pipeline->fonts)
        pipeline->fonts = fonts_load(path_join(pipeline->arena, pipeline->places.baked, "fonts"),
                                     pipeline->diags);
    return pipeline->fonts;
}

const struct edition *pipeline_edition(struct pipeline *pipeline)
{
    const char *id = pipeline->options->value[OPTION_EDITION];
    struct pos const pos = {.file = pipeline->places.forms};
    return id ? editions_get(pipeline->editions, id, pos, NULL, pipeline->diags)
              : editions_newest(pipeline->editions, pipeline->diags);
}

void pipeline_report(struct pipeline *pipeline)
{
    size_t const errors = diags_at_least(pipeline->diags, SEVERITY_ERROR);
    pipeline->errors += errors;
    pipeline->warnings += diags_count(pipeline->diags) - errors;
    int const status = diags_exit_status(pipeline->diags);
    if (status > pipeline->status)
        pipeline->status = status;
    if (!diags_count(pipeline->diags))
        return;
    progress_clear(&pipeline->progress);
    report_diags(pipeline->options, pipeline->diags);
}

/* ---- cases --------------------------------------------------------------- */

struct walk {
    struct pipeline *pipeline;
    pipeline_action *action;
    void *context;
    struct arena *arena; /* of one case at a time */
};

const struct edition *pipeline_edition_of(struct pipeline *pipeline,
                                          const struct casefile *casefile, struct arena *arena)
{
    const struct node *root = case_root(casefile);
    const char *wanted = pipeline->options->value[OPTION_EDITION];
    return editions_get(pipeline->editions, wanted ? wanted : case_edition(casefile),
                        node_pos(root), node_path(root, arena), pipeline->diags);
}

const struct edition *pipeline_check(struct pipeline *pipeline, const struct casefile *casefile,
                                     struct arena *arena)
{
    const struct edition *edition = pipeline_edition_of(pipeline, casefile, arena);
    if (!edition || !pipeline_forms_known(pipeline, edition))
        return NULL;
    struct rules_options const options = {
        .draft = option_given(pipeline->options, OPTION_DRAFT),
        .today = pipeline->today,
        .approved = edition_approved(edition),
        .session = pipeline->session,
        .namesake = pipeline->namesake,
    };
    rules_check(pipeline->rules, casefile, &options, pipeline->diags);
    return edition;
}

/* A glyph's diagnostic again, with the field's name as the form has it. */
static void add_glyph(const struct node *node, const struct diag *diag, struct diags *to)
{
    struct arena *arena = arena_new();
    const char *label =
        arena_printf(arena, "%s" DIAG_SEPARATOR "%s", node_label(node, LANGUAGE_RU, arena),
                     node_label(node, LANGUAGE_EN, arena));
    diag_add(to, MESSAGE_GLYPH_MISSING, diag->pos, diag->path, label, NULL);
    arena_free(arena);
}

void pipeline_take(struct pipeline *pipeline, const struct casefile *casefile,
                   const struct diags *found)
{
    const char *glyph = message_code(MESSAGE_GLYPH_MISSING);
    struct diags *named = diags_new();
    for (size_t i = 0; i < diags_count(found); i++) {
        const struct diag *diag = diags_get(found, i);
        const struct node *node = casefile && diag->path && strcmp(diag->code, glyph) == 0
                                      ? case_find(casefile, diag->path)
                                      : NULL;
        if (node)
            add_glyph(node, diag, named);
        else
            diag_add_text(named, diag->severity, diag->code, diag->pos, diag->path,
                          diag->text[LANGUAGE_RU], diag->text[LANGUAGE_EN]);
    }
    diags_merge(pipeline->diags, named);
    diags_free(named);
}

/* As a batch decides it by its look through all inputs: bad cases count too. */
static bool is_apart(struct pipeline *pipeline, const struct casefile *casefile)
{
    return !pipeline->apart || seen_add_name(&pipeline->ids, case_id(casefile));
}

static void refuse_twice(struct walk *walk, const struct casefile *casefile)
{
    const struct node *root = case_root(casefile);
    diag_add(walk->pipeline->diags, MESSAGE_OUTPUT_TWICE, node_pos(root),
             node_path(root, walk->arena), NULL);
    rules_remember(walk->pipeline->session, casefile);
}

static void good_case(struct walk *walk, struct casefile *casefile)
{
    struct pipeline *pipeline = walk->pipeline;
    const struct edition *edition = pipeline_check(pipeline, casefile, walk->arena);
    if (edition && !diags_at_least(pipeline->diags, SEVERITY_ERROR))
        walk->action(pipeline, casefile, edition, walk->arena, walk->context);
}

static void one_case(struct walk *walk, struct casefile *casefile, bool valid)
{
    struct pipeline *pipeline = walk->pipeline;
    pipeline->cases++;
    bool const apart = is_apart(pipeline, casefile);
    if (pipeline->met)
        ids_note(pipeline->met, casefile, pipeline->files, pipeline->diags);
    if (valid && apart)
        good_case(walk, casefile);
    else if (valid)
        refuse_twice(walk, casefile);
    else
        rules_remember(pipeline->session, casefile);
    pipeline_report(pipeline);
    progress_show(&pipeline->progress, pipeline->cases);
    arena_reset(walk->arena);
}

static void one_file(struct walk *walk, const char *path)
{
    struct pipeline *pipeline = walk->pipeline;
    struct case_reader *reader = case_open(path, pipeline->schema, pipeline->diags);
    struct case_head head;
    bool valid;
    while (reader && pipeline->status < 3 && case_next(reader, &head)) {
        struct casefile *casefile = case_take(reader, &valid);
        if (casefile)
            one_case(walk, casefile, valid);
        case_drop(casefile);
    }
    case_close(reader);
    pipeline->files++;
    pipeline_report(pipeline);
}

void pipeline_cases(struct pipeline *pipeline, pipeline_action *action, void *context)
{
    struct walk walk = {
        .pipeline = pipeline, .action = action, .context = context, .arena = arena_new()};
    const struct options *options = pipeline->options;
    for (size_t i = 0; i < options->operand_count && pipeline->status < 3; i++)
        one_file(&walk, options->operands[i]);
    progress_clear(&pipeline->progress);
    arena_free(walk.arena);
}

/* ---- which forms --------------------------------------------------------- */

static bool names(const struct words *words, const char *word)
{
    for (size_t i = 0; i < words->count; i++)
        if (strcmp(words->items[i], word) == 0)
            return true;
    return false;
}

bool pipeline_wants(const struct pipeline *pipeline, const struct form *form, const char *status)
{
    const struct words *wanted = &pipeline->options->forms;
    bool const named = names(wanted, form_id(form));
    if (wanted->count && !named)
        return false;
    bool const any = !status || (named && option_given(pipeline->options, OPTION_DRAFT));
    return any || form_serves_status(form, status);
}

void pipeline_tell_left_out(struct pipeline *pipeline, const struct casefile *casefile,
                            const struct edition *edition, struct arena *arena)
{
    const struct node *root = case_root(casefile);
    const struct words *wanted = &pipeline->options->forms;
    for (size_t i = 0; i < wanted->count; i++)
        if (!pipeline_wants(pipeline, edition_form(edition, wanted->items[i]),
                            case_status(casefile)))
            diag_add(pipeline->diags, MESSAGE_FORM_NOT_DUE, node_pos(root), node_path(root, arena),
                     wanted->items[i], NULL);
}

bool pipeline_forms_known(struct pipeline *pipeline, const struct edition *edition)
{
    const struct words *wanted = &pipeline->options->forms;
    bool known = true;
    for (size_t i = 0; i < wanted->count; i++) {
        if (edition_form(edition, wanted->items[i]))
            continue;
        known = false;
        diag_add(pipeline->diags, MESSAGE_FORM_UNKNOWN, (struct pos){.file = edition_id(edition)},
                 NULL, wanted->items[i], edition_form_list(edition, pipeline->arena), NULL);
    }
    return known;
}
