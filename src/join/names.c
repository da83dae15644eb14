#include "join/inspect.h"

#include "base/arena.h"
#include "join/object.h"

#include <string.h>

struct names {
    qpdf_data pdf;
    struct arena *arena;
    bool failed;
};

/* A name that the library writes as "#23" must come out so, not as "#". */
static bool library_writes_hashes(qpdf_data pdf)
{
    qpdf_oh const name = qpdf_oh_new_name(pdf, "/#x");
    bool const good = strcmp(qpdf_oh_unparse(pdf, name), "/#23x") == 0;
    qpdf_oh_release(pdf, name);
    return good;
}

/* The name with "#23" for each "#", which the library then writes as it is. */
static const char *written(const char *name, struct arena *arena)
{
    char *longer = arena_alloc(arena, strlen(name) * 3 + 1);
    char *out = longer;
    for (; *name; name++) {
        *out++ = *name;
        if (*name == '#') {
            memcpy(out, "23", 2);
            out += 2;
        }
    }
    *out = '\0';
    return longer;
}

/* A new name for the object, or NULL when it needs none.  A stray "#" is kept behind a NUL. */
static const char *wanted(struct names *names, qpdf_oh object)
{
    if (!qpdf_oh_is_name(names->pdf, object))
        return NULL;
    const char *name = qpdf_oh_get_name(names->pdf, object);
    if (!strchr(name, '#'))
        return NULL;
    names->failed = names->failed || strlen(name) != qpdf_get_last_string_length(names->pdf);
    return written(name, names->arena);
}

static void mend_array(struct names *names, qpdf_oh array)
{
    for (struct object_items each = object_items(names->pdf, array); object_next(&each);) {
        const char *name = wanted(names, each.item);
        if (name)
            qpdf_oh_set_array_item(names->pdf, array, each.at, qpdf_oh_new_name(names->pdf, name));
    }
}

static void mend_dict(struct names *names, qpdf_oh dict)
{
    qpdf_data const pdf = names->pdf;
    struct object_keys const keys = object_keys(pdf, dict, names->arena);
    for (size_t i = 0; i < keys.count; i++) {
        const char *key = keys.names[i];
        qpdf_oh value = qpdf_oh_get_key(pdf, dict, key);
        const char *name = wanted(names, value);
        bool const is_renamed = strchr(key, '#') != NULL;
        if (name) {
            qpdf_oh_release(pdf, value);
            value = qpdf_oh_new_name(pdf, name);
        }
        if (is_renamed)
            qpdf_oh_remove_key(pdf, dict, key);
        if (name || is_renamed)
            qpdf_oh_replace_key(pdf, dict, is_renamed ? written(key, names->arena) : key, value);
        qpdf_oh_release(pdf, value);
    }
}

static void mend(void *context, qpdf_oh container)
{
    struct names *names = context;
    if (qpdf_oh_is_array(names->pdf, container)) {
        mend_array(names, container);
    } else if (qpdf_oh_is_dictionary(names->pdf, container)) {
        mend_dict(names, container);
    } else {
        qpdf_oh const dict = qpdf_oh_get_dict(names->pdf, container);
        mend_dict(names, dict);
        qpdf_oh_release(names->pdf, dict);
    }
    arena_reset(names->arena);
}

bool names_mend(qpdf_data pdf)
{
    if (library_writes_hashes(pdf))
        return true;
    struct names names = {.pdf = pdf, .arena = arena_new()};
    bool const walked = graph_walk(pdf, qpdf_get_root(pdf), mend, &names);
    arena_free(names.arena);
    return walked && !names.failed;
}
