#include "engine/councils.h"

#include "engine/intake.h"

#include "base/seen.h"
#include "council/extract.h"
#include "council/meeting.h"
#include "engine/product.h"

#include <stdlib.h>
#include <string.h>

struct councils {
    struct engine *engine;
    struct diags *diags;
    struct case_schema *schema;
    struct rules *rules;
    struct seen numbers;           /* school year and number of the minutes read so far */
    const struct edition *edition; /* whose sheet is loaded */
    const char *name;              /* of that sheet's file */
    struct sheet *sheet;
    struct intake *intake; /* workbooks among the files that they list */
    struct meeting_cases cases;
    const struct case_bytes *(*find)(void *context, const char *path); /* NULL: on the disk */
    void *finder;                                                      /* its context */
};

static struct case_reader *open_cases(void *context, const char *path, struct diags *diags)
{
    struct councils *councils = context;
    if (!councils->find)
        return intake_open_cases(councils->intake, path, diags);
    const struct case_bytes *bytes = councils->find(councils->finder, path);
    return bytes ? intake_open_bytes(councils->intake, bytes, diags) : NULL;
}

static const struct case_bytes *find_file(void *context, const char *path)
{
    const struct councils *councils = context;
    return councils->find(councils->finder, path);
}

void councils_find_by(struct councils *councils,
                      const struct case_bytes *(*find)(void *context, const char *path),
                      void *context)
{
    councils->find = find;
    councils->finder = context;
    councils->cases.find = find_file;
}

const struct meeting_cases *councils_cases(const struct councils *councils)
{
    return &councils->cases;
}

struct engine *councils_engine(const struct councils *councils)
{
    return councils->engine;
}

struct diags *councils_diags(const struct councils *councils)
{
    return councils->diags;
}

struct councils *councils_open(struct engine *engine, struct diags *diags)
{
    struct councils *councils = xmalloc(sizeof *councils);
    *councils = (struct councils){.engine = engine, .diags = diags};
    councils->intake = intake_open(engine);
    councils->cases =
        (struct meeting_cases){.schema = engine->schema, .open = open_cases, .context = councils};
    diags_set_placer(diags, intake_place, councils->intake);
    councils->schema =
        case_schema_load_minutes(engine_file(engine, "minutes.xsd"), engine->schema, diags);
    if (councils->schema)
        councils->rules =
            rules_load(engine_file(engine, "minutes-rules.xml"), councils->schema, diags);
    if (councils->rules)
        return councils;
    councils_close(councils);
    return NULL;
}

void councils_close(struct councils *councils)
{
    if (!councils)
        return;
    sheet_free(councils->sheet);
    rules_free(councils->rules);
    case_schema_free(councils->schema);
    seen_free(&councils->numbers);
    diags_set_placer(councils->diags, NULL, NULL);
    intake_close(councils->intake);
    free(councils);
}

const struct case_schema *councils_schema(const struct councils *councils)
{
    return councils->schema;
}

/* Of the file, of --edition, or the newest. */
static const struct edition *edition_of(struct councils *councils, const struct casefile *council)
{
    struct engine *engine = councils->engine;
    return engine->options.edition || *case_edition(council)
               ? engine_edition_of(engine, council, engine->arena, councils->diags)
               : editions_newest(engine->editions, councils->diags);
}

/* An appendix is a form that the edition of its case has. */
static void check_forms(struct councils *councils, const struct casefile *council)
{
    struct engine *engine = councils->engine;
    struct arena *arena = arena_new();
    size_t count;
    const struct meeting_appendix *appendices = meeting_appendices(council, arena, &count);
    for (size_t i = 0; i < count; i++) {
        const struct meeting_appendix *appendix = &appendices[i];
        const struct edition *edition =
            engine_edition_of(engine, appendix->casefile, arena, councils->diags);
        if (edition && edition_schema(edition) != engine->schema)
            diag_add(councils->diags, MESSAGE_EDITION_NO_FILE, node_pos(appendix->node),
                     node_path(appendix->node, arena), edition_id(edition), "minutes.xml", NULL);
        else if (edition && !edition_form(edition, appendix->form))
            diag_add(councils->diags, MESSAGE_FORM_UNKNOWN, node_pos(appendix->node),
                     node_path(appendix->node, arena), appendix->form,
                     edition_form_list(edition, arena), NULL);
    }
    arena_free(arena);
}

/* Whom the cases name by a role alone must be known too: an extract may not name them. */
static void fill_people(struct councils *councils, const struct casefile *council)
{
    struct engine *engine = councils->engine;
    struct diags *untold = diags_new(); /* check tells it of each case */
    struct arena *arena = arena_new();
    for (int cited = 0; cited < 2; cited++) {
        const struct casefile *one = NULL;
        while ((one = case_next_attached(council, one, cited)) != NULL)
            engine_fill_people(engine, one, engine_edition_of(engine, one, arena, untold), arena,
                               untold);
    }
    arena_free(arena);
    diags_free(untold);
}

struct casefile *councils_read(struct councils *councils, const char *path,
                               const struct edition **edition)
{
    struct engine *engine = councils->engine;
    struct casefile *council =
        meeting_read(path, councils->schema, &councils->cases, councils->diags);
    if (!council)
        return NULL;
    fill_people(councils, council);
    *edition = edition_of(councils, council);
    struct rules_options const options = {
        .draft = engine->options.draft,
        .today = engine->today,
        .approved = *edition ? edition_approved(*edition) : NULL,
    };
    rules_check(councils->rules, council, &options, councils->diags);
    const char *number = meeting_number(council, engine->arena);
    if (number && !seen_add(&councils->numbers, number))
        meeting_tell_twice(council, councils->diags);
    check_forms(councils, council);
    if (*edition && !diags_at_least(councils->diags, SEVERITY_ERROR))
        return council;
    case_free(council);
    return NULL;
}

/* The sheet of that file with the page and words of an edition; a run uses one of them. */
static const struct sheet *sheet_of(struct councils *councils, const char *name,
                                    const struct edition *edition)
{
    if (councils->edition != edition || strcmp(councils->name, name) != 0) {
        sheet_free(councils->sheet);
        councils->edition = edition;
        councils->name = name;
        const char *path = engine_edition_file(councils->engine, edition, name, councils->diags);
        councils->sheet = path ? sheet_load(path, councils->engine->form_schema, edition,
                                            councils->schema, councils->diags)
                               : NULL;
    }
    return councils->sheet;
}

struct document *councils_minutes(struct councils *councils, const struct casefile *council,
                                  const struct edition *edition, struct arena *arena)
{
    const struct engine *engine = councils->engine;
    const struct sheet *sheet = sheet_of(councils, "minutes.xml", edition);
    struct resolve_options const options = {
        .draft = engine->options.draft,
        .id = meeting_name(council, arena),
        .about = meeting_title(council, arena),
    };
    return sheet ? sheet_resolve(sheet, engine->organization, council, &options, arena) : NULL;
}

static struct document *make_extract(struct councils *councils, struct casefile *council,
                                     const struct edition *edition, const char *id,
                                     const char *allowed, struct arena *arena)
{
    const struct engine *engine = councils->engine;
    const struct sheet *sheet = sheet_of(councils, "extract.xml", edition);
    const struct casefile *about = case_cited(council, id);
    struct resolve_options const options = {
        .draft = engine->options.draft,
        .id = id,
        .about = arena_printf(arena, "%s (дело %s)", meeting_title(council, arena), id),
        .teacher = about ? subject_digest(about, arena) : "",
    };
    if (!sheet || !extract_prune(council, id, allowed, councils->diags))
        return NULL;
    return sheet_resolve(sheet, engine->organization, council, &options, arena);
}

struct document *councils_paper(struct councils *councils, struct casefile *council,
                                const struct edition *edition, const char *id, const char *allowed,
                                struct arena *arena)
{
    return id ? make_extract(councils, council, edition, id, allowed, arena)
              : councils_minutes(councils, council, edition, arena);
}

void councils_check(struct councils *councils, const char *path)
{
    const struct edition *edition;
    struct casefile *council = councils_read(councils, path, &edition);
    if (!council)
        return;
    struct arena *arena = arena_new();
    struct document *document = councils_minutes(councils, council, edition, arena);
    if (document)
        products_try(councils->engine, councils->schema, document, arena, councils->diags);
    arena_free(arena);
    case_free(council);
}
