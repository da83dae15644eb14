/*
 * sheet.c - a sheet with a table; see sml.h.
 */
#include "workbook/sml.h"

#include <string.h>

long sheet_last_row(const struct content *content, const struct workbook_sheet *sheet)
{
    size_t const filled = content->sheets[sheet->index].count;
    size_t const rows = filled + SPARE_ROWS > STYLED_ROWS ? filled + SPARE_ROWS : STYLED_ROWS;
    return WORKBOOK_DATA - 1 + (long)rows;
}

static enum cell_style style_of(const struct workbook_column *column)
{
    return column->kind == COLUMN_DATE    ? STYLE_DATE
           : column->kind == COLUMN_SHOWN ? STYLE_SHOWN
                                          : STYLE_TEXT;
}

/* Headings stay in sight, and so do the first columns. */
static void add_view(const struct workbook_sheet *sheet, bool active, struct text *out)
{
    text_format(out, "<sheetViews><sheetView%s workbookViewId=\"0\"><pane",
                active ? " tabSelected=\"1\"" : "");
    if (sheet->keep)
        text_format(out, " xSplit=\"%d\"", sheet->keep);
    text_format(out, " ySplit=\"%d\" topLeftCell=\"", WORKBOOK_DATA - 1);
    add_reference(out, sheet->keep, WORKBOOK_DATA);
    const char *pane = sheet->keep ? "bottomRight" : "bottomLeft";
    text_format(out,
                "\" activePane=\"%s\" state=\"frozen\"/><selection pane=\"%s\" activeCell=\"A3\""
                " sqref=\"A3\"/></sheetView></sheetViews>",
                pane, pane);
}

/* A cell that was never laid out is text too. */
static void add_columns(const struct workbook_sheet *sheet, struct text *out)
{
    text_add(out, "<cols>");
    for (const struct workbook_column *column = sheet->columns; column; column = column->next)
        text_format(out,
                    "<col min=\"%d\" max=\"%d\" width=\"%d.7109375\" style=\"%d\""
                    " customWidth=\"1\"/>",
                    column->index + 1, column->index + 1, column->width, (int)style_of(column));
    text_add(out, "</cols>");
}

/* The columns of the sheet of cases that a formula looks into: the id, and the teacher's surname. */
static int column_of_kind(const struct workbook_sheet *sheet, enum column_kind kind)
{
    const struct workbook_column *column = sheet->columns;
    while (column && column->kind != kind)
        column = column->next;
    return column ? column->index : 0;
}

static int surname_column(const struct workbook_sheet *sheet)
{
    static const char end[] = "/surname";
    for (const struct workbook_column *column = sheet->columns; column; column = column->next) {
        size_t const length = column->path ? strlen(column->path) : 0;
        if (length >= sizeof end && strcmp(column->path + length - sizeof end + 1, end) == 0)
            return column->index;
    }
    return 0;
}

/* Whose case the row names: looked up on the sheet of cases, with the answer of today. */
static void add_shown_cell(const struct content *content, const struct workbook_sheet *sheet,
                           int column, long row, const char *text, struct text *out)
{
    const struct workbook_sheet *cases = workbook_sheet_of(content->form, SHEET_CASES);
    long const last = sheet_last_row(content, cases);
    struct text id = TEXT_EMPTY;
    text_add_char(&id, '$');
    add_reference(&id, column_of_kind(sheet, COLUMN_CASE), row);
    text_add(out, "<c r=\"");
    add_reference(out, column, row);
    text_format(out, "\" s=\"%d\" t=\"str\"><f>IF(%s=\"\",\"\",IFERROR(INDEX(", STYLE_SHOWN,
                text_string(&id));
    add_range(out, cases->name, surname_column(cases), WORKBOOK_DATA, last);
    text_format(out, ",MATCH(%s,", text_string(&id));
    add_range(out, cases->name, column_of_kind(cases, COLUMN_ID), WORKBOOK_DATA, last);
    text_format_xml(out, ",0))&amp;\"\",\"\"))</f><v>%s</v></c>", text);
    text_free(&id);
}

/* A formula is something to print even where it answers nothing: so not in all rows that are laid out. */
enum { ANSWERS = 40 };

static void add_data_cell(const struct content *content, const struct workbook_sheet *sheet,
                          const struct workbook_column *column, long row, const char *text,
                          struct text *out)
{
    bool const shown = row < WORKBOOK_DATA + (long)content->sheets[sheet->index].count + ANSWERS;
    if (column->kind == COLUMN_SHOWN && shown)
        add_shown_cell(content, sheet, column->index, row, text, out);
    else if (column->kind == COLUMN_DATE && *text)
        add_date_cell(out, column->index, row, text);
    else
        add_cell(out, column->index, row, style_of(column), text);
}

static int more_lines(int a, int b)
{
    return a > b ? a : b;
}

static int lines_of_row(const struct workbook_sheet *sheet, const struct content_row *row)
{
    int lines = 1;
    for (const struct workbook_column *column = sheet->columns; column; column = column->next)
        lines = more_lines(lines, lines_of(row->cells[column->index], column->width, false));
    return lines;
}

static void add_heads(const struct workbook_sheet *sheet, struct text *out)
{
    int lines = 1;
    add_row(out, WORKBOOK_KEYS, 0, " hidden=\"1\"");
    for (const struct workbook_column *column = sheet->columns; column; column = column->next)
        add_cell(out, column->index, WORKBOOK_KEYS, STYLE_KEY, column->key);
    for (const struct workbook_column *column = sheet->columns; column; column = column->next)
        lines = more_lines(lines, lines_of(column->heading, column->width, true));
    text_add(out, "</row>");
    add_row(out, WORKBOOK_HEADINGS, lines, "");
    for (const struct workbook_column *column = sheet->columns; column; column = column->next)
        add_cell(out, column->index, WORKBOOK_HEADINGS,
                 (enum cell_style)(STYLE_HEADING + column->shade % TINTS), column->heading);
    text_add(out, "</row>");
}

static void add_data(const struct content *content, const struct workbook_sheet *sheet,
                     struct text *out)
{
    const struct content_row *filled = content->sheets[sheet->index].first;
    long const last = sheet_last_row(content, sheet);
    for (long row = WORKBOOK_DATA; row <= last; row++) {
        add_row(out, row, filled ? lines_of_row(sheet, filled) : 0, "");
        for (const struct workbook_column *column = sheet->columns; column; column = column->next)
            add_data_cell(content, sheet, column, row, filled ? filled->cells[column->index] : "",
                          out);
        text_add(out, "</row>");
        filled = filled ? filled->next : NULL;
    }
}

/* The schema wants the margins in inches. */
void page_write(const struct content *content, bool landscape, bool gridlines, int across,
                struct text *out)
{
    struct text name = TEXT_EMPTY;
    for (const char *at = content->form->name; *at; at++) {
        if (*at == '&')
            text_add_char(&name, '&'); /* alone it begins a code */
        text_add_char(&name, *at);
    }
    if (gridlines)
        text_add(out, "<printOptions gridLines=\"1\"/>");
    text_format_xml(out,
                    "<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.7\" bottom=\"0.6\""
                    " header=\"0.3\" footer=\"0.3\"/>"
                    "<pageSetup paperSize=\"9\" fitToWidth=\"%d\" fitToHeight=\"0\""
                    " orientation=\"%s\"/>"
                    "<headerFooter><oddHeader>&amp;L&amp;9%s&amp;R&amp;9&amp;A</oddHeader>"
                    "<oddFooter>&amp;C&amp;9&amp;P / &amp;N</oddFooter></headerFooter>",
                    across, landscape ? "landscape" : "portrait", text_string(&name));
    text_free(&name);
}

void sheet_write(const struct content *content, const struct workbook_sheet *sheet,
                 struct text *out)
{
    text_add(out, XML_DECLARATION "<worksheet xmlns=\"" SML_NAMESPACE "\">"
                                  "<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>"
                                  "<dimension ref=\"A1:");
    add_reference(out, sheet->column_count - 1, sheet_last_row(content, sheet));
    text_add(out, "\"/>");
    add_view(sheet, false, out);
    text_add(out, "<sheetFormatPr defaultRowHeight=\"13.5\"/>");
    add_columns(sheet, out);
    text_add(out, "<sheetData>");
    add_heads(sheet, out);
    add_data(content, sheet, out);
    text_add(out, "</sheetData>");
    checks_write(content, sheet, out);
    page_write(content, true, true, sheet->across, out);
    text_add(out, "</worksheet>");
}
