/*
 * csv.h - cells of our tables: RFC 4180 with the semicolon that a Russian spreadsheet
 * expects, and an apostrophe before what it would not take for text.
 */
#ifndef FORMULYAR_BASE_CSV_H
#define FORMULYAR_BASE_CSV_H

#include "base/text.h"

/*
 * Appends text as a cell.  What a spreadsheet would run as a formula gets an
 * apostrophe in front, and so does what begins with one: csv_plain() takes it away.
 */
void csv_add_text(struct text *out, const char *value);

/*
 * The same for an id, which must stay as typed: an apostrophe also before what would
 * become a number, a date, a time or a truth value (00012, 1E5, 05-12, May-5, TRUE).
 */
void csv_add_id(struct text *out, const char *value);

/* A cell's value without the apostrophe that csv_add_text() or csv_add_id() gave it. */
const char *csv_plain(const char *cell);

#endif
