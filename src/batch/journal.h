/*
 * journal.h - report.part while a batch runs, report.csv and report.json when it ends.
 *
 * Rows are appended as cases are finished, in whatever order the workers finish
 * them; at the end they are put in the order of the input.  A run that is cut
 * off leaves the journal, from which the next one goes on.
 */
#ifndef FORMULYAR_BATCH_JOURNAL_H
#define FORMULYAR_BATCH_JOURNAL_H

#include "batch/record.h"

struct journal;

/*
 * Puts what a cut-off run left into report.csv (*ledger is opened anew then),
 * and begins a journal for total cases, numbered from 0, of files.  Returns
 * NULL with errno when the folder cannot be written to.
 */
struct journal *journal_begin(const char *folder, struct ledger **ledger, size_t total,
                              size_t files);

/* Appends the rows of a case, or of a file as a whole; 0 or an errno. */
int journal_add(struct journal *journal, size_t number, bool of_file, const char *rows,
                size_t size);

/*
 * Writes report.csv and report.json, takes the journal away and releases it.
 * Rows of the ledger whose case was not met are taken over, as RECORD_LEFT
 * where in_input() denies the case; their number goes to *left.  Returns 0 or
 * an errno; the journal then stays for the next run.
 */
int journal_end(struct journal *journal, struct ledger *ledger,
                bool (*in_input)(void *context, const char *case_id), void *context, size_t *left);

#endif
