#include "case/xpath.h"

#include "base/arena.h"
#include "case/functions.h"
#include "case/tree.h"
#include "xml/memory.h"

#include <libxml/xpathInternals.h>
#include <stdlib.h>

/* Far more than any honest expression needs on a case of the largest size. */
enum { OPERATION_LIMIT = 2 * 1000 * 1000 };

struct xpath {
    xmlXPathContextPtr context;
    struct arena *arena;
    bool failed;
};

/* An expression that cannot be evaluated is told as such; a lack of memory is none of these. */
static void on_error(void *context, xmlErrorPtr error)
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

void xpath_set_state(struct xpath *xpath, const struct check_state *state)
{
    xpath->context->userData = (void *)(size_t)state;
}

const struct check_state *xpath_state(const struct xpath *xpath)
{
    return xpath->context->userData;
}

xmlXPathCompExprPtr xpath_compile(struct xpath *xpath, const char *expression, const char **why)
{
    xmlXPathCompExprPtr compiled = xmlXPathCtxtCompile(xpath->context, BAD_CAST expression);
    if (!compiled)
        *why = xpath->context->lastError.message ? xpath->context->lastError.message : "?";
    return compiled;
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

bool xpath_true(struct xpath *xpath, xmlXPathCompExprPtr expression, xmlNodePtr node)
{
    point_at(xpath, node);
    int const answer = xmlXPathCompiledEvalToBoolean(expression, xpath->context);
    xpath->failed |= answer < 0;
    return answer == 1;
}

struct arena *xpath_arena(struct xpath *xpath)
{
    return xpath->arena;
}

void xpath_note_failure(struct xpath *xpath)
{
    xpath->failed = true;
}

bool xpath_take_failure(struct xpath *xpath)
{
    bool const failed = xpath->failed;
    xpath->failed = false;
    return failed;
}
