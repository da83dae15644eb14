#include "table/table.h"

#include "base/unicode.h"

#include <stdlib.h>

/* A name as sheets are told apart: small letters, white space as one space and none at the ends. */
static void add_folded(struct text *out, const char *name)
{
    while (*name)
        text_add_utf8(out, unicode_small(utf8_next(&name)));
    text_fold(out, true);
}

const struct sheet *table_sheet(const struct workbook *workbook, const char *name)
{
    struct text wanted = TEXT_EMPTY;
    struct text other = TEXT_EMPTY;
    const struct sheet *found = NULL;
    add_folded(&wanted, name);
    for (size_t i = 0; i < workbook->sheet_count && !found; i++) {
        text_clear(&other);
        add_folded(&other, workbook->sheets[i].name);
        if (strcmp(text_string(&wanted), text_string(&other)) == 0)
            found = &workbook->sheets[i];
    }
    text_free(&wanted);
    text_free(&other);
    return found;
}

static int by_number(const void *key, const void *item)
{
    uint32_t const wanted = *(const uint32_t *)key;
    uint32_t const number = ((const struct sheet_row *)item)->number;
    return (wanted > number) - (wanted < number);
}

const struct sheet_row *table_row(const struct sheet *sheet, uint32_t number)
{
    return sheet->row_count
               ? bsearch(&number, sheet->rows, sheet->row_count, sizeof *sheet->rows, by_number)
               : NULL;
}

static int by_column(const void *key, const void *item)
{
    uint32_t const wanted = *(const uint32_t *)key;
    uint32_t const column = ((const struct sheet_cell *)item)->column;
    return (wanted > column) - (wanted < column);
}

const struct sheet_cell *table_cell(const struct sheet_row *row, uint32_t column)
{
    return row ? bsearch(&column, row->cells, row->count, sizeof *row->cells, by_column) : NULL;
}

const struct sheet_range *table_merged(const struct sheet *sheet, uint32_t row, uint32_t column)
{
    for (size_t i = 0; i < sheet->merged_count; i++) {
        const struct sheet_range *range = &sheet->merged[i];
        if (row >= range->row && row <= range->last_row && column >= range->column &&
            column <= range->last_column)
            return range;
    }
    return NULL;
}
