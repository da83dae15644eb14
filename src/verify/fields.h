/*
 * fields.h - the signature fields of a PDF, for tools that ask for coordinates.
 */
#ifndef FORMULYAR_VERIFY_FIELDS_H
#define FORMULYAR_VERIFY_FIELDS_H

#include "verify/pdffile.h"

/* A field of type /Sig (ISO 32000-1, 12.7.4.5) and its widget. */
struct signature_field {
    struct signature_field *next;
    const char *name;   /* /T */
    const char *signer; /* /TU: who signs what */
    long page;          /* counted from 1; 0 when no page shows the field */
    double rect[4];     /* left, lower, right, upper in pt from the page's lower left corner */
    bool is_signed;     /* it has a value with /ByteRange and /Contents */
    const struct pdf_value *widget;
};

/* The signature fields in the order of the AcroForm's /Fields; NULL when there are none. */
struct signature_field *pdf_signature_fields(struct pdffile *file, struct arena *arena);

/* The pages of the document in order, as dictionaries; their number in *count. */
const struct pdf_value **pdf_pages(struct pdffile *file, struct arena *arena, size_t *count);

/* The same, with the numbers of their objects in *numbers; 0 for one that has none. */
const struct pdf_value **pdf_numbered_pages(struct pdffile *file, struct arena *arena,
                                            size_t *count, const long **numbers);

#endif
