/*
 * mention.h - does a text name a person, in whatever grammatical case?
 *
 * Looked for are the surname, given name with patronymic, and either of these
 * alone: as typed, in the forms that the user typed (genitive, dative), and with
 * the endings that declension gives to a stem.  Nothing is declined for print.  A
 * diminutive, a nickname or a name that is misspelt is not found.
 */
#ifndef FORMULYAR_RUSSIAN_MENTION_H
#define FORMULYAR_RUSSIAN_MENTION_H

#include "russian/names.h"

/* Sure: as typed, or with a given name or initials beside it.  Likely: possibly a name. */
enum mention { MENTION_NONE, MENTION_LIKELY, MENTION_SURE };

/* The words by which a text can name a person. */
struct mention_person;

/* Those of a name and of its forms as typed; in the arena. */
const struct mention_person *mention_person(const struct name *name, struct arena *arena);

/* True when surname, given name and patronymic are the same (a missing one fits any). */
bool mention_is_same(const struct mention_person *a, const struct mention_person *b);

/* True when name, as people write it, is the whole of surname, given name and patronymic. */
bool mention_is_full_name(const char *name, const struct mention_person *person,
                          struct arena *arena);

/* A text cut into words, for asking about many people. */
struct mention_text;
const struct mention_text *mention_text(const char *text, struct arena *arena);

/* What a search does not count. */
struct mention_known {
    const struct mention_person *const *people; /* who may stand in the text */
    size_t count;
    const struct mention_text *words; /* likely names that a person looked at; NULL: none */
};

/* How many words there are. */
size_t mention_words(const struct mention_text *text);

/*
 * Does the word at that index, from 0, name the person?  A name that one of the
 * known people bears as well is that person's, unless what stands beside it (given
 * name, patronymic, initials) is this person's alone.
 */
enum mention mention_at(const struct mention_text *text, size_t at,
                        const struct mention_person *person, const struct mention_known *known);

/* True when the word at that index follows the one before it as parts of a name do. */
bool mention_continues(const struct mention_text *text, size_t at);

#endif
