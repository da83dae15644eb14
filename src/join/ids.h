/*
 * ids.h - identifiers of structure elements (ISO 32000-1, 14.7.2: /ID and /IDTree).
 */
#ifndef FORMULYAR_JOIN_IDS_H
#define FORMULYAR_JOIN_IDS_H

#include <qpdf/qpdf-c.h>
#include <stdbool.h>

/*
 * Puts the identifiers of our tree into the minutes' one; where that has any,
 * ours get a prefix, in the elements below element and their cells' headers too.
 * False when the minutes' tree cannot be walked.
 */
bool ids_merge(qpdf_data minutes, qpdf_oh root, qpdf_oh ours, qpdf_oh element);

#endif
