/*
 * names.h - how people's names are written, compared and sorted.
 *
 * Nothing here declines or guesses: what the user typed is put in order and
 * glued with no-break spaces.  Results are in the arena; what is missing gives "".
 */
#ifndef FORMULYAR_RUSSIAN_NAMES_H
#define FORMULYAR_RUSSIAN_NAMES_H

#include "base/text.h"

/* Parts of a name as typed; none is NULL, absent ones are "". */
struct name {
    const char *surname;
    const char *given;
    const char *patronymic;
    const char *initials;          /* typed instead of those of given and patronymic */
    const char *genitive, *dative; /* of all of it, typed */
};

/* What the first of them are called in a file: surname, given, patronymic. */
enum { NAME_PARTS = 3 };
extern const char *const name_parts[NAME_PARTS];

/* Surname, given name, patronymic: "Иванова Мария Петровна". */
const char *name_in_full(struct arena *arena, const struct name *name);

/* "М.П. Иванова": in signatures.  "Иванова М.П.": in lists.  One no-break space. */
const char *name_initials_first(struct arena *arena, const struct name *name);
const char *name_surname_first(struct arena *arena, const struct name *name);

/*
 * Appends the full name for comparing: its parts (in form C, white space folded) in lower
 * case with ё as е; nothing when surname or given name is missing.
 */
void name_add_key(struct text *key, const struct name *name);

/*
 * True when both are whole names, and the same one: letter case, ё and spaces aside, and
 * in whatever fields it was typed («Иванова Мария» all in the surname).
 */
bool name_is_same(const struct name *a, const struct name *b);

/* True when they are written alike to the letter; a part that is missing is like any. */
bool name_is_spelled_alike(const struct name *a, const struct name *b);

/*
 * True when a part of a name (its index in name_parts) holds more than that part: a whole name in
 * the surname («Иванова Мария Петровна», «Иванова М.П.»), a patronymic in the given name.
 * A surname of two words («Гарсиа Маркес», «фон Берг») is none.
 */
bool name_is_crowded(const struct name *name, size_t part);

/* True when a part of a name begins with a small letter that is not a particle's («фон», «оглы»). */
bool name_begins_small(const char *part);

/*
 * Appends a key to out: strcmp() of two keys puts names in the order of the alphabet.
 * Keys may be appended to each other: what stands first decides.
 *
 * Capitals count as small letters, hyphens not at all; ё stands with е and, where
 * nothing else differs, after it.  Letters of other languages of Russia follow
 * the Russian letter that they come from (Ө after О), as in their own alphabets.
 */
void collation_add(struct text *out, const char *name);
void collation_add_name(struct text *out, const struct name *name);

#endif
