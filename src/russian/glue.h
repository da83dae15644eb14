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

/* How much a word asks for the next one on its line, where nothing holds them together. */
enum glue {
    GLUE_NONE,
    GLUE_WEAK,   /* a preposition or particle of two letters; a number before a noun */
    GLUE_STRONG, /* a preposition or conjunction of one letter */
};

/* The same of the word before the space at `at`. */
enum glue glue_pull(const uint32_t *text, size_t count, size_t at);

/* Part of a paragraph: code points from first up to, not including, end. */
struct span {
    const uint32_t *text;
    size_t first;
    size_t end;
};

size_t span_length(struct span span);

/* The first and the last code point, 0 when it is empty. */
uint32_t span_first(struct span span);
uint32_t span_last(struct span span);

/* The word before the spaces that end at `at`. */
struct span span_before(const uint32_t *text, size_t at);

/* True for a place inside an e-mail or web address. */
bool span_is_address(const uint32_t *text, size_t count, size_t at);

/* Brackets and quotes that open. */
bool is_opening(uint32_t c);

#endif
