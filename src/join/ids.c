#include "join/ids.h"

#include "base/arena.h"
#include "join/object.h"

#include <stdlib.h>
#include <string.h>

static const char prefix[] = "formulyar-";

enum { MAX_DEPTH = 100 };

/* ---- ours get a prefix ------------------------------------------------------------------ */

/* The string with the prefix in front; the null object for what is no string. */
static qpdf_oh prefixed(qpdf_data pdf, qpdf_oh string, struct arena *arena)
{
    const char *bytes = NULL;
    size_t length = 0;
    if (!qpdf_oh_is_string(pdf, string))
        return qpdf_oh_new_null(pdf);
    bytes = qpdf_oh_get_binary_string_value(pdf, string, &length);
    char *longer = arena_alloc(arena, sizeof prefix + length);
    memcpy(longer, prefix, sizeof prefix - 1);
    memcpy(longer + sizeof prefix - 1, bytes, length);
    return qpdf_oh_new_binary_string(pdf, longer, sizeof prefix - 1 + length);
}

static void prefix_element(qpdf_data pdf, qpdf_oh element, struct arena *arena)
{
    qpdf_oh const id = object_get(pdf, element, "/ID");
    qpdf_oh const headers = object_get(pdf, object_get(pdf, element, "/A"), "/Headers");
    int const count = object_length(pdf, headers);
    if (qpdf_oh_is_string(pdf, id))
        qpdf_oh_replace_key(pdf, element, "/ID", prefixed(pdf, id, arena));
    for (int i = 0; i < count; i++)
        qpdf_oh_set_array_item(pdf, headers, i,
                               prefixed(pdf, qpdf_oh_get_array_item(pdf, headers, i), arena));
}

/* Elements have a type of structure; other kids are content and have none. */
static void prefix_below(qpdf_data pdf, qpdf_oh element, struct arena *arena, int depth)
{
    if (depth > MAX_DEPTH || !object_has(pdf, element, "/S"))
        return;
    prefix_element(pdf, element, arena);
    qpdf_oh const kids = object_get(pdf, element, "/K");
    int const count = object_length(pdf, kids);
    if (qpdf_oh_is_dictionary(pdf, kids))
        prefix_below(pdf, kids, arena, depth + 1);
    for (int i = 0; i < count; i++) {
        qpdf_oh const kid = qpdf_oh_get_array_item(pdf, kids, i);
        prefix_below(pdf, kid, arena, depth + 1);
        qpdf_oh_release(pdf, kid);
    }
}

/* ---- one tree of both --------------------------------------------------------------------- */

struct id {
    const char *bytes;
    size_t length;
    qpdf_oh element;
};

struct list {
    qpdf_data pdf;
    struct arena *arena;
    const char *prefix;
    struct id *ids;
    size_t count, cap;
};

static void take(void *context, qpdf_oh key, qpdf_oh value)
{
    struct list *list = context;
    size_t length = 0;
    size_t const before = strlen(list->prefix);
    if (!qpdf_oh_is_string(list->pdf, key))
        return;
    const char *bytes = qpdf_oh_get_binary_string_value(list->pdf, key, &length);
    char *copy = arena_alloc(list->arena, before + length + 1);
    memcpy(copy, list->prefix, before);
    memcpy(copy + before, bytes, length);
    if (list->count == list->cap) {
        list->cap = list->cap ? list->cap * 2 : 64;
        list->ids = xrealloc(list->ids, list->cap * sizeof *list->ids);
    }
    list->ids[list->count++] =
        (struct id){copy, before + length, qpdf_oh_new_object(list->pdf, value)};
}

static int compare(const void *left, const void *right)
{
    const struct id *a = left;
    const struct id *b = right;
    int const order = memcmp(a->bytes, b->bytes, a->length < b->length ? a->length : b->length);
    return order ? order : (a->length > b->length) - (a->length < b->length);
}

/* Names stand in their order in a name tree (7.9.6). */
static void write_tree(qpdf_data pdf, qpdf_oh root, struct list *list)
{
    qpdf_oh const tree = qpdf_oh_new_dictionary(pdf);
    qpdf_oh const names = qpdf_oh_new_array(pdf);
    qsort(list->ids, list->count, sizeof *list->ids, compare);
    for (size_t i = 0; i < list->count; i++) {
        qpdf_oh_append_item(
            pdf, names, qpdf_oh_new_binary_string(pdf, list->ids[i].bytes, list->ids[i].length));
        qpdf_oh_append_item(pdf, names, list->ids[i].element);
    }
    qpdf_oh_replace_key(pdf, tree, "/Names", names);
    qpdf_oh_replace_key(pdf, root, "/IDTree", tree);
}

bool ids_merge(qpdf_data minutes, qpdf_oh root, qpdf_oh ours, qpdf_oh element)
{
    struct list list = {.pdf = minutes, .arena = arena_new(), .prefix = ""};
    bool good =
        object_walk_tree(minutes, object_get(minutes, root, "/IDTree"), "/Names", take, &list);
    if (good && list.count) {
        list.prefix = prefix;
        prefix_below(minutes, element, list.arena, 0);
    }
    good = good &&
           object_walk_tree(minutes, object_get(minutes, ours, "/IDTree"), "/Names", take, &list);
    if (good && list.count)
        write_tree(minutes, root, &list);
    free(list.ids);
    arena_free(list.arena);
    return good;
}
