/*
 * dump.h - a document tree as readable text, the main expected output of tests.
 */
#ifndef FORMULYAR_DOC_DUMP_H
#define FORMULYAR_DOC_DUMP_H

#include "doc/doc.h"

/*
 * Appends one line per node, indented by depth: kind, attributes, «text».
 * Approved wording and our own additions are told apart ("body", "ours").
 */
void document_dump(const struct document *document, struct text *out);

/*
 * Appends only what a reader sees as text, in reading order, one para a line:
 * what text extracted from the PDF and the DOCX must equal.
 */
void document_plain_text(const struct document *document, struct text *out);

#endif
