/*
 * pdfparts.h - what hangs on the catalog of a PDF: pages, signature fields, signatures,
 * and the case file inside.
 *
 * Of signatures nothing is judged here: ISO 32000-1, 12.8 says what their entries mean,
 * and a stranger's file may put anything there.
 */
#ifndef FORMULYAR_PDFREAD_PDFPARTS_H
#define FORMULYAR_PDFREAD_PDFPARTS_H

#include "pdfread/pdffile.h"

struct pdf_page {
    const struct pdf_value *dict;
    long number; /* of its object; 0 when it has none */
};

/* The pages of the document in order. */
struct pdf_pages {
    struct pdf_page *items;
    size_t count;
};
struct pdf_pages pdf_pages(struct pdffile *file, struct arena *arena);

/* Reads a rectangle as left, lower, right, upper; false when there are no four numbers. */
bool pdf_read_box(struct pdffile *file, const struct pdf_value *dict, const char *name,
                  double rect[4]);

/*
 * Appends the bytes of the document's source file (/AF with /AFRelationship
 * /Source), the case XML that `--pdfa 3` embeds (ISO 19005-3, 6.8), to out; false when
 * there is none or it cannot be read.
 */
bool pdf_source_attachment(struct pdffile *file, struct text *out);

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

/* The value of a signature field: what was signed, and where it stands in the file. */
struct pdf_signature {
    struct pdf_signature *next;
    const char *field;             /* name in full, "parent.child", UTF-8 */
    const struct pdf_value *value; /* /V in the newest revision: a dictionary */
    const long *range;             /* /ByteRange: offset, length, offset, length, ... */
    size_t range_count;            /* numbers in it; 0 unless all are integers from 0 on */
    const char *contents;          /* /Contents, decoded: the CMS and zeros behind it */
    size_t contents_length;
    /*
     * Where /Contents stands in the file, its angle brackets included: the gap of
     * an honest byte range.  Both 0 when the dictionary is packed in an object stream.
     */
    size_t contents_start, contents_end;
};

/*
 * The signed fields (and document time stamps, which are fields too) in the order
 * of the form, fields within fields after their parent, and then those that stand on
 * a page alone; in the arena, NULL when there are none.  "Signed" is: /V is a
 * dictionary with /ByteRange and /Contents.
 */
struct pdf_signature *pdf_signatures(struct pdffile *file, struct arena *arena);

enum { PDF_RANGE_NUMBERS = 4 };

/* Which bytes a signature is about, and what it says of itself; strings are in the arena, "" when absent. */
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

/* Looks at a signature of the file. */
struct pdf_signed pdf_signed_bytes(struct pdffile *file, const struct pdf_signature *signature,
                                   struct arena *arena);

#endif
