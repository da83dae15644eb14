/*
 * annual_form.h - forms/summary.xml: what the summary of a school year holds, as data.
 *
 * The summary («Сводная ведомость») has its words and its page in one file for
 * all editions; the words of codes are those of the edition it is loaded for.
 * What src/annual/ makes of it is there; a loaded one is const.
 */
#ifndef FORMULYAR_FORM_ANNUAL_FORM_H
#define FORMULYAR_FORM_ANNUAL_FORM_H

#include "form/form.h"
#include "form/model.h"

/* What became of a case by the end of the year. */
enum case_state { STATE_COMPLETED = 1, STATE_NOT_HELD = 2, STATE_CARRIED = 4, STATE_ANY = 7 };

/* In which of the two summaries something is printed. */
enum with_names { NAMES_ANY, NAMES_WITH, NAMES_WITHOUT };

struct register_cell {
    struct register_cell *next;
    unsigned states; /* enum case_state */
    struct phrase phrase;
};

struct register_column {
    struct register_column *next;
    bool names_row; /* its cells say what their rows are about */
    const char *title;
    struct register_cell *cells;
};

struct register_def {
    const char *summary;
    int columns;
    double *widths_mm;
    struct register_column *first;
};

enum tally_source { TALLY_STATES, TALLY_CODES, TALLY_PEOPLE };

/* A row that is there whatever the cases say. */
struct tally_row_def {
    struct tally_row_def *next;
    const char *label;
    const char *code; /* TALLY_CODES */
    unsigned states;  /* TALLY_STATES */
};

struct tally_def {
    struct tally_def *next; /* of the whole summary, in the order of the file */
    int index;
    struct pos pos;
    const char *id;
    enum tally_source source;
    enum with_names names;
    unsigned states;                /* of the cases that are counted */
    const struct query *select;     /* TALLY_CODES, TALLY_PEOPLE */
    const struct vocabulary *roles; /* TALLY_PEOPLE: for who has no position */
    struct tally_row_def *rows;
    bool repeats;  /* a case may have several marks */
    bool by_count; /* rows in the order of their cases */
    const char *title, *head, *marks, *none, *total, *footnote; /* marks, none, footnote: or NULL */
};

struct bars_def {
    struct bars_def *next;
    const struct tally_def *tally;
    bool marks; /* count marks instead of cases */
    const char *before;
};

struct roll_def {
    int index;
    unsigned states;
    const struct query *when; /* NULL: all of them */
    struct phrase entry;
    const char *title, *empty;
};

enum annual_part_kind {
    ANNUAL_LETTERHEAD,
    ANNUAL_TITLE,
    ANNUAL_HEADING,
    ANNUAL_PARAGRAPH,
    ANNUAL_REGISTER,
    ANNUAL_TALLY,
    ANNUAL_CHART,
    ANNUAL_ROLL,
    ANNUAL_SIGNATURE,
};

struct annual_part {
    struct annual_part *next;
    enum annual_part_kind kind;
    enum with_names names;
    struct pos pos;
    const char *text; /* title, heading, paragraph, a signer's position */
    union {
        struct register_def table;
        struct tally_def tally;
        struct roll_def roll;
        struct {
            const char *title, *alt;
            struct bars_def *bars;
        } chart;
        struct {
            const char *field, *tooltip;
        } signature;
    } as;
};

struct annual_section {
    struct annual_section *next;
    enum with_names names;
    const char *title;
    struct page_setup page;
    struct annual_part *parts;
};

struct annual_form {
    struct edition words; /* of the edition, with queries and memory of its own */
    const char *name, *subject;
    int percent_from;
    const char *csv_section, *csv_row, *csv_cases, *csv_marks, *csv_share;
    struct annual_section *sections;
    struct tally_def *tallies;
    int tally_count, roll_count;
    const struct register_def *table; /* the first one, or NULL */
};

/*
 * Loads path (forms/summary.xml) for an edition, which must outlive it.  NULL
 * and diagnostics on failure.  The caller owns it.
 */
struct annual_form *annual_form_load(const char *path, struct form_schema *form_schema,
                                     const struct edition *edition,
                                     const struct case_schema *schema, struct diags *diags);
void annual_form_free(struct annual_form *form);

#endif
