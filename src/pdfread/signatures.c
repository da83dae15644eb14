/*
 * signatures.c - the values of signature fields, and which bytes they are about; see pdfparts.h.
 */
#include "pdfread/pdfparts.h"

#include "base/diag.h"

#include <string.h>

enum { MAX_DEPTH = 16, MOST_NUMBERS = 64 };

struct search {
    struct pdf_met met; /* fields that were looked at */
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
    PDF_EACH(entry, array->entries) {
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
    struct pdffile *file = search->file;
    const struct pdf_value *range = pdffile_get_kind(file, value, "ByteRange", PDF_ARRAY);
    const struct pdf_value *contents = pdffile_get_kind(file, value, "Contents", PDF_STRING);
    if (!range || !contents)
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
        pdffile_extent(file, contents, &signature->contents_start, &signature->contents_end);
    }
    search->before = signature;
    LIST_APPEND(search->last, signature);
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

/* Kids are fields within a field, or its widgets, which have no value of their own. */
static void walk(struct search *search, const struct pdf_entry *fields, const char *parent,
                 bool is_signature, int depth)
{
    if (depth > MAX_DEPTH)
        return;
    PDF_EACH(entry, fields) {
        const struct pdf_value *field = pdffile_resolve(search->file, entry->value);
        if (!pdffile_step(search->file, 1))
            return;
        if (pdf_met_before(&search->met, entry->value))
            continue;
        const struct pdf_value *type = pdffile_get(search->file, field, "FT");
        bool const is_one = type ? pdf_is_name(type, "Sig") : is_signature;
        const char *name = full_name(search, parent, field);
        if (is_one)
            add(search, name, pdffile_get(search->file, field, "V"));
        walk(search, pdffile_items(search->file, field, "Kids"), name, is_one, depth + 1);
    }
}

/* Fields that stand on a page and in no form: poppler 22.12 adds signatures so. */
static void walk_pages(struct search *search)
{
    struct pdf_pages const pages = pdf_pages(search->file, search->arena);
    for (size_t i = 0; i < pages.count; i++)
        PDF_EACH(entry, pdffile_items(search->file, pages.items[i].dict, "Annots")) {
            const struct pdf_value *widget = pdffile_resolve(search->file, entry->value);
            if (!pdffile_step(search->file, 1))
                return;
            if (pdf_is_name(pdffile_get(search->file, widget, "FT"), "Sig") &&
                !pdf_met_before(&search->met, entry->value))
                add(search, full_name(search, "", widget), pdffile_get(search->file, widget, "V"));
        }
}

struct pdf_signature *pdf_signatures(struct pdffile *file, struct arena *arena)
{
    struct search search = {.file = file, .arena = arena};
    const struct pdf_value *form = pdffile_get(file, pdffile_catalog(file), "AcroForm");
    search.last = &search.first;
    if ((file->revisions == 1 && !form) || !pdf_met_start(&search.met, file, arena))
        return NULL;
    walk(&search, pdffile_items(file, form, "Fields"), "", false, 0);
    if (file->revisions > 1)
        walk_pages(&search);
    return search.first;
}

/* ---- times -------------------------------------------------------------------------------- */

static bool all_digits(const char *text, size_t count)
{
    return strspn(text, "0123456789") >= count;
}

/* "D:20261126181832+03'00'" (ISO 32000-1, 7.9.4) in the form of ISO 8601; "" for anything else. */
static const char *read_date(const char *date, struct arena *arena)
{
    const char *at = strncmp(date, "D:", 2) == 0 ? date + 2 : date;
    if (!all_digits(at, 14))
        return "";
    const char *time = arena_printf(arena, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2s", at, at + 4, at + 6,
                                    at + 8, at + 10, at + 12);
    const char *zone = at + 14;
    if (*zone == 'Z' || *zone == 'z')
        return arena_printf(arena, "%sZ", time);
    if ((*zone != '+' && *zone != '-') || !all_digits(zone + 1, 2))
        return time;
    bool const minutes = zone[3] == '\'' && all_digits(zone + 4, 2);
    return arena_printf(arena, "%s%.3s:%.2s", time, zone, minutes ? zone + 4 : "00");
}

/* ---- the byte range ------------------------------------------------------------------------- */

/* What is wrong with the range; NULL when all but the contents is signed, from the file's first byte on. */
static const char *fault_of(const struct pdf_signature *signature, size_t size)
{
    const long *range = signature->range;
    if (signature->range_count != PDF_RANGE_NUMBERS)
        return DIAG_BOTH("/ByteRange — не четыре числа", "/ByteRange is not four numbers");
    if (range[0] != 0)
        return DIAG_BOTH("она начинается не с начала файла", "it does not begin with the file");
    if ((size_t)range[2] > size || (size_t)range[3] > size - (size_t)range[2] ||
        range[1] > range[2])
        return DIAG_BOTH("она выходит за конец файла", "it goes past the end of the file");
    if (!signature->contents_end || (size_t)range[1] != signature->contents_start ||
        (size_t)range[2] != signature->contents_end)
        return DIAG_BOTH("вне её остаётся не ровно сама подпись (/Contents)",
                         "what is left out of it is not exactly the signature itself (/Contents)");
    return NULL;
}

static bool is_blank(const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if (!pdf_is(bytes[i], PDF_SPACE))
            return false;
    return true;
}

/* The revision that ends there; tools differ in whether they sign the line's end behind %%EOF. */
static size_t revision_at(const struct pdffile *file, size_t end)
{
    for (size_t i = 0; i < file->revisions; i++) {
        size_t const other = pdffile_revision_end(file, i);
        size_t const from = end < other ? end : other;
        if (is_blank(file->bytes + from, (end < other ? other : end) - from))
            return i + 1;
    }
    return 0;
}

/* ---- all of it -------------------------------------------------------------------------------- */

static void take_certificate(struct pdf_signed *found, struct pdffile *file,
                             const struct pdf_value *value)
{
    const struct pdf_value *certificate = pdffile_get(file, value, "Cert");
    if (pdf_entries(certificate, PDF_ARRAY))
        certificate = pdffile_first(file, certificate);
    if (!certificate || certificate->kind != PDF_STRING)
        return;
    found->certificate = certificate->bytes;
    found->certificate_length = certificate->length;
}

struct pdf_signed pdf_signed_bytes(struct pdffile *file, const struct pdf_signature *signature,
                                   struct arena *arena)
{
    const struct pdf_value *date = pdffile_get_kind(file, signature->value, "M", PDF_STRING);
    struct pdf_signed found = {
        .sub_filter = pdf_name_string(pdffile_get(file, signature->value, "SubFilter"), "", arena),
        .claimed = date ? read_date(pdf_text_string(date, arena), arena) : "",
        .fault = fault_of(signature, file->size),
    };
    take_certificate(&found, file, signature->value);
    if (found.fault)
        return found;
    for (int i = 0; i < PDF_RANGE_NUMBERS; i++)
        found.range[i] = (size_t)signature->range[i];
    size_t const end = found.range[2] + found.range[3];
    found.covers_file = is_blank(file->bytes + end, file->size - end);
    found.revision = revision_at(file, end);
    return found;
}
