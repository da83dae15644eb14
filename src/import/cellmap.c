#include "import/cellmap.h"

#include <stdlib.h>
#include <string.h>

struct map_sheet {
    const char *file, *name;
};

struct map_column {
    const char *path;
    uint16_t sheet, column;
};

struct map_line {
    struct map_spot spot;
    uint32_t fault;
};

struct map_case {
    const char *id;
    size_t first; /* index of its first line */
};

struct cellmap {
    struct arena *arena;
    const char *name;
    struct diags *faults;
    struct map_sheet *sheets;
    size_t sheet_count, sheet_cap;
    struct map_column *columns;
    size_t column_count, column_cap;
    struct map_case *cases;
    size_t case_count, case_cap;
    struct map_line *lines;
    size_t line_count, line_cap;
};

struct cellmap *cellmap_new(const char *name)
{
    struct cellmap *map = xcalloc(1, sizeof *map);
    map->arena = arena_new();
    map->name = arena_strdup(map->arena, name);
    map->faults = diags_new();
    return map;
}

void cellmap_free(struct cellmap *map)
{
    if (!map)
        return;
    arena_free(map->arena);
    diags_free(map->faults);
    free(map->sheets);
    free(map->columns);
    free(map->cases);
    free(map->lines);
    free(map);
}

const char *cellmap_name(const struct cellmap *map)
{
    return map->name;
}

/* ---- making ------------------------------------------------------------------- */

uint16_t cellmap_sheet(struct cellmap *map, const char *file, const char *sheet)
{
    map->sheets = xgrow(map->sheets, map->sheet_count, &map->sheet_cap, sizeof *map->sheets);
    map->sheets[map->sheet_count] =
        (struct map_sheet){arena_strdup(map->arena, file), arena_strdup(map->arena, sheet)};
    return (uint16_t)map->sheet_count++;
}

void cellmap_column(struct cellmap *map, uint16_t sheet, uint16_t column, const char *path)
{
    map->columns = xgrow(map->columns, map->column_count, &map->column_cap, sizeof *map->columns);
    map->columns[map->column_count++] =
        (struct map_column){arena_strdup(map->arena, path), sheet, column};
}

void cellmap_case(struct cellmap *map, const char *id)
{
    map->cases = xgrow(map->cases, map->case_count, &map->case_cap, sizeof *map->cases);
    map->cases[map->case_count++] =
        (struct map_case){arena_strdup(map->arena, id), map->line_count};
}

void cellmap_line(struct cellmap *map, struct map_spot spot, uint32_t fault)
{
    map->lines = xgrow(map->lines, map->line_count, &map->line_cap, sizeof *map->lines);
    map->lines[map->line_count++] = (struct map_line){spot, fault};
}

struct diags *cellmap_faults(struct cellmap *map)
{
    return map->faults;
}

uint32_t cellmap_fault(const struct cellmap *map)
{
    return (uint32_t)diags_count(map->faults);
}

/* ---- asking ----------------------------------------------------------------------- */

/* The case whose lines hold the index; NULL for what stands in front of all. */
static const struct map_case *case_of(const struct cellmap *map, size_t line)
{
    size_t begin = 0;
    size_t end = map->case_count;
    while (begin < end) {
        size_t const middle = begin + (end - begin) / 2;
        if (map->cases[middle].first <= line)
            begin = middle + 1;
        else
            end = middle;
    }
    return begin ? &map->cases[begin - 1] : NULL;
}

/* "/case/results/result[2]/finding" -> "results/result/finding"; "" for the case itself. */
static void add_names(struct text *out, const char *path)
{
    const char *at = strncmp(path, "/case", 5) == 0 ? path + 5 : path;
    at += *at == '/';
    for (; *at; at++) {
        if (*at == '[')
            at += strcspn(at, "]");
        else
            text_add_char(out, *at);
        if (!*at)
            return;
    }
}

/* How many bytes of names lead to the field of a column; 0: others. */
static size_t shared(const char *path, const char *names)
{
    size_t const length = strlen(path);
    bool const fits = strncmp(path, names, length) == 0 && (!names[length] || names[length] == '/');
    return fits ? length : 0;
}

/* The column of the sheet that comes nearest to the field; the spot's own when it is as near. */
static uint16_t nearest(const struct cellmap *map, struct map_spot spot, const char *names)
{
    size_t best = 0;
    uint16_t column = spot.column;
    for (size_t i = 0; i < map->column_count; i++) {
        const struct map_column *other = &map->columns[i];
        size_t const length = other->sheet == spot.sheet ? shared(other->path, names) : 0;
        if (length > best || (length && length == best && other->column == spot.column)) {
            best = length;
            column = other->column;
        }
    }
    return column;
}

/* A case id is shown unless somebody typed a name in its place. */
static bool is_id(const char *id)
{
    size_t const length =
        strspn(id, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");
    return length && length <= 64 && !id[length];
}

struct diag_cell cellmap_cell(const struct cellmap *map, struct map_spot spot, const char *case_id)
{
    return (struct diag_cell){.sheet = map->sheets[spot.sheet].name,
                              .case_id = case_id && is_id(case_id) ? case_id : NULL,
                              .row = (long)spot.row,
                              .column = spot.column};
}

const char *cellmap_file(const struct cellmap *map, uint16_t sheet)
{
    return map->sheets[sheet].file;
}

static void take_fault(const struct cellmap *map, uint32_t number, struct diag *diag)
{
    const struct diag *fault = diags_get(map->faults, number - 1);
    diag->code = fault->code;
    diag->severity = fault->severity;
    diag->text[LANGUAGE_RU] = fault->text[LANGUAGE_RU];
    diag->text[LANGUAGE_EN] = fault->text[LANGUAGE_EN];
}

/* What the schema says of a cell that holds nothing usable; all else that is said of it is beside the point. */
static bool is_of_schema(const struct diag *diag)
{
    return strncmp(diag->code, "E1", 2) == 0;
}

/* A cell of a case has a fault of its own. */
static bool is_faulty(const struct cellmap *map, const struct map_case *owner, struct map_spot spot)
{
    const struct map_case *end = map->cases + map->case_count;
    size_t const last = owner + 1 < end ? owner[1].first : map->line_count;
    for (size_t i = owner->first; i < last; i++) {
        const struct map_line *line = &map->lines[i];
        if (line->fault && line->spot.row == spot.row && line->spot.column == spot.column &&
            line->spot.sheet == spot.sheet)
            return true;
    }
    return false;
}

bool cellmap_place(const struct cellmap *map, struct diag *diag)
{
    long const line = diag->pos.line;
    if (line < 1 || (size_t)line > map->line_count || strcmp(diag->pos.file, map->name) != 0)
        return true;
    const struct map_line *at = &map->lines[line - 1];
    const struct map_case *owner = case_of(map, (size_t)line - 1);
    struct map_spot spot = at->spot;
    struct text names = TEXT_EMPTY;
    if (!owner)
        return true;
    if (diag->path && !at->fault) {
        add_names(&names, diag->path);
        spot.column = nearest(map, spot, text_string(&names));
        text_free(&names);
    }
    diag->cell = cellmap_cell(map, spot, owner->id);
    diag->pos.file = map->sheets[spot.sheet].file;
    if (!is_of_schema(diag))
        return !is_faulty(map, owner, spot);
    if (at->fault)
        take_fault(map, at->fault, diag);
    return true;
}

/* ---- from one process to another ------------------------------------------------------ */

void cellmap_pack(const struct cellmap *map, struct text *parcel)
{
    parcel_add_string(parcel, map->name);
    parcel_add_diags(parcel, map->faults);
    parcel_add_number(parcel, (int64_t)map->sheet_count);
    for (size_t i = 0; i < map->sheet_count; i++) {
        parcel_add_string(parcel, map->sheets[i].file);
        parcel_add_string(parcel, map->sheets[i].name);
    }
    parcel_add_number(parcel, (int64_t)map->column_count);
    for (size_t i = 0; i < map->column_count; i++) {
        parcel_add_number(parcel, map->columns[i].sheet);
        parcel_add_number(parcel, map->columns[i].column);
        parcel_add_string(parcel, map->columns[i].path);
    }
    parcel_add_number(parcel, (int64_t)map->case_count);
    for (size_t i = 0; i < map->case_count; i++) {
        parcel_add_number(parcel, (int64_t)map->cases[i].first);
        parcel_add_string(parcel, map->cases[i].id);
    }
    parcel_add_bytes(parcel, map->lines, map->line_count * sizeof *map->lines);
}

static bool fits(struct parcel *parcel, bool condition)
{
    parcel->is_broken |= !condition;
    return !parcel->is_broken;
}

static void unpack_sheets(struct parcel *parcel, struct cellmap *map)
{
    int64_t const count = parcel_number(parcel);
    for (int64_t i = 0; fits(parcel, count >= 0 && count <= UINT16_MAX) && i < count; i++) {
        const char *file = parcel_string(parcel);
        cellmap_sheet(map, file, parcel_string(parcel));
    }
}

static void unpack_columns(struct parcel *parcel, struct cellmap *map)
{
    int64_t const count = parcel_number(parcel);
    for (int64_t i = 0; fits(parcel, count >= 0) && i < count; i++) {
        int64_t const sheet = parcel_number(parcel);
        int64_t const column = parcel_number(parcel);
        const char *path = parcel_string(parcel);
        if (fits(parcel, sheet >= 0 && (size_t)sheet < map->sheet_count && column >= 0 &&
                             column <= UINT16_MAX))
            cellmap_column(map, (uint16_t)sheet, (uint16_t)column, path);
    }
}

static void unpack_cases(struct parcel *parcel, struct cellmap *map)
{
    int64_t const count = parcel_number(parcel);
    for (int64_t i = 0; fits(parcel, count >= 0) && i < count; i++) {
        int64_t const first = parcel_number(parcel);
        if (!fits(parcel, first >= 0))
            return;
        cellmap_case(map, parcel_string(parcel));
        map->cases[map->case_count - 1].first = (size_t)first;
    }
}

static void unpack_lines(struct parcel *parcel, struct cellmap *map)
{
    size_t size;
    const char *bytes = parcel_bytes(parcel, &size);
    for (size_t at = 0; fits(parcel, size % sizeof(struct map_line) == 0) && at < size;
         at += sizeof(struct map_line)) {
        struct map_line line;
        memcpy(&line, bytes + at, sizeof line);
        if (fits(parcel,
                 line.spot.sheet < map->sheet_count && line.fault <= diags_count(map->faults)))
            cellmap_line(map, line.spot, line.fault);
    }
}

struct cellmap *cellmap_unpack(struct parcel *parcel)
{
    struct cellmap *map = cellmap_new(parcel_string(parcel));
    parcel_diags(parcel, map->faults);
    unpack_sheets(parcel, map);
    unpack_columns(parcel, map);
    unpack_cases(parcel, map);
    unpack_lines(parcel, map);
    if (!parcel->is_broken)
        return map;
    cellmap_free(map);
    return NULL;
}
