/*
 * merge.h - what stands once in a file and must serve two: form, bookmarks,
 * labels, structure, properties.
 *
 * Each function leaves what the minutes have as it is and adds the bundle's.
 */
#ifndef FORMULYAR_JOIN_MERGE_H
#define FORMULYAR_JOIN_MERGE_H

#include "base/text.h"

#include <qpdf/qpdf-c.h>
#include <stdbool.h>

/*
 * The bundle, carried over into the minutes' file as one graph of objects; null objects
 * where it has none.
 */
struct carried {
    qpdf_oh pages; /* array; not in the page tree yet */
    int count;
    qpdf_oh root; /* dictionary of the catalog's entries that matter */
    qpdf_oh info;
};

/*
 * Opens the bytes of the bundle; NULL when they are no PDF.  They and the result
 * must outlive the writing of the minutes' file, which reads streams from them.
 */
qpdf_data carried_open(const struct text *bytes);

/* Copies what is joined into minutes; false when the library refuses. */
bool carried_copy(qpdf_data ours, qpdf_data minutes, struct carried *carried);

/* Puts the pages behind the last page. */
bool carried_append_pages(qpdf_data minutes, const struct carried *carried);

/*
 * Signature fields.  A name that the minutes have too gets another number behind
 * it; returns how many did.  /NeedAppearances stays as it is: where readers are
 * asked to draw fields anew, the looks in the file may be stale.
 */
long merge_fields(qpdf_data minutes, const struct carried *carried);

/* Bookmarks behind the minutes' own. */
void merge_bookmarks(qpdf_data minutes, const struct carried *carried);

/* Page labels; the bundle begins after first pages. */
void merge_labels(qpdf_data minutes, const struct carried *carried, int first);

/*
 * Structure trees; is_tagged tells whether the minutes' own is whole.  The bundle
 * begins after first pages.  False when the minutes' tree cannot be walked.
 */
bool merge_structure(qpdf_data minutes, const struct carried *carried, int first, bool is_tagged);

/* Title and other properties, what viewers are told; colours where the minutes claim PDF/A. */
void merge_properties(qpdf_data minutes, const struct carried *carried, bool is_archival);

#endif
