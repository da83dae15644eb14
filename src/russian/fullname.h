/*
 * fullname.h - full names for comparing: W9a of domain 4a asks for namesakes.
 */
#ifndef FORMULYAR_RUSSIAN_FULLNAME_H
#define FORMULYAR_RUSSIAN_FULLNAME_H

#include "base/text.h"

enum { FULL_NAME_PARTS = 3 };

/* surname, given, patronymic: the elements of a person. */
extern const char *const full_name_parts[FULL_NAME_PARTS];

/*
 * Sets key to the parts (in that order, in form C, white space folded) in lower
 * case with ё as е; to "" when surname or given name is missing.
 */
void full_name_key(const char *const parts[FULL_NAME_PARTS], struct text *key);

#endif
