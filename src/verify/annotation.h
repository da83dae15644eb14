/*
 * annotation.h - what annotations show, and which may be added without changing what a
 * page says.
 */
#ifndef FORMULYAR_VERIFY_ANNOTATION_H
#define FORMULYAR_VERIFY_ANNOTATION_H

#include "pdfread/pdfparts.h"

enum annotation_kind {
    ANNOTATION_OTHER,  /* drawn over the page, or of a kind that cannot be judged */
    ANNOTATION_WIDGET, /* of a field */
    ANNOTATION_REMARK, /* a note or a highlight that hides nothing */
    ANNOTATION_WINDOW, /* the pop-up window of a remark: shown by a reader, not on the page */
};

/*
 * What a new annotation is.  A note is one whose icon is no larger than an icon, is made
 * of lines and areas, and where it stands over text lies on a coloured ground and is not
 * white, so that it cannot pass for the paper or for print.  A highlight lets the text
 * through: light and multiplied with the page; and it is no drawing of lines, such as a
 * tick in a box would be.  text_below: asks whether the page has text in a rectangle.
 */
enum annotation_kind annotation_kind(struct pdffile *file, const struct pdf_value *annotation,
                                     bool (*text_below)(void *context, const double rect[4]),
                                     void *context);

/* What appearance streams paint, as far as it matters to who asks whether they hide or add something. */
struct look {
    bool is_odd;      /* text, pictures, patterns, or not to be read as every reader may */
    bool is_white;    /* something is painted in white or nearly so */
    bool is_covering; /* something is painted that hides what is below */
    bool is_painted;  /* something is painted at all */
    bool is_drawn;    /* in lines, as a pen would */
    double ground;    /* the share of its box that one light, coloured area fills */
};

/* All looks that /AP offers, as one: an annotation has one, or one for each state. */
struct look annotation_look(struct pdffile *file, const struct pdf_value *annotation);

/*
 * True when text of a page of this program stands in the rectangle (left, lower, right,
 * upper; pt), or when that cannot be told: content that is not such as this program writes.
 */
bool pagetext_in(struct pdffile *file, const struct pdf_value *page, const double rect[4]);

#endif
