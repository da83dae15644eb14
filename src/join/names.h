/*
 * names.h - names with a "#" in them, which libqpdf 11.3.0 (Debian 12) writes as other names.
 */
#ifndef FORMULYAR_JOIN_NAMES_H
#define FORMULYAR_JOIN_NAMES_H

#include <qpdf/qpdf-c.h>
#include <stdbool.h>

/*
 * Where the library would write "#" as it is (ISO 32000-1, 7.3.5, wants "#23"), puts
 * names into the file's objects that it writes rightly.  False when a name cannot be
 * kept.  To be called last: other names are asked for by their right letters.
 */
bool names_mend(qpdf_data pdf);

#endif
