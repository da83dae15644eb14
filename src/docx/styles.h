/*
 * styles.h - word/styles.xml: how everything looks.  A school restyles its forms
 * by editing these styles in a word processor.
 */
#ifndef FORMULYAR_DOCX_STYLES_H
#define FORMULYAR_DOCX_STYLES_H

#include "base/text.h"
#include "doc/doc.h"

/* Appends word/styles.xml. */
void styles_write(const struct typography *type, const char *lang, struct text *out);

#endif
