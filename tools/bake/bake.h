/*
 * bake.h - what bakefont is made of: a TrueType font opened and cut (facecut.c), its glyphs
 * (glyphs.c), how they are deflated (squeeze.c) and in which code (huffman.c), a face as a
 * baked file (facebake.c), a colour profile (srgb.c).
 *
 * Whatever makes a font unfit ends the program with a message on standard
 * error: the build has nobody to return to.
 */
#ifndef FORMULYAR_TOOLS_BAKE_H
#define FORMULYAR_TOOLS_BAKE_H

#include "base/text.h"
#include "pdf/face.h"

struct source_font;

/* Numbers of entries of the name table. */
enum { SOURCE_NAME_VERSION = 5, SOURCE_NAME_POSTSCRIPT = 6 };

/*
 * A font cut down to the characters of a face and, for each of them (a two-byte code that
 * equals its code point), the glyph that shows it.
 */
struct cut {
    struct text program;
    uint16_t *glyphs; /* indexed by code point; 0: not in the cut; freed by cut_free() */
};

/* Prints "bakefont: ..." and ends the program with status 1. */
void bake_fail(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));

/* Opens a font file; NULL when there is none of that name. */
struct source_font *source_open(const char *path);
void source_close(struct source_font *font);

/* The font's PostScript name or version, in a buffer of the font. */
const char *source_name(struct source_font *font, unsigned name_id);

/* Refuses a font whose OS/2 fsType forbids embedding or subsetting. */
void source_check_embedding(const struct source_font *font, const char *path);

/* Fills in the name of the face and its figures for the FontDescriptor. */
void source_describe(struct source_font *font, struct face_header *header);

/* True when the font has the character; its advance in 1/1000 em, rounded. */
bool source_has(const struct source_font *font, uint32_t code_point);
int source_advance(const struct source_font *font, uint32_t code_point);

/* Where the glyph of a character leaves ink. */
struct face_ink source_ink(const struct source_font *font, uint32_t code_point);

/*
 * Cuts the characters whose like[] is not 0: character c is shown by the glyph
 * of like[c], mostly c itself.  No hinting and no layout tables.
 */
struct cut source_cut(const struct source_font *font, const uint16_t *like);
void cut_free(struct cut *cut);

enum { NO_SUBSET = 0xFF };

/*
 * A face on its way: the caller says for every code which subset it belongs to
 * (NO_SUBSET: none), in which order the codes are used and whose glyph shows them, sets font and
 * header.subset_count.
 */
struct baking {
    struct source_font *font;
    uint16_t like[FACE_CHARACTERS]; /* the character whose glyph is shown; 0: none */
    unsigned char subset[FACE_CHARACTERS];
    uint16_t order[FACE_CHARACTERS]; /* the codes, those that are used most first */
    unsigned count;                  /* of order */
    struct face_header header;
    struct text file; /* the header, and what it tells of */
};

/* Bakes the face and writes it as FOLDER/ID.face. */
void bake_face(struct baking *baking, const char *folder, const char *id);

/* ---- glyphs.c ------------------------------------------------------------------------------- */

/* The glyphs of a cut in the order in which they are used. */
struct glyph_list {
    const unsigned char *program; /* the cut's */
    uint16_t *numbers;            /* indexed by code point: the glyph, or 0 */
    struct face_glyph *glyphs;    /* steps are left out */
    unsigned count;
    struct text outlines;
};

/*
 * Takes a cut apart, and puts what all fonts of the face share into the header.  A glyph that is
 * nothing but another one in its place (A in Cyrillic and in Latin) is that other one.
 */
void glyphs_take(const struct cut *cut, const uint16_t *order, unsigned count,
                 struct face_header *header, struct glyph_list *list);
void glyphs_free(struct glyph_list *list);

/* True when the outline is one of parts that are glyphs of their own. */
bool glyph_is_composite(const struct glyph_list *list, const struct face_glyph *glyph);

/* ---- squeeze.c ------------------------------------------------------------------------------- */

/*
 * Finds for the glyphs that are used most what they have in common with others, sets their
 * steps, which it appends as struct face_step, and makes the code in which the programs of
 * typical documents are shortest.
 */
void squeeze_glyphs(struct glyph_list *list, const struct face_header *header, struct text *steps,
                    struct deflate_code *code);

/* The code for maps from characters to glyphs, which are nearly all zeros. */
void squeeze_maps(struct deflate_code *code);

/* ---- huffman.c ------------------------------------------------------------------------------- */

enum { HUFFMAN_LITERALS = 286, HUFFMAN_END = 256, HUFFMAN_DISTANCES = 30 };

/* How often the symbols of a block come, in any unit; 0: never. */
struct symbol_counts {
    double literals[HUFFMAN_LITERALS];
    double distances[HUFFMAN_DISTANCES];
};

/* The symbol of a length (3 to 258) or a distance, and the extra bits that follow it (RFC 1951, 3.2.5). */
struct symbol {
    unsigned number, extra_bits, extra;
};
struct symbol length_symbol(unsigned length);
struct symbol distance_symbol(unsigned distance);

/* The code of a last block with these counts. */
void huffman_make(const struct symbol_counts *counts, struct deflate_code *code);

/* ---------------------------------------------------------------------------------------------- */

/*
 * Appends a /ToUnicode CMap that maps every code of the blocks (of FACE_BLOCK
 * codes) to itself, a range for each block, as ranges must not cross one.
 */
void make_text_map(const bool *blocks, struct text *out);

/* Writes bytes, deflated, as FOLDER/NAME. */
void bake_stream(const struct text *bytes, const char *folder, const char *name);

/*
 * Appends an ICC profile of version 2.1 (ICC.1:1998-09, which every part of
 * PDF/A knows): a monitor with the primaries of IEC 61966-2-1 adapted to D50
 * and its curve in 32 steps, right to less than half of a step of eight bits.  Less than
 * half a kilobyte, where the usual ones take three to seven.
 */
void srgb_profile(struct text *out);

#endif
