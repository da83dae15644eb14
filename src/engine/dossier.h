/*
 * dossier.h - the minutes of a council file with the appendices that it cites, as one document.
 */
#ifndef FORMULYAR_ENGINE_DOSSIER_H
#define FORMULYAR_ENGINE_DOSSIER_H

#include "council/appendices.h"
#include "engine/councils.h"

/*
 * Checks the cited cases, fills the plan in with what the council file says, and puts the document together in
 * arena, where it borrows from the council.  The caller has set words, no_list and duplex.  NULL with diagnostics
 * when anything is wrong.
 */
struct document *dossier_document(struct councils *councils, const struct casefile *council,
                                  const struct edition *edition, struct rules_session *session,
                                  struct appendices_plan *plan, struct arena *arena);

#endif
