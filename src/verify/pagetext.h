/*
 * pagetext.h - where a page of this program has text.
 */
#ifndef FORMULYAR_VERIFY_PAGETEXT_H
#define FORMULYAR_VERIFY_PAGETEXT_H

#include "verify/pdffile.h"

/*
 * True when text of the page stands in the rectangle (left, lower, right, upper;
 * pt), or when that cannot be told: content that is not such as this program writes.
 */
bool pagetext_in(struct pdffile *file, const struct pdf_value *page, const double rect[4]);

#endif
