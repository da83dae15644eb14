/*
 * settings.h - word/settings.xml and word/fontTable.xml: what a word processor
 * is told once for the whole document.
 */
#ifndef FORMULYAR_DOCX_SETTINGS_H
#define FORMULYAR_DOCX_SETTINGS_H

#include "base/text.h"

void settings_write(const char *lang, struct text *out);

/* family: the font of the text; the check boxes' font is named too. */
void font_table_write(const char *family, struct text *out);

#endif
