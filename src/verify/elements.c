/*
 * Functions that read take a place and return where what they read ends, or NULL for what is
 * not known.
 */
#include "verify/elements.h"

#include <stdlib.h>

enum {
    MOST_DIGITS = 9,
    MOST_KIDS = 1 << 14, /* a list of more is read in the general way */
};

struct reading {
    struct pdffile *file;
    const char *end;              /* of the file */
    struct known_element element; /* so far */
    bool has_type, has_kids;      /* /S was met, and /K */
    size_t values;                /* that the parser would make */
    long *kids;                   /* room that all elements share */
};

static inline const char *accept(const char *at, const char *end, const char *text)
{
    size_t const length = strlen(text);
    return (size_t)(end - at) >= length && memcmp(at, text, length) == 0 ? at + length : NULL;
}

static inline bool is_end_of_word(const char *at, const char *end)
{
    return at == end || !pdf_is_regular(*at);
}

static inline const char *skip_space(const char *at, const char *end)
{
    while (at < end && pdf_is(*at, PDF_SPACE))
        at++;
    return at;
}

/* Leaves *number alone unless there is one. */
static inline const char *read_number(const char *at, const char *end, long *number)
{
    const char *const start = at;
    unsigned long value = 0; /* what too many digits give is not used */
    for (; at < end && pdf_is(*at, PDF_DIGIT); at++)
        value = value * 10 + (unsigned long)(*at - '0');
    if (at == start || at - start > MOST_DIGITS)
        return NULL;
    *number = (long)value;
    return at;
}

/* The rest of a reference whose number was read. */
static inline const char *accept_reference(const char *at, const char *end)
{
    at = accept(at, end, " 0 R");
    return at && is_end_of_word(at, end) ? at : NULL;
}

/* ---- entries -------------------------------------------------------------------------------- */

/* A kid that is a dictionary itself: rare enough to be read in the general way. */
static const char *read_marked(struct reading *reading, const char *at)
{
    struct pdf_cursor cursor = {.bytes = reading->file->bytes,
                                .size = reading->file->size,
                                .at = (size_t)(at - reading->file->bytes),
                                .arena = reading->file->arena,
                                .budget = reading->file->budget};
    const struct pdf_value *kid = pdf_parse_value(&cursor);
    const struct pdf_value *type = pdf_dict_find(kid, "Type");
    reading->element.marks += pdf_is_name(type, "MCR");
    reading->element.objects += pdf_is_name(type, "OBJR");
    bool const is_known = pdf_is_name(type, "MCR") || pdf_is_name(type, "OBJR");
    return is_known ? cursor.bytes + cursor.at : NULL;
}

static const char *read_kid(struct reading *reading, const char *at)
{
    const char *const end = reading->end;
    struct known_element *element = &reading->element;
    long number;
    if (at < end && *at == '<')
        return read_marked(reading, at);
    at = read_number(at, end, &number);
    if (!at)
        return NULL;
    reading->values++;
    const char *const behind = accept_reference(at, end);
    if (behind) {
        reading->kids[element->kids_count++] = number;
        return element->kids_count < MOST_KIDS ? behind : NULL;
    }
    element->marks++;
    return at < end && pdf_is(*at, PDF_SPACE | PDF_DELIMITER) ? at : NULL;
}

static const char *read_kids(struct reading *reading, const char *at)
{
    const char *const end = reading->end;
    if (reading->has_kids)
        return NULL;
    reading->has_kids = true;
    reading->element.has_array = at < end && *at == '[';
    if (!reading->element.has_array)
        return read_kid(reading, at);
    for (at++; at;) {
        at = skip_space(at, end);
        if (at < end && *at == ']')
            return at + 1;
        at = read_kid(reading, at);
    }
    return NULL;
}

static const char *read_parent(struct reading *reading, const char *at)
{
    if (reading->element.parent)
        return NULL;
    at = read_number(at, reading->end, &reading->element.parent);
    return at && reading->element.parent ? accept_reference(at, reading->end) : NULL;
}

static bool is_type(const char *key, size_t length)
{
    return length == 4 && memcmp(key, "Type", 4) == 0;
}

/* A key and its value, from the key's slash on. */
static const char *read_entry(struct reading *reading, const char *at)
{
    const char *const end = reading->end;
    const char *const key = at + 1;
    for (at = key; at < end && pdf_is_regular(*at); at++)
        if (*at == '#')
            return NULL;
    size_t const length = (size_t)(at - key);
    at = skip_space(at, end);
    reading->values++;
    switch (length == 1 ? *key : '\0') {
    case 'K': return read_kids(reading, at);
    case 'P': return read_parent(reading, at);
    case 'S':
        if (reading->has_type || at == end || *at != '/')
            return NULL;
        reading->has_type = true;
        break;
    default:
        if (is_type(key, length))
            return NULL;
    }
    return pdf_skim(at, end, &reading->values);
}

static const char *read_element(struct reading *reading, const char *at, long number)
{
    const char *const end = reading->end;
    long own;
    at = read_number(at, end, &own);
    at = at && own == number ? accept(at, end, " 0 obj") : NULL;
    at = at ? accept(skip_space(at, end), end, "<<") : NULL;
    while (at) {
        at = skip_space(at, end);
        if (at == end || *at != '/')
            break;
        at = read_entry(reading, at);
    }
    at = at ? accept(at, end, ">>") : NULL;
    at = at ? accept(skip_space(at, end), end, "endobj") : NULL;
    bool const is_whole =
        at && is_end_of_word(at, end) && reading->has_type && reading->element.parent;
    return is_whole ? at : NULL;
}

/* ---- all of them ------------------------------------------------------------------------------ */

static void keep_kids(struct known_element *element, const long *kids, struct arena *arena)
{
    if (!element->kids_count)
        return;
    long *own = arena_alloc(arena, element->kids_count * sizeof *own);
    memcpy(own, kids, element->kids_count * sizeof *own);
    element->kids = own;
}

static void read_object(struct pdffile *file, long number, long *kids, struct arena *arena,
                        struct known_element *element)
{
    size_t const place = pdffile_place(file, number);
    const char *const start = file->bytes + place;
    struct reading reading = {.file = file, .end = file->bytes + file->size, .kids = kids};
    const char *const end = place ? read_element(&reading, start, number) : NULL;
    if (!end || !pdffile_step(file, 1) ||
        !pdf_skim_pay(file->budget, 1 + reading.values, (size_t)(end - start)))
        return;
    *element = reading.element;
    keep_kids(element, kids, arena);
}

struct known_elements elements_skim(struct pdffile *file, struct arena *arena)
{
    struct known_elements elements = {.count = file->count};
    size_t const room = (size_t)file->count * sizeof(struct known_element);
    if (!budget_take(file->budget, BUDGET_MEMORY, room + MOST_KIDS * sizeof(long)))
        return (struct known_elements){.count = 0};
    struct known_element *items = arena_alloc(arena, room);
    long *kids = xmalloc(MOST_KIDS * sizeof *kids);
    for (long number = 1; number < file->count; number++)
        read_object(file, number, kids, arena, &items[number]);
    free(kids);
    elements.items = items;
    return elements;
}
