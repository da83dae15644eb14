/*
 * cellmap.h - the way back from cases that were made of a workbook to its cells.
 *
 * A workbook becomes the text of a case file with one value on a line, which the one reader of
 * cases reads as any other.  This map knows the cell of each line, so that whatever is
 * said of a case, by the schema, by rules, by the layout, is said at a cell, without any of them knowing
 * of workbooks.  What a cell holds in vain (a date that is none, an option that is not on the list) stands in
 * the text as something that the schema refuses; the map puts the words that belong to the cell in place
 * of the schema's.  So a fault is told once, where and when the case is read, by whichever process reads it.
 */
#ifndef FORMULYAR_IMPORT_CELLMAP_H
#define FORMULYAR_IMPORT_CELLMAP_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/parcel.h"

#include <stdint.h>

/* A cell of one of the map's sheets; row and column from 1, column 0: the whole row. */
struct map_spot {
    uint32_t row;
    uint16_t column;
    uint16_t sheet; /* index of the map */
};

struct cellmap;

/* Makes an empty map; name is the file as the reader of its text is to call it.  Ended by cellmap_free(). */
struct cellmap *cellmap_new(const char *name);
void cellmap_free(struct cellmap *map);

/* The name that it was made with; lives with the map. */
const char *cellmap_name(const struct cellmap *map);

/* ---- making ---------------------------------------------------------------- */

/* Adds a sheet of a file; returns its index. */
uint16_t cellmap_sheet(struct cellmap *map, const char *file, const char *sheet);

/*
 * Says that a column of a sheet fills the field at a path of names below <case> ("conclusion/@date"):
 * what misses there is told at that column of the row at hand.
 */
void cellmap_column(struct cellmap *map, uint16_t sheet, uint16_t column, const char *path);

/* Begins a case: the lines from the next one on are its own. */
void cellmap_case(struct cellmap *map, const char *id);

/* Adds the next line of the text, counted from 1; fault: of cellmap_fault(), or 0. */
void cellmap_line(struct cellmap *map, struct map_spot spot, uint32_t fault);

/* The collection into which the faults of cells go, each by one diag_add(); they bear no place. */
struct diags *cellmap_faults(struct cellmap *map);

/* The number of the fault that was added last. */
uint32_t cellmap_fault(const struct cellmap *map);

/* ---- asking ----------------------------------------------------------------- */

/* A diag_placer; context is a map.  True for what is about other files. */
bool cellmap_place(const struct cellmap *map, struct diag *diag);

/* The cell of a spot, with the case that the row belongs to; borrowed from the map. */
struct diag_cell cellmap_cell(const struct cellmap *map, struct map_spot spot, const char *case_id);

/* The file of a sheet; lives with the map. */
const char *cellmap_file(const struct cellmap *map, uint16_t sheet);

/* ---- from one process to another ---------------------------------------------- */

void cellmap_pack(const struct cellmap *map, struct text *parcel);

/* NULL, with the parcel broken, when it is not whole. */
struct cellmap *cellmap_unpack(struct parcel *parcel);

#endif
