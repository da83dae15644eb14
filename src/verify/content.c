/*
 * content.c - a walk over content stream operators (ISO 32000-1, annex A); see content.h.
 *
 * Only what the check asks for is followed: fonts (Tf), shown text (Tj, TJ) and
 * marked content (BDC, BMC, EMC).  Operands are kept until their operator comes.
 */
#include "verify/content.h"

#include "verify/pdfparse.h"
#include "verify/textmap.h"

#include <string.h>

enum { MAX_CONTENT = 64 << 20, MAX_OPERANDS = 64, MAX_NESTING = 64 };

/* "/P<</MCID 0>>BDC EMC": no sequence takes fewer bytes, so their number is bounded. */
enum { SHORTEST_MARK = 16 };

enum mark { MARK_TAGGED, MARK_ARTIFACT, MARK_OTHER };

struct known_font {
    struct known_font *next;
    const struct pdf_value *font;
    const struct pdf_value *stream; /* its ToUnicode, which fonts may share */
    const struct textmap *map;
};

struct content_maps {
    struct pdffile *file;
    struct arena *arena;
    struct known_font *first;
};

struct walk {
    struct pdffile *file;
    struct pdf_cursor cursor;
    struct content_maps *maps;
    const struct pdf_value *fonts; /* of the page's resources */
    const struct textmap *map;     /* of the font in use */
    const struct pdf_value *operands[MAX_OPERANDS];
    int count;
    enum mark marks[MAX_NESTING];
    int depth;
    unsigned char *seen; /* by MCID */
    long most;           /* ids that fit in seen */
    struct content_facts facts;
};

struct content_maps *content_maps_new(struct pdffile *file, struct arena *arena)
{
    struct content_maps *maps = ARENA_NEW(arena, struct content_maps);
    maps->file = file;
    maps->arena = arena;
    return maps;
}

static const struct known_font *font_of_map(const struct content_maps *maps,
                                            const struct pdf_value *stream)
{
    const struct known_font *known = maps->first;
    while (known && known->stream != stream)
        known = known->next;
    return known;
}

static const struct textmap *map_of(struct content_maps *maps, const struct pdf_value *font)
{
    for (const struct known_font *known = maps->first; known; known = known->next)
        if (known->font == font)
            return known->map;
    const struct pdf_value *stream = pdffile_get(maps->file, font, "ToUnicode");
    const struct known_font *same = font_of_map(maps, stream);
    struct known_font *known = ARENA_NEW(maps->arena, struct known_font);
    known->font = font;
    known->stream = stream;
    known->map = same ? same->map : textmap_read(maps->file, stream, maps->arena);
    known->next = maps->first;
    maps->first = known;
    return known->map;
}

static void use_font(struct walk *walk)
{
    const struct pdf_value *name = walk->count >= 2 ? walk->operands[walk->count - 2] : NULL;
    const struct pdf_value *font =
        name && name->kind == PDF_NAME ? pdffile_get(walk->file, walk->fonts, name->bytes) : NULL;
    walk->map = font ? map_of(walk->maps, font) : NULL;
}

static bool inside(const struct walk *walk, enum mark mark)
{
    for (int i = 0; i < walk->depth; i++)
        if (walk->marks[i] == mark)
            return true;
    return false;
}

static void show(struct walk *walk, const struct pdf_value *string)
{
    if (string->kind != PDF_STRING || !string->length)
        return;
    if (!inside(walk, MARK_TAGGED) && !inside(walk, MARK_ARTIFACT))
        walk->facts.untagged++;
    for (size_t i = 0; i + 1 < string->length; i += 2) {
        unsigned const code =
            (unsigned)(unsigned char)string->bytes[i] << 8 | (unsigned char)string->bytes[i + 1];
        if (!walk->map || !textmap_lookup(walk->map, code))
            walk->facts.unmapped++;
    }
    if (string->length % 2)
        walk->facts.unmapped++;
}

static void show_operand(struct walk *walk)
{
    const struct pdf_value *operand = walk->count ? walk->operands[walk->count - 1] : NULL;
    if (!operand)
        return;
    show(walk, operand);
    if (operand->kind == PDF_ARRAY)
        for (const struct pdf_entry *entry = operand->entries; entry; entry = entry->next)
            show(walk, entry->value);
}

static void note_id(struct walk *walk, long id)
{
    walk->facts.marked++;
    if (id < 0 || id >= walk->most || walk->seen[id])
        walk->facts.ids_in_order = false;
    else
        walk->seen[id] = 1;
}

static void begin_marked(struct walk *walk, bool with_properties)
{
    int const wanted = with_properties ? 2 : 1;
    const struct pdf_value *tag = walk->count >= wanted ? walk->operands[walk->count - wanted] : NULL;
    const struct pdf_value *properties = with_properties && tag ? walk->operands[walk->count - 1] : NULL;
    const struct pdf_value *id = pdffile_get(walk->file, properties, "MCID");
    if (!tag || walk->depth == MAX_NESTING) {
        walk->facts.broken = true;
        return;
    }
    enum mark mark = MARK_OTHER;
    if (pdf_is_name(tag, "Artifact")) {
        mark = MARK_ARTIFACT;
    } else if (id && id->kind == PDF_INTEGER) {
        mark = MARK_TAGGED;
        note_id(walk, id->integer);
    }
    walk->marks[walk->depth++] = mark;
}

static void end_marked(struct walk *walk)
{
    if (walk->depth)
        walk->depth--;
    else
        walk->facts.broken = true;
}

static bool is_word(const char *token, size_t length, const char *word)
{
    return strlen(word) == length && memcmp(token, word, length) == 0;
}

static void operator(struct walk *walk)
{
    struct pdf_cursor *cursor = &walk->cursor;
    const char *token = cursor->bytes + cursor->at;
    size_t const length = pdf_token(cursor);
    cursor->at += length;
    if (is_word(token, length, "Tj") || is_word(token, length, "TJ") ||
        is_word(token, length, "'") || is_word(token, length, "\""))
        show_operand(walk);
    else if (is_word(token, length, "Tf"))
        use_font(walk);
    else if (is_word(token, length, "BDC"))
        begin_marked(walk, true);
    else if (is_word(token, length, "BMC"))
        begin_marked(walk, false);
    else if (is_word(token, length, "EMC"))
        end_marked(walk);
    walk->count = 0;
}

static bool is_numeric(char byte)
{
    return (byte >= '0' && byte <= '9') || byte == '.' || byte == '-' || byte == '+';
}

static bool starts_operand(const struct pdf_cursor *cursor)
{
    char const byte = cursor->bytes[cursor->at];
    return byte == '/' || byte == '(' || byte == '<' || byte == '[' || is_numeric(byte);
}

/* Coordinates and sizes say nothing here: they are passed over unread. */
static const struct pdf_value some_number = {.kind = PDF_REAL};

static bool skip_number(struct pdf_cursor *cursor)
{
    size_t at = cursor->at;
    while (at < cursor->size && is_numeric(cursor->bytes[at]))
        at++;
    bool const any = at > cursor->at;
    cursor->at = at;
    return any;
}

static void walk_stream(struct walk *walk)
{
    struct pdf_cursor *cursor = &walk->cursor;
    for (pdf_skip_space(cursor); cursor->at < cursor->size && !walk->facts.broken;
         pdf_skip_space(cursor)) {
        size_t const before = cursor->at;
        if (!starts_operand(cursor)) {
            operator(walk);
            walk->facts.broken |= cursor->at == before;
            continue;
        }
        const struct pdf_value *operand =
            skip_number(cursor) ? &some_number : pdf_parse_value(cursor);
        if (!operand || walk->count == MAX_OPERANDS)
            walk->facts.broken = true;
        else
            walk->operands[walk->count++] = operand;
    }
    walk->facts.broken |= walk->depth != 0;
}

/* A page's content is one stream or an array of them that read as one. */
static bool read_content(struct pdffile *file, const struct pdf_value *page, struct text *out)
{
    const struct pdf_value *contents = pdffile_get(file, page, "Contents");
    if (!contents)
        return true;
    if (contents->kind != PDF_ARRAY)
        return pdffile_stream(file, contents, MAX_CONTENT, out);
    for (const struct pdf_entry *entry = contents->entries; entry; entry = entry->next) {
        if (!pdffile_stream(file, pdffile_resolve(file, entry->value), MAX_CONTENT, out))
            return false;
        text_add_char(out, '\n');
    }
    return true;
}

struct content_facts content_check(struct pdffile *file, const struct pdf_value *page,
                                   struct content_maps *maps)
{
    struct arena *arena = arena_new(); /* of the page's operands: a long file has many */
    struct text bytes = TEXT_EMPTY;
    struct walk walk = {.file = file, .maps = maps, .facts = {.ids_in_order = true}};
    if (!read_content(file, page, &bytes)) {
        walk.facts.broken = true;
    } else {
        walk.cursor =
            (struct pdf_cursor){.bytes = text_string(&bytes), .size = bytes.len, .arena = arena};
        walk.fonts = pdffile_get(file, pdffile_get(file, page, "Resources"), "Font");
        walk.most = (long)(bytes.len / SHORTEST_MARK) + 1;
        walk.seen = arena_alloc(arena, (size_t)walk.most);
        walk_stream(&walk);
        for (long id = 0; id < walk.facts.marked && walk.facts.ids_in_order; id++)
            walk.facts.ids_in_order = id < walk.most && walk.seen[id];
    }
    text_free(&bytes);
    arena_free(arena);
    return walk.facts;
}
