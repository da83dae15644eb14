/*
 * letters.h - what the DOCX writer must know of letters, though the word
 * processor lays out: how wide a text about is, and where a word that is too
 * long for its cell may be divided.
 */
#ifndef FORMULYAR_DOCX_LETTERS_H
#define FORMULYAR_DOCX_LETTERS_H

#include "base/text.h"

/*
 * Width of a string in em, by the advance widths of Times New Roman and the
 * fonts that keep to them.  Exact for Russian text; other letters are taken as
 * wide ones.
 */
double letters_width(const char *string);

/*
 * Appends a string with U+00AD at the syllables of Russian words that are wider
 * than widest em.  A word processor without Russian hyphenation breaks such a word
 * anywhere otherwise.
 */
void letters_divide(const char *string, double widest, struct text *out);

#endif
