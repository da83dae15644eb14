/*
 * plain.c - answers plain expressions; see plain.h.
 */
#include "case/plain.h"

#include "base/text.h"
#include "case/functions.h"
#include "russian/hints.h"

#include <libxml/xpathInternals.h>
#include <stdlib.h>
#include <string.h>

/* Is shown one node or value after another; true: enough. */
typedef bool node_viewer(const xmlNode *node, void *context);
typedef bool value_viewer(const char *value, void *context);

/* ---- paths ---------------------------------------------------------------------- */

struct look {
    node_viewer *view;
    void *context;
    struct plain_means *means;
};

static bool walk(const struct step *step, const xmlNode *node, const struct look *look);

static bool is_child_wanted(const struct step *step, const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE && tree_is_named(node->name, step->name) && node->ns &&
           strcmp((const char *)node->ns->href, step->space) == 0;
}

static bool arrive(const struct step *step, const xmlNode *node, const struct look *look)
{
    return (!step->predicate || plain_true(step->predicate, node, look->means)) &&
           walk(step->next, node, look);
}

/* The siblings from first to before last, which may be NULL. */
static bool walk_siblings(const struct step *step, const xmlNode *first, const xmlNode *last,
                          const struct look *look)
{
    for (const xmlNode *node = first; node != last; node = node->next) {
        if (!look->means->effort)
            return true;
        look->means->effort--;
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

/* The string value of a node: its own bytes when they stand together, else made in room. */
static const char *value_of(const xmlNode *node, struct text *room)
{
    const xmlNode *only = tree_only_text(node);
    if (only)
        return (const char *)only->content;
    xmlChar *content = xmlNodeGetContent(node);
    text_clear(room);
    text_add(room, content ? (const char *)content : "");
    xmlFree(content);
    return text_string(room);
}

static bool note_node(const xmlNode *node, void *context)
{
    const xmlNode **noted = context;
    *noted = node;
    return true;
}

static const xmlNode *first_node(const struct plain *path, const xmlNode *node,
                                 struct plain_means *means)
{
    const xmlNode *first = NULL;
    walk(path->steps, node, &(struct look){note_node, &first, means});
    return first;
}

static bool note_value(const char *value, void *context)
{
    text_add(context, value);
    return true;
}

static bool each_value(const struct plain *plain, const xmlNode *node, value_viewer *view,
                       void *context, struct plain_means *means);

/* The value of a function of the first value of left. */
static void call(const struct plain *plain, const xmlNode *node, struct plain_means *means,
                 struct text *out)
{
    if (plain->kind == PLAIN_FULL_NAME) {
        const xmlNode *person = first_node(plain->left, node, means);
        if (person)
            full_name_add(person, out);
        return;
    }
    each_value(plain->left, node, note_value, out, means);
    if (plain->kind == PLAIN_SPACE)
        text_fold(out, true);
    else
        put_school_year(out);
}

struct show {
    value_viewer *view;
    void *context;
    struct text room;
};

static bool show_value(const xmlNode *node, void *context)
{
    struct show *show = context;
    return show->view(value_of(node, &show->room), show->context);
}

/* Shows the values of an expression: one of each node of a path, else only one. */
static bool each_value(const struct plain *plain, const xmlNode *node, value_viewer *view,
                       void *context, struct plain_means *means)
{
    const struct check_state *state = means->state;
    struct show show = {.view = view, .context = context};
    bool ended;
    if (plain->kind == PLAIN_LITERAL)
        return view(plain->literal, context);
    if (plain->kind == PLAIN_TODAY)
        return view(state && state->today ? state->today : "", context);
    if (plain->kind == PLAIN_APPROVED)
        return view(state && state->approved ? state->approved : "", context);
    if (plain->kind == PLAIN_PATH) {
        ended = walk(plain->steps, node, &(struct look){show_value, &show, means});
    } else {
        call(plain, node, means, &show.room);
        ended = view(text_string(&show.room), context);
    }
    text_free(&show.room);
    return ended;
}

/* ---- questions -------------------------------------------------------------------- */

/* Values of the left are held against all of the right, until one pair is as asked. */
struct comparison {
    const struct plain *right;
    const xmlNode *node;
    struct plain_means *means;
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
                      comparison->means);
}

static bool compare(const struct plain *plain, const xmlNode *node, struct plain_means *means)
{
    struct comparison comparison = {
        .right = plain->right, .node = node, .means = means, .equal = plain->kind == PLAIN_EQUAL};
    return each_value(plain->left, node, compare_left, &comparison, means);
}

/* No number when the first value is no date. */
static double day(const struct plain *plain, const xmlNode *node, struct plain_means *means)
{
    struct text date = TEXT_EMPTY;
    each_value(plain, node, note_value, &date, means);
    double const number = day_of(text_string(&date));
    text_free(&date);
    return number;
}

struct word {
    const char *start;
    size_t length;
};

static bool has_word(const char *value, void *context)
{
    const struct word *word = context;
    return text_has_word(value, word->start, word->length);
}

struct listing {
    const struct plain *nodes;
    const xmlNode *node;
    struct plain_means *means;
    bool all;
};

static bool look_for_words(const char *list, void *context)
{
    static const char space[] = " \t\r\n";
    struct listing *listing = context;
    struct word word = {.start = list};
    while (listing->all && *(word.start += strspn(word.start, space))) {
        word.length = strcspn(word.start, space);
        listing->all = each_value(listing->nodes, listing->node, has_word, &word, listing->means);
        word.start += word.length;
    }
    return true;
}

static bool is_listed(const struct plain *plain, const xmlNode *node, struct plain_means *means)
{
    struct listing listing = {.nodes = plain->right, .node = node, .means = means, .all = true};
    each_value(plain->left, node, look_for_words, &listing, means);
    return listing.all;
}

static bool is_there(const xmlNode *node, void *context)
{
    (void)node;
    (void)context;
    return true;
}

static bool has_ink(const char *value)
{
    return value[strspn(value, " \t\r\n")];
}

static bool has_bytes(const char *value)
{
    return *value;
}

struct question {
    bool (*is)(const char *value);
    bool answer;
};

/* The answer for the first value will do. */
static bool ask_value(const char *value, void *context)
{
    struct question *question = context;
    question->answer = question->is(value);
    return true;
}

static bool first_is(const struct plain *plain, const xmlNode *node, bool (*is)(const char *value),
                     struct plain_means *means)
{
    struct question question = {.is = is};
    each_value(plain, node, ask_value, &question, means);
    return question.answer;
}

bool plain_true(const struct plain *plain, const xmlNode *context, struct plain_means *means)
{
    const struct plain *left = plain->left;
    const struct plain *right = plain->right;
    switch (plain->kind) {
    case PLAIN_PATH: return walk(plain->steps, context, &(struct look){is_there, NULL, means});
    case PLAIN_SPACE: return first_is(left, context, has_ink, means);
    case PLAIN_LITERAL:
    case PLAIN_TODAY:
    case PLAIN_APPROVED:
    case PLAIN_SCHOOL_YEAR:
    case PLAIN_FULL_NAME: return first_is(plain, context, has_bytes, means);
    case PLAIN_NOT: return !plain_true(left, context, means);
    case PLAIN_AND: return plain_true(left, context, means) && plain_true(right, context, means);
    case PLAIN_UNION:
    case PLAIN_OR: return plain_true(left, context, means) || plain_true(right, context, means);
    case PLAIN_EQUAL:
    case PLAIN_UNEQUAL: return compare(plain, context, means);
    case PLAIN_EARLIER: return day(left, context, means) < day(right, context, means);
    case PLAIN_EARLIER_SAME: return day(left, context, means) <= day(right, context, means);
    case PLAIN_LISTED: return is_listed(plain, context, means);
    case PLAIN_INITIAL: return first_is(left, context, hint_initial, means);
    case PLAIN_DAY: break; /* part of the two above */
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

bool plain_has_nodes(const struct plain *plain)
{
    return plain->kind == PLAIN_PATH || plain->kind == PLAIN_UNION;
}

static int in_document_order(const void *a, const void *b)
{
    const xmlNode *first = node_to_xml(*(const struct node *const *)a);
    const xmlNode *second = node_to_xml(*(const struct node *const *)b);
    return -xmlXPathCmpNodes((xmlNodePtr)(size_t)first, (xmlNodePtr)(size_t)second);
}

/* Puts nodes in document order, each once. */
static size_t sort(const struct node **nodes, size_t count)
{
    size_t kept = 0;
    qsort(nodes, count, sizeof *nodes, in_document_order);
    for (size_t i = 0; i < count; i++)
        if (!kept || nodes[kept - 1] != nodes[i])
            nodes[kept++] = nodes[i];
    return kept;
}

size_t plain_nodes(const struct plain *plain, const xmlNode *context, const struct node **room,
                   size_t size, struct plain_means *means)
{
    struct collection collection = {.room = room, .size = size};
    const struct plain *path = plain; /* the last one; those before it are on the left */
    for (; path->kind == PLAIN_UNION; path = path->left)
        walk(path->right->steps, context, &(struct look){collect, &collection, means});
    walk(path->steps, context, &(struct look){collect, &collection, means});
    bool const sorted = plain->kind == PLAIN_PATH || collection.count > size;
    return sorted ? collection.count : sort(room, collection.count);
}
