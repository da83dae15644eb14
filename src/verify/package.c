/*
 * package.c - see package.h.
 */
#include "verify/package.h"

#include "base/text.h"

#include <libdeflate.h>
#include <string.h>
#include <zip.h>

enum { MAX_PARTS = 2000 };
static const size_t MAX_PART = (size_t)64 << 20;
static const size_t MAX_TOTAL = (size_t)256 << 20;

struct reading {
    zip_t *zip;
    struct arena *arena;
    struct libdeflate_decompressor *inflater;
    struct text packed; /* the entry at hand */
};

/* The bytes of an entry as libzip reads them, inflated by it or, with ZIP_FL_COMPRESSED, not. */
static bool read_entry(zip_t *zip, zip_uint64_t index, zip_flags_t flags, void *bytes,
                       zip_uint64_t size)
{
    zip_file_t *file = zip_fopen_index(zip, index, flags);
    if (!file)
        return false;
    zip_int64_t const got = zip_fread(file, bytes, size);
    char extra;
    bool const ended = zip_fread(file, &extra, 1) == 0; /* reads to the end, where the CRC is checked */
    bool const closed = zip_fclose(file) == 0;
    return got >= 0 && (zip_uint64_t)got == size && ended && closed;
}

/* Inflates by libdeflate, which is three times as fast as the zlib in libzip. */
static bool inflate_entry(struct reading *reading, const zip_stat_t *status, char *bytes)
{
    if (status->comp_size > MAX_PART)
        return false;
    text_clear(&reading->packed);
    text_reserve(&reading->packed, status->comp_size);
    return read_entry(reading->zip, status->index, ZIP_FL_COMPRESSED, reading->packed.data,
                      status->comp_size) &&
           libdeflate_deflate_decompress(reading->inflater, reading->packed.data,
                                         status->comp_size, bytes, status->size,
                                         NULL) == LIBDEFLATE_SUCCESS &&
           libdeflate_crc32(0, bytes, status->size) == status->crc;
}

static bool read_part(struct reading *reading, zip_uint64_t index, struct package_part *part)
{
    zip_uint64_t const known = ZIP_STAT_INDEX | ZIP_STAT_NAME | ZIP_STAT_SIZE |
                               ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC;
    zip_stat_t status;
    if (zip_stat_index(reading->zip, index, 0, &status) != 0 || (status.valid & known) != known ||
        status.size > MAX_PART)
        return false;
    char *bytes = arena_alloc(reading->arena, status.size + 1);
    part->name = arena_strdup(reading->arena, status.name);
    part->bytes = bytes;
    part->size = status.size;
    return status.comp_method == ZIP_CM_DEFLATE
               ? inflate_entry(reading, &status, bytes)
               : read_entry(reading->zip, index, 0, bytes, status.size);
}

static bool read_parts(struct reading *reading, struct package *package)
{
    zip_int64_t const count = zip_get_num_entries(reading->zip, 0);
    size_t total = 0;
    if (count <= 0 || count > MAX_PARTS)
        return false;
    package->parts = ARENA_ARRAY(reading->arena, (size_t)count, struct package_part);
    for (zip_int64_t i = 0; i < count; i++) {
        struct package_part *part = &package->parts[i];
        if (!read_part(reading, (zip_uint64_t)i, part))
            return false;
        total += part->size;
        if (total > MAX_TOTAL)
            return false;
        package->count++;
    }
    return true;
}

static bool read_archive(zip_t *zip, struct arena *arena, struct package *package)
{
    struct reading reading = {
        .zip = zip, .arena = arena, .inflater = libdeflate_alloc_decompressor()};
    bool const good = reading.inflater && read_parts(&reading, package);
    libdeflate_free_decompressor(reading.inflater);
    text_free(&reading.packed);
    return good;
}

bool package_read(const void *bytes, size_t size, struct arena *arena, struct package *package)
{
    zip_error_t error;
    zip_error_init(&error);
    *package = (struct package){0};
    zip_source_t *source = zip_source_buffer_create(bytes, size, 0, &error);
    zip_t *zip = source ? zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error) : NULL;
    if (!zip && source)
        zip_source_free(source);
    bool const good = zip && read_archive(zip, arena, package);
    if (zip)
        zip_discard(zip);
    zip_error_fini(&error);
    return good;
}

const struct package_part *package_find(const struct package *package, const char *name)
{
    for (size_t i = 0; i < package->count; i++)
        if (strcmp(package->parts[i].name, name) == 0)
            return &package->parts[i];
    return NULL;
}
