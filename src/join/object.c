#include "join/object.h"

#include <string.h>

enum { MAX_TREE_DEPTH = 32, MAX_TREE_PAIRS = 300000 };

qpdf_oh object_get(qpdf_data pdf, qpdf_oh object, const char *key)
{
    if (!qpdf_oh_is_dictionary(pdf, object))
        return qpdf_oh_new_null(pdf);
    return qpdf_oh_get_key(pdf, object, key);
}

qpdf_oh object_of_root(qpdf_data pdf, const char *key)
{
    return object_get(pdf, qpdf_get_root(pdf), key);
}

bool object_has(qpdf_data pdf, qpdf_oh object, const char *key)
{
    qpdf_oh const value = object_get(pdf, object, key);
    bool const has = !qpdf_oh_is_null(pdf, value);
    qpdf_oh_release(pdf, value);
    return has;
}

bool object_is_true(qpdf_data pdf, qpdf_oh object)
{
    QPDF_BOOL value = QPDF_FALSE;
    return qpdf_oh_get_value_as_bool(pdf, object, &value) && value;
}

long long object_integer(qpdf_data pdf, qpdf_oh object, long long fallback)
{
    long long value = fallback;
    return qpdf_oh_get_value_as_longlong(pdf, object, &value) ? value : fallback;
}

bool object_is_name(qpdf_data pdf, qpdf_oh object, const char *key, const char *name)
{
    qpdf_oh const value = object_get(pdf, object, key);
    bool const is = qpdf_oh_is_name_and_equals(pdf, value, name);
    qpdf_oh_release(pdf, value);
    return is;
}

int object_length(qpdf_data pdf, qpdf_oh object)
{
    return qpdf_oh_is_array(pdf, object) ? qpdf_oh_get_array_n_items(pdf, object) : 0;
}

struct object_items object_items(qpdf_data pdf, qpdf_oh array)
{
    return (struct object_items){
        .pdf = pdf, .array = array, .count = object_length(pdf, array), .at = -1};
}

bool object_next(struct object_items *each)
{
    if (each->at >= 0)
        qpdf_oh_release(each->pdf, each->item);
    if (++each->at >= each->count)
        return false;
    each->item = qpdf_oh_get_array_item(each->pdf, each->array, each->at);
    return true;
}

const char *object_next_key(qpdf_data pdf)
{
    return qpdf_oh_dict_more_keys(pdf) ? qpdf_oh_dict_next_key(pdf) : NULL;
}

const char *object_first_key(qpdf_data pdf, qpdf_oh dict)
{
    if (!qpdf_oh_is_dictionary(pdf, dict))
        return NULL;
    qpdf_oh_begin_dict_key_iter(pdf, dict);
    return object_next_key(pdf);
}

struct object_keys object_keys(qpdf_data pdf, qpdf_oh dict, struct arena *arena)
{
    struct object_keys keys = {0};
    size_t room = 0;
    OBJECT_EACH_KEY(pdf, key, dict) {
        keys.names = arena_grow(arena, keys.names, keys.count, &room, sizeof *keys.names);
        keys.names[keys.count++] = arena_strdup(arena, key);
    }
    return keys;
}

void object_set_integer(qpdf_data pdf, qpdf_oh dict, const char *key, long long value)
{
    qpdf_oh_replace_key(pdf, dict, key, qpdf_oh_new_integer(pdf, value));
}

void object_set_name(qpdf_data pdf, qpdf_oh dict, const char *key, const char *name)
{
    qpdf_oh_replace_key(pdf, dict, key, qpdf_oh_new_name(pdf, name));
}

void object_set_string(qpdf_data pdf, qpdf_oh dict, const char *key, const char *value)
{
    qpdf_oh_replace_key(pdf, dict, key, qpdf_oh_new_string(pdf, value));
}

void object_set_true(qpdf_data pdf, qpdf_oh dict, const char *key)
{
    qpdf_oh_replace_key(pdf, dict, key, qpdf_oh_new_bool(pdf, QPDF_TRUE));
}

qpdf_oh object_need_dict(qpdf_data pdf, const char *key)
{
    qpdf_oh dict = object_of_root(pdf, key);
    if (qpdf_oh_is_dictionary(pdf, dict) && qpdf_oh_is_indirect(pdf, dict))
        return dict;
    if (!qpdf_oh_is_dictionary(pdf, dict))
        dict = qpdf_oh_new_dictionary(pdf);
    dict = qpdf_make_indirect_object(pdf, dict);
    qpdf_oh_replace_key(pdf, qpdf_get_root(pdf), key, dict);
    return dict;
}

struct walk {
    qpdf_data pdf;
    const char *leaves;
    object_visit *visit;
    void *context;
    long pairs;
    bool too_large;
};

static void visit_leaf(struct walk *walk, qpdf_oh pairs)
{
    int const count = object_length(walk->pdf, pairs);
    for (int i = 0; i + 1 < count && !walk->too_large; i += 2) {
        qpdf_oh const key = qpdf_oh_get_array_item(walk->pdf, pairs, i);
        qpdf_oh const value = qpdf_oh_get_array_item(walk->pdf, pairs, i + 1);
        walk->visit(walk->context, key, value);
        qpdf_oh_release(walk->pdf, key);
        qpdf_oh_release(walk->pdf, value);
        walk->too_large = ++walk->pairs > MAX_TREE_PAIRS;
    }
}

static void visit_node(struct walk *walk, qpdf_oh node, int depth)
{
    visit_leaf(walk, object_get(walk->pdf, node, walk->leaves));
    /* Nodes that hold nothing count too: a tree of empty ones may be a loop. */
    walk->too_large = walk->too_large || depth > MAX_TREE_DEPTH || ++walk->pairs > MAX_TREE_PAIRS;
    for (struct object_items kids = object_items(walk->pdf, object_get(walk->pdf, node, "/Kids"));
         !walk->too_large && object_next(&kids);)
        visit_node(walk, kids.item, depth + 1);
}

bool object_walk_tree(qpdf_data pdf, qpdf_oh root, const char *leaves, object_visit *visit,
                      void *context)
{
    struct walk walk = {.pdf = pdf, .leaves = leaves, .visit = visit, .context = context};
    visit_node(&walk, root, 0);
    return !walk.too_large;
}

void object_close(qpdf_data pdf)
{
    qpdf_get_error(pdf);
    qpdf_cleanup(&pdf);
}

bool object_take_warnings(qpdf_data pdf)
{
    bool const any = qpdf_more_warnings(pdf);
    while (qpdf_more_warnings(pdf))
        qpdf_next_warning(pdf);
    return any;
}
