/*
 * textmap.h - which character codes of a font have a Unicode value (ISO 32000-1, 9.10.3).
 */
#ifndef FORMULYAR_VERIFY_TEXTMAP_H
#define FORMULYAR_VERIFY_TEXTMAP_H

#include "verify/pdffile.h"

#include <stdint.h>

struct textmap;

/*
 * Reads the stream of a font's /ToUnicode: bfchar and bfrange of two-byte codes,
 * values of one or more UTF-16 units.  NULL when there is none (stream is NULL)
 * or it cannot be read.
 */
struct textmap *textmap_read(struct pdffile *file, const struct pdf_value *stream,
                             struct arena *arena);

/* The first code point of a code's value, or 0 when the code has none. */
uint32_t textmap_lookup(const struct textmap *map, unsigned code);

#endif
