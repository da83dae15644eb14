/*
 * breaks.c - where lines may end (src/pdf/breaks.h): linked with the system's libunibreak and with that of the page,
 * for tests/judges/page-breaks.t.
 *
 * Prints a line for every three characters that matter and for each line of the standard input: code points, and
 * behind each what the place is.
 */
#include "pdf/breaks.h"

#include <stdio.h>
#include <string.h>

enum { LONGEST = 8192 };

static void tell(const uint32_t *text, size_t count, struct arena *arena)
{
    static unsigned char kinds[LONGEST];
    breaks_find(text, count, kinds, arena);
    for (size_t i = 0; i < count; i++)
        printf("%X:%d ", (unsigned)text[i], kinds[i]);
    putchar('\n');
    arena_reset(arena);
}

/* What is typed and printed: letters, digits, signs of Russian texts, blanks, boxes. */
static const uint32_t signs[] = {
    'a',    '0',    ' ',    '!',    '"',    '#',    '%',    '&',    '\'',   '(',    ')',    '*',
    '+',    ',',    '-',    '.',    '/',    ':',    ';',    '<',    '=',    '>',    '?',    '@',
    '[',    ']',    '_',    '|',    '~',    '$',    0xA0,   0xA7,   0xA9,   0xAB,   0xAD,   0xB0,
    0xB1,   0xB7,   0xBB,   0xD7,   0x301,  0x430,  0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2018,
    0x2019, 0x201C, 0x201D, 0x201E, 0x2022, 0x2026, 0x2030, 0x2116, 0x20BD, 0x2212, 0x2610, 0x2611,
    0x2612, 0x2713, 0x2009, 0x202F, 0x2060, 0x200B, 0x2192, 0x2264,
};

enum { SIGNS = sizeof signs / sizeof *signs };

static size_t decode(const char *line, uint32_t *out)
{
    const unsigned char *at = (const unsigned char *)line;
    size_t count = 0;
    while (*at && *at != '\n' && count < LONGEST) {
        unsigned const length = *at < 0x80 ? 1 : *at < 0xE0 ? 2 : *at < 0xF0 ? 3 : 4;
        uint32_t c = length == 1 ? *at : *at & (0x7Fu >> length);
        for (unsigned i = 1; i < length && at[i]; i++)
            c = c << 6 | (at[i] & 0x3F);
        out[count++] = c;
        at += length;
    }
    return count;
}

int main(void)
{
    static char line[LONGEST];
    static uint32_t text[LONGEST];
    struct arena *arena = arena_new();
    for (size_t a = 0; a < SIGNS; a++)
        for (size_t b = 0; b < SIGNS; b++)
            for (size_t c = 0; c < SIGNS; c++)
                tell((uint32_t[]){'a', signs[a], signs[b], signs[c], 'a'}, 5, arena);
    while (fgets(line, sizeof line, stdin))
        tell(text, decode(line, text), arena);
    arena_free(arena);
    return 0;
}
