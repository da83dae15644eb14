/*
 * sheets.h - report.csv and report.json while they are written, row by row.
 */
#ifndef FORMULYAR_BATCH_SHEETS_H
#define FORMULYAR_BATCH_SHEETS_H

#include "batch/record.h"

struct sheets;

/* Begins both in a folder under draft names; NULL with errno. */
struct sheets *sheets_begin(const char *folder);

void sheets_add(struct sheets *sheets, const struct record *row);

/*
 * Gives both their names, or with keep false throws them away; 0 or an errno.
 * A report never says more than the disk holds: before it gets its name, all
 * that was written to the file system of the folder is on the disk, and when
 * this returns its name is too.
 */
int sheets_end(struct sheets *sheets, bool keep);

#endif
