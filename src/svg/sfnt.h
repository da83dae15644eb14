/*
 * sfnt.h - a baked subset as a complete TrueType font.
 *
 * What a PDF embeds are glyphs alone: it says by other means which code shows which of them.
 * A browser wants a font that says so itself (cmap), with a name and with OS/2 and post (OpenType 1.9,
 * "Required Tables"), and refuses others.
 */
#ifndef FORMULYAR_SVG_SFNT_H
#define FORMULYAR_SVG_SFNT_H

#include "pdf/fonts.h"

struct sfnt_source {
    struct bytes program;   /* TrueType: glyf, head, hhea, hmtx, loca, maxp */
    struct bytes glyph_map; /* the number of the glyph of each code, two bytes each */
    const char *family;
    int weight; /* 400 or 700 */
};

/*
 * Appends the font to out.  Combining marks (mark_is()) have no width in it: whoever shows one
 * alone finds it where it was put, since shapers move marks back by their width.  False when the
 * program is no font; out is then to be thrown away.
 */
bool sfnt_build(const struct sfnt_source *source, struct text *out);

#endif
