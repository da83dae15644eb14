/*
 * pdfparse.h - one PDF value from bytes (ISO 32000-1, 7.2 and 7.3).
 *
 * Streams are left to the caller: only he can resolve an indirect /Length.
 */
#ifndef FORMULYAR_VERIFY_PDFPARSE_H
#define FORMULYAR_VERIFY_PDFPARSE_H

#include "verify/pdffile.h"

struct budget;

/* A place in borrowed bytes; failed is set once and stays. */
struct pdf_cursor {
    const char *bytes;
    size_t size;
    size_t at;
    bool failed;
    bool is_apart; /* the bytes are not those of the file: values have no place in it */
    struct arena *arena;
    struct budget *budget; /* pays for what the values take; NULL: nobody does */
};

/* ISO 32000-1, 7.2.2, and what else is asked of a byte; a table, since every byte of a file is. */
enum pdf_class {
    PDF_SPACE = 1,
    PDF_DELIMITER = 2,
    PDF_DIGIT = 4,
    PDF_NUMERIC = 8,    /* in numbers: digits, sign, point */
    PDF_NAME_MARK = 16, /* in names: # */
    PDF_COMMENT = 32,   /* %, which is a delimiter too */
};
extern const unsigned char pdf_classes[256];

static inline bool pdf_is(char byte, unsigned classes)
{
    return (pdf_classes[(unsigned char)byte] & classes) != 0;
}

static inline bool pdf_is_regular(char byte)
{
    return !pdf_is(byte, PDF_SPACE | PDF_DELIMITER);
}

/* Skips white space and comments; mostly there is none, or one byte. */
void pdf_skip_more_space(struct pdf_cursor *cursor);
static inline void pdf_skip_space(struct pdf_cursor *cursor)
{
    if (cursor->at < cursor->size && pdf_is(cursor->bytes[cursor->at], PDF_SPACE))
        cursor->at++;
    if (cursor->at < cursor->size && pdf_is(cursor->bytes[cursor->at], PDF_SPACE | PDF_COMMENT))
        pdf_skip_more_space(cursor);
}

/*
 * Reads one value; NULL and failed when there is none.  Strings and names
 * without escapes stay in the cursor's bytes.
 */
struct pdf_value *pdf_parse_value(struct pdf_cursor *cursor);

/* The same into a value that the caller has; false and failed when there is none. */
bool pdf_parse_into(struct pdf_cursor *cursor, struct pdf_value *value);

/* Reads an unsigned integer without sign; false (not failed) when there is none. */
bool pdf_parse_integer(struct pdf_cursor *cursor, long *value);

/*
 * Consumes a keyword that is followed by no regular character; false when it is
 * not there.  Inline, because then the compiler knows the keyword's length.
 */
static inline bool pdf_accept(struct pdf_cursor *cursor, const char *keyword)
{
    size_t const length = strlen(keyword);
    pdf_skip_space(cursor);
    const char *const at = cursor->bytes + cursor->at;
    size_t const left = cursor->size - cursor->at;
    if (left < length || memcmp(at, keyword, length) != 0 ||
        (left > length && pdf_is_regular(at[length])))
        return false;
    cursor->at += length;
    return true;
}

#endif
