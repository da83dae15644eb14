/*
 * test_sfnt.c - subsets as complete fonts: what OpenType says of their tables, for every subset, and of what is no font.
 */
#include "pdf/marks.h"
#include "pdf/program.h"
#include "svg/sfnt.h"
#include "svg/svg.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "pdf/opentype.h"

static const unsigned char *table(const unsigned char *font, const char *tag, size_t *size)
{
    for (unsigned i = 0; i < at16(font + 4); i++) {
        const unsigned char *record = font + 12 + 16 * i;
        if (memcmp(record, tag, 4) != 0)
            continue;
        *size = at32(record + 12);
        return font + at32(record + 8);
    }
    fail_msg("there is no table %s", tag);
    return NULL;
}

/* By format 4, as a browser does. */
static unsigned glyph_of(const unsigned char *cmap, unsigned code)
{
    const unsigned char *four = cmap + at32(cmap + 8);
    unsigned const doubled = at16(four + 6);
    for (unsigned i = 0; i < doubled; i += 2) {
        unsigned const last = at16(four + 14 + i), first = at16(four + 16 + doubled + i);
        if (code <= last)
            return code < first ? 0 : (code + at16(four + 16 + 2 * doubled + i)) & 0xFFFF;
    }
    return 0;
}

/* What a font of the subset is made of. */
static void make(enum face face, int subset, struct text *bytes, struct text *map)
{
    static uint16_t codes[FACE_CHARACTERS];
    struct program *program = program_new(fonts, face);
    size_t count = 0;
    for (unsigned code = 0; code < FACE_CHARACTERS; code++)
        if (face_subset(fonts_table(fonts, face), code) == subset)
            codes[count++] = (uint16_t)code;
    program_make(program, codes, count);
    text_add_bytes(bytes, program_bytes(program).data, program_bytes(program).size);
    for (size_t i = 0; i < count; i++) {
        unsigned const glyph = program_glyph(program, codes[i]);
        while (map->len < 2 * (size_t)codes[i])
            text_add_char(map, '\0');
        text_add_char(map, (char)(glyph >> 8));
        text_add_char(map, (char)glyph);
    }
    program_free(program);
}

static void check_directory(const unsigned char *font, size_t size)
{
    const unsigned char *before = NULL;
    assert_int_equal(size % 4, 0);
    assert_int_equal(at16(font + 4), 10);
    for (unsigned i = 0; i < at16(font + 4); i++) {
        const unsigned char *record = font + 12 + 16 * i;
        size_t const offset = at32(record + 8), length = at32(record + 12);
        assert_true(!before || memcmp(before, record, 4) < 0);
        assert_true(offset % 4 == 0 && offset + length <= size && length > 0);
        if (memcmp(record, "head", 4) != 0)
            assert_int_equal(sum(font + offset, (length + 3) / 4 * 4), at32(record + 4));
        before = record;
    }
    assert_int_equal(sum(font, size), 0xB1B0AFBA);
}

static void check_glyphs(const unsigned char *font, enum face face, const struct text *map)
{
    size_t size, metrics_size;
    const unsigned char *cmap = table(font, "cmap", &size);
    const unsigned char *metrics = table(font, "hmtx", &metrics_size);
    unsigned const units = at16(table(font, "head", &size) + 18);
    unsigned const glyphs = at16(table(font, "maxp", &size) + 4);
    assert_int_equal(at16(table(font, "hhea", &size) + 34), glyphs);
    assert_int_equal(metrics_size, 4 * (size_t)glyphs);
    for (unsigned code = 1; code < 0x10000; code++) {
        unsigned const wanted =
            2 * (size_t)code < map->len ? at16((const unsigned char *)map->data + 2 * code) : 0;
        assert_int_equal(glyph_of(cmap, code), wanted);
        if (!wanted)
            continue;
        unsigned const advance = at16(metrics + 4 * wanted) * 1000U;
        int const told = face_advance(fonts_table(fonts, face), code);
        if (mark_is(code))
            assert_int_equal(advance, 0);
        else
            assert_true(labs((long)advance - (long)told * (long)units) <= (long)units / 2 + 1);
    }
}

static void every_subset_is_a_font(void **state)
{
    (void)state;
    struct svg_kit *kit = svg_kit_new(fonts);
    struct svg_font font;
    size_t count = 0;
    for (int subset = 0; subset < FACE_SUBSETS_MAX; subset++)
        for (enum face face = FACE_REGULAR; face < FACE_COUNT; face++) {
            const struct face_header *header = fonts_face(fonts, face);
            struct text program = TEXT_EMPTY, map = TEXT_EMPTY;
            if ((unsigned)subset >= header->subset_count)
                continue;
            assert_true(svg_kit_font(kit, count++, &font));
            assert_int_equal(font.weight, face == FACE_BOLD ? 700 : 400);
            make(face, subset, &program, &map);
            check_directory(font.bytes, font.size);
            check_glyphs(font.bytes, face, &map);
            text_free(&program);
            text_free(&map);
        }
    assert_false(svg_kit_font(kit, count, &font));
    svg_kit_free(kit);
}

/* Every beginning of a program, and a program whose numbers lie, is refused or made into something; nothing is read behind it. */
static void what_is_no_font_is_refused(void **state)
{
    (void)state;
    struct text program = TEXT_EMPTY, map = TEXT_EMPTY;
    make(FACE_REGULAR, 1, &program, &map);
    for (size_t size = 0; size < program.len; size += size < 400 ? 1 : 97) {
        struct text out = TEXT_EMPTY;
        unsigned char *copy = malloc(size + 1); /* so that a sanitizer sees its end */
        memcpy(copy, program.data, size);
        struct sfnt_source const source = {.program = {copy, size},
                                           .glyph_map = {(const unsigned char *)map.data, map.len},
                                           .family = "F",
                                           .weight = 400};
        if (size < 270) /* the widths come last of what is asked for */
            assert_false(sfnt_build(&source, &out));
        else
            sfnt_build(&source, &out);
        text_free(&out);
        free(copy);
    }
    for (size_t at = 0; at < 300; at++) {
        struct text out = TEXT_EMPTY;
        char const kept = program.data[at];
        program.data[at] = (char)0xFF;
        struct sfnt_source const source = {
            .program = {(const unsigned char *)program.data, program.len},
            .glyph_map = {(const unsigned char *)map.data, map.len},
            .family = "F",
            .weight = 700};
        sfnt_build(&source, &out);
        program.data[at] = kept;
        text_free(&out);
    }
    text_free(&program);
    text_free(&map);
}

static bool builds(const struct text *program, const struct text *map)
{
    struct text out = TEXT_EMPTY;
    struct sfnt_source const source = {
        .program = {(const unsigned char *)program->data, program->len},
        .glyph_map = {(const unsigned char *)map->data, map->len},
        .family = "F",
        .weight = 400};
    bool const good = sfnt_build(&source, &out);
    assert_true(good == (out.len > 0));
    text_free(&out);
    return good;
}

/* Two bytes of the program are others, for one try. */
static bool builds_with(struct text *program, const struct text *map, size_t at, unsigned value)
{
    char const kept[] = {program->data[at], program->data[at + 1]};
    program->data[at] = (char)(value >> 8);
    program->data[at + 1] = (char)value;
    bool const good = builds(program, map);
    memcpy(program->data + at, kept, sizeof kept);
    return good;
}

/* Of every glyph the width must be there. */
static void widths_that_are_missing_are_noticed(void **state)
{
    (void)state;
    enum { METRICS = 34, GLYPHS = 4, SIZE = 12 };
    struct text program = TEXT_EMPTY, map = TEXT_EMPTY;
    size_t size;
    make(FACE_REGULAR, 1, &program, &map);
    const unsigned char *font = (const unsigned char *)program.data;
    size_t const metrics = (size_t)(table(font, "hhea", &size) - font) + METRICS;
    size_t const glyphs = (size_t)(table(font, "maxp", &size) - font) + GLYPHS;
    unsigned const count = at16(font + glyphs);
    assert_true(builds(&program, &map));
    assert_true(builds_with(&program, &map, metrics, at16(font + metrics)));
    assert_false(builds_with(&program, &map, metrics, 0));
    assert_false(builds_with(&program, &map, metrics, count + 1));
    assert_false(builds_with(&program, &map, metrics, 0xFFFF));
    assert_false(builds_with(&program, &map, glyphs, 0xFFFF));
    for (unsigned i = 0; i < at16(font + 4); i++) {
        size_t const record = SIZE + 16 * (size_t)i;
        if (memcmp(font + record, "hmtx", 4) == 0)
            assert_false(builds_with(&program, &map, record + 14, at16(font + record + 14) - 1));
    }
    text_free(&program);
    text_free(&map);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_subset_is_a_font),
        cmocka_unit_test(what_is_no_font_is_refused),
        cmocka_unit_test(widths_that_are_missing_are_noticed),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
