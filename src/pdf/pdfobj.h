/*
 * pdfobj.h - PDF objects: numbered, filled in any order, written as one file.
 *
 * The only door to libharu (2.3 and 2.4), which keeps the objects, the
 * cross-reference table and the trailer and writes the file.  The bodies of
 * dictionaries are text that the caller makes with the put_ functions, so that
 * not a byte depends on the version of the library or on a locale.  Limits:
 * 8,388,606 objects, 4 GB a file.
 *
 * Errors stick: the first one is kept, later calls do nothing harmful, and
 * pdf_file_save() reports it.
 */
#ifndef FORMULYAR_PDF_PDFOBJ_H
#define FORMULYAR_PDF_PDFOBJ_H

#include "base/arena.h"
#include "base/hash.h"
#include "base/text.h"

#include <stddef.h>

struct pdf_file;

/* An object's number, as references name it; 0 is no object. */
typedef unsigned pdf_ref;

/* A new file; ended by pdf_file_free().  Bodies are kept in the arena. */
struct pdf_file *pdf_file_new(struct arena *arena);
void pdf_file_free(struct pdf_file *file);

/* Numbers a new object; pdf_file_fill() or pdf_file_stream() must give it a body. */
pdf_ref pdf_file_add(struct pdf_file *file);

/* Gives an object the body of its dictionary: keys and values without "<<" and ">>"; copied. */
void pdf_file_fill(struct pdf_file *file, pdf_ref ref, const struct text *body);

/*
 * Makes an object a stream: the body as above, without /Length, and the bytes
 * as they stand in the file (deflated ones if the body says so).  The bytes are
 * borrowed until the file is saved.
 */
void pdf_file_stream(struct pdf_file *file, pdf_ref ref, const struct text *body, const void *bytes,
                     size_t size);

/*
 * Appends the whole file to out.  Version is "1.4" or "1.7".  The /ID in the
 * trailer is the first half of the SHA-256 of every byte before "trailer", so
 * that it tells whether the file was changed.  Digests gets that of these bytes
 * and that of the whole file, made in one pass; it may be NULL.  Returns 0, or
 * the library's code of the first error; out is then to be thrown away.
 */
unsigned long pdf_file_save(struct pdf_file *file, const char *version, pdf_ref root, pdf_ref info,
                            struct text *out, struct file_digests *digests);

/*
 * The same with the objects that are no streams packed into streams (PDF 1.5; not in PDF/A-1), and
 * the table too: half as large where there are many.  Tools that sign mishandle such files.
 * The /ID is of all before the table and of the table's bytes (PACKED_TABLE).
 */
unsigned long pdf_file_save_packed(struct pdf_file *file, pdf_ref root, pdf_ref info,
                                   struct text *out, struct file_digests *digests);

/* An object as it was given; bytes are its stream's. */
struct pdf_stored {
    const char *body;
    size_t body_size;
    const void *bytes;
    size_t size;
    bool is_stream;
};

/* How many numbers are given away, 0 too; and one of them from 1 on.  For pdfpacked.c. */
unsigned pdf_file_count(const struct pdf_file *file);
struct pdf_stored pdf_file_stored(const struct pdf_file *file, pdf_ref ref);
unsigned long pdf_file_error(const struct pdf_file *file);

/* Of an object in a body's format: a reference (ISO 32000-1, 7.3.10). */
#define REF "%u 0 R"

/* Appends one, for what is written as often as elements of a structure tree. */
static inline void put_ref(struct text *out, pdf_ref ref)
{
    text_add_int(out, (long)ref);
    text_add(out, " 0 R");
}

/*
 * A text string (7.9.2.2): literal when it is printable ASCII, else UTF-16BE
 * with its byte order mark, in a literal.  NULL gives ().
 */
void put_text_string(struct text *out, const char *utf8);

/*
 * Literal strings (7.3.4.2), written to a place with room for STRING_BYTE_SIZE bytes
 * each time; returns the end.  A unit is two bytes, high one first.  Inline: every
 * letter of a document is written so.
 */
enum { STRING_BYTE_SIZE = 2, STRING_UNIT_SIZE = 2 * STRING_BYTE_SIZE };

static inline char *string_byte(char *to, unsigned char byte)
{
    static const char escapes[256] = {['\r'] = 'r', ['('] = '(', [')'] = ')', ['\\'] = '\\'};
    if (escapes[byte])
        *to++ = '\\';
    *to++ = (char)(escapes[byte] ? escapes[byte] : byte);
    return to;
}

static inline char *string_unit(char *to, unsigned unit)
{
    return string_byte(string_byte(to, (unsigned char)(unit >> 8)), (unsigned char)unit);
}

#endif
