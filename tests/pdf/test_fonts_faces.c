/*
 * The baked faces against the fonts they were cut from: widths, glyphs, text maps; and damaged files.
 */
#include "base/arena.h"
#include "base/file.h"
#include "pdf/made.h"
#include "pdf/program.h"

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
                assert_true(face_has(table, code));
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

/* One map serves all fonts: it maps every character of every face to itself.  The usual one serves usual blocks. */
static void every_character_maps_to_itself(void **state)
{
    static bool mapped[2][FACE_CHARACTERS];
    const struct fonts *fonts = ((const struct fixture *)*state)->fonts;
    struct text map = inflate_bytes(fonts_stream(fonts, FONTS_TO_UNICODE));
    struct text usual = inflate_bytes(fonts_stream(fonts, FONTS_TO_UNICODE_USUAL));
    parse_ranges(map.data, mapped[0]);
    parse_ranges(usual.data, mapped[1]);
    for (int face = 0; face < FACE_COUNT; face++)
        for (uint32_t code = 0; code < FACE_CHARACTERS; code++) {
            if (!face_has(fonts_table(fonts, (enum face)face), code))
                continue;
            assert_true(mapped[0][code]);
            assert_int_equal(mapped[1][code], face_block_is_usual(code / FACE_BLOCK));
        }
    for (uint32_t surrogate = 0xD800; surrogate < 0xE000; surrogate++)
        assert_false(mapped[0][surrogate] || mapped[1][surrogate]);
    text_free(&map);
    text_free(&usual);
}

/* ---- outlines, as HarfBuzz draws them ---------------------------------------------------------- */

static void draw_points(struct text *out, char kind, int count, const float *points)
{
    text_add_char(out, kind);
    text_add_bytes(out, points, (size_t)count * sizeof *points);
}

static void move_to(hb_draw_funcs_t *funcs, void *out, hb_draw_state_t *state, float x, float y,
                    void *user)
{
    (void)funcs, (void)state, (void)user;
    draw_points(out, 'm', 2, (float[]){x, y});
}

static void line_to(hb_draw_funcs_t *funcs, void *out, hb_draw_state_t *state, float x, float y,
                    void *user)
{
    (void)funcs, (void)state, (void)user;
    draw_points(out, 'l', 2, (float[]){x, y});
}

static void quadratic_to(hb_draw_funcs_t *funcs, void *out, hb_draw_state_t *state, float by_x,
                         float by_y, float x, float y, void *user)
{
    (void)funcs, (void)state, (void)user;
    draw_points(out, 'q', 4, (float[]){by_x, by_y, x, y});
}

static struct text draw(hb_font_t *font, hb_codepoint_t glyph)
{
    struct text out = TEXT_EMPTY;
    hb_draw_funcs_t *funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(funcs, move_to, NULL, NULL);
    hb_draw_funcs_set_line_to_func(funcs, line_to, NULL, NULL);
    hb_draw_funcs_set_quadratic_to_func(funcs, quadratic_to, NULL, NULL);
#if HB_VERSION_ATLEAST(7, 0, 0)
    hb_font_draw_glyph(font, glyph, funcs, &out);
#else
    hb_font_get_glyph_shape(font, glyph, funcs, &out);
#endif
    hb_draw_funcs_destroy(funcs);
    return out;
}

static size_t codes_of(const struct fonts *fonts, enum face face, uint16_t *codes)
{
    size_t count = 0;
    for (uint32_t code = 0; code < FACE_CHARACTERS; code++)
        if (face_has(fonts_table(fonts, face), code))
            codes[count++] = (uint16_t)code;
    return count;
}

/* Every character's glyph in the program has the outline, to the point, and the advance that it had. */
static void check_glyphs(const struct program *program, const uint16_t *codes, size_t count,
                         hb_font_t *original)
{
    struct bytes const bytes = program_bytes(program);
    hb_font_t *font = open_font(hb_blob_create((const char *)bytes.data, (unsigned)bytes.size,
                                               HB_MEMORY_MODE_READONLY, NULL, NULL));
    for (size_t i = 0; i < count; i++) {
        hb_codepoint_t const cut = program_glyph(program, codes[i]);
        hb_codepoint_t const glyph = original_glyph(original, codes[i]);
        struct text before = draw(original, glyph), after = draw(font, cut);
        assert_int_not_equal(cut, 0);
        assert_int_equal(before.len, after.len);
        if (before.len)
            assert_memory_equal(before.data, after.data, before.len);
        assert_int_equal(hb_font_get_glyph_h_advance(original, glyph),
                         hb_font_get_glyph_h_advance(font, cut));
        text_free(&before);
        text_free(&after);
    }
    hb_font_destroy(font);
}

/* Whole faces, in one font (its outlines then need long places) and every tenth character of them. */
static void glyphs_are_the_originals(void **state)
{
    static uint16_t codes[FACE_CHARACTERS];
    const struct fixture *fixture = *state;
    bool any_is_long = false;
    for (enum face face = FACE_REGULAR; face < FACE_COUNT; face++) {
        struct program *program = program_new(fixture->fonts, face);
        size_t const count = codes_of(fixture->fonts, face, codes);
        program_make(program, codes, count);
        check_glyphs(program, codes, count, fixture->originals[face]);
        any_is_long = any_is_long || program_bytes(program).size > 150000;
        for (size_t first = 0; first + 10 <= count; first += 10) {
            program_make(program, codes + first, 10);
            check_glyphs(program, codes + first, 10, fixture->originals[face]);
        }
        program_free(program);
    }
    assert_true(any_is_long);
}

/* Copies the baked files to a folder of their own, with one byte of one of them changed. */
static void copy_baked(struct arena *arena, const char *folder, const char *damaged)
{
    static const char *const names[] = {"regular.face", "bold.face",    "symbol.face",
                                        "srgb.icc",     "unicode.cmap", "usual.cmap"};
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
    unlink(arena_printf(arena, "%s/usual.cmap", folder));
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
        cmocka_unit_test(glyphs_are_the_originals),
        cmocka_unit_test(missing_and_damaged_files_are_named),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
