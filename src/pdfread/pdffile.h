/*
 * pdffile.h - reading the objects of a PDF back (ISO 32000-1, 7.2, 7.3 and 7.5).
 *
 * Cross-reference tables and streams, mixed ones too, with any number of
 * incremental updates, and objects in object streams.  Encrypted strings and
 * streams stay as they are.  The bytes may be hostile: every offset, length and
 * depth is checked, and what reading costs is paid from a budget (base/budget.h).
 */
#ifndef FORMULYAR_PDFREAD_PDFFILE_H
#define FORMULYAR_PDFREAD_PDFFILE_H

#include "base/arena.h"
#include "base/budget.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

/* ---- values ---------------------------------------------------------------------- */

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

/* A key that the compiler knows the length of; NULL as a name ends a list. */
struct pdf_key {
    const char *name;
    size_t length;
};
#define PDF_KEY(name)                                                                              \
    {                                                                                              \
        (name), sizeof(name) - 1                                                                   \
    }

/* ---- the file -------------------------------------------------------------------- */

/* Where a revision's table stands; 0 is the oldest. */
struct pdf_section {
    size_t at;      /* the table or the stream begins */
    size_t trailer; /* its dictionary begins */
    size_t end;     /* behind the dictionary, or the stream's "endobj" */
};

/* A file that was opened: others than pdffile.c and its kind may read it, and set what is borrowed. */
struct pdffile {
    const char *bytes;
    size_t size;
    struct budget *budget;
    struct inflater *inflater; /* borrowed; NULL: each stream has its own */
    const struct pdf_key
        *passed; /* borrowed: keys nobody will ask for, mostly left out; NULL: none */
    const struct pdf_value *trailer;       /* the newest one */
    const struct pdf_value *first_trailer; /* of the oldest revision: the one this program wrote */
    long count;                            /* object numbers run from 1 to count - 1 */
    size_t revisions;                      /* at least 1 */
    bool is_hybrid;    /* a table names a stream that not every reader looks at */
    bool is_ambiguous; /* one table names one object twice */
    /* How it is read: pdfinside.h. */
    bool skips_hybrid; /* such a stream is not looked at, as old readers do */
    bool reading_length;
    struct arena *arena;
    struct budget own_budget;
    struct xref_entry *entries;
    long room;
    struct pdf_section *sections; /* the newest first */
    size_t section_room;
    unsigned section; /* that is being read */
};

enum pdffile_problem {
    PDFFILE_GOOD,
    PDFFILE_NOT_PDF,   /* no %PDF- header */
    PDFFILE_TRUNCATED, /* the end, which says where the newest table stands, is missing */
    PDFFILE_DAMAGED,   /* a table, trailer or object is not where it should be */
    PDFFILE_TOO_MUCH,  /* the budget is spent */
};

/*
 * Opens size bytes, borrowed until the arena is released, within a budget that others
 * pay from too, or, when it is NULL, one of its own.  *problem says what is wrong when
 * NULL is returned.
 */
struct pdffile *pdffile_open(const void *bytes, size_t size, struct budget *budget,
                             struct arena *arena, enum pdffile_problem *problem);

/* The same bytes as a reader opens them that knows no cross-reference streams beside tables. */
struct pdffile *pdffile_open_as_old(const struct pdffile *file, struct arena *arena);

/* Takes steps from the file's budget; false when it is spent. */
static inline bool pdffile_step(struct pdffile *file, size_t steps)
{
    return budget_take(file->budget, BUDGET_STEPS, steps);
}

/* The catalog of the newest revision; NULL when there is none. */
const struct pdf_value *pdffile_catalog(struct pdffile *file);

/* NULL for a number that is free or whose object is damaged. */
const struct pdf_value *pdffile_object(struct pdffile *file, long number);

/* True for a number that the newest tables give an object, damaged or not. */
bool pdffile_in_use(const struct pdffile *file, long number);

/* Where an object of generation 0 begins that stands in the file itself; 0 for any other. */
size_t pdffile_place(const struct pdffile *file, long number);

/* True when the object is used in both and stands at the same place of the same bytes. */
bool pdffile_same_place(const struct pdffile *one, const struct pdffile *other, long number);

/* Follows a reference (any other value is returned as it is; NULL gives NULL). */
const struct pdf_value *pdffile_resolve(struct pdffile *file, const struct pdf_value *value);

/* A revision's table, and where its bytes end, the %%EOF line included; 0 is the oldest one. */
const struct pdf_section *pdffile_section(const struct pdffile *file, size_t revision);
size_t pdffile_revision_end(const struct pdffile *file, size_t revision);

/*
 * Where a value that was read from the file begins and ends in it, brackets included;
 * false, with both 0, for one that was packed in an object stream.
 */
bool pdffile_extent(struct pdffile *file, const struct pdf_value *value, size_t *start,
                    size_t *end);

/*
 * Appends a stream's bytes to out, inflated when its filter is FlateDecode.
 * False when the stream is damaged, has another filter, grows past limit or
 * past the budget; what is in out then is of no use.
 */
bool pdffile_stream(struct pdffile *file, const struct pdf_value *stream, size_t limit,
                    struct text *out);

/* True when the stream has that filter; without it the same bytes stand for themselves. */
bool pdffile_is_deflated(struct pdffile *file, const struct pdf_value *stream);

/* Objects that a walk has met, so that it ends where they form a loop. */
struct pdf_met {
    bool *seen; /* by object number */
    long count;
};

/* Nothing is met yet; false when the budget is spent.  It is in the arena. */
bool pdf_met_start(struct pdf_met *met, struct pdffile *file, struct arena *arena);

/* True when the value refers to an object that was asked for before. */
bool pdf_met_before(struct pdf_met *met, const struct pdf_value *reference);

/* ---- asking values --------------------------------------------------------------- */

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

/* The same under a name that is a value; NULL when that is no name. */
const struct pdf_value *pdffile_get_named(struct pdffile *file, const struct pdf_value *dict,
                                          const struct pdf_value *name);

/* The same, when it is of that kind; else NULL. */
static inline const struct pdf_value *pdffile_get_kind(struct pdffile *file,
                                                       const struct pdf_value *dict,
                                                       const char *key, enum pdf_kind kind)
{
    const struct pdf_value *value = pdffile_get(file, dict, key);
    return value && value->kind == kind ? value : NULL;
}

/* A loop over entries, from the first on. */
#define PDF_EACH(entry, first)                                                                     \
    for (const struct pdf_entry *entry = (first); /* NOLINT(bugprone-macro-parentheses) */         \
         (entry); (entry) = (entry)->next)

/* The entries of an array or a dictionary, resolved; NULL for a value of another kind. */
static inline const struct pdf_entry *pdf_entries(const struct pdf_value *value, enum pdf_kind kind)
{
    return value && value->kind == kind ? value->entries : NULL;
}

/* The elements of the array under key; NULL when it is none. */
static inline const struct pdf_entry *pdffile_items(struct pdffile *file,
                                                    const struct pdf_value *dict, const char *key)
{
    return pdf_entries(pdffile_get(file, dict, key), PDF_ARRAY);
}

/* The first element of an array, resolved; NULL when there is none. */
const struct pdf_value *pdffile_first(struct pdffile *file, const struct pdf_value *array);

/* True for a name (resolved) that equals the given one. */
static inline bool pdf_is_name(const struct pdf_value *value, const char *name)
{
    return value && value->kind == PDF_NAME && value->length == strlen(name) &&
           memcmp(value->bytes, name, value->length) == 0;
}

/* True for an integer or a real number. */
static inline bool pdf_is_number(const struct pdf_value *value)
{
    return value && (value->kind == PDF_INTEGER || value->kind == PDF_REAL);
}

/* True for a dictionary or a stream none of whose keys stands there twice. */
bool pdf_has_single_keys(struct pdffile *file, const struct pdf_value *dict);

/* True when the entry's key is one of a list of names that NULL ends. */
bool pdf_key_is_one_of(const struct pdf_entry *entry, const char *const *names);

/* A text string (UTF-16BE with BOM, or PDFDocEncoding's ASCII) as UTF-8, in the arena. */
const char *pdf_text_string(const struct pdf_value *value, struct arena *arena);

/* A name in the arena; other for what is no name. */
const char *pdf_name_string(const struct pdf_value *value, const char *other, struct arena *arena);

/* ---- one value from bytes ----------------------------------------------------------- */

/* A place in borrowed bytes; failed is set once and stays. */
struct pdf_cursor {
    const char *bytes;
    size_t size;
    size_t at;
    bool failed;
    bool is_apart; /* the bytes are not those of the file: values have no place in it */
    const struct pdf_key *passed; /* left out, but counted, where pdf_skim_value() can; or NULL */
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

/* Skips white space alone. */
static inline void pdf_skip_blanks(struct pdf_cursor *cursor)
{
    while (cursor->at < cursor->size && pdf_is(cursor->bytes[cursor->at], PDF_SPACE))
        cursor->at++;
}

/*
 * Reads one value; NULL and failed when there is none.  Strings and names without
 * escapes stay in the cursor's bytes.  Streams are left to the caller: only he can
 * resolve an indirect /Length.
 */
struct pdf_value *pdf_parse_value(struct pdf_cursor *cursor);

/* The same into a value that the caller has; false and failed when there is none. */
bool pdf_parse_into(struct pdf_cursor *cursor, struct pdf_value *value);

/*
 * Passes over a value without making anything of it.  Knows the usual spelling alone: numbers,
 * references, names without escapes, literal strings, arrays and dictionaries of those.  False,
 * and nothing is consumed, for any other; what it passes over pdf_parse_value() reads, up to
 * the same byte and for no more of the budget.
 */
bool pdf_skim_value(struct pdf_cursor *cursor);

/*
 * The same for a value at a place: returns where it ends, or NULL, and counts the values in it.
 * Whoever calls this pays for what the parser would have made of so many bytes.
 */
const char *pdf_skim(const char *at, const char *end, size_t *values);
bool pdf_skim_pay(struct budget *budget, size_t values, size_t bytes);

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
