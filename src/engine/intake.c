#include "engine/intake.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>

enum { HEAD = 4096 }; /* bytes that tell what a file is */

/* Made of one file. */
struct taken {
    struct taken *next;
    struct imported imported;
    struct case_bytes bytes;
};

/* A model that was loaded. */
struct loaded {
    struct loaded *next;
    struct workbook_form *form;
};

struct intake {
    struct engine *engine;
    struct arena *arena;
    struct taken *first, *last;
    struct loaded *forms;
    bool lenient;
};

struct intake *intake_open(struct engine *engine)
{
    struct intake *intake = xcalloc(1, sizeof *intake);
    intake->engine = engine;
    intake->arena = arena_new();
    return intake;
}

void intake_be_lenient(struct intake *intake)
{
    intake->lenient = true;
}

void intake_close(struct intake *intake)
{
    if (!intake)
        return;
    for (struct taken *taken = intake->first; taken; taken = taken->next)
        import_free(&taken->imported);
    for (struct loaded *loaded = intake->forms; loaded; loaded = loaded->next)
        workbook_form_free(loaded->form);
    arena_free(intake->arena);
    free(intake);
}

static const struct workbook_form *load(struct intake *intake, const struct edition *edition,
                                        struct diags *diags)
{
    const struct engine *engine = intake->engine;
    for (const struct loaded *loaded = intake->forms; loaded; loaded = loaded->next)
        if (strcmp(loaded->form->edition, edition_id(edition)) == 0)
            return loaded->form;
    struct loaded *loaded = ARENA_NEW(intake->arena, struct loaded);
    const char *path = engine_edition_file(engine, edition, "workbook.xml", diags);
    loaded->form = path ? workbook_form_load(path, engine->form_schema, edition, diags) : NULL;
    if (!loaded->form)
        return NULL;
    loaded->next = intake->forms;
    intake->forms = loaded;
    return loaded->form;
}

static const struct workbook_form *form_for(void *context, const char *id, struct pos pos,
                                            struct diags *diags)
{
    struct intake *intake = context;
    struct engine *engine = intake->engine;
    const struct edition *edition =
        engine->options.edition || !id
            ? engine_edition(engine, diags)
            : editions_get(engine->editions, id, pos, "/case/@edition", diags);
    return edition ? load(intake, edition, diags) : NULL;
}

bool intake_read(struct intake *intake, const struct import_file *files, size_t count,
                 struct imported *imported, struct diags *diags)
{
    struct import_model const model = {
        .form_for = form_for, .context = intake, .lenient = intake->lenient};
    return import_read(files, count, &model, imported, diags);
}

void intake_keep(struct intake *intake, struct imported *imported, struct input_file *file)
{
    struct taken *taken = ARENA_NEW(intake->arena, struct taken);
    taken->imported = *imported;
    taken->bytes = (struct case_bytes){.name = cellmap_name(imported->map),
                                       .bytes = text_string(&taken->imported.xml),
                                       .size = imported->xml.len,
                                       .is_made = true};
    *imported = (struct imported){.cases = 0};
    file->bytes = &taken->bytes;
    LIST_PUT(intake->first, intake->last, taken);
}

bool intake_is_table(const struct case_bytes *bytes, bool *plain)
{
    size_t const head = bytes->size < HEAD ? bytes->size : HEAD;
    struct import_file const file = {bytes->name, bytes->bytes, head};
    return import_is_table(&file, plain);
}

struct case_reader *intake_open_tables(struct intake *intake, const struct import_file *files,
                                       size_t count, struct diags *diags)
{
    struct input_file input = {.name = files->name};
    struct imported imported;
    bool const good = intake_read(intake, files, count, &imported, diags);
    if (good)
        intake_keep(intake, &imported, &input);
    else
        import_free(&imported);
    return good ? case_open_bytes(input.bytes, intake->engine->schema, diags) : NULL;
}

struct case_reader *intake_open_bytes(struct intake *intake, const struct case_bytes *bytes,
                                      struct diags *diags)
{
    struct import_file const file = {bytes->name, bytes->bytes, bytes->size};
    bool plain;
    if (intake_is_table(bytes, &plain))
        return intake_open_tables(intake, &file, 1, diags);
    return case_open_bytes(bytes, intake->engine->schema, diags);
}

struct case_reader *intake_open_cases(struct intake *intake, const char *path, struct diags *diags)
{
    struct text text = TEXT_EMPTY;
    struct case_reader *reader = NULL;
    char head[HEAD];
    bool plain;
    size_t const size = file_read_head(path, head, sizeof head);
    struct case_bytes bytes = {.name = path, .bytes = head, .size = size};
    if (!size || !intake_is_table(&bytes, &plain))
        return case_open(path, intake->engine->schema, diags);
    int const error = file_read(path, LARGEST_TABLE, &text);
    if (error)
        diag_add_error(diags, MESSAGE_FILE_READ, path, error);
    bytes.bytes = text.data;
    bytes.size = text.len;
    if (!error)
        reader = intake_open_bytes(intake, &bytes, diags);
    text_free(&text);
    return reader;
}

const struct imported *intake_find(const struct intake *intake, const char *name)
{
    for (const struct taken *taken = intake->first; taken; taken = taken->next)
        if (strcmp(taken->bytes.name, name) == 0)
            return &taken->imported;
    return NULL;
}

bool intake_place(const void *context, struct diag *diag)
{
    const struct imported *imported = intake_find(context, diag->pos.file);
    return !imported || cellmap_place(imported->map, diag);
}
