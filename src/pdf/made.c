#include "pdf/made.h"

#include "base/arena.h"
#include "pdf/program.h"

#include <stdlib.h>
#include <string.h>

enum { KEPT = 4 }; /* fonts of a face */

struct kept {
    struct made_font font;
    uint16_t *codes;
    struct text program, glyph_map, widths;
};

struct maker {
    enum face face;
    struct program *program;
    struct kept kept[KEPT];
    unsigned next; /* to be given up */
};

struct font_makers {
    const struct fonts *fonts;
    struct maker makers[FACE_COUNT];
    uint16_t codes[FACE_CHARACTERS]; /* of the font that is asked for */
};

struct font_makers *font_makers_new(const struct fonts *fonts)
{
    struct font_makers *makers = xcalloc(1, sizeof *makers);
    makers->fonts = fonts;
    for (int face = 0; face < FACE_COUNT; face++) {
        makers->makers[face].face = (enum face)face;
        makers->makers[face].program = program_new(fonts, (enum face)face);
    }
    return makers;
}

static void forget(struct kept *kept)
{
    free(kept->codes);
    text_free(&kept->program);
    text_free(&kept->glyph_map);
    text_free(&kept->widths);
    *kept = (struct kept){0};
}

void font_makers_free(struct font_makers *makers)
{
    if (!makers)
        return;
    for (int face = 0; face < FACE_COUNT; face++) {
        for (int i = 0; i < KEPT; i++)
            forget(&makers->makers[face].kept[i]);
        program_free(makers->makers[face].program);
    }
    free(makers);
}

/* ---- characters -------------------------------------------------------------------------------- */

static unsigned lowest(uint64_t bits)
{
    return (unsigned)__builtin_ctzll(bits);
}

static size_t list_codes(const struct shown_codes *shown, uint16_t *codes)
{
    size_t count = 0;
    uint64_t eight;
    for (unsigned at = 0; at < METRICS_PLAIN; at += sizeof eight) {
        memcpy(&eight, shown->plain + at, sizeof eight);
        for (unsigned code = at; eight && code < at + sizeof eight; code++)
            if (shown->plain[code])
                codes[count++] = (uint16_t)code;
    }
    for (unsigned i = 0; i < FACE_CHARACTERS / 64 / 64; i++)
        for (uint64_t blocks = shown->blocks[i]; blocks; blocks &= blocks - 1) {
            unsigned const at = i * 64 + lowest(blocks);
            for (uint64_t left = shown->others[at]; left; left &= left - 1)
                codes[count++] = (uint16_t)(at * 64 + lowest(left));
        }
    return count;
}

/* ---- making ------------------------------------------------------------------------------------ */

/*
 * As a /W array (9.7.4.3) says it, without what is as wide as most.  Codes between two groups that
 * are near may be told as well: those that nobody shows are 0 wide, as short as can be.
 */
static void put_widths(const struct face_table *table, int common, const uint16_t *codes,
                       size_t count, struct text *out)
{
    enum { GROUP = sizeof "]1040[" - 1 };
    struct text between = TEXT_EMPTY;
    unsigned expected = FACE_CHARACTERS;
    text_add_char(out, '[');
    for (size_t i = 0; i < count; i++) {
        int const advance = face_advance(table, codes[i]);
        for (; expected < codes[i] && between.len < GROUP; expected++)
            text_add(&between, "0 ");
        if (advance == common) {
            text_add_int(&between, advance);
            text_add_char(&between, ' ');
            expected += expected == codes[i];
            continue;
        }
        if (expected == codes[i] && between.len < GROUP) {
            text_add_char(out, ' ');
            text_add_bytes(out, text_string(&between), between.len);
        } else {
            text_add(out, expected != FACE_CHARACTERS ? "]" : "");
            text_add_int(out, codes[i]);
            text_add_char(out, '[');
        }
        text_add_int(out, advance);
        text_clear(&between);
        expected = codes[i] + 1U;
    }
    text_add(out, expected != FACE_CHARACTERS ? "]]" : "]");
    text_free(&between);
}

/*
 * Of the characters beside the program's sum: that alone is the same for many a pair of small
 * fonts, whose outlines are each other's mirror image, and for letters of two alphabets that look alike.
 */
static void put_tag(uint32_t sum, const uint16_t *codes, size_t count, char *tag)
{
    enum { LETTERS = 26 };
    uint64_t hash = sum;
    for (size_t i = 0; i < count; i++) {
        hash = (hash ^ codes[i]) * UINT64_C(0x9E3779B97F4A7C15);
        hash ^= hash >> 32;
    }
    for (int i = 0; i < FONT_TAG_SIZE - 1; i++, hash /= LETTERS)
        tag[i] = (char)('A' + hash % LETTERS);
}

static struct bytes bytes_of(const struct text *text)
{
    return (struct bytes){(const unsigned char *)text->data, text->len};
}

static void make(struct font_makers *makers, struct maker *maker, size_t count, struct kept *kept)
{
    struct made_font *font = &kept->font;
    program_make(maker->program, makers->codes, count);
    kept->codes = xmalloc((count + 1) * sizeof *kept->codes);
    memcpy(kept->codes, makers->codes, count * sizeof *kept->codes);
    program_deflate(maker->program, &kept->program);
    program_deflate_map(maker->program, makers->codes, count, &kept->glyph_map);
    put_widths(fonts_table(makers->fonts, maker->face),
               (int)fonts_face(makers->fonts, maker->face)->default_width, makers->codes, count,
               &kept->widths);
    put_tag(program_sum(maker->program), makers->codes, count, font->tag);
    font->program_length = (uint32_t)program_bytes(maker->program).size;
    font->program = bytes_of(&kept->program);
    font->glyph_map = bytes_of(&kept->glyph_map);
    font->widths = bytes_of(&kept->widths);
    font->codes = kept->codes;
    font->code_count = count;
}

const struct made_font *font_make(struct font_makers *makers, enum face face,
                                  const struct shown_codes *codes)
{
    struct maker *maker = &makers->makers[face];
    size_t const count = list_codes(codes, makers->codes);
    for (int i = 0; i < KEPT; i++) {
        const struct kept *kept = &maker->kept[i];
        if (kept->codes && kept->font.code_count == count &&
            memcmp(kept->codes, makers->codes, count * sizeof *kept->codes) == 0)
            return &kept->font;
    }
    struct kept *kept = &maker->kept[maker->next];
    maker->next = (maker->next + 1) % KEPT;
    forget(kept);
    make(makers, maker, count, kept);
    return &kept->font;
}

void font_put_cid_set(const struct made_font *font, struct text *out)
{
    text_add_char(out, (char)0x80); /* .notdef, which is always there */
    for (size_t i = 0; i < font->code_count; i++) {
        while (out->len <= font->codes[i] / 8U)
            text_add_char(out, '\0');
        out->data[font->codes[i] / 8] |= (char)(0x80 >> font->codes[i] % 8);
    }
}
