/*
 * remarks.h - annotations that may be added to a page without changing what it says.
 */
#ifndef FORMULYAR_VERIFY_REMARKS_H
#define FORMULYAR_VERIFY_REMARKS_H

#include "verify/pdffile.h"

enum annotation_kind {
    ANNOTATION_OTHER,  /* drawn over the page, or of a kind that cannot be judged */
    ANNOTATION_WIDGET, /* of a field */
    ANNOTATION_REMARK, /* a note or a highlight that hides nothing */
    ANNOTATION_WINDOW, /* the pop-up window of a remark: shown by a reader, not on the page */
};

/*
 * What a new annotation is.  A note is one whose icon is no larger than an icon,
 * is made of lines and areas, and where it stands over text lies on a coloured ground
 * and is not white, so that it cannot pass for the paper or for print.  A highlight lets the text through: light and multiplied with
 * the page; and it is no drawing of lines, such as a tick in a box would be.
 * text_below: asks whether the page has text in a rectangle.
 */
enum annotation_kind annotation_kind(struct pdffile *file, const struct pdf_value *annotation,
                                     bool (*text_below)(void *context, const double rect[4]),
                                     void *context);

enum look_kind {
    LOOK_EMPTY,   /* nothing is painted */
    LOOK_PLAIN,   /* lines and areas */
    LOOK_WRITTEN, /* text, pictures, or not to be judged */
};

/* What an annotation's appearance holds. */
enum look_kind annotation_look(struct pdffile *file, const struct pdf_value *annotation);

/* Reads /Rect as left, lower, right, upper; false when there are no four finite numbers. */
bool annotation_rect(struct pdffile *file, const struct pdf_value *annotation, double rect[4]);

#endif
