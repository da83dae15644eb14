/*
 * fields.c - walking the page tree and the interactive form; see fields.h.
 */
#include "verify/fields.h"

#include "base/budget.h"

#include <string.h>

enum { MAX_PAGES = 100000, MAX_TREE_DEPTH = 32 };

struct page_list {
    struct pdffile *file;
    struct arena *arena;
    const struct pdf_value **pages;
    long *numbers;
    size_t count;
    size_t cap;
    size_t number_cap;
    bool *seen; /* by object number: nodes that were walked */
};

static void add_page(struct page_list *list, const struct pdf_value *page, long number)
{
    list->pages =
        arena_grow(list->arena, list->pages, list->count, &list->cap, sizeof *list->pages);
    list->numbers = arena_grow(list->arena, list->numbers, list->count, &list->number_cap,
                               sizeof *list->numbers);
    list->pages[list->count] = page;
    list->numbers[list->count++] = number;
}

/* A node that is reached twice, by a loop or by two parents, is walked once. */
static void walk_pages(struct page_list *list, const struct pdf_value *reference, int depth)
{
    const struct pdf_value *node = pdffile_resolve(list->file, reference);
    long const number = reference && reference->kind == PDF_REFERENCE ? reference->integer : 0;
    if (!node || depth > MAX_TREE_DEPTH || list->count >= MAX_PAGES || !pdffile_step(list->file, 1))
        return;
    const struct pdf_value *kids = pdffile_get(list->file, node, "Kids");
    if (!kids) {
        add_page(list, node, number);
        return;
    }
    if (kids->kind != PDF_ARRAY || list->seen[number])
        return;
    list->seen[number] = number > 0;
    for (const struct pdf_entry *entry = kids->entries; entry; entry = entry->next)
        walk_pages(list, entry->value, depth + 1);
}

const struct pdf_value **pdf_numbered_pages(struct pdffile *file, struct arena *arena,
                                            size_t *count, const long **numbers)
{
    struct page_list list = {.file = file, .arena = arena};
    size_t const size = (size_t)pdffile_size(file) + 1;
    if (budget_take(pdffile_budget(file), BUDGET_MEMORY, size)) {
        list.seen = ARENA_ARRAY(arena, size, bool);
        walk_pages(&list, pdf_dict_find(pdffile_catalog(file), "Pages"), 0);
    }
    *count = list.count;
    *numbers = list.numbers;
    return list.pages;
}

const struct pdf_value **pdf_pages(struct pdffile *file, struct arena *arena, size_t *count)
{
    const long *numbers;
    return pdf_numbered_pages(file, arena, count, &numbers);
}

/* The number of a page, looked for from the page before on: fields mostly come in its order. */
static long page_number(struct pdffile *file, const struct pdf_value *page,
                        const struct pdf_value *const *pages, size_t count, size_t from)
{
    for (size_t i = 0; i < count && pdffile_step(file, 1); i++) {
        size_t const at = (from + i) % count;
        if (pages[at] == page)
            return (long)at + 1;
    }
    return 0;
}

/*
 * The page a widget stands on: by its /P, or, where that is absent, by the pages'
 * /Annots.  before: the page of the field before, or 0.
 */
static long page_of(struct pdffile *file, const struct pdf_value *widget,
                    const struct pdf_value *const *pages, size_t count, long before)
{
    const struct pdf_value *own = pdffile_get(file, widget, "P");
    if (own)
        return page_number(file, own, pages, count, before > 0 ? (size_t)before - 1 : 0);
    for (size_t i = 0; i < count; i++) {
        const struct pdf_value *annotations = pdffile_get(file, pages[i], "Annots");
        if (!annotations || annotations->kind != PDF_ARRAY)
            continue;
        for (const struct pdf_entry *entry = annotations->entries; entry; entry = entry->next) {
            if (!pdffile_step(file, 1))
                return 0;
            if (pdffile_resolve(file, entry->value) == widget)
                return (long)i + 1;
        }
    }
    return 0;
}

static void read_rect(struct pdffile *file, const struct pdf_value *widget, double rect[4])
{
    const struct pdf_value *array = pdffile_get(file, widget, "Rect");
    if (!array || array->kind != PDF_ARRAY)
        return;
    const struct pdf_entry *entry = array->entries;
    for (int i = 0; i < 4 && entry; i++, entry = entry->next) {
        const struct pdf_value *number = pdffile_resolve(file, entry->value);
        rect[i] = number ? number->real : 0;
    }
}

static bool has_signature(struct pdffile *file, const struct pdf_value *field)
{
    const struct pdf_value *value = pdffile_get(file, field, "V");
    const struct pdf_value *range = pdffile_get(file, value, "ByteRange");
    const struct pdf_value *contents = pdffile_get(file, value, "Contents");
    return range && range->kind == PDF_ARRAY && contents && contents->kind == PDF_STRING;
}

struct signature_field *pdf_signature_fields(struct pdffile *file, struct arena *arena)
{
    const struct pdf_value *form = pdffile_get(file, pdffile_catalog(file), "AcroForm");
    const struct pdf_value *fields = pdffile_get(file, form, "Fields");
    struct signature_field *first = NULL;
    struct signature_field **last = &first;
    long page = 0;
    size_t count;
    const struct pdf_value **pages = pdf_pages(file, arena, &count);
    if (!fields || fields->kind != PDF_ARRAY)
        return NULL;
    for (const struct pdf_entry *entry = fields->entries; entry; entry = entry->next) {
        const struct pdf_value *field = pdffile_resolve(file, entry->value);
        if (!pdf_is_name(pdffile_get(file, field, "FT"), "Sig"))
            continue;
        const struct pdf_value *kids = pdffile_get(file, field, "Kids");
        const struct pdf_value *widget = kids && kids->kind == PDF_ARRAY && kids->entries
                                             ? pdffile_resolve(file, kids->entries->value)
                                             : field;
        struct signature_field *found = ARENA_NEW(arena, struct signature_field);
        found->name = pdf_text_string(pdffile_get(file, field, "T"), arena);
        found->signer = pdf_text_string(pdffile_get(file, field, "TU"), arena);
        found->page = page = page_of(file, widget, pages, count, page);
        read_rect(file, widget, found->rect);
        found->is_signed = has_signature(file, field);
        found->widget = widget;
        *last = found;
        last = &found->next;
    }
    return first;
}
