/*
 * query.c - compiled XPath over a case; see case.h.
 */
#include "case/schema.h"

#include "base/arena.h"
#include "base/text.h"

#include <ctype.h>
#include <libxml/xpathInternals.h>
#include <stdlib.h>
#include <string.h>

struct query {
    struct xpath *xpath; /* borrowed from the schema */
    xmlXPathCompExprPtr expression;
};

/* ---- names ------------------------------------------------------------ */

static bool is_name_start(char byte)
{
    return isalpha((unsigned char)byte) || byte == '_' || (unsigned char)byte >= 0x80;
}

static const char *name_end(const char *at)
{
    while (is_name_start(*at) || isdigit((unsigned char)*at) || *at == '-' || *at == '.')
        at++;
    return at;
}

static const char *skip_space(const char *at)
{
    while (*at == ' ' || *at == '\t' || *at == '\n' || *at == '\r')
        at++;
    return at;
}

enum name_kind { NAME_ELEMENT, NAME_ATTRIBUTE, NAME_BARE };

/* Adds the offending name to the diagnostics when the schema does not know it. */
static bool is_known(const char *start, const char *end, enum name_kind kind,
                     const struct case_schema *schema, struct pos pos, struct diags *diags)
{
    static const char *const prefix[] = {
        [NAME_ELEMENT] = "c:", [NAME_ATTRIBUTE] = "@", [NAME_BARE] = ""};
    struct text name = TEXT_EMPTY;
    text_add(&name, prefix[kind]);
    size_t const prefix_length = name.len;
    text_add_bytes(&name, start, (size_t)(end - start));
    bool const known =
        kind != NAME_BARE &&
        case_schema_knows(schema, text_string(&name) + prefix_length, kind == NAME_ATTRIBUTE);
    if (!known)
        diag_add(diags, MESSAGE_QUERY_NAME, pos, NULL, text_string(&name), NULL);
    text_free(&name);
    return known;
}

static bool is_word(const char *start, const char *end, const char *word)
{
    size_t const length = strlen(word);
    return (size_t)(end - start) == length && memcmp(start, word, length) == 0;
}

/*
 * Looks at every name of an expression that names an element (c:name) or an
 * attribute (@name, attribute::name).  A name with neither prefix nor @ that is
 * no function, axis or operator could never match, since all elements of a case
 * have the namespace: it counts as unknown too.
 */
static bool names_are_known(const char *xpath, const struct case_schema *schema, struct pos pos,
                            struct diags *diags)
{
    bool good = true;
    bool attribute = false;    /* an @ or attribute:: stands in front */
    bool operand = false;      /* an operand stands in front: a word is an operator */
    const char *at = skip_space(xpath);
    while (*at) {
        if (*at == '"' || *at == '\'') {
            const char *close = strchr(at + 1, *at);
            if (!close)
                return good;
            at = close + 1;
            operand = true;
        } else if (is_name_start(*at)) {
            const char *end = name_end(at);
            const char *next = skip_space(end);
            if (next[0] == ':' && next[1] == ':') {
                attribute = is_word(at, end, "attribute");
                at = next + 2;
                operand = false;
            } else if (end[0] == ':' && is_name_start(end[1])) {
                const char *local = end + 1;
                bool const is_case = is_word(at, end, "c");
                end = name_end(local);
                next = skip_space(end);
                if (*next != '(' && is_case)
                    good &= is_known(local, end, attribute ? NAME_ATTRIBUTE : NAME_ELEMENT, schema, pos,
                                     diags);
                at = end;
                operand = true;
                attribute = false;
            } else if (end[0] == ':' && end[1] == '*') {
                at = end + 2;
                operand = true;
                attribute = false;
            } else {
                bool const is_operator =
                    operand && (is_word(at, end, "and") || is_word(at, end, "or") ||
                                is_word(at, end, "div") || is_word(at, end, "mod"));
                if (*next != '(' && !is_operator)
                    good &= is_known(at, end, attribute ? NAME_ATTRIBUTE : NAME_BARE, schema, pos, diags);
                operand = !is_operator && *next != '(';
                attribute = false;
                at = end;
            }
        } else {
            attribute = *at == '@';
            operand = *at == ')' || *at == ']' || *at == '.' || isdigit((unsigned char)*at) ||
                      (*at == '*' && !operand);
            at++;
        }
        at = skip_space(at);
    }
    return good;
}

/* ---- queries ---------------------------------------------------------- */

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
    if (!names_are_known(xpath, schema, pos, diags)) {
        xmlXPathFreeCompExpr(expression);
        return NULL;
    }
    struct query *query = xmalloc(sizeof *query);
    *query = (struct query){.xpath = machine, .expression = expression};
    return query;
}

void query_free(struct query *query)
{
    if (!query)
        return;
    xmlXPathFreeCompExpr(query->expression);
    free(query);
}

static xmlXPathObjectPtr evaluate(const struct query *query, const struct node *context)
{
    return xpath_evaluate(query->xpath, query->expression, (xmlNodePtr)(size_t)node_to_xml(context));
}

static bool is_asked_for(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE || node->type == XML_ATTRIBUTE_NODE ||
           node->type == XML_TEXT_NODE;
}

const struct node **query_nodes(const struct query *query, const struct casefile *casefile,
                                const struct node *context, struct arena *arena, size_t *count)
{
    (void)casefile;
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

const char *query_string(const struct query *query, const struct casefile *casefile,
                         const struct node *context, struct arena *arena)
{
    (void)casefile;
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

bool query_true(const struct query *query, const struct casefile *casefile,
                const struct node *context)
{
    (void)casefile;
    xmlXPathObjectPtr object = evaluate(query, context);
    bool const result = object && xmlXPathCastToBoolean(object) == 1;
    xmlXPathFreeObject(object);
    return result;
}
