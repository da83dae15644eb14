/*
 * rows.c - which rows are cases, and whose the others are.
 */
#include "import/inside.h"

#include <stdlib.h>
#include <string.h>

const struct taken_column *row_column(const struct taken_sheet *sheet,
                                      const struct sheet_cell *cell)
{
    const struct taken_column *column = &sheet->columns[cell->column];
    return column->model && column->model->kind != COLUMN_SHOWN ? column : NULL;
}

/* Something is typed into a row, in a column that is read; keys of rows alone do not count. */
static bool is_filled(const struct taken_sheet *sheet, const struct sheet_row *row)
{
    for (uint32_t i = 0; i < row->count; i++) {
        const struct taken_column *column = row_column(sheet, &row->cells[i]);
        if (column && column->model->kind != COLUMN_CASE && !cell_is_blank(&row->cells[i]))
            return true;
    }
    return false;
}

/* A teacher without a number and with nothing else: a staff list may stand on the sheet (workbook_form.h). */
static bool is_no_case_yet(const struct importing *importing, const struct taken_sheet *sheet,
                           const struct sheet_row *row)
{
    const char *subject = case_schema_subject(importing->schema);
    size_t const length = strlen(subject);
    for (uint32_t i = 0; i < row->count; i++) {
        const struct taken_column *column = row_column(sheet, &row->cells[i]);
        if (!column || cell_is_blank(&row->cells[i]))
            continue;
        const char *path = column->model->path ? column->model->path : "";
        if (strncmp(path, subject, length) != 0 || path[length] != '/')
            return false;
    }
    return true;
}

uint32_t sheet_column(const struct taken_sheet *sheet, enum column_kind kind)
{
    for (uint32_t i = 1; i <= sheet->column_count; i++)
        if (sheet->columns[i].model && sheet->columns[i].model->kind == kind)
            return i;
    return 0;
}

/* The cell with the id of a row's case; where it is merged over several rows, that of the first. */
const struct sheet_cell *row_id(const struct taken_sheet *sheet, const struct sheet_row *row,
                                enum column_kind kind)
{
    uint32_t const column = sheet_column(sheet, kind);
    const struct sheet_cell *cell = column ? table_cell(row, column) : NULL;
    if (!column || !cell_is_blank(cell))
        return cell;
    const struct sheet_range *merged =
        sheet->sheet->merged_count ? table_merged(sheet->sheet, row->number, column) : NULL;
    if (!merged || merged->row < sheet->first_row || merged->column != column)
        return NULL;
    return table_cell(table_row(sheet->sheet, merged->row), column);
}

/* Trimmed; NULL when the cell holds nothing that could be one. */
const char *row_id_text(struct importing *importing, const struct taken_sheet *sheet,
                        const struct sheet_cell *cell)
{
    if (cell_is_blank(cell) || (cell->kind != CELL_TEXT && cell->kind != CELL_NUMBER))
        return NULL;
    return arena_strdup(importing->arena, without_spaces(importing, cell_text(sheet, cell)));
}

static int by_id(const void *left, const void *right)
{
    const struct known_id *a = left;
    const struct known_id *b = right;
    int const order = strcmp(a->id, b->id);
    return order ? order : (a->owner > b->owner) - (a->owner < b->owner);
}

void rows_find_cases(struct importing *importing, struct rows *rows)
{
    for (size_t i = 0; i < importing->sheet_count; i++) {
        const struct taken_sheet *sheet = &importing->sheets[i];
        for (size_t j = 0; sheet->model->scope == SHEET_CASES && j < sheet->sheet->row_count; j++) {
            const struct sheet_row *row = &sheet->sheet->rows[j];
            if (row->number < sheet->first_row || !is_filled(sheet, row) ||
                is_no_case_yet(importing, sheet, row))
                continue;
            rows->cases =
                xgrow(rows->cases, rows->case_count, &rows->case_cap, sizeof *rows->cases);
            rows->cases[rows->case_count] = (struct part){rows->case_count, sheet, row};
            rows->case_count++;
        }
    }
    rows->ids = xcalloc(rows->case_count + 1, sizeof *rows->ids);
    for (size_t i = 0; i < rows->case_count; i++) {
        const struct part *part = &rows->cases[i];
        const char *id =
            row_id_text(importing, part->sheet, row_id(part->sheet, part->row, COLUMN_ID));
        rows->ids[i] = (struct known_id){id ? id : "", i};
    }
    if (rows->case_count)
        qsort(rows->ids, rows->case_count, sizeof *rows->ids, by_id);
}

/* The first case of that id; false when there is none. */
static bool find_owner(const struct rows *rows, const char *id, size_t *owner)
{
    size_t begin = 0;
    size_t end = rows->case_count;
    while (begin < end) {
        size_t const middle = begin + (end - begin) / 2;
        if (strcmp(rows->ids[middle].id, id) < 0)
            begin = middle + 1;
        else
            end = middle;
    }
    if (begin == rows->case_count || strcmp(rows->ids[begin].id, id) != 0)
        return false;
    *owner = rows->ids[begin].owner;
    return true;
}

/* A row without an id of its case, or with what is none. */
static void refuse_id(struct importing *importing, const struct taken_sheet *sheet,
                      const struct sheet_row *row, struct map_spot spot)
{
    const struct sheet_cell *cell = row_id(sheet, row, COLUMN_CASE);
    uint32_t fault = 0;
    if (!cell_is_blank(cell))
        value_text(importing, &sheet->columns[spot.column], cell->text, cell, false, &fault);
    if (fault)
        tell_fault(importing, fault, spot);
    else
        tell_at(importing, MESSAGE_ROW_NO_CASE, spot, NULL, NULL);
}

/* A row that is nobody's is told of: what it says would be missing somewhere. */
static void take_part(struct importing *importing, struct rows *rows,
                      const struct taken_sheet *sheet, const struct sheet_row *row)
{
    uint32_t const column = sheet_column(sheet, COLUMN_CASE);
    const char *id = row_id_text(importing, sheet, row_id(sheet, row, COLUMN_CASE));
    struct map_spot const spot = spot_of(sheet, row->number, column);
    size_t owner;
    if (!column)
        return; /* told once for the sheet */
    if (!id) {
        refuse_id(importing, sheet, row, spot);
    } else if (!find_owner(rows, id, &owner)) {
        tell_at(importing, MESSAGE_ROW_OTHER_CASE, spot, NULL, NULL);
    } else {
        rows->parts = xgrow(rows->parts, rows->part_count, &rows->part_cap, sizeof *rows->parts);
        rows->parts[rows->part_count++] = (struct part){owner, sheet, row};
    }
}

/* By owner, then sheet, then row: parts of one import come from one array of sheets. */
static int by_owner(const void *left, const void *right)
{
    const struct part *a = left;
    const struct part *b = right;
    if (a->owner != b->owner)
        return a->owner < b->owner ? -1 : 1;
    if (a->sheet != b->sheet)
        return a->sheet < b->sheet ? -1 : 1;
    return (a->row->number > b->row->number) - (a->row->number < b->row->number);
}

void rows_find_parts(struct importing *importing, struct rows *rows)
{
    for (size_t i = 0; i < importing->sheet_count; i++) {
        const struct taken_sheet *sheet = &importing->sheets[i];
        for (size_t j = 0; sheet->model->scope == SHEET_PARTS && j < sheet->sheet->row_count; j++) {
            const struct sheet_row *row = &sheet->sheet->rows[j];
            if (row->number >= sheet->first_row && is_filled(sheet, row))
                take_part(importing, rows, sheet, row);
        }
        arena_reset(importing->scratch);
    }
    if (rows->part_count)
        qsort(rows->parts, rows->part_count, sizeof *rows->parts, by_owner);
}
