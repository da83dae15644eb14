/*
 * content.h - content streams, operator by operator (ISO 32000-1, 7.8.2 and annex A), and
 * what the character codes of their text stand for (9.10.3).
 */
#ifndef FORMULYAR_VERIFY_CONTENT_H
#define FORMULYAR_VERIFY_CONTENT_H

#include "pdfread/pdffile.h"

/*
 * Appends the content of a page, which is one stream or an array of them that read
 * as one; false when a stream cannot be read or the budget is spent.
 */
bool content_read(struct pdffile *file, const struct pdf_value *page, struct text *out);

/* ---- operators ------------------------------------------------------------------------- */

enum { OPERATORS_MOST_OPERANDS = 64 };

/* An operator of up to three letters as a number. */
#define OPERATOR_3(a, b, c) ((unsigned)(a) | (unsigned)(b) << 8 | (unsigned)(c) << 16)
#define OPERATOR_2(a, b) OPERATOR_3(a, b, 0)

struct operators {
    struct pdf_cursor cursor;
    struct pdf_value operands[OPERATORS_MOST_OPERANDS];
    int count;
    unsigned word; /* the operator; 0 for a longer one */
    bool is_broken;
    bool is_skimmed; /* numbers are passed over unread; what is walked through was paid for */
};

/*
 * Starts on bytes, which are borrowed; what operands need is in the arena, paid from the
 * budget like every operand and operator.
 */
void operators_start(struct operators *operators, const struct text *bytes, struct arena *arena,
                     struct budget *budget);

/*
 * Reads the next operator and its operands; false at the end, and, with is_broken,
 * where the stream cannot be read on.
 */
bool operators_next(struct operators *operators);

/* The operand that stands so many places before the operator, 1 the nearest; NULL: not so many. */
static inline const struct pdf_value *operators_operand(const struct operators *operators,
                                                        int places)
{
    return operators->count >= places ? &operators->operands[operators->count - places] : NULL;
}

/* The number at that place; 0 when there is none. */
static inline double operators_number(const struct operators *operators, int places)
{
    const struct pdf_value *operand = operators_operand(operators, places);
    return operand ? operand->real : 0;
}

/* a b c d e f of 8.3.3. */
struct matrix {
    double n[6];
};

extern const struct matrix matrix_identity;

/* The last six operands. */
struct matrix operators_matrix(const struct operators *operators);

/* first, then second. */
struct matrix matrix_multiply(struct matrix first, struct matrix second);

/* Where the matrix puts a point. */
void matrix_apply(const struct matrix *matrix, double x, double y, double point[2]);

/* ---- text ------------------------------------------------------------------------------ */

/*
 * Maps of the files read so far: fonts are baked, so that file after file brings
 * the same ones.  A map is known by all the bytes of its stream, and only a few
 * are kept.  Ended by textmaps_free().
 */
struct textmaps;
struct textmaps *textmaps_new(void);
void textmaps_free(struct textmaps *maps);

/*
 * Reads the stream of a font's /ToUnicode: bfchar and bfrange of two-byte codes,
 * values of one or more UTF-16 units.  NULL when there is none (stream is NULL)
 * or it cannot be read.  The map is in the arena or among the kept ones.
 */
struct textmap;
const struct textmap *textmap_read(struct textmaps *maps, struct pdffile *file,
                                   const struct pdf_value *stream, struct arena *arena);

/*
 * How many of a string's two-byte codes have no value, or one whose first code
 * point is 0.  A last odd byte counts too; a map of NULL has no values.
 */
long textmap_unmapped(const struct textmap *map, const char *bytes, size_t length);

/*
 * Where the first code stands in a literal string (7.3.4.2), from a place on, that has no value,
 * or a backslash or a parenthesis in it, or no second byte.
 */
const char *textmap_pass(const struct textmap *map, const char *at, const char *end);

#endif
