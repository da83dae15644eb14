/*
 * merge.h - what stands once in a file and must serve two: form, bookmarks,
 * labels, structure, properties.
 *
 * Each function leaves what the minutes have as it is and adds the bundle's.
 */
#ifndef FORMULYAR_JOIN_MERGE_H
#define FORMULYAR_JOIN_MERGE_H

#include "join/bundle.h"

/*
 * Signature fields.  A name that the minutes have too gets another number behind
 * it; returns how many did.  /NeedAppearances stays as it is: where readers are
 * asked to draw fields anew, the looks in the file may be stale.
 */
long merge_fields(qpdf_data minutes, const struct bundle *bundle);

/* Bookmarks behind the minutes' own. */
void merge_bookmarks(qpdf_data minutes, const struct bundle *bundle);

/* Page labels; the bundle begins after first pages. */
void merge_labels(qpdf_data minutes, const struct bundle *bundle, int first);

/*
 * Structure trees; is_tagged tells whether the minutes' own is whole.  The bundle
 * begins after first pages.  False when the minutes' tree cannot be walked.
 */
bool merge_structure(qpdf_data minutes, const struct bundle *bundle, int first, bool is_tagged);

/* Title and other properties, what viewers are told; colours where the minutes claim PDF/A. */
void merge_properties(qpdf_data minutes, const struct bundle *bundle, bool is_archival);

#endif
