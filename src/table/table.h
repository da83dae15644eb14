/*
 * table.h - workbooks as people keep them (.xlsx, .ods, .csv), as the cells that they hold.
 *
 * A reader of strangers' bytes: what a file is, its bytes say and never its name; it is paid
 * for from a budget (base/budget.h); no formula is worked out, no link followed, no macro
 * looked at.  Excel, LibreOffice, ONLYOFFICE and R7 write the same cells in many ways, and
 * what is read of them is the same.  Cells mean nothing here: who asks for a workbook knows
 * its columns.
 */
#ifndef FORMULYAR_TABLE_TABLE_H
#define FORMULYAR_TABLE_TABLE_H

#include "base/arena.h"
#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum table_format {
    TABLE_XLSX, /* Office Open XML, ISO/IEC 29500, transitional or strict; .xlsm too */
    TABLE_ODS,  /* OpenDocument 1.2 and 1.3, packed or flat (.fods) */
    TABLE_CSV,
};

enum cell_kind {
    CELL_EMPTY, /* a formula of which the file keeps no value; what is simply empty is not there */
    CELL_TEXT,
    CELL_NUMBER,
    CELL_DATE,
    CELL_TIME, /* a time of day or a duration, without a date */
    CELL_BOOLEAN,
    CELL_ERROR,
};

/* Rows and columns count from 1, as a user sees them: A1 is row 1, column 1. */
struct sheet_cell {
    /*
     * Valid UTF-8 without control characters but tab and line feed; never NULL, "" for
     * CELL_EMPTY: a text as it was typed, line ends "\n" (it may be of spaces alone); a
     * number with a point and 15 digits at most, "7", "-0.5", "1E+30", and with leading
     * zeros where its format has no other digits ("007"); a date "2025-09-15", with its
     * time, if it has one, "2025-09-15T10:30" or "...:05"; a time "9:05" or "27:30:15"; a
     * truth value "TRUE" or "FALSE"; an error "#N/A".
     */
    const char *text;
    uint32_t column;
    uint8_t kind;    /* enum cell_kind */
    bool is_formula; /* the text is the value that was kept when the file was saved */
};

struct sheet_row {
    const struct sheet_cell *cells; /* by column, each once */
    uint32_t count;                 /* not 0 */
    uint32_t number;
    bool is_hidden;
};

/* Merged cells: the content stands in the first, the others are not there. */
struct sheet_range {
    uint32_t row, column;           /* of the first cell */
    uint32_t last_row, last_column; /* of the last */
};

struct sheet {
    const char *name; /* of a CSV: "" */
    bool is_hidden;
    const struct sheet_row
        *rows; /* by number, each once; rows of which no cell holds anything are not there */
    size_t row_count;
    const struct sheet_range *merged;
    size_t merged_count;
};

struct workbook {
    enum table_format format;
    const struct sheet *sheets; /* in the order of their tabs; without charts and macro sheets */
    size_t sheet_count;
    bool has_macros;   /* they were left alone */
    bool lacks_styles; /* of a cell, which a style of the marks would take the place of */
};

/* The most that is read of one file. */
enum {
    TABLE_LARGEST_FILE = 64 * 1024 * 1024, /* bytes, for who reads it from the disk */
    TABLE_MOST_SHEETS = 256,
    TABLE_MOST_CELLS = 1000000,      /* that hold something, in all sheets */
    TABLE_MOST_RANGES = 100000,      /* merged, in all sheets */
    TABLE_LONGEST_TEXT = 256 * 1024, /* bytes of one cell */
    TABLE_LAST_ROW = 1048576,
    TABLE_LAST_COLUMN = 16384,
};

/*
 * True when the bytes (the beginning of a file will do, 4 KB of it) are to be given to
 * table_read() rather than to a reader of XML: a ZIP or OLE file of any kind, a flat .fods,
 * a page of HTML, a Numbers package; and what is none of these nor XML when the name ends as
 * that of a table of plain text (.csv, .tsv, .txt, letter case aside), since nothing else
 * can tell it.  name may be NULL.
 */
bool table_is_one(const void *bytes, size_t size, const char *name);

/*
 * Reads a workbook; everything of it lives in the arena.  name is that of the file, for
 * messages.  NULL and an error when it is none, is damaged, encrypted, of a kind that is not
 * read (the message says how to save it otherwise), or asks for more than the limits.
 * Warnings may come with a workbook.
 */
const struct workbook *table_read(const void *bytes, size_t size, const char *name,
                                  struct arena *arena, struct diags *diags);

/* The sheet of that name (letter case and spaces around aside), or NULL. */
const struct sheet *table_sheet(const struct workbook *workbook, const char *name);

/* The row of that number, the cell of that column in a row; NULL when there is none (row may be NULL). */
const struct sheet_row *table_row(const struct sheet *sheet, uint32_t number);
const struct sheet_cell *table_cell(const struct sheet_row *row, uint32_t column);

/* The merged range that a cell belongs to, or NULL. */
const struct sheet_range *table_merged(const struct sheet *sheet, uint32_t row, uint32_t column);

/* ---- names of places ----------------------------------------------------------------- */

/* Appends the name of a cell: "G7". */
void table_add_cell(struct text *out, uint32_t row, uint32_t column);

/*
 * Reads the name of a cell ("G7", "$G$7", small letters too); returns how many bytes it
 * takes, 0 when the string does not begin with one, or it lies outside of the largest sheet.
 */
size_t table_parse_cell(const char *string, uint32_t *row, uint32_t *column);

#endif
