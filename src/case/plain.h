/*
 * plain.h - the plain ones among XPath expressions, answered without an XPath machine.
 *
 * Nearly all that forms and rules ask is whether something is there or has a certain
 * value: c:results/c:result[@state = 'removed'], not(c:problem-status = 'none'),
 * normalize-space(c:before).  Walking the tree for those directly gives the same
 * answers for a twentieth of the work.  Plain are
 *
 *   paths       . .. @name c:name, joined by /; .. only in front, and behind it at
 *               most one preceding-sibling::c:name; [predicates] that are plain
 *   values      paths, 'literals', normalize-space() of a path
 *   questions   values, value = value, value != value, f:listed(path, path)
 *   joined by   and, or, not(), ( )
 *
 * All else (numbers, dates, positions, other axes and functions) is the machine's.
 */
#ifndef FORMULYAR_CASE_PLAIN_H
#define FORMULYAR_CASE_PLAIN_H

#include "case/tree.h"

struct plain;

/* In the arena; NULL when the expression, which the machine has accepted, is not plain. */
const struct plain *plain_compile(const char *xpath, struct arena *arena);

/* True when the expression is a path: only such have nodes. */
bool plain_is_path(const struct plain *plain);

/*
 * Answers look at *effort nodes at most and take from it those that they looked at.
 * When nothing is left, the expression has run away and the answer is void.
 */
enum { PLAIN_EFFORT = 2 * 1000 * 1000 }; /* far more than an honest one needs */

/*
 * The nodes that a path leads to from a context node, in document order.  Writes
 * as many as fit into room and returns how many there are.
 */
size_t plain_nodes(const struct plain *plain, const xmlNode *context, const struct node **room,
                   size_t size, size_t *effort);

/* What XPath's boolean() makes of the expression. */
bool plain_true(const struct plain *plain, const xmlNode *context, size_t *effort);

#endif
