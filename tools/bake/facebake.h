/*
 * facebake.h - turns a font and its division into subsets into a baked file.
 */
#ifndef FORMULYAR_TOOLS_FACEBAKE_H
#define FORMULYAR_TOOLS_FACEBAKE_H

#include "facecut.h"
#include "pdf/face.h"

enum { NO_SUBSET = 0xFF };

/*
 * A face on its way: the caller says for every code which subset it belongs to
 * (NO_SUBSET: none) and whose glyph shows it, sets font and header.subset_count.
 */
struct baking {
    struct source_font *font;
    uint16_t like[FACE_CHARACTERS]; /* the character whose glyph is shown; 0: none */
    unsigned char subset[FACE_CHARACTERS];
    struct face_header header;
    struct text body; /* follows the header */
};

/* Bakes the face and writes it as FOLDER/ID.face. */
void bake_face(struct baking *baking, const char *folder, const char *id);

/*
 * Appends a /ToUnicode CMap that maps every code of the blocks (of FACE_BLOCK
 * codes) to itself, a range for each block, as ranges must not cross one.
 */
void make_text_map(const bool *blocks, struct text *out);

/* Writes bytes, deflated, as FOLDER/NAME. */
void bake_stream(const struct text *bytes, const char *folder, const char *name);

#endif
