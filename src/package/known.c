#include "package/known.h"

#include <stdlib.h>

enum { MOST_NAMES = 64, MOST_VERSIONS = 8, LARGEST_PART = 64 << 10 };

/* So many parts of a name in a row that nobody met again: there is one for each document. */
enum { MOST_IN_VAIN = 24 };

struct versions {
    char *name;
    size_t name_length;
    struct known_part parts[MOST_VERSIONS];
    size_t count, oldest;
    size_t in_vain;
};

struct known_parts {
    struct versions versions[MOST_NAMES];
    size_t count;
    size_t last; /* where a name was found: that of the next part stands behind it */
};

struct known_parts *known_parts_new(void)
{
    return xcalloc(1, sizeof(struct known_parts));
}

void known_parts_free(struct known_parts *parts)
{
    if (!parts)
        return;
    for (size_t i = 0; i < parts->count; i++) {
        for (size_t j = 0; j < parts->versions[i].count; j++)
            arena_free(parts->versions[i].parts[j].arena);
        free(parts->versions[i].name);
    }
    free(parts);
}

static struct versions *find(struct known_parts *parts, const struct layout_entry *entry)
{
    for (size_t i = 1; i <= parts->count; i++) {
        size_t const place = (parts->last + i) % parts->count;
        struct versions *versions = &parts->versions[place];
        if (versions->name_length == entry->name_length &&
            memcmp(versions->name, entry->name, entry->name_length) == 0) {
            parts->last = place;
            return versions;
        }
    }
    return NULL;
}

struct known_part *known_parts_find(struct known_parts *parts, const struct layout_entry *entry)
{
    struct versions *versions = find(parts, entry);
    for (size_t i = 0; versions && i < versions->count; i++) {
        struct known_part *part = &versions->parts[i];
        if (part->crc == entry->crc && part->size == entry->size &&
            part->packed_size == entry->packed_size &&
            memcmp(part->packed, entry->packed, entry->packed_size) == 0) {
            versions->in_vain = 0;
            return part;
        }
    }
    return NULL;
}

static struct versions *add(struct known_parts *parts, const struct layout_entry *entry)
{
    if (parts->count == MOST_NAMES)
        return NULL;
    struct versions *versions = &parts->versions[parts->count];
    versions->name = xmalloc(entry->name_length + 1);
    parts->count++;
    memcpy(versions->name, entry->name, entry->name_length);
    versions->name[entry->name_length] = '\0';
    versions->name_length = entry->name_length;
    return versions;
}

/* To be filled in at once. */
static struct known_part *place_for_one_more(struct versions *versions)
{
    if (versions->count < MOST_VERSIONS)
        return &versions->parts[versions->count++];
    struct known_part *place = &versions->parts[versions->oldest];
    versions->oldest = (versions->oldest + 1) % MOST_VERSIONS;
    arena_free(place->arena);
    return place;
}

struct known_part *known_parts_keep(struct known_parts *parts, const struct layout_entry *entry,
                                    const char *bytes)
{
    struct versions *versions = find(parts, entry);
    if (!versions)
        versions = add(parts, entry);
    if (!versions || entry->size > LARGEST_PART || entry->packed_size > LARGEST_PART ||
        versions->in_vain == MOST_IN_VAIN)
        return NULL;
    struct arena *arena = arena_new();
    struct known_part const part = {
        .name = versions->name,
        .bytes = arena_strndup(arena, bytes, entry->size),
        .size = entry->size,
        .packed = arena_strndup(arena, entry->packed, entry->packed_size),
        .packed_size = entry->packed_size,
        .crc = entry->crc,
        .arena = arena,
    };
    versions->in_vain++;
    struct known_part *place = place_for_one_more(versions);
    *place = part;
    return place;
}
