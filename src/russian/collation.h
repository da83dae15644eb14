/*
 * collation.h - the alphabet in which names are listed.
 *
 * Capitals count as small letters, hyphens not at all; ё stands with е and, where
 * nothing else differs, after it.  Letters of other languages of Russia follow
 * the Russian letter that they come from (Ө after О), as in their own alphabets.
 */
#ifndef FORMULYAR_RUSSIAN_COLLATION_H
#define FORMULYAR_RUSSIAN_COLLATION_H

#include "base/text.h"

/*
 * Appends a key to out: strcmp() of two keys puts their names in order.  Keys
 * may be appended to each other: what stands first decides.
 */
void collation_add(struct text *out, const char *name);

#endif
