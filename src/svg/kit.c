/*
 * kit.c - subsets as fonts for browsers; see svg.h and kit.h.
 */
#include "svg/kit.h"

#include "base/arena.h"
#include "pdf/program.h"
#include "svg/sfnt.h"

#include <stdlib.h>

/* A subset as a font; made when its bytes are there. */
struct made {
    struct text bytes;
    struct text ranges;
    struct text encoded; /* base64 */
};

struct svg_kit {
    const struct fonts *fonts;
    struct program *programs[FACE_COUNT];
    struct made made[FACE_COUNT][FACE_SUBSETS_MAX];
};

struct svg_kit *svg_kit_new(const struct fonts *fonts)
{
    struct svg_kit *kit = xcalloc(1, sizeof *kit);
    kit->fonts = fonts;
    for (int face = 0; face < FACE_COUNT; face++)
        kit->programs[face] = program_new(fonts, (enum face)face);
    return kit;
}

void svg_kit_free(struct svg_kit *kit)
{
    if (!kit)
        return;
    for (int face = 0; face < FACE_COUNT; face++) {
        program_free(kit->programs[face]);
        for (int subset = 0; subset < FACE_SUBSETS_MAX; subset++) {
            struct made *made = &kit->made[face][subset];
            text_free(&made->bytes);
            text_free(&made->ranges);
            text_free(&made->encoded);
        }
    }
    free(kit);
}

const struct fonts *kit_fonts(const struct svg_kit *kit)
{
    return kit->fonts;
}

static const char *family_of(enum face face)
{
    return face == FACE_SYMBOL ? SVG_SIGNS : SVG_SERIF;
}

static int weight_of(enum face face)
{
    enum { NORMAL = 400, BOLD = 700 };
    return face == FACE_BOLD ? BOLD : NORMAL;
}

static void put_code(struct text *out, unsigned code)
{
    static const char digits[] = "0123456789ABCDEF";
    int shift = 12;
    while (shift && !(code >> shift))
        shift -= 4;
    for (; shift >= 0; shift -= 4)
        text_add_char(out, digits[code >> shift & 15]);
}

/* The codes that have a glyph. */
static void put_ranges(struct text *out, struct bytes map)
{
    unsigned const end = (unsigned)(map.size / 2);
    for (unsigned code = 0; code < end; code++) {
        unsigned last = code;
        while (last < end && (map.data[2 * last] || map.data[2 * last + 1]))
            last++;
        if (last == code)
            continue;
        text_add_item(out, ",", "U+");
        put_code(out, code);
        if (last > code + 1) {
            text_add_char(out, '-');
            put_code(out, last - 1);
        }
        code = last;
    }
}

/* Leaves the glyphs of the codes, two bytes each, in map. */
static void make_program(struct svg_kit *kit, enum face face, int subset, struct text *map)
{
    const struct face_table *table = fonts_table(kit->fonts, face);
    uint16_t *codes = xmalloc(FACE_CHARACTERS * sizeof *codes);
    size_t count = 0;
    for (uint32_t code = 0; code < FACE_CHARACTERS; code++)
        if (face_subset(table, code) == subset)
            codes[count++] = (uint16_t)code;
    program_make(kit->programs[face], codes, count);
    for (size_t i = 0; i < count; i++) {
        unsigned const glyph = program_glyph(kit->programs[face], codes[i]);
        while (map->len < 2 * (size_t)codes[i])
            text_add_char(map, '\0');
        text_add_char(map, (char)(glyph >> 8));
        text_add_char(map, (char)glyph);
    }
    free(codes);
}

static void make(struct svg_kit *kit, enum face face, int subset, struct made *made)
{
    struct text map = TEXT_EMPTY;
    make_program(kit, face, subset, &map);
    struct sfnt_source const source = {
        .program = program_bytes(kit->programs[face]),
        .glyph_map = {(const unsigned char *)text_string(&map), map.len},
        .family = family_of(face),
        .weight = weight_of(face),
    };
    sfnt_build(&source, &made->bytes);
    put_ranges(&made->ranges, source.glyph_map);
    text_free(&map);
}

static struct made *get(struct svg_kit *kit, enum face face, int subset)
{
    struct made *made = &kit->made[face][subset];
    if (!made->bytes.len)
        make(kit, face, subset, made);
    return made;
}

/* Of every face the subset of that number, then those of the next: Russian text comes first. */
static bool find(const struct svg_kit *kit, size_t index, enum face *face, int *subset)
{
    for (*subset = 0; *subset < FACE_SUBSETS_MAX; ++*subset)
        for (*face = FACE_REGULAR; *face < FACE_COUNT; ++*face)
            if ((unsigned)*subset < fonts_face(kit->fonts, *face)->subset_count && !index--)
                return true;
    return false;
}

bool svg_kit_font(struct svg_kit *kit, size_t index, struct svg_font *font)
{
    enum face face;
    int subset;
    if (!find(kit, index, &face, &subset))
        return false;
    struct made *made = get(kit, face, subset);
    *font = (struct svg_font){.family = family_of(face),
                              .weight = weight_of(face),
                              .ranges = text_string(&made->ranges),
                              .bytes = text_string(&made->bytes),
                              .size = made->bytes.len};
    return true;
}

/* RFC 4648, 4. */
static void put_base64(struct text *out, const struct text *bytes)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    enum { GROUP = 3, LETTERS = 4, BITS = 6, MASK = 63 };
    text_reserve(out, (bytes->len + 2) / GROUP * LETTERS);
    for (size_t at = 0; at < bytes->len; at += GROUP) {
        uint32_t group = 0;
        for (size_t i = 0; i < GROUP; i++)
            group = group << 8 | (at + i < bytes->len ? (unsigned char)bytes->data[at + i] : 0);
        for (size_t i = 0; i < LETTERS; i++)
            text_add_char(
                out, at + i > bytes->len ? '=' : letters[group >> BITS * (LETTERS - 1 - i) & MASK]);
    }
}

void kit_put_rules(struct svg_kit *kit, const struct svg_use *use, struct text *out)
{
    for (int face = 0; face < FACE_COUNT; face++)
        for (int subset = 0; subset < FACE_SUBSETS_MAX; subset++) {
            if (!use->used[face][subset])
                continue;
            struct made *made = get(kit, (enum face)face, subset);
            if (!made->encoded.len)
                put_base64(&made->encoded, &made->bytes);
            text_format(out, "@font-face{font-family:\"%s\";font-weight:%d;unicode-range:%s;src:",
                        family_of((enum face)face), weight_of((enum face)face),
                        text_string(&made->ranges));
            text_add(out, "url(data:font/ttf;base64,");
            text_add_bytes(out, made->encoded.data, made->encoded.len);
            text_add(out, ")}\n");
        }
}
