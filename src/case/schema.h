/*
 * schema.h - the compiled case.xsd inside case/.
 */
#ifndef FORMULYAR_CASE_SCHEMA_H
#define FORMULYAR_CASE_SCHEMA_H

#include "case/tree.h"
#include "case/xpath.h"

#include <stdbool.h>

/*
 * Validates the case; each problem goes to diags.  True when there was none.  A
 * case that was broken already may differ from the schema only for that.
 */
bool case_schema_check(const struct case_schema *schema, const struct casefile *casefile,
                       bool broken, struct diags *diags);

/* What the form calls what a node_path() leads to; in the arena. */
const char *case_schema_label(const struct case_schema *schema, const char *path,
                              enum language language, struct arena *arena);

/* True when the schema lets that child stand in the element. */
bool case_schema_has_child(const struct case_schema *schema, const xmlNode *element,
                           const char *name);

/* What the schema describes. */
const struct kind *case_schema_kind(const struct case_schema *schema);

/* The XPath machine that all queries of this schema share; it lives with the schema. */
struct xpath *case_schema_xpath(const struct case_schema *schema);

#endif
