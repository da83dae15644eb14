/*
 * The baked faces against the fonts they were cut from: widths, glyphs, text maps; and damaged files.
 */
#include "base/arena.h"
#include "base/file.h"
#include "pdf/fonts.h"

#include <errno.h>
#include <hb-ot.h>
#include <hb.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include <cmocka.h>

static const char *const sources[FACE_COUNT][2] = {
    {"/usr/share/fonts/truetype/liberation2/LiberationSerif-Regular.ttf",
     "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"},
    {"/usr/share/fonts/truetype/liberation2/LiberationSerif-Bold.ttf",
     "/usr/share/fonts/truetype/liberation/LiberationSerif-Bold.ttf"},
    {"/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", ""},
};

struct fixture {
    struct fonts *fonts;
    struct diags *diags;
    hb_font_t *originals[FACE_COUNT];
};

static const char *build_folder(void)
{
    const char *folder = getenv("BUILD");
    return folder ? folder : "build";
}

static hb_font_t *open_font(hb_blob_t *blob)
{
    assert_non_null(blob);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    hb_font_t *font = hb_font_create(face);
    hb_face_destroy(face);
    return font;
}

static int set_up(void **state)
{
    static struct fixture fixture;
    struct text folder = TEXT_EMPTY;
    text_add(&folder, build_folder());
    text_add(&folder, "/share/fonts");
    fixture.diags = diags_new();
    fixture.fonts = fonts_load(folder.data, fixture.diags);
    text_free(&folder);
    for (int face = 0; face < FACE_COUNT; face++) {
        const char *path = sources[face][access(sources[face][0], R_OK) == 0 ? 0 : 1];
        fixture.originals[face] = open_font(hb_blob_create_from_file_or_fail(path));
    }
    *state = &fixture;
    return fixture.fonts ? 0 : -1;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    fonts_free(fixture->fonts);
    diags_free(fixture->diags);
    for (int face = 0; face < FACE_COUNT; face++)
        hb_font_destroy(fixture->originals[face]);
    return 0;
}

static long original_advance(hb_font_t *font, hb_codepoint_t glyph)
{
    long const em = (long)hb_face_get_upem(hb_font_get_face(font));
    return (hb_font_get_glyph_h_advance(font, glyph) * 1000L + em / 2) / em;
}

/* The glyph of a character, or of the one that it looks like (fonts.xml). */
static hb_codepoint_t original_glyph(hb_font_t *font, uint32_t code)
{
    static const uint32_t aliases[][2] = {{0x2011, 0x2010}, {0x27C2, 0x22A5}, {0x2312, 0x25E0}};
    hb_codepoint_t glyph = 0;
    if (hb_font_get_nominal_glyph(font, code, &glyph))
        return glyph;
    for (size_t i = 0; i < sizeof aliases / sizeof *aliases; i++)
        if (aliases[i][0] == code)
            hb_font_get_nominal_glyph(font, aliases[i][1], &glyph);
    return glyph;
}

static void widths_are_the_originals(void **state)
{
    const struct fixture *fixture = *state;
    int count = 0;
    for (int face = 0; face < FACE_COUNT; face++)
        for (uint32_t code = 0; code <= 0x10FFFF; code++) {
            int const advance = face_advance(fonts_table(fixture->fonts, (enum face)face), code);
            if (advance < 0)
                continue;
            hb_codepoint_t const glyph = original_glyph(fixture->originals[face], code);
            assert_int_not_equal(glyph, 0);
            assert_int_equal(advance, original_advance(fixture->originals[face], glyph));
            count++;
        }
    assert_true(count > 1500);
}

/* What is looked up at once is what the table says. */
static void plain_characters_are_the_tables(void **state)
{
    struct fonts *fonts = ((const struct fixture *)*state)->fonts;
    const struct metrics *metrics = fonts_metrics(fonts);
    for (int face = 0; face < FACE_COUNT; face++) {
        const struct face_table *table = fonts_table(fonts, (enum face)face);
        for (uint32_t code = 0; code <= METRICS_PLAIN; code++) {
            int const advance = face_advance(table, code);
            assert_int_equal(metrics_advance(metrics, (enum face)face, code), advance);
            assert_int_equal(metrics->advance(metrics->self, (enum face)face, code), advance);
            if (code < METRICS_PLAIN && table->plain[code])
                assert_int_equal(table->plain[code] - 1, face_subset(table, code));
        }
        assert_int_equal(table->plain['('],
                         0); /* escaped, as is U+0428, whose low byte is the same */
        assert_int_equal(table->plain[0x428], 0);
    }
}

static void every_wanted_character_is_there(void **state)
{
    static const char wanted[] =
        "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя0123456789"
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
        "№«»„“”‘’—–…§°±×÷•‰€©\xC2\xA0\xC2\xAD\xE2\x80\x91өүҥһәғқңұіҗҕҙҡҫӑӗӧӱ\xCC\x81é";
    static const char signs[] = "☐☑☒✓✔✗₽";
    const struct metrics *metrics = fonts_metrics(((const struct fixture *)*state)->fonts);
    int advance;
    uint32_t code;
    for (const char *p = wanted; (code = utf8_next(&p)) != 0;) {
        assert_int_equal(metrics_face_for(metrics, FACE_REGULAR, code, &advance), FACE_REGULAR);
        assert_int_equal(metrics_face_for(metrics, FACE_BOLD, code, &advance), FACE_BOLD);
    }
    for (const char *p = signs; (code = utf8_next(&p)) != 0;)
        assert_int_equal(metrics_face_for(metrics, FACE_REGULAR, code, &advance), FACE_SYMBOL);
    assert_int_equal(metrics_face_for(metrics, FACE_REGULAR, 0x6F22, &advance), FACE_COUNT);
    assert_int_equal(metrics_face_for(metrics, FACE_REGULAR, 0x1F600, &advance), FACE_COUNT);
    assert_int_equal(metrics_face_for(metrics, FACE_REGULAR, 0x202E, &advance), FACE_COUNT);
}

static void line_metrics_are_those_of_hhea(void **state)
{
    const struct metrics *metrics = fonts_metrics(((const struct fixture *)*state)->fonts);
    assert_int_equal(metrics->ascent, 891);
    assert_int_equal(metrics->descent, 216);
    assert_int_equal(metrics->line_gap, 42);
}

static struct text inflate_bytes(struct bytes packed)
{
    uLongf size = 1 << 20;
    char *buffer = xmalloc(size);
    assert_int_equal(uncompress((unsigned char *)buffer, &size, packed.data, packed.size), Z_OK);
    struct text out = TEXT_EMPTY;
    text_add_bytes(&out, buffer, size);
    free(buffer);
    return out;
}

/* Reads "<A><B><C>" lines between beginbfrange and endbfrange. */
static void parse_ranges(const char *map, bool *mapped)
{
    int count;
    for (const char *p = map; (p = strstr(p, " beginbfrange\n")) != NULL; p += count > 0) {
        const char *digits = p;
        while (digits > map && digits[-1] >= '0' && digits[-1] <= '9')
            digits--;
        count = atoi(digits);
        assert_in_range(count, 1, 100);
        p = strchr(p, '\n') + 1;
        for (int i = 0; i < count; i++, p = strchr(p, '\n') + 1) {
            unsigned first, last, to;
            assert_int_equal(sscanf(p, "<%4x><%4x><%4x>\n", &first, &last, &to), 3);
            assert_int_equal(first, to);
            assert_int_equal(first >> 8, last >> 8);
            for (unsigned code = first; code <= last; code++)
                mapped[code] = true;
        }
        assert_memory_equal(p, "endbfrange\n", 11);
    }
}

/* One map serves all fonts: it maps every character of every face to itself. */
static void every_character_maps_to_itself(void **state)
{
    static bool mapped[FACE_CHARACTERS];
    const struct fonts *fonts = ((const struct fixture *)*state)->fonts;
    struct text map = inflate_bytes(fonts_stream(fonts, FONTS_TO_UNICODE));
    parse_ranges(map.data, mapped);
    for (int face = 0; face < FACE_COUNT; face++)
        for (uint32_t code = 0; code < FACE_CHARACTERS; code++)
            if (face_subset(fonts_table(fonts, (enum face)face), code) >= 0)
                assert_true(mapped[code]);
    for (uint32_t surrogate = 0xD800; surrogate < 0xE000; surrogate++)
        assert_false(mapped[surrogate]);
    text_free(&map);
}

/* Every character's glyph in the cut has the extents and the advance that it had. */
static void check_glyphs(const struct fonts *fonts, enum face face, int subset, hb_font_t *original)
{
    const struct face_subset *baked = &fonts_face(fonts, face)->subsets[subset];
    struct text program = inflate_bytes(fonts_bytes(fonts, face, baked->program));
    struct text map = inflate_bytes(fonts_bytes(fonts, face, baked->glyph_map));
    assert_int_equal(program.len, baked->program_length);
    hb_font_t *font = open_font(
        hb_blob_create(program.data, (unsigned)program.len, HB_MEMORY_MODE_READONLY, NULL, NULL));
    for (uint32_t code = 0; code < FACE_CHARACTERS; code++) {
        if (face_subset(fonts_table(fonts, face), code) != subset)
            continue;
        assert_true(2 * code + 1 < map.len);
        hb_codepoint_t const cut = (hb_codepoint_t)((unsigned char)map.data[2 * code] << 8 |
                                                    (unsigned char)map.data[2 * code + 1]);
        hb_codepoint_t const glyph = original_glyph(original, code);
        hb_glyph_extents_t before = {0}, after = {0};
        assert_int_not_equal(cut, 0);
        hb_font_get_glyph_extents(original, glyph, &before);
        hb_font_get_glyph_extents(font, cut, &after);
        assert_memory_equal(&before, &after, sizeof before);
        assert_int_equal(hb_font_get_glyph_h_advance(original, glyph),
                         hb_font_get_glyph_h_advance(font, cut));
    }
    hb_font_destroy(font);
    text_free(&program);
    text_free(&map);
}

/* The /W array gives each character of the subset the width that layout reckons with. */
static void check_widths(const struct fonts *fonts, enum face face, int subset)
{
    static long widths[FACE_CHARACTERS];
    const struct face_subset *baked = &fonts_face(fonts, face)->subsets[subset];
    struct bytes const array = fonts_bytes(fonts, face, baked->widths);
    for (int i = 0; i < FACE_CHARACTERS; i++)
        widths[i] = (long)baked->default_width;
    struct text copy = TEXT_EMPTY;
    text_add_bytes(&copy, array.data, array.size);
    char *p = copy.data + 1;
    while (*p != ']') {
        long code = strtol(p, &p, 10);
        assert_int_equal(*p++, '[');
        while (*p != ']')
            widths[code++] = strtol(p, &p, 10);
        p++;
    }
    for (uint32_t code = 0; code < FACE_CHARACTERS; code++)
        if (face_subset(fonts_table(fonts, face), code) == subset)
            assert_int_equal(widths[code], face_advance(fonts_table(fonts, face), code));
    text_free(&copy);
}

static void every_subset_is_a_font_of_its_own(void **state)
{
    const struct fixture *fixture = *state;
    for (int face = 0; face < FACE_COUNT; face++) {
        const struct face_header *header = fonts_face(fixture->fonts, (enum face)face);
        for (int i = 0; i < (int)header->subset_count; i++) {
            assert_int_equal(strlen(header->subsets[i].tag), FACE_TAG_LENGTH);
            for (int j = 0; j < i; j++)
                assert_string_not_equal(header->subsets[i].tag, header->subsets[j].tag);
            check_glyphs(fixture->fonts, (enum face)face, i, fixture->originals[face]);
            check_widths(fixture->fonts, (enum face)face, i);
        }
    }
}

/* Copies the baked files to a folder of their own, with one byte of one of them changed. */
static void copy_baked(struct arena *arena, const char *folder, const char *damaged)
{
    static const char *const names[] = {"regular.face", "bold.face", "symbol.face", "srgb.icc",
                                        "unicode.cmap"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        struct text bytes = TEXT_EMPTY;
        const char *path = arena_printf(arena, "%s/share/fonts/%s", build_folder(), names[i]);
        assert_int_equal(file_read(path, 1 << 24, &bytes), 0);
        if (damaged && strcmp(names[i], damaged) == 0)
            bytes.data[bytes.len / 2] ^= 1;
        assert_int_equal(
            file_write(arena_printf(arena, "%s/%s", folder, names[i]), bytes.data, bytes.len), 0);
        text_free(&bytes);
    }
}

static void expect_refusal(const char *folder, const char *code, const char *culprit)
{
    struct diags *diags = diags_new();
    assert_null(fonts_load(folder, diags));
    assert_int_equal(diags_count(diags), 1);
    assert_string_equal(diags_get(diags, 0)->code, code);
    assert_non_null(strstr(diags_get(diags, 0)->text[LANGUAGE_RU], culprit));
    assert_int_equal(diags_exit_status(diags), 3);
    diags_free(diags);
}

static void missing_and_damaged_files_are_named(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    char *folder = arena_printf(arena, "%s/tests/pdf/faces-XXXXXX", build_folder());
    assert_non_null(mkdtemp(folder));
    copy_baked(arena, folder, "bold.face");
    expect_refusal(folder, "E311", "bold.face");
    copy_baked(arena, folder, "srgb.icc");
    expect_refusal(folder, "E311", "srgb.icc");
    copy_baked(arena, folder, NULL);
    const char *symbol = arena_printf(arena, "%s/symbol.face", folder);
    assert_int_equal(truncate(symbol, 1000), 0);
    expect_refusal(folder, "E311", "symbol.face");
    assert_int_equal(truncate(symbol, 0), 0);
    expect_refusal(folder, "E311", "symbol.face");
    unlink(symbol);
    expect_refusal(folder, "E310", "symbol.face");
    unlink(arena_printf(arena, "%s/regular.face", folder));
    unlink(arena_printf(arena, "%s/bold.face", folder));
    unlink(arena_printf(arena, "%s/srgb.icc", folder));
    unlink(arena_printf(arena, "%s/unicode.cmap", folder));
    rmdir(folder);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths_are_the_originals),
        cmocka_unit_test(plain_characters_are_the_tables),
        cmocka_unit_test(every_wanted_character_is_there),
        cmocka_unit_test(line_metrics_are_those_of_hhea),
        cmocka_unit_test(every_character_maps_to_itself),
        cmocka_unit_test(every_subset_is_a_font_of_its_own),
        cmocka_unit_test(missing_and_damaged_files_are_named),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
