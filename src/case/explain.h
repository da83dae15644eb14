/*
 * explain.h - why a case does not match the schema, in words for its author.
 */
#ifndef FORMULYAR_CASE_EXPLAIN_H
#define FORMULYAR_CASE_EXPLAIN_H

#include "case/model.h"
#include "case/tree.h"

/*
 * Adds a diagnostic for every place where the case differs from the model.
 * libxml2 has found that it is not valid; it stops at the first problem among
 * an element's children, this does not.  Returns how many were added.
 */
size_t explain(const struct model *model, const struct casefile *casefile, struct diags *diags);

#endif
