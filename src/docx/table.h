/*
 * table.h - tables of the body: fixed columns, repeated heads, merged cells.
 */
#ifndef FORMULYAR_DOCX_TABLE_H
#define FORMULYAR_DOCX_TABLE_H

#include "docx/wml.h"

/*
 * Opens a w:tbl up to its first row: style, full width, fixed layout, alternative
 * text and the grid.  tbl_close() ends it.
 */
void tbl_open(struct docx_writer *writer, const char *style, const char *caption,
              const char *description, const long *columns, int count);
void tbl_close(struct docx_writer *writer);

/* Appends a table.  keep_last_row: its last row stays with what follows. */
void table_write(struct docx_writer *writer, const struct table *table, bool keep_last_row);

/*
 * Widths in twips that add up to width: each edge is rounded, not each column,
 * so that no error gathers.
 */
void column_twips(const double *widths_mm, int count, long width, long *columns);

#endif
