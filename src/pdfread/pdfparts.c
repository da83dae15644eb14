/*
 * pdfparts.c - walking the page tree and the interactive form; see pdfparts.h.
 */
#include "pdfread/pdfparts.h"

#include <math.h>
#include <string.h>

enum { MAX_PAGES = 100000, MAX_TREE_DEPTH = 32, MAX_ATTACHMENT = 256 << 20 };

/* ---- pages --------------------------------------------------------------------------- */

struct page_walk {
    struct pdffile *file;
    struct arena *arena;
    struct pdf_pages pages;
    size_t room;
    struct pdf_met met; /* nodes that were walked */
};

static void add_page(struct page_walk *walk, const struct pdf_value *page, long number)
{
    struct pdf_pages *pages = &walk->pages;
    pages->items =
        arena_grow(walk->arena, pages->items, pages->count, &walk->room, sizeof *pages->items);
    pages->items[pages->count++] = (struct pdf_page){page, number};
}

/* A node that is reached twice, by a loop or by two parents, is walked once. */
static void walk_pages(struct page_walk *walk, const struct pdf_value *reference, int depth)
{
    const struct pdf_value *node = pdffile_resolve(walk->file, reference);
    if (!node || depth > MAX_TREE_DEPTH || walk->pages.count >= MAX_PAGES ||
        !pdffile_step(walk->file, 1))
        return;
    const struct pdf_value *kids = pdffile_get(walk->file, node, "Kids");
    if (!kids)
        add_page(walk, node, reference->kind == PDF_REFERENCE ? reference->integer : 0);
    else if (kids->kind == PDF_ARRAY && !pdf_met_before(&walk->met, reference))
        PDF_EACH(entry, kids->entries)
            walk_pages(walk, entry->value, depth + 1);
}

struct pdf_pages pdf_pages(struct pdffile *file, struct arena *arena)
{
    struct page_walk walk = {.file = file, .arena = arena};
    if (pdf_met_start(&walk.met, file, arena))
        walk_pages(&walk, pdf_dict_find(pdffile_catalog(file), "Pages"), 0);
    return walk.pages;
}

bool pdf_read_box(struct pdffile *file, const struct pdf_value *dict, const char *name,
                  double rect[4])
{
    const struct pdf_value *array = pdffile_get_kind(file, dict, name, PDF_ARRAY);
    double numbers[4] = {0};
    int count = 0;
    if (!array || array->length != 4)
        return false;
    PDF_EACH(entry, array->entries) {
        const struct pdf_value *number = pdffile_resolve(file, entry->value);
        if (!pdf_is_number(number))
            return false;
        numbers[count++] = number->real;
    }
    rect[0] = fmin(numbers[0], numbers[2]);
    rect[1] = fmin(numbers[1], numbers[3]);
    rect[2] = fmax(numbers[0], numbers[2]);
    rect[3] = fmax(numbers[1], numbers[3]);
    return true;
}

/* ---- the case file inside ------------------------------------------------------------- */

bool pdf_source_attachment(struct pdffile *file, struct text *out)
{
    PDF_EACH(entry, pdffile_items(file, pdffile_catalog(file), "AF")) {
        const struct pdf_value *specification = pdffile_resolve(file, entry->value);
        const struct pdf_value *embedded = pdffile_get(file, specification, "EF");
        if (pdf_is_name(pdffile_get(file, specification, "AFRelationship"), "Source"))
            return pdffile_stream(file, pdffile_get(file, embedded, "F"), MAX_ATTACHMENT, out);
    }
    return false;
}

/* ---- fields ------------------------------------------------------------------------------ */

/* The number of a page, looked for from the page before on: fields mostly come in its order. */
static long page_number(struct pdffile *file, const struct pdf_value *page,
                        const struct pdf_pages *pages, size_t from)
{
    for (size_t i = 0; i < pages->count && pdffile_step(file, 1); i++) {
        size_t const at = (from + i) % pages->count;
        if (pages->items[at].dict == page)
            return (long)at + 1;
    }
    return 0;
}

/*
 * The page a widget stands on: by its /P, or, where that is absent, by the pages'
 * /Annots.  before: the page of the field before, or 0.
 */
static long page_of(struct pdffile *file, const struct pdf_value *widget,
                    const struct pdf_pages *pages, long before)
{
    const struct pdf_value *own = pdffile_get(file, widget, "P");
    if (own)
        return page_number(file, own, pages, before > 0 ? (size_t)before - 1 : 0);
    for (size_t i = 0; i < pages->count && pdffile_step(file, 1); i++)
        PDF_EACH(entry, pdffile_items(file, pages->items[i].dict, "Annots")) {
            if (!pdffile_step(file, 1))
                return 0;
            if (pdffile_resolve(file, entry->value) == widget)
                return (long)i + 1;
        }
    return 0;
}

/* As it is written, and as far as it is: tools are told what stands there. */
static void read_rect(struct pdffile *file, const struct pdf_value *widget, double rect[4])
{
    const struct pdf_entry *entry = pdffile_items(file, widget, "Rect");
    for (int i = 0; i < 4 && entry; i++, entry = entry->next) {
        const struct pdf_value *number = pdffile_resolve(file, entry->value);
        rect[i] = number ? number->real : 0;
    }
}

static bool has_signature(struct pdffile *file, const struct pdf_value *field)
{
    const struct pdf_value *value = pdffile_get(file, field, "V");
    return pdffile_get_kind(file, value, "ByteRange", PDF_ARRAY) &&
           pdffile_get_kind(file, value, "Contents", PDF_STRING);
}

struct signature_field *pdf_signature_fields(struct pdffile *file, struct arena *arena)
{
    const struct pdf_value *form = pdffile_get(file, pdffile_catalog(file), "AcroForm");
    struct signature_field *first = NULL;
    struct signature_field **last = &first;
    long page = 0;
    struct pdf_pages const pages = pdf_pages(file, arena);
    PDF_EACH(entry, pdffile_items(file, form, "Fields")) {
        const struct pdf_value *field = pdffile_resolve(file, entry->value);
        if (!pdf_is_name(pdffile_get(file, field, "FT"), "Sig"))
            continue;
        const struct pdf_entry *kids = pdffile_items(file, field, "Kids");
        struct signature_field *found = ARENA_NEW(arena, struct signature_field);
        found->widget = kids ? pdffile_resolve(file, kids->value) : field;
        found->name = pdf_text_string(pdffile_get(file, field, "T"), arena);
        found->signer = pdf_text_string(pdffile_get(file, field, "TU"), arena);
        found->page = page = page_of(file, found->widget, &pages, page);
        read_rect(file, found->widget, found->rect);
        found->is_signed = has_signature(file, field);
        LIST_APPEND(last, found);
    }
    return first;
}
