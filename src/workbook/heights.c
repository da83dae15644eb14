/*
 * heights.c - how high a row must be for its words; see sml.h.
 *
 * Not every program makes rows as high as their words when it opens a file, so the file says it. No
 * font is at hand: widths of letters are those of Arial, rounded up, and a line too many is better than
 * one too few.
 */
#include "workbook/sml.h"

#include "base/unicode.h"

#include <string.h>

/* In thousandths of an em. */
enum { DIGIT = 556, NARROW = 300, SMALL = 560, WIDE = 833, CAPITAL = 720 };
enum { FIRST_SMALL = 0x430, LAST_SMALL = 0x44F };

static const uint16_t smalls[LAST_SMALL - FIRST_SMALL + 1] = {
    556, 573, 531, 365, 583, 556, 669, 458, 559, 559, 438, 583, 688, 552, 556, 542,
    556, 500, 458, 500, 823, 500, 573, 521, 802, 823, 625, 719, 521, 510, 750, 542,
};

static long width_of(uint32_t c)
{
    static const char narrow[] = " .,;:!|'()[]-/\\ijltfrI";
    uint32_t const small = unicode_small(c);
    if (c >= FIRST_SMALL && c <= LAST_SMALL)
        return smalls[c - FIRST_SMALL];
    if (small >= FIRST_SMALL && small <= LAST_SMALL)
        return smalls[small - FIRST_SMALL] + CAPITAL - SMALL;
    if (c < 0x80 && c && strchr(narrow, (int)c))
        return NARROW;
    if (c >= '0' && c <= '9')
        return DIGIT;
    if (c == 'm' || c == 'w' || c == 'M' || c == 'W' || c == '%' || c >= 0x2000)
        return c == 0x2013 || c == 0x2018 || c == 0x2019 ? SMALL : WIDE;
    return small != c ? CAPITAL : SMALL;
}

/* A line under way: what fits is behind, a word that does not fit is still to be placed. */
struct breaking {
    long room;
    long line; /* taken of it */
    long word; /* without the space behind it */
    long space;
    int lines;
};

static void place_word(struct breaking *breaking)
{
    if (breaking->line && breaking->line + breaking->word > breaking->room) {
        breaking->lines++;
        breaking->line = 0;
    }
    breaking->line += breaking->word;
    while (breaking->line > breaking->room) { /* a word longer than the cell is cut */
        breaking->lines++;
        breaking->line -= breaking->room;
    }
    breaking->line += breaking->space;
    breaking->word = breaking->space = 0;
}

int lines_of(const char *text, int width, bool bold)
{
    struct breaking breaking = {.room = (long)width * DIGIT, .lines = 1};
    for (uint32_t c; (c = utf8_next(&text)) != 0;) {
        long const letter = width_of(c) + (bold ? width_of(c) / 12 : 0);
        if (c == '\n') {
            place_word(&breaking);
            breaking.lines++;
            breaking.line = 0;
            continue;
        }
        *(c == ' ' ? &breaking.space : &breaking.word) += letter;
        if (c == ' ' || c == '-')
            place_word(&breaking);
    }
    place_word(&breaking);
    return breaking.lines;
}

void add_row(struct text *out, long row, int lines, const char *attributes)
{
    enum { HIGHEST = 409000, LINE = 12000, EDGE = 2000 }; /* thousandths of a point */
    long const height = (long)lines * LINE + EDGE;
    text_format(out, "<row r=\"%ld\"", row);
    if (lines > 0) {
        text_add(out, " ht=\"");
        text_add_thousandths(out, height > HIGHEST ? HIGHEST : height);
        text_add_char(out, '"');
    }
    text_format(out, "%s>", attributes);
}
