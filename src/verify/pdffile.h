/*
 * pdffile.h - reading the objects of a PDF back (ISO 32000-1, 7.3 and 7.5).
 *
 * Cross-reference tables and streams, mixed ones too, with any number of
 * incremental updates, and objects in object streams.  Encrypted strings and
 * streams stay as they are.  The bytes may be hostile: every offset, length and
 * depth is checked, and what reading costs is paid from a budget (base/budget.h).
 */
#ifndef FORMULYAR_VERIFY_PDFFILE_H
#define FORMULYAR_VERIFY_PDFFILE_H

#include "base/arena.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum pdf_kind {
    PDF_NULL,
    PDF_BOOLEAN,
    PDF_INTEGER,
    PDF_REAL,
    PDF_NAME,
    PDF_STRING,
    PDF_ARRAY,
    PDF_DICT,
    PDF_STREAM,
    PDF_REFERENCE,
};

struct pdf_value;

struct pdf_entry {
    struct pdf_entry *next;
    const char *key; /* of a dictionary, not closed by NUL; NULL in an array */
    size_t key_length;
    const struct pdf_value *value;
};

struct pdf_value {
    enum pdf_kind kind;
    long integer;      /* integer, boolean, reference's object number; a real's whole part */
    double real;       /* integer too */
    const char *bytes; /* name without '/', string decoded, stream's raw bytes: without NUL */
    size_t length;     /* of bytes; entries of an array; a reference's generation */
    size_t start;      /* where the value begins in the file; 0 in an object stream */
    struct pdf_entry *entries; /* array, dictionary, a stream's dictionary */
};

struct pdffile;

enum pdffile_problem {
    PDFFILE_GOOD,
    PDFFILE_NOT_PDF,   /* no %PDF- header */
    PDFFILE_TRUNCATED, /* the end, which says where the newest table stands, is missing */
    PDFFILE_DAMAGED,   /* a table, trailer or object is not where it should be */
    PDFFILE_TOO_MUCH,  /* the budget is spent */
};

/*
 * Opens size bytes, borrowed until the arena is released.  *problem says what
 * is wrong when NULL is returned.
 */
struct pdffile *pdffile_open(const void *bytes, size_t size, struct arena *arena,
                             enum pdffile_problem *problem);

/*
 * The same within a budget that others pay from too; skips_hybrid: as a reader
 * that knows no cross-reference streams reads a file which has both.
 */
struct budget;
struct pdffile *pdffile_open_within(const void *bytes, size_t size, struct budget *budget,
                                    bool skips_hybrid, struct arena *arena,
                                    enum pdffile_problem *problem);

/* Streams are inflated by it from now on; borrowed.  Without one each has its own. */
struct inflater;
void pdffile_use_inflater(struct pdffile *file, struct inflater *inflater);

/* The newest trailer dictionary, and the catalog (NULL when there is none). */
const struct pdf_value *pdffile_trailer(const struct pdffile *file);
/* The trailer dictionary of the oldest revision: the one this program wrote. */
const struct pdf_value *pdffile_first_trailer(const struct pdffile *file);
const struct pdf_value *pdffile_catalog(struct pdffile *file);

/* Object numbers run from 1 to pdffile_size() - 1; NULL for a free or damaged one. */
long pdffile_size(const struct pdffile *file);
const struct pdf_value *pdffile_object(struct pdffile *file, long number);
bool pdffile_in_use(const struct pdffile *file, long number);

/* True when the object is used in both and stands at the same place of the same bytes. */
bool pdffile_same_place(const struct pdffile *one, const struct pdffile *other, long number);

/* A table names a stream that not every reader looks at; or one object twice. */
bool pdffile_is_hybrid(const struct pdffile *file);
bool pdffile_is_ambiguous(const struct pdffile *file);

/* Follows a reference (any other value is returned as it is; NULL gives NULL). */
const struct pdf_value *pdffile_resolve(struct pdffile *file, const struct pdf_value *value);

/* A dictionary's or stream's value under key; NULL when absent or not a dictionary. */
const struct pdf_value *pdf_dict_find_bytes(const struct pdf_value *dict, const char *key,
                                            size_t length);

/* The same for a key that the compiler knows the length of. */
static inline const struct pdf_value *pdf_dict_find(const struct pdf_value *dict, const char *key)
{
    return pdf_dict_find_bytes(dict, key, strlen(key));
}

/* The same, resolved. */
static inline const struct pdf_value *pdffile_get(struct pdffile *file,
                                                  const struct pdf_value *dict, const char *key)
{
    const struct pdf_value *value = pdf_dict_find(dict, key);
    return value && value->kind == PDF_REFERENCE ? pdffile_resolve(file, value) : value;
}

/* True for a name (resolved) that equals the given one. */
static inline bool pdf_is_name(const struct pdf_value *value, const char *name)
{
    return value && value->kind == PDF_NAME && value->length == strlen(name) &&
           memcmp(value->bytes, name, value->length) == 0;
}

/*
 * Appends a stream's bytes to out, inflated when its filter is FlateDecode.
 * False when the stream is damaged, has another filter, grows past limit or
 * past the budget; what is in out then is of no use.
 */
bool pdffile_stream(struct pdffile *file, const struct pdf_value *stream, size_t limit,
                    struct text *out);

/* True when the stream has that filter; without it the same bytes stand for themselves. */
bool pdffile_is_deflated(struct pdffile *file, const struct pdf_value *stream);

/* A text string (UTF-16BE with BOM, or PDFDocEncoding's ASCII) as UTF-8, in the arena. */
const char *pdf_text_string(const struct pdf_value *value, struct arena *arena);

/*
 * Where a value that was read from the file begins and ends in it, brackets included;
 * false, with both 0, for one that was packed in an object stream.
 */
bool pdffile_extent(struct pdffile *file, const struct pdf_value *value, size_t *start,
                    size_t *end);

/* The file's budget, and a shorthand that takes steps from it; false when it is spent. */
struct budget *pdffile_budget(struct pdffile *file);
bool pdffile_step(struct pdffile *file, size_t steps);

/* Revisions of the file, at least 1; the bytes of the oldest one, its %%EOF line included. */
size_t pdffile_revisions(const struct pdffile *file);
size_t pdffile_first_revision(const struct pdffile *file);

/* Where a revision's table stands; 0 is the oldest. */
struct pdf_section {
    size_t at;      /* the table or the stream begins */
    size_t trailer; /* its dictionary begins */
    size_t end;     /* behind the dictionary, or the stream's "endobj" */
};
const struct pdf_section *pdffile_section(const struct pdffile *file, size_t revision);

/* Bytes of the file up to the end of a revision, 0 the oldest one; its %%EOF line included. */
size_t pdffile_revision_end(const struct pdffile *file, size_t revision);

#endif
