/*
 * outline.h - an entry of a TrueType font's "glyf" (ISO/IEC 14496-22, 5.3.3), between tools/bake/glyphs.c, which
 * takes fonts apart, and program.c, which puts them together.  Numbers are big-endian.
 */
#ifndef FORMULYAR_PDF_OUTLINE_H
#define FORMULYAR_PDF_OUTLINE_H

#include <stdbool.h>
#include <stddef.h>

enum {
    OUTLINE_PARTS = 10, /* where the parts of a composite begin: behind its box */
    PART_WORDS = 0x0001,
    PART_OFFSETS = 0x0002,
    PART_SCALE = 0x0008,
    PART_MORE = 0x0020,
    PART_SCALES = 0x0040,
    PART_MATRIX = 0x0080,
};

static inline unsigned word_at(const unsigned char *at)
{
    return (unsigned)at[0] << 8 | at[1];
}

static inline bool outline_is_composite(const unsigned char *outline, size_t size)
{
    return size > OUTLINE_PARTS && word_at(outline) == 0xFFFF;
}

/* Bytes of a part with those flags. */
static inline size_t outline_part_size(unsigned flags)
{
    size_t const place = flags & PART_WORDS ? 4 : 2;
    size_t const scale = flags & PART_SCALE    ? 2
                         : flags & PART_SCALES ? 4
                         : flags & PART_MATRIX ? 8
                                               : 0;
    return 4 + place + scale;
}

#endif
