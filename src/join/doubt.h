/*
 * doubt.h - is a claim of PDF/A plainly untrue?
 */
#ifndef FORMULYAR_JOIN_DOUBT_H
#define FORMULYAR_JOIN_DOUBT_H

#include <qpdf/qpdf-c.h>
#include <stdbool.h>

/*
 * True when the pages use what every part of PDF/A forbids and what is seen without
 * reading their contents (ISO 19005-2, 6.1.7, 6.2.9, 6.2.11.4): fonts that are not
 * embedded, streams packed by LZW, PostScript.  False says nothing of the rest.
 */
bool doubt_pages(qpdf_data pdf);

#endif
