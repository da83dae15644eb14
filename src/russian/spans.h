/*
 * spans.h - words of a paragraph, as the rules of line breaking look at them.
 */
#ifndef FORMULYAR_RUSSIAN_SPANS_H
#define FORMULYAR_RUSSIAN_SPANS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

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

/* The word before the spaces that end at `at`, and the word that begins there. */
struct span span_before(const uint32_t *text, size_t at);
struct span span_after(const uint32_t *text, size_t count, size_t at);

/* Without brackets and quotes in front; without those, commas and colons at the end. */
struct span span_opened(struct span word);
struct span span_closed(struct span word);

/* Equal to a UTF-8 string, or to one of several closed by NULL; capitals do not count. */
bool span_is(struct span word, const char *string);
bool span_is_one_of(struct span word, const char *const *strings);

bool span_is_number(struct span word);

/* True for a place inside an e-mail or web address. */
bool span_is_address(const uint32_t *text, size_t count, size_t at);

/* Brackets and quotes that open. */
bool is_opening(uint32_t c);

#endif
