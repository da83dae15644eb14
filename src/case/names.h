/*
 * names.h - do the names in an XPath expression exist?
 */
#ifndef FORMULYAR_CASE_NAMES_H
#define FORMULYAR_CASE_NAMES_H

#include "case/case.h"

/*
 * Looks at every name of a well-formed expression: elements (c:name), attributes
 * (@name) and functions.  Adds a diagnostic at pos for each that does not exist,
 * because XPath would select nothing in silence.  True when all exist.
 */
bool names_check(const char *xpath, const struct case_schema *schema, struct pos pos,
                 struct diags *diags);

#endif
