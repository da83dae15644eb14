/*
 * unicode.h - what is asked of the tables of Unicode: form C, so that a pasted «и» with a
 * breve is an «й», capital and small letters, kinds of characters.
 */
#ifndef FORMULYAR_BASE_UNICODE_H
#define FORMULYAR_BASE_UNICODE_H

#include "base/text.h"

/* Normalises well-formed UTF-8 to form C in place; text that needs nothing is only looked at. */
void unicode_normalise(struct text *text);

/* Takes out characters that nobody sees and that carry nothing, in place. */
void unicode_drop_invisible(struct text *text);

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

/* The small letter of a capital, else the code point itself. */
uint32_t unicode_small(uint32_t code_point);

/* True when the string begins with a small letter that has a capital, or the reverse. */
bool unicode_begins_small(const char *string);
bool unicode_begins_capital(const char *string);

/* The string with its first letter in upper case, itself or in the arena. */
const char *unicode_capitalise(struct arena *arena, const char *string);

#endif
