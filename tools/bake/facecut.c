#include "bake.h"

#include "base/arena.h"

#include <hb-ot.h>
#include <hb-subset.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { CHARACTERS = 0x10000, EM = 1000, NAME_SIZE = 256 };

struct source_font {
    hb_face_t *face;
    hb_font_t *font;
    int units_per_em;
    char name[NAME_SIZE];
};

void bake_fail(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("bakefont: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    exit(1);
}

struct source_font *source_open(const char *path)
{
    if (access(path, R_OK) != 0)
        return NULL;
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(path);
    if (!blob)
        bake_fail("%s: cannot be read", path);
    struct source_font *font = xmalloc(sizeof *font);
    font->face = hb_face_create(blob, 0);
    hb_blob_destroy(blob);
    if (hb_face_get_glyph_count(font->face) == 0)
        bake_fail("%s: not a TrueType font", path);
    font->font = hb_font_create(font->face);
    font->units_per_em = (int)hb_face_get_upem(font->face);
    return font;
}

void source_close(struct source_font *font)
{
    hb_font_destroy(font->font);
    hb_face_destroy(font->face);
    free(font);
}

const char *source_name(struct source_font *font, unsigned name_id)
{
    unsigned size = NAME_SIZE;
    hb_ot_name_get_utf8(font->face, name_id, hb_language_from_string("en", -1), &size, font->name);
    return font->name;
}

/* Big-endian 16 bits at an offset of a table; fails when the table ends before. */
static int table_int16(const struct source_font *font, hb_tag_t tag, unsigned offset)
{
    hb_blob_t *table = hb_face_reference_table(font->face, tag);
    unsigned size;
    const unsigned char *bytes = (const unsigned char *)hb_blob_get_data(table, &size);
    if (offset + 2 > size)
        bake_fail("the font's table %c%c%c%c is too short", HB_UNTAG(tag));
    int const value = (int16_t)(bytes[offset] << 8 | bytes[offset + 1]);
    hb_blob_destroy(table);
    return value;
}

static int to_em(const struct source_font *font, int units)
{
    int const scaled = units * EM;
    int const half = font->units_per_em / 2;
    return (scaled + (scaled < 0 ? -half : half)) / font->units_per_em;
}

void source_check_embedding(const struct source_font *font, const char *path)
{
    enum { OS2_FSTYPE = 8, RESTRICTED = 0x0002, NO_SUBSETTING = 0x0100, BITMAP_ONLY = 0x0200 };
    int const type = table_int16(font, HB_TAG('O', 'S', '/', '2'), OS2_FSTYPE);
    if (type & (RESTRICTED | NO_SUBSETTING | BITMAP_ONLY))
        bake_fail(
            "%s: its licence flags (OS/2 fsType %#06x) forbid embedding a subset in documents;"
            " choose another font in fonts/fonts.xml",
            path, (unsigned)type);
}

/* A usual estimate, since TrueType does not record the stem: 95 for weight 400, 168 for 700. */
static int stem_from_weight(int weight)
{
    return 10 + 220 * (weight - 50) / 900;
}

void source_describe(struct source_font *font, struct face_header *header)
{
    hb_tag_t const hhea = HB_TAG('h', 'h', 'e', 'a');
    hb_tag_t const head = HB_TAG('h', 'e', 'a', 'd');
    hb_tag_t const os2 = HB_TAG('O', 'S', '/', '2');
    enum { PANOSE_SERIF_FIRST = 2, PANOSE_SERIF_LAST = 10, FLAG_SERIF = 2, FLAG_SYMBOLIC = 4 };
    int const ascent = table_int16(font, hhea, 4);
    bool const has_cap_height = table_int16(font, os2, 0) >= 2;
    int const style = table_int16(font, os2, 32) & 0xFF; /* of serifs, by PANOSE */
    bool const has_serifs = style >= PANOSE_SERIF_FIRST && style <= PANOSE_SERIF_LAST;
    const char *name = source_name(font, SOURCE_NAME_POSTSCRIPT);
    if (strlen(name) >= FACE_NAME_SIZE)
        bake_fail("the font's PostScript name is longer than %d bytes: %s", FACE_NAME_SIZE - 1,
                  name);
    memcpy(header->name, name, strlen(name) + 1);
    header->ascent = to_em(font, ascent);
    header->descent = -to_em(font, table_int16(font, hhea, 6));
    header->line_gap = to_em(font, table_int16(font, hhea, 8));
    header->cap_height = to_em(font, has_cap_height ? table_int16(font, os2, 88) : ascent * 7 / 10);
    header->stem_v = stem_from_weight(table_int16(font, os2, 4));
    header->flags = FLAG_SYMBOLIC | (has_serifs ? FLAG_SERIF : 0);
    for (unsigned i = 0; i < 4; i++)
        header->bbox[i] = to_em(font, table_int16(font, head, 36 + 2 * i));
}

bool source_has(const struct source_font *font, uint32_t code_point)
{
    hb_codepoint_t glyph;
    return hb_font_get_nominal_glyph(font->font, code_point, &glyph) && glyph != 0;
}

int source_advance(const struct source_font *font, uint32_t code_point)
{
    hb_codepoint_t glyph = 0;
    hb_font_get_nominal_glyph(font->font, code_point, &glyph);
    return to_em(font, hb_font_get_glyph_h_advance(font->font, glyph));
}

struct face_ink source_ink(const struct source_font *font, uint32_t code_point)
{
    hb_codepoint_t glyph = 0;
    hb_glyph_extents_t box;
    hb_font_get_nominal_glyph(font->font, code_point, &glyph);
    if (!hb_font_get_glyph_extents(font->font, glyph, &box))
        return (struct face_ink){0};
    return (struct face_ink){
        .centre = (int16_t)to_em(font, box.x_bearing + box.width / 2),
        .top = (int16_t)to_em(font, box.y_bearing),
        .bottom = (int16_t)to_em(font, box.y_bearing + box.height),
    };
}

static hb_subset_input_t *subset_input(const uint16_t *like)
{
    static const char *const dropped[] = {"GSUB", "GPOS", "GDEF", "kern", "name", "OS/2", "post",
                                          "cmap", "DSIG", "gasp", "FFTM", "hdmx", "VDMX", "LTSH",
                                          "PCLT", "BASE", "JSTF", "MATH", "meta"};
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        bake_fail("no memory");
    hb_set_t *characters = hb_subset_input_unicode_set(input);
    for (unsigned c = 0; c < CHARACTERS; c++)
        if (like[c])
            hb_set_add(characters, like[c]);
    hb_set_t *tables = hb_subset_input_set(input, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < sizeof dropped / sizeof dropped[0]; i++)
        hb_set_add(tables, hb_tag_from_string(dropped[i], -1));
    hb_set_clear(hb_subset_input_set(input, HB_SUBSET_SETS_LAYOUT_FEATURE_TAG));
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    return input;
}

static uint16_t *glyph_numbers(const hb_subset_plan_t *plan, const uint16_t *like)
{
    const hb_map_t *old_glyphs = hb_subset_plan_unicode_to_old_glyph_mapping(plan);
    const hb_map_t *new_glyphs = hb_subset_plan_old_to_new_glyph_mapping(plan);
    uint16_t *glyphs = xmalloc(CHARACTERS * sizeof *glyphs);
    for (unsigned c = 0; c < CHARACTERS; c++) {
        glyphs[c] = 0;
        if (like[c])
            glyphs[c] = (uint16_t)hb_map_get(new_glyphs, hb_map_get(old_glyphs, like[c]));
    }
    return glyphs;
}

struct cut source_cut(const struct source_font *font, const uint16_t *like)
{
    hb_subset_input_t *input = subset_input(like);
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(font->face, input);
    hb_face_t *face = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    if (!face)
        bake_fail("HarfBuzz could not cut the font");
    struct cut cut = {.program = TEXT_EMPTY, .glyphs = glyph_numbers(plan, like)};
    hb_blob_t *blob = hb_face_reference_blob(face);
    unsigned size;
    const char *bytes = hb_blob_get_data(blob, &size);
    text_add_bytes(&cut.program, bytes, size);
    hb_blob_destroy(blob);
    hb_face_destroy(face);
    hb_subset_plan_destroy(plan);
    hb_subset_input_destroy(input);
    return cut;
}

void cut_free(struct cut *cut)
{
    text_free(&cut->program);
    free(cut->glyphs);
    cut->glyphs = NULL;
}
