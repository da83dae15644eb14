/*
 * build.h - a workbook as it is read: what readers of one format tell, under the limits that
 * all of them share.
 */
#ifndef FORMULYAR_TABLE_BUILD_H
#define FORMULYAR_TABLE_BUILD_H

#include "base/budget.h"
#include "package/unpack.h"
#include "table/table.h"

/* Why a workbook cannot be had; the first that is told stays. */
enum table_fault {
    TABLE_GOOD,
    TABLE_DAMAGED,
    TABLE_PART_ABSENT, /* what every workbook has */
    TABLE_ENCRYPTED,
    TABLE_FOREIGN, /* sound, but no workbook */
    TABLE_BINARY,  /* .xlsb */
    TABLE_NUMBERS, /* of Apple */
    TABLE_TOO_LARGE,
    TABLE_TOO_MANY_CELLS,
    TABLE_TOO_MANY_SHEETS,
    TABLE_TOO_LONG, /* a text */
    TABLE_NOT_TEXT, /* a CSV with bytes that no text has */
    TABLE_QUOTE_OPEN,
    TABLE_NO_SHEETS,
};

struct builder {
    struct arena *arena;
    struct budget budget;
    struct workbook *workbook;
    enum table_fault fault;
    const char *part; /* in which it was found, in the arena, or NULL */
    long line;        /* of a CSV, or 0 */
    /* The rest is its own. */
    struct sheet *sheets;
    size_t sheet_count, sheet_room;
    struct sheet_row *rows;
    size_t row_count, row_room;
    struct sheet_cell *cells;
    size_t cell_count, cell_room, cell_total;
    struct sheet_range *ranges;
    size_t range_count, range_room, range_total;
    struct sheet_row row; /* at hand */
    bool in_sheet, in_row;
    struct text clean;
};

/* A builder of a file of so many bytes; ended by builder_free(), which the workbook outlives. */
void builder_start(struct builder *builder, struct arena *arena, size_t file_size);
void builder_free(struct builder *builder);

/* Notes a fault, unless there is one; returns false. */
bool builder_fail(struct builder *builder, enum table_fault fault);

/* Takes from the budget; otherwise the file is too large. */
bool builder_pay(struct builder *builder, enum budget_kind kind, size_t amount);

/* Begins a sheet, and a row of it; what was begun before is finished.  The name is copied. */
bool builder_sheet(struct builder *builder, const char *name, bool is_hidden);
bool builder_row(struct builder *builder, uint32_t number, bool is_hidden);

/* Adds a cell to the row; the text is not copied. */
bool builder_cell(struct builder *builder, struct sheet_cell cell);

bool builder_range(struct builder *builder, struct sheet_range range);

/* Finishes everything; the workbook is whole when it returns true. */
bool builder_finish(struct builder *builder);

/*
 * The bytes as the text of a cell, in the arena: line ends "\n", no other control characters
 * but tabs, nothing that XML does not allow.  The bytes are UTF-8.  NULL and a fault when it
 * is too long.
 */
const char *builder_text(struct builder *builder, const char *bytes, size_t size);

/* ---- readers: each fills the builder, whose fault says what was wrong ------------------------ */

void xlsx_read(struct builder *builder, struct unpacker *unpacker);
void ods_read(struct builder *builder, struct unpacker *unpacker);
void fods_read(struct builder *builder, const char *bytes, size_t size);
void plain_read(struct builder *builder, const char *bytes, size_t size);

/* What a problem of the package means for the workbook. */
enum table_fault table_fault_of(enum package_problem problem);

/* Reads a part of the package onto the heap; false with a fault.  The caller frees it. */
bool builder_part(struct builder *builder, struct unpacker *unpacker, size_t index,
                  struct text *bytes);

#endif
