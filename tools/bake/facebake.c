#include "bake.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/deflate.h"

#include <stdlib.h>
#include <string.h>

/* Appends to a file, which begins with room for its header. */
static struct baked_span add_span(struct text *file, const void *bytes, size_t size)
{
    static const char padding[4];
    struct baked_span const span = {(uint32_t)file->len, (uint32_t)size};
    text_add_bytes(file, bytes, size);
    text_add_bytes(file, padding, (4 - size % 4) % 4);
    return span;
}

static struct baked_span add_deflated(struct text *file, const void *bytes, size_t size)
{
    struct deflater *deflater = deflater_new(DEFLATER_SMALL);
    struct text deflated = TEXT_EMPTY;
    deflater_run(deflater, DEFLATE_STREAM, bytes, size, &deflated);
    struct baked_span const span = add_span(file, deflated.data, deflated.len);
    text_free(&deflated);
    deflater_free(deflater);
    return span;
}

/* Puts the header, which starts with a preamble, in its place, and writes the file. */
static void write_baked(const char *folder, const char *id, const char *suffix, void *header,
                        size_t header_size, struct text *file)
{
    struct baked_preamble *preamble = header;
    size_t const head = sizeof *preamble;
    struct text path = TEXT_EMPTY;
    preamble->byte_order = FACE_BYTE_ORDER;
    preamble->version = FACE_VERSION;
    preamble->size = (uint32_t)file->len;
    memcpy(file->data, header, header_size);
    preamble->checksum = deflate_crc32(file->data + head, file->len - head);
    memcpy(file->data, preamble, head);
    text_format(&path, "%s/%s%s", folder, id, suffix);
    int const error = file_write(path.data, file->data, file->len);
    if (error)
        bake_fail("%s: %s", path.data, strerror(error));
    text_free(&path);
    text_free(file);
}

static void add_ranges(struct text *out, const unsigned *blocks, unsigned count)
{
    static const char digits[] = "0123456789ABCDEF";
    text_format(out, "%u beginbfrange\n", count);
    for (unsigned i = 0; i < count; i++) {
        char const high = digits[blocks[i] >> 4];
        char const low = digits[blocks[i] & 15];
        text_format(out, "<%c%c00><%c%cFF><%c%c00>\n", high, low, high, low, high, low);
    }
    text_add(out, "endbfrange\n");
}

/* A section of a CMap holds at most 100 ranges (Adobe technical note 5411). */
void make_text_map(const bool *blocks, struct text *out)
{
    enum { SECTION = 100 };
    unsigned section[SECTION], count = 0;
    text_add(out, "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                  "/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n"
                  "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                  "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n");
    for (unsigned block = 0; block < FACE_CHARACTERS / FACE_BLOCK; block++) {
        if (blocks[block])
            section[count++] = block;
        if (count == SECTION) {
            add_ranges(out, section, count);
            count = 0;
        }
    }
    if (count)
        add_ranges(out, section, count);
    text_add(out, "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
}

static int advance_of(const struct baking *baking, unsigned c)
{
    return source_advance(baking->font, baking->like[c]);
}

/* The advance that most characters share, of those that are used most. */
static int common_advance(const struct baking *baking)
{
    enum { FREQUENT = 100 };
    unsigned counts[FACE_ADVANCE_MASK + 1] = {0};
    int best = 0;
    for (unsigned i = 0; i < baking->count && i < FREQUENT; i++)
        counts[advance_of(baking, baking->order[i])]++;
    for (int advance = 1; advance <= FACE_ADVANCE_MASK; advance++)
        if (counts[advance] > counts[best])
            best = advance;
    return best;
}

/* The glyphs, what is said of them, and the way from characters to them. */
static void bake_glyphs(struct baking *baking)
{
    struct face_header *header = &baking->header;
    struct cut cut = source_cut(baking->font, baking->like);
    struct glyph_list list;
    struct text steps = TEXT_EMPTY, numbers = TEXT_EMPTY;
    glyphs_take(&cut, baking->order, baking->count, header, &list);
    squeeze_glyphs(&list, header, &steps, &header->program_code);
    squeeze_maps(&header->map_code);
    header->glyphs = add_span(&baking->file, list.glyphs, list.count * sizeof *list.glyphs);
    header->steps = add_span(&baking->file, text_string(&steps), steps.len);
    header->outlines = add_span(&baking->file, list.outlines.data, list.outlines.len);
    for (unsigned block = 0; block < FACE_CHARACTERS / FACE_BLOCK; block++)
        if (header->blocks[block])
            text_add_bytes(&numbers, list.numbers + block * FACE_BLOCK,
                           FACE_BLOCK * sizeof *list.numbers);
    header->numbers = add_span(&baking->file, numbers.data, numbers.len);
    text_free(&steps);
    text_free(&numbers);
    glyphs_free(&list);
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
            entries[i] =
                (uint16_t)((baking->subset[c] + 1U) << FACE_ADVANCE_BITS | (unsigned)advance);
            used = true;
        }
        if (!used)
            continue;
        text_add_bytes(&table, entries, sizeof entries);
        baking->header.blocks[block] = ++blocks;
    }
    baking->header.table = add_span(&baking->file, table.data, table.len);
    text_free(&table);
}

static void bake_ink(struct baking *baking)
{
    struct face_ink *ink = xmalloc(FACE_INK_COUNT * sizeof *ink);
    memset(ink, 0, FACE_INK_COUNT * sizeof *ink);
    for (unsigned c = 0; c < FACE_CHARACTERS; c++) {
        int const index = face_ink_index(c);
        if (index >= 0 && baking->subset[c] != NO_SUBSET)
            ink[index] = source_ink(baking->font, baking->like[c]);
    }
    baking->header.ink = add_span(&baking->file, ink, FACE_INK_COUNT * sizeof *ink);
    free(ink);
}

void bake_face(struct baking *baking, const char *folder, const char *id)
{
    memcpy(baking->header.preamble.magic, FACE_MAGIC, sizeof baking->header.preamble.magic);
    source_describe(baking->font, &baking->header);
    text_add_bytes(&baking->file, &baking->header, sizeof baking->header);
    bake_table(baking);
    bake_ink(baking);
    bake_glyphs(baking);
    baking->header.default_width = (uint32_t)common_advance(baking);
    write_baked(folder, id, ".face", &baking->header, sizeof baking->header, &baking->file);
}

void bake_stream(const struct text *bytes, const char *folder, const char *name)
{
    struct text file = TEXT_EMPTY;
    struct stream_header header = {0};
    memcpy(header.preamble.magic, STREAM_MAGIC, sizeof header.preamble.magic);
    text_add_bytes(&file, &header, sizeof header);
    header.stream = add_deflated(&file, bytes->data, bytes->len);
    write_baked(folder, name, "", &header, sizeof header, &file);
}
