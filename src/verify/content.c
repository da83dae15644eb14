/*
 * content.c - a walk over content stream operators (ISO 32000-1, annex A); see content.h.
 *
 * Only what the check asks for is followed: fonts (Tf), shown text (Tj, TJ) and
 * marked content (BDC, BMC, EMC).  Operands are kept until their operator comes.
 */
#include "verify/content.h"

#include "base/budget.h"
#include "verify/pdfparse.h"
#include "verify/textmap.h"

#include <string.h>

enum { MAX_CONTENT = 64 << 20, MAX_OPERANDS = 64, MAX_NESTING = 64 };

/* "/P<</MCID 0>>BDC EMC": no sequence takes fewer bytes, so their number is bounded. */
enum { SHORTEST_MARK = 16, BYTES_A_STEP = 16 };

enum mark { MARK_TAGGED, MARK_ARTIFACT, MARK_OTHER };

struct known_font {
    struct known_font *next;
    const struct pdf_value *font;
    const struct pdf_value *stream; /* its ToUnicode, which fonts may share */
    const struct textmap *map;
};

struct content_maps {
    struct pdffile *file;
    struct textmaps *kept;
    struct arena *arena;
    struct known_font *first;
    size_t count;
};

struct walk {
    struct pdffile *file;
    struct pdf_cursor cursor;
    struct content_maps *maps;
    const struct pdf_value *fonts; /* of the page's resources */
    const struct textmap *map;     /* of the font in use */
    struct pdf_value operands[MAX_OPERANDS];
    int count;
    enum mark marks[MAX_NESTING];
    int depth;
    unsigned char *seen; /* by MCID */
    long most;           /* ids that fit in seen */
    struct content_facts facts;
};

struct content_maps *content_maps_new(struct pdffile *file, struct textmaps *kept,
                                      struct arena *arena)
{
    struct content_maps *maps = ARENA_NEW(arena, struct content_maps);
    maps->file = file;
    maps->kept = kept;
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
    known->map = same ? same->map : textmap_read(maps->kept, maps->file, stream, maps->arena);
    known->next = maps->first;
    maps->first = known;
    maps->count++;
    return known->map;
}

/* The operand that stands so many places before the operator; NULL when there are not so many. */
static const struct pdf_value *operand(const struct walk *walk, int places)
{
    return walk->count >= places ? &walk->operands[walk->count - places] : NULL;
}

static void use_font(struct walk *walk)
{
    const struct pdf_value *name = operand(walk, 2);
    const struct pdf_value *font = NULL;
    size_t const most = (walk->fonts ? walk->fonts->length : 0) + walk->maps->count;
    walk->facts.broken |= !pdffile_step(walk->file, 1 + most / 4);
    if (name && name->kind == PDF_NAME)
        font = pdffile_resolve(walk->file,
                               pdf_dict_find_bytes(walk->fonts, name->bytes, name->length));
    walk->map = font ? map_of(walk->maps, font) : NULL;
}

static bool is_accounted_for(const struct walk *walk)
{
    for (int i = 0; i < walk->depth; i++)
        if (walk->marks[i] != MARK_OTHER)
            return true;
    return false;
}

static void show(struct walk *walk, const struct pdf_value *string)
{
    if (string->kind != PDF_STRING || !string->length)
        return;
    walk->facts.untagged += !is_accounted_for(walk);
    walk->facts.unmapped += textmap_unmapped(walk->map, string->bytes, string->length);
}

static void show_operand(struct walk *walk)
{
    const struct pdf_value *shown = operand(walk, 1);
    if (!shown)
        return;
    show(walk, shown);
    if (shown->kind == PDF_ARRAY)
        for (const struct pdf_entry *entry = shown->entries; entry; entry = entry->next)
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
    const struct pdf_value *tag = operand(walk, with_properties ? 2 : 1);
    const struct pdf_value *properties = with_properties && tag ? operand(walk, 1) : NULL;
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

/* An operator of up to three letters as a number. */
#define WORD(a, b, c) ((unsigned)(a) | (unsigned)(b) << 8 | (unsigned)(c) << 16)

/* Consumes an operator; 0 for one that is longer than those that matter. */
static unsigned read_word(struct pdf_cursor *cursor)
{
    const char *const start = cursor->bytes + cursor->at;
    const char *const end = cursor->bytes + cursor->size;
    const char *at = start;
    unsigned word = 0;
    for (; at < end && pdf_is_regular(*at); at++)
        if (at - start < 3)
            word |= (unsigned)(unsigned char)*at << 8 * (at - start);
    cursor->at += (size_t)(at - start);
    return at - start <= 3 ? word : 0;
}

static void operator(struct walk *walk)
{
    switch (read_word(&walk->cursor)) {
    case WORD('T', 'j', 0):
    case WORD('T', 'J', 0):
    case WORD('\'', 0, 0):
    case WORD('"', 0, 0): show_operand(walk); break;
    case WORD('T', 'f', 0): use_font(walk); break;
    case WORD('B', 'D', 'C'): begin_marked(walk, true); break;
    case WORD('B', 'M', 'C'): begin_marked(walk, false); break;
    case WORD('E', 'M', 'C'): end_marked(walk); break;
    default: break;
    }
    walk->count = 0;
}

static bool starts_operand(char byte)
{
    return pdf_is(byte, PDF_NUMERIC) || byte == '/' || byte == '(' || byte == '<' || byte == '[';
}

/* Coordinates and sizes say nothing here: they are passed over unread. */
static bool read_operand(struct pdf_cursor *cursor, struct pdf_value *operand)
{
    const char *const bytes = cursor->bytes;
    size_t at = cursor->at;
    if (!pdf_is(bytes[at], PDF_NUMERIC))
        return pdf_parse_into(cursor, operand);
    while (at < cursor->size && pdf_is(bytes[at], PDF_NUMERIC))
        at++;
    cursor->at = at;
    operand->kind = PDF_REAL;
    return true;
}

static void walk_stream(struct walk *walk)
{
    struct pdf_cursor *cursor = &walk->cursor;
    for (pdf_skip_space(cursor); cursor->at < cursor->size && !walk->facts.broken;
         pdf_skip_space(cursor)) {
        size_t const before = cursor->at;
        if (!starts_operand(cursor->bytes[before])) {
            operator(walk);
            walk->facts.broken |= cursor->at == before;
            continue;
        }
        if (walk->count == MAX_OPERANDS || !read_operand(cursor, &walk->operands[walk->count]))
            walk->facts.broken = true;
        else
            walk->count++;
    }
    walk->facts.broken |= walk->depth != 0;
}

bool content_read(struct pdffile *file, const struct pdf_value *page, struct text *out)
{
    const struct pdf_value *contents = pdffile_get(file, page, "Contents");
    if (!contents)
        return true;
    if (contents->kind != PDF_ARRAY)
        return pdffile_stream(file, contents, MAX_CONTENT, out);
    for (const struct pdf_entry *entry = contents->entries; entry; entry = entry->next) {
        if (!pdffile_step(file, 1) ||
            !pdffile_stream(file, pdffile_resolve(file, entry->value), MAX_CONTENT, out))
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
    struct budget *budget = pdffile_budget(file);
    struct walk walk = {.file = file, .maps = maps, .facts = {.ids_in_order = true}};
    if (!content_read(file, page, &bytes) || !pdffile_step(file, bytes.len / BYTES_A_STEP)) {
        walk.facts.broken = true;
    } else {
        struct budget own = *budget; /* memory that goes with the page is no charge on the file */
        walk.cursor = (struct pdf_cursor){.bytes = text_string(&bytes),
                                          .size = bytes.len,
                                          .is_apart = true,
                                          .arena = arena,
                                          .budget = &own};
        walk.fonts = pdffile_get(file, pdffile_get(file, page, "Resources"), "Font");
        walk.most = (long)(bytes.len / SHORTEST_MARK) + 1;
        walk.seen = arena_alloc(arena, (size_t)walk.most);
        walk_stream(&walk);
        for (long id = 0; id < walk.facts.marked && walk.facts.ids_in_order; id++)
            walk.facts.ids_in_order = id < walk.most && walk.seen[id];
        budget->is_spent |= own.is_spent;
    }
    text_free(&bytes);
    arena_free(arena);
    return walk.facts;
}
