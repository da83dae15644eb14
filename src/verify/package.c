/*
 * package.c - a ZIP package (OPC); see docxfile.h.
 *
 * One archive can say different things to different readers: by two directories, by
 * entries that share bytes, by bytes between them.  So what libzip reads is compared with
 * a walk through the last directory, the one that a word processor takes.  Layouts by
 * APPNOTE.TXT 6.3.10, 4.3.7, 4.3.12 and 4.3.16.
 */
#include "verify/docxfile.h"

#include "base/deflate.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

enum { MAX_PARTS = 2000, LONGEST_NAME = 1000 };

/* ---- where the entries lie, byte for byte ----------------------------------------------- */

struct walk_entry {
    const char *name; /* not closed by NUL */
    size_t name_length;
    size_t begin; /* of its own header */
    size_t end;   /* of its data */
    size_t packed;
    uint32_t crc;
};

struct walk {
    struct walk_entry *entries; /* in the order of the directory, in the arena */
    size_t count;               /* as the directory's end claims */
    bool overlaps;              /* two entries share bytes */
    bool repeats;               /* two have one name */
    bool is_tight; /* entry after entry, directory, end: no byte belongs to none of them */
};

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

/*
 * Walks through the archive; false when its directory does not stand at its end or cannot
 * be read (ZIP64 too); count is set as far as known.
 */
static bool walk_archive(const void *bytes, size_t size, struct arena *arena, struct walk *walk)
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

/* ---- what libzip reads --------------------------------------------------------------------- */

struct reading {
    zip_t *zip;
    struct arena *arena;
    struct budget *budget;
    struct inflater *inflater;
    struct text packed; /* the entry at hand */
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
static bool inflate_entry(struct reading *reading, const zip_stat_t *status, char *bytes)
{
    size_t const packed = (size_t)status->comp_size;
    size_t const size = (size_t)status->size;
    text_clear(&reading->packed);
    text_reserve(&reading->packed, packed);
    return read_entry(reading->zip, status->index, ZIP_FL_COMPRESSED, reading->packed.data,
                      packed) &&
           inflater_fill(reading->inflater, reading->packed.data, packed, bytes, size) &&
           deflate_crc32(bytes, size) == status->crc;
}

/* Takes what the entry claims to be from the budget. */
static bool afford(struct budget *budget, const zip_stat_t *status)
{
    return status->size < SIZE_MAX / 2 && status->comp_size < SIZE_MAX / 2 &&
           budget_take(budget, BUDGET_INFLATED, (size_t)status->size) &&
           budget_take(budget, BUDGET_MEMORY, (size_t)status->size + sizeof(struct package_part));
}

static enum package_problem read_part(struct reading *reading, zip_uint64_t index,
                                      struct package_part *part)
{
    zip_uint64_t const known = ZIP_STAT_INDEX | ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE |
                               ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC | ZIP_STAT_ENCRYPTION_METHOD;
    zip_stat_t status;
    if (zip_stat_index(reading->zip, index, 0, &status) != 0 || (status.valid & known) != known)
        return PACKAGE_DAMAGED;
    if (status.encryption_method != ZIP_EM_NONE)
        return PACKAGE_ENCRYPTED;
    if (strlen(status.name) > LONGEST_NAME || !afford(reading->budget, &status))
        return PACKAGE_SPENT;
    size_t const size = (size_t)status.size;
    char *bytes = arena_alloc(reading->arena, size + 1);
    part->name = arena_strdup(reading->arena, status.name);
    part->bytes = bytes;
    part->size = size;
    bool good = false; /* OPC knows two methods */
    if (status.comp_method == ZIP_CM_DEFLATE)
        good = inflate_entry(reading, &status, bytes);
    else if (status.comp_method == ZIP_CM_STORE)
        good = read_entry(reading->zip, index, 0, bytes, size);
    return good ? PACKAGE_FINE : PACKAGE_DAMAGED;
}

static enum package_problem read_parts(struct reading *reading, struct package *package)
{
    zip_int64_t const count = zip_get_num_entries(reading->zip, 0);
    enum package_problem problem = count > 0 ? PACKAGE_FINE : PACKAGE_DAMAGED;
    if (count > MAX_PARTS)
        return PACKAGE_SPENT;
    package->parts = ARENA_ARRAY(reading->arena, (size_t)count, struct package_part);
    for (zip_int64_t i = 0; i < count && problem == PACKAGE_FINE; i++)
        problem = read_part(reading, (zip_uint64_t)i, &package->parts[package->count++]);
    return problem;
}

static enum package_problem read_archive(zip_t *zip, struct budget *budget, struct arena *arena,
                                         struct package *package)
{
    struct reading reading = {
        .zip = zip, .arena = arena, .budget = budget, .inflater = inflater_new()};
    enum package_problem const problem = read_parts(&reading, package);
    mind_memory(zip_get_error(zip));
    inflater_free(reading.inflater);
    text_free(&reading.packed);
    return problem;
}

static enum package_problem open_archive(const void *bytes, size_t size, struct budget *budget,
                                         struct arena *arena, struct package *package)
{
    zip_error_t error;
    zip_error_init(&error);
    errno = 0;
    zip_source_t *source = zip_source_buffer_create(bytes, size, 0, &error);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error) : NULL;
    mind_memory(&error);
    if (!zip && source)
        zip_source_free(source);
    enum package_problem const problem =
        zip ? read_archive(zip, budget, arena, package) : PACKAGE_DAMAGED;
    if (zip)
        zip_discard(zip);
    zip_error_fini(&error);
    return problem;
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

/* True when libzip has read the entries that the walk has met. */
static bool agree(const struct package *package, const struct walk *walk)
{
    if (walk->count != package->count)
        return false;
    for (size_t i = 0; i < package->count; i++) {
        const struct package_part *part = &package->parts[i];
        const struct walk_entry *entry = &walk->entries[i];
        if (strlen(part->name) != entry->name_length ||
            memcmp(part->name, entry->name, entry->name_length) != 0 ||
            deflate_crc32(part->bytes, part->size) != entry->crc)
            return false;
    }
    return true;
}

enum package_problem package_read(const void *bytes, size_t size, struct budget *budget,
                                  struct arena *arena, struct package *package)
{
    struct walk walk;
    bool const is_walked = walk_archive(bytes, size, arena, &walk);
    *package = (struct package){0};
    if (walk.count > MAX_PARTS)
        return PACKAGE_SPENT;
    if (walk.overlaps || walk.repeats)
        return PACKAGE_TWICE;
    enum package_problem const problem = open_archive(bytes, size, budget, arena, package);
    if (problem != PACKAGE_FINE)
        return problem;
    if (is_walked && !agree(package, &walk))
        return PACKAGE_DAMAGED;
    package->is_tight = is_walked && walk.is_tight;
    return sort_names(package, arena) ? PACKAGE_FINE : PACKAGE_TWICE;
}

const struct package_part *package_find(const struct package *package, const char *name)
{
    struct package_part const wanted = {.name = name};
    const struct package_part *key = &wanted;
    const struct package_part **found =
        bsearch(&key, package->by_name, package->count, sizeof *package->by_name, by_name);
    return found ? *found : NULL;
}
