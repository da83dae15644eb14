/*
 * annual.h - the summary of a school year («Сводная ведомость»), what `formulyar
 * summary` makes: every case becomes a row and is counted; see domain 5.
 *
 * A case belongs to the year of its conclusion; one without a conclusion by the
 * end of a year is carried over, and counted so in each year since its decision.
 * Of a case only what the summary prints is kept: without names that is some
 * numbers, so that 100,000 cases take a few megabytes.
 */
#ifndef FORMULYAR_ANNUAL_ANNUAL_H
#define FORMULYAR_ANNUAL_ANNUAL_H

#include "base/seen.h"
#include "case/case.h"
#include "form/annual_form.h"

/* ---- counts ----------------------------------------------------------------------- */

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
    size_t row;
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
    size_t count, cap;
    long base;                          /* cases that are counted here */
    long none;                          /* those of them that are in no row */
    const struct tally_person **people; /* until tally_close() */
    size_t people_count, people_cap;
};

/* ---- the summary -------------------------------------------------------------------- */

enum annual_order { ANNUAL_BY_SURNAME, ANNUAL_BY_DATE, ANNUAL_BY_LEAD, ANNUAL_BY_ID };

/* The order of that name ("surname" or "name" and so on; NULL: the first); false for another. */
bool annual_order_read(const char *name, enum annual_order *order);

struct annual_options {
    int year;       /* school year; 0: the one that all cases belong to */
    bool is_public; /* no names, no ids, no free text */
    enum annual_order order;
};

/* A case of the year, as far as the summary prints it. */
struct annual_entry {
    const char *key;       /* orders; NULL in a summary without names */
    const char *id;        /* of the case; NULL likewise */
    struct pos pos;        /* where it stands, when there are many in its file */
    int start, end;        /* school years of decision and conclusion; 0: unknown, none yet */
    unsigned state;        /* enum case_state */
    struct para **cells;   /* for each column of the register */
    struct para **entries; /* for each roll: its entry, or NULL when it is not on it */
    struct tally_hit *hits;
    size_t hit_count;
    struct tally_person *people;
};

/* Read-only for those who print it, after annual_close(). */
struct annual {
    const struct annual_form *form;
    struct annual_options options;
    struct arena *arena;
    struct arena *scratch; /* of one case */
    struct seen seen;      /* ids of the cases taken */
    struct annual_entry *entries;
    size_t count, cap;
    size_t left_out;       /* cases of other years */
    struct tally *tallies; /* form->tally_count of them */
};

/* form is borrowed.  annual_free() ends it. */
struct annual *annual_new(const struct annual_form *form, const struct annual_options *options);
void annual_free(struct annual *annual);

/*
 * Takes what it needs of a valid case; a case without any date gets a warning, one whose
 * id came before, letter case aside, an error.
 */
void annual_add(struct annual *annual, const struct casefile *casefile, struct diags *diags);

/*
 * Settles the year (options.year), leaves out the cases of others, sorts, counts and
 * checks the sums; tells how many were left out.  False with a diagnostic when no year was
 * wanted and none holds all the cases (those carried over count in the latest), when no case is
 * left or a sum does not hold: then nothing may be printed.
 */
bool annual_close(struct annual *annual, struct diags *diags);

/* Names the case in what diags say of the cases of the summary, where many stand in one file. */
void annual_name_cases(const struct annual *annual, struct diags *diags);

/* Whether this summary prints what is for one of the two alone. */
bool annual_prints(const struct annual *annual, enum with_names names);

/* The share of a row in whole percent, or -1: so few cases that it would say nothing. */
long annual_percent(const struct annual *annual, const struct tally *tally, long cases);

/* A text of the form with its {school-year} and {cases} (a tally's, or all) filled in. */
const char *annual_words(const struct annual *annual, const char *text, long cases,
                         struct arena *arena);

/* The summary as a document tree, in the arena. */
struct document *annual_document(const struct annual *annual,
                                 const struct organization *organization, struct arena *arena);

/*
 * The register and the counts as CSV for a Russian Excel: UTF-8 with a BOM,
 * semicolons, CR LF.  A cell that Excel would take for a formula gets an
 * apostrophe in front.
 */
void annual_csv_register(const struct annual *annual, struct text *out);
void annual_csv_counts(const struct annual *annual, struct text *out);

/* ---- for annual.c, collect.c and tally.c alone ---------------------------------------- */

void tally_open(struct tally *tally, const struct tally_def *def);
void tally_free(struct tally *tally);

/* The row of a code; a code that the edition does not know gets one at the end. */
size_t tally_row_of(struct tally *tally, const char *code, struct arena *arena);

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
