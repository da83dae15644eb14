/*
 * letters.h - what the DOCX writer must know of letters, though the word
 * processor lays out: how wide a text about is, where a word that is too
 * long for its cell may be divided, and what stays together.
 */
#ifndef FORMULYAR_DOCX_LETTERS_H
#define FORMULYAR_DOCX_LETTERS_H

#include "base/text.h"

#include <stdbool.h>
#include "russian/glue.h"

/*
 * Width of a string in em, by the advance widths of Times New Roman and the
 * fonts that keep to them.  Exact for Russian text; other letters are taken as
 * wide ones.
 */
double letters_width(const char *string);

/* Width in em of the widest piece between spaces, no-break ones too, and behind hyphens. */
double letters_widest_piece(const char *string);

/*
 * The least width in em at which a string takes no more lines than at widest em, broken
 * at its spaces: its lines are then of like length.  Widest where one line suffices.
 */
double letters_balance(const char *string, double widest);

/*
 * Appends a string with U+00AD at the syllables of Russian words that are wider
 * than widest em.  A word processor without Russian hyphenation breaks such a word
 * anywhere otherwise.
 */
void letters_divide(const char *string, double widest, struct text *out);

/*
 * Appends a string with U+00A0 instead of the spaces at which the PDF ends no line (glue.h):
 * in «М.П. Иванова», «9 «А»», «45 минут», and after words that ask for the next one so
 * much.  Where what then hangs together is wider than widest em it parts at the spaces,
 * no-break ones too, rather than inside its words; 0: any width.
 */
void letters_glue(const char *string, double widest, enum glue least, struct text *out);

/*
 * The length in bytes of the longest start of a string whose characters Times New Roman has, or
 * whose are signs that it lacks and Segoe UI Symbol has: mathematics, arrows, figures.  Left to
 * itself Word takes Cambria Math for some of them, whose lines are five times as high.
 */
size_t letters_of_one_font(const char *string, bool *signs);

#endif
