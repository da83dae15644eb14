/*
 * inspect.h - what minutes are, and why they may not be joined.
 */
#ifndef FORMULYAR_JOIN_INSPECT_H
#define FORMULYAR_JOIN_INSPECT_H

#include "base/text.h"
#include "join/quiet.h"

#include <qpdf/qpdf-c.h>
#include <stdbool.h>

/* What the minutes say of themselves. */
struct minutes_facts {
    int pages;
    char part;                /* of PDF/A: '1' to '4'; 0: no claim */
    char level;               /* of PDF/A: 'A', 'B' or 'U'; 0: none */
    bool is_tagged;           /* has a structure tree and says that it is whole */
    bool has_language;        /* names one for the whole of it */
    bool is_mended;           /* has faults that the library mended; nothing was lost */
    bool asks_for_looks;      /* readers are to draw the fields anew, which PDF/A forbids */
    struct quiet_facts quiet; /* what was left out */
};

/*
 * Opens the bytes, which are repaired (repair.h) and must outlive the result, looks
 * into every object and leaves out what starts by itself.  NULL when they may not be
 * joined: *refusal is then a word of the protocol (join/protocol.h).
 */
qpdf_data inspect_open(struct text *bytes, struct minutes_facts *facts, const char **refusal);

#endif
