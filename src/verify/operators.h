/*
 * operators.h - content streams, operator by operator (ISO 32000-1, 7.8.2).
 *
 * For the few streams that are looked at closely; the check of every page has a
 * faster walk of its own (content.c).
 */
#ifndef FORMULYAR_VERIFY_OPERATORS_H
#define FORMULYAR_VERIFY_OPERATORS_H

#include "verify/pdfparse.h"

enum { OPERATORS_MOST_OPERANDS = 64, OPERATORS_LONGEST = 3 };

struct operators {
    struct pdf_cursor cursor;
    struct pdf_value operands[OPERATORS_MOST_OPERANDS];
    int count;
    char word[OPERATORS_LONGEST + 1]; /* the operator; "?" for a longer one */
    bool is_broken;
};

/* Starts on bytes, which are borrowed; what operands need is in the arena, paid from the budget. */
void operators_start(struct operators *operators, const struct text *bytes, struct arena *arena,
                     struct budget *budget);

/*
 * Reads the next operator and its operands; false at the end, and, with is_broken,
 * where the stream cannot be read on.
 */
bool operators_next(struct operators *operators);

/* True when the operator at hand is the given one. */
static inline bool operators_is(const struct operators *operators, const char *word)
{
    return strcmp(operators->word, word) == 0;
}

/* The number that stands so many places before the operator, 1 the nearest; 0 when there is none. */
double operators_number(const struct operators *operators, int places);

#endif
