#include "table/build.h"

#include <stdlib.h>

/* ---- limits ------------------------------------------------------------------------------ */

/*
 * A sheet is taken apart finer than a document: some thirty steps a cell, and one cell takes
 * five bytes of a file that is packed well.
 */
enum { STEPS_PER_BYTE = 8 };

void builder_start(struct builder *builder, struct arena *arena, size_t file_size)
{
    *builder = (struct builder){.arena = arena, .workbook = ARENA_NEW(arena, struct workbook)};
    budget_start(&builder->budget, file_size);
    if (file_size <= TABLE_LARGEST_FILE)
        builder->budget.left[BUDGET_STEPS] += file_size * STEPS_PER_BYTE;
}

void builder_free(struct builder *builder)
{
    free(builder->sheets);
    free(builder->rows);
    free(builder->cells);
    free(builder->ranges);
    text_free(&builder->clean);
}

bool builder_fail(struct builder *builder, enum table_fault fault)
{
    if (builder->fault == TABLE_GOOD)
        builder->fault = fault;
    return false;
}

bool builder_pay(struct builder *builder, enum budget_kind kind, size_t amount)
{
    return budget_take(&builder->budget, kind, amount) || builder_fail(builder, TABLE_TOO_LARGE);
}

/* ---- cells -------------------------------------------------------------------------------- */

/* The place of the first row that has this number or a greater one. */
static size_t place_of_row(const struct builder *builder, uint32_t number)
{
    size_t low = 0, high = builder->row_count;
    while (low < high) {
        size_t const middle = low + (high - low) / 2;
        if (builder->rows[middle].number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Puts the cells of two rows of one number together; of one column those of the latter stay. */
static bool join_rows(struct builder *builder, struct sheet_row *row, const struct sheet_row *other)
{
    size_t const most = row->count + (size_t)other->count;
    if (!builder_pay(builder, BUDGET_MEMORY, most * sizeof *row->cells) ||
        !builder_pay(builder, BUDGET_STEPS, most))
        return false;
    struct sheet_cell *cells = ARENA_ARRAY(builder->arena, most, struct sheet_cell);
    size_t left = 0, right = 0, count = 0;
    while (left < row->count || right < other->count) {
        bool const from_right =
            left == row->count ||
            (right < other->count && other->cells[right].column <= row->cells[left].column);
        if (from_right && left < row->count &&
            row->cells[left].column == other->cells[right].column)
            left++;
        cells[count++] = from_right ? other->cells[right++] : row->cells[left++];
    }
    row->cells = cells;
    row->count = (uint32_t)count;
    row->is_hidden &= other->is_hidden;
    return true;
}

/* Puts the finished row among the others. */
static bool put_row(struct builder *builder)
{
    builder->rows =
        xgrow(builder->rows, builder->row_count, &builder->row_room, sizeof *builder->rows);
    size_t place = builder->row_count;
    if (place && builder->rows[place - 1].number >= builder->row.number)
        place = place_of_row(builder, builder->row.number);
    struct sheet_row *at = builder->rows + place;
    size_t const behind = builder->row_count - place;
    if (behind && at->number == builder->row.number)
        return join_rows(builder, at, &builder->row);
    if (behind && !builder_pay(builder, BUDGET_STEPS, 1 + behind / 8))
        return false;
    memmove(at + 1, at, behind * sizeof *at);
    *at = builder->row;
    builder->row_count++;
    return true;
}

/* The place of a column among the cells of the row, or where it would stand. */
static size_t place_of_column(const struct builder *builder, uint32_t column)
{
    size_t low = 0, high = builder->cell_count;
    while (low < high) {
        size_t const middle = low + (high - low) / 2;
        if (builder->cells[middle].column < column)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/*
 * The words for an error: in .xlsx they are English and typed as such, but in .csv, and in
 * .ods of some programs, a text in the language of who saved it.
 */
static bool is_error(const char *text)
{
    static const char *const errors[] = {"#N/A",   "#REF!",   "#VALUE!", "#NAME?",   "#DIV/0!",
                                         "#NULL!", "#NUM!",   "#Н/Д",    "#ССЫЛКА!", "#ЗНАЧ!",
                                         "#ИМЯ?",  "#ДЕЛ/0!", "#ПУСТО!", "#ЧИСЛО!"};
    for (size_t i = 0; *text == '#' && i < sizeof errors / sizeof *errors; i++)
        if (strcmp(text, errors[i]) == 0)
            return true;
    return false;
}

/* Nearly every file has its cells in their order; of two of one column the latter stays. */
bool builder_cell(struct builder *builder, struct sheet_cell cell)
{
    if (cell.column == 0 || cell.column > TABLE_LAST_COLUMN)
        return builder_fail(builder, TABLE_DAMAGED);
    if (cell.kind == CELL_TEXT && is_error(cell.text))
        cell.kind = CELL_ERROR;
    if (++builder->cell_total > TABLE_MOST_CELLS)
        return builder_fail(builder, TABLE_TOO_MANY_CELLS);
    builder->cells =
        xgrow(builder->cells, builder->cell_count, &builder->cell_room, sizeof *builder->cells);
    size_t place = builder->cell_count;
    if (place && builder->cells[place - 1].column >= cell.column)
        place = place_of_column(builder, cell.column);
    struct sheet_cell *at = builder->cells + place;
    size_t const behind = builder->cell_count - place;
    if (!behind || at->column != cell.column) {
        if (behind && !builder_pay(builder, BUDGET_STEPS, 1 + behind / 8))
            return false;
        memmove(at + 1, at, behind * sizeof *at);
        builder->cell_count++;
    }
    *at = cell;
    return true;
}

static bool finish_row(struct builder *builder)
{
    if (!builder->in_row)
        return true;
    builder->in_row = false;
    if (!builder->cell_count)
        return true;
    size_t const size = builder->cell_count * sizeof *builder->cells;
    if (!builder_pay(builder, BUDGET_MEMORY, size + 2 * sizeof *builder->rows))
        return false;
    struct sheet_cell *cells = ARENA_ARRAY(builder->arena, builder->cell_count, struct sheet_cell);
    memcpy(cells, builder->cells, size);
    builder->row.cells = cells;
    builder->row.count = (uint32_t)builder->cell_count;
    return put_row(builder);
}

bool builder_row(struct builder *builder, uint32_t number, bool is_hidden)
{
    if (!finish_row(builder))
        return false;
    if (number == 0 || number > TABLE_LAST_ROW)
        return builder_fail(builder, TABLE_DAMAGED);
    builder->row = (struct sheet_row){.number = number, .is_hidden = is_hidden};
    builder->in_row = true;
    builder->cell_count = 0;
    return true;
}

bool builder_range(struct builder *builder, struct sheet_range range)
{
    if (range.row == 0 || range.column == 0 || range.row > range.last_row ||
        range.column > range.last_column || ++builder->range_total > TABLE_MOST_RANGES)
        return builder_fail(builder, TABLE_DAMAGED);
    builder->ranges =
        xgrow(builder->ranges, builder->range_count, &builder->range_room, sizeof *builder->ranges);
    builder->ranges[builder->range_count++] = range;
    return true;
}

/* ---- sheets ------------------------------------------------------------------------------- */

/* Takes out what stands under the first cell of a merged range in a row: nobody sees it. */
static void uncover(struct sheet_row *row, const struct sheet_range *range)
{
    struct sheet_cell *cells = (struct sheet_cell *)row->cells;
    uint32_t kept = 0;
    for (uint32_t i = 0; i < row->count; i++) {
        uint32_t const column = cells[i].column;
        bool const is_first = row->number == range->row && column == range->column;
        if (is_first || column < range->column || column > range->last_column)
            cells[kept++] = cells[i];
    }
    row->count = kept;
}

static bool uncover_all(struct builder *builder)
{
    for (size_t i = 0; i < builder->range_count; i++) {
        const struct sheet_range *range = &builder->ranges[i];
        for (size_t at = place_of_row(builder, range->row);
             at < builder->row_count && builder->rows[at].number <= range->last_row; at++) {
            if (!builder_pay(builder, BUDGET_STEPS, 1 + builder->rows[at].count / 8))
                return false;
            uncover(&builder->rows[at], range);
        }
    }
    size_t kept = 0;
    for (size_t i = 0; i < builder->row_count; i++)
        if (builder->rows[i].count)
            builder->rows[kept++] = builder->rows[i];
    builder->row_count = kept;
    return true;
}

static bool finish_sheet(struct builder *builder)
{
    if (!builder->in_sheet)
        return true;
    builder->in_sheet = false;
    if (!finish_row(builder) || !uncover_all(builder))
        return false;
    size_t const row_size = builder->row_count * sizeof *builder->rows;
    size_t const range_size = builder->range_count * sizeof *builder->ranges;
    if (!builder_pay(builder, BUDGET_MEMORY, row_size + range_size))
        return false;
    struct sheet *sheet = &builder->sheets[builder->sheet_count - 1];
    struct sheet_row *rows = ARENA_ARRAY(builder->arena, builder->row_count, struct sheet_row);
    struct sheet_range *ranges =
        ARENA_ARRAY(builder->arena, builder->range_count, struct sheet_range);
    if (row_size)
        memcpy(rows, builder->rows, row_size);
    if (range_size)
        memcpy(ranges, builder->ranges, range_size);
    sheet->rows = rows;
    sheet->row_count = builder->row_count;
    sheet->merged = ranges;
    sheet->merged_count = builder->range_count;
    return true;
}

bool builder_sheet(struct builder *builder, const char *name, bool is_hidden)
{
    if (!finish_sheet(builder))
        return false;
    if (builder->sheet_count == TABLE_MOST_SHEETS)
        return builder_fail(builder, TABLE_TOO_MANY_SHEETS);
    const char *copy = builder_text(builder, name, strlen(name));
    if (!copy)
        return false;
    builder->sheets =
        xgrow(builder->sheets, builder->sheet_count, &builder->sheet_room, sizeof *builder->sheets);
    builder->sheets[builder->sheet_count++] = (struct sheet){.name = copy, .is_hidden = is_hidden};
    builder->row_count = 0;
    builder->range_count = 0;
    builder->in_sheet = true;
    return true;
}

bool builder_finish(struct builder *builder)
{
    if (builder->fault != TABLE_GOOD || !finish_sheet(builder))
        return false;
    if (!builder->sheet_count)
        return builder_fail(builder, TABLE_NO_SHEETS);
    struct sheet *sheets = ARENA_ARRAY(builder->arena, builder->sheet_count, struct sheet);
    memcpy(sheets, builder->sheets, builder->sheet_count * sizeof *sheets);
    builder->workbook->sheets = sheets;
    builder->workbook->sheet_count = builder->sheet_count;
    return true;
}

/* ---- texts -------------------------------------------------------------------------------- */

static bool is_plain(const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++) {
        unsigned char const byte = (unsigned char)bytes[i];
        if ((byte < 0x20 && byte != '\t' && byte != '\n') || byte == 0x7F || byte == 0xC2 ||
            byte == 0xEF)
            return false;
    }
    return true;
}

/* C0 and C1 controls, and what is no character at all. */
static bool is_dropped(uint32_t code)
{
    return (code < 0x20 && code != '\t' && code != '\n') || (code >= 0x7F && code < 0xA0) ||
           code == 0xFFFE || code == 0xFFFF || code == 0xFEFF;
}

static void clean_text(struct text *out, const char *bytes)
{
    text_clear(out);
    while (*bytes) {
        uint32_t const code = utf8_next(&bytes);
        if (code == '\r') {
            bytes += *bytes == '\n';
            text_add_char(out, '\n');
        } else if (!is_dropped(code)) {
            text_add_utf8(out, code);
        }
    }
}

const char *builder_text(struct builder *builder, const char *bytes, size_t size)
{
    if (size > TABLE_LONGEST_TEXT) {
        builder_fail(builder, TABLE_TOO_LONG);
        return NULL;
    }
    if (!builder_pay(builder, BUDGET_MEMORY, arena_room(size + 1)) ||
        !builder_pay(builder, BUDGET_STEPS, 1 + size / 64))
        return NULL;
    if (is_plain(bytes, size))
        return size ? arena_strndup(builder->arena, bytes, size) : "";
    char *copy = arena_strndup(builder->arena, bytes, size);
    clean_text(&builder->clean, copy);
    memcpy(copy, text_string(&builder->clean), builder->clean.len + 1);
    return copy;
}

/* ---- parts of a package ------------------------------------------------------------------- */

enum table_fault table_fault_of(enum package_problem problem)
{
    switch (problem) {
    case PACKAGE_FINE: return TABLE_GOOD;
    case PACKAGE_DAMAGED: break;
    case PACKAGE_TWICE: break;
    case PACKAGE_ENCRYPTED: return TABLE_ENCRYPTED;
    case PACKAGE_SPENT: return TABLE_TOO_LARGE;
    }
    return TABLE_DAMAGED;
}

bool builder_part(struct builder *builder, struct unpacker *unpacker, size_t index,
                  struct text *bytes)
{
    size_t const size = unpacker_size(unpacker, index);
    builder->part = unpacker_name(unpacker, index);
    *bytes = TEXT_EMPTY;
    if (size > builder->budget.left[BUDGET_INFLATED]) /* before there is room for it */
        return builder_fail(builder, TABLE_TOO_LARGE);
    text_reserve(bytes, size);
    enum table_fault const fault = table_fault_of(unpacker_take(unpacker, index, bytes->data));
    if (fault != TABLE_GOOD) {
        text_free(bytes);
        return builder_fail(builder, fault);
    }
    bytes->len = size;
    bytes->data[size] = '\0';
    return true;
}
