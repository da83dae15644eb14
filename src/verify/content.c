/*
 * content.c - what pages hold, to be checked against the structure tree; see checks.h.
 *
 * Only what the check asks for is followed: fonts (Tf), shown text (Tj, TJ) and
 * marked content (BDC, BMC, EMC).
 */
#include "verify/walk.h"

/* "/P<</MCID 0>>BDC EMC": no sequence takes fewer bytes, so their number is bounded. */
enum { SHORTEST_MARK = 16, BYTES_A_STEP = 16 };

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

struct content_maps *content_maps_new(struct pdffile *file, struct textmaps *kept,
                                      struct arena *arena)
{
    struct content_maps *maps = ARENA_NEW(arena, struct content_maps);
    maps->file = file;
    maps->kept = kept;
    maps->arena = arena;
    return maps;
}

/* A font is asked for its stream once: nobody pays for looking through its dictionary. */
static const struct textmap *map_of(struct content_maps *maps, const struct pdf_value *font)
{
    const struct known_font *same = maps->first;
    for (const struct known_font *known = maps->first; known; known = known->next)
        if (known->font == font)
            return known->map;
    const struct pdf_value *stream = pdffile_get(maps->file, font, "ToUnicode");
    while (same && same->stream != stream)
        same = same->next;
    struct known_font *known = ARENA_NEW(maps->arena, struct known_font);
    known->font = font;
    known->stream = stream;
    known->map = same ? same->map : textmap_read(maps->kept, maps->file, stream, maps->arena);
    known->next = maps->first;
    maps->first = known;
    maps->count++;
    return known->map;
}

void walk_use_font(struct walk *walk, const struct pdf_value *name)
{
    size_t const most = (walk->fonts ? walk->fonts->length : 0) + walk->maps->count;
    walk->facts.broken |= !pdffile_step(walk->file, 1 + most / 4);
    const struct pdf_value *font = pdffile_get_named(walk->file, walk->fonts, name);
    walk->map = font ? map_of(walk->maps, font) : NULL;
}

void walk_show(struct walk *walk, long unmapped)
{
    bool is_accounted_for = false;
    for (int i = 0; i < walk->depth; i++)
        is_accounted_for |= walk->marks[i] != MARK_OTHER;
    walk->facts.untagged += !is_accounted_for;
    walk->facts.unmapped += unmapped;
}

static void show(struct walk *walk, const struct pdf_value *string)
{
    if (string->kind == PDF_STRING && string->length)
        walk_show(walk, textmap_unmapped(walk->map, string->bytes, string->length));
}

static void show_operand(struct walk *walk)
{
    const struct pdf_value *shown = operators_operand(&walk->operators, 1);
    if (!shown)
        return;
    show(walk, shown);
    PDF_EACH(entry, pdf_entries(shown, PDF_ARRAY))
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

void walk_begin_marked(struct walk *walk, const struct pdf_value *tag, const long *id)
{
    enum walk_mark mark = MARK_OTHER;
    if (!tag || walk->depth == WALK_MAX_NESTING) {
        walk->facts.broken = true;
        return;
    }
    if (pdf_is_name(tag, "Artifact")) {
        mark = MARK_ARTIFACT;
    } else if (id) {
        mark = MARK_TAGGED;
        note_id(walk, *id);
    }
    walk->marks[walk->depth++] = mark;
}

static void begin_marked(struct walk *walk, bool with_properties)
{
    const struct pdf_value *tag = operators_operand(&walk->operators, with_properties ? 2 : 1);
    const struct pdf_value *properties =
        with_properties && tag ? operators_operand(&walk->operators, 1) : NULL;
    const struct pdf_value *id = pdffile_get_kind(walk->file, properties, "MCID", PDF_INTEGER);
    walk_begin_marked(walk, tag, id ? &id->integer : NULL);
}

void walk_end_marked(struct walk *walk)
{
    if (walk->depth)
        walk->depth--;
    else
        walk->facts.broken = true;
}

/* Operator by operator, whatever they are. */
static void walk_stream(struct walk *walk, const struct text *bytes, struct arena *arena)
{
    struct budget *budget = walk->file->budget;
    struct budget own = *budget; /* memory that goes with the page is no charge on the file */
    operators_start(&walk->operators, bytes, arena, &own);
    walk->operators.is_skimmed = true;
    while (!walk->facts.broken && operators_next(&walk->operators))
        switch (walk->operators.word) {
        case OPERATOR_2('T', 'j'):
        case OPERATOR_2('T', 'J'):
        case '\'':
        case '"': show_operand(walk); break;
        case OPERATOR_2('T', 'f'):
            walk_use_font(walk, operators_operand(&walk->operators, 2));
            break;
        case OPERATOR_3('B', 'D', 'C'): begin_marked(walk, true); break;
        case OPERATOR_3('B', 'M', 'C'): begin_marked(walk, false); break;
        case OPERATOR_3('E', 'M', 'C'): walk_end_marked(walk); break;
        default: break;
        }
    walk->facts.broken |= walk->operators.is_broken || walk->depth != 0;
    budget->is_spent |= own.is_spent;
}

static void walk_start(struct walk *walk, const struct text *bytes)
{
    walk->facts = (struct content_facts){.ids_in_order = true};
    walk->depth = 0;
    walk->map = NULL;
    walk->most = (long)(bytes->len / SHORTEST_MARK) + 1;
    if (walk->seen)
        memset(walk->seen, 0, (size_t)walk->most);
}

static void walk_page(struct walk *walk, const struct pdf_value *page, const struct text *bytes,
                      bool is_quick)
{
    struct arena *arena = arena_new(); /* of the page's operands: a long file has many */
    walk->fonts = pdffile_get(walk->file, pdffile_get(walk->file, page, "Resources"), "Font");
    walk_start(walk, bytes);
    walk->seen = arena_alloc(arena, (size_t)walk->most);
    if (!is_quick || !skim_content(walk, bytes)) {
        walk_start(walk, bytes);
        walk_stream(walk, bytes, arena);
    }
    for (long id = 0; id < walk->facts.marked && walk->facts.ids_in_order; id++)
        walk->facts.ids_in_order = id < walk->most && walk->seen[id];
    arena_free(arena);
}

struct content_facts content_check(struct pdffile *file, const struct pdf_value *page,
                                   struct content_maps *maps, bool is_quick)
{
    struct text bytes = TEXT_EMPTY;
    struct walk walk = {.file = file, .maps = maps};
    if (content_read(file, page, &bytes) && pdffile_step(file, bytes.len / BYTES_A_STEP))
        walk_page(&walk, page, &bytes, is_quick);
    else
        walk.facts.broken = true;
    text_free(&bytes);
    return walk.facts;
}
