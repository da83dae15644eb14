/*
 * sml.h - the vocabulary from which the parts of a workbook are written: cells of SpreadsheetML
 * (ISO/IEC 29500-1, 18), and which part is whose; inside workbook/ only.
 *
 * Nothing here can fail.  Texts stand in the cells themselves (inlineStr): every program that was tried
 * reads them, and makes shared strings of them when it saves.
 */
#ifndef FORMULYAR_WORKBOOK_SML_H
#define FORMULYAR_WORKBOOK_SML_H

#include "package/opc.h"
#include "workbook/workbook.h"

#define SML_NAMESPACE "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

/* The formats of cells, in the order of styles.xml. */
enum cell_style {
    STYLE_DEFAULT,
    STYLE_KEY,   /* hidden row of keys */
    STYLE_TEXT,  /* data: text whatever is typed */
    STYLE_DATE,  /* data: dd.mm.yyyy */
    STYLE_SHOWN, /* a formula's answer */
    STYLE_LIST,  /* an option on the hidden sheet */
    STYLE_TITLE, /* the guide */
    STYLE_SUBTITLE,
    STYLE_WORDS,
    STYLE_STEP,
    STYLE_LABEL,
    STYLE_EXAMPLE,
    STYLE_HEADING, /* of a column, and a tint after the other */
};
enum { TINTS = 4, STYLES = STYLE_HEADING + TINTS };

/* A place for so many rows of data is laid out on each sheet, and more where there are more. */
enum { STYLED_ROWS = 300, SPARE_ROWS = 100 };

/* The last row of a sheet that is laid out. */
long sheet_last_row(const struct content *content, const struct workbook_sheet *sheet);

/* ---- cells ------------------------------------------------------------------------- */

/* Appends the reference of a cell ("AB12"), or of a column ("AB"); columns from 0, rows from 1. */
void add_column(struct text *out, int column);
void add_reference(struct text *out, int column, long row);

/* A cell with a text, which is escaped as SpreadsheetML wants; without one the cell alone. */
void add_cell(struct text *out, int column, long row, enum cell_style style, const char *text);

/* The same for a date YYYY-MM-DD; as text when it is none that a sheet can count. */
void add_date_cell(struct text *out, int column, long row, const char *date);

/* Days since 30 December 1899, the number of a date in a sheet; 0 when it has none (before March 1900). */
long serial_of_date(const char *date);

/* A reference to a column's cells from one row to another on a sheet: 'Списки'!$B$3:$B$7. */
void add_range(struct text *out, const char *sheet, int column, long first, long last);

/* ---- rows ------------------------------------------------------------------------------ */

/* How many lines a text takes in a column of that width, about; rather one too many. */
int lines_of(const char *text, int width, bool bold);

/* Opens a row that is so many lines high (0: as the program likes), with further attributes or "". */
void add_row(struct text *out, long row, int lines, const char *attributes);

/* ---- parts -------------------------------------------------------------------------- */

/* The column of the hidden sheet that has the options of this column; -1 when it has none. */
int lists_column(const struct workbook_form *form, const struct workbook_column *column);

/* Each appends one part.  What is not about a table has its sheet NULL. */
void guide_write(const struct content *content, struct text *out);
void lists_write(const struct content *content, struct text *out);
void sheet_write(const struct content *content, const struct workbook_sheet *sheet,
                 struct text *out);
void styles_sml_write(struct text *out);

/* The dataValidations of a sheet: drop-downs, dates, prompts. */
void checks_write(const struct content *content, const struct workbook_sheet *sheet,
                  struct text *out);

/* What all sheets end with: A4 landscape or upright, so many sheets wide, header and footer. */
void page_write(const struct content *content, bool landscape, bool gridlines, int across,
                struct text *out);

#endif
