/*
 * hyphen.h - Russian hyphenation by Liang's patterns.
 *
 * The patterns are Debian's (hyphen-ru), baked into the program by
 * tools/mkhyphen.c.
 */
#ifndef FORMULYAR_RUSSIAN_HYPHEN_H
#define FORMULYAR_RUSSIAN_HYPHEN_H

#include <stddef.h>
#include <stdint.h>

enum {
    HYPHEN_LEFT = 2,          /* letters that stay on the line */
    HYPHEN_RIGHT = 2,         /* letters that go to the next one */
    HYPHEN_LONGEST_WORD = 60, /* longer ones are not words */
    HYPHEN_KEPT_WORD = 24,    /* longer ones are not kept */
    HYPHEN_KEPT = 2048
};

/* Words that were looked at before, each in one slot; all zero at first. */
struct hyphen_memo {
    struct hyphen_kept {
        unsigned char letters[HYPHEN_KEPT_WORD];
        uint32_t breaks;
    } words[HYPHEN_KEPT];
};

/*
 * Sets bit i where the word, letters а-я and ё, may be broken after its letter i.
 * The memo may be NULL.
 */
uint64_t hyphen_find(const uint32_t *word, size_t length, struct hyphen_memo *memo);

#endif
