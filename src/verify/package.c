/*
 * package.c - see package.h.
 */
#include "verify/package.h"

#include <string.h>
#include <zip.h>

enum { MAX_PARTS = 2000 };
static const size_t MAX_PART = (size_t)64 << 20;
static const size_t MAX_TOTAL = (size_t)256 << 20;

static bool read_part(zip_t *zip, zip_uint64_t index, struct arena *arena,
                      struct package_part *part)
{
    zip_stat_t status;
    if (zip_stat_index(zip, index, 0, &status) != 0 || !(status.valid & ZIP_STAT_SIZE) ||
        !(status.valid & ZIP_STAT_NAME) || status.size > MAX_PART)
        return false;
    zip_file_t *file = zip_fopen_index(zip, index, 0);
    if (!file)
        return false;
    char *bytes = arena_alloc(arena, status.size + 1);
    zip_int64_t const got = zip_fread(file, bytes, status.size);
    char extra;
    bool const ended = zip_fread(file, &extra, 1) == 0; /* reads to the end, where the CRC is checked */
    bool const closed = zip_fclose(file) == 0;
    part->name = arena_strdup(arena, status.name);
    part->bytes = bytes;
    part->size = status.size;
    return got >= 0 && (zip_uint64_t)got == status.size && ended && closed;
}

static bool read_parts(zip_t *zip, struct arena *arena, struct package *package)
{
    zip_int64_t const count = zip_get_num_entries(zip, 0);
    size_t total = 0;
    if (count <= 0 || count > MAX_PARTS)
        return false;
    package->parts = ARENA_ARRAY(arena, (size_t)count, struct package_part);
    for (zip_int64_t i = 0; i < count; i++) {
        struct package_part *part = &package->parts[i];
        if (!read_part(zip, (zip_uint64_t)i, arena, part))
            return false;
        total += part->size;
        if (total > MAX_TOTAL)
            return false;
        package->count++;
    }
    return true;
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
    bool const good = zip && read_parts(zip, arena, package);
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
