/*
 * pdfpacked.c - objects in object streams (ISO 32000-1, 7.5.7); see pdftable.h.
 */
#include "verify/pdftable.h"

enum { MAX_PACKED = 64 << 20 };

struct packed_place {
    long number;
    size_t at; /* in the stream's bytes */
};

/* An object stream that was opened. */
struct packed {
    const char *bytes;
    size_t size;
    struct packed_place *places;
    size_t count;
};

static bool read_places(struct packed *packed, struct pdf_cursor *cursor, size_t first)
{
    for (size_t i = 0; i < packed->count; i++) {
        long offset;
        struct packed_place *place = &packed->places[i];
        if (!pdf_parse_integer(cursor, &place->number) || !pdf_parse_integer(cursor, &offset) ||
            (size_t)offset >= packed->size - first)
            return false;
        place->at = first + (size_t)offset;
    }
    return true;
}

static struct pdf_cursor cursor_in(const struct pdffile *file, const struct packed *packed,
                                   size_t at)
{
    return (struct pdf_cursor){.bytes = packed->bytes,
                               .size = packed->size,
                               .at = at,
                               .is_apart = true,
                               .arena = file->arena,
                               .budget = file->budget};
}

static struct packed *unpack(struct pdffile *file, const struct pdf_value *stream)
{
    const struct pdf_value *count = pdffile_get(file, stream, "N");
    const struct pdf_value *first = pdffile_get(file, stream, "First");
    struct text bytes = TEXT_EMPTY;
    struct packed *packed = NULL;
    if (pdf_is_name(pdffile_get(file, stream, "Type"), "ObjStm") && count &&
        count->kind == PDF_INTEGER && first && first->kind == PDF_INTEGER && first->integer >= 0 &&
        pdffile_stream(file, stream, MAX_PACKED, &bytes) && (size_t)first->integer <= bytes.len &&
        count->integer >= 0 && (size_t)count->integer <= bytes.len / 2 &&
        budget_take(file->budget, BUDGET_MEMORY,
                    bytes.len + (size_t)count->integer * sizeof(struct packed_place))) {
        packed = ARENA_NEW(file->arena, struct packed);
        packed->bytes = arena_strndup(file->arena, text_string(&bytes), bytes.len);
        packed->size = bytes.len;
        packed->count = (size_t)count->integer;
        packed->places = ARENA_ARRAY(file->arena, packed->count, struct packed_place);
        struct pdf_cursor cursor = cursor_in(file, packed, 0);
        if (!read_places(packed, &cursor, (size_t)first->integer))
            packed = NULL;
    }
    text_free(&bytes);
    return packed;
}

/* An object stream itself is never packed, so that none can stand in itself. */
static struct packed *packed_of(struct pdffile *file, size_t number)
{
    if (number >= (size_t)file->count || file->entries[number].kind != ENTRY_PLAIN)
        return NULL;
    struct xref_entry *entry = &file->entries[number];
    const struct pdf_value *stream = pdffile_object(file, (long)number);
    if (!entry->packed && stream) {
        entry->packed = unpack(file, stream);
        entry->failed = !entry->packed; /* or each of its objects would try again */
        entry->object = entry->packed ? stream : NULL;
    }
    return entry->packed;
}

const struct pdf_value *pdfpacked_object(struct pdffile *file, long number)
{
    const struct xref_entry *entry = &file->entries[number];
    const struct packed *packed = packed_of(file, entry->offset);
    if (!packed || entry->index >= packed->count || packed->places[entry->index].number != number)
        return NULL;
    struct pdf_cursor cursor = cursor_in(file, packed, packed->places[entry->index].at);
    const struct pdf_value *value = pdf_parse_value(&cursor);
    return value && value->kind != PDF_REFERENCE ? value : NULL;
}
