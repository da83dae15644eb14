/*
 * ledger.h - what earlier runs left in the output folder, by their report.
 *
 * report.csv is the report of the last run that came to its end; report.part is
 * the journal of one that did not.  A later row of a document replaces an
 * earlier one.
 */
#ifndef FORMULYAR_BATCH_LEDGER_H
#define FORMULYAR_BATCH_LEDGER_H

#include "batch/record.h"

struct ledger;

#define REPORT_CSV "report.csv"
#define REPORT_JSON "report.json"
#define REPORT_PART "report.part"

/* Reads the reports of a folder; an absent or foreign one counts as empty.  ledger_close() ends it. */
struct ledger *ledger_open(const char *folder);
void ledger_close(struct ledger *ledger);

/* True when the last run was cut off: what it left is to be read, not believed. */
bool ledger_cut_off(const struct ledger *ledger);

/* 0, or the errno of a report that stands there and cannot be read: it must not count as empty. */
int ledger_error(const struct ledger *ledger);

/* The row of a document; false when there is none. */
bool ledger_find(struct ledger *ledger, const char *case_id, const char *form, const char *format,
                 struct arena *arena, struct record *row);

/* Every row that still holds, in the order of the reports; context is handed through. */
void ledger_each(struct ledger *ledger, void (*visit)(const struct record *row, void *context),
                 void *context);

#endif
