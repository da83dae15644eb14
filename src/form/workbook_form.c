/*
 * workbook_form.c - what may be asked of a loaded workbook, and whether its sheets fit together.
 */
#include "form/workbook_load.h"

#include "base/unicode.h"

#include <string.h>

const struct workbook_sheet *workbook_sheet_find(const struct workbook_form *form, const char *key)
{
    const struct workbook_sheet *sheet = form->sheets;
    while (sheet && strcmp(sheet->key, key) != 0)
        sheet = sheet->next;
    return sheet;
}

const struct workbook_sheet *workbook_sheet_of(const struct workbook_form *form,
                                               enum sheet_scope scope)
{
    const struct workbook_sheet *sheet = form->sheets;
    while (sheet && sheet->scope != scope)
        sheet = sheet->next;
    return sheet;
}

const struct workbook_column *workbook_column_find(const struct workbook_sheet *sheet,
                                                   const char *key)
{
    const struct workbook_column *column = sheet->columns;
    while (column && strcmp(column->key, key) != 0)
        column = column->next;
    return column;
}

/* ---- words ----------------------------------------------------------------------------- */

void workbook_fold(struct text *out, const char *words)
{
    enum { YE = 0x435, YO = 0x451 };
    size_t const start = out->len;
    bool gap = false;
    for (uint32_t c; (c = unicode_small(utf8_next(&words))) != 0;) {
        if (unicode_kind(c) == UNICODE_FORMAT)
            continue;
        if (unicode_kind(c) == UNICODE_SPACE) {
            gap = out->len > start;
            continue;
        }
        if (gap)
            text_add_char(out, ' ');
        gap = false;
        text_add_utf8(out, c == YO ? YE : c);
    }
}

bool workbook_is_same(const char *words, const char *others)
{
    struct text a = TEXT_EMPTY;
    struct text b = TEXT_EMPTY;
    workbook_fold(&a, words);
    workbook_fold(&b, others);
    bool const same = strcmp(text_string(&a), text_string(&b)) == 0;
    text_free(&a);
    text_free(&b);
    return same;
}

const char *workbook_words(const struct workbook_column *column, const char *code)
{
    for (size_t i = 0; i < column->option_count; i++)
        if (strcmp(column->options[i].code, code) == 0)
            return column->options[i].words;
    return NULL;
}

const char *workbook_code(const struct workbook_column *column, const char *words)
{
    for (size_t i = 0; i < column->option_count; i++)
        if (workbook_is_same(column->options[i].words, words))
            return column->options[i].code;
    return NULL;
}

/* ---- do the sheets fit together? --------------------------------------------------------- */

static const struct workbook_column *column_of_kind(const struct workbook_sheet *sheet,
                                                    enum column_kind kind)
{
    const struct workbook_column *column = sheet->columns;
    while (column && column->kind != kind)
        column = column->next;
    return column;
}

static void refuse_twins(struct loader *loader, const struct workbook_sheet *sheet,
                         const struct workbook_column *column)
{
    const struct workbook_column *before = sheet->columns;
    for (; before != column; before = before->next) {
        if (strcmp(before->key, column->key) == 0)
            diag_add(loader->diags, MESSAGE_WORKBOOK_TWICE, column->pos, NULL, column->key, NULL);
        if (workbook_is_same(before->heading, column->heading))
            diag_add(loader->diags, MESSAGE_WORKBOOK_TWICE, column->pos, NULL, column->heading,
                     NULL);
    }
}

void workbook_check_sheet(struct loader *loader, const struct workbook_sheet *sheet, struct pos pos)
{
    bool sound = true;
    bool const parts = sheet->scope == SHEET_PARTS;
    for (const struct workbook_column *column = sheet->columns; column; column = column->next) {
        refuse_twins(loader, sheet, column);
        bool const inside = column->element || !column->path || column->kind == COLUMN_CASE;
        sound &= sheet->scope == SHEET_CASES ? !column->element : inside;
    }
    sound &= parts == (column_of_kind(sheet, COLUMN_CASE) != NULL);
    sound &= (sheet->scope == SHEET_CASES) == (column_of_kind(sheet, COLUMN_ID) != NULL);
    if (!sound)
        diag_add(loader->diags, MESSAGE_WORKBOOK_SHEETS, pos, NULL, NULL);
}

void workbook_check_sheets(struct loader *loader, const struct workbook_form *form, struct pos pos)
{
    int cases = 0;
    for (const struct workbook_sheet *sheet = form->sheets; sheet; sheet = sheet->next) {
        cases += sheet->scope == SHEET_CASES;
        bool twice = workbook_is_same(sheet->name, form->guide_name) ||
                     workbook_is_same(sheet->name, form->lists_name);
        for (const struct workbook_sheet *other = form->sheets; other != sheet; other = other->next)
            twice |=
                workbook_is_same(other->name, sheet->name) || strcmp(other->key, sheet->key) == 0;
        if (twice)
            diag_add(loader->diags, MESSAGE_WORKBOOK_TWICE, pos, NULL, sheet->name, NULL);
    }
    if (workbook_is_same(form->guide_name, form->lists_name))
        diag_add(loader->diags, MESSAGE_WORKBOOK_TWICE, pos, NULL, form->lists_name, NULL);
    if (cases != 1)
        diag_add(loader->diags, MESSAGE_WORKBOOK_SHEETS, pos, NULL, NULL);
}
