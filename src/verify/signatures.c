#include "verify/signatures.h"

#include "base/budget.h"
#include "verify/fields.h"
#include "verify/pdfparse.h"

#include <string.h>

enum { MAX_DEPTH = 16, MOST_NUMBERS = 64 };

struct search {
    bool *seen; /* by object number: fields that were looked at */
    struct pdffile *file;
    struct arena *arena;
    struct pdf_signature *first;
    struct pdf_signature **last;
    const struct pdf_signature *before; /* the one that was found last */
};

static void read_range(struct search *search, const struct pdf_value *array,
                       struct pdf_signature *signature)
{
    if (array->length > MOST_NUMBERS)
        return;
    long *range = ARENA_ARRAY(search->arena, array->length, long);
    size_t count = 0;
    for (const struct pdf_entry *entry = array->entries; entry; entry = entry->next) {
        const struct pdf_value *number = pdffile_resolve(search->file, entry->value);
        if (!number || number->kind != PDF_INTEGER || number->integer < 0)
            return;
        range[count++] = number->integer;
    }
    signature->range = range;
    signature->range_count = count;
}

static void add(struct search *search, const char *name, const struct pdf_value *value)
{
    const struct pdf_value *range = pdffile_get(search->file, value, "ByteRange");
    const struct pdf_value *contents = pdffile_get(search->file, value, "Contents");
    if (!range || range->kind != PDF_ARRAY || !contents || contents->kind != PDF_STRING)
        return;
    struct pdf_signature *signature = ARENA_NEW(search->arena, struct pdf_signature);
    signature->field = name;
    signature->value = value;
    signature->contents = contents->bytes;
    signature->contents_length = contents->length;
    read_range(search, range, signature);
    if (search->before && search->before->value == value) { /* many fields may share one */
        signature->contents_start = search->before->contents_start;
        signature->contents_end = search->before->contents_end;
    } else {
        pdffile_extent(search->file, contents, &signature->contents_start,
                       &signature->contents_end);
    }
    search->before = signature;
    *search->last = signature;
    search->last = &signature->next;
}

static const char *full_name(struct search *search, const char *parent,
                             const struct pdf_value *field)
{
    const struct pdf_value *own = pdffile_get(search->file, field, "T");
    if (!own)
        return parent;
    const char *name = pdf_text_string(own, search->arena);
    return *parent ? arena_printf(search->arena, "%s.%s", parent, name) : name;
}

static bool is_first_visit(struct search *search, const struct pdf_value *reference)
{
    if (reference->kind != PDF_REFERENCE || reference->integer >= pdffile_size(search->file))
        return true;
    bool const was_seen = search->seen[reference->integer];
    search->seen[reference->integer] = true;
    return !was_seen;
}

/* Kids are fields within a field, or its widgets, which have no value of their own. */
static void walk(struct search *search, const struct pdf_value *fields, const char *parent,
                 bool is_signature, int depth)
{
    if (!fields || fields->kind != PDF_ARRAY || depth > MAX_DEPTH)
        return;
    for (const struct pdf_entry *entry = fields->entries; entry; entry = entry->next) {
        const struct pdf_value *field = pdffile_resolve(search->file, entry->value);
        if (!pdffile_step(search->file, 1))
            return;
        if (!is_first_visit(search, entry->value))
            continue;
        const struct pdf_value *type = pdffile_get(search->file, field, "FT");
        bool const is_one = type ? pdf_is_name(type, "Sig") : is_signature;
        const char *name = full_name(search, parent, field);
        if (is_one)
            add(search, name, pdffile_get(search->file, field, "V"));
        walk(search, pdffile_get(search->file, field, "Kids"), name, is_one, depth + 1);
    }
}

/* Fields that stand on a page and in no form: poppler 22.12 adds signatures so. */
static void walk_pages(struct search *search)
{
    size_t count;
    const struct pdf_value **pages = pdf_pages(search->file, search->arena, &count);
    for (size_t i = 0; i < count; i++) {
        const struct pdf_value *annotations = pdffile_get(search->file, pages[i], "Annots");
        if (!annotations || annotations->kind != PDF_ARRAY)
            continue;
        for (const struct pdf_entry *entry = annotations->entries; entry; entry = entry->next) {
            const struct pdf_value *widget = pdffile_resolve(search->file, entry->value);
            if (!pdffile_step(search->file, 1))
                return;
            if (pdf_is_name(pdffile_get(search->file, widget, "FT"), "Sig") &&
                is_first_visit(search, entry->value))
                add(search, full_name(search, "", widget), pdffile_get(search->file, widget, "V"));
        }
    }
}

struct pdf_signature *pdf_signatures(struct pdffile *file, struct arena *arena)
{
    struct search search = {.file = file, .arena = arena};
    size_t const size = (size_t)pdffile_size(file) + 1;
    search.last = &search.first;
    if (pdffile_revisions(file) == 1 && !pdffile_get(file, pdffile_catalog(file), "AcroForm"))
        return NULL;
    if (!budget_take(pdffile_budget(file), BUDGET_MEMORY, size))
        return NULL;
    search.seen = ARENA_ARRAY(arena, size, bool);
    const struct pdf_value *form = pdffile_get(file, pdffile_catalog(file), "AcroForm");
    walk(&search, pdffile_get(file, form, "Fields"), "", false, 0);
    if (pdffile_revisions(file) > 1)
        walk_pages(&search);
    return search.first;
}
