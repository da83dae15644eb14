/*
 * fonts.c - see fonts.h and pdf.h.
 */
#include "pdf/fonts.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/deflate.h"
#include "pdf/made.h"
#include "pdf/marks.h"
#include "pdf/memo.h"
#include "pdf/pdfobj.h"

#include <stdlib.h>
#include <string.h>

struct fonts {
    struct file_map faces[FACE_COUNT];
    struct face_table tables[FACE_COUNT];
    struct file_map streams[FONTS_STREAMS];
    struct metrics metrics;
    struct deflater *deflater;
    struct memo *memo;
    struct font_makers *makers;
};

static const char *const face_files[FACE_COUNT] = {
    [FACE_REGULAR] = "regular.face",
    [FACE_BOLD] = "bold.face",
    [FACE_SYMBOL] = "symbol.face",
};

static const char *const stream_files[FONTS_STREAMS] = {
    [FONTS_SRGB_PROFILE] = "srgb.icc",
    [FONTS_TO_UNICODE_USUAL] = "usual.cmap",
    [FONTS_TO_UNICODE] = "unicode.cmap",
};

const struct face_header *fonts_face(const struct fonts *fonts, enum face face)
{
    return (const struct face_header *)(const void *)fonts->faces[face].data;
}

struct bytes fonts_bytes(const struct fonts *fonts, enum face face, struct baked_span span)
{
    return (struct bytes){fonts->faces[face].data + span.offset, span.size};
}

const struct face_table *fonts_table(const struct fonts *fonts, enum face face)
{
    return &fonts->tables[face];
}

const struct face_ink *fonts_ink(const struct fonts *fonts, enum face face, uint32_t code_point)
{
    int const index = face_ink_index(code_point);
    if (index < 0 || face_advance(&fonts->tables[face], code_point) < 0)
        return NULL;
    struct bytes const all = fonts_bytes(fonts, face, fonts_face(fonts, face)->ink);
    const struct face_ink *ink = (const struct face_ink *)(const void *)all.data + index;
    return ink->top || ink->bottom ? ink : NULL;
}

struct bytes fonts_stream(const struct fonts *fonts, enum fonts_stream stream)
{
    const struct file_map *map = &fonts->streams[stream];
    const struct stream_header *header = (const struct stream_header *)(const void *)map->data;
    return (struct bytes){map->data + header->stream.offset, header->stream.size};
}

static bool span_fits(const struct file_map *map, struct baked_span span)
{
    return span.offset <= map->size && span.size <= map->size - span.offset;
}

/* A whole file of ours: made on a machine of this byte order, by this version, unchanged since. */
static bool preamble_is_right(const struct file_map *map, const char *magic, size_t header_size)
{
    if (map->size < header_size)
        return false;
    struct baked_preamble preamble;
    memcpy(&preamble, map->data, sizeof preamble);
    return memcmp(preamble.magic, magic, sizeof preamble.magic) == 0 &&
           preamble.byte_order == FACE_BYTE_ORDER && preamble.version == FACE_VERSION &&
           preamble.size == map->size &&
           preamble.checksum ==
               deflate_crc32(map->data + sizeof preamble, map->size - sizeof preamble);
}

static bool face_is_right(const struct file_map *map)
{
    if (!preamble_is_right(map, FACE_MAGIC, sizeof(struct face_header)))
        return false;
    const struct face_header *header = (const struct face_header *)(const void *)map->data;
    if (header->subset_count > FACE_SUBSETS_MAX || !span_fits(map, header->table) ||
        !span_fits(map, header->numbers) || header->numbers.size != header->table.size ||
        !span_fits(map, header->glyphs) || header->glyphs.size < sizeof(struct face_glyph) ||
        !span_fits(map, header->steps) || !span_fits(map, header->outlines) ||
        !span_fits(map, header->ink) ||
        header->ink.size != FACE_INK_COUNT * sizeof(struct face_ink))
        return false;
    for (unsigned i = 0; i < FACE_CHARACTERS / FACE_BLOCK; i++)
        if (header->blocks[i] * FACE_BLOCK * sizeof(uint16_t) > header->table.size)
            return false;
    return memchr(header->name, '\0', FACE_NAME_SIZE) != NULL;
}

static bool stream_is_right(const struct file_map *map)
{
    return preamble_is_right(map, STREAM_MAGIC, sizeof(struct stream_header)) &&
           span_fits(map, ((const struct stream_header *)(const void *)map->data)->stream);
}

/* Maps one file of the folder; false with a diagnostic when it is missing or is_right denies it. */
static bool load(const char *folder, const char *name, bool (*is_right)(const struct file_map *),
                 struct file_map *map, struct diags *diags)
{
    struct text path = TEXT_EMPTY;
    text_format(&path, "%s/%s", folder, name);
    int const error = file_map(path.data, map);
    bool const right = error == 0 && is_right(map);
    if (!right)
        diag_add(diags, error ? MESSAGE_FONT_MISSING : MESSAGE_FONT_DAMAGED, (struct pos){0}, NULL,
                 path.data, error ? file_reason(error) : "", NULL);
    text_free(&path);
    return right;
}

static int advance_of(const void *self, enum face face, uint32_t code_point)
{
    return face_advance(fonts_table(self, face), code_point);
}

static void make_table(struct face_table *table, const struct file_map *map)
{
    const struct face_header *header = (const struct face_header *)(const void *)map->data;
    char unit[STRING_UNIT_SIZE];
    table->blocks = header->blocks;
    table->entries = (const uint16_t *)(const void *)(map->data + header->table.offset);
    for (uint32_t code = 0; code < METRICS_PLAIN; code++) {
        table->advances[code] = (int16_t)face_advance(table, code);
        if (string_unit(unit, code) == unit + 2 && !mark_is(code))
            table->plain[code] = face_has(table, code);
    }
}

struct fonts *fonts_load(const char *folder, struct diags *diags)
{
    struct fonts *fonts = xmalloc(sizeof *fonts);
    *fonts = (struct fonts){.deflater = deflater_new(DEFLATER_FAST), .memo = memo_new()};
    bool right = true;
    for (int stream = 0; stream < FONTS_STREAMS; stream++)
        if (!load(folder, stream_files[stream], stream_is_right, &fonts->streams[stream], diags))
            right = false;
    for (int face = 0; face < FACE_COUNT; face++)
        if (!load(folder, face_files[face], face_is_right, &fonts->faces[face], diags))
            right = false;
    if (!right) {
        fonts_free(fonts);
        return NULL;
    }
    const struct face_header *regular = fonts_face(fonts, FACE_REGULAR);
    fonts->metrics = (struct metrics){
        .self = fonts,
        .advance = advance_of,
        .ascent = regular->ascent,
        .descent = regular->descent,
        .line_gap = regular->line_gap,
        .memo = fonts->memo,
    };
    for (int face = 0; face < FACE_COUNT; face++) {
        make_table(&fonts->tables[face], &fonts->faces[face]);
        fonts->metrics.plain[face] = fonts->tables[face].advances;
    }
    fonts->makers = font_makers_new(fonts);
    return fonts;
}

void fonts_free(struct fonts *fonts)
{
    if (!fonts)
        return;
    font_makers_free(fonts->makers);
    for (int face = 0; face < FACE_COUNT; face++)
        file_unmap(&fonts->faces[face]);
    for (int stream = 0; stream < FONTS_STREAMS; stream++)
        file_unmap(&fonts->streams[stream]);
    deflater_free(fonts->deflater);
    memo_free(fonts->memo);
    free(fonts);
}

struct font_makers *fonts_makers(const struct fonts *fonts)
{
    return fonts->makers;
}

struct deflater *fonts_deflater(const struct fonts *fonts)
{
    return fonts->deflater;
}

const struct metrics *fonts_metrics(const struct fonts *fonts)
{
    return &fonts->metrics;
}
