/*
 * glue.h - the Russian rules of line breaking: what stays together.
 *
 * Design section 5, domain.md 1 (Typography) and 6 (Names).
 */
#ifndef FORMULYAR_RUSSIAN_GLUE_H
#define FORMULYAR_RUSSIAN_GLUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * True when a line should not end after code point `at`, although the Unicode
 * classes allow it there.
 */
bool glue_holds(const uint32_t *text, size_t count, size_t at);

#endif
