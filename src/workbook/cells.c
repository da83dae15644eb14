/*
 * cells.c - see sml.h.
 */
#include "workbook/sml.h"

#include "base/arena.h"
#include "base/clock.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

void add_column(struct text *out, int column)
{
    if (column >= 26)
        add_column(out, column / 26 - 1);
    text_add_char(out, (char)('A' + column % 26));
}

void add_reference(struct text *out, int column, long row)
{
    add_column(out, column);
    text_add_int(out, row);
}

/*
 * "_x0041_" would be read as the letter A (ISO/IEC 29500-1, 22.9.2.19): its first underscore is
 * written so itself.
 */
static bool begins_escape(const char *text)
{
    if (text[0] != '_' || text[1] != 'x')
        return false;
    for (size_t i = 2; i < 6; i++)
        if (!isxdigit((unsigned char)text[i]))
            return false;
    return text[6] == '_';
}

/*
 * No xml:space, which the schema does not allow here: texts of cases have no white space at their ends,
 * and that inside is kept.
 */
static void add_string(struct text *out, const char *text)
{
    struct text plain = TEXT_EMPTY;
    for (; *text; text++) {
        if (begins_escape(text))
            text_add(&plain, "_x005F");
        text_add_char(&plain, *text);
    }
    text_add_xml(out, text_string(&plain));
    text_free(&plain);
}

void add_cell(struct text *out, int column, long row, enum cell_style style, const char *text)
{
    text_add(out, "<c r=\"");
    add_reference(out, column, row);
    text_format(out, "\" s=\"%d\"", (int)style);
    if (!text || !*text) {
        text_add(out, "/>");
        return;
    }
    text_add(out, " t=\"inlineStr\"><is><t>");
    add_string(out, text);
    text_add(out, "</t></is></c>");
}

long serial_of_date(const char *text)
{
    struct date date;
    if (!date_read(text, &date))
        return 0;
    long const first = date_days(&(struct date){1900, 3, 1});
    long const days = date_days(&date);
    enum { FIRST_SERIAL = 61 }; /* before it programs count a 29 February 1900 */
    return days < first ? 0 : days - first + FIRST_SERIAL;
}

void add_date_cell(struct text *out, int column, long row, const char *date)
{
    long const serial = serial_of_date(date);
    if (!serial) {
        add_cell(out, column, row, STYLE_DATE, date);
        return;
    }
    text_add(out, "<c r=\"");
    add_reference(out, column, row);
    text_format(out, "\" s=\"%d\"><v>%ld</v></c>", STYLE_DATE, serial);
}

void add_range(struct text *out, const char *sheet, int column, long first, long last)
{
    text_add(out, "'");
    text_add_xml(out, sheet); /* the schema of forms allows no apostrophe in it */
    text_add(out, "'!$");
    add_column(out, column);
    text_format(out, "$%ld:$", first);
    add_column(out, column);
    text_format(out, "$%ld", last);
}
