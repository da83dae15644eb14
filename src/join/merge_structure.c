/*
 * merge_structure.c - structure trees (ISO 32000-1, 14.7); see merge.h.
 *
 * Pages and annotations find their elements through keys of the parent tree, so
 * ours are shifted behind all that the minutes use.
 */
#include "join/merge.h"

#include "base/arena.h"
#include "join/object.h"

#include <stdlib.h>
#include <string.h>

/* Higher keys than this are nobody's: what is added to them must stay an integer of PDF. */
enum { HIGHEST_KEY = 1 << 30, MAX_DEPTH = 100 };

static const char prefix[] = "formulyar-";

/* ---- identifiers of elements (/ID and /IDTree): ours get a prefix ------------------------ */

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
    if (qpdf_oh_is_string(pdf, id))
        qpdf_oh_replace_key(pdf, element, "/ID", prefixed(pdf, id, arena));
    for (struct object_items each = object_items(pdf, headers); object_next(&each);)
        qpdf_oh_set_array_item(pdf, headers, each.at, prefixed(pdf, each.item, arena));
}

/* Elements have a type of structure; other kids are content and have none. */
static void prefix_below(qpdf_data pdf, qpdf_oh element, struct arena *arena, int depth)
{
    if (depth > MAX_DEPTH || !object_has(pdf, element, "/S"))
        return;
    prefix_element(pdf, element, arena);
    qpdf_oh const kids = object_get(pdf, element, "/K");
    if (qpdf_oh_is_dictionary(pdf, kids))
        prefix_below(pdf, kids, arena, depth + 1);
    for (struct object_items each = object_items(pdf, kids); object_next(&each);)
        prefix_below(pdf, each.item, arena, depth + 1);
}

struct id {
    const char *bytes;
    size_t length;
    qpdf_oh element;
};

struct id_list {
    qpdf_data pdf;
    struct arena *arena;
    const char *prefix;
    struct id *ids;
    size_t count, cap;
};

static void take_id(void *context, qpdf_oh key, qpdf_oh value)
{
    struct id_list *list = context;
    size_t length = 0;
    size_t const before = strlen(list->prefix);
    if (!qpdf_oh_is_string(list->pdf, key))
        return;
    const char *bytes = qpdf_oh_get_binary_string_value(list->pdf, key, &length);
    char *copy = arena_alloc(list->arena, before + length + 1);
    memcpy(copy, list->prefix, before);
    memcpy(copy + before, bytes, length);
    list->ids = xgrow(list->ids, list->count, &list->cap, sizeof *list->ids);
    list->ids[list->count++] =
        (struct id){copy, before + length, qpdf_oh_new_object(list->pdf, value)};
}

static int by_id(const void *left, const void *right)
{
    const struct id *a = left;
    const struct id *b = right;
    int const order = memcmp(a->bytes, b->bytes, a->length < b->length ? a->length : b->length);
    return order ? order : (a->length > b->length) - (a->length < b->length);
}

/* Names stand in their order in a name tree (7.9.6). */
static void write_tree(qpdf_data pdf, qpdf_oh root, struct id_list *list)
{
    qpdf_oh const tree = qpdf_oh_new_dictionary(pdf);
    qpdf_oh const names = qpdf_oh_new_array(pdf);
    qsort(list->ids, list->count, sizeof *list->ids, by_id);
    for (size_t i = 0; i < list->count; i++) {
        qpdf_oh_append_item(
            pdf, names, qpdf_oh_new_binary_string(pdf, list->ids[i].bytes, list->ids[i].length));
        qpdf_oh_append_item(pdf, names, list->ids[i].element);
    }
    qpdf_oh_replace_key(pdf, tree, "/Names", names);
    qpdf_oh_replace_key(pdf, root, "/IDTree", tree);
}

static bool merge_ids(qpdf_data minutes, qpdf_oh root, qpdf_oh ours, qpdf_oh element)
{
    struct id_list list = {.pdf = minutes, .arena = arena_new(), .prefix = ""};
    bool good =
        object_walk_tree(minutes, object_get(minutes, root, "/IDTree"), "/Names", take_id, &list);
    if (good && list.count) {
        list.prefix = prefix;
        prefix_below(minutes, element, list.arena, 0);
    }
    good = good && object_walk_tree(minutes, object_get(minutes, ours, "/IDTree"), "/Names",
                                    take_id, &list);
    if (good && list.count)
        write_tree(minutes, root, &list);
    free(list.ids);
    arena_free(list.arena);
    return good;
}

/* ---- the parent tree ----------------------------------------------------------------------- */

struct keys {
    qpdf_data pdf;
    qpdf_oh pairs;
    long long next;  /* the first key that is free */
    long long shift; /* of the keys that are taken */
};

static void note_key(struct keys *keys, qpdf_oh key)
{
    long long const value = object_integer(keys->pdf, key, -1);
    if (value >= keys->next)
        keys->next = value + 1;
}

static void take_parent(void *context, qpdf_oh key, qpdf_oh value)
{
    struct keys *keys = context;
    long long const number = object_integer(keys->pdf, key, -1);
    note_key(keys, key);
    if (number < 0 || number > HIGHEST_KEY)
        return;
    qpdf_oh_append_item(keys->pdf, keys->pairs,
                        qpdf_oh_new_integer(keys->pdf, number + keys->shift));
    qpdf_oh_append_item(keys->pdf, keys->pairs, value);
}

/* ---- keys that pages and annotations hold ------------------------------------------------ */

typedef void key_holder(struct keys *keys, qpdf_oh holder, const char *name);

static void note_holder(struct keys *keys, qpdf_oh holder, const char *name)
{
    note_key(keys, object_get(keys->pdf, holder, name));
}

static void shift_holder(struct keys *keys, qpdf_oh holder, const char *name)
{
    long long const key = object_integer(keys->pdf, object_get(keys->pdf, holder, name), -1);
    if (key >= 0)
        object_set_integer(keys->pdf, holder, name, key + keys->shift);
}

static void visit_page(struct keys *keys, qpdf_oh page, key_holder *visit)
{
    qpdf_oh const annotations = object_get(keys->pdf, page, "/Annots");
    visit(keys, page, "/StructParents");
    for (struct object_items each = object_items(keys->pdf, annotations); object_next(&each);)
        visit(keys, each.item, "/StructParent");
}

/* ---- the tree ----------------------------------------------------------------------------- */

static void append_kid(qpdf_data minutes, qpdf_oh parent, qpdf_oh element)
{
    qpdf_oh kids = object_get(minutes, parent, "/K");
    if (qpdf_oh_is_null(minutes, kids)) {
        qpdf_oh_replace_key(minutes, parent, "/K", element);
    } else {
        if (!qpdf_oh_is_array(minutes, kids)) {
            qpdf_oh const alone = kids;
            kids = qpdf_oh_new_array(minutes);
            qpdf_oh_append_item(minutes, kids, alone);
            qpdf_oh_replace_key(minutes, parent, "/K", kids);
        }
        qpdf_oh_append_item(minutes, kids, element);
    }
    qpdf_oh_replace_key(minutes, element, "/P", parent);
}

/* The only element at the top when it is a document, else the null object. */
static qpdf_oh only_document(qpdf_data minutes, qpdf_oh root)
{
    qpdf_oh element = object_get(minutes, root, "/K");
    if (object_length(minutes, element) == 1)
        element = qpdf_oh_get_array_item(minutes, element, 0);
    bool const is_document = qpdf_oh_is_indirect(minutes, element) &&
                             object_is_name(minutes, element, "/S", "/Document");
    return is_document ? element : qpdf_oh_new_null(minutes);
}

/* One document stands at the top of a tagged file: ours becomes a part of theirs. */
static void append_document(qpdf_data minutes, qpdf_oh root, qpdf_oh element)
{
    qpdf_oh const document = only_document(minutes, root);
    if (qpdf_oh_is_null(minutes, document)) {
        append_kid(minutes, root, element);
    } else {
        object_set_name(minutes, element, "/S", "/Part");
        append_kid(minutes, document, element);
    }
}

static void add_roles(qpdf_data minutes, qpdf_oh root, qpdf_oh ours)
{
    qpdf_oh const roles = object_get(minutes, ours, "/RoleMap");
    qpdf_oh theirs = object_get(minutes, root, "/RoleMap");
    if (!qpdf_oh_is_dictionary(minutes, roles))
        return;
    if (!qpdf_oh_is_dictionary(minutes, theirs)) {
        qpdf_oh_replace_key(minutes, root, "/RoleMap", roles);
        return;
    }
    OBJECT_EACH_KEY(minutes, key, roles)
        if (!object_has(minutes, theirs, key))
            qpdf_oh_replace_key(minutes, theirs, key, object_get(minutes, roles, key));
}

/*
 * The catalog's language is the minutes': ours goes to the element of our part, and
 * to the catalog too where nothing else is tagged.
 */
static void add_language(qpdf_data minutes, const struct carried *carried, qpdf_oh element,
                         bool is_tagged)
{
    qpdf_oh const ours = object_get(minutes, carried->root, "/Lang");
    if (qpdf_oh_is_string(minutes, ours) && !object_has(minutes, element, "/Lang"))
        qpdf_oh_replace_key(minutes, element, "/Lang", ours);
    if (!is_tagged && !object_has(minutes, qpdf_get_root(minutes), "/Lang"))
        qpdf_oh_replace_key(minutes, qpdf_get_root(minutes), "/Lang", ours);
}

/*
 * Without this mark no screen reader uses the tags of our pages (14.7.1).  That not
 * all of the file is tagged is what suspects are.
 */
static void mark_as_tagged(qpdf_data minutes)
{
    qpdf_oh const marks = object_need_dict(minutes, "/MarkInfo");
    object_set_true(minutes, marks, "/Marked");
    object_set_true(minutes, marks, "/Suspects");
}

static bool join_parents(qpdf_data minutes, const struct carried *carried, qpdf_oh root,
                         qpdf_oh ours, int first)
{
    struct keys keys = {.pdf = minutes, .pairs = qpdf_oh_new_array(minutes)};
    qpdf_oh const tree = qpdf_oh_new_dictionary(minutes);
    keys.next = object_integer(minutes, object_get(minutes, root, "/ParentTreeNextKey"), 0);
    if (!object_walk_tree(minutes, object_get(minutes, root, "/ParentTree"), "/Nums", take_parent,
                          &keys))
        return false;
    for (int i = 0; i < first; i++)
        visit_page(&keys, qpdf_get_page_n(minutes, (size_t)i), note_holder);
    if (keys.next > HIGHEST_KEY)
        return false;
    keys.shift = keys.next;
    for (struct object_items each = object_items(minutes, carried->pages); object_next(&each);)
        visit_page(&keys, each.item, shift_holder);
    object_walk_tree(minutes, object_get(minutes, ours, "/ParentTree"), "/Nums", take_parent,
                     &keys);
    qpdf_oh_replace_key(minutes, tree, "/Nums", keys.pairs);
    qpdf_oh_replace_key(minutes, root, "/ParentTree", qpdf_make_indirect_object(minutes, tree));
    object_set_integer(
        minutes, root, "/ParentTreeNextKey",
        keys.shift + object_integer(minutes, object_get(minutes, ours, "/ParentTreeNextKey"), 0));
    return true;
}

bool merge_structure(qpdf_data minutes, const struct carried *carried, int first, bool is_tagged)
{
    qpdf_oh const ours = object_get(minutes, carried->root, "/StructTreeRoot");
    qpdf_oh const element = object_get(minutes, ours, "/K");
    if (!qpdf_oh_is_dictionary(minutes, element))
        return false;
    qpdf_oh const root = object_need_dict(minutes, "/StructTreeRoot");
    object_set_name(minutes, root, "/Type", "/StructTreeRoot");
    append_document(minutes, root, element);
    add_roles(minutes, root, ours);
    add_language(minutes, carried, element, is_tagged);
    if (!is_tagged)
        mark_as_tagged(minutes);
    return merge_ids(minutes, root, ours, element) &&
           join_parents(minutes, carried, root, ours, first);
}
