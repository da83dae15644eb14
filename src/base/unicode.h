/*
 * unicode.h - what is asked of the tables of Unicode: form C, so that a pasted «и» with a
 * breve is an «й», capital and small letters, kinds of characters.
 */
#ifndef FORMULYAR_BASE_UNICODE_H
#define FORMULYAR_BASE_UNICODE_H

#include "base/text.h"

/* Normalises well-formed UTF-8 to form C in place; text that needs nothing is only looked at. */
void unicode_normalise(struct text *text);

/*
 * Makes of well-formed UTF-8, in place, what was meant by who typed or pasted it: characters that
 * nobody sees and that carry nothing go (a soft hyphen with the end of the line behind it), ends of lines
 * of web pages become line feeds, spaces that no font has become spaces, and the letters
 * of Word's formulas letters.
 */
void unicode_clean(struct text *text);

/*
 * Takes the white space, no-break and wider spaces too, from both ends of well-formed UTF-8, in
 * place: what a page or a sheet left there makes no name another and no empty field a full one.
 */
void unicode_trim(struct text *text);

/* Format characters are seen by nobody: soft hyphens, zero-width spaces; controls count as spaces. */
enum unicode_kind {
    UNICODE_LETTER,
    UNICODE_MARK,
    UNICODE_FORMAT,
    UNICODE_SPACE,
    UNICODE_DASH,
    UNICODE_OTHER
};
enum unicode_kind unicode_kind(uint32_t code_point);

/* Where a mark stands, seen from the letter before it. */
enum unicode_stand {
    UNICODE_AS_DRAWN, /* it is no mark, or stands where the font draws it: at the letter's side */
    UNICODE_ABOVE,
    UNICODE_BELOW,
    UNICODE_THROUGH, /* or around: in the middle of the letter */
    UNICODE_BETWEEN, /* above or below this letter and the next */
};
enum unicode_stand unicode_stand(uint32_t code_point);

/* The small letter of a capital, else the code point itself. */
uint32_t unicode_small(uint32_t code_point);

/* True when the string begins with a small letter that has a capital, or the reverse. */
bool unicode_begins_small(const char *string);
bool unicode_begins_capital(const char *string);

/* The string with its first letter in upper case, itself or in the arena. */
const char *unicode_capitalise(struct arena *arena, const char *string);

#endif
