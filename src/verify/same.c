#include "verify/changes.h"

enum { BYTES_A_STEP = 32 };

static bool same_bytes(struct pdffile *file, const char *one, const char *other, size_t length)
{
    return pdffile_step(file, 1 + length / BYTES_A_STEP) &&
           (length == 0 || memcmp(one, other, length) == 0);
}

/* Of a stream the number of its bytes is compared, however /Length says it. */
static bool same_entries(const struct changes *changes, const struct pdf_value *old,
                         const struct pdf_value *new)
{
    static const char *const lengths[] = {"Length", NULL};
    if (old->length != new->length || !pdf_has_single_keys(changes->made, old) ||
        !pdf_has_single_keys(changes->now, new))
        return false;
    PDF_EACH(entry, old->entries) {
        const struct pdf_value *its = pdf_dict_find_bytes(new, entry->key, entry->key_length);
        bool const is_length = old->kind == PDF_STREAM && pdf_key_is_one_of(entry, lengths);
        if (!pdffile_step(changes->made, 1 + old->length / 4) || !its ||
            (!is_length && !changes_same(changes, entry->value, its)))
            return false;
    }
    return true;
}

static size_t count_entries(const struct pdf_value *stream)
{
    size_t count = 0;
    PDF_EACH(entry, stream->entries)
        count++;
    return count;
}

/* A stream's length is that of its bytes; for same_entries() it is made a dictionary's. */
static bool same_streams(const struct changes *changes, const struct pdf_value *old,
                         const struct pdf_value *new)
{
    struct pdf_value first = *old;
    struct pdf_value second = *new;
    first.length = count_entries(old);
    second.length = count_entries(new);
    return old->length ==
               new->length &&same_bytes(changes->made, old->bytes, new->bytes, old->length) &&
           same_entries(changes, &first, &second);
}

static bool same_arrays(const struct changes *changes, const struct pdf_value *old,
                        const struct pdf_value *new)
{
    const struct pdf_entry *its = new->entries;
    if (old->length != new->length)
        return false;
    for (const struct pdf_entry *entry = old->entries; entry; entry = entry->next, its = its->next)
        if (!changes_same(changes, entry->value, its->value))
            return false;
    return true;
}

bool changes_same(const struct changes *changes, const struct pdf_value *old,
                  const struct pdf_value *new)
{
    if (!old || !new || !pdffile_step(changes->made, 1))
        return !old && !new;
    if (pdf_is_number(old) && pdf_is_number(new)) /* 12.50 is 12.5 */
        return old->real == new->real && old->integer == new->integer;
    if (old->kind != new->kind)
        return false;
    switch (old->kind) {
    case PDF_NULL: return true;
    case PDF_BOOLEAN: return old->integer == new->integer;
    case PDF_INTEGER:
    case PDF_REAL: return false;
    case PDF_REFERENCE: /* this program writes no other generation than 0 */
        return old->integer == new->integer && old->length == new->length;
    case PDF_NAME:
    case PDF_STRING:
        return old->length ==
               new->length &&same_bytes(changes->made, old->bytes, new->bytes, old->length);
    case PDF_ARRAY: return same_arrays(changes, old, new);
    case PDF_DICT: return same_entries(changes, old, new);
    case PDF_STREAM: return same_streams(changes, old, new);
    }
    return false;
}

bool changes_array_grew(struct changes *changes, const struct pdf_value *old,
                        const struct pdf_value *new,
                        bool (*added)(void *context, const struct pdf_value *element),
                        void *context)
{
    if ((old && old->kind != PDF_ARRAY) || !new || new->kind != PDF_ARRAY)
        return false;
    const struct pdf_entry *before = old ? old->entries : NULL;
    PDF_EACH(entry, new->entries) {
        if (before && changes_same(changes, before->value, entry->value))
            before = before->next;
        else if (!added(context, entry->value))
            return false;
    }
    return before == NULL;
}
