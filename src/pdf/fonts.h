/*
 * fonts.h - the baked faces as the PDF writer sees them (pdf.h has what others need).
 *
 * A face is cut into subsets, each of which is a font of its own in the PDF
 * (face.h).  Everything here is borrowed from the mapped files and lives until
 * fonts_free().
 */
#ifndef FORMULYAR_PDF_FONTS_H
#define FORMULYAR_PDF_FONTS_H

#include "pdf/face.h"
#include "pdf/pdf.h"

enum { FONTS_SUBSETS = FACE_COUNT * FACE_SUBSETS_MAX };

struct bytes {
    const unsigned char *data;
    size_t size;
};

/* The baked description of a face, and a stretch of its file. */
const struct face_header *fonts_face(const struct fonts *fonts, enum face face);
struct bytes fonts_bytes(const struct fonts *fonts, enum face face, struct baked_span span);

/* Number of the subset of the face that has the code point; -1 when none has. */
int fonts_subset(const struct fonts *fonts, enum face face, uint32_t code_point);

/* Advance width in 1/1000 em; -1 when the face lacks the code point. */
int fonts_advance(const struct fonts *fonts, enum face face, uint32_t code_point);

/* Baked streams that are not of one face, deflated. */
enum fonts_stream { FONTS_SRGB_PROFILE, FONTS_TO_UNICODE, FONTS_STREAMS };
struct bytes fonts_stream(const struct fonts *fonts, enum fonts_stream stream);

/* The writer's deflater, kept for one document after the other. */
struct deflater;
struct deflater *fonts_deflater(const struct fonts *fonts);

#endif
