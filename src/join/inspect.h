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
 * Opens the bytes, which are repaired and must outlive the result, looks into every object
 * and leaves out what starts by itself.  NULL when they may not be joined: *refusal is
 * then a word of the protocol (join/protocol.h).
 */
qpdf_data inspect_open(struct text *bytes, struct minutes_facts *facts, const char **refusal);

/* ---- for inspect.c ------------------------------------------------------------------------- */

/*
 * Mends what readers pass over and the library stumbles at, in place, no byte more or
 * less: a cross-reference table that counts its objects from 1 though it begins with the
 * entry of object 0, as scanners write it; integers of more digits than 64 bits hold,
 * which become the largest.  What stands in streams and strings stays.  True when
 * something was mended.
 */
bool repair_bytes(struct text *bytes);

/*
 * True when what the stream holds can be read to its end, as far as its filters can be
 * undone here: pictures stay as they are.  *is_mended is set when something was
 * wrong with it that loses nothing: a missing checksum, which is made.
 */
bool mended_stream_is_whole(qpdf_data pdf, qpdf_oh stream, bool *is_mended);

/*
 * True when no object stands behind the last mark of the file's end: it was not cut off.
 * A file that had to be mended must have such a mark.
 */
bool mended_end_is_whole(const struct text *bytes, bool is_mended);

/* True when every page that the file counts on is there. */
bool mended_pages_are_whole(qpdf_data pdf);

/*
 * Which part and level of PDF/A the minutes claim in their XMP packet (ISO 16684-1), in any
 * encoding and spelling that XML and RDF allow; both 0 without a packet that can be read.
 */
void claims_read(qpdf_data pdf, struct minutes_facts *facts);

/*
 * Where the library would write "#" as it is (ISO 32000-1, 7.3.5, wants "#23"), as
 * libqpdf 11.3.0 of Debian 12 does, puts names into the file's objects that it writes
 * rightly.  False when a name cannot be kept.  To be called last: other names are asked
 * for by their right letters.
 */
bool names_mend(qpdf_data pdf);

#endif
