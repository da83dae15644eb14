/*
 * merge_structure.c - structure trees (ISO 32000-1, 14.7); see merge.h.
 *
 * Pages and annotations find their elements through keys of the parent tree, so
 * ours are shifted behind all that the minutes use.
 */
#include "join/merge.h"

#include "join/ids.h"
#include "join/object.h"

#include <string.h>

/* Higher keys than this are nobody's: what is added to them must stay an integer of PDF. */
enum { HIGHEST_KEY = 1 << 30 };

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
    int const count = object_length(keys->pdf, annotations);
    visit(keys, page, "/StructParents");
    for (int i = 0; i < count; i++)
        visit(keys, qpdf_oh_get_array_item(keys->pdf, annotations, i), "/StructParent");
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
    bool const is_document =
        qpdf_oh_is_indirect(minutes, element) &&
        qpdf_oh_is_name_and_equals(minutes, object_get(minutes, element, "/S"), "/Document");
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
    qpdf_oh_begin_dict_key_iter(minutes, roles);
    while (qpdf_oh_dict_more_keys(minutes)) {
        const char *key = qpdf_oh_dict_next_key(minutes);
        if (!object_has(minutes, theirs, key))
            qpdf_oh_replace_key(minutes, theirs, key, object_get(minutes, roles, key));
    }
}

/*
 * The catalog's language is the minutes': ours goes to the element of our part, and
 * to the catalog too where nothing else is tagged.
 */
static void add_language(qpdf_data minutes, const struct bundle *bundle, qpdf_oh element,
                         bool is_tagged)
{
    qpdf_oh const ours = object_get(minutes, bundle->root, "/Lang");
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

static bool join_parents(qpdf_data minutes, const struct bundle *bundle, qpdf_oh root, qpdf_oh ours,
                         int first)
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
    for (int i = 0; i < bundle->count; i++)
        visit_page(&keys, qpdf_oh_get_array_item(minutes, bundle->pages, i), shift_holder);
    object_walk_tree(minutes, object_get(minutes, ours, "/ParentTree"), "/Nums", take_parent,
                     &keys);
    qpdf_oh_replace_key(minutes, tree, "/Nums", keys.pairs);
    qpdf_oh_replace_key(minutes, root, "/ParentTree", qpdf_make_indirect_object(minutes, tree));
    object_set_integer(
        minutes, root, "/ParentTreeNextKey",
        keys.shift + object_integer(minutes, object_get(minutes, ours, "/ParentTreeNextKey"), 0));
    return true;
}

bool merge_structure(qpdf_data minutes, const struct bundle *bundle, int first, bool is_tagged)
{
    qpdf_oh const ours = object_get(minutes, bundle->root, "/StructTreeRoot");
    qpdf_oh const element = object_get(minutes, ours, "/K");
    if (!qpdf_oh_is_dictionary(minutes, element))
        return false;
    qpdf_oh const root = object_need_dict(minutes, "/StructTreeRoot");
    object_set_name(minutes, root, "/Type", "/StructTreeRoot");
    append_document(minutes, root, element);
    add_roles(minutes, root, ours);
    add_language(minutes, bundle, element, is_tagged);
    if (!is_tagged)
        mark_as_tagged(minutes);
    return ids_merge(minutes, root, ours, element) &&
           join_parents(minutes, bundle, root, ours, first);
}
