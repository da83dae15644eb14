#include "pdfread/pdfinside.h"

#include <string.h>

enum { FIRST_ROOM = 64, FEWEST_BYTES_A_LINE = 6, WIDEST_FIELD = 8 };

static enum pdffile_problem problem_of(const struct pdffile *file)
{
    return file->budget->is_spent ? PDFFILE_TOO_MUCH : PDFFILE_DAMAGED;
}

static bool grow_entries(struct pdffile *file, long count)
{
    if (count > MAX_OBJECTS)
        return false;
    if (count > file->room) {
        long room = file->room ? 2 * file->room : FIRST_ROOM;
        room = room < count ? count : room;
        if (!budget_take(file->budget, BUDGET_MEMORY, (size_t)room * sizeof *file->entries))
            return false;
        struct xref_entry *entries = ARENA_ARRAY(file->arena, (size_t)room, struct xref_entry);
        if (file->count)
            memcpy(entries, file->entries, (size_t)file->count * sizeof *entries);
        file->entries = entries;
        file->room = room;
    }
    if (count > file->count)
        file->count = count;
    return true;
}

/*
 * The entry that the table at hand may fill in: newer tables were read before and
 * win.  What a hybrid table calls free its stream may name (7.5.8.4).
 */
static struct xref_entry *entry_to_fill(struct pdffile *file, long number, bool of_hybrid)
{
    struct xref_entry *entry = &file->entries[number];
    if (entry->kind == ENTRY_UNKNOWN)
        return entry;
    if (entry->section != file->section)
        return NULL;
    if (of_hybrid && entry->kind == ENTRY_FREE)
        return entry;
    file->is_ambiguous = true;
    return NULL;
}

/* ---- tables ------------------------------------------------------------------------ */

struct line {
    long offset;
    long generation;
    bool used;
};

/* So many digits; false when there are not. */
static inline bool read_digits(const char *at, int count, long *value)
{
    long number = 0;
    for (int i = 0; i < count; i++) {
        unsigned const digit = (unsigned char)at[i] - (unsigned)'0';
        if (digit > 9)
            return false;
        number = number * 10 + (long)digit;
    }
    *value = number;
    return true;
}

/* A line as the standard wants it, "0000000015 00000 n" and a line's end: nearly all are so. */
static bool read_usual_line(struct pdf_cursor *cursor, struct line *line)
{
    enum { OFFSET = 10, GENERATION = 5, KIND = OFFSET + 1 + GENERATION + 1, LENGTH = KIND + 2 };
    const char *const at = cursor->bytes + cursor->at;
    if (cursor->size - cursor->at < LENGTH || at[OFFSET] != ' ' || at[KIND - 1] != ' ' ||
        (at[KIND] != 'n' && at[KIND] != 'f') || !pdf_is(at[KIND + 1], PDF_SPACE) ||
        !read_digits(at, OFFSET, &line->offset) ||
        !read_digits(at + OFFSET + 1, GENERATION, &line->generation))
        return false;
    line->used = at[KIND] == 'n';
    cursor->at += KIND + 1;
    return true;
}

static bool read_line(struct pdf_cursor *cursor, struct line *line)
{
    pdf_skip_space(cursor);
    if (read_usual_line(cursor, line))
        return true;
    if (!pdf_parse_integer(cursor, &line->offset) || !pdf_parse_integer(cursor, &line->generation))
        return false;
    line->used = pdf_accept(cursor, "n");
    return line->used || pdf_accept(cursor, "f");
}

static void fill_plain(const struct pdffile *file, struct xref_entry *entry, size_t offset,
                       long generation)
{
    bool const inside = offset > 0 && offset < file->size && generation <= UINT16_MAX;
    entry->kind = inside ? ENTRY_PLAIN : ENTRY_FREE;
    entry->offset = inside ? offset : 0;
    entry->generation = (unsigned)generation;
    entry->section = file->section;
}

/* One subsection "first count" and its lines. */
static bool read_subsection(struct pdffile *file, struct pdf_cursor *cursor)
{
    long first;
    long count;
    if (!pdf_parse_integer(cursor, &first) || !pdf_parse_integer(cursor, &count) ||
        first > MAX_OBJECTS || count > MAX_OBJECTS ||
        (size_t)count > (cursor->size - cursor->at) / FEWEST_BYTES_A_LINE ||
        !budget_take(file->budget, BUDGET_STEPS, (size_t)count + 1) ||
        !grow_entries(file, first + count))
        return false;
    for (long i = 0; i < count; i++) {
        struct line line;
        if (!read_line(cursor, &line))
            return false;
        struct xref_entry *entry = entry_to_fill(file, first + i, false);
        if (entry)
            fill_plain(file, entry, line.used ? (size_t)line.offset : 0, line.generation);
    }
    return true;
}

/* ---- streams ----------------------------------------------------------------------- */

/* The rows of a cross-reference stream. */
struct rows {
    struct pdffile *file;
    const unsigned char *at;
    size_t left;
    int widths[3];
    size_t size; /* of a row */
    bool of_hybrid;
};

static bool read_widths(struct rows *rows, const struct pdf_value *array)
{
    if (!array || array->kind != PDF_ARRAY || array->length != 3)
        return false;
    int i = 0;
    for (const struct pdf_entry *entry = array->entries; entry; entry = entry->next, i++) {
        const struct pdf_value *width = entry->value;
        if (width->kind != PDF_INTEGER || width->integer < 0 || width->integer > WIDEST_FIELD)
            return false;
        rows->widths[i] = (int)width->integer;
        rows->size += (size_t)width->integer;
    }
    return rows->size > 0;
}

static unsigned long read_field(struct rows *rows, int which, unsigned long absent)
{
    unsigned long number = rows->widths[which] ? 0 : absent;
    for (int i = 0; i < rows->widths[which]; i++)
        number = number << 8 | *rows->at++;
    return number;
}

static void read_row(struct rows *rows, long number)
{
    enum { TYPE_FREE, TYPE_PLAIN, TYPE_PACKED };
    unsigned long const type = read_field(rows, 0, TYPE_PLAIN);
    unsigned long const second = read_field(rows, 1, 0);
    unsigned long const third = read_field(rows, 2, 0);
    rows->left -= rows->size;
    struct xref_entry *entry = entry_to_fill(rows->file, number, rows->of_hybrid);
    if (!entry)
        return;
    if (type == TYPE_PACKED) {
        bool const known = second < MAX_OBJECTS && third < MAX_OBJECTS;
        *entry = (struct xref_entry){.kind = known ? ENTRY_PACKED : ENTRY_FREE,
                                     .offset = known ? second : 0,
                                     .index = known ? (unsigned)third : 0,
                                     .section = rows->file->section};
    } else {
        fill_plain(rows->file, entry, type == TYPE_PLAIN ? second : 0,
                   third <= UINT16_MAX ? (long)third : UINT16_MAX);
    }
}

static bool read_rows(struct rows *rows, long first, long count)
{
    if (first < 0 || count < 0 || first > MAX_OBJECTS || count > MAX_OBJECTS ||
        (size_t)count > rows->left / rows->size ||
        !budget_take(rows->file->budget, BUDGET_STEPS, (size_t)count + 1) ||
        !grow_entries(rows->file, first + count))
        return false;
    for (long i = 0; i < count; i++)
        read_row(rows, first + i);
    return true;
}

static bool read_all_rows(struct rows *rows, const struct pdf_value *stream)
{
    const struct pdf_value *index = pdf_dict_find(stream, "Index");
    const struct pdf_value *size = pdf_dict_find(stream, "Size");
    if (!size || size->kind != PDF_INTEGER)
        return false;
    if (!index)
        return read_rows(rows, 0, size->integer);
    if (index->kind != PDF_ARRAY)
        return false;
    for (const struct pdf_entry *entry = index->entries; entry; entry = entry->next->next) {
        if (!entry->next || entry->value->kind != PDF_INTEGER ||
            entry->next->value->kind != PDF_INTEGER ||
            !read_rows(rows, entry->value->integer, entry->next->value->integer))
            return false;
    }
    return true;
}

/* Reads the cross-reference stream at an offset. */
static bool read_stream_table(struct pdffile *file, size_t at, bool of_hybrid,
                              const struct pdf_value **trailer, size_t *end)
{
    enum { MAX_TABLE = 32 << 20 };
    long number;
    long generation;
    struct text bytes = TEXT_EMPTY;
    const struct pdf_value *stream = pdffile_read_at(file, at, &number, &generation, end);
    struct rows rows = {.file = file, .of_hybrid = of_hybrid};
    bool const good = stream && stream->kind == PDF_STREAM &&
                      pdf_is_name(pdf_dict_find(stream, "Type"), "XRef") &&
                      read_widths(&rows, pdf_dict_find(stream, "W")) &&
                      pdffile_stream(file, stream, MAX_TABLE, &bytes);
    rows.at = (const unsigned char *)text_string(&bytes);
    rows.left = bytes.len;
    bool const read = good && read_all_rows(&rows, stream);
    text_free(&bytes);
    *trailer = stream;
    return read;
}

/* ---- the chain --------------------------------------------------------------------- */

/* The table at the cursor, which stands behind "xref", and the stream that it may name. */
static bool read_classic(struct pdffile *file, struct pdf_cursor *cursor,
                         const struct pdf_value **trailer)
{
    const struct pdf_value *ignored;
    size_t end;
    while (!pdf_accept(cursor, "trailer"))
        if (!read_subsection(file, cursor))
            return false;
    *trailer = pdf_parse_value(cursor);
    if (!*trailer || (*trailer)->kind != PDF_DICT)
        return false;
    const struct pdf_value *hybrid = pdf_dict_find(*trailer, "XRefStm");
    if (!hybrid)
        return true;
    file->is_hybrid = true;
    if (file->skips_hybrid)
        return true;
    return hybrid->kind == PDF_INTEGER && hybrid->integer > 0 &&
           (size_t)hybrid->integer < file->size &&
           read_stream_table(file, (size_t)hybrid->integer, true, &ignored, &end);
}

static bool read_section(struct pdffile *file, size_t at, const struct pdf_value **trailer)
{
    struct pdf_cursor cursor = pdffile_cursor(file, at);
    file->section++;
    size_t end = 0;
    bool const is_classic = pdf_accept(&cursor, "xref");
    bool const good = is_classic ? read_classic(file, &cursor, trailer)
                                 : read_stream_table(file, at, false, trailer, &end);
    if (!good)
        return false;
    file->sections = arena_grow(file->arena, file->sections, file->revisions, &file->section_room,
                                sizeof *file->sections);
    file->sections[file->revisions++] = (struct pdf_section){
        .at = at, .trailer = (*trailer)->start, .end = is_classic ? cursor.at : end};
    return true;
}

static bool was_read(const struct pdffile *file, size_t at)
{
    for (size_t i = 0; i < file->revisions; i++)
        if (file->sections[i].at == at)
            return true;
    return false;
}

enum pdffile_problem pdftable_read(struct pdffile *file, long at)
{
    for (;;) {
        const struct pdf_value *trailer = NULL;
        if (at < 0 || (size_t)at >= file->size || file->revisions == MAX_REVISIONS ||
            was_read(file, (size_t)at) || !read_section(file, (size_t)at, &trailer))
            return problem_of(file);
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
}
