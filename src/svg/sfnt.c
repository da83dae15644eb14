/*
 * sfnt.c - see sfnt.h; the tables are those of OpenType 1.9, numbers are big-endian.
 */
#include "svg/sfnt.h"

#include "base/arena.h"
#include "pdf/marks.h"

#include <stdlib.h>
#include <string.h>

enum {
    HEADER_SIZE = 12,
    RECORD_SIZE = 16,
    HEAD_SIZE = 54,
    HEAD_ADJUSTMENT = 8,
    HEAD_UNITS = 18,
    HHEA_SIZE = 36,
    HHEA_ASCENT = 4,
    HHEA_DESCENT = 6,
    HHEA_LINE_GAP = 8,
    HHEA_METRICS = 34,
    MAXP_GLYPHS = 4,
    METRIC_SIZE = 4, /* advance and left side bearing */
    BOLD = 700,
};

static const uint32_t whole_sum = 0xB1B0AFBA; /* of all words of a font */

/* ---- numbers ------------------------------------------------------------------ */

static void put16(struct text *out, uint32_t value)
{
    text_add_char(out, (char)(value >> 8));
    text_add_char(out, (char)value);
}

static void put32(struct text *out, uint32_t value)
{
    put16(out, value >> 16);
    put16(out, value & 0xFFFF);
}

static void set16(struct text *out, size_t at, uint32_t value)
{
    out->data[at] = (char)(value >> 8);
    out->data[at + 1] = (char)value;
}

static void set32(struct text *out, size_t at, uint32_t value)
{
    set16(out, at, value >> 16);
    set16(out, at + 2, value & 0xFFFF);
}

static unsigned get16(struct bytes bytes, size_t at)
{
    return at + 2 <= bytes.size ? (unsigned)(bytes.data[at] << 8 | bytes.data[at + 1]) : 0;
}

static uint32_t get32(struct bytes bytes, size_t at)
{
    return (uint32_t)get16(bytes, at) << 16 | get16(bytes, at + 2);
}

/* ---- the program as it was baked ------------------------------------------------- */

static struct bytes find_table(struct bytes program, const char *tag)
{
    unsigned const count = get16(program, 4);
    for (unsigned i = 0; i < count; i++) {
        size_t const record = HEADER_SIZE + i * (size_t)RECORD_SIZE;
        if (record + RECORD_SIZE > program.size)
            break;
        if (memcmp(program.data + record, tag, 4) != 0)
            continue;
        uint32_t const offset = get32(program, record + 8);
        uint32_t const size = get32(program, record + 12);
        if (offset <= program.size && size <= program.size - offset)
            return (struct bytes){program.data + offset, size};
    }
    return (struct bytes){0};
}

/* ---- which code shows which glyph -------------------------------------------------- */

/* Codes in a row whose glyphs are in a row too. */
struct segment {
    unsigned first, last, glyph;
};

static struct segment *find_segments(struct bytes map, size_t *count)
{
    struct segment *segments = NULL;
    size_t cap = 0;
    *count = 0;
    for (unsigned code = 0; code < map.size / 2; code++) {
        unsigned const glyph = get16(map, 2 * (size_t)code);
        struct segment *last = *count ? &segments[*count - 1] : NULL;
        if (!glyph)
            continue;
        if (last && last->last + 1 == code && last->glyph + code - last->first == glyph) {
            last->last = code;
            continue;
        }
        segments = xgrow(segments, *count, &cap, sizeof *segments);
        segments[(*count)++] = (struct segment){code, code, glyph};
    }
    return segments;
}

/* Format 4 for Windows and Unicode (cmap, "Segment mapping to delta values"). */
static void put_cmap(struct text *out, const struct segment *segments, size_t count)
{
    enum { LAST_CODE = 0xFFFF, SUBTABLE = 12, FIXED = 16, PER_SEGMENT = 8 };
    unsigned const all = (unsigned)count + 1; /* with the one that closes the list */
    unsigned power = 0;
    while (2U << power <= all)
        power++;
    put32(out, 1); /* version 0, one subtable */
    put16(out, 3);
    put16(out, 1);
    put32(out, SUBTABLE);
    put16(out, 4);
    put16(out, FIXED + PER_SEGMENT * all);
    put16(out, 0); /* of no language */
    put16(out, 2 * all);
    put16(out, 2U << power);
    put16(out, power);
    put16(out, 2 * all - (2U << power));
    for (size_t i = 0; i < count; i++)
        put16(out, segments[i].last);
    put16(out, LAST_CODE);
    put16(out, 0);
    for (size_t i = 0; i < count; i++)
        put16(out, segments[i].first);
    put16(out, LAST_CODE);
    for (size_t i = 0; i < count; i++)
        put16(out, (segments[i].glyph - segments[i].first) & 0xFFFF);
    put16(out, 1); /* 0xFFFF shows glyph 0 */
    for (unsigned i = 0; i < all; i++)
        put16(out, 0); /* deltas alone */
}

/* ---- tables that the program lacks --------------------------------------------------- */

static void put_os2(struct text *out, const struct sfnt_source *source, struct bytes head,
                    struct bytes hhea, const struct segment *segments, size_t count)
{
    enum { VERSION = 4, MEDIUM_WIDTH = 5, IS_BOLD = 0x20, IS_REGULAR = 0x40, LATIN_CYRILLIC = 5 };
    unsigned const units = get16(head, HEAD_UNITS);
    unsigned const descent = (0x10000 - get16(hhea, HHEA_DESCENT)) & 0xFFFF;
    put16(out, VERSION);
    put16(out, units / 2); /* average width, roughly */
    put16(out, (unsigned)source->weight);
    put16(out, MEDIUM_WIDTH);
    put16(out, 0);                     /* may be embedded: the baking has looked */
    for (unsigned i = 0; i < 2; i++) { /* lowered and raised text */
        put16(out, units * 7 / 10);
        put16(out, units * 2 / 3);
        put16(out, 0);
        put16(out, i ? units / 2 : units / 7);
    }
    put16(out, units / 20); /* what strikes through */
    put16(out, units / 4);
    put16(out, 0);                         /* no family class */
    for (unsigned i = 0; i < 10 + 16; i++) /* no PANOSE, no ranges told */
        text_add_char(out, 0);
    text_add(out, "    ");
    put16(out, source->weight >= BOLD ? IS_BOLD : IS_REGULAR);
    put16(out, count ? segments[0].first : 0);
    put16(out, count ? segments[count - 1].last : 0);
    put16(out, get16(hhea, HHEA_ASCENT));
    put16(out, get16(hhea, HHEA_DESCENT));
    put16(out, get16(hhea, HHEA_LINE_GAP));
    put16(out, get16(hhea, HHEA_ASCENT));
    put16(out, descent);
    put32(out, LATIN_CYRILLIC);
    put32(out, 0);
    put16(out, units / 2);     /* height of x */
    put16(out, units * 2 / 3); /* and of capitals, roughly */
    put16(out, 0);
    put16(out, ' ');
    put16(out, 0);
}

static void put_post(struct text *out)
{
    put32(out, 0x00030000); /* without names of glyphs */
    put32(out, 0);
    put16(out, 0xFF38); /* -200 */
    put16(out, 100);
    for (unsigned i = 0; i < 5; i++)
        put32(out, 0);
}

/* Names in ASCII as UTF-16 for Windows, in English. */
static void put_name(struct text *out, const struct sfnt_source *source)
{
    enum { COUNT = 6, RECORDS = 6, NAME_SIZE = 12, ENGLISH = 0x409 };
    const char *style = source->weight >= BOLD ? "Bold" : "Regular";
    struct text full = TEXT_EMPTY, script = TEXT_EMPTY;
    text_format(&full, "%s %s", source->family, style);
    text_format(&script, "%s-%s", source->family, style);
    size_t kept = 0; /* a PostScript name has no spaces */
    for (size_t i = 0; i < script.len; i++)
        if (script.data[i] != ' ')
            script.data[kept++] = script.data[i];
    script.data[script.len = kept] = '\0';
    const char *const names[COUNT] = {source->family, style,         full.data,
                                      full.data,      "Version 1.0", script.data};
    size_t offset = 0;
    put16(out, 0);
    put16(out, COUNT);
    put16(out, RECORDS + COUNT * NAME_SIZE);
    for (unsigned id = 1; id <= COUNT; id++) {
        size_t const size = 2 * strlen(names[id - 1]);
        put16(out, 3);
        put16(out, 1);
        put16(out, ENGLISH);
        put16(out, id);
        put16(out, (uint32_t)size);
        put16(out, (uint32_t)offset);
        offset += size;
    }
    for (unsigned i = 0; i < COUNT; i++)
        for (const char *letter = names[i]; *letter; letter++)
            put16(out, (unsigned char)*letter);
    text_free(&full);
    text_free(&script);
}

/* ---- widths ------------------------------------------------------------------------------ */

/* All glyphs with an advance of their own; that of marks is nothing. */
static bool put_hmtx(struct text *out, struct bytes hmtx, unsigned long_count, unsigned glyphs,
                     struct bytes map)
{
    size_t const first = out->len;
    if (!long_count || long_count > glyphs ||
        hmtx.size < (size_t)METRIC_SIZE * long_count + 2 * (size_t)(glyphs - long_count))
        return false;
    for (unsigned i = 0; i < glyphs; i++) {
        bool const is_long = i < long_count;
        put16(out, get16(hmtx, METRIC_SIZE * (size_t)(is_long ? i : long_count - 1)));
        put16(out, get16(hmtx, is_long ? METRIC_SIZE * (size_t)i + 2
                                       : METRIC_SIZE * (size_t)long_count +
                                             2 * (size_t)(i - long_count)));
    }
    for (unsigned code = 0; code < map.size / 2; code++) {
        unsigned const glyph = mark_is(code) ? get16(map, 2 * (size_t)code) : 0;
        if (glyph && glyph < glyphs)
            set16(out, first + METRIC_SIZE * (size_t)glyph, 0);
    }
    return true;
}

/* ---- the font ------------------------------------------------------------------------------ */

/* In the order of their tags, as the directory wants them. */
enum { OS2, CMAP, GLYF, HEAD, HHEA, HMTX, LOCA, MAXP, NAME, POST, TABLES };
static const char *const tags[TABLES] = {"OS/2", "cmap", "glyf", "head", "hhea",
                                         "hmtx", "loca", "maxp", "name", "post"};

static uint32_t checksum(struct bytes bytes)
{
    uint32_t sum = 0;
    for (size_t at = 0; at < bytes.size; at += 4)
        for (size_t i = 0; i < 4; i++)
            sum += at + i < bytes.size ? (uint32_t)bytes.data[at + i] << (24 - 8 * i) : 0;
    return sum;
}

static struct bytes bytes_of(const struct text *text)
{
    return (struct bytes){(const unsigned char *)text->data, text->len};
}

static void assemble(const struct text *tables, struct text *out)
{
    enum { SEARCH = 128, POWER = 3 }; /* of ten tables */
    size_t const start = out->len;
    size_t offset = HEADER_SIZE + TABLES * (size_t)RECORD_SIZE;
    size_t head = 0;
    put32(out, 0x00010000);
    put16(out, TABLES);
    put16(out, SEARCH);
    put16(out, POWER);
    put16(out, TABLES * RECORD_SIZE - SEARCH);
    for (unsigned i = 0; i < TABLES; i++) {
        text_add(out, tags[i]);
        put32(out, checksum(bytes_of(&tables[i])));
        put32(out, (uint32_t)offset);
        put32(out, (uint32_t)tables[i].len);
        if (i == HEAD)
            head = offset;
        offset += (tables[i].len + 3) / 4 * 4;
    }
    for (unsigned i = 0; i < TABLES; i++) {
        text_add_bytes(out, tables[i].data, tables[i].len);
        while ((out->len - start) % 4)
            text_add_char(out, 0);
    }
    struct bytes const whole = {(const unsigned char *)out->data + start, out->len - start};
    set32(out, start + head + HEAD_ADJUSTMENT, whole_sum - checksum(whole));
}

static bool fill(const struct sfnt_source *source, struct text *tables)
{
    struct bytes old[TABLES];
    size_t count;
    for (unsigned i = 0; i < TABLES; i++)
        old[i] = find_table(source->program, tags[i]);
    if (old[HEAD].size < HEAD_SIZE || old[HHEA].size < HHEA_SIZE || old[MAXP].size < 6)
        return false;
    unsigned const glyphs = get16(old[MAXP], MAXP_GLYPHS);
    static const unsigned kept[] = {GLYF, HEAD, HHEA, LOCA, MAXP};
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        text_add_bytes(&tables[kept[i]], old[kept[i]].data, old[kept[i]].size);
    set32(&tables[HEAD], HEAD_ADJUSTMENT, 0);
    set16(&tables[HHEA], HHEA_METRICS, glyphs);
    struct segment *segments = find_segments(source->glyph_map, &count);
    put_cmap(&tables[CMAP], segments, count);
    put_os2(&tables[OS2], source, old[HEAD], old[HHEA], segments, count);
    free(segments);
    put_name(&tables[NAME], source);
    put_post(&tables[POST]);
    return put_hmtx(&tables[HMTX], old[HMTX], get16(old[HHEA], HHEA_METRICS), glyphs,
                    source->glyph_map);
}

bool sfnt_build(const struct sfnt_source *source, struct text *out)
{
    struct text tables[TABLES] = {{0}};
    bool const good = fill(source, tables);
    if (good)
        assemble(tables, out);
    for (unsigned i = 0; i < TABLES; i++)
        text_free(&tables[i]);
    return good;
}
