/*
 * textmap.h - which character codes of a font have a Unicode value (ISO 32000-1, 9.10.3).
 */
#ifndef FORMULYAR_VERIFY_TEXTMAP_H
#define FORMULYAR_VERIFY_TEXTMAP_H

#include "verify/pdffile.h"

struct textmap;

/*
 * Maps of the files read so far: fonts are baked, so that file after file brings
 * the same ones.  A map is known by all the bytes of its stream, and only a few
 * are kept.  Ended by textmaps_free().
 */
struct textmaps;
struct textmaps *textmaps_new(void);
void textmaps_free(struct textmaps *maps);

/*
 * Reads the stream of a font's /ToUnicode: bfchar and bfrange of two-byte codes,
 * values of one or more UTF-16 units.  NULL when there is none (stream is NULL)
 * or it cannot be read.  The map is in the arena or among the kept ones.
 */
const struct textmap *textmap_read(struct textmaps *maps, struct pdffile *file,
                                   const struct pdf_value *stream, struct arena *arena);

/*
 * How many of a string's two-byte codes have no value, or one whose first code
 * point is 0.  A last odd byte counts too; a map of NULL has no values.
 */
long textmap_unmapped(const struct textmap *map, const char *bytes, size_t length);

#endif
