/*
 * parts.c - the rows of one case on a sheet beside that of cases: its problems, its help.
 */
#include "import/inside.h"

#include <stdlib.h>
#include <string.h>

/* Rows of one case on one sheet, and the ids that were made for them. */
struct numbers {
    const char **ids; /* by row from 0; NULL: the row has no such element */
    size_t count;
    size_t made;
};

/* The cell of a row below an element's path, the first in the order of the sheet; NULL: none. */
static const struct sheet_cell *first_below(const struct taken_sheet *sheet,
                                            const struct sheet_row *row,
                                            const struct workbook_element *element)
{
    for (uint32_t i = 0; i < row->count; i++) {
        const struct taken_column *column = row_column(sheet, &row->cells[i]);
        if (column && column->model->element == element && !cell_is_blank(&row->cells[i]))
            return &row->cells[i];
    }
    return NULL;
}

/* "2, 5" as the ids of these rows, behind the row's own; NULL with a fault. */
static const char *links(struct importing *importing, const struct taken_column *column,
                         const struct numbers *numbers, const char *own,
                         const struct sheet_cell *cell, uint32_t *fault)
{
    struct text list = TEXT_EMPTY;
    const char *at = value_text(importing, column, cell->text, cell, false, fault);
    if (own)
        text_add(&list, own);
    while (at && *at && !*fault) {
        char *rest;
        at += strspn(at, " ,;\n\t");
        long const number = strtol(at, &rest, 10);
        if (rest == at && !*at)
            break;
        bool const good = rest != at && number >= 1 && (size_t)number <= numbers->count &&
                          numbers->ids[number - 1];
        if (!good)
            *fault = fault_add(importing, MESSAGE_CELL_PROBLEMS, column->model->heading, NULL);
        else if (!own || strcmp(numbers->ids[number - 1], own) != 0)
            text_add_item(&list, " ", numbers->ids[number - 1]);
        at = rest;
    }
    return text_take(&list, importing->scratch);
}

static void fill_element(struct importing *importing, const struct part *part,
                         const struct workbook_element *element, const struct numbers *numbers,
                         size_t index)
{
    const struct taken_sheet *sheet = part->sheet;
    const struct sheet_row *row = part->row;
    const struct sheet_cell *first = first_below(sheet, row, element);
    const struct route *route = first ? route_find(importing, element->path) : NULL;
    if (!route)
        return;
    struct map_spot const spot = spot_of(sheet, row->number, first->column);
    struct branch *branch = tree_make(importing, route, spot);
    struct target const target = {branch, route->count};
    const char *link = element->link ? numbers->ids[index] : NULL;
    uint32_t fault = 0;
    struct map_spot link_spot = spot;
    if (element->number && numbers->ids[index])
        tree_put(importing, branch, element->path, "@id", numbers->ids[index], spot, 0);
    for (const struct sheet_cell *cell = first; cell < row->cells + row->count; cell++) {
        const struct taken_column *column = row_column(sheet, cell);
        if (!column || !column->route || column->model->element != element || cell_is_blank(cell))
            continue;
        struct map_spot const at = spot_of(sheet, row->number, cell->column);
        if (column->model->kind == COLUMN_PROBLEMS) {
            link = links(importing, column, numbers, link, cell, &fault);
            link_spot = at;
        } else {
            fill_cell(importing, sheet, column, &target, cell, at);
        }
    }
    if (element->link && link && (*link || fault))
        tree_put(importing, branch, element->path,
                 arena_printf(importing->scratch, "@%s", element->link), link, link_spot, fault);
}

/* The element of a sheet that bears numbers, or NULL. */
static const struct workbook_element *numbered(const struct workbook_sheet *model)
{
    const struct workbook_element *element = model->elements;
    while (element && !element->number)
        element = element->next;
    return element;
}

/* The rows of one case on one sheet. */
void fill_parts(struct importing *importing, const struct part *parts, size_t count)
{
    const struct workbook_sheet *model = parts->sheet->model;
    const struct workbook_element *bearer = numbered(model);
    struct numbers numbers = {.ids = ARENA_ARRAY(importing->scratch, count, const char *),
                              .count = count};
    for (size_t i = 0; bearer && i < count; i++)
        if (first_below(parts[i].sheet, parts[i].row, bearer))
            numbers.ids[i] =
                arena_printf(importing->scratch, "%s%zu", bearer->number, ++numbers.made);
    for (const struct workbook_element *element = model->elements; element; element = element->next)
        for (size_t i = 0; i < count; i++)
            fill_element(importing, &parts[i], element, &numbers, i);
}
