/*
 * journal.h - report.part while a batch runs, report.csv and report.json when it ends.
 *
 * Rows are appended as cases are finished, in whatever order the workers finish
 * them; at the end they are put in the order of the input.  A run that is cut
 * off leaves the journal, from which the next one goes on.
 */
#ifndef FORMULYAR_BATCH_JOURNAL_H
#define FORMULYAR_BATCH_JOURNAL_H

#include "batch/ledger.h"

struct journal;

/*
 * Puts what a cut-off run left into report.csv, and begins a new journal for
 * total cases (numbers 0 to total - 1) and files.  Returns NULL with errno when
 * the folder cannot be written to.
 */
struct journal *journal_begin(const char *folder, struct ledger **ledger, size_t total,
                              size_t files);

/* Appends the rows of a case, or of a file as a whole; 0 or an errno. */
int journal_add(struct journal *journal, size_t number, bool of_file, const char *rows,
                size_t size);

/* What the finished report says, row by row. */
struct journal_totals {
    size_t left; /* rows of earlier runs whose case is not in the input any more */
};

/*
 * Writes report.csv and report.json, takes the journal away, and releases it.
 * Rows of the ledger whose case was not finished are taken over; they are LEFT
 * where the input does not name the case any more.  Returns 0 or an errno.
 */
int journal_end(struct journal *journal, const struct ledger *ledger,
                bool (*in_input)(void *context, const char *case_id),
                bool (*finished)(void *context, const char *case_id), void *context,
                struct journal_totals *totals);

#endif
