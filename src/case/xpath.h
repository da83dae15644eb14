/*
 * xpath.h - one XPath evaluation machine: prefixes, functions and limits set once.
 *
 * A query is evaluated some hundred times per form and thousands of forms pass
 * in a second, so that the context is made once and pointed at one case after
 * another.  A process evaluates one query at a time.
 */
#ifndef FORMULYAR_CASE_XPATH_H
#define FORMULYAR_CASE_XPATH_H

#include <libxml/xpath.h>
#include <stdbool.h>

struct arena;
struct xpath;
struct check_state;

struct xpath *xpath_new(void);
void xpath_free(struct xpath *xpath);

/* What the functions of functions.h answer from until the next call; NULL for nothing. */
void xpath_set_state(struct xpath *xpath, const struct check_state *state);

/* What it was set to. */
const struct check_state *xpath_state(const struct xpath *xpath);

/* Compiles; NULL when the expression is not XPath, with libxml2's reason in *why. */
xmlXPathCompExprPtr xpath_compile(struct xpath *xpath, const char *expression, const char **why);

/* Evaluates at a node; NULL when it fails or runs away.  The caller frees the object. */
xmlXPathObjectPtr xpath_evaluate(struct xpath *xpath, xmlXPathCompExprPtr expression,
                                 xmlNodePtr node);

/* The same for the boolean that it comes to; false when it fails. */
bool xpath_true(struct xpath *xpath, xmlXPathCompExprPtr expression, xmlNodePtr node);

/* For what belongs to compiled expressions; it lives with the machine. */
struct arena *xpath_arena(struct xpath *xpath);

/* An evaluation failed that was not the machine's own. */
void xpath_note_failure(struct xpath *xpath);

/* True when an evaluation has failed since the last call. */
bool xpath_take_failure(struct xpath *xpath);

#endif
