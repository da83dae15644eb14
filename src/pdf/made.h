/*
 * made.h - fonts of a face as a document embeds them: the characters that it shows and no other.
 */
#ifndef FORMULYAR_PDF_MADE_H
#define FORMULYAR_PDF_MADE_H

#include "pdf/fonts.h"

/* The characters of a face that are shown: bytes for nearly all text, bits for what is rare. */
struct shown_codes {
    bool plain[METRICS_PLAIN];
    uint64_t others[FACE_CHARACTERS / 64];
    uint64_t blocks[FACE_CHARACTERS / 64 / 64]; /* which of others are not 0 */
};

static inline void shown_codes_add(struct shown_codes *codes, uint32_t code)
{
    if (code < METRICS_PLAIN) {
        codes->plain[code] = true;
        return;
    }
    codes->others[code / 64] |= (uint64_t)1 << code % 64;
    codes->blocks[code / 64 / 64] |= (uint64_t)1 << code / 64 % 64;
}

enum { FONT_TAG_SIZE = 7 };

/* What goes into a file. */
struct made_font {
    char tag[FONT_TAG_SIZE]; /* "ABCDEF", from the content (ISO 32000-1, 9.6.4) */
    uint32_t program_length; /* before deflating: /Length1 */
    struct bytes program;    /* TrueType, deflated */
    struct bytes glyph_map;  /* /CIDToGIDMap, deflated */
    struct bytes widths;     /* text of the /W array, brackets included */
    const uint16_t *codes;   /* ascending */
    size_t code_count;
};

/* What makes them, one for each face; fonts.h has those of the fonts. */
struct font_makers;
struct font_makers *font_makers_new(const struct fonts *fonts);
void font_makers_free(struct font_makers *makers);

/*
 * The font of these characters.  Some that were made last are kept: headings and check boxes are the
 * same in file after file.  It is borrowed until another of the face was made.
 */
const struct made_font *font_make(struct font_makers *makers, enum face face,
                                  const struct shown_codes *codes);

/* Appends the /CIDSet of a font, not deflated: one bit a code, the highest bit first; for PDF/A-1. */
void font_put_cid_set(const struct made_font *font, struct text *out);

#endif
