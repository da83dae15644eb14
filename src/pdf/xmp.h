/*
 * xmp.h - metadata of a PDF: the XMP packet, and the Info dictionary, which must not differ.
 */
#ifndef FORMULYAR_PDF_XMP_H
#define FORMULYAR_PDF_XMP_H

#include "doc/doc.h"
#include "pdf/pdf.h"

/* Namespace of our own properties: case, form, edition. */
#define XMP_NAMESPACE "urn:formulyar:xmp:1#"

/* Appends the XMP packet (ISO 16684-1; ISO 19005-2, 6.6) of a document. */
void xmp_write(const struct document *document, const struct pdf_options *options,
               struct text *out);

/* Appends the body of the Info dictionary: of the packet what readers still look for there. */
void info_write(const struct document *document, const struct pdf_options *options,
                struct text *out);

/*
 * Appends the document's date as a PDF date in a literal string, or nothing and
 * false when it has none.  The time is always 09:00 UTC, which is the same
 * day from Kaliningrad to Kamchatka.
 */
bool info_date(const struct document *document, struct text *out);

#endif
