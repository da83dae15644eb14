/*
 * pdffile.c - cross-reference tables, trailers and objects; see pdffile.h.
 */
#include "verify/pdffile.h"

#include "base/budget.h"
#include "verify/inflate.h"
#include "verify/pdfparse.h"

#include <string.h>

enum { MAX_OBJECTS = 1000000, MAX_REVISIONS = 1000 };

struct xref_entry {
    size_t offset; /* 0: free, or never named */
    bool known;
    const struct pdf_value *object; /* once it was read */
    bool reading;
};

struct pdffile {
    const char *bytes;
    size_t size;
    struct arena *arena;
    struct inflater *inflater; /* or NULL */
    struct xref_entry *entries;
    long count;
    const struct pdf_value *trailer;
    const struct pdf_value *first_trailer;
    size_t revisions;
    size_t trailers[MAX_REVISIONS]; /* where they stand, newest first */
    struct budget budget;
};

static struct pdf_cursor cursor_at(const struct pdffile *file, size_t at)
{
    return (struct pdf_cursor){
        .bytes = file->bytes, .size = file->size, .at = at, .arena = file->arena};
}

/* The last place where word stands in the bytes; size when it does not. */
static size_t find_last(const struct pdffile *file, const char *word)
{
    size_t const length = strlen(word);
    if (file->size < length)
        return file->size;
    for (size_t at = file->size - length + 1; at-- > 0;)
        if (memcmp(file->bytes + at, word, length) == 0)
            return at;
    return file->size;
}

static bool grow_entries(struct pdffile *file, long count)
{
    if (count > MAX_OBJECTS)
        return false;
    if (count <= file->count)
        return true;
    struct xref_entry *entries = ARENA_ARRAY(file->arena, (size_t)count, struct xref_entry);
    if (file->count)
        memcpy(entries, file->entries, (size_t)file->count * sizeof *entries);
    file->entries = entries;
    file->count = count;
    return true;
}

/*
 * A line as the standard spells it out (7.5.4), "0000000015 00000 n" and two
 * bytes of line end; false, and nothing consumed, for any other.
 */
static bool read_usual_line(struct pdf_cursor *cursor, long *offset, bool *used)
{
    enum { OFFSET = 10, GENERATION = 5, KEYWORD = OFFSET + GENERATION + 2, LINE = KEYWORD + 3 };
    if (cursor->size - cursor->at < LINE)
        return false;
    const char *const line = cursor->bytes + cursor->at;
    long number = 0;
    for (int i = 0; i < OFFSET; i++) {
        if (!pdf_is(line[i], PDF_DIGIT))
            return false;
        number = number * 10 + (line[i] - '0');
    }
    for (int i = OFFSET + 1; i < KEYWORD - 1; i++)
        if (!pdf_is(line[i], PDF_DIGIT))
            return false;
    if (line[OFFSET] != ' ' || line[KEYWORD - 1] != ' ' || !pdf_is(line[KEYWORD + 1], PDF_SPACE) ||
        (line[KEYWORD] != 'n' && line[KEYWORD] != 'f'))
        return false;
    *offset = number;
    *used = line[KEYWORD] == 'n';
    cursor->at += KEYWORD + 1;
    return true;
}

static bool read_line(struct pdf_cursor *cursor, long *offset, bool *used)
{
    long generation;
    pdf_skip_space(cursor);
    if (read_usual_line(cursor, offset, used))
        return true;
    if (!pdf_parse_integer(cursor, offset) || !pdf_parse_integer(cursor, &generation))
        return false;
    *used = pdf_accept(cursor, "n");
    return *used || pdf_accept(cursor, "f");
}

/* One subsection "first count" and its lines; newer tables were read before and win. */
static bool read_subsection(struct pdffile *file, struct pdf_cursor *cursor)
{
    long first;
    long count;
    if (!pdf_parse_integer(cursor, &first) || !pdf_parse_integer(cursor, &count) ||
        first > MAX_OBJECTS || count > MAX_OBJECTS || !grow_entries(file, first + count))
        return false;
    for (long i = 0; i < count; i++) {
        long offset;
        bool used;
        if (!read_line(cursor, &offset, &used))
            return false;
        struct xref_entry *entry = &file->entries[first + i];
        if (entry->known)
            continue;
        entry->known = true;
        entry->offset = used && (size_t)offset < file->size ? (size_t)offset : 0;
    }
    return true;
}

static enum pdffile_problem read_table(struct pdffile *file, size_t at,
                                       const struct pdf_value **trailer)
{
    struct pdf_cursor cursor = cursor_at(file, at);
    if (!pdf_accept(&cursor, "xref")) {
        long number;
        return pdf_parse_integer(&cursor, &number) ? PDFFILE_REWRITTEN : PDFFILE_DAMAGED;
    }
    while (!pdf_accept(&cursor, "trailer"))
        if (!read_subsection(file, &cursor))
            return PDFFILE_DAMAGED;
    *trailer = pdf_parse_value(&cursor);
    if (!*trailer || (*trailer)->kind != PDF_DICT)
        return PDFFILE_DAMAGED;
    return pdf_dict_find(*trailer, "XRefStm") ? PDFFILE_REWRITTEN : PDFFILE_GOOD;
}

static enum pdffile_problem read_tables(struct pdffile *file, size_t startxref)
{
    struct pdf_cursor cursor = cursor_at(file, startxref + strlen("startxref"));
    long at;
    if (!pdf_parse_integer(&cursor, &at))
        return PDFFILE_DAMAGED;
    while (file->revisions < MAX_REVISIONS) {
        const struct pdf_value *trailer = NULL;
        if (at < 0 || (size_t)at >= file->size)
            return PDFFILE_DAMAGED;
        enum pdffile_problem const problem = read_table(file, (size_t)at, &trailer);
        if (problem != PDFFILE_GOOD)
            return problem;
        file->trailers[file->revisions++] = trailer->start;
        file->first_trailer = trailer;
        if (!file->trailer)
            file->trailer = trailer;
        const struct pdf_value *previous = pdf_dict_find(trailer, "Prev");
        if (!previous)
            return PDFFILE_GOOD;
        if (previous->kind != PDF_INTEGER)
            return PDFFILE_DAMAGED;
        at = previous->integer;
    }
    return PDFFILE_DAMAGED; /* a chain that loops */
}

struct pdffile *pdffile_open(const void *bytes, size_t size, struct arena *arena,
                             enum pdffile_problem *problem)
{
    struct pdffile *file = ARENA_NEW(arena, struct pdffile);
    file->bytes = bytes;
    file->size = size;
    file->arena = arena;
    budget_start(&file->budget, size);
    *problem = PDFFILE_NOT_PDF;
    if (size < 8 || memcmp(bytes, "%PDF-", 5) != 0)
        return NULL;
    size_t const startxref = find_last(file, "startxref");
    if (startxref == size)
        return NULL;
    *problem = read_tables(file, startxref);
    return *problem == PDFFILE_GOOD ? file : NULL;
}

void pdffile_use_inflater(struct pdffile *file, struct inflater *inflater)
{
    file->inflater = inflater;
}

const struct pdf_value *pdffile_trailer(const struct pdffile *file)
{
    return file->trailer;
}

const struct pdf_value *pdffile_first_trailer(const struct pdffile *file)
{
    return file->first_trailer;
}

const struct pdf_value *pdffile_catalog(struct pdffile *file)
{
    return pdffile_get(file, file->trailer, "Root");
}

long pdffile_size(const struct pdffile *file)
{
    return file->count;
}

bool pdffile_in_use(const struct pdffile *file, long number)
{
    return number > 0 && number < file->count && file->entries[number].offset != 0;
}

/* Turns a dictionary that is followed by "stream" into a stream value. */
static bool read_stream(struct pdffile *file, struct pdf_cursor *cursor, struct pdf_value *value)
{
    size_t at = cursor->at;
    if (at < file->size && file->bytes[at] == '\r')
        at++;
    if (at >= file->size || file->bytes[at] != '\n')
        return false;
    at++;
    const struct pdf_value *length = pdffile_get(file, value, "Length");
    if (!length || length->kind != PDF_INTEGER || length->integer < 0 ||
        (size_t)length->integer > file->size - at)
        return false;
    value->kind = PDF_STREAM;
    value->bytes = file->bytes + at;
    value->length = (size_t)length->integer;
    cursor->at = at + value->length;
    return pdf_accept(cursor, "endstream");
}

static const struct pdf_value *read_object(struct pdffile *file, long number)
{
    struct pdf_cursor cursor = cursor_at(file, file->entries[number].offset);
    long seen;
    long generation;
    if (!pdf_parse_integer(&cursor, &seen) || seen != number ||
        !pdf_parse_integer(&cursor, &generation) || !pdf_accept(&cursor, "obj"))
        return NULL;
    struct pdf_value *value = pdf_parse_value(&cursor);
    if (!value)
        return NULL;
    if (value->kind == PDF_DICT && pdf_accept(&cursor, "stream") &&
        !read_stream(file, &cursor, value))
        return NULL;
    return pdf_accept(&cursor, "endobj") ? value : NULL;
}

const struct pdf_value *pdffile_object(struct pdffile *file, long number)
{
    if (!pdffile_in_use(file, number))
        return NULL;
    struct xref_entry *entry = &file->entries[number];
    if (!entry->object && !entry->reading) {
        entry->reading = true; /* an object whose /Length names itself */
        entry->object = read_object(file, number);
        entry->reading = false;
    }
    return entry->object;
}

const struct pdf_value *pdffile_resolve(struct pdffile *file, const struct pdf_value *value)
{
    for (int hops = 0; value && value->kind == PDF_REFERENCE; hops++)
        value = hops < 16 ? pdffile_object(file, value->integer) : NULL;
    return value;
}

/* Keys have a few letters and mostly differ in the first: a call to memcmp() costs more. */
static bool same_bytes(const char *one, const char *other, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (one[i] != other[i])
            return false;
    return true;
}

const struct pdf_value *pdf_dict_find_bytes(const struct pdf_value *dict, const char *key,
                                            size_t length)
{
    if (!dict || (dict->kind != PDF_DICT && dict->kind != PDF_STREAM))
        return NULL;
    for (const struct pdf_entry *entry = dict->entries; entry; entry = entry->next)
        if (entry->key_length == length && same_bytes(entry->key, key, length))
            return entry->value;
    return NULL;
}

static bool inflate(const struct pdffile *file, const struct pdf_value *stream, size_t limit,
                    struct text *out)
{
    struct inflater *own = file->inflater ? NULL : inflater_new();
    bool const good = inflater_run(own ? own : file->inflater, stream->bytes, stream->length,
                                   limit, out);
    inflater_free(own);
    return good;
}

bool pdffile_is_deflated(struct pdffile *file, const struct pdf_value *stream)
{
    const struct pdf_value *filter = pdffile_get(file, stream, "Filter");
    if (filter && filter->kind == PDF_ARRAY && filter->length == 1)
        filter = pdffile_resolve(file, filter->entries->value);
    return pdf_is_name(filter, "FlateDecode");
}

bool pdffile_stream(struct pdffile *file, const struct pdf_value *stream, size_t limit,
                    struct text *out)
{
    if (!stream || stream->kind != PDF_STREAM || stream->length > (size_t)1 << 30)
        return false;
    if (pdffile_is_deflated(file, stream))
        return inflate(file, stream, limit, out);
    if (pdffile_get(file, stream, "Filter") || stream->length > limit)
        return false;
    text_add_bytes(out, stream->bytes, stream->length);
    return true;
}

static unsigned unit_at(const struct pdf_value *value, size_t at)
{
    return (unsigned)(unsigned char)value->bytes[at] << 8 | (unsigned char)value->bytes[at + 1];
}

static void add_utf16(const struct pdf_value *value, struct text *out)
{
    for (size_t at = 2; at + 1 < value->length; at += 2) {
        uint32_t unit = unit_at(value, at);
        if (unit >= 0xD800 && unit < 0xDC00 && at + 3 < value->length) {
            at += 2;
            unit = 0x10000 + ((unit - 0xD800) << 10) + (unit_at(value, at) - 0xDC00);
        }
        if (unit)
            text_add_utf8(out, unit);
    }
}

const char *pdf_text_string(const struct pdf_value *value, struct arena *arena)
{
    if (!value || value->kind != PDF_STRING)
        return "";
    struct text out = TEXT_EMPTY;
    text_reserve(&out, value->length * 2);
    if (value->length >= 2 && unit_at(value, 0) == 0xFEFF)
        add_utf16(value, &out);
    else
        for (size_t at = 0; at < value->length; at++)
            text_add_utf8(&out, (unsigned char)value->bytes[at]);
    const char *copy = arena_strndup(arena, text_string(&out), out.len);
    text_free(&out);
    return copy;
}

size_t pdffile_revisions(const struct pdffile *file)
{
    return file->revisions;
}

size_t pdffile_revision_end(const struct pdffile *file, size_t revision)
{
    static const char mark[] = "%%EOF";
    if (revision >= file->revisions)
        return file->size;
    size_t const trailer = file->trailers[file->revisions - 1 - revision];
    const char *found =
        memmem(file->bytes + trailer, file->size - trailer, mark, sizeof mark - 1);
    if (!found)
        return file->size;
    size_t at = (size_t)(found - file->bytes) + sizeof mark - 1;
    if (at < file->size && file->bytes[at] == '\r')
        at++;
    if (at < file->size && file->bytes[at] == '\n')
        at++;
    return at < file->size ? at : file->size;
}

size_t pdffile_first_revision(const struct pdffile *file)
{
    return pdffile_revision_end(file, 0);
}

bool pdffile_extent(struct pdffile *file, const struct pdf_value *value, size_t *start,
                    size_t *end)
{
    struct pdf_cursor cursor = cursor_at(file, value->start);
    *start = *end = 0;
    if (!value->start || !pdf_parse_value(&cursor))
        return false;
    *start = value->start;
    *end = cursor.at;
    return true;
}

bool pdffile_step(struct pdffile *file, size_t steps)
{
    return budget_take(&file->budget, BUDGET_STEPS, steps);
}
