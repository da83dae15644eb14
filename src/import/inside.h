/*
 * inside.h - what the parts of the import share; inside import/ only.
 *
 * match.c finds the sheets and columns, rows.c the rows of each case, value.c reads single cells,
 * cells.c, parts.c and people.c fill a case with them, tree.c puts it together and writes it.
 */
#ifndef FORMULYAR_IMPORT_INSIDE_H
#define FORMULYAR_IMPORT_INSIDE_H

#include "base/seen.h"
#include "case/field.h"
#include "import/import.h"
#include "russian/names.h"
#include "table/table.h"

enum { MOST_STEPS = 6 }; /* names in a path; the schema has four */

/* A path of the model, cut: what stands where among its siblings. */
struct route {
    const char *names[MOST_STEPS]; /* an attribute without its @ */
    size_t ranks[MOST_STEPS];
    size_t count;
    bool attribute;          /* the last one is */
    struct case_field field; /* where it leads */
};

struct known_route {
    struct known_route *next;
    const char *path;
    bool is_good;
    struct route route;
};

struct folded_heading {
    struct folded_heading *next;
    const struct workbook_column *column;
    const char *text; /* workbook_fold() */
};

/* A file, and what it holds. */
struct import_source {
    const char *file;
    const struct workbook *workbook;
};

/* A column that was found. */
struct taken_column {
    const struct workbook_column *model; /* NULL: nothing is read of it */
    const struct route *route;           /* when the model has a path; else NULL */
};

/* A sheet that was found. */
struct taken_sheet {
    const struct workbook_sheet *model;
    const struct sheet *sheet;
    const char *file;
    uint16_t index;               /* in the map */
    struct taken_column *columns; /* by the table's column, from 1 */
    uint32_t column_count;        /* the last of them */
    uint32_t first_row;           /* of data */
    bool is_csv;
    bool is_useless; /* a column is missing without which nothing can be read; it was told of */
};

/* An element or attribute of the case at work. */
struct branch {
    struct branch *next, *first;
    const char *name;
    const char *text; /* of an attribute, or of an element that has no others in it */
    size_t rank;
    struct map_spot spot;
    uint32_t fault;
    bool attribute;
    bool paragraphs; /* the text's lines are <p> */
    bool shut;       /* another row's or cell's: nothing more is put into it */
};

/* Somebody of the sheet of people. */
struct somebody {
    struct somebody *next;
    struct name name;
    const char *role, *position; /* or NULL */
    const char *from, *until;    /* ISO dates or NULL */
    bool signs;
    struct map_spot spot;
};

struct importing {
    const struct workbook_form *form;
    const struct case_schema *schema;
    struct imported *imported;
    struct cellmap *map;
    struct diags *diags;
    struct arena *arena;   /* of the whole import */
    struct arena *scratch; /* of the case at work */
    struct taken_sheet *sheets;
    size_t sheet_count, sheet_cap;
    struct known_route *routes; /* that were asked for */
    struct folded_heading *headings;
    struct somebody *people, **last_person;
    struct branch *root; /* of the case at work */
    const char *case_id; /* its id as typed */
    bool lenient;        /* import_model.lenient */
};

/* A row of a sheet that belongs to a case. */
struct part {
    size_t owner; /* number of the case, from 0 */
    const struct taken_sheet *sheet;
    const struct sheet_row *row;
};

struct known_id {
    const char *id;
    size_t owner;
};

struct rows {
    struct part *cases; /* in order; owner is their own number */
    size_t case_count, case_cap;
    struct known_id *ids; /* sorted; of an id that comes twice the first is found */
    struct part *parts;   /* sorted by owner, then as the sheets and rows stand */
    size_t part_count, part_cap;
};

/* ---- match.c ------------------------------------------------------------------ */

/* Finds the sheets of a source and their columns; names in diags what is left alone. */
void match_source(struct importing *importing, const struct import_source *source);

/* A path of names below <case>, cut by the schema; NULL when that has no such field. */
const struct route *route_find(struct importing *importing, const char *path);

/* ---- value.c --------------------------------------------------------------------- */

/* Where a cell stands. */
struct map_spot spot_of(const struct taken_sheet *sheet, uint32_t row, uint32_t column);

/* Adds a diagnostic at a cell that belongs to no case. */
void tell_at(struct importing *importing, enum message message, struct map_spot spot,
             const char *first, const char *second);

/* True when there is nothing typed in a cell (NULL: no cell): no text but spaces. */
bool cell_is_blank(const struct sheet_cell *cell);

/* The text of a cell without what a CSV of ours puts in front; spaces at the ends are there. */
const char *cell_text(const struct taken_sheet *sheet, const struct sheet_cell *cell);

/*
 * A cell as text: NULL and a fault (message number in the map) when it holds what is no
 * text.  is_name: a number will not do either.
 */
const char *value_text(struct importing *importing, const struct taken_column *column,
                       const char *text, const struct sheet_cell *cell, bool is_name,
                       uint32_t *fault);

/* A cell as an ISO date, in the scratch arena; NULL and a fault. */
const char *value_date(struct importing *importing, const struct taken_column *column,
                       const char *text, const struct sheet_cell *cell, uint32_t *fault);

/* Words as a code of the column; NULL and a fault that lists the options. */
const char *value_code(struct importing *importing, const struct taken_column *column,
                       const char *words, uint32_t *fault);

/* True for what marks a line («да», V, +), and for what says that it is not («нет», -). */
bool value_is_yes(const struct workbook_form *form, const char *text,
                  const struct sheet_cell *cell);
bool value_is_no(const char *text, const struct sheet_cell *cell);

/* Adds a fault to those of the map and returns its number; first may be a DIAG_BOTH(). */
uint32_t fault_add(struct importing *importing, enum message message, const char *first,
                   const char *second);

/* A fault in a row that belongs to no case is told at once. */
void tell_fault(struct importing *importing, uint32_t fault, struct map_spot spot);

/* Trimmed of spaces of all kinds, as pasted ids and dates have them; in the scratch arena. */
const char *without_spaces(struct importing *importing, const char *text);

/* Trimmed, in the scratch arena. */
const char *trimmed(struct importing *importing, const char *text);

/* ---- rows.c ------------------------------------------------------------------------ */

/* The column of a cell, if it is one that is read; else NULL. */
const struct taken_column *row_column(const struct taken_sheet *sheet,
                                      const struct sheet_cell *cell);

/* The first column of a kind, from 1; 0: none. */
uint32_t sheet_column(const struct taken_sheet *sheet, enum column_kind kind);

/* The cell with the id of a row's case; where it is merged over several rows, that of the first. */
const struct sheet_cell *row_id(const struct taken_sheet *sheet, const struct sheet_row *row,
                                enum column_kind kind);

/* Its text, trimmed, for the whole import; NULL when it holds nothing that could be one. */
const char *row_id_text(struct importing *importing, const struct taken_sheet *sheet,
                        const struct sheet_cell *cell);

/* Finds the cases, then the rows that belong to them; tells of those that are nobody's. */
void rows_find_cases(struct importing *importing, struct rows *rows);
void rows_find_parts(struct importing *importing, struct rows *rows);

/* ---- cells.c, parts.c ---------------------------------------------------------------- */

/* The element that a cell's field is put into, and how many steps of the route lead to it. */
struct target {
    struct branch *element;
    size_t steps;
};

/* Fills what a cell says into the target, or into an element below it. */
void fill_cell(struct importing *importing, const struct taken_sheet *sheet,
               const struct taken_column *column, const struct target *target,
               const struct sheet_cell *cell, struct map_spot spot);

/* The rows of one case on one sheet. */
void fill_parts(struct importing *importing, const struct part *parts, size_t count);

/* ---- tree.c ------------------------------------------------------------------------ */

/* The element at a route without its last steps, made where it is missing. */
struct branch *tree_open(struct importing *importing, struct branch *from,
                         const struct route *route, size_t first, size_t last,
                         struct map_spot spot);

/* A new element or attribute in another, at its rank. */
struct branch *tree_add(struct importing *importing, struct branch *parent, const char *name,
                        size_t rank, bool attribute, struct map_spot spot);

/* Fills the field of a route below an element that is first steps down on it. */
struct branch *tree_fill(struct importing *importing, struct branch *from, size_t first,
                         const struct route *route, const char *text, struct map_spot spot,
                         uint32_t fault);

/* The same for what stands directly in an element: the field at "PATH/NAME". */
void tree_put(struct importing *importing, struct branch *element, const char *path,
              const char *name, const char *text, struct map_spot spot, uint32_t fault);

/* A new element at the end of a route, into which nothing else is put. */
struct branch *tree_make(struct importing *importing, const struct route *route,
                         struct map_spot spot);

/* Writes the case at work. */
void tree_write(struct importing *importing);

/* ---- people.c ------------------------------------------------------------------------ */

/* Reads the sheets of people. */
void people_read(struct importing *importing);

/* Fills the column of a person, and one of several people. */
void person_fill(struct importing *importing, const struct taken_column *column, const char *text,
                 struct map_spot spot);
void people_list(struct importing *importing, const struct taken_column *column, const char *text,
                 struct map_spot spot);

/* What a case leaves to the sheet of people: a role without a name, signers. */
void people_complete(struct importing *importing);

#endif
