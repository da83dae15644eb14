/* unpack.c - see unpack.h. */
#include "package/unpack.h"

#include "base/deflate.h"
#include "package/walk.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zip.h>

enum { LONGEST_NAME = 1000 };

struct unpacker {
    zip_t *zip;
    struct budget *budget;
    struct inflater *inflater;
    struct text packed;  /* the entry at hand */
    zip_stat_t *entries; /* in the arena, their names too */
    size_t count;
    bool is_tight;
};

/*
 * libzip takes a lack of memory for a damaged archive in some places: but nothing
 * else sets this errno where all is read from memory.  It is 0 before.
 */
static void mind_memory(zip_error_t *error)
{
    if (zip_error_code_zip(error) == ZIP_ER_MEMORY || errno == ENOMEM)
        out_of_memory();
}

/* ---- opening ------------------------------------------------------------------------------- */

static enum package_problem read_entry_facts(struct unpacker *unpacker, zip_uint64_t index,
                                             struct arena *arena, zip_stat_t *entry)
{
    zip_uint64_t const known = ZIP_STAT_INDEX | ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE |
                               ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC | ZIP_STAT_ENCRYPTION_METHOD;
    if (zip_stat_index(unpacker->zip, index, 0, entry) != 0 || (entry->valid & known) != known)
        return PACKAGE_DAMAGED;
    if (entry->encryption_method != ZIP_EM_NONE)
        return PACKAGE_ENCRYPTED;
    size_t const length = strlen(entry->name);
    if (length > LONGEST_NAME || entry->size >= SIZE_MAX / 2 || entry->comp_size >= SIZE_MAX / 2 ||
        !budget_take(unpacker->budget, BUDGET_MEMORY, sizeof *entry + length))
        return PACKAGE_SPENT;
    entry->name = arena_strdup(arena, entry->name);
    return PACKAGE_FINE;
}

static enum package_problem read_directory(struct unpacker *unpacker, struct arena *arena)
{
    zip_int64_t const count = zip_get_num_entries(unpacker->zip, 0);
    if (count > MAX_PARTS)
        return PACKAGE_SPENT;
    if (count <= 0)
        return PACKAGE_DAMAGED;
    unpacker->entries = ARENA_ARRAY(arena, (size_t)count, zip_stat_t);
    for (zip_int64_t i = 0; i < count; i++) {
        enum package_problem const problem =
            read_entry_facts(unpacker, (zip_uint64_t)i, arena, &unpacker->entries[i]);
        if (problem != PACKAGE_FINE)
            return problem;
        unpacker->count++;
    }
    return PACKAGE_FINE;
}

/* True when libzip has read the entries that the walk has met. */
static bool agree(const struct unpacker *unpacker, const struct walk *walk)
{
    if (walk->count != unpacker->count)
        return false;
    for (size_t i = 0; i < unpacker->count; i++) {
        const zip_stat_t *mine = &unpacker->entries[i];
        const struct walk_entry *entry = &walk->entries[i];
        if (strlen(mine->name) != entry->name_length ||
            memcmp(mine->name, entry->name, entry->name_length) != 0 || mine->crc != entry->crc)
            return false;
    }
    return true;
}

static zip_t *open_archive(const void *bytes, size_t size)
{
    zip_error_t error;
    zip_error_init(&error);
    errno = 0;
    zip_source_t *source = zip_source_buffer_create(bytes, size, 0, &error);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error) : NULL;
    mind_memory(&error);
    if (!zip && source)
        zip_source_free(source);
    zip_error_fini(&error);
    return zip;
}

struct unpacker *unpacker_open(const void *bytes, size_t size, struct budget *budget,
                               struct arena *arena, enum package_problem *problem)
{
    struct walk walk;
    bool const is_walked = walk_archive(bytes, size, arena, &walk);
    *problem = walk.count > MAX_PARTS          ? PACKAGE_SPENT
               : walk.overlaps || walk.repeats ? PACKAGE_TWICE
                                               : PACKAGE_DAMAGED;
    zip_t *zip = *problem == PACKAGE_DAMAGED ? open_archive(bytes, size) : NULL;
    if (!zip)
        return NULL;
    struct unpacker *unpacker = xmalloc(sizeof *unpacker);
    *unpacker = (struct unpacker){.zip = zip,
                                  .budget = budget,
                                  .inflater = inflater_new(),
                                  .is_tight = is_walked && walk.is_tight};
    *problem = read_directory(unpacker, arena);
    mind_memory(zip_get_error(zip));
    if (*problem == PACKAGE_FINE && is_walked && !agree(unpacker, &walk))
        *problem = PACKAGE_DAMAGED;
    if (*problem == PACKAGE_FINE)
        return unpacker;
    unpacker_close(unpacker);
    return NULL;
}

void unpacker_close(struct unpacker *unpacker)
{
    if (!unpacker)
        return;
    zip_discard(unpacker->zip);
    inflater_free(unpacker->inflater);
    text_free(&unpacker->packed);
    free(unpacker);
}

/* ---- reading ------------------------------------------------------------------------------- */

size_t unpacker_count(const struct unpacker *unpacker)
{
    return unpacker->count;
}

const char *unpacker_name(const struct unpacker *unpacker, size_t index)
{
    return unpacker->entries[index].name;
}

/* Some writers put backslashes where slashes belong. */
static bool is_alike(const char *entry, const char *name)
{
    for (; *entry && *name; entry++, name++) {
        char const byte = *entry == '\\' ? '/' : *entry;
        if (byte != *name && strncasecmp(&byte, name, 1) != 0)
            return false;
    }
    return *entry == *name;
}

size_t unpacker_find(const struct unpacker *unpacker, const char *name)
{
    for (size_t i = 0; i < unpacker->count; i++)
        if (is_alike(unpacker->entries[i].name, name))
            return i;
    return SIZE_MAX;
}

size_t unpacker_size(const struct unpacker *unpacker, size_t index)
{
    return (size_t)unpacker->entries[index].size;
}

/* The bytes of an entry as libzip reads them, inflated by it or, with ZIP_FL_COMPRESSED, not. */
static bool read_entry(zip_t *zip, zip_uint64_t index, zip_flags_t flags, void *bytes,
                       zip_uint64_t size)
{
    zip_file_t *file = zip_fopen_index(zip, index, flags);
    if (!file) {
        mind_memory(zip_get_error(zip));
        return false;
    }
    zip_int64_t const got = zip_fread(file, bytes, size);
    char extra;
    bool const ended =
        zip_fread(file, &extra, 1) == 0; /* reads to the end, where the CRC is checked */
    mind_memory(zip_file_get_error(file));
    bool const closed = zip_fclose(file) == 0;
    return got >= 0 && (zip_uint64_t)got == size && ended && closed;
}

/* base/deflate.h is three times as fast as the zlib in libzip. */
static bool inflate_entry(struct unpacker *unpacker, const zip_stat_t *entry, char *bytes)
{
    size_t const packed = (size_t)entry->comp_size;
    size_t const size = (size_t)entry->size;
    text_clear(&unpacker->packed);
    text_reserve(&unpacker->packed, packed);
    return read_entry(unpacker->zip, entry->index, ZIP_FL_COMPRESSED, unpacker->packed.data,
                      packed) &&
           inflater_fill(unpacker->inflater, unpacker->packed.data, packed, bytes, size) &&
           deflate_crc32(bytes, size) == entry->crc;
}

enum package_problem unpacker_take(struct unpacker *unpacker, size_t index, char *bytes)
{
    const zip_stat_t *entry = &unpacker->entries[index];
    bool good = false; /* OPC knows two methods */
    if (!budget_take(unpacker->budget, BUDGET_INFLATED, (size_t)entry->size))
        return PACKAGE_SPENT;
    if (entry->comp_method == ZIP_CM_DEFLATE)
        good = inflate_entry(unpacker, entry, bytes);
    else if (entry->comp_method == ZIP_CM_STORE)
        good = read_entry(unpacker->zip, index, 0, bytes, entry->size);
    return good ? PACKAGE_FINE : PACKAGE_DAMAGED;
}

/* ---- all at once --------------------------------------------------------------------------- */

static enum package_problem read_part(struct unpacker *unpacker, size_t index, struct arena *arena,
                                      struct package_part *part)
{
    size_t const size = unpacker_size(unpacker, index);
    if (!budget_take(unpacker->budget, BUDGET_MEMORY, size + sizeof *part))
        return PACKAGE_SPENT;
    if (size > unpacker->budget->left[BUDGET_INFLATED]) /* before it is room */
        return PACKAGE_SPENT;
    char *bytes = arena_alloc(arena, size + 1);
    *part =
        (struct package_part){.name = unpacker_name(unpacker, index), .bytes = bytes, .size = size};
    return unpacker_take(unpacker, index, bytes);
}

static int by_name(const void *left, const void *right)
{
    return strcmp((*(const struct package_part *const *)left)->name,
                  (*(const struct package_part *const *)right)->name);
}

/* False when two have one name. */
static bool sort_names(struct package *package, struct arena *arena)
{
    package->by_name = ARENA_ARRAY(arena, package->count, const struct package_part *);
    for (size_t i = 0; i < package->count; i++)
        package->by_name[i] = &package->parts[i];
    qsort(package->by_name, package->count, sizeof *package->by_name, by_name);
    for (size_t i = 1; i < package->count; i++)
        if (by_name(&package->by_name[i - 1], &package->by_name[i]) == 0)
            return false;
    return true;
}

enum package_problem package_read(const void *bytes, size_t size, struct budget *budget,
                                  struct arena *arena, struct package *package)
{
    enum package_problem problem;
    *package = (struct package){0};
    struct unpacker *unpacker = unpacker_open(bytes, size, budget, arena, &problem);
    if (!unpacker)
        return problem;
    package->parts = ARENA_ARRAY(arena, unpacker->count, struct package_part);
    for (size_t i = 0; i < unpacker->count && problem == PACKAGE_FINE; i++)
        problem = read_part(unpacker, i, arena, &package->parts[package->count++]);
    package->is_tight = unpacker->is_tight;
    unpacker_close(unpacker);
    if (problem == PACKAGE_FINE && !sort_names(package, arena))
        problem = PACKAGE_TWICE;
    return problem;
}

/* ---- ours ----------------------------------------------------------------------------------- */

struct unpacked {
    struct known_parts *parts;
    struct inflater *inflater;
};

struct unpacked *unpacked_new(void)
{
    struct unpacked *unpacked = xmalloc(sizeof *unpacked);
    *unpacked = (struct unpacked){.parts = known_parts_new(), .inflater = inflater_new()};
    return unpacked;
}

void unpacked_free(struct unpacked *unpacked)
{
    if (!unpacked)
        return;
    known_parts_free(unpacked->parts);
    inflater_free(unpacked->inflater);
    free(unpacked);
}

/* What reading the entry costs in read_entry_facts(), read_part() and unpacker_take(). */
static bool pay(struct budget *budget, const struct layout_entry *entry)
{
    return budget_take(budget, BUDGET_MEMORY, sizeof(zip_stat_t) + entry->name_length) &&
           budget_take(budget, BUDGET_MEMORY, entry->size + sizeof(struct package_part)) &&
           budget_take(budget, BUDGET_INFLATED, entry->size);
}

static bool read_ours(struct unpacked *unpacked, const struct layout_entry *entry,
                      struct arena *arena, struct package_part *part)
{
    struct known_part *known = known_parts_find(unpacked->parts, entry);
    if (!known) {
        char *bytes = arena_alloc(arena, entry->size + 1);
        if (!inflater_fill(unpacked->inflater, entry->packed, entry->packed_size, bytes,
                           entry->size) ||
            deflate_crc32(bytes, entry->size) != entry->crc)
            return false;
        known = known_parts_keep(unpacked->parts, entry, bytes);
        part->bytes = bytes;
    }
    part->known = known;
    part->name = known ? known->name : arena_strndup(arena, entry->name, entry->name_length);
    part->bytes = known ? known->bytes : part->bytes;
    part->size = entry->size;
    return true;
}

bool package_read_ours(struct unpacked *unpacked, const void *bytes, size_t size,
                       struct budget *budget, struct arena *arena, struct package *package)
{
    struct budget const before = *budget;
    struct layout layout;
    *package = (struct package){.is_tight = true};
    if (!layout_read(bytes, size, arena, &layout))
        return false;
    package->parts = ARENA_ARRAY(arena, layout.count, struct package_part);
    for (; package->count < layout.count; package->count++) {
        const struct layout_entry *entry = &layout.entries[package->count];
        if (!pay(budget, entry) ||
            !read_ours(unpacked, entry, arena, &package->parts[package->count])) {
            *budget = before;
            return false;
        }
    }
    return sort_names(package, arena);
}

const struct package_part *package_find(const struct package *package, const char *name)
{
    struct package_part const wanted = {.name = name};
    const struct package_part *key = &wanted;
    const struct package_part **found =
        bsearch(&key, package->by_name, package->count, sizeof *package->by_name, by_name);
    return found ? *found : NULL;
}
