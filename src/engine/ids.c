#include "engine/ids.h"

#include "base/seen.h"

#include <string.h>
#include <strings.h>

struct met {
    const char *id;
    const char *name; /* of the file */
    size_t file;
};

struct ids {
    struct arena *arena;
    struct seen seen; /* ids in small letters */
    struct met *met;
    size_t count, cap;
};

struct ids *ids_new(struct arena *arena)
{
    struct ids *ids = ARENA_NEW(arena, struct ids);
    *ids = (struct ids){.arena = arena};
    return ids;
}

void ids_free(struct ids *ids)
{
    seen_free(&ids->seen);
}

static const struct met *find(const struct ids *ids, const char *id)
{
    for (size_t i = 0; i < ids->count; i++)
        if (strcasecmp(ids->met[i].id, id) == 0)
            return &ids->met[i];
    return NULL;
}

void ids_note(struct ids *ids, const struct casefile *casefile, size_t file, struct diags *diags)
{
    const struct node *root = case_root(casefile);
    const char *id = case_id(casefile);
    const char *name = node_pos(root).file;
    if (!*id)
        return;
    if (seen_add_name(&ids->seen, id)) {
        ids->met = arena_grow(ids->arena, ids->met, ids->count, &ids->cap, sizeof *ids->met);
        bool const same = ids->count && ids->met[ids->count - 1].file == file;
        ids->met[ids->count] = (struct met){.id = arena_strdup(ids->arena, id),
                                            .name = same ? ids->met[ids->count - 1].name
                                                         : arena_strdup(ids->arena, name),
                                            .file = file};
        ids->count++;
        return;
    }
    const struct met *met = find(ids, id);
    if (met && (met->file != file || strcmp(met->id, id) != 0))
        diag_add(diags, MESSAGE_ID_ELSEWHERE, node_pos(root), "/case/@id", met->name, NULL);
}
