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

/* Leaves it out of the file; false when the file cannot be looked through (graph_walk()). */
bool quiet_minutes(qpdf_data pdf, struct quiet_facts *facts);

/* ---- for quiet.c: actions (ISO 32000-1, 12.6) ------------------------------------------- */

/*
 * The kinds (protocol.h) for which the action is left out, 0 when it may stay: going to a
 * place in this file or to an address of the web, turning pages, showing and hiding.
 * *is_action tells whether the object is an action at all.
 */
unsigned action_kind(qpdf_data pdf, qpdf_oh object, bool *is_action);

/*
 * True for an address that a browser or a mail program opens, or one without a scheme,
 * of the same site; and for what is no string.
 */
bool action_is_web_address(qpdf_data pdf, qpdf_oh address);

/* The kinds of an action and of all that follow it; allowed is what one that may stay counts as. */
unsigned action_kinds(qpdf_data pdf, qpdf_oh action, unsigned allowed);

/* The same of those that follow it alone. */
unsigned action_kinds_behind(qpdf_data pdf, qpdf_oh action, unsigned allowed);

/* Leaves out what the dictionary does under the keys that hold actions: /A, /PA, /Next. */
void action_quiet_holder(qpdf_data pdf, qpdf_oh dict, unsigned *left_out);

/* True when the dictionary is such an action itself, and not an element of the structure. */
bool action_is_loud(qpdf_data pdf, qpdf_oh dict);

/* Makes it an action that does nothing. */
void action_empty(qpdf_data pdf, qpdf_oh dict);

/* ---- for quiet.c: files inside of minutes (7.11.4) ---------------------------------------- */

/*
 * Looks at a file specification with embedded files.  It keeps them when their name
 * ends as that of a document without macros, a table, a picture or a signature does and
 * their bytes are no program's; else it names a file that is not there any more.
 */
void attachment_look(qpdf_data pdf, qpdf_oh specification, struct quiet_facts *facts);

/* Takes what names no embedded file any more from the list of attachments and from /AF. */
void attachment_tidy(qpdf_data pdf);

#endif
