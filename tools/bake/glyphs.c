/*
 * glyphs.c - the glyphs of a cut TrueType font one by one; see bake.h.  The font is HarfBuzz's work.
 */
#include "bake.h"

#include "base/arena.h"
#include "pdf/marks.h"
#include "pdf/outline.h"

#include <stdlib.h>
#include <string.h>

/* The tables of the cut, and its own numbers of glyphs on the way to the baked ones. */
struct taking {
    const unsigned char *program;
    const unsigned char *glyf, *head, *hmtx, *loca;
    unsigned glyph_count, metrics_count;
    uint16_t *baked; /* by the cut's numbers; 0: not taken yet */
    uint16_t *taken; /* and the way back */
    bool *is_mark;
    struct glyph_list *list;
};

static size_t long_at(const unsigned char *at)
{
    return (size_t)word_at(at) << 16 | word_at(at + 2);
}

static const unsigned char *find_table(const unsigned char *program, const char *tag, size_t least)
{
    enum { DIRECTORY = 12, ENTRY = 16 };
    for (unsigned i = 0; i < word_at(program + 4); i++) {
        const unsigned char *entry = program + DIRECTORY + (size_t)i * ENTRY;
        if (memcmp(entry, tag, 4) == 0 && long_at(entry + 12) >= least)
            return program + long_at(entry + 8);
    }
    bake_fail("the cut font has no table %s", tag);
}

static size_t outline_start(const struct taking *taking, unsigned glyph)
{
    bool const is_long = word_at(taking->head + 50) != 0;
    return is_long ? long_at(taking->loca + 4 * (size_t)glyph)
                   : 2 * (size_t)word_at(taking->loca + 2 * (size_t)glyph);
}

static size_t outline_size(const struct taking *taking, unsigned glyph)
{
    return outline_start(taking, glyph + 1) - outline_start(taking, glyph);
}

static const unsigned char *outline_of(const struct taking *taking, unsigned glyph)
{
    return taking->glyf + outline_start(taking, glyph);
}

static unsigned advance_of(const struct taking *taking, unsigned glyph)
{
    unsigned const last = taking->metrics_count - 1;
    return word_at(taking->hmtx + 4 * (size_t)(glyph < last ? glyph : last));
}

static unsigned bearing_of(const struct taking *taking, unsigned glyph)
{
    size_t const metrics = taking->metrics_count;
    return glyph < metrics ? word_at(taking->hmtx + 4 * (size_t)glyph + 2)
                           : word_at(taking->hmtx + 4 * metrics + 2 * (glyph - metrics));
}

static bool is_composite(const struct taking *taking, unsigned glyph)
{
    return outline_is_composite(outline_of(taking, glyph), outline_size(taking, glyph));
}

/*
 * The glyph that this one is nothing but, or itself.  Glyphs of marks are no other's: in SVG they have
 * no width.
 */
static unsigned bare(const struct taking *taking, unsigned glyph)
{
    while (is_composite(taking, glyph) && !taking->is_mark[glyph]) {
        const unsigned char *part = outline_of(taking, glyph) + OUTLINE_PARTS;
        unsigned const flags = word_at(part);
        bool const is_moved = flags & PART_WORDS ? long_at(part + 4) != 0 : word_at(part + 4) != 0;
        unsigned const whole = word_at(part + 2);
        if (is_moved || taking->is_mark[whole] || !(flags & PART_OFFSETS) ||
            flags & (PART_MORE | PART_SCALE | PART_SCALES | PART_MATRIX) ||
            advance_of(taking, whole) != advance_of(taking, glyph) ||
            bearing_of(taking, whole) != bearing_of(taking, glyph))
            break;
        glyph = whole;
    }
    return glyph;
}

static unsigned take_glyph(struct taking *taking, unsigned glyph);

/* Takes the parts of a composite, which then names them by their baked numbers. */
static void take_parts(struct taking *taking, unsigned number)
{
    if (!is_composite(taking, taking->taken[number]))
        return;
    unsigned flags = PART_MORE;
    for (size_t at = OUTLINE_PARTS; flags & PART_MORE; at += outline_part_size(flags)) {
        const unsigned char *cut = outline_of(taking, taking->taken[number]) + at;
        flags = word_at(cut);
        unsigned const part = take_glyph(taking, word_at(cut + 2));
        char *named = taking->list->outlines.data + taking->list->glyphs[number].outline + at + 2;
        named[0] = (char)(part >> 8);
        named[1] = (char)part;
    }
}

static unsigned take_glyph(struct taking *taking, unsigned glyph)
{
    struct glyph_list *list = taking->list;
    glyph = bare(taking, glyph);
    if (taking->baked[glyph] || (glyph == 0 && list->count))
        return taking->baked[glyph];
    size_t const size = outline_size(taking, glyph);
    if (size > UINT16_MAX - 1)
        bake_fail("a glyph has an outline of %zu bytes", size);
    unsigned const number = list->count++;
    taking->baked[glyph] = (uint16_t)number;
    taking->taken[number] = (uint16_t)glyph;
    list->glyphs[number] = (struct face_glyph){
        .outline = (uint32_t)list->outlines.len,
        .size = (uint16_t)(size + size % 2),
        .advance = (uint16_t)advance_of(taking, glyph),
        .bearing = (int16_t)bearing_of(taking, glyph),
    };
    text_add_bytes(&list->outlines, (const char *)outline_of(taking, glyph), size);
    if (size % 2)
        text_add_char(&list->outlines, '\0');
    take_parts(taking, number);
    return number;
}

void glyphs_take(const struct cut *cut, const uint16_t *order, unsigned count,
                 struct face_header *header, struct glyph_list *list)
{
    const unsigned char *program = (const unsigned char *)cut->program.data;
    const unsigned char *hhea = find_table(program, "hhea", FACE_HHEA_SIZE);
    const unsigned char *maxp = find_table(program, "maxp", FACE_MAXP_SIZE);
    struct taking taking = {
        .program = program,
        .glyf = find_table(program, "glyf", 0),
        .head = find_table(program, "head", FACE_HEAD_SIZE),
        .hmtx = find_table(program, "hmtx", 0),
        .loca = find_table(program, "loca", 0),
        .glyph_count = word_at(maxp + 4),
        .metrics_count = word_at(hhea + 34),
        .list = list,
    };
    memcpy(header->head, taking.head, FACE_HEAD_SIZE);
    memcpy(header->hhea, hhea, FACE_HHEA_SIZE);
    memcpy(header->maxp, maxp, FACE_MAXP_SIZE);
    taking.baked = xcalloc(taking.glyph_count, sizeof *taking.baked);
    taking.taken = xcalloc(taking.glyph_count, sizeof *taking.taken);
    taking.is_mark = xcalloc(taking.glyph_count, sizeof *taking.is_mark);
    for (unsigned i = 0; i < count; i++)
        taking.is_mark[cut->glyphs[order[i]]] = mark_is(order[i]);
    *list = (struct glyph_list){
        .numbers = xcalloc(FACE_CHARACTERS, sizeof *list->numbers),
        .glyphs = xcalloc(taking.glyph_count, sizeof *list->glyphs),
    };
    take_glyph(&taking, 0);
    for (unsigned i = 0; i < count; i++)
        list->numbers[order[i]] = (uint16_t)take_glyph(&taking, cut->glyphs[order[i]]);
    free(taking.baked);
    free(taking.taken);
    free(taking.is_mark);
}

void glyphs_free(struct glyph_list *list)
{
    free(list->numbers);
    free(list->glyphs);
    text_free(&list->outlines);
}

bool glyph_is_composite(const struct glyph_list *list, const struct face_glyph *glyph)
{
    const char *outline = list->outlines.data + glyph->outline;
    return glyph->size > OUTLINE_PARTS && word_at((const unsigned char *)outline) == 0xFFFF;
}
