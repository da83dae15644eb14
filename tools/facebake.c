/*
 * facebake.c - see facebake.h.
 */
#include "facebake.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/hash.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

static struct baked_span add_span(struct text *body, size_t header_size, const void *bytes, size_t size)
{
    static const char padding[4];
    struct baked_span const span = {(uint32_t)(header_size + body->len), (uint32_t)size};
    text_add_bytes(body, bytes, size);
    text_add_bytes(body, padding, (4 - size % 4) % 4);
    return span;
}

static struct baked_span add_deflated(struct text *body, size_t header_size, const void *bytes, size_t size)
{
    uLongf deflated_size = compressBound(size);
    unsigned char *deflated = xmalloc(deflated_size);
    if (compress2(deflated, &deflated_size, bytes, size, Z_BEST_COMPRESSION) != Z_OK)
        bake_fail("zlib could not deflate");
    struct baked_span const span = add_span(body, header_size, deflated, deflated_size);
    free(deflated);
    return span;
}

/* Completes the preamble, which the header starts with, and writes header and body. */
static void write_baked(const char *folder, const char *id, const char *suffix, void *header,
                        size_t header_size, const struct text *body)
{
    struct baked_preamble *preamble = header;
    preamble->byte_order = FACE_BYTE_ORDER;
    preamble->version = FACE_VERSION;
    preamble->size = (uint32_t)(header_size + body->len);
    struct text file = TEXT_EMPTY;
    text_add_bytes(&file, header, header_size);
    text_add_bytes(&file, body->data, body->len);
    uLong const checksum = crc32(0, (const unsigned char *)file.data + sizeof *preamble,
                                 (uInt)(file.len - sizeof *preamble));
    ((struct baked_preamble *)(void *)file.data)->checksum = (uint32_t)checksum;
    struct text path = TEXT_EMPTY;
    text_add(&path, folder);
    text_add_char(&path, '/');
    text_add(&path, id);
    text_add(&path, suffix);
    int const error = file_write(path.data, file.data, file.len);
    if (error)
        bake_fail("%s: %s", path.data, strerror(error));
    text_free(&path);
    text_free(&file);
}

/* Codes of the subset, from first: the next run of neighbours in one block; false at the end. */
static bool next_run(const struct baking *baking, unsigned subset, unsigned *first, unsigned *last)
{
    unsigned c = *first;
    while (c < FACE_CHARACTERS && baking->subset[c] != subset)
        c++;
    if (c >= FACE_CHARACTERS)
        return false;
    *first = c;
    while (c + 1 < FACE_CHARACTERS && baking->subset[c + 1] == subset && (c + 1) % FACE_BLOCK)
        c++;
    *last = c;
    return true;
}

static void add_hex(struct text *out, unsigned code)
{
    static const char digits[] = "0123456789ABCDEF";
    for (int shift = 12; shift >= 0; shift -= 4)
        text_add_char(out, digits[code >> shift & 15]);
}

static void add_mapping(struct text *out, unsigned first, unsigned last)
{
    text_add_char(out, '<');
    add_hex(out, first);
    text_add(out, "><");
    add_hex(out, last);
    text_add(out, "><");
    add_hex(out, first);
    text_add(out, ">\n");
}

/*
 * Codes are code points, so every range maps onto itself.  A range stays in
 * one block of 256 and a section holds at most 100 (Adobe technical note 5411).
 */
static void make_to_unicode(const struct baking *baking, unsigned subset, struct text *out)
{
    enum { SECTION = 100 };
    text_add(out, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                  "/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n"
                  "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                  "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
    struct text section = TEXT_EMPTY;
    unsigned first = 0, last, count = 0;
    bool more = next_run(baking, subset, &first, &last);
    while (more) {
        add_mapping(&section, first, last);
        count++;
        first = last + 1;
        more = next_run(baking, subset, &first, &last);
        if (more && count < SECTION)
            continue;
        text_add_int(out, (long)count);
        text_add(out, " beginbfrange\n");
        text_add_bytes(out, section.data, section.len);
        text_add(out, "endbfrange\n");
        text_clear(&section);
        count = 0;
    }
    text_free(&section);
    text_add(out, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
}

static int advance_of(const struct baking *baking, unsigned c)
{
    return source_advance(baking->font, baking->like[c]);
}

/* The advance that most characters of the subset share. */
static int common_advance(const struct baking *baking, unsigned subset)
{
    unsigned counts[FACE_ADVANCE_MASK + 1] = {0};
    int best = 0;
    for (unsigned c = 0; c < FACE_CHARACTERS; c++)
        if (baking->subset[c] == subset)
            counts[advance_of(baking, c)]++;
    for (int advance = 1; advance <= FACE_ADVANCE_MASK; advance++)
        if (counts[advance] > counts[best])
            best = advance;
    return best;
}

static void make_widths(const struct baking *baking, unsigned subset, int common, struct text *out)
{
    unsigned expected = FACE_CHARACTERS;
    text_add_char(out, '[');
    for (unsigned c = 0; c < FACE_CHARACTERS; c++) {
        if (baking->subset[c] != subset || advance_of(baking, c) == common)
            continue;
        if (c != expected) {
            if (expected != FACE_CHARACTERS)
                text_add_char(out, ']');
            text_add_int(out, (long)c);
            text_add_char(out, '[');
        } else {
            text_add_char(out, ' ');
        }
        text_add_int(out, advance_of(baking, c));
        expected = c + 1;
    }
    text_add(out, expected != FACE_CHARACTERS ? "]]" : "]");
}

/* CIDToGIDMap: two bytes a code, as far as the last code that has a glyph. */
static void make_glyph_map(const struct cut *cut, struct text *out)
{
    unsigned end = FACE_CHARACTERS;
    while (end && !cut->glyphs[end - 1])
        end--;
    for (unsigned c = 0; c < end; c++) {
        text_add_char(out, (char)(cut->glyphs[c] >> 8));
        text_add_char(out, (char)(cut->glyphs[c] & 0xFF));
    }
}

/* CIDSet: one bit a code, the highest bit first; code 0 is .notdef and always there. */
static void make_cid_set(const struct cut *cut, struct text *out)
{
    unsigned end = FACE_CHARACTERS;
    while (end && !cut->glyphs[end - 1])
        end--;
    for (unsigned c = 0; c < end; c += 8) {
        unsigned bits = 0;
        for (unsigned i = 0; i < 8; i++)
            if (c + i == 0 || (c + i < end && cut->glyphs[c + i]))
                bits |= 0x80U >> i;
        text_add_char(out, (char)bits);
    }
}

static void make_tag(const struct cut *cut, char *tag)
{
    unsigned char digest[HASH_SIZE];
    hash_bytes(cut->program.data, cut->program.len, digest);
    for (int i = 0; i < FACE_TAG_LENGTH; i++)
        tag[i] = (char)('A' + digest[i] % 26);
}

static void bake_subset(struct baking *baking, unsigned subset)
{
    struct face_subset *out = &baking->header.subsets[subset];
    uint16_t *like = xmalloc(sizeof baking->like);
    for (unsigned c = 0; c < FACE_CHARACTERS; c++)
        like[c] = baking->subset[c] == subset ? baking->like[c] : 0;
    struct cut cut = source_cut(baking->font, like);
    free(like);
    make_tag(&cut, out->tag);
    out->program_length = (uint32_t)cut.program.len;
    int const common = common_advance(baking, subset);
    out->default_width = (uint32_t)common;
    size_t const header = sizeof baking->header;
    out->program = add_deflated(&baking->body, header, cut.program.data, cut.program.len);
    struct text made = TEXT_EMPTY;
    make_to_unicode(baking, subset, &made);
    out->to_unicode = add_deflated(&baking->body, header, made.data, made.len);
    text_clear(&made);
    make_glyph_map(&cut, &made);
    out->glyph_map = add_deflated(&baking->body, header, made.data, made.len);
    text_clear(&made);
    make_cid_set(&cut, &made);
    out->cid_set = add_deflated(&baking->body, header, made.data, made.len);
    text_clear(&made);
    make_widths(baking, subset, common, &made);
    out->widths = add_span(&baking->body, header, made.data, made.len);
    text_free(&made);
    cut_free(&cut);
}

static void bake_table(struct baking *baking)
{
    struct text table = TEXT_EMPTY;
    uint16_t blocks = 0;
    for (unsigned block = 0; block < FACE_CHARACTERS / FACE_BLOCK; block++) {
        uint16_t entries[FACE_BLOCK] = {0};
        bool used = false;
        for (unsigned i = 0; i < FACE_BLOCK; i++) {
            unsigned const c = block * FACE_BLOCK + i;
            if (baking->subset[c] == NO_SUBSET)
                continue;
            int const advance = advance_of(baking, c);
            if (advance < 0 || advance > FACE_ADVANCE_MASK)
                bake_fail("U+%04X is %d/1000 em wide: too wide", c, advance);
            entries[i] = (uint16_t)((baking->subset[c] + 1U) << FACE_ADVANCE_BITS | (unsigned)advance);
            used = true;
        }
        if (!used)
            continue;
        text_add_bytes(&table, entries, sizeof entries);
        baking->header.blocks[block] = ++blocks;
    }
    baking->header.table = add_span(&baking->body, sizeof baking->header, table.data, table.len);
    text_free(&table);
}

static void bake_figures(struct baking *baking)
{
    enum { FLAG_SERIF = 2, FLAG_SYMBOLIC = 4 };
    struct source_figures const figures = source_figures(baking->font);
    struct face_header *header = &baking->header;
    header->ascent = figures.ascent;
    header->descent = figures.descent;
    header->line_gap = figures.line_gap;
    header->cap_height = figures.cap_height;
    header->stem_v = figures.stem_v;
    header->flags = FLAG_SYMBOLIC | (figures.serif ? FLAG_SERIF : 0);
    for (int i = 0; i < 4; i++)
        header->bbox[i] = figures.bbox[i];
}

void bake_face(struct baking *baking, const char *folder, const char *id)
{
    memcpy(baking->header.preamble.magic, FACE_MAGIC, sizeof baking->header.preamble.magic);
    strncpy(baking->header.name, source_name(baking->font, SOURCE_NAME_POSTSCRIPT), FACE_NAME_SIZE - 1);
    bake_figures(baking);
    bake_table(baking);
    for (unsigned i = 0; i < baking->header.subset_count; i++)
        bake_subset(baking, i);
    write_baked(folder, id, ".face", &baking->header, sizeof baking->header, &baking->body);
    text_free(&baking->body);
}

void bake_profile(const struct text *profile, const char *folder, const char *id)
{
    enum { COMPONENTS = 3 };
    struct text body = TEXT_EMPTY;
    struct profile_header header = {.components = COMPONENTS};
    memcpy(header.preamble.magic, PROFILE_MAGIC, sizeof header.preamble.magic);
    header.stream = add_deflated(&body, sizeof header, profile->data, profile->len);
    write_baked(folder, id, ".icc", &header, sizeof header, &body);
    text_free(&body);
}
