/*
 * document.h - word/document.xml: the sections of a document, block by block.
 */
#ifndef FORMULYAR_DOCX_DOCUMENT_H
#define FORMULYAR_DOCX_DOCUMENT_H

#include "base/text.h"
#include "doc/doc.h"

/* Appends word/document.xml.  Its relationships are those of relations.h. */
void document_write(const struct document *document, struct text *out);

#endif
