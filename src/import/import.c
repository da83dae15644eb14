/*
 * import.c - from the rows of a workbook to cases; see import.h.
 */
#include "import/inside.h"

#include <stdlib.h>
#include <string.h>

/* ---- a case ----------------------------------------------------------------------------------- */

static void fill_id(struct importing *importing, const struct part *part)
{
    const struct taken_sheet *sheet = part->sheet;
    uint32_t const column = sheet_column(sheet, COLUMN_ID);
    struct map_spot const spot = spot_of(sheet, part->row->number, column);
    const struct sheet_cell *cell = column ? table_cell(part->row, column) : NULL;
    struct branch *root = importing->root;
    root->spot = spot;
    if (!column)
        return; /* told once for the sheet */
    if (cell_is_blank(cell)) {
        root->fault = fault_add(importing, MESSAGE_ROW_NO_ID, NULL, NULL);
        return;
    }
    uint32_t fault;
    const char *text =
        value_text(importing, &sheet->columns[column], cell_text(sheet, cell), cell, false, &fault);
    text = text ? without_spaces(importing, text) : NULL;
    tree_fill(importing, root, 0, sheet->columns[column].route, text, spot, fault);
}

static void fill_case(struct importing *importing, const struct part *part)
{
    const struct taken_sheet *sheet = part->sheet;
    struct target const target = {importing->root, 0};
    for (uint32_t i = 0; i < part->row->count; i++) {
        const struct sheet_cell *cell = &part->row->cells[i];
        const struct taken_column *column = row_column(sheet, cell);
        if (column && column->model->kind != COLUMN_ID && column->route && !cell_is_blank(cell))
            fill_cell(importing, sheet, column, &target, cell,
                      spot_of(sheet, part->row->number, cell->column));
    }
}

/* Empty where the sheet has a column for it: that one says so, not the schema of XML. */
static void complete_status(struct importing *importing, const struct part *part)
{
    static const char path[] = "@status";
    const struct branch *at = importing->root->first;
    while (at && strcmp(at->name, path + 1) != 0)
        at = at->next;
    if (at)
        return;
    for (uint32_t i = 1; i <= part->sheet->column_count; i++) {
        const struct taken_column *column = &part->sheet->columns[i];
        if (column->model && column->model->path && strcmp(column->model->path, path) == 0)
            tree_fill(importing, importing->root, 0, column->route, NULL,
                      spot_of(part->sheet, part->row->number, i),
                      fault_add(importing, MESSAGE_CELL_NEEDED, column->model->heading, NULL));
    }
}

static void one_case(struct importing *importing, const struct rows *rows, size_t number,
                     size_t *next)
{
    const struct part *part = &rows->cases[number];
    struct branch *root = arena_alloc(importing->scratch, sizeof *root);
    const char *id = row_id_text(importing, part->sheet, row_id(part->sheet, part->row, COLUMN_ID));
    *root = (struct branch){.name = "case"};
    importing->root = root;
    importing->case_id = id ? id : "";
    cellmap_case(importing->map, importing->case_id);
    fill_id(importing, part);
    struct map_spot const spot = root->spot;
    struct branch *edition = tree_add(importing, root, "edition", 0, true, spot);
    edition->text = importing->form->edition;
    fill_case(importing, part);
    complete_status(importing, part);
    while (*next < rows->part_count && rows->parts[*next].owner == number) {
        const struct part *parts = &rows->parts[*next];
        size_t count = 1;
        while (*next + count < rows->part_count && parts[count].owner == number &&
               parts[count].sheet->model == parts->sheet->model)
            count++;
        fill_parts(importing, parts, count);
        *next += count;
    }
    people_complete(importing);
    tree_write(importing);
    arena_reset(importing->scratch);
}

static void add_line(struct importing *importing, const char *line)
{
    struct map_spot const nowhere = {0};
    text_add(&importing->imported->xml, line);
    text_add_char(&importing->imported->xml, '\n');
    cellmap_line(importing->map, nowhere, 0);
}

static void make_cases(struct importing *importing, const struct rows *rows)
{
    size_t next = 0;
    add_line(importing, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    add_line(importing, "<cases xmlns=\"urn:formulyar:case:1\">");
    for (size_t i = 0; i < rows->case_count; i++)
        one_case(importing, rows, i, &next);
    text_add(&importing->imported->xml, "</cases>\n");
}

/* ---- all of it ----------------------------------------------------------------------------------- */

static bool has_cases_sheet(const struct importing *importing)
{
    for (size_t i = 0; i < importing->sheet_count; i++)
        if (importing->sheets[i].model->scope == SHEET_CASES)
            return true;
    return false;
}

/* A column without which no case can be made; it was told of. */
static bool lacks_column(const struct importing *importing)
{
    for (size_t i = 0; i < importing->sheet_count; i++)
        if (importing->sheets[i].model->scope == SHEET_CASES && importing->sheets[i].is_useless)
            return true;
    return false;
}

static bool refuse(struct importing *importing, const struct import_source *source,
                   enum message message)
{
    const struct workbook_sheet *model = workbook_sheet_of(importing->form, SHEET_CASES);
    diag_add(importing->diags, message, (struct pos){.file = source->file}, NULL,
             model ? model->name : "?", NULL);
    return false;
}

/* ---- which fields there are columns for -------------------------------------------------------- */

static void cover(struct importing *importing, const char *path, const char *name)
{
    struct text *covered = &importing->imported->covered;
    text_format(covered, "%s%s%s\n", path, name ? "/" : "", name ? name : "");
}

static void cover_person(struct importing *importing, const char *path)
{
    for (size_t i = 0; i < NAME_PARTS; i++)
        cover(importing, path, name_parts[i]);
}

/* Of a list that is marked column by column each must be there: the others would be taken away. */
static bool is_whole_list(const struct taken_sheet *sheet, const struct workbook_column *column)
{
    for (const struct workbook_column *at = sheet->model->columns; at; at = at->next) {
        bool found = !at->path || strcmp(at->path, column->path) != 0;
        for (uint32_t i = 1; i <= sheet->column_count; i++)
            found = found || sheet->columns[i].model == at;
        if (!found)
            return false;
    }
    return true;
}

static void cover_column(struct importing *importing, const struct taken_sheet *sheet,
                         const struct workbook_column *column)
{
    const char *path = column->path;
    if (column->kind == COLUMN_PERSON) {
        cover_person(importing, path);
    } else if (column->kind == COLUMN_PEOPLE) {
        cover(importing, path, NULL);
        cover(importing, path, "@role");
        cover_person(importing, path);
        if (column->third)
            cover(importing, path, column->third);
        if (column->fourth)
            cover(importing, path, column->fourth);
    } else if (column->kind != COLUMN_ID && column->kind != COLUMN_CASE &&
               is_whole_list(sheet, column)) {
        cover(importing, path, NULL);
        if (column->code_attribute)
            cover(importing, path, arena_printf(importing->arena, "@%s", column->code_attribute));
    }
}

static void cover_sheets(struct importing *importing)
{
    for (size_t i = 0; i < importing->sheet_count; i++) {
        const struct taken_sheet *sheet = &importing->sheets[i];
        const struct workbook_element *element = sheet->model->elements;
        for (; sheet->model->scope == SHEET_PARTS && element; element = element->next) {
            cover(importing, element->path, NULL);
            if (element->number)
                cover(importing, element->path, "@id");
            if (element->link)
                cover(importing, element->path,
                      arena_printf(importing->arena, "@%s", element->link));
        }
        for (uint32_t j = 1; sheet->model->scope != SHEET_PEOPLE && j <= sheet->column_count; j++)
            if (sheet->columns[j].route)
                cover_column(importing, sheet, sheet->columns[j].model);
    }
}

static bool has_column(const struct taken_sheet *sheet, const struct workbook_column *column)
{
    for (uint32_t i = 1; i <= sheet->column_count; i++)
        if (sheet->columns[i].model == column)
            return true;
    return false;
}

/* The sheet of people as a whole, but for days: whom it does not name nobody took away. */
static bool has_people(const struct importing *importing, const struct workbook_sheet *model)
{
    for (size_t i = 0; i < importing->sheet_count; i++) {
        const struct taken_sheet *sheet = &importing->sheets[i];
        const struct workbook_column *column = model->columns;
        while (column && (column->kind == COLUMN_DATE || has_column(sheet, column)))
            column = column->next;
        if (sheet->model == model && !column)
            return true;
    }
    return false;
}

/* Told of a workbook: tables of plain text have one sheet each, and are given one by one. */
static void look_for_people(struct importing *importing, const struct import_source *source)
{
    const struct workbook_sheet *model = workbook_sheet_of(importing->form, SHEET_PEOPLE);
    if (!model || has_people(importing, model))
        return;
    text_add(&importing->imported->unsaid, model->elements ? model->elements->path : "");
    for (size_t i = 0; i < importing->sheet_count; i++)
        if (importing->sheets[i].model == model)
            return; /* its columns were told of */
    if (source->workbook->format != TABLE_CSV)
        diag_add(importing->diags, MESSAGE_SHEET_NO_PEOPLE, (struct pos){.file = source->file},
                 NULL, model->name, NULL);
}

static bool import_rows(struct importing *importing, const struct import_source *source)
{
    struct rows rows = {.case_count = 0};
    if (!has_cases_sheet(importing))
        return refuse(importing, source, MESSAGE_SHEET_NO_CASES);
    if (lacks_column(importing))
        return false;
    people_read(importing);
    rows_find_cases(importing, &rows);
    rows_find_parts(importing, &rows);
    importing->imported->cases = rows.case_count;
    if (rows.case_count)
        make_cases(importing, &rows);
    free(rows.cases);
    free(rows.ids);
    free(rows.parts);
    return importing->imported->cases || refuse(importing, source, MESSAGE_SHEET_NO_ROWS);
}

/* The id of the edition on the sheet of lists, in the arena; NULL: none is named. */
static const char *edition_of(const struct workbook *workbook)
{
    for (size_t i = 0; i < workbook->sheet_count; i++) {
        const struct sheet *sheet = &workbook->sheets[i];
        const struct sheet_cell *key = table_cell(table_row(sheet, WORKBOOK_KEYS), 1);
        const struct sheet_cell *id = table_cell(table_row(sheet, WORKBOOK_DATA), 1);
        if (key && id && strcmp(key->text, WORKBOOK_EDITION_KEY) == 0 && id->kind == CELL_TEXT)
            return id->text;
    }
    return NULL;
}

static bool import_all(struct importing *importing, const struct import_source *sources,
                       size_t count, const struct import_model *model)
{
    struct pos const pos = {.file = sources->file};
    importing->form =
        model->form_for(model->context, edition_of(sources->workbook), pos, importing->diags);
    if (!importing->form)
        return false;
    importing->schema = importing->form->schema;
    for (size_t i = 0; i < count; i++)
        match_source(importing, &sources[i]);
    cover_sheets(importing);
    look_for_people(importing, sources);
    return import_rows(importing, sources);
}

bool import_read(const struct import_file *files, size_t count, const struct import_model *model,
                 struct imported *imported, struct diags *diags)
{
    *imported = (struct imported){.map = cellmap_new(files->name)};
    struct importing importing = {.imported = imported,
                                  .map = imported->map,
                                  .diags = diags,
                                  .lenient = model->lenient,
                                  .arena = arena_new(),
                                  .scratch = arena_new()};
    struct import_source *sources = ARENA_ARRAY(importing.arena, count, struct import_source);
    bool good = true;
    for (size_t i = 0; i < count; i++) {
        sources[i] = (struct import_source){
            files[i].name,
            table_read(files[i].bytes, files[i].size, files[i].name, importing.arena, diags)};
        good = good && sources[i].workbook;
    }
    good = good && import_all(&importing, sources, count, model);
    arena_free(importing.arena);
    arena_free(importing.scratch);
    return good;
}

void import_free(struct imported *imported)
{
    text_free(&imported->xml);
    text_free(&imported->covered);
    text_free(&imported->unsaid);
    cellmap_free(imported->map);
    *imported = (struct imported){.cases = 0};
}

bool import_is_table(const struct import_file *file, bool *plain)
{
    static const char zip[] = "PK\3\4";
    static const char ole[] = "\xD0\xCF\x11\xE0";
    bool const packed =
        file->size >= 4 && (memcmp(file->bytes, zip, 4) == 0 || memcmp(file->bytes, ole, 4) == 0);
    bool const marked = file->size && *(const char *)file->bytes == '<';
    *plain = !packed && !marked;
    return table_is_one(file->bytes, file->size, file->name);
}
