/*
 * guard.h - whether the reports that stand in a folder may be replaced.
 */
#ifndef FORMULYAR_BATCH_GUARD_H
#define FORMULYAR_BATCH_GUARD_H

#include "base/diag.h"

#include <stdbool.h>

/*
 * True when report.csv, report.json and report.part of the folder are absent, or are
 * this program's and as it left them, or may go in any case (forced: links and a
 * journal that is not ours are then taken away).  Else diagnostics say which stays and why.  A report knows its own: every row of the
 * table is written in one way only, and JSON says the same as the table; a column, a note
 * or another order by anybody's hand is seen by that.
 */
bool reports_replaceable(const char *folder, bool forced, struct diags *diags);

#endif
