/*
 * pdfparse.h - one PDF value from bytes (ISO 32000-1, 7.2 and 7.3).
 *
 * Streams are left to the caller: only he can resolve an indirect /Length.
 */
#ifndef FORMULYAR_VERIFY_PDFPARSE_H
#define FORMULYAR_VERIFY_PDFPARSE_H

#include "verify/pdffile.h"

/* A place in borrowed bytes; failed is set once and stays. */
struct pdf_cursor {
    const char *bytes;
    size_t size;
    size_t at;
    bool failed;
    struct arena *arena;
};

/* Skips white space and comments. */
void pdf_skip_space(struct pdf_cursor *cursor);

/* Reads one value; NULL and failed when there is none. */
struct pdf_value *pdf_parse_value(struct pdf_cursor *cursor);

/* Reads an unsigned integer without sign; false (not failed) when there is none. */
bool pdf_parse_integer(struct pdf_cursor *cursor, long *value);

/* Bytes of the token of regular characters that begins at the cursor; consumes nothing. */
size_t pdf_token(const struct pdf_cursor *cursor);

/* Consumes a keyword that is followed by a delimiter; false when it is not there. */
bool pdf_accept(struct pdf_cursor *cursor, const char *keyword);

#endif
