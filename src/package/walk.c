/* walk.c - see walk.h; layouts by APPNOTE.TXT 6.3.10, 4.3.7, 4.3.12 and 4.3.16. */
#include "package/walk.h"

#include <stdlib.h>

enum {
    END_SIZE = 22, /* without its comment */
    LONGEST_COMMENT = 0xFFFF,
    DIRECTORY_SIZE = 46,
    LOCAL_SIZE = 30,
};

struct archive {
    const unsigned char *bytes;
    size_t size;
};

static uint32_t number(const unsigned char *at, size_t bytes)
{
    uint32_t value = 0;
    for (size_t i = bytes; i-- > 0;)
        value = value << 8 | at[i];
    return value;
}

static bool is_marked(const struct archive *archive, size_t at, size_t size, const char *mark)
{
    return at <= archive->size && archive->size - at >= size &&
           memcmp(archive->bytes + at, mark, 4) == 0;
}

/* The end of the directory whose comment reaches to the end of the file; SIZE_MAX: none. */
static size_t find_end(const struct archive *archive)
{
    for (size_t comment = 0; comment <= LONGEST_COMMENT; comment++) {
        if (archive->size < END_SIZE + comment)
            break;
        size_t const at = archive->size - END_SIZE - comment;
        if (is_marked(archive, at, END_SIZE, "PK\5\6") &&
            number(archive->bytes + at + 20, 2) == comment)
            return at;
    }
    return SIZE_MAX;
}

/* The entry that the directory names at *at, which moves behind it. */
static bool walk_entry(const struct archive *archive, size_t *at, struct walk_entry *entry)
{
    if (!is_marked(archive, *at, DIRECTORY_SIZE, "PK\1\2"))
        return false;
    const unsigned char *head = archive->bytes + *at;
    size_t const length = number(head + 28, 2);
    size_t const whole = DIRECTORY_SIZE + length + number(head + 30, 2) + number(head + 32, 2);
    if (archive->size - *at < whole)
        return false;
    *entry = (struct walk_entry){
        .name = (const char *)head + DIRECTORY_SIZE,
        .name_length = length,
        .begin = number(head + 42, 4),
        .packed = number(head + 20, 4),
        .crc = number(head + 16, 4),
    };
    *at += whole;
    if (!is_marked(archive, entry->begin, LOCAL_SIZE, "PK\3\4"))
        return false;
    const unsigned char *local = archive->bytes + entry->begin;
    entry->end =
        entry->begin + LOCAL_SIZE + number(local + 26, 2) + number(local + 28, 2) + entry->packed;
    return true;
}

static int by_begin(const void *left, const void *right)
{
    const struct walk_entry *a = *(const struct walk_entry *const *)left;
    const struct walk_entry *b = *(const struct walk_entry *const *)right;
    return (a->begin > b->begin) - (a->begin < b->begin);
}

static int by_entry_name(const void *left, const void *right)
{
    const struct walk_entry *a = *(const struct walk_entry *const *)left;
    const struct walk_entry *b = *(const struct walk_entry *const *)right;
    size_t const shorter = a->name_length < b->name_length ? a->name_length : b->name_length;
    int const order = memcmp(a->name, b->name, shorter);
    return order ? order : (a->name_length > b->name_length) - (a->name_length < b->name_length);
}

/* Sees how the entries lie; directory is where theirs begins. */
static void see_shape(struct walk *walk, size_t directory, struct arena *arena)
{
    const struct walk_entry **sorted = ARENA_ARRAY(arena, walk->count, const struct walk_entry *);
    size_t end = 0;
    for (size_t i = 0; i < walk->count; i++)
        sorted[i] = &walk->entries[i];
    if (!walk->count)
        return;
    qsort(sorted, walk->count, sizeof *sorted, by_entry_name);
    for (size_t i = 1; i < walk->count; i++)
        walk->repeats |= by_entry_name(&sorted[i - 1], &sorted[i]) == 0;
    qsort(sorted, walk->count, sizeof *sorted, by_begin);
    for (size_t i = 0; i < walk->count; i++) {
        walk->overlaps |= sorted[i]->begin < end;
        walk->is_tight &= sorted[i]->begin == end;
        end = sorted[i]->end;
    }
    walk->overlaps |= end > directory;
    walk->is_tight &= end == directory;
}

bool walk_archive(const void *bytes, size_t size, struct arena *arena, struct walk *walk)
{
    struct archive const archive = {bytes, size};
    size_t const end = find_end(&archive);
    *walk = (struct walk){0};
    if (end == SIZE_MAX)
        return false;
    walk->count = number(archive.bytes + end + 10, 2);
    size_t const directory = number(archive.bytes + end + 16, 4);
    size_t at = directory;
    if (walk->count > MAX_PARTS)
        return false;
    walk->entries = ARENA_ARRAY(arena, walk->count, struct walk_entry);
    for (size_t i = 0; i < walk->count; i++)
        if (!walk_entry(&archive, &at, &walk->entries[i]))
            return false;
    walk->is_tight = at == end && end + END_SIZE == size;
    see_shape(walk, directory, arena);
    return true;
}
