/*
 * query.c - compiled XPath over a case; see case.h.
 */
#include "case/schema.h"

#include "base/arena.h"
#include "case/names.h"
#include "case/plain.h"

#include <libxml/xpathInternals.h>
#include <stdlib.h>
#include <string.h>

struct query {
    struct xpath *xpath; /* borrowed from the schema */
    xmlXPathCompExprPtr expression;
    const struct plain *plain; /* NULL: it takes the machine; in the machine's arena */
};

struct query *query_compile(const char *xpath, const struct case_schema *schema, struct pos pos,
                            struct diags *diags)
{
    const char *why = NULL;
    struct xpath *machine = case_schema_xpath(schema);
    xmlXPathCompExprPtr expression = xpath_compile(machine, xpath, &why);
    if (!expression) {
        diag_add(diags, MESSAGE_QUERY_SYNTAX, pos, NULL, xpath, NULL);
        return NULL;
    }
    if (!names_check(xpath, schema, pos, diags)) {
        xmlXPathFreeCompExpr(expression);
        return NULL;
    }
    struct query *query = xmalloc(sizeof *query);
    *query = (struct query){.xpath = machine,
                            .expression = expression,
                            .plain = plain_compile(xpath, xpath_arena(machine))};
    return query;
}

void query_free(struct query *query)
{
    if (!query)
        return;
    xmlXPathFreeCompExpr(query->expression);
    free(query);
}

static xmlNodePtr xml_of(const struct node *node)
{
    return (xmlNodePtr)(size_t)node_to_xml(node);
}

static xmlXPathObjectPtr evaluate(const struct query *query, const struct node *context)
{
    return xpath_evaluate(query->xpath, query->expression, xml_of(context));
}

static bool is_asked_for(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE || node->type == XML_ATTRIBUTE_NODE ||
           node->type == XML_TEXT_NODE;
}

static struct plain_means means_of(const struct query *query)
{
    return (struct plain_means){.state = xpath_state(query->xpath), .effort = PLAIN_EFFORT};
}

/* The nodes of a plain path, none when it runs away. */
static size_t walk(const struct query *query, const struct node *context, const struct node **room,
                   size_t size)
{
    struct plain_means means = means_of(query);
    size_t const count = plain_nodes(query->plain, node_to_xml(context), room, size, &means);
    if (means.effort)
        return count;
    xpath_note_failure(query->xpath);
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
    *count = 0;
    const struct node **nodes = NULL;
    xmlXPathObjectPtr object = evaluate(query, context);
    if (object && object->type == XPATH_NODESET && object->nodesetval &&
        object->nodesetval->nodeNr > 0) {
        xmlXPathNodeSetSort(object->nodesetval);
        nodes = ARENA_ARRAY(arena, (size_t)object->nodesetval->nodeNr, const struct node *);
        for (int i = 0; i < object->nodesetval->nodeNr; i++)
            if (is_asked_for(object->nodesetval->nodeTab[i]))
                nodes[(*count)++] = node_from_xml(object->nodesetval->nodeTab[i]);
    }
    xmlXPathFreeObject(object);
    return nodes;
}

const char *query_string(const struct query *query, const struct node *context, struct arena *arena)
{
    size_t count;
    const struct node **nodes = is_path(query) ? path_nodes(query, context, arena, &count) : NULL;
    if (is_path(query))
        return nodes ? node_text(*nodes, arena) : "";
    const char *string = "";
    xmlXPathObjectPtr object = evaluate(query, context);
    if (object && object->type == XPATH_NODESET) {
        if (object->nodesetval && object->nodesetval->nodeNr > 0) {
            xmlXPathNodeSetSort(object->nodesetval);
            string = node_text(node_from_xml(object->nodesetval->nodeTab[0]), arena);
        }
    } else if (object) {
        xmlChar *copy = xmlXPathCastToString(object);
        string = arena_strdup(arena, (const char *)copy);
        xmlFree(copy);
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
    xpath_note_failure(query->xpath);
    return false;
}
