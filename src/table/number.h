/*
 * number.h - numbers, dates and times of cells as text.
 *
 * No floating point is printed: the digits of the file are rounded as digits, so that no
 * locale and no library changes a cell.
 */
#ifndef FORMULYAR_TABLE_NUMBER_H
#define FORMULYAR_TABLE_NUMBER_H

#include "base/text.h"

/* How a format shows a number. */
enum number_style {
    STYLE_NUMBER,
    STYLE_DATE,
    STYLE_TIME,
    STYLE_DATE_TIME,
    STYLE_ELAPSED, /* hours beyond 24 */
    STYLE_ZEROS,   /* as many digits as the format has zeros */
};

struct number_format {
    enum number_style style;
    unsigned zeros;
};

/* What a format code of SpreadsheetML means (ISO/IEC 29500-1, 18.8.31), and one of those that need no code. */
struct number_format number_format_of_code(const char *code);
struct number_format number_format_of_id(unsigned long id);

/* Appends a decimal number with 15 digits at most, as spreadsheets show it; false, and nothing, when it is none. */
bool number_add(struct text *out, const char *bytes, size_t size);

/*
 * Appends what a format shows of a number.  is_1904: days are counted from 1904.  Returns
 * enum cell_kind: CELL_NUMBER also for dates that do not exist, or -1 when the bytes are no
 * number.
 */
int number_add_styled(struct text *out, const char *bytes, size_t size, struct number_format format,
                      bool is_1904);

/*
 * Appends a date or a time of ISO 8601 ("2025-09-15", "2025-09-15T00:00:00.5Z", "T10:30") as
 * a cell says it; returns CELL_DATE, CELL_TIME, or -1 when it is neither.
 */
int number_add_iso(struct text *out, const char *bytes, size_t size);

/* The same for a duration: "PT10H30M05S" is the time "10:30:05". */
int number_add_duration(struct text *out, const char *bytes, size_t size);

#endif
