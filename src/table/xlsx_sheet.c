/* xlsx_sheet.c - the cells of a sheet of an Excel file; see xlsx.h. */
#include "table/xlsx.h"

enum value_type { VALUE_NUMBER, VALUE_SHARED, VALUE_TEXT, VALUE_BOOLEAN, VALUE_ERROR, VALUE_ISO };

struct sheet_reading {
    struct xlsx *xlsx;
    uint32_t row, column; /* at hand; 0 before the first */
    enum value_type type;
    unsigned long style;
    bool in_cell, is_formula, has_value;
    bool takes_text; /* in what is a value */
    int phonetic;
    bool has_root, is_sheet;
    struct text value;
    struct text shown;
};

static void give_up(struct sheet_reading *reading, enum table_fault fault)
{
    builder_fail(reading->xlsx->builder, fault);
    xmlstream_refuse(reading->xlsx->stream);
}

/* ---- a cell is whole ---------------------------------------------------------------------- */

/* The text of a shared string by its number, or NULL: it is none, or there is no such string. */
static const char *shared_string(const struct xlsx *xlsx, const char *number)
{
    size_t index = 0;
    if (!*number)
        return NULL;
    for (; *number >= '0' && *number <= '9' && index <= xlsx->string_count; number++)
        index = index * 10 + (size_t)(*number - '0');
    return !*number && index < xlsx->string_count ? xlsx->strings[index] : NULL;
}

static struct number_format format_of(const struct sheet_reading *reading)
{
    const struct xlsx *xlsx = reading->xlsx;
    if (!xlsx->format_count)
        return (struct number_format){.style = STYLE_NUMBER};
    return xlsx->formats[reading->style < xlsx->format_count ? reading->style : 0];
}

/* Makes the value of a number, a date or a truth value what a user sees; returns its kind, or -1. */
static int show_value(struct sheet_reading *reading)
{
    const char *value = text_string(&reading->value);
    size_t const length = reading->value.len;
    text_clear(&reading->shown);
    switch (reading->type) {
    case VALUE_NUMBER:
        return number_add_styled(&reading->shown, value, length, format_of(reading),
                                 reading->xlsx->is_1904);
    case VALUE_ISO: return number_add_iso(&reading->shown, value, length);
    case VALUE_BOOLEAN:
        text_add(&reading->shown, *value == '1' || *value == 't' ? "TRUE" : "FALSE");
        return CELL_BOOLEAN;
    case VALUE_ERROR: text_add(&reading->shown, value); return CELL_ERROR;
    case VALUE_TEXT:
        text_add_bytes(&reading->shown, value, length);
        xlsx_unescape(&reading->shown);
        return CELL_TEXT;
    case VALUE_SHARED: break;
    }
    return -1;
}

static void add_cell(struct sheet_reading *reading, enum cell_kind kind, const char *text)
{
    struct sheet_cell const cell = {.text = text,
                                    .column = reading->column,
                                    .kind = (uint8_t)kind,
                                    .is_formula = reading->is_formula};
    if (!text || !builder_cell(reading->xlsx->builder, cell))
        xmlstream_refuse(reading->xlsx->stream);
}

static void trim_value(struct text *value)
{
    if (value->len &&
        ((unsigned char)value->data[0] <= ' ' || (unsigned char)value->data[value->len - 1] <= ' '))
        text_fold(value, true);
}

static void finish_cell(struct sheet_reading *reading)
{
    struct builder *builder = reading->xlsx->builder;
    if (reading->type != VALUE_TEXT)
        trim_value(&reading->value);
    bool const is_blank =
        !reading->has_value || (!reading->value.len && reading->type != VALUE_TEXT);
    if (is_blank) {
        if (reading->is_formula)
            add_cell(reading, CELL_EMPTY, "");
        return;
    }
    if (reading->type == VALUE_SHARED) {
        const char *string = shared_string(reading->xlsx, text_string(&reading->value));
        if (!string)
            give_up(reading, TABLE_DAMAGED);
        else if (*string)
            add_cell(reading, CELL_TEXT, string);
        return;
    }
    int const kind = show_value(reading);
    if (kind < 0)
        give_up(reading, TABLE_DAMAGED);
    else if (reading->shown.len)
        add_cell(reading, (enum cell_kind)kind,
                 builder_text(builder, text_string(&reading->shown), reading->shown.len));
}

/* ---- tags --------------------------------------------------------------------------------- */

static bool is_value(const char *value, size_t length, const char *wanted)
{
    return length == strlen(wanted) && memcmp(value, wanted, length) == 0;
}

static enum value_type type_of(const struct xmlstream_tag *tag)
{
    static const struct {
        const char *name;
        enum value_type type;
    } types[] = {{"s", VALUE_SHARED},  {"str", VALUE_TEXT}, {"inlineStr", VALUE_TEXT},
                 {"b", VALUE_BOOLEAN}, {"e", VALUE_ERROR},  {"d", VALUE_ISO}};
    size_t length;
    const char *type = xmlstream_attribute(tag, "t", &length);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (is_value(type, length, types[i].name))
            return types[i].type;
    return VALUE_NUMBER;
}

static void begin_row(struct sheet_reading *reading, const struct xmlstream_tag *tag)
{
    reading->row = (uint32_t)xlsx_number(tag, "r", reading->row + 1ul);
    reading->column = 0;
    if (!builder_row(reading->xlsx->builder, reading->row, xlsx_truth(tag, "hidden")))
        xmlstream_refuse(reading->xlsx->stream);
}

/* The place that the attribute r names, else the one behind the last cell. */
static void find_place(struct sheet_reading *reading, const struct xmlstream_tag *tag)
{
    enum { LONGEST_NAME = 16 };
    char name[LONGEST_NAME];
    size_t length;
    uint32_t row = reading->row, column = reading->column + 1;
    const char *place = xmlstream_attribute(tag, "r", &length);
    if (length && length < sizeof name) {
        memcpy(name, place, length);
        name[length] = '\0';
        if (table_parse_cell(name, &row, &column) != length)
            length = sizeof name;
    }
    if (length >= sizeof name || column > TABLE_LAST_COLUMN) {
        give_up(reading, TABLE_DAMAGED);
        return;
    }
    if (row != reading->row) { /* the cell knows better than the row that it stands in */
        reading->row = row;
        if (!builder_row(reading->xlsx->builder, row, false))
            xmlstream_refuse(reading->xlsx->stream);
    }
    reading->column = column;
}

static void begin_cell(struct sheet_reading *reading, const struct xmlstream_tag *tag)
{
    find_place(reading, tag);
    reading->type = type_of(tag);
    reading->style = xlsx_number(tag, "s", 0);
    if (reading->style && reading->style >= reading->xlsx->format_count)
        reading->xlsx->builder->workbook->lacks_styles = true;
    reading->in_cell = true;
    reading->is_formula = false;
    reading->has_value = false;
    reading->takes_text = false;
    reading->phonetic = 0;
    text_clear(&reading->value);
}

/* ref="A1:C2" */
static void add_merged(struct sheet_reading *reading, const struct xmlstream_tag *tag)
{
    struct sheet_range range;
    const char *name = xlsx_string(reading->xlsx, tag, "ref");
    size_t const first = table_parse_cell(name, &range.row, &range.column);
    if (first && !name[first]) /* one cell */
        return;
    bool const good = first && name[first] == ':' &&
                      table_parse_cell(name + first + 1, &range.last_row, &range.last_column);
    if (!good)
        give_up(reading, TABLE_DAMAGED);
    else if (!builder_range(reading->xlsx->builder, range))
        xmlstream_refuse(reading->xlsx->stream);
}

static void on_open_in_cell(struct sheet_reading *reading, const char *name)
{
    if (xmlstream_is(name, "v") || (xmlstream_is(name, "t") && !reading->phonetic)) {
        reading->has_value = true;
        reading->takes_text = true;
    } else if (xmlstream_is(name, "f")) {
        reading->is_formula = true;
    } else if (xmlstream_is(name, "rPh")) {
        reading->phonetic++;
    }
}

static void on_open(void *context, const struct xmlstream_tag *tag)
{
    struct sheet_reading *reading = context;
    if (!reading->has_root) {
        reading->has_root = true;
        reading->is_sheet = xmlstream_is(tag->name, "worksheet");
    }
    if (reading->in_cell)
        on_open_in_cell(reading, tag->name);
    else if (xmlstream_is(tag->name, "c"))
        begin_cell(reading, tag);
    else if (xmlstream_is(tag->name, "row"))
        begin_row(reading, tag);
    else if (xmlstream_is(tag->name, "mergeCell"))
        add_merged(reading, tag);
}

static void on_close(void *context, const char *name)
{
    struct sheet_reading *reading = context;
    if (!reading->in_cell)
        return;
    if (xmlstream_is(name, "v") || xmlstream_is(name, "t")) {
        reading->takes_text = false;
    } else if (xmlstream_is(name, "rPh")) {
        reading->phonetic -= reading->phonetic > 0;
    } else if (xmlstream_is(name, "c")) {
        reading->in_cell = false;
        finish_cell(reading);
    }
}

static void on_text(void *context, const char *bytes, size_t count)
{
    struct sheet_reading *reading = context;
    if (!reading->takes_text)
        return;
    if (reading->value.len + count > TABLE_LONGEST_TEXT)
        give_up(reading, TABLE_TOO_LONG);
    else
        text_add_bytes(&reading->value, bytes, count);
}

bool xlsx_read_sheet(struct xlsx *xlsx, size_t part)
{
    static const struct xmlstream_events events = {on_open, on_close, on_text};
    struct sheet_reading reading = {.xlsx = xlsx};
    bool good = xlsx_parse(xlsx, part, &events, &reading);
    if (good && !reading.is_sheet)
        good = builder_fail(xlsx->builder, TABLE_DAMAGED);
    text_free(&reading.value);
    text_free(&reading.shown);
    return good;
}
