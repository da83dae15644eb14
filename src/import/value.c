/*
 * value.c - what a cell says, or why it says nothing that a case can use.
 */
#include "base/clock.h"
#include "base/csv.h"
#include "base/unicode.h"
#include "import/inside.h"

#include <stdlib.h>
#include <string.h>

struct map_spot spot_of(const struct taken_sheet *sheet, uint32_t row, uint32_t column)
{
    return (struct map_spot){row, (uint16_t)column, sheet->index};
}

void tell_at(struct importing *importing, enum message message, struct map_spot spot,
             const char *first, const char *second)
{
    struct diag_cell const cell = cellmap_cell(importing->map, spot, NULL);
    struct pos const pos = {.file = cellmap_file(importing->map, spot.sheet)};
    diag_add(importing->diags, message, pos, NULL, first, second, NULL);
    diags_set_cell(importing->diags, &cell);
}

uint32_t fault_add(struct importing *importing, enum message message, const char *first,
                   const char *second)
{
    diag_add(cellmap_faults(importing->map), message, NOWHERE, NULL, first, second, NULL);
    return cellmap_fault(importing->map);
}

void tell_fault(struct importing *importing, uint32_t fault, struct map_spot spot)
{
    const struct diag *diag = diags_get(cellmap_faults(importing->map), fault - 1);
    struct diag_cell const cell = cellmap_cell(importing->map, spot, NULL);
    struct pos const pos = {.file = cellmap_file(importing->map, spot.sheet)};
    diag_add_text(importing->diags, diag->severity, diag->code, pos, NULL, diag->text[LANGUAGE_RU],
                  diag->text[LANGUAGE_EN]);
    diags_set_cell(importing->diags, &cell);
}

/* ---- text ----------------------------------------------------------------------- */

const char *without_spaces(struct importing *importing, const char *text)
{
    struct text copy = TEXT_EMPTY;
    for (uint32_t c; (c = utf8_next(&text)) != 0;)
        text_add_utf8(&copy, unicode_kind(c) == UNICODE_SPACE ? ' ' : c);
    text_fold(&copy, true);
    return text_take(&copy, importing->scratch);
}

const char *trimmed(struct importing *importing, const char *text)
{
    struct text copy = TEXT_EMPTY;
    text_add(&copy, text);
    text_fold(&copy, true);
    return text_take(&copy, importing->scratch);
}

bool cell_is_blank(const struct sheet_cell *cell)
{
    return !cell || (text_is_blank(cell->text) && cell->kind != CELL_EMPTY) ||
           (cell->kind == CELL_EMPTY && !cell->is_formula);
}

const char *cell_text(const struct taken_sheet *sheet, const struct sheet_cell *cell)
{
    return sheet->is_csv ? csv_plain(cell->text) : cell->text;
}

/* A fault that has nothing to do with what the column wants; 0: none. */
static uint32_t broken(struct importing *importing, const struct taken_column *column,
                       const struct sheet_cell *cell)
{
    const char *heading = column->model->heading;
    if (cell->kind == CELL_ERROR)
        return fault_add(importing, MESSAGE_CELL_ERROR, heading, NULL);
    if (cell->kind == CELL_EMPTY)
        return fault_add(importing, MESSAGE_CELL_FORMULA, heading, NULL);
    return 0;
}

/* What a cell holds instead of text. */
static const char *kind_words(uint8_t kind)
{
    switch ((enum cell_kind)kind) {
    case CELL_DATE: return DIAG_BOTH("дата", "a date");
    case CELL_TIME: return DIAG_BOTH("время", "a time");
    case CELL_BOOLEAN: return DIAG_BOTH("ИСТИНА или ЛОЖЬ", "TRUE or FALSE");
    case CELL_NUMBER: return DIAG_BOTH("число", "a number");
    case CELL_EMPTY:
    case CELL_TEXT:
    case CELL_ERROR: break;
    }
    return "?";
}

const char *value_text(struct importing *importing, const struct taken_column *column,
                       const char *text, const struct sheet_cell *cell, bool is_name,
                       uint32_t *fault)
{
    *fault = broken(importing, column, cell);
    if (*fault)
        return NULL;
    if (cell->kind == CELL_TEXT || (cell->kind == CELL_NUMBER && !is_name))
        return text;
    *fault =
        fault_add(importing, MESSAGE_CELL_NO_TEXT, column->model->heading, kind_words(cell->kind));
    return NULL;
}

/* ---- dates ------------------------------------------------------------------------ */

static size_t digits(const char *text)
{
    return strspn(text, "0123456789");
}

/* Why a text is no date, as the second argument of the message. */
static const char *date_fault(const char *text)
{
    size_t const first = digits(text);
    if (!first)
        return DIAG_BOTH("нужны цифры, а не слова", "figures are wanted, not words");
    if (first == 4 && strchr("-./", text[4]))
        return DIAG_BOTH("год стоит впереди", "the year stands in front");
    if (first <= 2 && text[first] && text[first] != '.' && strchr("/-,", text[first]))
        return DIAG_BOTH("день, месяц и год разделяют точками",
                         "day, month and year are parted by points");
    if (first <= 2 && text[first] == '.') {
        const char *month = text + first + 1;
        size_t const second = digits(month);
        const char *year = month + second;
        if (!second)
            return DIAG_BOTH("нужны цифры, а не слова", "figures are wanted, not words");
        size_t const third = *year == '.' ? digits(year + 1) : 0;
        if (second <= 2 && third == 0)
            return DIAG_BOTH("нет года", "the year is missing");
        if (second <= 2 && third < 4)
            return DIAG_BOTH("год пишут четырьмя цифрами", "the year is written with four figures");
        if (second <= 2 && third == 4 && !year[5])
            return DIAG_BOTH("такого дня нет в календаре", "the calendar has no such day");
    }
    return DIAG_BOTH("она записана не так", "it is written otherwise");
}

/* d.m.yyyy, by itself; NULL for anything else. */
static const char *read_date(struct importing *importing, const char *text)
{
    int numbers[3];
    const char *at = text;
    for (size_t i = 0; i < 3; i++) {
        size_t const count = digits(at);
        if (!count || (i < 2 ? count > 2 || at[count] != '.' : count != 4 || at[count]))
            return NULL;
        numbers[i] = (int)strtol(at, NULL, 10);
        at += count + 1;
    }
    struct date date;
    const char *iso =
        arena_printf(importing->scratch, "%04d-%02d-%02d", numbers[2], numbers[1], numbers[0]);
    return date_read(iso, &date) ? iso : NULL;
}

const char *value_date(struct importing *importing, const struct taken_column *column,
                       const char *text, const struct sheet_cell *cell, uint32_t *fault)
{
    const char *why;
    *fault = broken(importing, column, cell);
    if (*fault)
        return NULL;
    struct date date; /* Excel's calendar has the 29th of February 1900 */
    const char *day = arena_strndup(importing->scratch, text, strcspn(text, "T"));
    if (cell->kind == CELL_DATE && date_read(day, &date))
        return day;
    if (cell->kind == CELL_DATE) {
        why = DIAG_BOTH("такого дня нет в календаре", "the calendar has no such day");
    } else if (cell->kind == CELL_TEXT) {
        const char *plain = without_spaces(importing, text);
        const char *typed = read_date(importing, plain);
        if (typed)
            return typed;
        why = date_fault(plain);
    } else {
        why = cell->kind == CELL_NUMBER ? DIAG_BOTH("в ячейке число", "the cell holds a number")
                                        : DIAG_BOTH("в ячейке не дата", "the cell holds no date");
    }
    *fault = fault_add(importing, MESSAGE_CELL_DATE, column->model->heading, why);
    return NULL;
}

/* ---- options ------------------------------------------------------------------------- */

const char *value_code(struct importing *importing, const struct taken_column *column,
                       const char *words, uint32_t *fault)
{
    const struct workbook_column *model = column->model;
    const char *code = NULL;
    *fault = 0;
    for (size_t i = 0; i < model->option_count && !code; i++) /* as the list gives it */
        if (strcmp(model->options[i].words, words) == 0)
            code = model->options[i].code;
    code = code ? code : workbook_code(model, words);
    if (code)
        return code;
    struct text list = TEXT_EMPTY;
    for (size_t i = 0; i < model->option_count; i++)
        text_add_item(&list, "; ", model->options[i].words);
    *fault = fault_add(importing, MESSAGE_CELL_OPTION, model->heading, text_string(&list));
    text_free(&list);
    return NULL;
}

static bool is_one_of(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (workbook_is_same(text, words[i]))
            return true;
    return false;
}

bool value_is_yes(const struct workbook_form *form, const char *text, const struct sheet_cell *cell)
{
    static const char *const marks[] = {"v", "в", "x", "х", "+", "✓", "✔", "☑", "☒"};
    if (cell->kind == CELL_BOOLEAN)
        return strcmp(text, "TRUE") == 0;
    return workbook_is_same(text, form->yes) ||
           is_one_of(text, marks, sizeof marks / sizeof *marks);
}

bool value_is_no(const char *text, const struct sheet_cell *cell)
{
    static const char *const marks[] = {"нет", "-", "–", "—", "☐"};
    if (cell->kind == CELL_BOOLEAN)
        return strcmp(text, "FALSE") == 0;
    return is_one_of(text, marks, sizeof marks / sizeof *marks);
}
