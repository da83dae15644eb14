/*
 * graph.h - everything that is reached from an object: what the joined file will hold of the minutes.
 */
#ifndef FORMULYAR_JOIN_GRAPH_H
#define FORMULYAR_JOIN_GRAPH_H

#include <qpdf/qpdf-c.h>
#include <stdbool.h>

/*
 * Told of every dictionary, array and stream, of each once and before what hangs on it;
 * may change it.  The handle is released afterwards.
 */
typedef void graph_visit(void *context, qpdf_oh container);

/*
 * Walks from the object.  False when it is too large, or when a key holds a "#" that the
 * library does not show whole, so that what hangs on it was not seen.
 */
bool graph_walk(qpdf_data pdf, qpdf_oh from, graph_visit *visit, void *context);

#endif
