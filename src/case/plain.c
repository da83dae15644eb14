/*
 * plain.c - answers plain expressions; see plain.h.
 */
#include "case/plain_tree.h"

#include "base/text.h"
#include "case/functions.h"

#include <string.h>

/* Is shown one node or value after another; true: enough. */
typedef bool node_viewer(const xmlNode *node, void *context);
typedef bool value_viewer(const char *value, void *context);

/* ---- paths ---------------------------------------------------------------------- */

struct look {
    node_viewer *view;
    void *context;
    size_t *effort; /* plain.h */
};

static bool walk(const struct step *step, const xmlNode *node, const struct look *look);

static bool is_child_wanted(const struct step *step, const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE && tree_is_named(node->name, step->name) && node->ns &&
           strcmp((const char *)node->ns->href, step->space) == 0;
}

static bool arrive(const struct step *step, const xmlNode *node, const struct look *look)
{
    return (!step->predicate || plain_true(step->predicate, node, look->effort)) &&
           walk(step->next, node, look);
}

/* The siblings from first to before last, which may be NULL. */
static bool walk_siblings(const struct step *step, const xmlNode *first, const xmlNode *last,
                          const struct look *look)
{
    for (const xmlNode *node = first; node != last; node = node->next) {
        if (!*look->effort)
            return true;
        --*look->effort;
        if (is_child_wanted(step, node) && arrive(step, node, look))
            return true;
    }
    return false;
}

static bool walk_attributes(const struct step *step, const xmlNode *node, const struct look *look)
{
    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next)
        if (!attribute->ns && tree_is_named(attribute->name, step->name))
            return arrive(step, (const xmlNode *)attribute, look);
    return false;
}

/* Shows what the steps lead to from a node, in document order. */
static bool walk(const struct step *step, const xmlNode *node, const struct look *look)
{
    if (!step)
        return look->view(node, look->context);
    bool const element = node->type == XML_ELEMENT_NODE;
    switch (step->axis) {
    case AXIS_PARENT: return node->parent && walk(step->next, node->parent, look);
    case AXIS_PRECEDING:
        return node->type != XML_ATTRIBUTE_NODE && node->parent &&
               walk_siblings(step, node->parent->children, node, look);
    case AXIS_CHILD:
        return (element || node->type == XML_DOCUMENT_NODE) &&
               walk_siblings(step, node->children, NULL, look);
    case AXIS_ATTRIBUTE: return element && walk_attributes(step, node, look);
    }
    return false;
}

/* ---- values ---------------------------------------------------------------------- */

static void add_content(struct text *out, const xmlNode *node)
{
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (child->type == XML_TEXT_NODE)
            text_add(out, (const char *)child->content);
        else
            add_content(out, child);
    }
}

/* The string value of a node: its own bytes when they stand together, else made in room. */
static const char *value_of(const xmlNode *node, struct text *room)
{
    const xmlNode *only = node->type == XML_TEXT_NODE ? node : node->children;
    if (!only)
        return "";
    if (only->type == XML_TEXT_NODE && (only == node || !only->next))
        return (const char *)only->content;
    text_clear(room);
    add_content(room, node);
    return text_string(room);
}

struct show {
    value_viewer *view;
    void *context;
    struct text room;
    bool ended;
};

static bool show_value(const xmlNode *node, void *context)
{
    struct show *show = context;
    show->ended = show->view(value_of(node, &show->room), show->context);
    return show->ended;
}

/* Shows a value as normalize-space() has it. */
static void show_folded(struct show *show, const char *value)
{
    static const char space[] = " \t\r\n";
    struct text folded = TEXT_EMPTY;
    while (*(value += strspn(value, space))) {
        size_t const length = strcspn(value, space);
        if (folded.len)
            text_add_char(&folded, ' ');
        text_add_bytes(&folded, value, length);
        value += length;
    }
    show->ended = show->view(text_string(&folded), show->context);
    text_free(&folded);
}

static bool show_first_folded(const xmlNode *node, void *context)
{
    struct show *show = context;
    show_folded(show, value_of(node, &show->room));
    return true;
}

/* Shows the values of a literal, a path (one of each node) or normalize-space() of a path. */
static bool each_value(const struct plain *plain, const xmlNode *node, value_viewer *view,
                       void *context, size_t *effort)
{
    struct show show = {.view = view, .context = context};
    if (plain->kind == PLAIN_LITERAL)
        return view(plain->literal, context);
    if (plain->kind == PLAIN_PATH)
        walk(plain->steps, node, &(struct look){show_value, &show, effort});
    else if (!walk(plain->left->steps, node, &(struct look){show_first_folded, &show, effort}))
        show_folded(&show, "");
    text_free(&show.room);
    return show.ended;
}

/* ---- questions -------------------------------------------------------------------- */

/* Values of the left are held against all of the right, until one pair is as asked. */
struct comparison {
    const struct plain *right;
    const xmlNode *node;
    size_t *effort;
    bool equal;
    const char *left;
};

static bool compare_right(const char *value, void *context)
{
    const struct comparison *comparison = context;
    return (strcmp(comparison->left, value) == 0) == comparison->equal;
}

static bool compare_left(const char *value, void *context)
{
    struct comparison *comparison = context;
    comparison->left = value;
    return each_value(comparison->right, comparison->node, compare_right, comparison,
                      comparison->effort);
}

static bool compare(const struct plain *plain, const xmlNode *node, size_t *effort)
{
    struct comparison comparison = {
        .right = plain->right, .node = node, .effort = effort, .equal = plain->kind == PLAIN_EQUAL};
    return each_value(plain->left, node, compare_left, &comparison, effort);
}

struct word {
    const char *start;
    size_t length;
};

static bool has_word(const char *value, void *context)
{
    const struct word *word = context;
    return list_has_word(value, word->start, word->length);
}

struct listing {
    const struct plain *nodes;
    const xmlNode *node;
    size_t *effort;
    bool all;
};

static bool look_for_words(const char *list, void *context)
{
    static const char space[] = " \t\r\n";
    struct listing *listing = context;
    struct word word = {.start = list};
    while (listing->all && *(word.start += strspn(word.start, space))) {
        word.length = strcspn(word.start, space);
        listing->all = each_value(listing->nodes, listing->node, has_word, &word, listing->effort);
        word.start += word.length;
    }
    return true;
}

static bool is_listed(const struct plain *plain, const xmlNode *node, size_t *effort)
{
    struct listing listing = {.nodes = plain->right, .node = node, .effort = effort, .all = true};
    each_value(plain->left, node, look_for_words, &listing, effort);
    return listing.all;
}

static bool is_there(const xmlNode *node, void *context)
{
    (void)node;
    (void)context;
    return true;
}

/* Notes whether there is more than white space in a value; the first will do. */
static bool look_for_ink(const char *value, void *context)
{
    bool *ink = context;
    *ink = value[strspn(value, " \t\r\n")] != '\0';
    return true;
}

static bool has_ink(const struct plain *path, const xmlNode *node, size_t *effort)
{
    bool ink = false;
    each_value(path, node, look_for_ink, &ink, effort);
    return ink;
}

bool plain_true(const struct plain *plain, const xmlNode *context, size_t *effort)
{
    const struct plain *left = plain->left;
    const struct plain *right = plain->right;
    switch (plain->kind) {
    case PLAIN_PATH: return walk(plain->steps, context, &(struct look){is_there, NULL, effort});
    case PLAIN_LITERAL: return *plain->literal != '\0';
    case PLAIN_SPACE: return has_ink(left, context, effort);
    case PLAIN_NOT: return !plain_true(left, context, effort);
    case PLAIN_AND: return plain_true(left, context, effort) && plain_true(right, context, effort);
    case PLAIN_OR: return plain_true(left, context, effort) || plain_true(right, context, effort);
    case PLAIN_EQUAL:
    case PLAIN_UNEQUAL: return compare(plain, context, effort);
    case PLAIN_LISTED: return is_listed(plain, context, effort);
    }
    return false;
}

/* ---- nodes ------------------------------------------------------------------------ */

struct collection {
    const struct node **room;
    size_t size;
    size_t count;
};

static bool collect(const xmlNode *node, void *context)
{
    struct collection *collection = context;
    if (node->type == XML_DOCUMENT_NODE)
        return false;
    if (collection->count < collection->size)
        collection->room[collection->count] = node_from_xml(node);
    collection->count++;
    return false;
}

bool plain_is_path(const struct plain *plain)
{
    return plain->kind == PLAIN_PATH;
}

size_t plain_nodes(const struct plain *plain, const xmlNode *context, const struct node **room,
                   size_t size, size_t *effort)
{
    struct collection collection = {.room = room, .size = size};
    walk(plain->steps, context, &(struct look){collect, &collection, effort});
    return collection.count;
}
