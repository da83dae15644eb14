/*
 * signed.h - which bytes a signature inside a PDF is about (ISO 32000-1, 12.8), and what it says of itself.
 */
#ifndef FORMULYAR_VERIFY_SIGNED_H
#define FORMULYAR_VERIFY_SIGNED_H

#include "verify/signatures.h"

enum { PDF_RANGE_NUMBERS = 4 };

/* Strings are in the arena, "" when absent. */
struct pdf_signed {
    const char *sub_filter;
    const char *claimed;             /* /M as "2026-11-26T15:18:32+03:00" */
    const char *fault;               /* of the byte range, for diag_add(); NULL when it has none */
    size_t range[PDF_RANGE_NUMBERS]; /* two pairs of start and length; zeros with a fault */
    size_t revision;                 /* the revision that the range ends with, from 1; 0: none */
    bool covers_file;                /* nothing but white space stands behind it */
    const char *certificate;         /* /Cert, which old kinds carry apart; NULL when absent */
    size_t certificate_length;
};

/* Looks at a signature of the file, whose bytes these are. */
struct pdf_signed pdf_signed_bytes(struct pdffile *file, const struct pdf_signature *signature,
                                   const char *bytes, size_t size, struct arena *arena);

#endif
