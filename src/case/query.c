/*
 * query.c - compiled XPath over a case, and the machine that evaluates it; see case.h, schema.h.
 */
#include "case/schema.h"

#include "base/arena.h"
#include "case/functions.h"
#include "case/plain.h"
#include "xml/xml.h"

#include <libxml/xpathInternals.h>
#include <stdlib.h>
#include <string.h>

/* Far more than any honest expression needs on a case of the largest size. */
enum { OPERATION_LIMIT = 2 * 1000 * 1000 };

struct query {
    struct xpath *xpath; /* borrowed from the schema */
    xmlXPathCompExprPtr expression;
    const char *text;          /* in the machine's arena */
    const struct plain *plain; /* NULL: it takes the machine; in the machine's arena */
};

/* ---- the machine ---------------------------------------------------------------- */

/* An expression that cannot be evaluated is told as such; a lack of memory is none of these. */
static void on_error(void *context, xml_error *error)
{
    (void)context;
    xml_check_memory(error);
}

struct xpath *xpath_new(void)
{
    struct xpath *xpath = xmalloc(sizeof *xpath);
    *xpath = (struct xpath){.context = xmlXPathNewContext(NULL), .arena = arena_new()};
    if (!xpath->context ||
        xmlXPathRegisterNs(xpath->context, BAD_CAST kind_case.prefix, BAD_CAST kind_case.space) ||
        xmlXPathRegisterNs(xpath->context, BAD_CAST kind_minutes.prefix,
                           BAD_CAST kind_minutes.space))
        out_of_memory();
    functions_register(xpath->context);
    xpath->context->userData = xpath;
    xmlXPathContextSetCache(xpath->context, 1, -1, 0);
    xpath->context->error = on_error;
    xpath->context->opLimit = OPERATION_LIMIT;
    return xpath;
}

void xpath_free(struct xpath *xpath)
{
    if (!xpath)
        return;
    xmlXPathFreeContext(xpath->context);
    arena_free(xpath->arena);
    free(xpath);
}

static void point_at(struct xpath *xpath, xmlNodePtr node)
{
    xpath->context->opCount = 0;
    xpath->context->doc = node->doc;
    xpath->context->node = node;
}

xmlXPathObjectPtr xpath_evaluate(struct xpath *xpath, xmlXPathCompExprPtr expression,
                                 xmlNodePtr node)
{
    point_at(xpath, node);
    xmlXPathObjectPtr object = xmlXPathCompiledEval(expression, xpath->context);
    xpath->failed |= !object;
    return object;
}

static bool xpath_true(struct xpath *xpath, xmlXPathCompExprPtr expression, xmlNodePtr node)
{
    point_at(xpath, node);
    int const answer = xmlXPathCompiledEvalToBoolean(expression, xpath->context);
    xpath->failed |= answer < 0;
    return answer == 1;
}

bool xpath_take_failure(struct xpath *xpath)
{
    bool const failed = xpath->failed;
    xpath->failed = false;
    return failed;
}

/* ---- queries ---------------------------------------------------------------------- */

struct query *query_compile(const char *xpath, const struct case_schema *schema, struct pos pos,
                            struct diags *diags)
{
    struct xpath *machine = schema->xpath;
    xmlXPathCompExprPtr expression = xmlXPathCtxtCompile(machine->context, BAD_CAST xpath);
    if (!expression) {
        diag_add(diags, MESSAGE_QUERY_SYNTAX, pos, NULL, xpath, NULL);
        return NULL;
    }
    if (!names_check(xpath, schema, pos, diags)) {
        xmlXPathFreeCompExpr(expression);
        return NULL;
    }
    /* What answers a query lies together, and queries as they are asked: a case finds nothing of it in the caches. */
    struct query *query = ARENA_NEW(machine->arena, struct query);
    *query = (struct query){
        .xpath = machine, .expression = expression, .plain = plain_compile(xpath, machine->arena)};
    query->text = arena_strdup(machine->arena, xpath);
    return query;
}

const char *query_text(const struct query *query)
{
    return query->text;
}

void query_free(struct query *query)
{
    if (query)
        xmlXPathFreeCompExpr(query->expression);
}

static xmlNodePtr xml_of(const struct node *node)
{
    return (xmlNodePtr)(size_t)node_to_xml(node);
}

static xmlXPathObjectPtr evaluate(const struct query *query, const struct node *context)
{
    return xpath_evaluate(query->xpath, query->expression, xml_of(context));
}

/* The nodes of an object in document order; none when it is another one. */
static const struct node **nodes_of(xmlXPathObjectPtr object, struct arena *arena, size_t *count)
{
    xmlNodeSetPtr set = object && object->type == XPATH_NODESET ? object->nodesetval : NULL;
    *count = 0;
    if (!set || !set->nodeNr)
        return NULL;
    const struct node **nodes = ARENA_ARRAY(arena, (size_t)set->nodeNr, const struct node *);
    xmlXPathNodeSetSort(set);
    for (int i = 0; i < set->nodeNr; i++) {
        xmlElementType const type = set->nodeTab[i]->type;
        if (type == XML_ELEMENT_NODE || type == XML_ATTRIBUTE_NODE || type == XML_TEXT_NODE)
            nodes[(*count)++] = node_from_xml(set->nodeTab[i]);
    }
    return nodes;
}

static struct plain_means means_of(const struct query *query)
{
    return (struct plain_means){.state = query->xpath->state, .effort = PLAIN_EFFORT};
}

/* The nodes of a plain path, none when it runs away. */
static size_t walk(const struct query *query, const struct node *context, const struct node **room,
                   size_t size)
{
    struct plain_means means = means_of(query);
    size_t const count = plain_nodes(query->plain, node_to_xml(context), room, size, &means);
    if (means.effort)
        return count;
    query->xpath->failed = true;
    return 0;
}

static const struct node **path_nodes(const struct query *query, const struct node *context,
                                      struct arena *arena, size_t *count)
{
    const struct node *few[8];
    size_t const fit = sizeof few / sizeof *few;
    *count = walk(query, context, few, fit);
    if (!*count)
        return NULL;
    const struct node **nodes = ARENA_ARRAY(arena, *count, const struct node *);
    if (*count <= fit)
        memcpy(nodes, few, *count * sizeof *nodes);
    else
        *count = walk(query, context, nodes, *count);
    return nodes;
}

static bool is_path(const struct query *query)
{
    return query->plain && plain_has_nodes(query->plain);
}

const struct node **query_nodes(const struct query *query, const struct node *context,
                                struct arena *arena, size_t *count)
{
    if (is_path(query))
        return path_nodes(query, context, arena, count);
    xmlXPathObjectPtr object = evaluate(query, context);
    const struct node **nodes = nodes_of(object, arena, count);
    xmlXPathFreeObject(object);
    return nodes;
}

const char *query_string(const struct query *query, const struct node *context, struct arena *arena)
{
    size_t count;
    xmlXPathObjectPtr object = is_path(query) ? NULL : evaluate(query, context);
    const char *string = "";
    if (object && object->type != XPATH_NODESET) {
        xmlChar *copy = xmlXPathCastToString(object);
        string = arena_strdup(arena, (const char *)copy);
        xmlFree(copy);
    } else {
        const struct node **nodes =
            object ? nodes_of(object, arena, &count) : query_nodes(query, context, arena, &count);
        string = count ? node_text(*nodes, arena) : "";
    }
    xmlXPathFreeObject(object);
    return string;
}

bool query_true(const struct query *query, const struct node *context)
{
    if (!query->plain)
        return xpath_true(query->xpath, query->expression, xml_of(context));
    struct plain_means means = means_of(query);
    bool const answer = plain_true(query->plain, node_to_xml(context), &means);
    if (means.effort)
        return answer;
    query->xpath->failed = true;
    return false;
}
