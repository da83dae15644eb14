/*
 * action.h - actions (ISO 32000-1, 12.6): which may stay in minutes of a stranger.
 */
#ifndef FORMULYAR_JOIN_ACTION_H
#define FORMULYAR_JOIN_ACTION_H

#include <qpdf/qpdf-c.h>
#include <stdbool.h>

/*
 * The kinds of quiet.h for which the action is left out, 0 when it may stay: going to a
 * place in this file or to an address of the web, turning pages, showing and hiding.
 * *is_action tells whether the object is an action at all.
 */
unsigned action_kind(qpdf_data pdf, qpdf_oh object, bool *is_action);

/*
 * True for an address that a browser or a mail program opens, or one without a scheme,
 * of the same site; and for what is no string.
 */
bool action_is_web_address(qpdf_data pdf, qpdf_oh address);

/*
 * What stays of an action with all that follows it (/Next): itself, the next one that
 * may stay, or the null object.  Kinds of what goes are added to *left_out.
 */
qpdf_oh action_quiet(qpdf_data pdf, qpdf_oh action, unsigned *left_out);

/* The kinds of an action and of all that follow it; all is what an allowed one counts as. */
unsigned action_kinds(qpdf_data pdf, qpdf_oh action, unsigned allowed);

/* The same of those that follow it alone. */
unsigned action_kinds_behind(qpdf_data pdf, qpdf_oh action, unsigned allowed);

/* Leaves out what the dictionary does under the keys that hold actions: /A, /PA, /Next. */
void action_quiet_holder(qpdf_data pdf, qpdf_oh dict, unsigned *left_out);

/* True when the dictionary is such an action itself, and not an element of the structure. */
bool action_is_loud(qpdf_data pdf, qpdf_oh dict);

/* Makes it an action that does nothing. */
void action_empty(qpdf_data pdf, qpdf_oh dict);

#endif
