/*
 * content.c - what pages and the structure tree hold, to be checked against each other; see
 * checks.h.
 *
 * Only what the check asks for is followed: fonts (Tf), shown text (Tj, TJ) and
 * marked content (BDC, BMC, EMC).
 */
#include "verify/checks.h"
#include "verify/content.h"

enum { MAX_NESTING = 64, MAX_DEPTH = 40 };

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
    struct operators operators;
    struct content_maps *maps;
    const struct pdf_value *fonts; /* of the page's resources */
    const struct textmap *map;     /* of the font in use */
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

static void use_font(struct walk *walk)
{
    size_t const most = (walk->fonts ? walk->fonts->length : 0) + walk->maps->count;
    walk->facts.broken |= !pdffile_step(walk->file, 1 + most / 4);
    const struct pdf_value *font =
        pdffile_get_named(walk->file, walk->fonts, operators_operand(&walk->operators, 2));
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

static void begin_marked(struct walk *walk, bool with_properties)
{
    const struct pdf_value *tag = operators_operand(&walk->operators, with_properties ? 2 : 1);
    const struct pdf_value *properties =
        with_properties && tag ? operators_operand(&walk->operators, 1) : NULL;
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

static void walk_stream(struct walk *walk)
{
    while (!walk->facts.broken && operators_next(&walk->operators))
        switch (walk->operators.word) {
        case OPERATOR_2('T', 'j'):
        case OPERATOR_2('T', 'J'):
        case '\'':
        case '"': show_operand(walk); break;
        case OPERATOR_2('T', 'f'): use_font(walk); break;
        case OPERATOR_3('B', 'D', 'C'): begin_marked(walk, true); break;
        case OPERATOR_3('B', 'M', 'C'): begin_marked(walk, false); break;
        case OPERATOR_3('E', 'M', 'C'): end_marked(walk); break;
        default: break;
        }
    walk->facts.broken |= walk->operators.is_broken || walk->depth != 0;
}

struct content_facts content_check(struct pdffile *file, const struct pdf_value *page,
                                   struct content_maps *maps)
{
    struct arena *arena = arena_new(); /* of the page's operands: a long file has many */
    struct text bytes = TEXT_EMPTY;
    struct budget *budget = file->budget;
    struct walk walk = {.file = file, .maps = maps, .facts = {.ids_in_order = true}};
    if (!content_read(file, page, &bytes) || !pdffile_step(file, bytes.len / BYTES_A_STEP)) {
        walk.facts.broken = true;
    } else {
        struct budget own = *budget; /* memory that goes with the page is no charge on the file */
        operators_start(&walk.operators, &bytes, arena, &own);
        walk.operators.is_skimmed = true;
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

/* ---- the structure tree -------------------------------------------------------------------- */

struct tree {
    struct pdffile *file;
    struct pdf_met met; /* elements that were walked: each has one parent and is reached once */
    struct structure_facts facts;
};

static void walk_kids(struct tree *tree, const struct pdf_value *element, int depth);

static void walk_kid(struct tree *tree, const struct pdf_value *reference,
                     const struct pdf_value *parent, int depth)
{
    const struct pdf_value *kid = pdffile_resolve(tree->file, reference);
    if (!kid || depth > MAX_DEPTH || !pdffile_step(tree->file, 1) ||
        pdf_met_before(&tree->met, reference)) {
        tree->facts.broken = true;
        return;
    }
    if (kid->kind == PDF_INTEGER) {
        tree->facts.marked++;
        return;
    }
    const struct pdf_value *type = pdffile_get(tree->file, kid, "Type");
    if (pdf_is_name(type, "MCR")) {
        tree->facts.marked++;
    } else if (pdf_is_name(type, "OBJR")) {
        tree->facts.objects++;
    } else if (pdffile_get(tree->file, kid, "S")) {
        if (pdffile_get(tree->file, kid, "P") != parent)
            tree->facts.broken = true;
        walk_kids(tree, kid, depth);
    } else {
        tree->facts.broken = true;
    }
}

static void walk_kids(struct tree *tree, const struct pdf_value *element, int depth)
{
    const struct pdf_value *own = pdf_dict_find(element, "K");
    const struct pdf_value *kids = pdffile_resolve(tree->file, own);
    if (!kids)
        return; /* an empty cell */
    if (kids->kind != PDF_ARRAY) {
        walk_kid(tree, own, element, depth + 1);
        return;
    }
    for (const struct pdf_entry *entry = kids->entries; entry && !tree->facts.broken;
         entry = entry->next)
        walk_kid(tree, entry->value, element, depth + 1);
}

static const struct pdf_value *tree_root(struct pdffile *file)
{
    return pdffile_get(file, pdffile_catalog(file), "StructTreeRoot");
}

struct structure_facts structure_check(struct pdffile *file, struct arena *arena)
{
    struct tree tree = {.file = file};
    const struct pdf_value *root = tree_root(file);
    if (!root || !pdffile_get(file, root, "K") || !pdf_met_start(&tree.met, file, arena))
        tree.facts.broken = true;
    else
        walk_kids(&tree, root, 0);
    return tree.facts;
}

/* The pair of the number tree from a place on (NULL: from its start) whose key is wanted. */
static const struct pdf_entry *find_key(struct pdffile *file, const struct pdf_entry *from,
                                        long key)
{
    for (const struct pdf_entry *entry = from; entry && entry->next; entry = entry->next->next) {
        if (!pdffile_step(file, 1))
            return NULL;
        if (entry->value->kind == PDF_INTEGER && entry->value->integer == key)
            return entry;
    }
    return NULL;
}

bool structure_covers_page(struct pdffile *file, const struct pdf_value *page, long count,
                           const struct pdf_entry **place)
{
    const struct pdf_value *key = pdffile_get(file, page, "StructParents");
    const struct pdf_value *tree = pdffile_get(file, tree_root(file), "ParentTree");
    if (!key)
        return count == 0;
    const struct pdf_entry *found = find_key(file, *place, key->integer);
    if (!found)
        found = find_key(file, pdffile_items(file, tree, "Nums"), key->integer);
    if (!found)
        return false;
    *place = found;
    const struct pdf_value *elements = pdffile_resolve(file, found->next->value);
    return elements && elements->kind == PDF_ARRAY && (long)elements->length == count;
}
