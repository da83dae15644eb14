/*
 * pdffile.c - the objects of a file; see pdffile.h.
 */
#include "pdfread/pdfinside.h"

#include <string.h>

struct pdf_cursor pdffile_cursor(const struct pdffile *file, size_t at)
{
    return (struct pdf_cursor){.bytes = file->bytes,
                               .size = file->size,
                               .at = at,
                               .passed = file->passed,
                               .arena = file->arena,
                               .budget = file->budget};
}

/* Finds the newest table; a file that was cut off ends before or within what names it. */
static enum pdffile_problem find_newest(const struct pdffile *file, long *at)
{
    static const char word[] = "startxref";
    const char *start = text_find_last(file->bytes, file->size, word);
    if (!start)
        return PDFFILE_TRUNCATED;
    struct pdf_cursor cursor = pdffile_cursor(file, (size_t)(start - file->bytes) + strlen(word));
    if (!pdf_parse_integer(&cursor, at))
        return cursor.at == file->size ? PDFFILE_TRUNCATED : PDFFILE_DAMAGED;
    pdf_skip_blanks(&cursor);
    static const char mark[] = "%%EOF";
    size_t const left = file->size - cursor.at;
    bool const has_mark =
        left >= sizeof mark - 1 && memcmp(file->bytes + cursor.at, mark, sizeof mark - 1) == 0;
    return has_mark && (size_t)*at < file->size ? PDFFILE_GOOD : PDFFILE_TRUNCATED;
}

static struct pdffile *open_file(const void *bytes, size_t size, struct budget *budget,
                                 bool skips_hybrid, struct arena *arena,
                                 enum pdffile_problem *problem)
{
    long at;
    struct pdffile *file = ARENA_NEW(arena, struct pdffile);
    file->bytes = bytes;
    file->size = size;
    file->arena = arena;
    file->skips_hybrid = skips_hybrid;
    file->budget = budget ? budget : &file->own_budget;
    budget_start(&file->own_budget, size);
    *problem = PDFFILE_NOT_PDF;
    if (size < 8 || memcmp(bytes, "%PDF-", 5) != 0)
        return NULL;
    *problem = find_newest(file, &at);
    if (*problem == PDFFILE_GOOD)
        *problem = pdftable_read(file, at);
    return *problem == PDFFILE_GOOD ? file : NULL;
}

struct pdffile *pdffile_open(const void *bytes, size_t size, struct budget *budget,
                             struct arena *arena, enum pdffile_problem *problem)
{
    return open_file(bytes, size, budget, false, arena, problem);
}

struct pdffile *pdffile_open_as_old(const struct pdffile *file, struct arena *arena)
{
    enum pdffile_problem problem;
    return open_file(file->bytes, file->size, file->budget, true, arena, &problem);
}

const struct pdf_value *pdffile_catalog(struct pdffile *file)
{
    return pdffile_get(file, file->trailer, "Root");
}

bool pdffile_in_use(const struct pdffile *file, long number)
{
    return number > 0 && number < file->count && file->entries[number].kind >= ENTRY_PLAIN;
}

size_t pdffile_place(const struct pdffile *file, long number)
{
    if (!pdffile_in_use(file, number))
        return 0;
    const struct xref_entry *entry = &file->entries[number];
    return entry->kind == ENTRY_PLAIN && entry->generation == 0 ? entry->offset : 0;
}

static bool is_same_plain(const struct pdffile *one, const struct pdffile *other, long number)
{
    if (!pdffile_in_use(one, number) || !pdffile_in_use(other, number))
        return false;
    const struct xref_entry *first = &one->entries[number];
    const struct xref_entry *second = &other->entries[number];
    return first->kind == ENTRY_PLAIN && second->kind == ENTRY_PLAIN &&
           first->offset == second->offset && first->generation == second->generation;
}

bool pdffile_same_place(const struct pdffile *one, const struct pdffile *other, long number)
{
    if (!pdffile_in_use(one, number) || !pdffile_in_use(other, number))
        return false;
    const struct xref_entry *first = &one->entries[number];
    const struct xref_entry *second = &other->entries[number];
    if (first->kind != second->kind)
        return false;
    if (first->kind == ENTRY_PACKED) /* an object stream itself is never packed */
        return first->offset == second->offset && first->index == second->index &&
               is_same_plain(one, other, (long)first->offset);
    return is_same_plain(one, other, number);
}

bool pdf_met_start(struct pdf_met *met, struct pdffile *file, struct arena *arena)
{
    *met = (struct pdf_met){.count = file->count + 1};
    if (!budget_take(file->budget, BUDGET_MEMORY, (size_t)met->count))
        return false;
    met->seen = ARENA_ARRAY(arena, (size_t)met->count, bool);
    return true;
}

bool pdf_met_before(struct pdf_met *met, const struct pdf_value *reference)
{
    if (reference->kind != PDF_REFERENCE || reference->integer >= met->count)
        return false;
    bool const was_seen = met->seen[reference->integer];
    met->seen[reference->integer] = true;
    return was_seen;
}

/* ---- objects --------------------------------------------------------------------- */

/*
 * The length that a stream's dictionary tells.  Where it names an object, that
 * is a number: a stream whose length leads to a stream is none of anybody's.
 */
static const struct pdf_value *length_of(struct pdffile *file, const struct pdf_value *dict)
{
    const struct pdf_value *length = pdf_dict_find(dict, "Length");
    if (!length || length->kind != PDF_REFERENCE)
        return length;
    file->reading_length = true;
    length = pdffile_resolve(file, length);
    file->reading_length = false;
    return length;
}

/* Turns a dictionary that is followed by "stream" into a stream value. */
static bool read_stream(struct pdffile *file, struct pdf_cursor *cursor, struct pdf_value *value)
{
    size_t at = cursor->at;
    if (at < file->size && file->bytes[at] == '\r')
        at++;
    if (file->reading_length || at >= file->size || file->bytes[at] != '\n')
        return false;
    at++;
    const struct pdf_value *length = length_of(file, value);
    if (!length || length->kind != PDF_INTEGER || length->integer < 0 ||
        (size_t)length->integer > file->size - at)
        return false;
    value->kind = PDF_STREAM;
    value->bytes = file->bytes + at;
    value->length = (size_t)length->integer;
    cursor->at = at + value->length;
    return pdf_accept(cursor, "endstream");
}

struct pdf_value *pdffile_read_at(struct pdffile *file, size_t at, long *number, long *generation,
                                  size_t *end)
{
    enum { BYTES_A_STEP = 32 };
    struct pdf_cursor cursor = pdffile_cursor(file, at);
    bool const is_object = pdf_parse_integer(&cursor, number) &&
                           pdf_parse_integer(&cursor, generation) && pdf_accept(&cursor, "obj");
    if (!pdffile_step(file, 1 + (cursor.at - at) / BYTES_A_STEP) || !is_object)
        return NULL;
    struct pdf_value *value = pdf_parse_value(&cursor);
    if (!value)
        return NULL;
    if (value->kind == PDF_DICT && pdf_accept(&cursor, "stream") &&
        !read_stream(file, &cursor, value))
        return NULL;
    if (!pdf_accept(&cursor, "endobj"))
        return NULL;
    if (end)
        *end = cursor.at;
    return value;
}

static const struct pdf_value *read_plain(struct pdffile *file, long number)
{
    const struct xref_entry *entry = &file->entries[number];
    long seen;
    long generation;
    const struct pdf_value *value = pdffile_read_at(file, entry->offset, &seen, &generation, NULL);
    return value && seen == number && generation == (long)entry->generation ? value : NULL;
}

const struct pdf_value *pdffile_object(struct pdffile *file, long number)
{
    if (!pdffile_in_use(file, number))
        return NULL;
    struct xref_entry *entry = &file->entries[number];
    if (!entry->object && !entry->reading && !entry->failed) {
        entry->reading = true; /* an object whose /Length names itself */
        entry->object =
            entry->kind == ENTRY_PACKED ? pdfpacked_object(file, number) : read_plain(file, number);
        entry->reading = false;
        entry->failed = !entry->object && !file->reading_length;
    }
    return entry->object;
}

const struct pdf_value *pdffile_resolve(struct pdffile *file, const struct pdf_value *value)
{
    for (int hops = 0; value && value->kind == PDF_REFERENCE; hops++) {
        if (hops == 16 || !pdffile_in_use(file, value->integer) ||
            file->entries[value->integer].generation != value->length)
            return NULL;
        value = pdffile_object(file, value->integer);
    }
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

static bool has_key(const struct pdf_entry *entry, const char *key, size_t length)
{
    return entry->key_length == length && same_bytes(entry->key, key, length);
}

const struct pdf_value *pdf_dict_find_bytes(const struct pdf_value *dict, const char *key,
                                            size_t length)
{
    if (!dict || (dict->kind != PDF_DICT && dict->kind != PDF_STREAM))
        return NULL;
    PDF_EACH(entry, dict->entries)
        if (has_key(entry, key, length))
            return entry->value;
    return NULL;
}

const struct pdf_value *pdffile_get_named(struct pdffile *file, const struct pdf_value *dict,
                                          const struct pdf_value *name)
{
    if (!name || name->kind != PDF_NAME)
        return NULL;
    return pdffile_resolve(file, pdf_dict_find_bytes(dict, name->bytes, name->length));
}

bool pdf_key_is_one_of(const struct pdf_entry *entry, const char *const *names)
{
    for (; *names; names++)
        if (has_key(entry, *names, strlen(*names)))
            return true;
    return false;
}

bool pdf_has_single_keys(struct pdffile *file, const struct pdf_value *dict)
{
    if (!dict || (dict->kind != PDF_DICT && dict->kind != PDF_STREAM))
        return false;
    PDF_EACH(entry, dict->entries) {
        if (!pdffile_step(file, 1 + dict->length / 2))
            return false;
        PDF_EACH(later, entry->next)
            if (later->key_length == entry->key_length &&
                memcmp(later->key, entry->key, entry->key_length) == 0) /* keys may be long here */
                return false;
    }
    return true;
}

const struct pdf_value *pdffile_first(struct pdffile *file, const struct pdf_value *array)
{
    const struct pdf_entry *entries = pdf_entries(array, PDF_ARRAY);
    return entries ? pdffile_resolve(file, entries->value) : NULL;
}

const char *pdf_name_string(const struct pdf_value *value, const char *other, struct arena *arena)
{
    return value && value->kind == PDF_NAME ? arena_strndup(arena, value->bytes, value->length)
                                            : other;
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
    return text_take(&out, arena);
}

/* ---- revisions ------------------------------------------------------------------- */

const struct pdf_section *pdffile_section(const struct pdffile *file, size_t revision)
{
    return &file->sections[file->revisions - 1 - revision];
}

size_t pdffile_revision_end(const struct pdffile *file, size_t revision)
{
    static const char mark[] = "%%EOF";
    if (revision >= file->revisions)
        return file->size;
    size_t const from = pdffile_section(file, revision)->end;
    const char *found = memmem(file->bytes + from, file->size - from, mark, sizeof mark - 1);
    if (!found)
        return file->size;
    size_t at = (size_t)(found - file->bytes) + sizeof mark - 1;
    if (at < file->size && file->bytes[at] == '\r')
        at++;
    if (at < file->size && file->bytes[at] == '\n')
        at++;
    return at;
}

bool pdffile_extent(struct pdffile *file, const struct pdf_value *value, size_t *start, size_t *end)
{
    struct pdf_cursor cursor = pdffile_cursor(file, value->start);
    *start = *end = 0;
    if (!value->start || !pdf_parse_value(&cursor))
        return false;
    *start = value->start;
    *end = cursor.at;
    return true;
}
