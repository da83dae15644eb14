/*
 * words.h - dates and names as Russian records management writes them.
 *
 * Nothing here declines or guesses: what the user typed is put in order and
 * glued with no-break spaces.  Results are in the arena; what is missing gives "".
 */
#ifndef FORMULYAR_RUSSIAN_WORDS_H
#define FORMULYAR_RUSSIAN_WORDS_H

#include "base/arena.h"

#include <stdbool.h>

/* Parts of a name as typed; none is NULL, absent ones are "". */
struct name {
    const char *surname;
    const char *given;
    const char *patronymic;
    const char *initials; /* typed instead of those of given and patronymic */
};

/* "2026-09-30" -> "30.09.2026"; "" for what is no date. */
const char *words_date(struct arena *arena, const char *iso);

/* "2026-06-05" -> "5 июня 2026 г.", held together by no-break spaces. */
const char *words_date_long(struct arena *arena, const char *iso);

/* Surname, given name, patronymic: "Иванова Мария Петровна". */
const char *words_full_name(struct arena *arena, const struct name *name);

/* "М.П. Иванова": in signatures.  "Иванова М.П.": in lists.  One no-break space. */
const char *words_initials_first(struct arena *arena, const struct name *name);
const char *words_surname_first(struct arena *arena, const struct name *name);

/* The string with its first letter in upper case: a position that begins a line. */
const char *words_capital(struct arena *arena, const char *string);

/* True when the string begins with a letter in upper case. */
bool words_is_capital(const char *string);

#endif
