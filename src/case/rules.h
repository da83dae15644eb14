/*
 * rules.h - the forced and the plausible rules of forms/rules.xml, checked on a
 * valid case (domain 4a: F1-F11 errors, W1-W9 warnings).
 *
 * A rule is an XPath assertion with a code and two texts.  XPath 1.0 knows no
 * dates: calendar questions are functions under the prefix f: (rules.c lists
 * them).  A rule that names an element the schema does not know is refused at
 * load, because XPath would let it pass in silence.
 */
#ifndef FORMULYAR_CASE_RULES_H
#define FORMULYAR_CASE_RULES_H

#include "case/case.h"

struct rules;

/* Loads and compiles; NULL and diagnostics on failure.  The caller owns it. */
struct rules *rules_load(const char *path, const struct case_schema *schema, struct diags *diags);
void rules_free(struct rules *rules);

/*
 * Checks one valid case and adds a diagnostic for each rule it breaks, at the
 * node the rule names.  In a draft, errors become warnings.  today is an ISO
 * date for "in the future" questions, or NULL to leave them out; approved is
 * the date on which the edition was approved, or NULL.
 */
void rules_check(const struct rules *rules, const struct casefile *casefile, bool draft,
                 const char *today, const char *approved, struct diags *diags);

#endif
