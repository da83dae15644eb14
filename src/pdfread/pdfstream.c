/*
 * pdfstream.c - what is in a stream (ISO 32000-1, 7.4), objects too (7.5.7).
 */
#include "base/deflate.h"
#include "pdfread/pdfinside.h"

#include <string.h>

enum { BYTES_A_STEP = 64, HIGHEST_FILTER = 4, MAX_PACKED = 64 << 20 };

/* The first of a filter's values, which may stand in an array of one. */
static const struct pdf_value *only(struct pdffile *file, const struct pdf_value *value)
{
    if (!value || value->kind != PDF_ARRAY)
        return value;
    return value->length == 1 ? pdffile_resolve(file, value->entries->value) : value;
}

bool pdffile_is_deflated(struct pdffile *file, const struct pdf_value *stream)
{
    return pdf_is_name(only(file, pdffile_get(file, stream, "Filter")), "FlateDecode");
}

/* Inflates as far as limit and budget allow; what is inflated is paid for, failures too. */
static bool inflate(struct pdffile *file, const struct pdf_value *stream, size_t limit,
                    struct text *out)
{
    struct budget *budget = file->budget;
    size_t const left = budget->left[BUDGET_INFLATED];
    size_t const before = out->len;
    struct inflater *own = file->inflater ? NULL : inflater_new();
    enum inflate_result const result =
        inflater_run(own ? own : file->inflater, DEFLATE_STREAM, stream->bytes, stream->length,
                     limit < left ? limit : left, out);
    inflater_free(own);
    if (result == INFLATE_TOO_LARGE && left < limit)
        return budget_take(budget, BUDGET_INFLATED, left + 1);
    size_t const paid = result == INFLATE_GOOD ? out->len - before : stream->length;
    return budget_take(budget, BUDGET_INFLATED, paid) &&
           budget_take(budget, BUDGET_STEPS, 1 + paid / BYTES_A_STEP) && result == INFLATE_GOOD;
}

/* ---- predictors (7.4.4.4; PNG, 2nd edition, 9.2) ---------------------------------------- */

static unsigned char paeth(int left, int above, int corner)
{
    int const guess = left + above - corner;
    int const to_left = guess > left ? guess - left : left - guess;
    int const to_above = guess > above ? guess - above : above - guess;
    int const to_corner = guess > corner ? guess - corner : corner - guess;
    if (to_left <= to_above && to_left <= to_corner)
        return (unsigned char)left;
    return (unsigned char)(to_above <= to_corner ? above : corner);
}

static void undo_row(unsigned char *row, const unsigned char *before, size_t size, size_t pixel,
                     int filter)
{
    for (size_t i = 0; i < size; i++) {
        int const left = i >= pixel ? row[i - pixel] : 0;
        int const above = before ? before[i] : 0;
        int const corner = before && i >= pixel ? before[i - pixel] : 0;
        unsigned char add = 0;
        switch (filter) {
        case 1: add = (unsigned char)left; break;
        case 2: add = (unsigned char)above; break;
        case 3: add = (unsigned char)((left + above) / 2); break;
        case 4: add = paeth(left, above, corner); break;
        default: break;
        }
        row[i] = (unsigned char)(row[i] + add);
    }
}

/* Each row stands behind a byte that names its filter; they move together. */
static bool undo_rows(struct text *out, size_t from, size_t size, size_t pixel)
{
    unsigned char *const bytes = (unsigned char *)out->data + from;
    size_t const count = (out->len - from) / (size + 1);
    const unsigned char *before = NULL;
    for (size_t i = 0; i < count; i++) {
        int const filter = bytes[i * (size + 1)];
        unsigned char *row = bytes + i * size;
        if (filter > HIGHEST_FILTER)
            return false;
        memmove(row, bytes + i * (size + 1) + 1, size);
        undo_row(row, before, size, pixel, filter);
        before = row;
    }
    out->len = from + count * size;
    if (out->data)
        out->data[out->len] = '\0';
    return true;
}

static long parameter(struct pdffile *file, const struct pdf_value *parameters, const char *name,
                      long absent)
{
    const struct pdf_value *value = pdffile_get(file, parameters, name);
    return value && value->kind == PDF_INTEGER ? value->integer : absent;
}

/* Undoes the PNG predictors on what was appended from a place on; TIFF's is not read. */
static bool undo_predictor(struct pdffile *file, const struct pdf_value *stream, struct text *out,
                           size_t from)
{
    enum { FIRST_PNG = 10, MOST_COLUMNS = 1 << 20, MOST_COLORS = 32, MOST_BITS = 16 };
    const struct pdf_value *parameters = only(file, pdffile_get(file, stream, "DecodeParms"));
    long const predictor = parameter(file, parameters, "Predictor", 1);
    long const columns = parameter(file, parameters, "Columns", 1);
    long const colors = parameter(file, parameters, "Colors", 1);
    long const bits = parameter(file, parameters, "BitsPerComponent", 8);
    if (predictor == 1)
        return true;
    if (predictor < FIRST_PNG || columns < 1 || columns > MOST_COLUMNS || colors < 1 ||
        colors > MOST_COLORS || bits < 1 || bits > MOST_BITS)
        return false;
    size_t const size = ((size_t)(columns * colors * bits) + 7) / 8;
    size_t const pixel = ((size_t)(colors * bits) + 7) / 8;
    return undo_rows(out, from, size, pixel);
}

bool pdffile_stream(struct pdffile *file, const struct pdf_value *stream, size_t limit,
                    struct text *out)
{
    size_t const from = out->len;
    if (!stream || stream->kind != PDF_STREAM)
        return false;
    if (pdffile_is_deflated(file, stream))
        return inflate(file, stream, limit, out) && undo_predictor(file, stream, out, from);
    if (pdffile_get(file, stream, "Filter") || stream->length > limit ||
        !budget_take(file->budget, BUDGET_INFLATED, stream->length))
        return false;
    text_add_bytes(out, stream->bytes, stream->length);
    return true;
}

/* ---- objects in object streams ----------------------------------------------------- */

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
                               .passed = file->passed,
                               .arena = file->arena,
                               .budget = file->budget};
}

/* The places of so many objects in these bytes, behind the first of them; NULL for a lie. */
static struct packed *open_packed(struct pdffile *file, struct text *bytes, long count, long first)
{
    if ((size_t)first > bytes->len || (size_t)count > bytes->len / 2 ||
        !budget_take(file->budget, BUDGET_MEMORY,
                     bytes->len + (size_t)count * sizeof(struct packed_place)))
        return NULL;
    struct packed *packed = ARENA_NEW(file->arena, struct packed);
    packed->bytes = arena_strndup(file->arena, text_string(bytes), bytes->len);
    packed->size = bytes->len;
    packed->count = (size_t)count;
    packed->places = ARENA_ARRAY(file->arena, packed->count, struct packed_place);
    struct pdf_cursor cursor = cursor_in(file, packed, 0);
    return read_places(packed, &cursor, (size_t)first) ? packed : NULL;
}

static struct packed *unpack(struct pdffile *file, const struct pdf_value *stream)
{
    const struct pdf_value *count = pdffile_get_kind(file, stream, "N", PDF_INTEGER);
    const struct pdf_value *first = pdffile_get_kind(file, stream, "First", PDF_INTEGER);
    struct text bytes = TEXT_EMPTY;
    struct packed *packed = NULL;
    if (pdf_is_name(pdffile_get(file, stream, "Type"), "ObjStm") && count && count->integer >= 0 &&
        first && first->integer >= 0 && pdffile_stream(file, stream, MAX_PACKED, &bytes)) {
        budget_unpacked(file->budget, bytes.len);
        packed = open_packed(file, &bytes, count->integer, first->integer);
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
