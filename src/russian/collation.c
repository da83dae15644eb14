/*
 * collation.c - see collation.h.
 *
 * A key holds four bytes for each letter, then what tells ё from е, each part
 * closed by a byte that is lower than all others.
 */
#include "russian/collation.h"

#include <utf8proc.h>

enum { END = 1, AS_IT_IS = 2, AFTER = 3, YE = 0x435, YO = 0x451 };

/* A letter and the one that it follows. */
static uint32_t letter_before(uint32_t letter)
{
    static const struct {
        uint16_t letter, before;
    } others[] = {
        {0x456, 0x438}, {0x493, 0x433}, {0x495, 0x433}, {0x499, 0x437}, {0x49B, 0x43A},
        {0x4A3, 0x43D}, {0x4A5, 0x43D}, {0x4AB, 0x441}, {0x4AF, 0x443}, {0x4B1, 0x443},
        {0x4B3, 0x445}, {0x4BB, 0x445}, {0x4D9, 0x430}, {0x4E9, 0x43E},
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i].letter == letter)
            return others[i].before;
    return 0;
}

/* U+00AD, and the hyphens and dashes from U+2010 on. */
static bool is_hyphen(uint32_t letter)
{
    return letter == '-' || letter == 0xAD || (letter >= 0x2010 && letter <= 0x2015);
}

static void add_weight(struct text *out, uint32_t letter)
{
    uint32_t const before = letter_before(letter);
    uint32_t const weight = before ? before * 2 + 1 : (letter == YO ? YE : letter) * 2;
    for (int shift = 21; shift >= 0; shift -= 7)
        text_add_char(out, (char)(0x80 | (weight >> shift & 0x7F)));
}

static uint32_t next_letter(const char **cursor)
{
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)utf8_next(cursor));
}

void collation_add(struct text *out, const char *name)
{
    uint32_t letter;
    for (const char *cursor = name; (letter = next_letter(&cursor)) != 0;)
        if (!is_hyphen(letter))
            add_weight(out, letter);
    text_add_char(out, END);
    for (const char *cursor = name; (letter = next_letter(&cursor)) != 0;)
        if (!is_hyphen(letter))
            text_add_char(out, letter == YO ? AFTER : AS_IT_IS);
    text_add_char(out, END);
}
