/*
 * metrics.h - what layout needs to know of a font.
 *
 * Layout asks a metrics object instead of a font, so that tests can lay out
 * with a fixed-width one.  All figures are integers in 1/1000 em, the same
 * rounded advance widths that the PDF's /W arrays carry, so that layout and
 * reader agree to the last unit.
 */
#ifndef FORMULYAR_PDF_METRICS_H
#define FORMULYAR_PDF_METRICS_H

#include <stdint.h>

enum face { FACE_REGULAR, FACE_BOLD, FACE_SYMBOL, FACE_COUNT };

struct memo;

enum { METRICS_PLAIN = 0x500 }; /* Latin and Cyrillic: nearly all text */

struct metrics {
    const void *self;
    /* Advance width of a code point in 1/1000 em; -1 when the face lacks it. */
    int (*advance)(const void *self, enum face face, uint32_t code_point);
    /* Of the regular face, from its hhea table: descent positive downwards. */
    int ascent;
    int descent;
    int line_gap;
    /* What advance() says of code points below METRICS_PLAIN; or NULL: it is asked. */
    const int16_t *plain[FACE_COUNT];
    struct memo *memo; /* of paragraphs broken with these widths, or NULL */
};

static inline int metrics_advance(const struct metrics *metrics, enum face face,
                                  uint32_t code_point)
{
    const int16_t *plain = metrics->plain[face];
    if (plain && code_point < METRICS_PLAIN)
        return plain[code_point];
    return metrics->advance(metrics->self, face, code_point);
}

/*
 * The face that shows a code point, with its advance width there: the one
 * wanted, else FACE_SYMBOL (check boxes live there); FACE_COUNT and -1 when no
 * face has it.
 */
static inline enum face metrics_face_for(const struct metrics *metrics, enum face wanted,
                                         uint32_t code_point, int *advance)
{
    *advance = metrics_advance(metrics, wanted, code_point);
    if (*advance >= 0)
        return wanted;
    *advance = metrics_advance(metrics, FACE_SYMBOL, code_point);
    return *advance >= 0 ? FACE_SYMBOL : FACE_COUNT;
}

#endif
