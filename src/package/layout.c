/* layout.c - see layout.h; records by APPNOTE.TXT 6.3.10, 4.3.7, 4.3.12 and 4.3.16. */
#include "package/layout.h"

enum { LOCAL_SIZE = 30, DIRECTORY_SIZE = 46, END_SIZE = 22, FACTS_SIZE = 26 };

enum { MOST_ENTRIES = 64, LONGEST_NAME = 200 };

static const uint32_t largest = 0x7FFFFFFF; /* far from where ZIP64 begins */

/* ---- the records --------------------------------------------------------------------------- */

static void put(unsigned char *at, size_t value, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        at[i] = (unsigned char)(value >> 8 * i);
}

static uint32_t number(const unsigned char *at, size_t bytes)
{
    uint32_t value = 0;
    for (size_t i = bytes; i-- > 0;)
        value = value << 8 | at[i];
    return value;
}

/* What the header of an entry and the directory say alike: version 2.0, deflated, midnight. */
static void put_facts(unsigned char facts[FACTS_SIZE], const struct layout_entry *entry)
{
    static const unsigned char always[] = {20, 0, 0, 0, 8, 0, 0, 0, 0x21, 0};
    memcpy(facts, always, sizeof always);
    put(facts + 10, entry->crc, 4);
    put(facts + 14, entry->packed_size, 4);
    put(facts + 18, entry->size, 4);
    put(facts + 22, entry->name_length, 2);
    put(facts + 24, 0, 2); /* extra fields */
}

static const unsigned char local_mark[] = {'P', 'K', 3, 4};
static const unsigned char directory_mark[] = {'P', 'K', 1, 2, 0x3F, 3}; /* made by Unix */
static const unsigned char end_mark[] = {'P', 'K', 5, 6};

static void put_local(unsigned char record[LOCAL_SIZE], const struct layout_entry *entry)
{
    memcpy(record, local_mark, sizeof local_mark);
    put_facts(record + 4, entry);
}

/* With the mode of a plain file: -rw-rw-rw-. */
static void put_directory(unsigned char record[DIRECTORY_SIZE], const struct layout_entry *entry,
                          size_t offset)
{
    static const unsigned char rest[] = {0, 0, 0, 0, 0, 0, 0, 0, 0xB6, 0x81};
    memcpy(record, directory_mark, sizeof directory_mark);
    put_facts(record + 6, entry);
    memcpy(record + 6 + FACTS_SIZE, rest, sizeof rest);
    put(record + 42, offset, 4);
}

static void put_end(unsigned char record[END_SIZE], size_t count, size_t offset, size_t size)
{
    memset(record, 0, END_SIZE);
    memcpy(record, end_mark, sizeof end_mark);
    put(record + 8, count, 2);
    put(record + 10, count, 2);
    put(record + 12, size, 4);
    put(record + 16, offset, 4);
}

static bool is_name(const char *name, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (name[i] <= ' ' || name[i] > '~' || name[i] == '\\')
            return false;
    return length && length <= LONGEST_NAME && name[length - 1] != '/';
}

/* ---- writing -------------------------------------------------------------------------------- */

static bool is_alike(const struct layout_entry *a, const struct layout_entry *b)
{
    return a->name_length == b->name_length && memcmp(a->name, b->name, a->name_length) == 0;
}

/* Bytes of the whole; 0: it is left to libzip. */
static size_t whole_size(const struct layout *layout)
{
    size_t size = END_SIZE;
    if (!layout->count || layout->count > MOST_ENTRIES)
        return 0;
    for (size_t i = 0; i < layout->count; i++) {
        const struct layout_entry *entry = &layout->entries[i];
        if (!is_name(entry->name, entry->name_length) || entry->size > largest ||
            entry->packed_size > largest)
            return 0;
        for (size_t j = 0; j < i; j++)
            if (is_alike(entry, &layout->entries[j]))
                return 0;
        size += LOCAL_SIZE + DIRECTORY_SIZE + 2 * entry->name_length + entry->packed_size;
        if (size > largest)
            return 0;
    }
    return size;
}

bool layout_write(const struct layout *layout, struct text *out)
{
    unsigned char record[DIRECTORY_SIZE];
    size_t offsets[MOST_ENTRIES];
    size_t const size = whole_size(layout);
    size_t const start = out->len;
    if (!size)
        return false;
    text_reserve(out, size);
    for (size_t i = 0; i < layout->count; i++) {
        const struct layout_entry *entry = &layout->entries[i];
        offsets[i] = out->len - start;
        put_local(record, entry);
        text_add_bytes(out, record, LOCAL_SIZE);
        text_add_bytes(out, entry->name, entry->name_length);
        text_add_bytes(out, entry->packed, entry->packed_size);
    }
    size_t const directory = out->len - start;
    for (size_t i = 0; i < layout->count; i++) {
        put_directory(record, &layout->entries[i], offsets[i]);
        text_add_bytes(out, record, DIRECTORY_SIZE);
        text_add_bytes(out, layout->entries[i].name, layout->entries[i].name_length);
    }
    put_end(record, layout->count, directory, out->len - start - directory);
    text_add_bytes(out, record, END_SIZE);
    return true;
}

/* ---- reading -------------------------------------------------------------------------------- */

/* Where a reader is in the entries and in the directory, which begins where they end. */
struct place {
    const unsigned char *start, *entry, *directory, *entries_end, *directory_end;
};

/* The next entry, of which every byte but those that are packed is as it would be written. */
static bool read_entry(struct place *place, struct layout_entry *entry)
{
    unsigned char record[DIRECTORY_SIZE];
    const unsigned char *head = place->directory;
    if (place->directory_end - head < DIRECTORY_SIZE)
        return false;
    size_t left = (size_t)(place->entries_end - place->entry);
    *entry = (struct layout_entry){.name = (const char *)head + DIRECTORY_SIZE,
                                   .name_length = number(head + 28, 2),
                                   .packed_size = number(head + 20, 4),
                                   .size = number(head + 24, 4),
                                   .crc = number(head + 16, 4)};
    size_t const names_end = DIRECTORY_SIZE + entry->name_length;
    if ((size_t)(place->directory_end - head) < names_end || left < LOCAL_SIZE + entry->name_length)
        return false;
    left -= LOCAL_SIZE + entry->name_length;
    put_directory(record, entry, (size_t)(place->entry - place->start));
    if (memcmp(head, record, DIRECTORY_SIZE) != 0 || entry->packed_size > left ||
        entry->size > largest || !is_name(entry->name, entry->name_length))
        return false;
    put_local(record, entry);
    if (memcmp(place->entry, record, LOCAL_SIZE) != 0 ||
        memcmp(place->entry + LOCAL_SIZE, entry->name, entry->name_length) != 0)
        return false;
    entry->packed = place->entry + LOCAL_SIZE + entry->name_length;
    place->entry = (const unsigned char *)entry->packed + entry->packed_size;
    place->directory += names_end;
    return true;
}

bool layout_read(const void *bytes, size_t size, struct arena *arena, struct layout *layout)
{
    unsigned char record[END_SIZE];
    if (size < END_SIZE || size > largest)
        return false;
    const unsigned char *start = bytes;
    const unsigned char *end = start + size - END_SIZE;
    size_t const offset = number(end + 16, 4);
    layout->count = number(end + 10, 2);
    if (offset > size - END_SIZE || !layout->count || layout->count > MOST_ENTRIES)
        return false;
    put_end(record, layout->count, offset, size - END_SIZE - offset);
    if (memcmp(end, record, END_SIZE) != 0)
        return false;
    struct place place = {start, start, start + offset, start + offset, end};
    layout->entries = ARENA_ARRAY(arena, layout->count, struct layout_entry);
    for (size_t i = 0; i < layout->count; i++) {
        if (!read_entry(&place, &layout->entries[i]))
            return false;
        for (size_t j = 0; j < i; j++)
            if (is_alike(&layout->entries[i], &layout->entries[j]))
                return false;
    }
    return place.entry == place.entries_end && place.directory == place.directory_end;
}
