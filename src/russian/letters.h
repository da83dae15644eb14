/*
 * letters.h - what the line breaker asks about a code point.
 *
 * Only letters that Russian forms are made of: Cyrillic with its minority
 * letters, and Latin.
 */
#ifndef FORMULYAR_RUSSIAN_LETTERS_H
#define FORMULYAR_RUSSIAN_LETTERS_H

#include <stdbool.h>
#include <stdint.h>

/* A space, breaking or not. */
static inline bool is_space(uint32_t c)
{
    return c == ' ' || c == 0xA0;
}

static inline bool is_digit(uint32_t c)
{
    return c >= '0' && c <= '9';
}

static inline bool is_russian_capital(uint32_t c)
{
    return (c >= 0x410 && c <= 0x42F) || c == 0x401;
}

static inline bool is_russian_small(uint32_t c)
{
    return (c >= 0x430 && c <= 0x44F) || c == 0x451;
}

/* Cyrillic and Latin letters, and the accents that stand on them. */
static inline bool is_letter(uint32_t c)
{
    return (c >= 0x400 && c <= 0x52F) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= 0xC0 && c <= 0x24F) || (c >= 0x300 && c <= 0x36F);
}

/* Those of them that stand on another. */
static inline bool is_accent(uint32_t c)
{
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x483 && c <= 0x489);
}

/* What words are made of. */
static inline bool is_word_part(uint32_t c)
{
    return is_letter(c) || is_digit(c);
}

/* A capital of the Russian, Latin or extended Cyrillic letters. */
static inline bool is_capital(uint32_t c)
{
    if (c >= 0x460 && c <= 0x52F)
        return c % 2 == 0; /* pairs, but for U+04C1..U+04CE, where no initial begins */
    return (c >= 'A' && c <= 'Z') || (c >= 0x400 && c <= 0x42F);
}

static inline uint32_t to_russian_small(uint32_t c)
{
    if (c == 0x401)
        return 0x451;
    return c >= 0x410 && c <= 0x42F ? c + 0x20 : c;
}

static inline bool is_dash(uint32_t c)
{
    return c == 0x2013 || c == 0x2014;
}

#endif
