/*
 * inspect.h - what minutes are, and why they may not be joined.
 */
#ifndef FORMULYAR_JOIN_INSPECT_H
#define FORMULYAR_JOIN_INSPECT_H

#include "base/text.h"

#include <qpdf/qpdf-c.h>
#include <stdbool.h>

/* What the minutes say of themselves. */
struct minutes_facts {
    int pages;
    char part;      /* of PDF/A: '1' to '4'; 0: no claim */
    char level;     /* of PDF/A: 'A', 'B' or 'U'; 0: none */
    bool has_language;
    bool is_tagged; /* has a structure tree and says that it is whole */
};

/*
 * Opens the bytes, which must outlive the result, and looks into every object.
 * NULL when they may not be joined: *refusal is then a word of the protocol
 * (join/protocol.h).
 */
qpdf_data inspect_open(const struct text *bytes, struct minutes_facts *facts,
                       const char **refusal);

#endif
