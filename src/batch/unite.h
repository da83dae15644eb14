/*
 * unite.h - the reports of several folders as one: of shards that were made apart.
 */
#ifndef FORMULYAR_BATCH_UNITE_H
#define FORMULYAR_BATCH_UNITE_H

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct unite_totals {
    size_t documents;
    size_t failed;  /* cases without a document */
    size_t missing; /* cases of the input that no report has */
};

/*
 * Reads report.csv of every folder and writes report.csv and report.json into
 * folder, in the order of the input.  Rows that say the same are written once;
 * a case that failed in one folder and is whole in another is whole.  False
 * with diagnostics, and nothing written, when a report is missing or of a run
 * that was cut off, or when two of them contradict each other.
 */
bool unite_reports(const char *folder, const char *const *folders, size_t count,
                   struct unite_totals *totals, struct diags *diags);

#endif
