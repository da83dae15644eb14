/*
 * fonts.h - the baked faces as the PDF writer sees them (pdf.h has what others need).
 *
 * Everything here is borrowed from the mapped files and lives until fonts_free().
 */
#ifndef FORMULYAR_PDF_FONTS_H
#define FORMULYAR_PDF_FONTS_H

#include "pdf/face.h"
#include "pdf/pdf.h"

struct bytes {
    const unsigned char *data;
    size_t size;
};

/* The baked description of a face, and a stretch of its file. */
const struct face_header *fonts_face(const struct fonts *fonts, enum face face);
struct bytes fonts_bytes(const struct fonts *fonts, enum face face, struct baked_span span);

/* The characters of a face (face.h). */
struct face_table {
    const uint16_t *blocks;
    const uint16_t *entries;
    int16_t advances[METRICS_PLAIN];
    /* False: the face lacks it, its code is escaped in a string, or it is an accent. */
    bool plain[METRICS_PLAIN];
};
const struct face_table *fonts_table(const struct fonts *fonts, enum face face);

/* Inline: asked for every letter of a document. */
static inline unsigned face_entry(const struct face_table *table, uint32_t code_point)
{
    unsigned const block =
        code_point < FACE_CHARACTERS ? table->blocks[code_point / FACE_BLOCK] : 0;
    return block ? table->entries[(block - 1) * FACE_BLOCK + code_point % FACE_BLOCK] : 0;
}

/* Where a character of the face leaves ink; NULL when that is not known. */
const struct face_ink *fonts_ink(const struct fonts *fonts, enum face face, uint32_t code_point);

static inline bool face_has(const struct face_table *table, uint32_t code_point)
{
    return face_entry(table, code_point) != 0;
}

/* Number of the subset that has the code point, as SVG divides a face; -1 when none has. */
static inline int face_subset(const struct face_table *table, uint32_t code_point)
{
    return (int)(face_entry(table, code_point) >> FACE_ADVANCE_BITS) - 1;
}

/* Advance width in 1/1000 em; -1 when the face lacks the code point. */
static inline int face_advance(const struct face_table *table, uint32_t code_point)
{
    unsigned const entry = face_entry(table, code_point);
    return entry ? (int)(entry & FACE_ADVANCE_MASK) : -1;
}

/* Baked streams that are not of one face, deflated. */
enum fonts_stream { FONTS_SRGB_PROFILE, FONTS_TO_UNICODE_USUAL, FONTS_TO_UNICODE, FONTS_STREAMS };
struct bytes fonts_stream(const struct fonts *fonts, enum fonts_stream stream);

/* Fonts of faces, as a document embeds them; the writer's, kept for one document after the other. */
struct font_makers;
struct font_makers *fonts_makers(const struct fonts *fonts);

/* The writer's deflater, kept for one document after the other. */
struct deflater;
struct deflater *fonts_deflater(const struct fonts *fonts);

#endif
