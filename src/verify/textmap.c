/*
 * textmap.c - a ToUnicode CMap as a table; see textmap.h.
 */
#include "verify/textmap.h"

#include "verify/pdfparse.h"

enum { ROWS = 256, COLUMNS = 256, MAX_CMAP = 1 << 20 };

/*
 * Two-byte codes by their high byte.  A row that one range fills, as in a map
 * in which code and character are the same, is kept as its first value.
 */
struct row_of_codes {
    bool is_run;
    uint32_t first;
    uint32_t *values;
};

struct textmap {
    struct row_of_codes rows[ROWS];
    struct arena *arena;
};

static void set(struct textmap *map, unsigned long code, uint32_t value)
{
    struct row_of_codes *row = &map->rows[code / COLUMNS % ROWS];
    if (!row->values)
        row->values = ARENA_ARRAY(map->arena, COLUMNS, uint32_t);
    row->values[code % COLUMNS] = value;
}

/* True when the range is a whole row and could be kept as such. */
static bool set_row(struct textmap *map, unsigned long from, unsigned long to, uint32_t value)
{
    struct row_of_codes *row = &map->rows[from / COLUMNS % ROWS];
    if (from % COLUMNS || to != from + COLUMNS - 1 || row->values || row->is_run)
        return false;
    *row = (struct row_of_codes){.is_run = true, .first = value};
    return true;
}

static unsigned long number_of(const struct pdf_value *string)
{
    unsigned long number = 0;
    for (size_t i = 0; i < string->length && i < 4; i++)
        number = number << 8 | (unsigned char)string->bytes[i];
    return number;
}

/* The first code point of a UTF-16BE value. */
static uint32_t code_point_of(const struct pdf_value *string)
{
    unsigned long const number = number_of(string);
    if (string->length < 4)
        return (uint32_t)number;
    uint32_t const high = (uint32_t)(number >> 16);
    if (high < 0xD800 || high > 0xDBFF)
        return high;
    return 0x10000 + ((high - 0xD800) << 10) + ((uint32_t)number & 0x3FF);
}

static bool is_code(const struct pdf_value *value)
{
    return value && value->kind == PDF_STRING && value->length >= 1 && value->length <= 2;
}

static bool read_chars(struct textmap *map, struct pdf_cursor *cursor)
{
    while (!pdf_accept(cursor, "endbfchar")) {
        const struct pdf_value *code = pdf_parse_value(cursor);
        const struct pdf_value *value = pdf_parse_value(cursor);
        if (!is_code(code) || !value || value->kind != PDF_STRING)
            return false;
        set(map, number_of(code), code_point_of(value));
    }
    return true;
}

static bool read_ranges(struct textmap *map, struct pdf_cursor *cursor)
{
    while (!pdf_accept(cursor, "endbfrange")) {
        const struct pdf_value *first = pdf_parse_value(cursor);
        const struct pdf_value *last = pdf_parse_value(cursor);
        const struct pdf_value *value = pdf_parse_value(cursor);
        if (!is_code(first) || !is_code(last) || !value)
            return false;
        const struct pdf_entry *entry = value->kind == PDF_ARRAY ? value->entries : NULL;
        if (!entry && value->kind != PDF_STRING)
            return false;
        unsigned long const from = number_of(first);
        if (value->kind == PDF_STRING &&
            set_row(map, from, number_of(last), code_point_of(value)))
            continue;
        for (unsigned long code = from; code <= number_of(last); code++) {
            if (value->kind == PDF_STRING) {
                set(map, code, code_point_of(value) + (uint32_t)(code - from));
            } else if (entry && entry->value->kind == PDF_STRING) {
                set(map, code, code_point_of(entry->value));
                entry = entry->next;
            }
        }
    }
    return true;
}

/* Skips a CMap operator, or a token that is no value of ours. */
static void skip_token(struct pdf_cursor *cursor)
{
    cursor->failed = false;
    pdf_skip_space(cursor);
    if (cursor->at < cursor->size)
        cursor->at++;
    while (cursor->at < cursor->size) {
        char const byte = cursor->bytes[cursor->at];
        if (byte <= ' ' || byte == '<' || byte == '[' || byte == '/')
            return;
        cursor->at++;
    }
}

struct textmap *textmap_read(struct pdffile *file, const struct pdf_value *stream,
                             struct arena *arena)
{
    struct text bytes = TEXT_EMPTY;
    struct textmap *map = NULL;
    bool good = pdffile_stream(file, stream, MAX_CMAP, &bytes);
    if (good) {
        map = ARENA_NEW(arena, struct textmap);
        map->arena = arena;
        struct pdf_cursor cursor = {
            .bytes = text_string(&bytes), .size = bytes.len, .arena = arena};
        while (good && cursor.at < cursor.size) {
            if (pdf_accept(&cursor, "beginbfchar"))
                good = read_chars(map, &cursor);
            else if (pdf_accept(&cursor, "beginbfrange"))
                good = read_ranges(map, &cursor);
            else
                skip_token(&cursor);
        }
    }
    text_free(&bytes);
    return good ? map : NULL;
}

uint32_t textmap_lookup(const struct textmap *map, unsigned code)
{
    if (code >= ROWS * COLUMNS)
        return 0;
    const struct row_of_codes *row = &map->rows[code / COLUMNS];
    if (row->values && row->values[code % COLUMNS])
        return row->values[code % COLUMNS];
    return row->is_run ? row->first + code % COLUMNS : 0;
}
