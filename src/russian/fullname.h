/*
 * fullname.h - a full name as one writes it in one cell: «Иванова Мария Петровна».
 */
#ifndef FORMULYAR_RUSSIAN_FULLNAME_H
#define FORMULYAR_RUSSIAN_FULLNAME_H

#include "russian/names.h"

#include <stdbool.h>

/*
 * Surname, given name, patronymic with spaces between; with commas («Нгуен, Тхи Лан») when they could
 * not be told apart otherwise, because one of them is missing or has several words.  "" for nobody.
 */
const char *full_name_write(struct arena *arena, const struct name *name);

/*
 * Takes it apart again.  Without commas: two words are surname and given name, three have a
 * patronymic, which may be followed by «оглы», «кызы» and the like; one word is a surname.
 * False when there are more words, or more than two commas, or when the second word is a patronymic
 * that no third one follows («Людмила Павловна Захарченко»: the surname stands last); then name is empty.  The parts are
 * in the arena, white space folded.
 */
bool full_name_read(struct arena *arena, const char *text, struct name *name);

/* True when what was taken for a given name is a patronymic, and no other follows: the surname stands last. */
bool full_name_is_turned(const struct name *name);

/* True when the words are a full name for sure: three parts, of which the last is a patronymic. */
bool full_name_is_sure(struct arena *arena, const char *text);

#endif
