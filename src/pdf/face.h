/*
 * face.h - the layout of baked font files, between tools/bake/bakefont.c and fonts.c.
 *
 * A face file holds one typeface cut into subsets: disjoint sets of characters,
 * each a complete small font with what a PDF needs to embed it, already
 * deflated.  A document embeds the subsets whose characters it uses, so
 * that nothing is subset, measured or deflated at run time.  Files are mapped
 * and used in place: all figures are 32-bit words of the building machine,
 * whose byte order the header records.
 */
#ifndef FORMULYAR_PDF_FACE_H
#define FORMULYAR_PDF_FACE_H

#include <stdint.h>

#define FACE_MAGIC "FORMFACE"
#define STREAM_MAGIC "FORMSTRM"

enum {
    FACE_VERSION = 3,
    FACE_BYTE_ORDER = 0x01020304,
    FACE_SUBSETS_MAX = 14,
    FACE_CHARACTERS = 0x10000, /* codes are two bytes: the Basic Multilingual Plane */
    FACE_BLOCK = 256,          /* characters in a block of the table */
    FACE_ADVANCE_BITS = 12,
    FACE_ADVANCE_MASK = (1 << FACE_ADVANCE_BITS) - 1,
    FACE_NAME_SIZE = 64,
    FACE_TAG_LENGTH = 6,
    FACE_INK_COUNT = 0xA00, /* characters of which the ink is known: face_ink_index() */
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

struct face_subset {
    char tag[8];                 /* "ABCDEF", from the content (ISO 32000-1, 9.6.4) */
    uint32_t program_length;     /* of the font program before deflating: /Length1 */
    uint32_t default_width;      /* /DW */
    struct baked_span program;   /* TrueType, deflated */
    struct baked_span glyph_map; /* /CIDToGIDMap, deflated */
    struct baked_span cid_set;   /* /CIDSet, deflated; for PDF/A-1 */
    struct baked_span widths;    /* text of the /W array, brackets included */
};

/*
 * blocks[code >> 8] is the number of a block of the character table, 0 for a
 * block without characters.  An entry of the table is (subset + 1) << 12 |
 * advance in 1/1000 em; 0 means that the face lacks the character.
 */
struct face_header {
    struct baked_preamble preamble;
    char name[FACE_NAME_SIZE];         /* PostScript name, without tag */
    int32_t ascent, descent, line_gap; /* hhea, 1/1000 em; descent positive downwards */
    int32_t cap_height;
    int32_t stem_v;
    uint32_t flags; /* ISO 32000-1, table 123 */
    int32_t bbox[4];
    uint32_t subset_count;
    struct face_subset subsets[FACE_SUBSETS_MAX];
    struct baked_span table; /* uint16_t entries, FACE_BLOCK for each block from number 1 */
    uint16_t blocks[FACE_CHARACTERS / FACE_BLOCK];
    struct baked_span ink; /* FACE_INK_COUNT of struct face_ink */
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

/*
 * A baked stream that every document has once: the sRGB profile of the output
 * intent, and the /ToUnicode map of all fonts (their codes are code points).
 */
struct stream_header {
    struct baked_preamble preamble;
    struct baked_span stream; /* deflated */
};

#endif
