/*
 * program.h - the glyphs of a face that somebody shows, as a TrueType font (ISO/IEC 14496-22).
 *
 * Put together of what the build has baked (face.h): outlines are copied, numbers of glyphs
 * and places filled in.  It has what a PDF asks of a font program (ISO 32000-1, 9.9) and
 * no more: glyf, head, hhea, hmtx, loca, maxp.
 */
#ifndef FORMULYAR_PDF_PROGRAM_H
#define FORMULYAR_PDF_PROGRAM_H

#include "pdf/fonts.h"

/* A font on its way. */
struct program;

/* One is enough for a face, for any number of fonts after one another; ended by program_free(). */
struct program *program_new(const struct fonts *fonts, enum face face);
void program_free(struct program *program);

/*
 * Makes the font of these characters, which the face has; any order.  What the functions
 * below tell holds until the next one.
 */
void program_make(struct program *program, const uint16_t *codes, size_t count);

/* The file, and a sum of it (Adler-32). */
struct bytes program_bytes(const struct program *program);
uint32_t program_sum(const struct program *program);

/* The glyph that shows a character of the font. */
unsigned program_glyph(const struct program *program, uint32_t code);

/*
 * Appends the file deflated (RFC 1950), in the code that was baked for it: what outlines have in
 * common is known, so that nothing is searched for.
 */
void program_deflate(const struct program *program, struct text *out);

/*
 * Appends the map from codes to glyphs (/CIDToGIDMap: two bytes a code, up to the last one), deflated.
 * The codes are those of the font, ascending.
 */
void program_deflate_map(const struct program *program, const uint16_t *codes, size_t count,
                         struct text *out);

#endif
