/*
 * tally.h - one table of counts: cases, and the marks that they carry.
 */
#ifndef FORMULYAR_ANNUAL_TALLY_H
#define FORMULYAR_ANNUAL_TALLY_H

#include "form/annual_form.h"

/* A person in the place that a tally of people counts. */
struct tally_person {
    struct tally_person *next;
    int tally;
    const char *key;      /* orders by name */
    const char *person;   /* the id that the user gave, or "" */
    const char *name;     /* «Иванова М.П.» */
    const char *position; /* or "" */
};

/* A code that a case carries, and how often. */
struct tally_hit {
    int tally;
    int row;
    long marks;
};

struct tally_row {
    const char *label;
    const char *code;
    unsigned states;
    long cases;
    long marks;
};

struct tally {
    const struct tally_def *def;
    struct tally_row *rows;
    int count, cap;
    long base;                          /* cases that are counted here */
    long none;                          /* those of them that are in no row */
    const struct tally_person **people; /* until tally_close() */
    size_t people_count, people_cap;
};

void tally_open(struct tally *tally, const struct tally_def *def);
void tally_free(struct tally *tally);

/* The row of a code; a code that the edition does not know gets one at the end. */
int tally_row_of(struct tally *tally, const char *code, struct arena *arena);

/* One case: its state, the codes it carries, the people in it. */
void tally_case(struct tally *tally, unsigned state, const struct tally_hit *hits, size_t count,
                const struct tally_person *people);

/* Makes rows of the people and puts the rows in their order. */
void tally_close(struct tally *tally, struct arena *arena);

/* Sums over the rows, those without a mark among the cases. */
long tally_cases(const struct tally *tally);
long tally_marks(const struct tally *tally);

/*
 * True when the rows are in keeping with expected, the number of cases that
 * were to be counted: equal in sum, or, where a case may have several marks, not
 * less in sum and not more in any row.
 */
bool tally_holds(const struct tally *tally, long expected);

#endif
