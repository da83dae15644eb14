/*
 * batch.h - a whole batch: look, resume, make, report.
 *
 * The order in which things reach the disk, so that a power cut at any moment
 * costs work and never truth:
 *   1. a folder with a report gets the journal (report.part): its name is on the
 *      disk before any document of an earlier run is replaced;
 *   2. documents, each under its name when whole; rows in the journal, a tenth of a second later at most
 *      (of a document without a row the next run finds that it is right);
 *   3. the reports under draft names; then one syncfs(): all documents and both
 *      drafts are on the disk;
 *   4. report.json, report.csv get their names, which are brought to the disk;
 *   5. the journal goes away;
 *   6. the PDF of all and the archive, each brought to the disk with its name;
 *   7. "done" is said.
 * A run without files (--no-files) has the archive in place of 2 and 6: with the reports inside it is read
 * again and gets its name on the disk before they get theirs.
 * So a run that said "done" has lost nothing, and where the journal stands, the
 * next run reads what it finds and compares its SHA-256 with the report's.
 */
#ifndef FORMULYAR_BATCH_BATCH_H
#define FORMULYAR_BATCH_BATCH_H

#include "base/report.h"
#include "batch/pool.h"

struct batch_totals {
    size_t cases;      /* in the input, of this shard */
    size_t finished;   /* looked at, good or bad */
    size_t bad;        /* with errors, crashed or hung */
    size_t made, kept; /* documents */
    size_t left;       /* documents of earlier runs whose case is gone */
    size_t bytes;      /* of what was made */
    long long milliseconds;
    bool stopped;         /* by the user, or because the system failed */
    bool delivered;       /* the archive, when no files are made */
    size_t bytes_missing; /* estimate of what a full disk lacks; 0: it was not that */
    int status;           /* the worst exit status of what was said of no case */
};

/*
 * Carries the batch out.  Words about cases go to standard error as they come, in
 * the order of the input.  Returns false with diagnostics when it could not begin
 * or end.
 */
bool batch_run(struct engine *engine, const struct batch_options *options,
               struct batch_totals *totals, struct diags *diags);

/* The two closing lines. */
void batch_tell_totals(const struct batch_options *options, const struct batch_totals *totals);

/* ---- for batch.c and words.c alone -------------------------------------------------- */

/*
 * Workers finish cases in any order; their words are printed to standard error
 * in the order of the cases, so that two runs say the same.
 */
struct words_in_order;

/* Borrows the scan, which knows the places of cases and files. */
struct words_in_order *words_new(const struct scan *scan);

/* Takes the words of a case or file, and prints what no other has to stand before. */
void words_add(struct words_in_order *words, const struct told *told, const char *bytes);

/* Prints what may be printed by now: words are gathered, so that each case does not cost a call of the system. */
void words_flush(struct words_in_order *words);

/* Prints what is still held back, and releases everything. */
void words_free(struct words_in_order *words);

/* "1200 из 30000, в секунду 1510, осталось 0:19", on a terminal only; began: milliseconds. */
void batch_show_progress(struct progress *progress, long long began, enum language language,
                         const struct batch_totals *totals);

#endif
