/*
 * extract.h - what of a council file belongs to one case, and nothing else.
 *
 * An extract from minutes is filed with one teacher's papers.  Everything that
 * is not about that case is taken out of the tree before the form is made, so
 * that no wording of the form can print it.
 */
#ifndef FORMULYAR_COUNCIL_EXTRACT_H
#define FORMULYAR_COUNCIL_EXTRACT_H

#include "case/case.h"

/*
 * Keeps of the council file (meeting_read()): chair, secretary, certifier, those
 * agenda items with a text about the case id, of these the subject and the
 * speeches and decisions about that case alone, the speakers' names, and the
 * numbers that all of it had.  allowed is what --allow names (strangers.h), or
 * NULL.  False with diagnostics when the minutes do not concern the case, when a
 * text belongs to several cases at once, or when what is left names somebody of
 * another case, or possibly does.
 */
bool extract_prune(struct casefile *council, const char *id, const char *allowed,
                   struct diags *diags);

#endif
