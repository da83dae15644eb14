/* xlsx.c - the workbook part of an Excel file and the ways between its parts; see xlsx.h. */
#include "table/xlsx.h"

#include "table/tag.h"

#include <stdlib.h>
#include <strings.h>

/* ---- attributes -------------------------------------------------------------------------- */

const char *xlsx_string(struct xlsx *xlsx, const struct xmlstream_tag *tag, const char *name)
{
    size_t length;
    const char *value = xmlstream_attribute(tag, name, &length);
    const char *copy = builder_text(xlsx->builder, value, length);
    if (!copy)
        xmlstream_refuse(xlsx->stream);
    return copy ? copy : "";
}

unsigned long xlsx_number(const struct xmlstream_tag *tag, const char *name,
                          unsigned long otherwise)
{
    size_t length;
    const char *value = xmlstream_attribute(tag, name, &length);
    return tag_decimal(value, length, otherwise);
}

bool xlsx_truth(const struct xmlstream_tag *tag, const char *name)
{
    size_t length;
    const char *value = xmlstream_attribute(tag, name, &length);
    return length &&
           (*value == '1' || *value == 't' || (length == 2 && memcmp(value, "on", 2) == 0));
}

/* ---- escapes ----------------------------------------------------------------------------- */

static int hex(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

/* The character of an escape, or UINT32_MAX; half of a pair is none. */
static uint32_t escaped(const char *at)
{
    uint32_t code = 0;
    if (at[0] != '_' || at[1] != 'x')
        return UINT32_MAX;
    for (int i = 2; i < 6; i++) {
        if (hex(at[i]) < 0)
            return UINT32_MAX;
        code = code * 16 + (uint32_t)hex(at[i]);
    }
    return at[6] == '_' && code && (code < 0xD800 || code > 0xDFFF) ? code : UINT32_MAX;
}

void xlsx_unescape(struct text *text)
{
    const char *at = strstr(text_string(text), "_x");
    if (!at)
        return;
    struct text out = TEXT_EMPTY;
    text_add_bytes(&out, text->data, (size_t)(at - text->data));
    while (*at) {
        uint32_t const code = escaped(at);
        if (code == UINT32_MAX) {
            text_add_char(&out, *at++);
            continue;
        }
        text_add_utf8(&out, code);
        at += strlen("_xHHHH_");
    }
    text_free(text);
    *text = out;
}

/* ---- parts ------------------------------------------------------------------------------- */

bool xlsx_parse(struct xlsx *xlsx, size_t part, const struct xmlstream_events *events,
                void *context)
{
    struct text bytes;
    if (!builder_part(xlsx->builder, xlsx->unpacker, part, &bytes))
        return false;
    bool const good = xmlstream_read(xlsx->stream, bytes.data, bytes.len, &xlsx->builder->budget,
                                     events, context);
    text_free(&bytes);
    if (good)
        return true;
    return builder_fail(xlsx->builder,
                        xlsx->builder->budget.is_spent ? TABLE_TOO_LARGE : TABLE_DAMAGED);
}

static void ignore_close(void *context, const char *name)
{
    (void)context, (void)name;
}

static void ignore_text(void *context, const char *bytes, size_t count)
{
    (void)context, (void)bytes, (void)count;
}

/* ---- relationships ----------------------------------------------------------------------- */

enum { MOST_RELATIONS = 5000 };

struct relations_reading {
    struct xlsx *xlsx;
    const char *base; /* the folder of the part that has them, with its slash, or "" */
    struct relation *items;
    size_t count, room;
};

static int percent(const char *at)
{
    return at[0] == '%' && hex(at[1]) >= 0 && hex(at[2]) >= 0 ? hex(at[1]) * 16 + hex(at[2]) : -1;
}

/* Leaves the last folder of a path: "xl/worksheets/" becomes "xl/". */
static void leave_folder(struct text *path)
{
    if (path->len)
        path->len--;
    while (path->len && path->data[path->len - 1] != '/')
        path->len--;
    if (path->data)
        path->data[path->len] = '\0';
}

/* The name of the part that a target leads to from a folder (RFC 3986, 5.2, as far as parts need it). */
static const char *resolve(struct arena *arena, const char *base, const char *target)
{
    struct text path = TEXT_EMPTY;
    if (*target != '/' && *target != '\\')
        text_add(&path, base);
    while (*target) {
        size_t const length = strcspn(target, "/\\");
        bool const is_folder = target[length] != '\0';
        if (length == 2 && memcmp(target, "..", 2) == 0) {
            leave_folder(&path);
        } else if (length && !(length == 1 && *target == '.')) {
            for (size_t i = 0; i < length; i++) {
                int const byte = percent(target + i);
                text_add_char(&path, byte > 0 ? (char)byte : target[i]);
                i += byte > 0 ? 2 : 0;
            }
            if (is_folder)
                text_add_char(&path, '/');
        }
        target += length + is_folder;
    }
    return text_take(&path, arena);
}

static const char *last_word(const char *uri)
{
    const char *slash = strrchr(uri, '/');
    return slash ? slash + 1 : uri;
}

static void on_relation(void *context, const struct xmlstream_tag *tag)
{
    struct relations_reading *reading = context;
    struct xlsx *xlsx = reading->xlsx;
    if (!xmlstream_is(tag->name, "Relationship"))
        return;
    if (reading->count == MOST_RELATIONS ||
        !builder_pay(xlsx->builder, BUDGET_MEMORY, 2 * sizeof *reading->items) ||
        !builder_pay(xlsx->builder, BUDGET_STEPS, unpacker_count(xlsx->unpacker))) {
        xmlstream_refuse(xlsx->stream);
        return;
    }
    size_t length;
    const char *mode = xmlstream_attribute(tag, "TargetMode", &length);
    bool const is_outside = length == 8 && strncasecmp(mode, "External", length) == 0;
    struct relation relation = {.id = xlsx_string(xlsx, tag, "Id"),
                                .uri = xlsx_string(xlsx, tag, "Type"),
                                .target = "",
                                .part = SIZE_MAX};
    relation.type = last_word(relation.uri);
    if (!is_outside) {
        relation.target =
            resolve(xlsx->builder->arena, reading->base, xlsx_string(xlsx, tag, "Target"));
        relation.part = unpacker_find(xlsx->unpacker, relation.target);
    }
    reading->items = xgrow(reading->items, reading->count, &reading->room, sizeof *reading->items);
    reading->items[reading->count++] = relation;
}

bool xlsx_relations(struct xlsx *xlsx, const char *part, struct relations *relations)
{
    static const struct xmlstream_events events = {on_relation, ignore_close, ignore_text};
    struct arena *arena = xlsx->builder->arena;
    const char *slash = strrchr(part, '/');
    size_t const folder = slash ? (size_t)(slash + 1 - part) : 0;
    struct relations_reading reading = {.xlsx = xlsx, .base = arena_strndup(arena, part, folder)};
    const char *name = arena_printf(arena, "%s_rels/%s.rels", reading.base, part + folder);
    size_t const index = unpacker_find(xlsx->unpacker, name);
    *relations = (struct relations){0};
    bool const good = index == SIZE_MAX || xlsx_parse(xlsx, index, &events, &reading);
    if (good) {
        relations->items = ARENA_ARRAY(arena, reading.count, struct relation);
        if (reading.count)
            memcpy(relations->items, reading.items, reading.count * sizeof *reading.items);
        relations->count = reading.count;
    }
    free(reading.items);
    return good;
}

const struct relation *xlsx_related(const struct relations *relations, const char *type)
{
    for (size_t i = 0; i < relations->count; i++)
        if (strcmp(relations->items[i].type, type) == 0 && *relations->items[i].target)
            return &relations->items[i];
    return NULL;
}

const struct relation *xlsx_relation(const struct relations *relations, const char *id)
{
    for (size_t i = 0; i < relations->count; i++)
        if (strcmp(relations->items[i].id, id) == 0)
            return &relations->items[i];
    return NULL;
}

/* ---- the workbook ------------------------------------------------------------------------ */

struct workbook_reading {
    struct xlsx *xlsx;
    struct xlsx_tab *tabs;
    size_t count, room;
    bool has_root, is_workbook;
};

static void on_tab(struct workbook_reading *reading, const struct xmlstream_tag *tag)
{
    struct xlsx *xlsx = reading->xlsx;
    size_t length;
    if (reading->count == TABLE_MOST_SHEETS) {
        builder_fail(xlsx->builder, TABLE_TOO_MANY_SHEETS);
        xmlstream_refuse(xlsx->stream);
        return;
    }
    const char *id = xmlstream_attribute_of(tag, "/relationships", "id", &length);
    const char *copy = builder_text(xlsx->builder, id, length);
    const char *state = xmlstream_attribute(tag, "state", &length);
    reading->tabs = xgrow(reading->tabs, reading->count, &reading->room, sizeof *reading->tabs);
    reading->tabs[reading->count++] = (struct xlsx_tab){
        .name = xlsx_string(xlsx, tag, "name"),
        .relation = copy ? copy : "",
        .is_hidden = length && memcmp(state, "visible", length < 7 ? length : 7) != 0};
}

static void on_workbook(void *context, const struct xmlstream_tag *tag)
{
    struct workbook_reading *reading = context;
    if (!reading->has_root) {
        reading->has_root = true;
        reading->is_workbook = xmlstream_is(tag->name, "workbook");
    }
    if (xmlstream_is(tag->name, "workbookPr"))
        reading->xlsx->is_1904 = xlsx_truth(tag, "date1904");
    else if (xmlstream_is(tag->name, "sheet"))
        on_tab(reading, tag);
}

static bool read_sheets(struct xlsx *xlsx, const struct xlsx_book *book)
{
    for (size_t i = 0; i < book->count; i++) {
        const struct xlsx_tab *tab = &book->tabs[i];
        const struct relation *relation = xlsx_relation(&book->relations, tab->relation);
        if (relation && strcmp(relation->type, "worksheet") != 0)
            continue;
        if (!relation || relation->part == SIZE_MAX)
            return builder_fail(xlsx->builder, TABLE_PART_ABSENT);
        if (!builder_sheet(xlsx->builder, tab->name, tab->is_hidden) ||
            !xlsx_read_sheet(xlsx, relation->part))
            return false;
    }
    return true;
}

/* Reads what all sheets share, then each. */
static bool read_parts(struct xlsx *xlsx, const struct xlsx_book *book)
{
    const struct relation *strings = xlsx_related(&book->relations, "sharedStrings");
    const struct relation *styles = xlsx_related(&book->relations, "styles");
    xlsx->builder->workbook->has_macros = xlsx_related(&book->relations, "vbaProject") != NULL;
    if (strings && strings->part != SIZE_MAX && !xlsx_read_strings(xlsx, strings->part))
        return false;
    if (styles && styles->part != SIZE_MAX && !xlsx_read_styles(xlsx, styles->part))
        return false;
    return read_sheets(xlsx, book);
}

static bool ends_so(const char *name, const char *end)
{
    size_t const length = strlen(name);
    return length >= strlen(end) && strcasecmp(name + length - strlen(end), end) == 0;
}

static bool read_tabs(struct xlsx *xlsx, size_t part, struct xlsx_book *book)
{
    static const struct xmlstream_events events = {on_workbook, ignore_close, ignore_text};
    struct workbook_reading reading = {.xlsx = xlsx};
    bool good = xlsx_parse(xlsx, part, &events, &reading);
    if (good && !reading.is_workbook)
        good = builder_fail(xlsx->builder, TABLE_FOREIGN);
    struct xlsx_tab *tabs = ARENA_ARRAY(xlsx->builder->arena, reading.count, struct xlsx_tab);
    if (reading.count)
        memcpy(tabs, reading.tabs, reading.count * sizeof *tabs);
    book->tabs = tabs;
    book->count = reading.count;
    free(reading.tabs);
    return good;
}

bool xlsx_read_book(struct xlsx *xlsx, struct xlsx_book *book)
{
    struct relations package;
    *book = (struct xlsx_book){0};
    if (!xlsx_relations(xlsx, "", &package))
        return false;
    const struct relation *main_part = xlsx_related(&package, "officeDocument");
    book->part = main_part ? main_part->target : "xl/workbook.xml";
    size_t const part = unpacker_find(xlsx->unpacker, book->part);
    if (part == SIZE_MAX)
        return builder_fail(xlsx->builder, main_part ? TABLE_PART_ABSENT : TABLE_FOREIGN);
    if (ends_so(book->part, ".bin"))
        return builder_fail(xlsx->builder, TABLE_BINARY);
    return read_tabs(xlsx, part, book) && xlsx_relations(xlsx, book->part, &book->relations);
}

void xlsx_read(struct builder *builder, struct unpacker *unpacker)
{
    struct xlsx xlsx = {.builder = builder, .unpacker = unpacker, .stream = xmlstream_new()};
    struct xlsx_book book;
    builder->workbook->format = TABLE_XLSX;
    if (xlsx_read_book(&xlsx, &book))
        read_parts(&xlsx, &book);
    xmlstream_free(xlsx.stream);
}
