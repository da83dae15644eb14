/*
 * checks.c - what a sheet says and allows when a cell is entered (ISO/IEC 29500-1, 18.3.1.32); see sml.h.
 *
 * Lists are always ranges on the hidden sheet: a list in the check itself may have 255 characters, and its
 * options no comma.
 */
#include "workbook/sml.h"

#include "base/arena.h"

/* Characters that Excel takes; what is longer makes it repair the file. */
enum { LONGEST_TITLE = 32, LONGEST_PROMPT = 255 };

/* First and last day that a sheet of ours expects: 1 January 2000 and 31 December 2099. */
#define FIRST_DATE "2000-01-01"
#define LAST_DATE "2099-12-31"

static bool has_list(const struct workbook_column *column)
{
    switch (column->kind) {
    case COLUMN_CHOICE:
    case COLUMN_SEVERAL:
    case COLUMN_MARK:
    case COLUMN_YES:
    case COLUMN_CASE: return true;
    case COLUMN_TEXT:
    case COLUMN_LONG:
    case COLUMN_LINES:
    case COLUMN_DATE:
    case COLUMN_ID:
    case COLUMN_PERSON:
    case COLUMN_PEOPLE:
    case COLUMN_PROBLEMS:
    case COLUMN_SHOWN: break;
    }
    return false;
}

/* A cell that may hold more than the list has takes whatever is typed. */
static bool is_strict(const struct workbook_column *column)
{
    return column->kind == COLUMN_CHOICE || column->kind == COLUMN_YES ||
           column->kind == COLUMN_CASE || column->kind == COLUMN_DATE;
}

static void add_type(const struct workbook_column *column, struct text *out)
{
    if (column->kind == COLUMN_DATE)
        text_add(out, " type=\"date\" errorStyle=\"warning\" operator=\"between\"");
    else if (has_list(column))
        text_add(out, " type=\"list\"");
    if (is_strict(column))
        text_add(out, " showErrorMessage=\"1\"");
}

/* A title of few letters: the heading up to a space. */
static void add_words(const struct content *content, const struct workbook_column *column,
                      struct arena *arena, struct text *out)
{
    const char *title = workbook_cut(arena, column->heading, LONGEST_TITLE);
    const struct workbook_form *form = content->form;
    if (is_strict(column))
        text_format_xml(out, " errorTitle=\"%s\" error=\"%s\"", title,
                        workbook_cut(arena,
                                     column->kind == COLUMN_DATE ? form->dated : form->choose,
                                     LONGEST_PROMPT));
    text_format_xml(out, " promptTitle=\"%s\" prompt=\"%s\"", title,
                    workbook_cut(arena, column->prompt, LONGEST_PROMPT));
}

static void add_list(const struct content *content, const struct workbook_column *column,
                     struct text *out)
{
    const struct workbook_form *form = content->form;
    text_add(out, "<formula1>");
    if (column->kind == COLUMN_CASE) {
        const struct workbook_sheet *cases = workbook_sheet_of(form, SHEET_CASES);
        const struct workbook_column *id = cases->columns;
        while (id->kind != COLUMN_ID)
            id = id->next;
        add_range(out, cases->name, id->index, WORKBOOK_DATA, sheet_last_row(content, cases));
    } else {
        size_t const count = column->option_count && column->kind != COLUMN_MARK
                                 ? column->option_count
                                 : 1; /* the word that marks */
        add_range(out, form->lists_name, lists_column(form, column), WORKBOOK_DATA,
                  WORKBOOK_DATA - 1 + (long)count);
    }
    text_add(out, "</formula1>");
}

static void add_check(const struct content *content, const struct workbook_sheet *sheet,
                      const struct workbook_column *column, struct arena *arena, struct text *out)
{
    text_add(out, "<dataValidation");
    add_type(column, out);
    text_add(out, " allowBlank=\"1\" showInputMessage=\"1\"");
    add_words(content, column, arena, out);
    text_add(out, " sqref=\"");
    add_reference(out, column->index, WORKBOOK_DATA);
    text_add(out, ":");
    add_reference(out, column->index, sheet_last_row(content, sheet));
    text_add(out, "\">");
    if (has_list(column))
        add_list(content, column, out);
    if (column->kind == COLUMN_DATE)
        text_format(out, "<formula1>%ld</formula1><formula2>%ld</formula2>",
                    serial_of_date(FIRST_DATE), serial_of_date(LAST_DATE));
    text_add(out, "</dataValidation>");
}

void checks_write(const struct content *content, const struct workbook_sheet *sheet,
                  struct text *out)
{
    struct arena *arena = arena_new();
    text_format(out, "<dataValidations count=\"%d\">", sheet->column_count);
    for (const struct workbook_column *column = sheet->columns; column; column = column->next)
        add_check(content, sheet, column, arena, out);
    text_add(out, "</dataValidations>");
    arena_free(arena);
}
