/*
 * face.h - the layout of baked font files, between tools/bake/bakefont.c and fonts.c.
 *
 * A face file holds one typeface taken apart: the outlines of its glyphs, what they have in
 * common, and a code to deflate them in.  A document embeds the glyphs that it shows and
 * no other (program.h), so that nothing of a font is searched, measured or compressed at run
 * time.  Files are mapped and used in place: all figures are words of the building
 * machine, whose byte order the header records.
 */
#ifndef FORMULYAR_PDF_FACE_H
#define FORMULYAR_PDF_FACE_H

#include <stdint.h>

#define FACE_MAGIC "FORMFACE"
#define STREAM_MAGIC "FORMSTRM"

enum {
    FACE_VERSION = 4,
    FACE_BYTE_ORDER = 0x01020304,
    FACE_SUBSETS_MAX = 14,
    FACE_CHARACTERS = 0x10000, /* codes are two bytes: the Basic Multilingual Plane */
    FACE_BLOCK = 256,          /* characters in a block of the tables */
    FACE_ADVANCE_BITS = 12,
    FACE_ADVANCE_MASK = (1 << FACE_ADVANCE_BITS) - 1,
    FACE_NAME_SIZE = 64,
    FACE_INK_COUNT = 0xA00, /* characters of which the ink is known: face_ink_index() */
    FACE_HEAD_SIZE = 54,    /* the tables of a TrueType font of which there is one kind */
    FACE_HHEA_SIZE = 36,
    FACE_MAXP_SIZE = 32,
};

/* Every baked file starts so.  The checksum is zlib's crc32 of all that follows the preamble. */
struct baked_preamble {
    char magic[8];
    uint32_t byte_order;
    uint32_t version;
    uint32_t size; /* of the whole file */
    uint32_t checksum;
};

/* A stretch of the file, from its start. */
struct baked_span {
    uint32_t offset;
    uint32_t size;
};

/*
 * A code of a deflated block (RFC 1951, 3.2.7): what the block begins with, and for whatever
 * may stand in it the bits, the first one lowest, with their number above DEFLATE_CODE_BITS.  0: has no code.
 */
enum { DEFLATE_CODE_BITS = 24, DEFLATE_LENGTHS = 259, DEFLATE_DISTANCES = 30 };
struct deflate_code {
    uint32_t start_bits; /* of start */
    unsigned char start[156];
    uint32_t literals[256];
    uint32_t end;
    uint32_t lengths[DEFLATE_LENGTHS]; /* by length, from 3; with the extra bits */
    uint32_t distances[DEFLATE_DISTANCES];
};

/* A glyph, 0 being .notdef; those that are used most come first.  In the font's own units. */
struct face_glyph {
    uint32_t
        outline; /* offset among the outlines: an entry of "glyf", parts of others named by their numbers here */
    uint16_t size; /* even; 0 for a space */
    uint16_t advance;
    int16_t bearing;
    uint16_t step_count;
    uint32_t first_step;
};

/* Bytes of an outline that stand in one before it, or earlier in the same. */
struct face_step {
    uint16_t before; /* bytes since the last step that stand nowhere */
    uint16_t length;
    uint16_t glyph; /* where they stand, and at which of its bytes */
    uint16_t at;
};

/*
 * blocks[code >> 8] is the number of a block of the character tables, 0 for a block without
 * characters.  An entry of the first table is (subset + 1) << 12 | advance in 1/1000 em; 0 means
 * that the face lacks the character.  The second table has the glyphs.
 */
struct face_header {
    struct baked_preamble preamble;
    char name[FACE_NAME_SIZE];         /* PostScript name, without tag */
    int32_t ascent, descent, line_gap; /* hhea, 1/1000 em; descent positive downwards */
    int32_t cap_height;
    int32_t stem_v;
    uint32_t flags; /* ISO 32000-1, table 123 */
    int32_t bbox[4];
    uint32_t default_width;    /* /DW, 1/1000 em */
    uint32_t subset_count;     /* what SVG has as fonts of their own */
    struct baked_span table;   /* uint16_t entries, FACE_BLOCK for each block from number 1 */
    struct baked_span numbers; /* uint16_t of glyphs, likewise */
    uint16_t blocks[FACE_CHARACTERS / FACE_BLOCK];
    struct baked_span ink;      /* FACE_INK_COUNT of struct face_ink */
    struct baked_span glyphs;   /* of struct face_glyph */
    struct baked_span steps;    /* of struct face_step */
    struct baked_span outlines; /* bytes */
    unsigned char head[FACE_HEAD_SIZE], hhea[FACE_HHEA_SIZE], maxp[FACE_MAXP_SIZE];
    uint16_t unused;
    struct deflate_code program_code; /* for a font program */
    struct deflate_code map_code;     /* for a /CIDToGIDMap */
};

/* Where a glyph leaves ink, from its origin in 1/1000 em; all 0: nowhere. */
struct face_ink {
    int16_t centre, top, bottom;
};

/*
 * The place of a character among those of which a face tells the ink, letters of the scripts
 * that take accents and the accents themselves; -1 for others.
 */
static inline int face_ink_index(uint32_t code)
{
    if (code < 0x600)
        return (int)code;
    if (code >= 0x1D00 && code < 0x1F00)
        return (int)(0x600 + code - 0x1D00);
    if (code >= 0x2000 && code < 0x2100)
        return (int)(0x800 + code - 0x2000);
    return code >= 0xFE00 && code < 0xFF00 ? (int)(0x900 + code - 0xFE00) : -1;
}

/* Blocks of codes that nearly all documents are content with: a /ToUnicode map of these alone is short. */
static inline int face_block_is_usual(unsigned block)
{
    return block == 0x00 || block == 0x04 || block == 0x20 || block == 0x21 || block == 0x26;
}

/*
 * A baked stream that every document has once: the sRGB profile of the output
 * intent, and a /ToUnicode map of all fonts (their codes are code points), the usual or the whole one.
 */
struct stream_header {
    struct baked_preamble preamble;
    struct baked_span stream; /* deflated */
};

#endif
