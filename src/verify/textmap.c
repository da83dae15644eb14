/*
 * textmap.c - a ToUnicode CMap as a table; see content.h.
 */
#include "verify/content.h"

#include <stdlib.h>
#include <string.h>

enum { ROWS = 256, COLUMNS = 256, MAX_CMAP = 1 << 20 };

/* What is known of a code; PLAIN: it stands in a literal string as it is. */
enum { NO_VALUE, PLAIN, ESCAPED };

/* Which two-byte codes have a value that is not 0, by their high byte. */
struct textmap {
    const unsigned char *rows[ROWS];
    unsigned char *own[ROWS]; /* rows that may be written; NULL: no code has a value */
    struct arena *arena;
    struct budget *budget; /* while it is read */
};

static const unsigned char empty_row[COLUMNS];

/* A byte that begins an escape in a literal string (7.3.4.2), or ends the string. */
static bool is_escaped(unsigned long byte)
{
    return byte == '(' || byte == ')' || byte == '\\';
}

static struct textmap *map_new(struct arena *arena, struct budget *budget)
{
    struct textmap *map = ARENA_NEW(arena, struct textmap);
    map->arena = arena;
    map->budget = budget;
    for (int i = 0; i < ROWS; i++)
        map->rows[i] = empty_row;
    return map;
}

static void set(struct textmap *map, unsigned long code, uint32_t value)
{
    size_t const row = code / COLUMNS % ROWS;
    if (!map->own[row] && !budget_take(map->budget, BUDGET_MEMORY, COLUMNS))
        return;
    if (!map->own[row])
        map->rows[row] = map->own[row] = ARENA_ARRAY(map->arena, COLUMNS, unsigned char);
    bool const escaped = is_escaped(row) || is_escaped(code % COLUMNS);
    map->own[row][code % COLUMNS] = !value ? NO_VALUE : escaped ? ESCAPED : PLAIN;
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
        unsigned long const to = number_of(last);
        if (to >= from && !budget_take(cursor->budget, BUDGET_STEPS, to - from + 1))
            return false;
        for (unsigned long code = from; code <= to; code++) {
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

/* The map is in arena, what is needed on the way in scratch. */
static struct textmap *read_map(struct pdffile *file, const struct pdf_value *stream,
                                struct arena *arena, struct arena *scratch)
{
    struct text bytes = TEXT_EMPTY;
    struct textmap *map = NULL;
    struct budget *budget = file->budget;
    bool good = pdffile_stream(file, stream, MAX_CMAP, &bytes) &&
                budget_take(budget, BUDGET_MEMORY, sizeof *map);
    if (good) {
        map = map_new(arena, budget);
        struct pdf_cursor cursor = {.bytes = text_string(&bytes),
                                    .size = bytes.len,
                                    .is_apart = true,
                                    .arena = scratch,
                                    .budget = budget};
        while (good && cursor.at < cursor.size) {
            if (pdf_accept(&cursor, "beginbfchar"))
                good = read_chars(map, &cursor);
            else if (pdf_accept(&cursor, "beginbfrange"))
                good = read_ranges(map, &cursor);
            else
                skip_token(&cursor);
        }
    }
    if (map)
        map->budget = NULL;
    text_free(&bytes);
    return good && !budget->is_spent ? map : NULL;
}

/* ---- maps that were read before -------------------------------------------------- */

/* A program has a few faces, whose maps are a few hundred bytes. */
enum { MOST_KEPT = 8, LARGEST_KEPT = 4096 };

struct kept_map {
    struct arena *arena; /* of the map and of its stream's bytes, which are deflated */
    const char *bytes;
    size_t size;
    const struct textmap *map;
    size_t
        paid[BUDGET_KINDS]; /* for reading it: so a file costs the same whatever was read before */
};

struct textmaps {
    struct kept_map kept[MOST_KEPT];
    size_t count;
};

struct textmaps *textmaps_new(void)
{
    struct textmaps *maps = xmalloc(sizeof *maps);
    *maps = (struct textmaps){.count = 0};
    return maps;
}

void textmaps_free(struct textmaps *maps)
{
    if (!maps)
        return;
    for (size_t i = 0; i < maps->count; i++)
        arena_free(maps->kept[i].arena);
    free(maps);
}

static const struct kept_map *find(const struct textmaps *maps, const struct pdf_value *stream)
{
    for (size_t i = 0; i < maps->count; i++)
        if (maps->kept[i].size == stream->length &&
            memcmp(maps->kept[i].bytes, stream->bytes, stream->length) == 0)
            return &maps->kept[i];
    return NULL;
}

static const struct textmap *recall(const struct kept_map *kept, struct budget *budget)
{
    for (int kind = 0; kind < BUDGET_KINDS; kind++)
        if (!budget_take(budget, (enum budget_kind)kind, kept->paid[kind]))
            return NULL;
    return kept->map;
}

/* Reads a map and keeps it, if it is good. */
static const struct textmap *read_to_keep(struct textmaps *maps, struct pdffile *file,
                                          const struct pdf_value *stream, struct arena *scratch)
{
    struct arena *arena = arena_new();
    struct budget const before = *file->budget;
    const struct textmap *map = read_map(file, stream, arena, scratch);
    if (!map) {
        arena_free(arena);
        return NULL;
    }
    struct kept_map *kept = &maps->kept[maps->count++];
    *kept = (struct kept_map){
        .arena = arena,
        .bytes = arena_strndup(arena, stream->bytes, stream->length),
        .size = stream->length,
        .map = map,
    };
    for (int kind = 0; kind < BUDGET_KINDS; kind++)
        kept->paid[kind] = before.left[kind] - file->budget->left[kind];
    return map;
}

/* The bytes alone say what is in the stream. */
static bool may_be_kept(struct pdffile *file, const struct pdf_value *stream)
{
    return stream && stream->kind == PDF_STREAM && stream->length <= LARGEST_KEPT &&
           pdffile_is_deflated(file, stream) && !pdf_dict_find(stream, "DecodeParms");
}

const struct textmap *textmap_read(struct textmaps *maps, struct pdffile *file,
                                   const struct pdf_value *stream, struct arena *arena)
{
    bool const is_usual = may_be_kept(file, stream);
    const struct kept_map *known = is_usual ? find(maps, stream) : NULL;
    if (known)
        return recall(known, file->budget);
    if (is_usual && maps->count < MOST_KEPT)
        return read_to_keep(maps, file, stream, arena);
    return read_map(file, stream, arena, arena);
}

/* ---- asking ------------------------------------------------------------------------ */

long textmap_unmapped(const struct textmap *map, const char *bytes, size_t length)
{
    const unsigned char *codes = (const unsigned char *)bytes;
    long unmapped = (long)(length % 2);
    if (!map)
        return unmapped + (long)(length / 2);
    for (size_t i = 0; i + 1 < length; i += 2)
        unmapped += map->rows[codes[i]][codes[i + 1]] == NO_VALUE;
    return unmapped;
}

const char *textmap_pass(const struct textmap *map, const char *at, const char *end)
{
    while (end - at >= 2 && map->rows[(unsigned char)at[0]][(unsigned char)at[1]] == PLAIN)
        at += 2;
    return at;
}
