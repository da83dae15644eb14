/*
 * mended.h - was anything lost where the library mended a file?
 */
#ifndef FORMULYAR_JOIN_MENDED_H
#define FORMULYAR_JOIN_MENDED_H

#include "base/text.h"

#include <qpdf/qpdf-c.h>
#include <stdbool.h>

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

#endif
