/*
 * path.h - the plain paths among XPath expressions, walked without an XPath machine.
 *
 * Most of what forms and rules ask for is c:results/c:result, c:conclusion/@date
 * or the context node itself: child steps down to an element or an attribute.
 * Walking those directly gives the same nodes in the same order for a tenth of
 * the work.
 */
#ifndef FORMULYAR_CASE_PATH_H
#define FORMULYAR_CASE_PATH_H

#include "case/tree.h"

struct path;

/* NULL when the expression is more than a plain path.  Ended by path_free(). */
struct path *path_compile(const char *xpath);
void path_free(struct path *path);

/*
 * The nodes that the path leads to from a context node, in document order.  Writes
 * as many as fit into room and returns how many there are; room may be NULL.
 */
size_t path_walk(const struct path *path, const xmlNode *context, const struct node **room,
                 size_t size);

#endif
