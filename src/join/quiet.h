/*
 * quiet.h - what starts by itself in minutes is left out of an official file.
 *
 * Scripts, programs, forms sent away, other files opened, sound and film, what happens
 * on opening or on events, full screen, print settings, attached programs, usage
 * rights.  The pages keep their look: an annotation keeps its appearance, a button its
 * place.
 */
#ifndef FORMULYAR_JOIN_QUIET_H
#define FORMULYAR_JOIN_QUIET_H

#include "join/protocol.h"

#include <qpdf/qpdf-c.h>
#include <stdbool.h>

struct quiet_facts {
    unsigned left_out; /* of enum quiet_kind (protocol.h) */
    long kept_files;   /* attached files that stay */
    bool kept_other;   /* some of them are no PDF */
};

/* Leaves it out of the file; false when the file cannot be looked through (graph.h). */
bool quiet_minutes(qpdf_data pdf, struct quiet_facts *facts);

#endif
