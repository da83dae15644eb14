/*
 * zipstream.c - the records of APPNOTE 6.3.9, 4.3; see zipstream.h.
 */
#include "batch/zipstream.h"

#include "base/arena.h"
#include "base/deflate.h"
#include "base/draft.h"
#include "base/file.h"
#include "batch/archive.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    LOCAL_HEADER = 30, /* bytes before the name */
    CENTRAL_RECORD = 46,
    VERSION_USUAL = 20, /* needed to extract: 2.0 */
    VERSION_64 = 45,    /* 4.5: numbers of 64 bits */
    MADE_BY_UNIX = 3 << 8,
    NAME_IS_UTF8 = 1 << 11, /* 4.4.4, general purpose bit 11 */
    EXTRA_64 = 1,           /* 4.5.3 */
    MOST_16 = 0xFFFF,
    PIECE = 1 << 20,
};

static const uint64_t MOST_32 = 0xFFFFFFFFU;

/* One entry, as its local header and its record of the directory name it. */
struct entry {
    const char *name;
    size_t length; /* of the name */
    uint32_t crc;
    uint64_t size;
    uint64_t place; /* of the local header */
};

struct zipstream {
    struct file_draft *draft;
    struct file_draft *spool; /* of records that are in memory no more; NULL: there are none */
    struct text records;      /* of the directory, behind those */
    char *path;
    uint64_t place; /* where the next entry goes; when closed, the directory */
    uint64_t count;
    uint64_t directory; /* bytes of all records */
    char *buffer;       /* PIECE bytes */
    int error;
};

/* ---- records ------------------------------------------------------------------------------ */

static void add_number(struct text *out, uint64_t value, int bytes)
{
    for (int i = 0; i < bytes; i++)
        text_add_char(out, (char)(value >> 8 * i & 0xFF));
}

static uint64_t number_at(const char *bytes, int count)
{
    uint64_t value = 0;
    for (int i = count - 1; i >= 0; i--)
        value = value << 8 | (unsigned char)bytes[i];
    return value;
}

static uint64_t in_32(uint64_t value)
{
    return value < MOST_32 ? value : MOST_32;
}

/* What both headers say alike: from the version that is needed to the length of the name. */
static void add_common(struct text *out, const struct entry *entry, bool is_64)
{
    unsigned flags = 0;
    for (size_t i = 0; i < entry->length; i++)
        flags |= (unsigned char)entry->name[i] > 0x7F ? NAME_IS_UTF8 : 0;
    add_number(out, is_64 ? VERSION_64 : VERSION_USUAL, 2);
    add_number(out, flags, 2);
    add_number(out, 0, 2); /* stored */
    add_number(out, 0, 2); /* midnight */
    add_number(out, ARCHIVE_DATE, 2);
    add_number(out, entry->crc, 4);
    add_number(out, in_32(entry->size), 4); /* packed, and as it was */
    add_number(out, in_32(entry->size), 4);
    add_number(out, entry->length, 2);
}

/* 4.3.7; a header of 64 bits has both sizes in it. */
static void add_local(struct text *out, const struct entry *entry)
{
    bool const is_64 = entry->size >= MOST_32;
    text_add_bytes(out, "PK\3\4", 4);
    add_common(out, entry, is_64);
    add_number(out, is_64 ? 20 : 0, 2);
    text_add_bytes(out, entry->name, entry->length);
    if (is_64) {
        add_number(out, EXTRA_64, 2);
        add_number(out, 16, 2);
        add_number(out, entry->size, 8);
        add_number(out, entry->size, 8);
    }
}

/* 4.3.12; of the numbers of 64 bits only those stand there that need them. */
static void add_central(struct text *out, const struct entry *entry)
{
    uint64_t const extra =
        (entry->size >= MOST_32 ? 16U : 0U) + (entry->place >= MOST_32 ? 8U : 0U);
    text_add_bytes(out, "PK\1\2", 4);
    add_number(out, MADE_BY_UNIX | (extra ? VERSION_64 : VERSION_USUAL), 2);
    add_common(out, entry, extra != 0);
    add_number(out, extra ? extra + 4 : 0, 2);
    add_number(out, 0, 2 + 2 + 2); /* no comment, disk 0, bytes and not text */
    add_number(out, ARCHIVE_MODE, 4);
    add_number(out, in_32(entry->place), 4);
    text_add_bytes(out, entry->name, entry->length);
    if (extra) {
        add_number(out, EXTRA_64, 2);
        add_number(out, extra, 2);
    }
    if (entry->size >= MOST_32) {
        add_number(out, entry->size, 8);
        add_number(out, entry->size, 8);
    }
    if (entry->place >= MOST_32)
        add_number(out, entry->place, 8);
}

/* 4.3.14 to 4.3.16: behind the directory, which is found from here. */
static void add_end(struct text *out, const struct zipstream *stream)
{
    uint64_t const place = stream->place + stream->directory;
    bool const is_64 = stream->count >= MOST_16 || place >= MOST_32;
    if (is_64) {
        text_add_bytes(out, "PK\6\6", 4);
        add_number(out, 44, 8); /* bytes behind this number */
        add_number(out, MADE_BY_UNIX | VERSION_64, 2);
        add_number(out, VERSION_64, 2);
        add_number(out, 0, 4 + 4); /* of one disk */
        add_number(out, stream->count, 8);
        add_number(out, stream->count, 8);
        add_number(out, stream->directory, 8);
        add_number(out, stream->place, 8);
        text_add_bytes(out, "PK\6\7", 4);
        add_number(out, 0, 4);
        add_number(out, place, 8);
        add_number(out, 1, 4);
    }
    uint64_t const count = stream->count < MOST_16 ? stream->count : MOST_16;
    text_add_bytes(out, "PK\5\6", 4);
    add_number(out, 0, 2 + 2);
    add_number(out, count, 2);
    add_number(out, count, 2);
    add_number(out, in_32(stream->directory), 4);
    add_number(out, in_32(stream->place), 4);
    add_number(out, strlen(ARCHIVE_COMMENT), 2);
    text_add(out, ARCHIVE_COMMENT);
}

void zipstream_make(struct text *entries, const char *name, const void *bytes, size_t size)
{
    struct entry const entry = {
        .name = name, .length = strlen(name), .crc = deflate_crc32(bytes, size), .size = size};
    add_local(entries, &entry);
    text_add_bytes(entries, bytes, size);
}

/* ---- writing ------------------------------------------------------------------------------ */

struct zipstream *zipstream_begin(const char *path)
{
    struct file_draft *draft = file_draft_open(path);
    if (!draft)
        return NULL;
    struct zipstream *stream = xmalloc(sizeof *stream);
    *stream = (struct zipstream){.draft = draft, .path = xstrdup(path), .buffer = xmalloc(PIECE)};
    return stream;
}

static void put(struct zipstream *stream, const void *bytes, size_t size)
{
    if (!stream->error)
        stream->error = file_write_all(file_draft_descriptor(stream->draft), bytes, size);
}

/* Records leave memory when there are many of them. */
static void spool_records(struct zipstream *stream)
{
    if (!stream->spool && !stream->error) {
        stream->spool = file_draft_open(stream->path);
        stream->error = stream->spool ? 0 : errno;
    }
    if (!stream->error)
        stream->error = file_write_all(file_draft_descriptor(stream->spool), stream->records.data,
                                       stream->records.len);
    text_clear(&stream->records);
}

static void note(struct zipstream *stream, struct entry *entry, uint64_t size)
{
    size_t const before = stream->records.len;
    entry->place = stream->place;
    add_central(&stream->records, entry);
    stream->directory += stream->records.len - before;
    stream->place += size;
    stream->count++;
    if (stream->records.len >= PIECE)
        spool_records(stream);
}

void zipstream_add(struct zipstream *stream, const char *entries, size_t size)
{
    put(stream, entries, size);
    for (size_t at = 0; at < size && !stream->error;) {
        const char *header = entries + at;
        struct entry entry = {.name = header + LOCAL_HEADER,
                              .length = (size_t)number_at(header + 26, 2),
                              .crc = (uint32_t)number_at(header + 14, 4),
                              .size = number_at(header + 18, 4)};
        size_t const whole = LOCAL_HEADER + entry.length + (size_t)entry.size;
        note(stream, &entry, whole);
        at += whole;
    }
}

/* Hands the bytes of an open file over piece by piece. */
static void read_pieces(struct zipstream *stream, int descriptor, uint64_t size,
                        void (*take)(struct zipstream *stream, struct entry *entry, size_t count),
                        struct entry *entry)
{
    for (uint64_t at = 0; at < size && !stream->error;) {
        size_t const count = size - at < PIECE ? (size_t)(size - at) : PIECE;
        stream->error = file_read_at(descriptor, stream->buffer, count, (long)at);
        if (!stream->error)
            take(stream, entry, count);
        at += count;
    }
}

static void sum_piece(struct zipstream *stream, struct entry *entry, size_t count)
{
    entry->crc = deflate_crc32_more(entry->crc, stream->buffer, count);
}

static void put_piece(struct zipstream *stream, struct entry *entry, size_t count)
{
    (void)entry;
    put(stream, stream->buffer, count);
}

void zipstream_add_file(struct zipstream *stream, const char *name, int descriptor)
{
    struct stat status;
    if (!stream->error && fstat(descriptor, &status) != 0)
        stream->error = errno;
    if (stream->error)
        return;
    struct entry entry = {.name = name, .length = strlen(name), .size = (uint64_t)status.st_size};
    struct text header = TEXT_EMPTY;
    read_pieces(stream, descriptor, entry.size, sum_piece, &entry);
    add_local(&header, &entry);
    put(stream, header.data, header.len);
    read_pieces(stream, descriptor, entry.size, put_piece, &entry);
    note(stream, &entry, header.len + entry.size);
    text_free(&header);
}

int zipstream_error(const struct zipstream *stream)
{
    return stream->error;
}

int zipstream_descriptor(const struct zipstream *stream)
{
    return file_draft_descriptor(stream->draft);
}

int zipstream_close(struct zipstream *stream, bool verified)
{
    struct text end = TEXT_EMPTY;
    if (stream->spool && !stream->error)
        read_pieces(stream, file_draft_descriptor(stream->spool),
                    stream->directory - stream->records.len, put_piece, NULL);
    if (stream->records.len)
        put(stream, stream->records.data, stream->records.len);
    add_end(&end, stream);
    put(stream, end.data, end.len);
    text_free(&end);
    if (!stream->error)
        stream->error = file_draft_sync(stream->draft, false);
    return verified && !stream->error ? zipstream_verify(stream) : stream->error;
}

int zipstream_end(struct zipstream *stream, bool keep)
{
    int error = stream->error;
    keep = keep && !error;
    if (stream->spool)
        file_draft_end(stream->spool, false);
    int const failed = file_draft_end(stream->draft, keep);
    error = error ? error : failed;
    if (keep && !error)
        error = file_sync_name(stream->path);
    text_free(&stream->records);
    free(stream->buffer);
    free(stream->path);
    free(stream);
    return error;
}

/* ---- reading again ---------------------------------------------------------------------------- */

/* An open file, read from a place on. */
struct reader {
    int descriptor;
    uint64_t place; /* of what comes next */
    char *buffer;
    size_t at, filled;
    int *error;
};

/* Up to count bytes that come next; NULL when there are none, or they cannot be read. */
static const char *next_bytes(struct reader *reader, size_t *count)
{
    if (reader->at == reader->filled && !*reader->error) {
        ssize_t got;
        do
            got = pread(reader->descriptor, reader->buffer, PIECE, (off_t)reader->place);
        while (got < 0 && errno == EINTR);
        if (got < 0)
            *reader->error = errno;
        reader->at = 0;
        reader->filled = got > 0 ? (size_t)got : 0;
        reader->place += reader->filled;
    }
    if (*count > reader->filled - reader->at)
        *count = reader->filled - reader->at;
    const char *bytes = reader->buffer + reader->at;
    reader->at += *count;
    return *count ? bytes : NULL;
}

/* Appends so many bytes; fewer when there are no more. */
static void take_bytes(struct reader *reader, size_t count, struct text *out)
{
    for (size_t some = count; count; count -= some, some = count) {
        const char *bytes = next_bytes(reader, &some);
        if (!bytes)
            return;
        text_add_bytes(out, bytes, some);
    }
}

static bool matches(struct reader *reader, const struct text *wanted, struct text *read)
{
    text_clear(read);
    take_bytes(reader, wanted->len, read);
    return read->len == wanted->len && memcmp(read->data, wanted->data, wanted->len) == 0;
}

/* An entry from its record of the directory; in name is room for what it is called. */
static bool take_record(struct reader *directory, struct entry *entry, struct text *record)
{
    text_clear(record);
    take_bytes(directory, CENTRAL_RECORD, record);
    if (record->len != CENTRAL_RECORD)
        return false;
    size_t const length = (size_t)number_at(record->data + 28, 2);
    size_t const extra = (size_t)number_at(record->data + 30, 2);
    take_bytes(directory, length + extra, record);
    if (record->len != CENTRAL_RECORD + length + extra)
        return false;
    const char *large = record->data + CENTRAL_RECORD + length + 4;
    entry->name = record->data + CENTRAL_RECORD;
    entry->length = length;
    entry->crc = (uint32_t)number_at(record->data + 16, 4);
    entry->size = number_at(record->data + 20, 4);
    if (entry->size == MOST_32 && extra >= 4 + 16)
        entry->size = number_at(large, 8);
    return true;
}

/* True when the bytes that come next have that sum. */
static bool has_sum(struct reader *reader, uint64_t size, uint32_t wanted)
{
    uint32_t crc = 0;
    while (size) {
        size_t some = size < PIECE ? (size_t)size : PIECE;
        const char *bytes = next_bytes(reader, &some);
        if (!bytes)
            return false;
        crc = deflate_crc32_more(crc, bytes, some);
        size -= some;
    }
    return crc == wanted;
}

/*
 * What the records say decides what every other byte must be: so nothing that changed goes unseen,
 * whatever it would mean to another reader.
 */
static bool is_whole(const struct zipstream *stream, struct reader *entries,
                     struct reader *directory, struct text *record, struct text *wanted)
{
    struct text read = TEXT_EMPTY;
    uint64_t place = 0;
    bool good = true;
    for (uint64_t i = 0; good && i < stream->count; i++) {
        struct entry entry = {.place = place};
        good = take_record(directory, &entry, record);
        text_clear(wanted);
        if (good)
            add_central(wanted, &entry);
        good = good && wanted->len == record->len &&
               memcmp(wanted->data, record->data, wanted->len) == 0;
        text_clear(wanted);
        if (good)
            add_local(wanted, &entry);
        good = good && matches(entries, wanted, &read) && has_sum(entries, entry.size, entry.crc);
        place += wanted->len + entry.size;
    }
    text_clear(wanted);
    add_end(wanted, stream);
    good = good && place == stream->place && matches(directory, wanted, &read);
    size_t behind = 1;
    good = good && !next_bytes(directory, &behind);
    text_free(&read);
    return good;
}

int zipstream_verify(struct zipstream *stream)
{
    struct text record = TEXT_EMPTY;
    struct text wanted = TEXT_EMPTY;
    int const descriptor = file_draft_descriptor(stream->draft);
    struct reader entries = {
        .descriptor = descriptor, .buffer = stream->buffer, .error = &stream->error};
    struct reader directory = {.descriptor = descriptor,
                               .place = stream->place,
                               .buffer = xmalloc(PIECE),
                               .error = &stream->error};
    if (!is_whole(stream, &entries, &directory, &record, &wanted) && !stream->error)
        stream->error = ZIPSTREAM_DAMAGED;
    free(directory.buffer);
    text_free(&record);
    text_free(&wanted);
    return stream->error;
}
