/*
 * look.h - what the appearance streams of an annotation paint, as far as it matters
 * to somebody who asks whether they hide or add something.
 */
#ifndef FORMULYAR_VERIFY_LOOK_H
#define FORMULYAR_VERIFY_LOOK_H

#include "verify/pdffile.h"

struct look {
    bool is_odd;      /* text, pictures, patterns, or not to be read as every reader may */
    bool is_white;    /* something is painted in white or nearly so */
    bool is_covering; /* something is painted that hides what is below */
    bool is_painted;  /* something is painted at all */
    bool is_drawn;    /* in lines, as a pen would */
    double ground;    /* the share of its box that one light, coloured area fills */
};

/* All looks that /AP offers, as one: an annotation has one, or one for each state. */
struct look look_of(struct pdffile *file, const struct pdf_value *annotation, struct arena *arena);

/* Reads a rectangle as left, lower, right, upper; false when there are no four numbers. */
bool pdf_read_box(struct pdffile *file, const struct pdf_value *dict, const char *name,
                  double rect[4]);

#endif
