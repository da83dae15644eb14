/*
 * match.c - which sheet of a workbook is which, and which of its columns.
 */
#include "import/inside.h"

#include <string.h>

enum {
    LAST_HEADINGS = 20, /* rows in which keys and headings are looked for */
    FEW = 2,            /* columns that are known in a row make it one of keys or headings */
};

/* ---- routes ----------------------------------------------------------------------- */

static bool cut_route(const struct importing *importing, const char *path, struct route *route)
{
    struct arena *arena = importing->arena;
    for (const char *at = path; *at && route->count < MOST_STEPS;) {
        size_t const length = strcspn(at, "/");
        const char *so_far = arena_strndup(arena, path, (size_t)(at - path) + length);
        if (!case_schema_describe(importing->schema, so_far, arena, &route->field))
            return false;
        route->attribute = *at == '@';
        route->names[route->count] =
            arena_strndup(arena, at + route->attribute, length - route->attribute);
        route->ranks[route->count++] = route->field.rank;
        at += length + (at[length] == '/');
    }
    return route->count > 0;
}

const struct route *route_find(struct importing *importing, const char *path)
{
    struct known_route *known = importing->routes;
    while (known && strcmp(known->path, path) != 0)
        known = known->next;
    if (!known) {
        known = ARENA_NEW(importing->arena, struct known_route);
        known->path = arena_strdup(importing->arena, path);
        known->is_good = cut_route(importing, path, &known->route);
        known->next = importing->routes;
        importing->routes = known;
    }
    return known->is_good ? &known->route : NULL;
}

/* ---- columns ------------------------------------------------------------------------- */

/* Folding costs more than all else here: each heading is folded once. */
static const char *folded(struct importing *importing, const struct workbook_column *column)
{
    struct folded_heading *known = importing->headings;
    while (known && known->column != column)
        known = known->next;
    if (!known) {
        struct text text = TEXT_EMPTY;
        workbook_fold(&text, column->heading);
        known = ARENA_NEW(importing->arena, struct folded_heading);
        *known = (struct folded_heading){.next = importing->headings,
                                         .column = column,
                                         .text = text_take(&text, importing->arena)};
        importing->headings = known;
    }
    return known->text;
}

static const struct workbook_column *by_heading(struct importing *importing,
                                                const struct workbook_sheet *model,
                                                const char *words)
{
    const struct workbook_column *column = model->columns;
    while (column && strcmp(column->heading, words) != 0)
        column = column->next;
    if (column)
        return column;
    struct text text = TEXT_EMPTY;
    workbook_fold(&text, words);
    column = model->columns;
    while (column && strcmp(folded(importing, column), text_string(&text)) != 0)
        column = column->next;
    text_free(&text);
    return column;
}

static const struct workbook_column *by_key(struct importing *importing,
                                            const struct workbook_sheet *model, const char *words)
{
    (void)importing;
    words += strspn(words, " ");
    const struct workbook_column *column = model->columns;
    for (; column; column = column->next) {
        size_t const length = strlen(column->key);
        if (strncmp(column->key, words, length) == 0 &&
            !words[length + strspn(words + length, " ")])
            break;
    }
    return column;
}

typedef const struct workbook_column *know_column(struct importing *importing,
                                                  const struct workbook_sheet *model,
                                                  const char *words);

/* The first row in which several cells are what is looked for; how many of them in *known. */
static const struct sheet_row *find_row(struct importing *importing, const struct sheet *sheet,
                                        const struct workbook_sheet *model, know_column *know,
                                        int *known)
{
    int const enough = model->column_count < FEW ? model->column_count : FEW;
    for (size_t i = 0; i < sheet->row_count && sheet->rows[i].number <= LAST_HEADINGS; i++) {
        *known = 0;
        for (uint32_t j = 0; j < sheet->rows[i].count; j++)
            *known += know(importing, model, sheet->rows[i].cells[j].text) != NULL;
        if (*known >= enough)
            return &sheet->rows[i];
    }
    *known = 0;
    return NULL;
}

static uint32_t last_column(const struct sheet *sheet)
{
    uint32_t last = 0;
    for (size_t i = 0; i < sheet->row_count; i++) {
        const struct sheet_row *row = &sheet->rows[i];
        uint32_t const column = row->cells[row->count - 1].column;
        last = column > last ? column : last;
    }
    return last;
}

/* True when something is typed into a column below the headings. */
static bool has_data(const struct taken_sheet *taken, uint32_t column)
{
    for (size_t i = 0; i < taken->sheet->row_count; i++) {
        const struct sheet_row *row = &taken->sheet->rows[i];
        if (row->number >= taken->first_row && !cell_is_blank(table_cell(row, column)))
            return true;
    }
    return false;
}

static bool is_taken(const struct taken_sheet *taken, const struct workbook_column *model)
{
    for (uint32_t i = 1; i <= taken->column_count; i++)
        if (taken->columns[i].model == model)
            return true;
    return false;
}

static void take_column(struct importing *importing, struct taken_sheet *taken, uint32_t index,
                        const struct workbook_column *model)
{
    struct taken_column *column = &taken->columns[index];
    if (is_taken(taken, model)) {
        tell_at(importing, MESSAGE_COLUMN_TWICE, spot_of(taken, taken->first_row - 1, index),
                model->heading, NULL);
        return;
    }
    column->model = model;
    column->route = model->path ? route_find(importing, model->path) : NULL;
    if (column->route)
        cellmap_column(importing->map, taken->index, (uint16_t)index, model->path);
}

/* A column that was moved without its key, or the key without it: either may be true of its cells. */
static void tell_contradiction(struct importing *importing, const struct taken_sheet *taken,
                               uint32_t index, const struct workbook_column *by_its_key,
                               const struct sheet_row *headings)
{
    if (!headings)
        return;
    const struct sheet_cell *heading = table_cell(headings, index);
    const struct workbook_column *other =
        heading ? by_heading(importing, taken->model, heading->text) : NULL;
    if (other && other != by_its_key)
        tell_at(importing, MESSAGE_COLUMN_CONTRADICTS, spot_of(taken, headings->number, index),
                other->heading, by_its_key->heading);
}

static void take_columns(struct importing *importing, struct taken_sheet *taken,
                         const struct sheet_row *keys, const struct sheet_row *headings)
{
    for (uint32_t i = 1; i <= taken->column_count; i++) {
        const struct sheet_cell *key = table_cell(keys, i);
        const struct sheet_cell *heading = table_cell(headings, i);
        const struct workbook_column *model =
            key ? by_key(importing, taken->model, key->text) : NULL;
        if (model)
            tell_contradiction(importing, taken, i, model, headings);
        else if (heading)
            model = by_heading(importing, taken->model, heading->text);
        if (model)
            take_column(importing, taken, i, model);
        else if (has_data(taken, i))
            tell_at(importing, MESSAGE_COLUMN_UNKNOWN, spot_of(taken, taken->first_row - 1, i),
                    NULL, NULL);
    }
}

/* Without these nothing can be made of a row. */
static bool is_needed(const struct workbook_column *model)
{
    return model->kind == COLUMN_ID || model->kind == COLUMN_CASE ||
           (model->path && strcmp(model->path, "@status") == 0);
}

static void tell_missing(struct importing *importing, struct taken_sheet *taken)
{
    struct map_spot const spot = spot_of(taken, taken->first_row - 1, 0);
    struct text list = TEXT_EMPTY;
    for (const struct workbook_column *model = taken->model->columns; model; model = model->next) {
        if (model->kind == COLUMN_SHOWN || is_taken(taken, model))
            continue;
        taken->is_useless |= is_needed(model);
        if (is_needed(model))
            tell_at(importing, MESSAGE_COLUMN_NEEDED, spot, model->heading, NULL);
        else
            text_add_item(&list, "», «", model->heading);
    }
    if (list.len)
        tell_at(importing, MESSAGE_COLUMN_MISSING, spot, text_string(&list), NULL);
    text_free(&list);
}

/* ---- rows that are no headings ------------------------------------------------------- */

/* Figures, and Latin letters as ids have them. */
static bool is_like_id(const char *text)
{
    static const char signs[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_. ";
    size_t const length = strspn(text, signs);
    return !text[length] && strpbrk(text, "0123456789");
}

/* A cell that would not be a heading, nor the title of a sheet. */
static bool is_datum(const struct workbook_column *model, const struct sheet_cell *cell)
{
    if (cell->kind == CELL_DATE || cell->kind == CELL_NUMBER || cell->kind == CELL_BOOLEAN)
        return true;
    switch (model->kind) {
    case COLUMN_ID:
    case COLUMN_CASE:
    case COLUMN_DATE: return is_like_id(cell->text);
    case COLUMN_CHOICE:
    case COLUMN_SEVERAL: return workbook_code(model, cell->text) != NULL;
    case COLUMN_TEXT:
    case COLUMN_LONG:
    case COLUMN_LINES:
    case COLUMN_MARK:
    case COLUMN_PERSON:
    case COLUMN_PEOPLE:
    case COLUMN_PROBLEMS:
    case COLUMN_SHOWN:
    case COLUMN_YES: break;
    }
    return false;
}

/* A row that is filled in as those below the headings are: in several columns, in one of them with data. */
static bool is_data_row(const struct taken_sheet *taken, const struct sheet_row *row)
{
    int filled = 0;
    bool datum = false;
    for (uint32_t i = 0; i < row->count; i++) {
        const struct sheet_cell *cell = &row->cells[i];
        const struct workbook_column *model = taken->columns[cell->column].model;
        if (!model || model->kind == COLUMN_SHOWN || cell_is_blank(cell))
            continue;
        filled++;
        datum = datum || is_datum(model, cell);
    }
    return datum && filled >= FEW;
}

/* Sorting takes headings along when they are marked too: rows that came above them would be lost. */
static void tell_above(struct importing *importing, const struct taken_sheet *taken,
                       const struct sheet_row *keys, const struct sheet_row *headings)
{
    for (size_t i = 0; i < taken->sheet->row_count; i++) {
        const struct sheet_row *row = &taken->sheet->rows[i];
        if (row->number >= taken->first_row)
            return;
        if (row != keys && row != headings && is_data_row(taken, row))
            tell_at(importing, MESSAGE_ROW_ABOVE, spot_of(taken, row->number, 0), NULL, NULL);
    }
}

/* ---- sheets --------------------------------------------------------------------------- */

/* Cells that are merged over rows or columns: what stands in the others is nobody's. */
static void tell_merged(struct importing *importing, const struct taken_sheet *taken)
{
    for (size_t i = 0; i < taken->sheet->merged_count; i++) {
        const struct sheet_range *range = &taken->sheet->merged[i];
        bool known = false;
        for (uint32_t j = range->column; j <= range->last_column && j <= taken->column_count; j++)
            known |= taken->columns[j].model && taken->columns[j].model->kind != COLUMN_SHOWN;
        const struct sheet_cell *first =
            table_cell(table_row(taken->sheet, range->row), range->column);
        bool const is_case = range->column == range->last_column &&
                             range->column <= taken->column_count &&
                             taken->columns[range->column].model &&
                             taken->columns[range->column].model->kind == COLUMN_CASE;
        if (known && !is_case && range->last_row >= taken->first_row && !cell_is_blank(first))
            tell_at(importing, MESSAGE_CELLS_MERGED, spot_of(taken, range->row, range->column),
                    NULL, NULL);
    }
}

static void take_sheet(struct importing *importing, const struct import_source *source,
                       const struct sheet *sheet, const struct workbook_sheet *model)
{
    int known;
    const struct sheet_row *keys = find_row(importing, sheet, model, by_key, &known);
    const struct sheet_row *headings = find_row(importing, sheet, model, by_heading, &known);
    uint32_t first_row = keys ? keys->number + 1 : 1;
    if (headings && headings->number >= first_row)
        first_row = headings->number + 1;
    importing->sheets = arena_grow(importing->arena, importing->sheets, importing->sheet_count,
                                   &importing->sheet_cap, sizeof *importing->sheets);
    struct taken_sheet *taken = &importing->sheets[importing->sheet_count++];
    *taken = (struct taken_sheet){.model = model,
                                  .sheet = sheet,
                                  .file = source->file,
                                  .index = cellmap_sheet(importing->map, source->file, sheet->name),
                                  .column_count = last_column(sheet),
                                  .first_row = first_row,
                                  .is_csv = source->workbook->format == TABLE_CSV};
    taken->columns =
        ARENA_ARRAY(importing->arena, (size_t)taken->column_count + 1, struct taken_column);
    if (!keys && !headings) {
        tell_at(importing, MESSAGE_SHEET_HEADINGS, spot_of(taken, 0, 0), NULL, NULL);
        taken->first_row = TABLE_LAST_ROW + 1;
        taken->is_useless = true;
        return;
    }
    take_columns(importing, taken, keys, headings);
    const struct sheet_row *below = headings ? NULL : table_row(sheet, first_row);
    if (below && !is_data_row(taken, below))
        taken->first_row++; /* all the headings were renamed: they stand below the keys */
    tell_above(importing, taken, keys, headings);
    tell_missing(importing, taken);
    tell_merged(importing, taken);
}

/* The model of a sheet with that name; of one that was renamed, that with the most of its columns. */
static const struct workbook_sheet *model_of(struct importing *importing, const struct sheet *sheet)
{
    const struct workbook_sheet *best = NULL;
    int most = 0;
    for (const struct workbook_sheet *model = importing->form->sheets; model; model = model->next)
        if (workbook_is_same(model->name, sheet->name))
            return model;
    for (const struct workbook_sheet *model = importing->form->sheets; model; model = model->next) {
        int keys, headings;
        find_row(importing, sheet, model, by_key, &keys);
        find_row(importing, sheet, model, by_heading, &headings);
        int const known = keys > headings ? keys : headings;
        if (known > most) {
            most = known;
            best = model;
        }
    }
    return most > FEW ? best : NULL; /* two headings of ours may be anybody's */
}

static bool is_ours(const struct importing *importing, const struct sheet *sheet)
{
    return *sheet->name && (workbook_is_same(sheet->name, importing->form->guide_name) ||
                            workbook_is_same(sheet->name, importing->form->lists_name));
}

/* Another sheet of the workbook has the name that this one is only like. */
static bool is_rival(const struct importing *importing, const struct import_source *source,
                     const struct sheet *sheet, const struct workbook_sheet *model)
{
    if (source->workbook->format == TABLE_CSV || workbook_is_same(sheet->name, model->name))
        return false;
    if (table_sheet(source->workbook, model->name))
        return true;
    for (size_t i = 0; i < importing->sheet_count; i++)
        if (importing->sheets[i].model == model)
            return true;
    return false;
}

void match_source(struct importing *importing, const struct import_source *source)
{
    for (size_t i = 0; i < source->workbook->sheet_count; i++) {
        const struct sheet *sheet = &source->workbook->sheets[i];
        if (is_ours(importing, sheet))
            continue;
        const struct workbook_sheet *model = model_of(importing, sheet);
        if (model && !is_rival(importing, source, sheet, model)) {
            take_sheet(importing, source, sheet, model);
        } else if (sheet->row_count) {
            struct diag_cell const cell = {.sheet = sheet->name};
            diag_add(importing->diags, MESSAGE_SHEET_UNKNOWN, (struct pos){.file = source->file},
                     NULL, NULL);
            diags_set_cell(importing->diags, &cell);
        }
    }
}
