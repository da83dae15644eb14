/*
 * test_program.c - fonts of any characters of a face: tables, deflated bytes, maps, widths; and those that are kept.
 */
#include "base/arena.h"
#include "pdf/made.h"
#include "pdf/program.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include <cmocka.h>

#include "pdf/opentype.h"

static uint32_t seed = 1;

static unsigned chance(unsigned of)
{
    seed = seed * 1103515245 + 12345;
    return (seed >> 16) % of;
}

/* Characters of the face, ascending: one of so many of its usual ones, and of the others. */
static size_t pick(enum face face, unsigned usual, unsigned others, uint16_t *codes)
{
    size_t count = 0;
    for (unsigned code = 0; code < FACE_CHARACTERS; code++)
        if (face_has(fonts_table(fonts, face), code) &&
            chance(face_subset(fonts_table(fonts, face), code) < 2 ? usual : others) == 0)
            codes[count++] = (uint16_t)code;
    return count;
}

/* Tables in order, none over another, each with its sum, and the sum of all (ISO/IEC 14496-22, 4.5). */
static void check_directory(struct bytes font)
{
    static const char names[][5] = {"glyf", "head", "hhea", "hmtx", "loca", "maxp"};
    size_t total = 12 + sizeof names / sizeof *names * 16;
    assert_int_equal(at16(font.data + 4), sizeof names / sizeof *names);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const unsigned char *record = font.data + 12 + 16 * i;
        size_t const offset = at32(record + 8), length = at32(record + 12);
        assert_memory_equal(record, names[i], 4);
        assert_true(offset % 4 == 0 && offset + length <= font.size);
        if (i != 1)
            assert_int_equal(sum(font.data + offset, (length + 3) / 4 * 4), at32(record + 4));
        total += (length + 3) / 4 * 4;
    }
    assert_int_equal(total, font.size);
    assert_int_equal(sum(font.data, font.size), 0xB1B0AFBA);
}

/* zlib, which is not what deflated them, says the same and finds the right sum. */
static void check_inflated(const struct text *packed, const unsigned char *bytes, size_t size)
{
    uLongf room = size + 1000;
    unsigned char *out = xmalloc(room);
    assert_int_equal(uncompress(out, &room, (const unsigned char *)packed->data, packed->len),
                     Z_OK);
    assert_int_equal(room, size);
    assert_memory_equal(out, bytes, size);
    free(out);
}

static void check_map(const struct program *program, const uint16_t *codes, size_t count)
{
    static unsigned char wanted[2 * FACE_CHARACTERS];
    struct text packed = TEXT_EMPTY;
    memset(wanted, 0, sizeof wanted);
    for (size_t i = 0; i < count; i++) {
        unsigned const glyph = program_glyph(program, codes[i]);
        wanted[2 * codes[i]] = (unsigned char)(glyph >> 8);
        wanted[2 * codes[i] + 1] = (unsigned char)glyph;
    }
    program_deflate_map(program, codes, count, &packed);
    check_inflated(&packed, wanted, 2 * ((size_t)codes[count - 1] + 1));
    text_free(&packed);
}

static void any_characters_make_a_font(void **state)
{
    static const unsigned shares[][2] = {{1, 1},  {1, 1000}, {2, 100}, {2, 10}, {10, 1000},
                                         {3, 50}, {50, 500}, {1, 20},  {4, 4},  {1, 5000}};
    static uint16_t codes[FACE_CHARACTERS];
    (void)state;
    for (enum face face = FACE_REGULAR; face < FACE_COUNT; face++) {
        struct program *program = program_new(fonts, face);
        for (unsigned round = 0; round < 100; round++) {
            const unsigned *share = shares[round % (sizeof shares / sizeof *shares)];
            size_t const count = pick(face, share[0], share[1], codes);
            struct text packed = TEXT_EMPTY;
            if (!count)
                continue;
            program_make(program, codes, count);
            struct bytes const bytes = program_bytes(program);
            check_directory(bytes);
            program_deflate(program, &packed);
            check_inflated(&packed, bytes.data, bytes.size);
            check_map(program, codes, count);
            text_free(&packed);
        }
        program_free(program);
    }
}

/* What the code was baked for: zlib at its best is no more than a twenty-fifth better. */
static void a_form_is_as_small_as_zlib_makes_it(void **state)
{
    static const char form[] = "ВЗИНПРСУабвгдежзийклмнопрстуфхцчшщыьюя 0123456789.,:()«»—";
    uint16_t codes[sizeof form];
    size_t count = 0;
    (void)state;
    for (const char *p = form; *p;)
        codes[count++] = (uint16_t)utf8_next(&p);
    for (enum face face = FACE_REGULAR; face <= FACE_BOLD; face++) {
        struct program *program = program_new(fonts, face);
        struct text packed = TEXT_EMPTY;
        program_make(program, codes, count);
        program_deflate(program, &packed);
        struct bytes const bytes = program_bytes(program);
        uLongf size = compressBound(bytes.size);
        unsigned char *other = xmalloc(size);
        assert_int_equal(compress2(other, &size, bytes.data, bytes.size, 9), Z_OK);
        assert_true(packed.len < size + size / 25);
        free(other);
        text_free(&packed);
        program_free(program);
    }
}

static void check_widths(enum face face, const struct made_font *font)
{
    static long widths[FACE_CHARACTERS];
    struct text copy = TEXT_EMPTY;
    for (int i = 0; i < FACE_CHARACTERS; i++)
        widths[i] = (long)fonts_face(fonts, face)->default_width;
    text_add_bytes(&copy, font->widths.data, font->widths.size);
    char *p = copy.data + 1;
    while (*p != ']') {
        long code = strtol(p, &p, 10);
        assert_int_equal(*p++, '[');
        while (*p != ']') {
            assert_in_range(code, 0, FACE_CHARACTERS - 1);
            widths[code++] = strtol(p, &p, 10);
        }
        p++;
    }
    assert_int_equal(p[1], '\0');
    for (size_t i = 0; i < font->code_count; i++)
        assert_int_equal(widths[font->codes[i]],
                         face_advance(fonts_table(fonts, face), font->codes[i]));
    text_free(&copy);
}

static void check_cid_set(const struct made_font *font)
{
    static bool wanted[FACE_CHARACTERS + 8];
    struct text set = TEXT_EMPTY;
    memset(wanted, 0, sizeof wanted);
    wanted[0] = true;
    for (size_t i = 0; i < font->code_count; i++)
        wanted[font->codes[i]] = true;
    font_put_cid_set(font, &set);
    for (size_t code = 0; code < 8 * set.len; code++)
        assert_int_equal((unsigned char)set.data[code / 8] >> (7 - code % 8) & 1, wanted[code]);
    assert_int_equal(set.len, font->codes[font->code_count - 1] / 8 + 1);
    text_free(&set);
}

static const struct made_font *make(enum face face, const uint16_t *codes, size_t count)
{
    static struct shown_codes shown;
    memset(&shown, 0, sizeof shown);
    for (size_t i = count; i-- > 0;)
        shown_codes_add(&shown, codes[i]);
    const struct made_font *font = font_make(fonts_makers(fonts), face, &shown);
    assert_int_equal(font->code_count, count);
    assert_memory_equal(font->codes, codes, count * sizeof *codes);
    return font;
}

static void widths_and_sets_are_those_of_the_characters(void **state)
{
    static uint16_t codes[FACE_CHARACTERS];
    (void)state;
    for (enum face face = FACE_REGULAR; face < FACE_COUNT; face++)
        for (unsigned round = 1; round < 60; round++) {
            size_t const count = pick(face, 1 + round % 7, 1 + round * 8, codes);
            if (!count)
                continue;
            const struct made_font *font = make(face, codes, count);
            check_widths(face, font);
            check_cid_set(font);
        }
}

/* A font that is asked for again is the same, whether it was kept or not; another one has another tag. */
static void kept_fonts_are_those_that_would_be_made(void **state)
{
    enum { FONTS = 9, COUNT = 12 };
    uint16_t codes[FONTS][COUNT];
    struct text programs[FONTS];
    char tags[FONTS][FONT_TAG_SIZE];
    (void)state;
    for (unsigned i = 0; i < FONTS; i++) {
        for (unsigned j = 0; j < COUNT; j++)
            codes[i][j] = (uint16_t)(0x430 + i + j);
        const struct made_font *font = make(FACE_BOLD, codes[i], COUNT);
        programs[i] = TEXT_EMPTY;
        text_add_bytes(&programs[i], font->program.data, font->program.size);
        memcpy(tags[i], font->tag, sizeof tags[i]);
        assert_int_equal(strspn(font->tag, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), FONT_TAG_SIZE - 1);
        assert_ptr_equal(make(FACE_BOLD, codes[i], COUNT), font);
        for (unsigned before = 0; before < i; before++)
            assert_string_not_equal(tags[before], tags[i]);
    }
    const struct made_font *longer = make(FACE_BOLD, codes[0], COUNT);
    assert_ptr_not_equal(make(FACE_BOLD, codes[0], COUNT - 1), longer);
    for (unsigned round = 0; round < 60; round++) {
        unsigned const i = chance(FONTS);
        const struct made_font *font = make(FACE_BOLD, codes[i], COUNT);
        assert_int_equal(font->program.size, programs[i].len);
        assert_memory_equal(font->program.data, programs[i].data, programs[i].len);
        assert_string_equal(font->tag, tags[i]);
    }
    for (unsigned i = 0; i < FONTS; i++)
        text_free(&programs[i]);
}

static int compare_tags(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* Signs that are each other's mirror image, and letters of two alphabets that look alike, are many. */
static void each_character_has_a_tag_of_its_own(void **state)
{
    static char tags[FACE_CHARACTERS][FONT_TAG_SIZE];
    (void)state;
    for (enum face face = FACE_REGULAR; face < FACE_COUNT; face++) {
        size_t count = 0;
        for (unsigned i = 0; i < FACE_CHARACTERS; i++) {
            uint16_t const code = (uint16_t)i;
            if (face_has(fonts_table(fonts, face), code))
                memcpy(tags[count++], make(face, &code, 1)->tag, FONT_TAG_SIZE);
        }
        qsort(tags, count, sizeof *tags, compare_tags);
        for (size_t i = 1; i < count; i++)
            assert_string_not_equal(tags[i - 1], tags[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_characters_make_a_font),
        cmocka_unit_test(a_form_is_as_small_as_zlib_makes_it),
        cmocka_unit_test(widths_and_sets_are_those_of_the_characters),
        cmocka_unit_test(kept_fonts_are_those_that_would_be_made),
        cmocka_unit_test(each_character_has_a_tag_of_its_own),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
