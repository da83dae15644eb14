/*
 * script.h - words of Latin and Cyrillic letters; for script.c and script_lone.c alone (hints.h).
 */
#ifndef FORMULYAR_RUSSIAN_SCRIPT_H
#define FORMULYAR_RUSSIAN_SCRIPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A run of letters of both scripts. */
struct script_word {
    const char *start, *end;
    size_t cyrillic, latin;
    size_t latin_first; /* Latin letters that it begins with */
    uint32_t first;
};

/* The word that begins at a place; empty when no letter stands there. */
struct script_word script_word_at(const char *at);

/* The next word of a text, from *at on, which moves behind it; false at the end. */
bool script_next_word(const char **at, struct script_word *word);

bool script_is_cyrillic(uint32_t c);

/* A small letter of either script. */
bool script_is_small(uint32_t c);

/*
 * The word, in small letters, is in a list, which NULL closes; what ends with * there is the
 * beginning of words.
 */
bool script_is_listed(const struct script_word *word, const char *const *list);

/*
 * One Latin letter that looks like a Russian word of one letter («c учителем», «B классе»), where
 * the last two words before it (ended by NULL where there are none) do not call for a Latin one.
 */
bool script_is_false_word(const char *text, const struct script_word *word,
                          const struct script_word before[2]);

/* A text with «b», «n» or «x» alone has variables, and «a» is one too. */
bool script_has_variables(const char *text);

/* «HE», «co»: what nobody writes in Latin between Russian words. */
bool script_is_false_whole(const struct script_word *word, const struct script_word *before);

/* «A.В. Иванов», «т.e.»: a letter with a stop, side by side with a Russian letter with a stop. */
bool script_is_false_initial(const char *text, const struct script_word *word);

/* «Иванов A.B.», «A.C. Пушкин»: both initials Latin, a Russian surname beside them. */
bool script_are_false_initials(const struct script_word *word, const struct script_word *before);

#endif
