/*
 * headers.h - word/header1-3.xml and word/footer1.xml: what stands in the margins.
 */
#ifndef FORMULYAR_DOCX_HEADERS_H
#define FORMULYAR_DOCX_HEADERS_H

#include "base/text.h"
#include "doc/doc.h"

enum header { HEADER_FULL, HEADER_EMPTY, HEADER_NUMBER };

/*
 * Appends a header.  HEADER_FULL: page number in the centre and, when the
 * document has a running mark, that mark at the right margin; HEADER_NUMBER
 * leaves the mark out; HEADER_EMPTY is for the first page.
 */
void header_write(const struct document *document, enum header header, struct text *out);

/* An empty footer: a place for what a school wants to add. */
void footer_write(struct text *out);

#endif
