/*
 * nfc.h - Unicode normalisation form C, so that a pasted «и» with a breve is an «й».
 */
#ifndef FORMULYAR_BASE_NFC_H
#define FORMULYAR_BASE_NFC_H

#include "base/text.h"

/* Normalises well-formed UTF-8 in place; text that needs nothing is only looked at. */
void nfc_normalise(struct text *text);

/* Takes out characters that nobody sees and that carry nothing, in place. */
void nfc_drop_invisible(struct text *text);

#endif
