#include "verify/same.h"

#include <string.h>

enum { BYTES_A_STEP = 32 };

static bool same_bytes(struct pdffile *file, const char *one, const char *other, size_t length)
{
    return pdffile_step(file, 1 + length / BYTES_A_STEP) &&
           (length == 0 || memcmp(one, other, length) == 0);
}

static bool is_key(const struct pdf_entry *entry, const char *name)
{
    return entry->key_length == strlen(name) && memcmp(entry->key, name, entry->key_length) == 0;
}

bool pdf_key_is_one_of(const struct pdf_entry *entry, const char *const *names)
{
    for (; *names; names++)
        if (is_key(entry, *names))
            return true;
    return false;
}

bool pdf_has_single_keys(struct pdffile *file, const struct pdf_value *dict)
{
    if (!dict || (dict->kind != PDF_DICT && dict->kind != PDF_STREAM))
        return false;
    for (const struct pdf_entry *entry = dict->entries; entry; entry = entry->next) {
        if (!pdffile_step(file, 1 + dict->length / 2))
            return false;
        for (const struct pdf_entry *later = entry->next; later; later = later->next)
            if (later->key_length == entry->key_length &&
                memcmp(later->key, entry->key, entry->key_length) == 0)
                return false;
    }
    return true;
}

/* Of a stream the number of its bytes is compared, however /Length says it. */
static bool same_entries(struct pdffile *one_file, const struct pdf_value *one,
                         struct pdffile *other_file, const struct pdf_value *other)
{
    if (one->length != other->length || !pdf_has_single_keys(one_file, one) ||
        !pdf_has_single_keys(other_file, other))
        return false;
    for (const struct pdf_entry *entry = one->entries; entry; entry = entry->next) {
        const struct pdf_value *its = pdf_dict_find_bytes(other, entry->key, entry->key_length);
        if (!pdffile_step(one_file, 1 + one->length / 4) || !its)
            return false;
        bool const is_length = one->kind == PDF_STREAM && is_key(entry, "Length");
        if (!is_length && !pdf_same(one_file, entry->value, other_file, its))
            return false;
    }
    return true;
}

static size_t count_entries(const struct pdf_value *stream)
{
    size_t count = 0;
    for (const struct pdf_entry *entry = stream->entries; entry; entry = entry->next)
        count++;
    return count;
}

/* A stream's length is that of its bytes; for same_entries() it is made a dictionary's. */
static bool same_streams(struct pdffile *one_file, const struct pdf_value *one,
                         struct pdffile *other_file, const struct pdf_value *other)
{
    struct pdf_value first = *one;
    struct pdf_value second = *other;
    first.length = count_entries(one);
    second.length = count_entries(other);
    return one->length == other->length &&
           same_bytes(one_file, one->bytes, other->bytes, one->length) &&
           same_entries(one_file, &first, other_file, &second);
}

static bool same_arrays(struct pdffile *one_file, const struct pdf_value *one,
                        struct pdffile *other_file, const struct pdf_value *other)
{
    const struct pdf_entry *its = other->entries;
    if (one->length != other->length)
        return false;
    for (const struct pdf_entry *entry = one->entries; entry; entry = entry->next, its = its->next)
        if (!pdf_same(one_file, entry->value, other_file, its->value))
            return false;
    return true;
}

static bool is_number(const struct pdf_value *value)
{
    return value->kind == PDF_INTEGER || value->kind == PDF_REAL;
}

bool pdf_same(struct pdffile *one_file, const struct pdf_value *one, struct pdffile *other_file,
              const struct pdf_value *other)
{
    if (!one || !other || !pdffile_step(one_file, 1))
        return !one && !other;
    if (is_number(one) && is_number(other)) /* 12.50 is 12.5 */
        return one->real == other->real && one->integer == other->integer;
    if (one->kind != other->kind)
        return false;
    switch (one->kind) {
    case PDF_NULL: return true;
    case PDF_BOOLEAN: return one->integer == other->integer;
    case PDF_INTEGER:
    case PDF_REAL: return false;
    case PDF_REFERENCE: /* this program writes no other generation than 0 */
        return one->integer == other->integer && one->length == other->length;
    case PDF_NAME:
    case PDF_STRING:
        return one->length == other->length &&
               same_bytes(one_file, one->bytes, other->bytes, one->length);
    case PDF_ARRAY: return same_arrays(one_file, one, other_file, other);
    case PDF_DICT: return same_entries(one_file, one, other_file, other);
    case PDF_STREAM: return same_streams(one_file, one, other_file, other);
    }
    return false;
}

bool pdf_array_grew(struct pdffile *one_file, const struct pdf_value *one,
                    struct pdffile *other_file, const struct pdf_value *other,
                    bool (*added)(void *context, const struct pdf_value *element), void *context)
{
    if ((one && one->kind != PDF_ARRAY) || !other || other->kind != PDF_ARRAY)
        return false;
    const struct pdf_entry *old = one ? one->entries : NULL;
    for (const struct pdf_entry *entry = other->entries; entry; entry = entry->next) {
        if (old && pdf_same(one_file, old->value, other_file, entry->value))
            old = old->next;
        else if (!added(context, entry->value))
            return false;
    }
    return old == NULL;
}
