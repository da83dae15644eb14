/*
 * character.h - what a character of somebody's text is called in a message, and where it stands.
 *
 * A message must let the reader find one character among a page of them without repeating
 * the words around it, which may be personal data.
 */
#ifndef FORMULYAR_BASE_CHARACTER_H
#define FORMULYAR_BASE_CHARACTER_H

#include "base/arena.h"

#include <stdint.h>

/*
 * The character at a place of a text, its number, what it is, and the word and letter of the text:
 * «😀» U+1F600 (эмодзи), слово 3.  What shows nothing by itself is told by its number alone.
 * In a text of fewer words than least_words the place is left out: a name is printed in
 * one form as in the file, in another with initials.  For both languages as diag_both() does, in
 * the arena.
 */
const char *character_place(struct arena *arena, const char *text, const char *at,
                            size_t least_words);

/* What kind of character it is, by the tables of Unicode and a short one of ours; both languages. */
struct character_kind {
    const char *text[2]; /* by enum language */
};
struct character_kind character_kind(uint32_t code_point);

#endif
