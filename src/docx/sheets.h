/*
 * sheets.h - style sheets that were written before: the documents of a run have few typographies, those
 * of their editions and what fitting made of them.
 */
#ifndef FORMULYAR_DOCX_SHEETS_H
#define FORMULYAR_DOCX_SHEETS_H

#include "base/text.h"
#include "doc/doc.h"

/* The last sheets, sixteen at most; ended by sheets_free(). */
struct sheets;
struct sheets *sheets_new(void);
void sheets_free(struct sheets *sheets);

/* Appends word/styles.xml of a document; with sheets of NULL it is written for it alone. */
void sheets_put(struct sheets *sheets, const struct document *document, struct text *out);

#endif
