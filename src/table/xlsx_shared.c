/* xlsx_shared.c - what the sheets of an Excel file share: strings and styles; see xlsx.h. */
#include "table/xlsx.h"

#include <stdlib.h>

static bool give_up(struct xlsx *xlsx)
{
    xmlstream_refuse(xlsx->stream);
    return false;
}

/* ---- strings ------------------------------------------------------------------------------ */

struct strings_reading {
    struct xlsx *xlsx;
    const char **items;
    size_t count, room;
    struct text text;
    bool in_text;
    int phonetic; /* how deep in what is said of the pronunciation */
};

static void on_string_open(void *context, const struct xmlstream_tag *tag)
{
    struct strings_reading *reading = context;
    if (xmlstream_is(tag->name, "si"))
        text_clear(&reading->text);
    else if (xmlstream_is(tag->name, "t"))
        reading->in_text = !reading->phonetic;
    else if (xmlstream_is(tag->name, "rPh"))
        reading->phonetic++;
}

static void on_string_close(void *context, const char *name)
{
    struct strings_reading *reading = context;
    if (xmlstream_is(name, "t"))
        reading->in_text = false;
    else if (xmlstream_is(name, "rPh"))
        reading->phonetic -= reading->phonetic > 0;
    if (!xmlstream_is(name, "si"))
        return;
    struct builder *builder = reading->xlsx->builder;
    xlsx_unescape(&reading->text);
    const char *string = builder_text(builder, text_string(&reading->text), reading->text.len);
    if (!string || !builder_pay(builder, BUDGET_MEMORY, 2 * sizeof string)) {
        give_up(reading->xlsx);
        return;
    }
    reading->items = xgrow(reading->items, reading->count, &reading->room, sizeof *reading->items);
    reading->items[reading->count++] = string;
}

static void on_string_text(void *context, const char *bytes, size_t count)
{
    struct strings_reading *reading = context;
    if (!reading->in_text)
        return;
    if (reading->text.len + count > TABLE_LONGEST_TEXT) {
        builder_fail(reading->xlsx->builder, TABLE_TOO_LONG);
        give_up(reading->xlsx);
        return;
    }
    text_add_bytes(&reading->text, bytes, count);
}

bool xlsx_read_strings(struct xlsx *xlsx, size_t part)
{
    static const struct xmlstream_events events = {on_string_open, on_string_close, on_string_text};
    struct strings_reading reading = {.xlsx = xlsx};
    bool const good = xlsx_parse(xlsx, part, &events, &reading);
    if (good) {
        xlsx->strings = ARENA_ARRAY(xlsx->builder->arena, reading.count, const char *);
        if (reading.count)
            memcpy(xlsx->strings, reading.items, reading.count * sizeof *reading.items);
        xlsx->string_count = reading.count;
    }
    free(reading.items);
    text_free(&reading.text);
    return good;
}

/* ---- styles ------------------------------------------------------------------------------- */

enum { MOST_STYLES = 65536, MOST_CODES = 10000 };

/* A format of the file's own. */
struct code {
    unsigned long id;
    struct number_format format;
};

struct styles_reading {
    struct xlsx *xlsx;
    struct code *codes;
    size_t code_count, code_room;
    struct number_format *formats;
    size_t count, room;
    bool in_cells; /* in cellXfs, not in those of named styles */
};

static void on_code(struct styles_reading *reading, const struct xmlstream_tag *tag)
{
    if (reading->code_count == MOST_CODES ||
        !builder_pay(reading->xlsx->builder, BUDGET_MEMORY, 2 * sizeof *reading->codes)) {
        give_up(reading->xlsx);
        return;
    }
    struct code const code = {
        .id = xlsx_number(tag, "numFmtId", 0),
        .format = number_format_of_code(xlsx_string(reading->xlsx, tag, "formatCode"))};
    reading->codes =
        xgrow(reading->codes, reading->code_count, &reading->code_room, sizeof *reading->codes);
    reading->codes[reading->code_count++] = code;
}

static struct number_format format_of(const struct styles_reading *reading, unsigned long id)
{
    for (size_t i = 0; i < reading->code_count; i++)
        if (reading->codes[i].id == id)
            return reading->codes[i].format;
    return number_format_of_id(id);
}

static void on_style(struct styles_reading *reading, const struct xmlstream_tag *tag)
{
    struct builder *builder = reading->xlsx->builder;
    if (reading->count == MOST_STYLES ||
        !builder_pay(builder, BUDGET_MEMORY, 2 * sizeof *reading->formats) ||
        !builder_pay(builder, BUDGET_STEPS, reading->code_count / 16)) {
        give_up(reading->xlsx);
        return;
    }
    reading->formats =
        xgrow(reading->formats, reading->count, &reading->room, sizeof *reading->formats);
    reading->formats[reading->count++] = format_of(reading, xlsx_number(tag, "numFmtId", 0));
}

static void on_styles_open(void *context, const struct xmlstream_tag *tag)
{
    struct styles_reading *reading = context;
    if (xmlstream_is(tag->name, "numFmt"))
        on_code(reading, tag);
    else if (xmlstream_is(tag->name, "cellXfs"))
        reading->in_cells = true;
    else if (reading->in_cells && xmlstream_is(tag->name, "xf"))
        on_style(reading, tag);
}

static void on_styles_close(void *context, const char *name)
{
    struct styles_reading *reading = context;
    if (xmlstream_is(name, "cellXfs"))
        reading->in_cells = false;
}

static void on_styles_text(void *context, const char *bytes, size_t count)
{
    (void)context, (void)bytes, (void)count;
}

bool xlsx_read_styles(struct xlsx *xlsx, size_t part)
{
    static const struct xmlstream_events events = {on_styles_open, on_styles_close, on_styles_text};
    struct styles_reading reading = {.xlsx = xlsx};
    bool const good = xlsx_parse(xlsx, part, &events, &reading);
    if (good) {
        struct number_format *formats =
            ARENA_ARRAY(xlsx->builder->arena, reading.count, struct number_format);
        if (reading.count)
            memcpy(formats, reading.formats, reading.count * sizeof *formats);
        xlsx->formats = formats;
        xlsx->format_count = reading.count;
    }
    free(reading.codes);
    free(reading.formats);
    return good;
}
