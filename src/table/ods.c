/*
 * ods.c - the cells of an OpenDocument spreadsheet (OpenDocument 1.3, part 3, 9).
 *
 * A run of like cells or rows is written once with a number, which says up to a million even
 * where all are empty: only what holds something is repeated here.
 */
#include "package/unpack.h"
#include "table/build.h"
#include "table/number.h"
#include "table/ods_text.h"
#include "xml/stream.h"

#include <stdlib.h>

enum { MOST_HIDDEN_STYLES = 1000 };

/* What of a cell is not yet in the workbook: the row may be repeated. */
struct run {
    struct sheet_cell cell;
    uint32_t times;
};

struct ods {
    struct builder *builder;
    struct xmlstream *stream;
    bool has_root, is_spreadsheet;
    const char *style; /* of tables, being defined */
    const char **hidden_styles;
    size_t hidden_count, hidden_room;
    int level;        /* elements that are open */
    int skipped_from; /* the level of what is not looked into; 0: nothing */
    int table_level;  /* of the table at hand; 0: none */
    uint32_t row, row_times;
    bool row_hidden;
    uint32_t column, column_times; /* of the cell at hand */
    struct run *runs;
    size_t run_count, run_room;
    bool in_cell, is_covered;
    int paragraph; /* how deep in one */
    struct sheet_cell cell;
    struct text value, shown;
    struct ods_text text;
    char kind; /* of the value: 'f'loat, 'd'ate, 't'ime, 'b'oolean, 's'tring, 'e'rror, 0: none */
};

static void give_up(struct ods *ods, enum table_fault fault)
{
    builder_fail(ods->builder, fault);
    xmlstream_refuse(ods->stream);
}

static uint32_t number(const struct xmlstream_tag *tag, const char *name)
{
    size_t length;
    const char *value = xmlstream_attribute_of(tag, ":table:1.0", name, &length);
    uint32_t result = 0;
    for (size_t i = 0; i < length && value[i] >= '0' && value[i] <= '9' && result < 100000000; i++)
        result = result * 10 + (uint32_t)(value[i] - '0');
    return result;
}

static bool says(const struct xmlstream_tag *tag, const char *space, const char *name,
                 const char *wanted)
{
    size_t length;
    const char *value = xmlstream_attribute_of(tag, space, name, &length);
    return length == strlen(wanted) && memcmp(value, wanted, length) == 0;
}

static bool is_of(const struct xmlstream_tag *tag, const char *space_end)
{
    size_t const length = tag->space ? strlen(tag->space) : 0;
    size_t const tail = strlen(space_end);
    return length >= tail && strcmp(tag->space + length - tail, space_end) == 0;
}

static const char *copied(struct ods *ods, const struct xmlstream_tag *tag, const char *space,
                          const char *name)
{
    size_t length;
    const char *value = xmlstream_attribute_of(tag, space, name, &length);
    const char *copy = builder_text(ods->builder, value, length);
    if (!copy)
        xmlstream_refuse(ods->stream);
    return copy ? copy : "";
}

/* ---- styles of tables, which alone say that one is hidden -------------------------------- */

static void on_style(struct ods *ods, const struct xmlstream_tag *tag)
{
    if (xmlstream_is(tag->name, "style") && says(tag, ":style:1.0", "family", "table")) {
        ods->style = copied(ods, tag, ":style:1.0", "name");
    } else if (ods->style && xmlstream_is(tag->name, "table-properties") &&
               says(tag, ":table:1.0", "display", "false") &&
               ods->hidden_count < MOST_HIDDEN_STYLES) {
        ods->hidden_styles = xgrow(ods->hidden_styles, ods->hidden_count, &ods->hidden_room,
                                   sizeof *ods->hidden_styles);
        ods->hidden_styles[ods->hidden_count++] = ods->style;
    }
}

static bool is_hidden_style(const struct ods *ods, const char *name)
{
    for (size_t i = 0; i < ods->hidden_count; i++)
        if (strcmp(ods->hidden_styles[i], name) == 0)
            return true;
    return false;
}

/* ---- cells -------------------------------------------------------------------------------- */

/* The value of an attribute of the cell; its kind is noted. */
static void note_value(struct ods *ods, const struct xmlstream_tag *tag, const char *name,
                       char kind)
{
    size_t length;
    const char *value = xmlstream_attribute_of(tag, ":office:1.0", name, &length);
    if (length > TABLE_LONGEST_TEXT)
        give_up(ods, TABLE_TOO_LONG);
    else
        text_add_bytes(&ods->value, value, length);
    ods->kind = kind;
}

static void note_values(struct ods *ods, const struct xmlstream_tag *tag)
{
    static const struct {
        const char *type, *attribute;
        char kind;
    } values[] = {{"float", "value", 'f'},        {"percentage", "value", 'f'},
                  {"currency", "value", 'f'},     {"date", "date-value", 'd'},
                  {"time", "time-value", 't'},    {"boolean", "boolean-value", 'b'},
                  {"string", "string-value", 's'}};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (says(tag, ":office:1.0", "value-type", values[i].type)) {
            note_value(ods, tag, values[i].attribute, values[i].kind);
            break;
        }
    /* LibreOffice's word for it: to other readers an error is a text. */
    if (says(tag, ":calcext:1.0", "value-type", "error"))
        ods->kind = 'e';
}

static void begin_cell(struct ods *ods, const struct xmlstream_tag *tag, bool is_covered)
{
    size_t length;
    uint32_t const times = number(tag, "number-columns-repeated");
    uint32_t const across = number(tag, "number-columns-spanned");
    uint32_t const down = number(tag, "number-rows-spanned");
    text_clear(&ods->value);
    ods_text_clear(&ods->text);
    ods->column_times = times ? times : 1;
    ods->kind = 0;
    ods->in_cell = true;
    ods->is_covered = is_covered;
    ods->paragraph = 0;
    ods->cell = (struct sheet_cell){.column = ods->column + 1, .text = ""};
    xmlstream_attribute_of(tag, ":table:1.0", "formula", &length);
    ods->cell.is_formula = length > 0;
    note_values(ods, tag);
    if (across > 1 || down > 1) {
        struct sheet_range const range = {.row = ods->row,
                                          .column = ods->column + 1,
                                          .last_row = ods->row + (down ? down : 1) - 1,
                                          .last_column = ods->column + (across ? across : 1)};
        if (!builder_range(ods->builder, range))
            xmlstream_refuse(ods->stream);
    }
}

/* «007»: shown with zeros that the number has not. */
static bool is_padded(const char *shown, const char *value)
{
    const char *at = shown + strspn(shown, "0");
    if (at == shown || strspn(shown, "0123456789") != strlen(shown))
        return false;
    return strcmp(*at ? at : "0", value) == 0;
}

/* The kind of the cell, and its text in shown; -1: the value is none. */
static int show_value(struct ods *ods)
{
    const char *value = text_string(&ods->value);
    text_clear(&ods->shown);
    switch (ods->kind) {
    case 'f':
        if (!number_add(&ods->shown, value, ods->value.len))
            return -1;
        if (is_padded(text_string(&ods->text.text), text_string(&ods->shown))) {
            text_clear(&ods->shown);
            text_add(&ods->shown, text_string(&ods->text.text));
        }
        return CELL_NUMBER;
    case 'd': return number_add_iso(&ods->shown, value, ods->value.len);
    case 't': return number_add_duration(&ods->shown, value, ods->value.len);
    case 'b':
        text_add(&ods->shown, *value == 't' || *value == '1' ? "TRUE" : "FALSE");
        return CELL_BOOLEAN;
    default: break;
    }
    const struct text *text = ods->text.text.len ? &ods->text.text : &ods->value;
    text_add_bytes(&ods->shown, text->data, text->len);
    return ods->kind == 'e' ? CELL_ERROR : CELL_TEXT;
}

static void add_run(struct ods *ods)
{
    ods->runs = xgrow(ods->runs, ods->run_count, &ods->run_room, sizeof *ods->runs);
    ods->runs[ods->run_count++] = (struct run){ods->cell, ods->column_times};
}

static void finish_cell(struct ods *ods)
{
    ods->in_cell = false;
    bool const holds = !ods->is_covered && (ods->kind || ods->text.text.len);
    int const kind = holds ? show_value(ods) : CELL_EMPTY;
    if (kind < 0) {
        give_up(ods, TABLE_DAMAGED);
        return;
    }
    if (holds && ods->shown.len) {
        ods->cell.text = builder_text(ods->builder, text_string(&ods->shown), ods->shown.len);
        ods->cell.kind = (uint8_t)kind;
        if (!ods->cell.text)
            xmlstream_refuse(ods->stream);
        else
            add_run(ods);
    } else if (!holds && !ods->is_covered && ods->cell.is_formula) {
        ods->cell.kind = CELL_EMPTY;
        add_run(ods);
    }
    ods->column += ods->column_times;
    if (ods->column > TABLE_LAST_COLUMN)
        ods->column = TABLE_LAST_COLUMN; /* more of them hold nothing, or are refused */
}

/* ---- rows --------------------------------------------------------------------------------- */

static void begin_row(struct ods *ods, const struct xmlstream_tag *tag)
{
    uint32_t const times = number(tag, "number-rows-repeated");
    ods->row++;
    ods->row_times = times ? times : 1;
    ods->row_hidden = says(tag, ":table:1.0", "visibility", "collapse") ||
                      says(tag, ":table:1.0", "visibility", "filter");
    ods->column = 0;
    ods->run_count = 0;
}

static bool add_cells(struct ods *ods)
{
    for (size_t i = 0; i < ods->run_count; i++) {
        const struct run *run = &ods->runs[i];
        struct sheet_cell cell = run->cell;
        for (uint32_t again = 0; again < run->times; again++, cell.column++)
            if (!builder_cell(ods->builder, cell))
                return false;
    }
    return true;
}

static void finish_row(struct ods *ods)
{
    bool good = true;
    for (uint32_t again = 0; again < ods->row_times && ods->run_count && good; again++)
        good = builder_pay(ods->builder, BUDGET_STEPS, 2 + ods->run_count) &&
               builder_row(ods->builder, ods->row + again, ods->row_hidden) && add_cells(ods);
    if (!good)
        xmlstream_refuse(ods->stream);
    ods->row += ods->row_times - 1;
    if (ods->row > TABLE_LAST_ROW)
        ods->row = TABLE_LAST_ROW;
}

/* ---- texts -------------------------------------------------------------------------------- */

/* How many spaces <text:s> stands for. */
static size_t count_spaces(const struct xmlstream_tag *tag)
{
    size_t length, count = 0;
    const char *value = xmlstream_attribute_of(tag, ":text:1.0", "c", &length);
    for (size_t i = 0; i < length && i < 6 && value[i] >= '0' && value[i] <= '9'; i++)
        count = count * 10 + (size_t)(value[i] - '0');
    return count + !count;
}

/* What stands in a cell: paragraphs with fields and marks; notes, pictures and the like are skipped. */
static void on_open_in_cell(struct ods *ods, const struct xmlstream_tag *tag)
{
    bool const is_note = xmlstream_is(tag->name, "note") || xmlstream_is(tag->name, "ruby-text");
    if (!is_of(tag, ":text:1.0") || is_note) {
        ods->skipped_from = ods->level;
        return;
    }
    bool const is_paragraph = xmlstream_is(tag->name, "p") || xmlstream_is(tag->name, "h");
    if (is_paragraph && !ods->paragraph) {
        ods->paragraph = ods->level;
        ods_text_begin(&ods->text);
    } else if (xmlstream_is(tag->name, "s")) {
        ods_text_add_sign(&ods->text, ' ', count_spaces(tag));
    } else if (xmlstream_is(tag->name, "tab")) {
        ods_text_add_sign(&ods->text, '\t', 1);
    } else if (xmlstream_is(tag->name, "line-break")) {
        ods_text_add_sign(&ods->text, '\n', 1);
    }
    if (ods->text.is_too_long)
        give_up(ods, TABLE_TOO_LONG);
}

/* ---- tags --------------------------------------------------------------------------------- */

static void begin_table(struct ods *ods, const struct xmlstream_tag *tag)
{
    const char *style = copied(ods, tag, ":table:1.0", "style-name");
    const char *name = copied(ods, tag, ":table:1.0", "name");
    bool const is_hidden =
        is_hidden_style(ods, style) || says(tag, ":table:1.0", "display", "false");
    ods->table_level = ods->level;
    ods->row = 0;
    if (!builder_sheet(ods->builder, name, is_hidden))
        xmlstream_refuse(ods->stream);
}

/* In the body and in tables what may hold other tables is skipped: shapes, changes, links. */
static void on_open_in_body(struct ods *ods, const struct xmlstream_tag *tag)
{
    static const char *const ways[] = {
        "table-header-rows", "table-rows",   "table-row-group", "body",
        "spreadsheet",       "table-column", "table-columns",   "table-header-columns"};
    if (xmlstream_is(tag->name, "table") && !ods->table_level) {
        begin_table(ods, tag);
    } else if (ods->table_level && xmlstream_is(tag->name, "table-row")) {
        begin_row(ods, tag);
    } else if (ods->table_level && xmlstream_is(tag->name, "table-cell")) {
        begin_cell(ods, tag, false);
    } else if (ods->table_level && xmlstream_is(tag->name, "covered-table-cell")) {
        begin_cell(ods, tag, true);
    } else {
        for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
            if (xmlstream_is(tag->name, ways[i]))
                return;
        ods->skipped_from = ods->level;
    }
}

static void on_open(void *context, const struct xmlstream_tag *tag)
{
    struct ods *ods = context;
    ods->level++;
    if (!ods->has_root) {
        ods->has_root = true;
        return;
    }
    if (ods->skipped_from)
        return;
    if (xmlstream_is(tag->name, "spreadsheet") && is_of(tag, ":office:1.0"))
        ods->is_spreadsheet = true;
    if (ods->in_cell)
        on_open_in_cell(ods, tag);
    else if (ods->is_spreadsheet)
        on_open_in_body(ods, tag);
    else
        on_style(ods, tag);
}

static void on_close(void *context, const char *name)
{
    struct ods *ods = context;
    int const level = ods->level--;
    if (ods->skipped_from) {
        if (ods->skipped_from == level)
            ods->skipped_from = 0;
        return;
    }
    if (ods->in_cell) {
        if (level == ods->paragraph) {
            ods_text_end(&ods->text);
            ods->paragraph = 0;
        }
        if (xmlstream_is(name, "table-cell") || xmlstream_is(name, "covered-table-cell"))
            finish_cell(ods);
    } else if (level == ods->table_level) {
        ods->table_level = 0;
    } else if (ods->table_level && xmlstream_is(name, "table-row")) {
        finish_row(ods);
    } else if (xmlstream_is(name, "style")) {
        ods->style = NULL;
    }
}

static void on_text(void *context, const char *bytes, size_t count)
{
    struct ods *ods = context;
    if (ods->in_cell && ods->paragraph && !ods->skipped_from)
        ods_text_add(&ods->text, bytes, count);
    if (ods->text.is_too_long)
        give_up(ods, TABLE_TOO_LONG);
}

static void read_content(struct builder *builder, const char *bytes, size_t size)
{
    static const struct xmlstream_events events = {on_open, on_close, on_text};
    struct ods ods = {.builder = builder, .stream = xmlstream_new()};
    if (!xmlstream_read(ods.stream, bytes, size, &builder->budget, &events, &ods))
        builder_fail(builder, builder->budget.is_spent ? TABLE_TOO_LARGE : TABLE_DAMAGED);
    else if (!ods.is_spreadsheet)
        builder_fail(builder, TABLE_FOREIGN);
    xmlstream_free(ods.stream);
    free(ods.hidden_styles);
    free(ods.runs);
    text_free(&ods.value);
    text_free(&ods.shown);
    text_free(&ods.text.text);
}

void fods_read(struct builder *builder, const char *bytes, size_t size)
{
    builder->workbook->format = TABLE_ODS;
    read_content(builder, bytes, size);
}

/* The manifest says which parts are encrypted; the parts themselves look damaged then. */
static bool is_encrypted(struct builder *builder, struct unpacker *unpacker)
{
    struct text bytes;
    size_t const manifest = unpacker_find(unpacker, "META-INF/manifest.xml");
    if (unpacker_find(unpacker, "encrypted-package") != SIZE_MAX)
        return true;
    if (manifest == SIZE_MAX || !builder_part(builder, unpacker, manifest, &bytes))
        return false;
    bool const found = memmem(bytes.data, bytes.len, "encryption-data", strlen("encryption-data"));
    text_free(&bytes);
    return found;
}

void ods_read(struct builder *builder, struct unpacker *unpacker)
{
    struct text bytes;
    size_t const content = unpacker_find(unpacker, "content.xml");
    builder->workbook->format = TABLE_ODS;
    if (is_encrypted(builder, unpacker))
        builder_fail(builder, TABLE_ENCRYPTED);
    else if (content == SIZE_MAX)
        builder_fail(builder, TABLE_PART_ABSENT);
    else if (builder_part(builder, unpacker, content, &bytes)) {
        read_content(builder, bytes.data, bytes.len);
        text_free(&bytes);
    }
}
