/*
 * signatures.h - the values of signature fields: what was signed, and where it stands in the file.
 *
 * Nothing is judged here: ISO 32000-1, 12.8 says what the entries mean, and a
 * stranger's file may put anything there.
 */
#ifndef FORMULYAR_VERIFY_SIGNATURES_H
#define FORMULYAR_VERIFY_SIGNATURES_H

#include "verify/pdffile.h"

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
 * a page alone; in the arena, NULL when
 * there are none.  "Signed" is: /V is a dictionary with /ByteRange and /Contents.
 */
struct pdf_signature *pdf_signatures(struct pdffile *file, struct arena *arena);

#endif
