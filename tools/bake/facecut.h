/*
 * facecut.h - opens a TrueType font and cuts subsets from it (build time only).
 *
 * Whatever makes a font unfit ends the program with a message on standard
 * error: the build has nobody to return to.
 */
#ifndef FORMULYAR_TOOLS_FACECUT_H
#define FORMULYAR_TOOLS_FACECUT_H

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>

struct source_font;

/* Numbers of entries of the name table. */
enum { SOURCE_NAME_VERSION = 5, SOURCE_NAME_POSTSCRIPT = 6 };

/* Figures for the FontDescriptor, in 1/1000 em. */
struct source_figures {
    int ascent, descent, line_gap; /* descent positive downwards */
    int cap_height;
    int stem_v;
    int bbox[4];
    bool serif;
};

/*
 * What a document embeds of a font: the program and, for each character (a
 * two-byte code that equals its code point), the glyph that shows it.
 */
struct cut {
    struct text program;
    const uint16_t *glyphs; /* indexed by code point; 0: not in the cut; freed by cut_free() */
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

struct source_figures source_figures(const struct source_font *font);

/* True when the font has the character; its advance in 1/1000 em, rounded. */
bool source_has(const struct source_font *font, uint32_t code_point);
int source_advance(const struct source_font *font, uint32_t code_point);

/*
 * Cuts the characters whose like[] is not 0: character c is shown by the glyph
 * of like[c], mostly c itself.  No hinting and no layout tables.
 */
struct cut source_cut(const struct source_font *font, const uint16_t *like);
void cut_free(struct cut *cut);

#endif
