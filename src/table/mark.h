/*
 * mark.h - a copy of somebody's workbook in which cells are coloured and say in a comment
 * what is wrong with them.
 *
 * All that the marks do not touch stays as it is, byte for byte: other parts of the package
 * are not even unpacked; in a sheet only the tags of marked cells change.
 */
#ifndef FORMULYAR_TABLE_MARK_H
#define FORMULYAR_TABLE_MARK_H

#include "table/table.h"

struct table_mark {
    const char *sheet; /* its name */
    uint32_t row,
        column;       /* a column of 0: the first cell of the row that holds something, else A */
    const char *text; /* of the comment; several of one cell are put together, one a line */
    bool is_warning;  /* yellow; else red.  A cell with both is red */
};

/*
 * Appends the marked copy to out.  author: of the comments ("Формуляр").  Comments that a
 * cell has already stay, the mark's text stands below theirs.  Cells and rows that do not
 * exist are made; marks on sheets that do not exist are left out.  What an earlier marking
 * left in the file stays: nobody can tell its red from a person's own.  False, with an error
 * that says what to do instead, when the file is not an Excel workbook (.ods, .csv) or not
 * sound; out is as it was then.
 */
bool table_mark(const void *bytes, size_t size, const char *name, const struct table_mark *marks,
                size_t count, const char *author, struct text *out, struct diags *diags);

/* What a marked copy is called: "дела.xlsx" -> "дела-замечания.xlsx"; in the arena. */
const char *table_marked_name(const char *name, enum language language, struct arena *arena);

#endif
