/*
 * attachment.h - files inside of minutes (ISO 32000-1, 7.11.4): documents stay, programs go.
 */
#ifndef FORMULYAR_JOIN_ATTACHMENT_H
#define FORMULYAR_JOIN_ATTACHMENT_H

#include "join/quiet.h"

/*
 * Looks at a file specification with embedded files.  It keeps them when their name
 * ends as that of a document without macros, a table, a picture or a signature does and
 * their bytes are no program's; else it names a file that is not there any more.
 */
void attachment_look(qpdf_data pdf, qpdf_oh specification, struct quiet_facts *facts);

/* Takes what names no embedded file any more from the list of attachments and from /AF. */
void attachment_tidy(qpdf_data pdf);

#endif
