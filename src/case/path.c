/*
 * path.c - see path.h.
 */
#include "case/path.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_STEPS = 8 };

struct step {
    const char *space; /* namespace of the elements; NULL: an attribute, always the last step */
    char *name;
};

struct path {
    int count; /* 0: the context node */
    struct step steps[MOST_STEPS];
};

struct walk {
    const struct path *path;
    const struct node **room;
    size_t size;
    size_t count;
};

/* ---- compiling ---------------------------------------------------------------- */

static size_t name_length(const char *at)
{
    size_t length = 0;
    if (!isalpha((unsigned char)*at))
        return 0;
    while (isalnum((unsigned char)at[length]) || at[length] == '-' || at[length] == '_')
        length++;
    return length;
}

static const char *space_of(char prefix)
{
    return prefix == *kind_case.prefix      ? kind_case.space
           : prefix == *kind_minutes.prefix ? kind_minutes.space
                                            : NULL;
}

/* Reads one step; NULL when it is none of a plain path, else what follows it. */
static const char *read_step(struct path *path, const char *at)
{
    struct step *step = &path->steps[path->count];
    if (path->count == MOST_STEPS)
        return NULL;
    if (*at == '@')
        at++;
    else if (at[0] && at[1] == ':' && (step->space = space_of(*at)) != NULL)
        at += 2;
    else
        return NULL;
    size_t const length = name_length(at);
    if (!length)
        return NULL;
    step->name = xmalloc(length + 1);
    memcpy(step->name, at, length);
    step->name[length] = '\0';
    path->count++;
    return at + length;
}

static bool read_steps(struct path *path, const char *xpath)
{
    if (strcmp(xpath, ".") == 0)
        return true;
    for (const char *at = read_step(path, xpath); at; at = read_step(path, at + 1)) {
        if (!*at)
            return true;
        if (*at != '/' || !path->steps[path->count - 1].space)
            return false;
    }
    return false;
}

struct path *path_compile(const char *xpath)
{
    struct path *path = xmalloc(sizeof *path);
    *path = (struct path){.count = 0};
    if (read_steps(path, xpath))
        return path;
    path_free(path);
    return NULL;
}

void path_free(struct path *path)
{
    if (!path)
        return;
    for (int i = 0; i < path->count; i++)
        free(path->steps[i].name);
    free(path);
}

/* ---- walking -------------------------------------------------------------------- */

static void arrive(struct walk *walk, const void *node)
{
    if (walk->count < walk->size)
        walk->room[walk->count] = node_from_xml(node);
    walk->count++;
}

static bool is_step(const struct step *step, const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, step->name) == 0 &&
           node->ns && strcmp((const char *)node->ns->href, step->space) == 0;
}

static void go(struct walk *walk, const xmlNode *node, int depth)
{
    if (depth == walk->path->count) {
        arrive(walk, node);
        return;
    }
    const struct step *step = &walk->path->steps[depth];
    if (node->type != XML_ELEMENT_NODE)
        return;
    if (!step->space) {
        for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
            if (!attribute->ns && strcmp((const char *)attribute->name, step->name) == 0)
                arrive(walk, attribute);
        return;
    }
    for (const xmlNode *child = node->children; child; child = child->next)
        if (is_step(step, child))
            go(walk, child, depth + 1);
}

size_t path_walk(const struct path *path, const xmlNode *context, const struct node **room,
                 size_t size)
{
    struct walk walk = {.path = path, .room = room, .size = room ? size : 0};
    go(&walk, context, 0);
    return walk.count;
}
