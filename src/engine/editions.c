#include "engine/engine.h"

#include "base/file.h"
#include "engine/places.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

struct editions {
    const char *folder;
    struct form_schema *form_schema;
    const struct case_schema *schema;
    struct arena *arena;
    const char **ids;        /* closed by NULL */
    struct edition **loaded; /* beside ids; NULL until asked for */
};

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static bool is_edition(const char *folder, const char *name, struct arena *arena)
{
    return file_exists(path_join(arena, path_join(arena, folder, name), "edition.xml"));
}

static void list_ids(struct editions *editions)
{
    struct dirent **names = NULL;
    int const found = folder_scan(editions->folder, &names, is_visible, alphasort);
    size_t const count = found > 0 ? (size_t)found : 0;
    editions->ids = ARENA_ARRAY(editions->arena, count + 1, const char *);
    editions->loaded = ARENA_ARRAY(editions->arena, count + 1, struct edition *);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (is_edition(editions->folder, names[i]->d_name, editions->arena))
            editions->ids[kept++] = arena_strdup(editions->arena, names[i]->d_name);
        free(names[i]);
    }
    free(names);
}

struct editions *editions_open(const char *folder, struct form_schema *form_schema,
                               const struct case_schema *schema)
{
    struct editions *editions = xmalloc(sizeof *editions);
    *editions = (struct editions){
        .folder = folder, .form_schema = form_schema, .schema = schema, .arena = arena_new()};
    list_ids(editions);
    return editions;
}

void editions_close(struct editions *editions)
{
    if (!editions)
        return;
    for (size_t i = 0; editions->ids[i]; i++)
        edition_free(editions->loaded[i]);
    arena_free(editions->arena);
    free(editions);
}

const char *const *editions_ids(const struct editions *editions)
{
    return editions->ids;
}

static const struct edition *load(struct editions *editions, size_t index, struct diags *diags)
{
    if (!editions->loaded[index])
        editions->loaded[index] = edition_load(editions->folder, editions->ids[index],
                                               editions->form_schema, editions->schema, diags);
    return editions->loaded[index];
}

static void refuse(const struct editions *editions, struct pos pos, const char *path,
                   struct diags *diags)
{
    struct text list = TEXT_EMPTY;
    for (size_t i = 0; editions->ids[i]; i++)
        text_add_item(&list, ", ", editions->ids[i]);
    diag_add(diags, MESSAGE_EDITION_UNKNOWN, pos, path, list.len ? text_string(&list) : "-", NULL);
    text_free(&list);
}

const struct edition *editions_get(struct editions *editions, const char *id, struct pos pos,
                                   const char *path, struct diags *diags)
{
    for (size_t i = 0; editions->ids[i]; i++)
        if (strcmp(editions->ids[i], id) == 0)
            return load(editions, i, diags);
    refuse(editions, pos, path, diags);
    return NULL;
}

const struct edition *editions_newest(struct editions *editions, struct diags *diags)
{
    const struct edition *newest = NULL;
    const char *date = "";
    for (size_t i = 0; editions->ids[i]; i++) {
        const struct edition *edition = load(editions, i, diags);
        if (!edition)
            return NULL;
        if (strcmp(edition_approved(edition), date) > 0) {
            newest = edition;
            date = edition_approved(edition);
        }
    }
    if (!newest)
        diag_add(diags, MESSAGE_EDITION_NONE, (struct pos){.file = editions->folder}, NULL, NULL);
    return newest;
}
