/*
 * hyphen.h - Russian hyphenation by Liang's patterns.
 *
 * The patterns are Debian's (hyphen-ru), baked into the program by
 * tools/mkhyphen.c.
 */
#ifndef FORMULYAR_PDF_HYPHEN_H
#define FORMULYAR_PDF_HYPHEN_H

#include <stddef.h>
#include <stdint.h>

enum {
    HYPHEN_LEFT = 2, /* letters that stay on the line */
    HYPHEN_RIGHT = 2, /* letters that go to the next one */
    HYPHEN_LONGEST_WORD = 60 /* longer ones are not words */
};

/*
 * Marks breaks[i] = 1 where the word, letters а-я and ё, may be broken after
 * its letter i, and 0 elsewhere.
 */
void hyphen_find(const uint32_t *word, size_t length, unsigned char *breaks);

#endif
