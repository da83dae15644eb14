/*
 * declension.h - words of a text as they are compared with names, and whether one
 * may be a grammatical case of another.
 */
#ifndef FORMULYAR_RUSSIAN_DECLENSION_H
#define FORMULYAR_RUSSIAN_DECLENSION_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { MOST_LETTERS = 80 }; /* of a word; more are cut off */

/* In lower case, ё as е, ь before a vowel as и, Latin letters that look Russian as these. */
struct name_word {
    const uint32_t *letters;
    size_t length;
    bool capital; /* began with a capital letter */
    bool initial; /* one capital letter with a full stop */
    bool near;    /* nothing but white space or a hyphen, or an initial's stop, before it */
};

/* The words of a text in order, their number in *count; in the arena. */
const struct name_word *name_words(const char *text, struct arena *arena, size_t *count);

bool name_word_is_equal(const struct name_word *a, const struct name_word *b);

/* How many letters both begin with. */
size_t name_word_shared(const struct name_word *a, const struct name_word *b);

/*
 * True when word is name, or name with another ending of the Russian declension:
 * of nouns in the singular, for given names and patronymics; also of adjectives
 * and in the plural, for surnames.  Fleeting vowels (Кравец, Кравца; Павел, Павла)
 * are known.
 */
bool name_word_is_form(const struct name_word *word, const struct name_word *name, bool surname);

/*
 * False for a form of a surname that is of several people or of the other sex:
 * «Жуковых», «Жуковым» of Жукова; true where the ending does not tell.
 */
bool name_word_is_of_one(const struct name_word *word, const struct name_word *name);

/* True for a word that ends as patronymics do, in whatever case: «Петровичем», «Ильиничны». */
bool name_word_is_patronymic(const struct name_word *word);

/* True for a surname that is no common noun by its ending: -ов, -ин, -ский, -енко ... */
bool name_word_is_typical_surname(const struct name_word *name);

#endif
