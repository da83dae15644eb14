#include "package/pack.h"

#include "base/arena.h"
#include "package/layout.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <zip.h>

static void packing_free(struct packing *packing)
{
    text_free(&packing->before);
    text_free(&packing->packed);
    packing->is_packed = false;
}

void part_free(struct part *part)
{
    text_free(&part->data);
    packing_free(&part->now);
    for (size_t i = 0; i < PACKINGS - 1; i++)
        packing_free(&part->lately[i]);
}

static bool says(const struct packing *packing, const struct text *data)
{
    return packing->is_packed && data->len == packing->before.len &&
           (data->len == 0 || memcmp(data->data, packing->before.data, data->len) == 0);
}

static void change(struct part *part, size_t with)
{
    struct packing const now = part->now;
    part->now = part->lately[with];
    part->lately[with] = now;
}

/* What is long is hardly ever said twice, and takes memory. */
static bool is_worth_keeping(const struct packing *packing)
{
    enum { LONG = 32768 };
    return packing->is_packed && packing->before.len <= LONG;
}

void part_pack(struct deflater *deflater, struct part *part)
{
    if (says(&part->now, &part->data))
        return;
    for (size_t i = 0; i < PACKINGS - 1; i++) {
        if (says(&part->lately[i], &part->data)) {
            change(part, i);
            return;
        }
    }
    if (is_worth_keeping(&part->now)) {
        change(part, part->oldest);
        part->oldest = (part->oldest + 1) % (PACKINGS - 1);
    }
    struct packing *now = &part->now;
    text_clear(&now->packed);
    deflater_run(deflater, DEFLATE_BARE, part->data.data, part->data.len, &now->packed);
    now->crc = deflate_crc32(part->data.data, part->data.len);
    now->is_packed = true;
    text_clear(&now->before);
    text_add_bytes(&now->before, part->data.data, part->data.len);
}

/* 1 January 1980; a time in seconds would go through the time zone. */
enum { DOS_DATE_1980 = 0x0021 };

static int report(struct diags *diags, zip_error_t *error)
{
    int const code = zip_error_code_zip(error);
    if (code == ZIP_ER_MEMORY ||
        code == ZIP_ER_OK) /* in memory nothing else fails without a word */
        out_of_memory();
    char number[sizeof "libzip -2147483648"]; /* libzip has words in English alone */
    snprintf(number, sizeof number, "libzip %d", code);
    diag_add(diags, MESSAGE_PACKAGE_WRITE, (struct pos){0}, NULL, number, NULL);
    return -1;
}

/* A part as a source that libzip reads; ended by libzip. */
struct reading {
    const struct part *part;
    size_t offset;
};

static zip_int64_t read_packed(struct reading *reading, void *bytes, zip_uint64_t size)
{
    const struct text *packed = &reading->part->now.packed;
    size_t const rest = packed->len - reading->offset;
    size_t const count = size < rest ? (size_t)size : rest;
    memcpy(bytes, packed->data + reading->offset, count);
    reading->offset += count;
    return (zip_int64_t)count;
}

/* Says that the bytes are deflated already: libzip then takes them as they are. */
static zip_int64_t tell_status(const struct part *part, zip_stat_t *stat)
{
    zip_stat_init(stat);
    stat->size = part->data.len;
    stat->comp_size = part->now.packed.len;
    stat->comp_method = ZIP_CM_DEFLATE;
    stat->crc = part->now.crc;
    stat->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_CRC;
    return sizeof *stat;
}

static zip_int64_t on_command(void *context, void *data, zip_uint64_t size,
                              zip_source_cmd_t command)
{
    struct reading *reading = context;
    /* The commands are libzip's, which may get more of them. */
    switch ((int)command) {
    case ZIP_SOURCE_SUPPORTS: return ZIP_SOURCE_SUPPORTS_READABLE;
    case ZIP_SOURCE_OPEN: reading->offset = 0; return 0;
    case ZIP_SOURCE_READ: return read_packed(reading, data, size);
    case ZIP_SOURCE_CLOSE: return 0;
    case ZIP_SOURCE_STAT: return tell_status(reading->part, data);
    case ZIP_SOURCE_ERROR: return 0; /* reading from memory does not fail */
    case ZIP_SOURCE_FREE: free(reading); return 0;
    default: return -1;
    }
}

/*
 * libzip borrows the bytes until zip_close().  Names of parts are ASCII; told that they are UTF-8, libzip 1.11 sets a
 * flag that 1.7 does not, and the same document would be other bytes on Debian 13 and in the page.
 */
static bool add_part(zip_t *zip, bool replaces, const struct part *part)
{
    struct reading *reading = xmalloc(sizeof *reading);
    *reading = (struct reading){.part = part};
    zip_source_t *source = zip_source_function(zip, on_command, reading);
    if (!source) {
        free(reading);
        return false;
    }
    zip_int64_t index = replaces ? zip_name_locate(zip, part->name, 0) : -1;
    bool const good = index < 0
                          ? (index = zip_file_add(zip, part->name, source, ZIP_FL_ENC_GUESS)) >= 0
                          : zip_file_replace(zip, (zip_uint64_t)index, source, 0) == 0;
    if (!good) {
        zip_source_free(source);
        return false;
    }
    return zip_file_set_dostime(zip, (zip_uint64_t)index, 0, DOS_DATE_1980, 0) == 0;
}

static bool add_parts(zip_t *zip, bool replaces, const struct part *parts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!add_part(zip, replaces, &parts[i]))
            return false;
    return true;
}

/* Appends everything a source holds. */
static bool copy_source(zip_source_t *source, struct text *out)
{
    zip_stat_t stat;
    if (zip_source_stat(source, &stat) != 0 || zip_source_open(source) != 0)
        return false;
    size_t const size = (size_t)stat.size;
    void *bytes = xmalloc(size ? size : 1);
    bool const whole = zip_source_read(source, bytes, size) == (zip_int64_t)size;
    if (whole)
        text_add_bytes(out, bytes, size);
    free(bytes);
    return zip_source_close(source) == 0 && whole;
}

/* Writes the archive into the memory behind source, which the caller keeps. */
static int archive(zip_source_t *source, int flags, const struct part *parts, size_t count,
                   struct diags *diags)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_keep(source);
    zip_t *zip = zip_open_from_source(source, flags, &error);
    if (!zip) {
        zip_source_free(source); /* the reference meant for the archive */
        int const status = report(diags, &error);
        zip_error_fini(&error);
        return status;
    }
    if (add_parts(zip, flags != ZIP_TRUNCATE, parts, count) && zip_close(zip) == 0)
        return 0;
    int const status = report(diags, zip_get_error(zip));
    zip_discard(zip);
    return status;
}

/* Writes into memory that holds these bytes so far; libzip copies what it changes. */
static int write_into(const void *bytes, size_t size, int flags, const struct part *parts,
                      size_t count, struct text *out, struct diags *diags)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(bytes, size, 0, &error);
    if (!source) {
        int const status = report(diags, &error);
        zip_error_fini(&error);
        return status;
    }
    int status = archive(source, flags, parts, count, diags);
    if (status == 0 && !copy_source(source, out))
        status = report(diags, zip_source_error(source));
    zip_source_free(source);
    return status;
}

/* False when it takes libzip, or a part cannot stand in an archive, which libzip tells. */
static bool write_layout(const struct part *parts, size_t count, struct text *out)
{
    struct layout layout = {xmalloc((count + 1) * sizeof *layout.entries), count};
    for (size_t i = 0; i < count; i++)
        layout.entries[i] = (struct layout_entry){.name = parts[i].name,
                                                  .name_length = strlen(parts[i].name),
                                                  .packed = parts[i].now.packed.data,
                                                  .packed_size = parts[i].now.packed.len,
                                                  .size = parts[i].data.len,
                                                  .crc = parts[i].now.crc};
    bool const written = layout_write(&layout, out);
    free(layout.entries);
    return written;
}

int package_write(const struct part *parts, size_t count, struct text *out, struct diags *diags)
{
    if (write_layout(parts, count, out))
        return 0;
    return write_into(NULL, 0, ZIP_TRUNCATE, parts, count, out, diags);
}

int package_change(const void *bytes, size_t size, const struct part *parts, size_t count,
                   struct text *out, struct diags *diags)
{
    return write_into(bytes, size, 0, parts, count, out, diags);
}
