/*
 * merge_fields.c - the interactive form (ISO 32000-1, 12.7.2); see merge.h.
 */
#include "join/merge.h"

#include "base/arena.h"
#include "base/seen.h"
#include "join/object.h"

enum { SIGNATURES_EXIST = 1 };

/* The name of a field, in the arena; NULL when it has none. */
static const char *name_of(qpdf_data pdf, qpdf_oh field, struct arena *arena)
{
    const char *name = NULL;
    size_t length = 0;
    if (!qpdf_oh_get_value_as_utf8(pdf, object_get(pdf, field, "/T"), &name, &length))
        return NULL;
    return arena_strndup(arena, name, length);
}

static void add_names(qpdf_data pdf, qpdf_oh fields, struct arena *arena, struct seen *names)
{
    for (struct object_items each = object_items(pdf, fields); object_next(&each);) {
        const char *name = name_of(pdf, each.item, arena);
        if (name)
            seen_add(names, name);
    }
}

/* A name that is in neither list: "sig_lead_2" becomes "sig_lead_2_2", then "_3". */
static const char *free_name(const struct seen *theirs, const struct seen *ours, const char *name,
                             struct arena *arena)
{
    const char *candidate = name;
    for (int suffix = 2; seen_has(theirs, candidate) || seen_has(ours, candidate); suffix++)
        candidate = arena_printf(arena, "%s_%d", name, suffix);
    return candidate;
}

static long rename_fields(qpdf_data minutes, qpdf_oh fields, const struct seen *theirs,
                          const struct seen *ours, struct arena *arena)
{
    long renamed = 0;
    for (struct object_items each = object_items(minutes, fields); object_next(&each);) {
        const char *old = name_of(minutes, each.item, arena);
        if (!old || !seen_has(theirs, old))
            continue;
        const char *name = free_name(theirs, ours, old, arena);
        qpdf_oh_replace_key(minutes, each.item, "/T", qpdf_oh_new_unicode_string(minutes, name));
        renamed++;
    }
    return renamed;
}

long merge_fields(qpdf_data minutes, const struct carried *carried)
{
    qpdf_oh const ours =
        object_get(minutes, object_get(minutes, carried->root, "/AcroForm"), "/Fields");
    if (object_length(minutes, ours) == 0)
        return 0;
    struct arena *arena = arena_new();
    qpdf_oh const form = object_need_dict(minutes, "/AcroForm");
    qpdf_oh fields = object_get(minutes, form, "/Fields");
    if (!qpdf_oh_is_array(minutes, fields)) {
        qpdf_oh_replace_key(minutes, form, "/Fields", qpdf_oh_new_array(minutes));
        fields = object_get(minutes, form, "/Fields");
    }
    struct seen theirs = SEEN_EMPTY;
    struct seen own = SEEN_EMPTY;
    add_names(minutes, fields, arena, &theirs);
    add_names(minutes, ours, arena, &own);
    long const renamed = rename_fields(minutes, ours, &theirs, &own, arena);
    seen_free(&theirs);
    seen_free(&own);
    for (struct object_items each = object_items(minutes, ours); object_next(&each);)
        qpdf_oh_append_item(minutes, fields, each.item);
    object_set_integer(minutes, form, "/SigFlags",
                       object_integer(minutes, object_get(minutes, form, "/SigFlags"), 0) |
                           SIGNATURES_EXIST);
    arena_free(arena);
    return renamed;
}
