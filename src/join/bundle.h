/*
 * bundle.h - our bundle, carried over into the minutes' file as one graph of objects.
 */
#ifndef FORMULYAR_JOIN_BUNDLE_H
#define FORMULYAR_JOIN_BUNDLE_H

#include "base/text.h"

#include <qpdf/qpdf-c.h>
#include <stdbool.h>

/* Copies in the minutes' file; null objects where the bundle has none. */
struct bundle {
    qpdf_oh pages; /* array; not in the page tree yet */
    int count;
    qpdf_oh root; /* dictionary of the catalog's entries that matter */
    qpdf_oh info;
};

/*
 * Opens the bytes of the bundle; NULL when they are no PDF.  They and the result
 * must outlive the writing of the minutes' file, which reads streams from them.
 */
qpdf_data bundle_open(const struct text *bytes);

/* Copies what is joined into minutes; false when the library refuses. */
bool bundle_carry(qpdf_data ours, qpdf_data minutes, struct bundle *bundle);

/* Puts the pages behind the last page. */
bool bundle_append_pages(qpdf_data minutes, const struct bundle *bundle);

#endif
