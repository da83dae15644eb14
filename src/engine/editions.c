#include "engine/engine.h"

#include "base/file.h"
#include "engine/places.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

/* An edition of the folder and what it brings of its own; NULL until asked for. */
struct known_edition {
    const char *id;
    const char *above; /* the folder that its own stands in; NULL: the current one */
    bool is_of_itself; /* its cases have a schema of their own */
    struct case_schema *schema;
    struct rules *rules;
    struct edition *edition;
};

struct editions {
    const char *folder;
    struct form_schema *form_schema;
    const struct case_schema *schema; /* of the cases of most editions */
    struct arena *arena;
    struct known_edition *known; /* closed by one without an id */
    const char **ids;            /* the same, for those who go through them */
};

static int is_visible(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

static const char *folder_of(const struct known_edition *known, struct arena *arena)
{
    return known->above ? path_join(arena, known->above, known->id)
                        : arena_strdup(arena, known->id);
}

/* The path of a file of an edition. */
static const char *file_of(const struct known_edition *known, const char *name, struct arena *arena)
{
    return path_join(arena, folder_of(known, arena), name);
}

static bool has(const struct editions *editions, const struct known_edition *known,
                const char *name)
{
    return file_exists(file_of(known, name, editions->arena));
}

/* Adds it behind count others when the folder is an edition's; how many there are then. */
static size_t add_known(struct editions *editions, size_t count, const char *above, const char *id)
{
    struct known_edition known = {.id = id, .above = above};
    if (!has(editions, &known, "edition.xml"))
        return count;
    known.id = arena_strdup(editions->arena, id);
    known.is_of_itself = has(editions, &known, "case.xsd");
    editions->ids[count] = known.id;
    editions->known[count] = known;
    return count + 1;
}

/* outside: the folder of an edition that lies elsewhere; it is the one of its id. */
static void list_ids(struct editions *editions, const char *outside)
{
    struct dirent **names = NULL;
    int const found = folder_scan(editions->folder, &names, is_visible, alphasort);
    size_t const count = found > 0 ? (size_t)found : 0;
    const char *slash = outside ? strrchr(outside, '/') : NULL;
    const char *other = slash ? slash + 1 : outside;
    editions->ids = ARENA_ARRAY(editions->arena, count + 2, const char *);
    editions->known = ARENA_ARRAY(editions->arena, count + 2, struct known_edition);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        const char *name = names[i]->d_name;
        if (!other || strcmp(name, other) != 0)
            kept = add_known(editions, kept, editions->folder, name);
        free(names[i]);
    }
    free(names);
    if (other)
        add_known(editions, kept,
                  slash ? arena_strndup(editions->arena, outside, (size_t)(slash - outside)) : NULL,
                  other);
}

struct editions *editions_open(const char *folder, const char *outside,
                               struct form_schema *form_schema, const struct case_schema *schema)
{
    struct editions *editions = xmalloc(sizeof *editions);
    *editions = (struct editions){
        .folder = folder, .form_schema = form_schema, .schema = schema, .arena = arena_new()};
    list_ids(editions, outside);
    return editions;
}

void editions_close(struct editions *editions)
{
    if (!editions)
        return;
    for (struct known_edition *known = editions->known; known->id; known++) {
        edition_free(known->edition);
        rules_free(known->rules);
        case_schema_free(known->schema);
    }
    arena_free(editions->arena);
    free(editions);
}

const char *const *editions_ids(const struct editions *editions)
{
    return editions->ids;
}

static struct known_edition *find(const struct editions *editions, const char *id)
{
    struct known_edition *known = editions->known;
    while (known->id && strcmp(known->id, id) != 0)
        known++;
    return known->id ? known : NULL;
}

/* ---- what an edition brings ------------------------------------------------------------ */

static const struct case_schema *schema_of(struct editions *editions, struct known_edition *known,
                                           struct diags *diags)
{
    if (!known->is_of_itself)
        return editions->schema;
    if (!known->schema)
        known->schema = case_schema_load_own(file_of(known, "case.xsd", editions->arena), diags);
    return known->schema;
}

bool editions_choose(void *context, const char *id, const struct case_schema **schema,
                     struct diags *diags)
{
    struct editions *editions = context;
    struct known_edition *known = find(editions, id);
    if (known)
        *schema = schema_of(editions, known, diags);
    return *schema != NULL;
}

const struct rules *editions_rules(const struct editions *editions, const struct edition *edition,
                                   const struct rules *common)
{
    const struct known_edition *known = find(editions, edition_id(edition));
    return known && (known->rules || known->is_of_itself) ? known->rules : common;
}

const char *editions_file(const struct editions *editions, const struct edition *edition,
                          const char *name, struct arena *arena)
{
    const struct known_edition *known = find(editions, edition_id(edition));
    return known ? edition_file_in(folder_of(known, arena), editions->folder, name, arena)
                 : path_join(arena, editions->folder, name);
}

const char *edition_file_in(const char *folder, const char *common, const char *name,
                            struct arena *arena)
{
    const char *own = path_join(arena, folder, name);
    if (file_exists(own))
        return own;
    bool const is_of_itself = file_exists(path_join(arena, folder, "case.xsd"));
    return is_of_itself ? NULL : path_join(arena, common, name);
}

/* ---- loading --------------------------------------------------------------------------- */

static bool load_rules(struct editions *editions, struct known_edition *known,
                       const struct case_schema *schema, struct diags *diags)
{
    if (!has(editions, known, "rules.xml"))
        return true;
    if (!known->rules)
        known->rules = rules_load(file_of(known, "rules.xml", editions->arena), schema, diags);
    return known->rules != NULL;
}

static const struct edition *load(struct editions *editions, struct known_edition *known,
                                  struct diags *diags)
{
    if (known->edition)
        return known->edition;
    const struct case_schema *schema = schema_of(editions, known, diags);
    if (!schema)
        return NULL;
    bool const has_rules = load_rules(editions, known, schema, diags);
    struct edition *edition =
        edition_load(known->above, known->id, editions->form_schema, schema, diags);
    if (has_rules) /* what is wrong with forms is told beside what is wrong with rules */
        known->edition = edition;
    else
        edition_free(edition);
    return known->edition;
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
    struct known_edition *known = find(editions, id);
    if (known)
        return load(editions, known, diags);
    refuse(editions, pos, path, diags);
    return NULL;
}

const struct edition *editions_newest(struct editions *editions, struct diags *diags)
{
    struct known_edition *newest = NULL;
    const char *date = "";
    for (struct known_edition *known = editions->known; known->id; known++) {
        const char *approved =
            known->edition ? edition_approved(known->edition)
                           : edition_approved_in(file_of(known, "edition.xml", editions->arena),
                                                 editions->arena, diags);
        if (!approved)
            return NULL;
        if (strcmp(approved, date) > 0) {
            newest = known;
            date = approved;
        }
    }
    if (newest)
        return load(editions, newest, diags);
    diag_add(diags, MESSAGE_EDITION_NONE, (struct pos){.file = editions->folder}, NULL, NULL);
    return NULL;
}
