#include "engine/engine.h"

#include "base/clock.h"

#include <stdlib.h>
#include <string.h>

/* ---- what all cases share ---------------------------------------------- */

const char *engine_file(const struct engine *engine, const char *name)
{
    return path_join(engine->arena, engine->places.forms, name);
}

const char *engine_edition_file(const struct engine *engine, const struct edition *edition,
                                const char *name, struct diags *diags)
{
    const char *path = editions_file(engine->editions, edition, name, engine->arena);
    if (!path)
        diag_add(diags, MESSAGE_EDITION_NO_FILE, (struct pos){.file = edition_id(edition)}, NULL,
                 edition_id(edition), name, NULL);
    return path;
}

const char *engine_named_file(struct engine *engine, const char *name, struct diags *diags)
{
    if (!engine->options.edition)
        return engine_file(engine, name);
    const struct edition *edition = engine_edition(engine, diags);
    return edition ? engine_edition_file(engine, edition, name, diags) : NULL;
}

bool engine_shares_file(const struct engine *engine, const struct casefile *casefile,
                        const struct edition *edition, const char *name, const char *path,
                        struct diags *diags)
{
    struct arena *arena = arena_new();
    const char *own = editions_file(engine->editions, edition, name, arena);
    bool const shares = own && strcmp(own, path) == 0;
    if (!shares)
        diag_add(diags, own ? MESSAGE_EDITION_OTHER_FILE : MESSAGE_EDITION_NO_FILE,
                 node_pos(case_root(casefile)), node_path(case_root(casefile), arena),
                 edition_id(edition), name, NULL);
    arena_free(arena);
    return shares;
}

/* A case_choose: the edition that the command line names counts for all cases. */
static bool choose_schema(void *context, const char *id, const struct case_schema **schema,
                          struct diags *diags)
{
    const struct engine *engine = context;
    const char *wanted = engine->options.edition;
    return editions_choose(engine->editions, wanted ? wanted : id, schema, diags);
}

static bool load(struct engine *engine, struct diags *diags)
{
    const struct engine_options *options = &engine->options;
    if (places_find(&engine->places, options->data, options->forms, engine->arena, diags) != 0)
        return false;
    const char *organization = options->organization;
    if (!organization)
        organization = engine->places.organization;
    engine->schema = case_schema_load(engine_file(engine, "case.xsd"), diags);
    if (!engine->schema)
        return false;
    engine->rules = rules_load(engine_file(engine, "rules.xml"), engine->schema, diags);
    engine->form_schema = form_schema_open(engine_file(engine, "form.xsd"));
    engine->organization = organization_load(organization, engine->form_schema, diags);
    engine->editions =
        editions_open(engine->places.forms, options->outside, engine->form_schema, engine->schema);
    case_schema_set_choice(engine->schema, choose_schema, engine);
    return engine->rules && engine->organization;
}

struct engine *engine_open(const struct engine_options *options, struct diags *diags)
{
    struct engine *engine = xmalloc(sizeof *engine);
    *engine =
        (struct engine){.options = *options, .arena = arena_new(), .verifier = verifier_new()};
    engine->today = options->today ? options->today : clock_today(engine->arena);
    if (load(engine, diags))
        return engine;
    engine_close(engine);
    return NULL;
}

void engine_close(struct engine *engine)
{
    if (!engine)
        return;
    svg_kit_free(engine->svg_kit);
    fonts_free(engine->fonts);
    docx_kit_free(engine->docx_kit);
    verifier_free(engine->verifier);
    editions_close(engine->editions);
    organization_free(engine->organization);
    form_schema_close(engine->form_schema);
    rules_free(engine->rules);
    case_schema_free(engine->schema);
    arena_free(engine->arena);
    free(engine);
}

struct fonts *engine_fonts(struct engine *engine, struct diags *diags)
{
    if (!engine->fonts)
        engine->fonts = fonts_load(path_join(engine->arena, engine->places.baked, "fonts"), diags);
    return engine->fonts;
}

struct svg_kit *engine_pictures(struct engine *engine, struct diags *diags)
{
    struct fonts *fonts = engine->svg_kit ? NULL : engine_fonts(engine, diags);
    if (fonts)
        engine->svg_kit = svg_kit_new(fonts);
    return engine->svg_kit;
}

const struct edition *engine_edition(struct engine *engine, struct diags *diags)
{
    const char *id = engine->options.edition;
    struct pos const pos = {.file = engine->places.forms};
    return id ? editions_get(engine->editions, id, pos, NULL, diags)
              : editions_newest(engine->editions, diags);
}

/* ---- a case --------------------------------------------------------------- */

const struct edition *engine_edition_of(struct engine *engine, const struct casefile *casefile,
                                        struct arena *arena, struct diags *diags)
{
    const struct node *root = case_root(casefile);
    const char *wanted = engine->options.edition;
    return editions_get(engine->editions, wanted ? wanted : case_edition(casefile), node_pos(root),
                        node_path(root, arena), diags);
}

void engine_fill_people(const struct engine *engine, const struct casefile *casefile,
                        const struct edition *edition, struct arena *arena, struct diags *diags)
{
    const char *status = engine_status(engine, casefile);
    size_t const forms = edition ? edition_form_count(edition) : 0;
    struct people_document *documents = ARENA_ARRAY(arena, forms, struct people_document);
    size_t count = 0;
    for (size_t i = 0; i < forms; i++) {
        const struct form *form = edition_form_at(edition, i);
        if (form_serves_status(form, status) ||
            engine_wants(engine, form, engine_status(engine, casefile)))
            documents[count++] = (struct people_document){
                .form = form_id(form), .day = form_date(form, casefile, status, arena)};
    }
    people_fill(casefile, organization_people(engine->organization), documents, count,
                engine->options.draft, diags);
}

const struct edition *engine_check(struct engine *engine, const struct casefile *casefile,
                                   struct rules_session *session, bool namesake,
                                   struct arena *arena, struct diags *diags)
{
    const struct edition *edition = engine_edition_of(engine, casefile, arena, diags);
    if (!edition || !engine_knows_forms(engine, edition, diags))
        return NULL;
    engine_fill_people(engine, casefile, edition, arena, diags);
    struct rules_options const options = {
        .status = engine->options.before ? engine_status(engine, casefile) : NULL,
        .draft = engine->options.draft,
        .today = engine->today,
        .approved = edition_approved(edition),
        .session = session,
        .namesake = namesake,
    };
    const struct rules *rules = editions_rules(engine->editions, edition, engine->rules);
    if (rules)
        rules_check(rules, casefile, &options, diags);
    else
        rules_remember(session, casefile);
    return edition;
}

/* ---- which forms --------------------------------------------------------- */

struct words engine_words(const char *list, struct arena *arena)
{
    size_t const most = list ? strlen(list) : 0;
    struct words words = {.items = ARENA_ARRAY(arena, most + 1, const char *)};
    for (const char *at = list; at && *at;) {
        size_t const length = strcspn(at, ",");
        if (length)
            words.items[words.count++] = arena_strndup(arena, at, length);
        at += length + (at[length] == ',');
    }
    return words;
}

static bool names(const struct words *words, const char *word)
{
    for (size_t i = 0; i < words->count; i++)
        if (strcmp(words->items[i], word) == 0)
            return true;
    return false;
}

const char *engine_status(const struct engine *engine, const struct casefile *casefile)
{
    const char *status = case_status(casefile);
    if (!engine->options.before)
        return status;
    return strcmp(status, "not-held") == 0 ? "" : "before";
}

bool engine_wants(const struct engine *engine, const struct form *form, const char *status)
{
    const struct words *wanted = &engine->options.wanted;
    bool const named = names(wanted, form_id(form));
    if (wanted->count && !named)
        return false;
    if (status && form_is_journal(form))
        return false;
    bool const any = !status || (named && engine->options.draft && !engine->options.before);
    return any || form_serves_status(form, status);
}

/* Whether the form is one of those that are signed at the beginning. */
static bool has_sheet_before(const struct form *form)
{
    return form_serves_status(form, "before");
}

/* Nothing was named: a case that was not held has no sheet for the beginning. */
static bool has_none_before(const struct engine *engine, const struct casefile *casefile,
                            const struct form *form)
{
    return engine->options.before && !engine->options.wanted.count && has_sheet_before(form) &&
           !*engine_status(engine, casefile);
}

void engine_tell_left_out(const struct engine *engine, const struct casefile *casefile,
                          const struct edition *edition, struct arena *arena, struct diags *diags)
{
    const struct node *root = case_root(casefile);
    const char *status = engine_status(engine, casefile);
    for (size_t i = 0; i < edition_form_count(edition); i++) {
        const struct form *form = edition_form_at(edition, i);
        bool const no_sheet = engine->options.before && !has_sheet_before(form);
        if (has_none_before(engine, casefile, form) ||
            (names(&engine->options.wanted, form_id(form)) && !engine_wants(engine, form, status)))
            diag_add(diags,
                     form_is_journal(form) ? MESSAGE_FORM_IS_JOURNAL
                     : no_sheet            ? MESSAGE_FORM_NOT_BEFORE
                                           : MESSAGE_FORM_NOT_DUE,
                     node_pos(root), node_path(root, arena), form_id(form), NULL);
    }
}

bool engine_knows_forms(const struct engine *engine, const struct edition *edition,
                        struct diags *diags)
{
    const struct words *wanted = &engine->options.wanted;
    bool known = true;
    for (size_t i = 0; i < wanted->count; i++) {
        if (edition_form(edition, wanted->items[i]))
            continue;
        known = false;
        diag_add(diags, MESSAGE_FORM_UNKNOWN, (struct pos){.file = edition_id(edition)}, NULL,
                 wanted->items[i], edition_form_list(edition, engine->arena), NULL);
    }
    return known;
}
