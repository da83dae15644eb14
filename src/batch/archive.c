/*
 * archive.c - libzip over a draft of our own; see archive.h.
 *
 * Given a path, libzip would write beside it under a name and a mode that it
 * chooses itself.  So it writes through a source that stands for the draft.
 */
#include "batch/archive.h"

#include "base/draft.h"
#include "batch/record.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <zip.h>

enum { DEFLATE_LEVEL = 6, PIECE = 64 * 1024 };

struct archive {
    struct file_draft *draft;
    struct arena *arena; /* of entries */
    char *path;
    zip_t *zip;
    zip_error_t error; /* the first one */
    zip_int64_t offset;
};

/* ---- the draft as a source that can be written to ----------------------------------- */

static zip_int64_t fail(struct archive *archive, int code)
{
    zip_error_set(&archive->error, code, errno);
    return -1;
}

static zip_int64_t write_some(struct archive *archive, const void *bytes, zip_uint64_t count)
{
    errno = file_write_at(file_draft_descriptor(archive->draft), bytes, count, archive->offset);
    if (errno)
        return fail(archive, ZIP_ER_WRITE);
    archive->offset += (zip_int64_t)count;
    return (zip_int64_t)count;
}

static zip_int64_t read_some(struct archive *archive, void *bytes, zip_uint64_t count)
{
    ssize_t got;
    do
        got = pread(file_draft_descriptor(archive->draft), bytes, count, archive->offset);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return fail(archive, ZIP_ER_WRITE);
    archive->offset += got;
    return got;
}

static zip_int64_t seek(struct archive *archive, void *data, zip_uint64_t size)
{
    struct stat status;
    if (fstat(file_draft_descriptor(archive->draft), &status) != 0)
        return fail(archive, ZIP_ER_WRITE);
    zip_int64_t const place = zip_source_seek_compute_offset(
        (zip_uint64_t)archive->offset, (zip_uint64_t)status.st_size, data, size, &archive->error);
    if (place < 0)
        return -1;
    archive->offset = place;
    return 0;
}

/* The answer to libzip's question about a source: its size is all that is known. */
static zip_int64_t tell_size(zip_stat_t *answer, const struct stat *status)
{
    zip_stat_init(answer);
    answer->size = (zip_uint64_t)status->st_size;
    answer->valid = ZIP_STAT_SIZE;
    return sizeof *answer;
}

static zip_int64_t tell_status(struct archive *archive, zip_stat_t *stat)
{
    struct stat status;
    if (fstat(file_draft_descriptor(archive->draft), &status) != 0)
        return fail(archive, ZIP_ER_WRITE);
    return tell_size(stat, &status);
}

static zip_int64_t on_command(void *context, void *data, zip_uint64_t size,
                              zip_source_cmd_t command)
{
    struct archive *archive = context;
    /* The commands are libzip's, which may get more of them. */
    switch ((int)command) {
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(
            ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR,
            ZIP_SOURCE_FREE, ZIP_SOURCE_SEEK, ZIP_SOURCE_TELL, ZIP_SOURCE_SUPPORTS,
            ZIP_SOURCE_BEGIN_WRITE, ZIP_SOURCE_COMMIT_WRITE, ZIP_SOURCE_ROLLBACK_WRITE,
            ZIP_SOURCE_WRITE, ZIP_SOURCE_SEEK_WRITE, ZIP_SOURCE_TELL_WRITE, ZIP_SOURCE_REMOVE, -1);
    case ZIP_SOURCE_OPEN:
    case ZIP_SOURCE_BEGIN_WRITE: archive->offset = 0; return 0;
    case ZIP_SOURCE_READ: return read_some(archive, data, size);
    case ZIP_SOURCE_WRITE: return write_some(archive, data, size);
    case ZIP_SOURCE_SEEK:
    case ZIP_SOURCE_SEEK_WRITE: return seek(archive, data, size);
    case ZIP_SOURCE_TELL:
    case ZIP_SOURCE_TELL_WRITE: return archive->offset;
    case ZIP_SOURCE_STAT: return tell_status(archive, data);
    case ZIP_SOURCE_ERROR: return zip_error_to_data(&archive->error, data, size);
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_COMMIT_WRITE:
    case ZIP_SOURCE_ROLLBACK_WRITE:
    case ZIP_SOURCE_REMOVE:
    case ZIP_SOURCE_FREE: return 0; /* the draft ends with the archive */
    }
    zip_error_set(&archive->error, ZIP_ER_OPNOTSUPP, 0);
    return -1;
}

/* ---- an entry as a source to read ------------------------------------------------------ */

/* libzip holds one for each entry until the end; its own for files are ten times as large. */
struct entry {
    struct archive *archive;
    const char *path;
    int descriptor; /* while libzip reads it */
};

static zip_int64_t entry_status(struct entry *entry, zip_stat_t *stat_of)
{
    struct stat status;
    if (stat(entry->path, &status) != 0)
        return fail(entry->archive, ZIP_ER_OPEN);
    return tell_size(stat_of, &status);
}

static zip_int64_t on_entry(void *context, void *data, zip_uint64_t size, zip_source_cmd_t command)
{
    struct entry *entry = context;
    ssize_t got;
    switch ((int)command) {
    case ZIP_SOURCE_SUPPORTS: return ZIP_SOURCE_SUPPORTS_READABLE;
    case ZIP_SOURCE_OPEN:
        entry->descriptor = file_open(entry->path);
        return entry->descriptor < 0 ? fail(entry->archive, ZIP_ER_OPEN) : 0;
    case ZIP_SOURCE_READ:
        do
            got = read(entry->descriptor, data, size);
        while (got < 0 && errno == EINTR);
        return got < 0 ? fail(entry->archive, ZIP_ER_READ) : got;
    case ZIP_SOURCE_CLOSE: close(entry->descriptor); return 0;
    case ZIP_SOURCE_STAT: return entry_status(entry, data);
    case ZIP_SOURCE_ERROR: return zip_error_to_data(&entry->archive->error, data, size);
    case ZIP_SOURCE_FREE: return 0; /* ends with the archive */
    }
    zip_error_set(&entry->archive->error, ZIP_ER_OPNOTSUPP, 0);
    return -1;
}

/* ---- the archive ------------------------------------------------------------------------ */

static void complain(const char *path, zip_error_t *error, struct diags *diags)
{
    if (zip_error_code_zip(error) == ZIP_ER_MEMORY)
        out_of_memory();
    /* What else libzip can say it says in English. */
    bool const by_system = zip_error_system_type(error) == ZIP_ET_SYS;
    diag_add_error(diags, MESSAGE_BATCH_ARCHIVE, path,
                   by_system ? zip_error_code_system(error) : 0);
}

static void keep_error(struct archive *archive)
{
    if (zip_error_code_zip(&archive->error) == ZIP_ER_OK)
        zip_error_set(&archive->error, zip_error_code_zip(zip_get_error(archive->zip)),
                      zip_error_code_system(zip_get_error(archive->zip)));
}

static void release(struct archive *archive)
{
    zip_error_fini(&archive->error);
    arena_free(archive->arena);
    free(archive->path);
    free(archive);
}

static bool open_zip(struct archive *archive)
{
    zip_source_t *source = zip_source_function_create(on_command, archive, &archive->error);
    if (!source)
        return false;
    archive->zip = zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &archive->error);
    if (!archive->zip)
        zip_source_free(source);
    return archive->zip != NULL;
}

struct archive *archive_begin(const char *path, struct diags *diags)
{
    struct archive *archive = xmalloc(sizeof *archive);
    *archive = (struct archive){
        .draft = file_draft_open(path), .path = xstrdup(path), .arena = arena_new()};
    zip_error_init(&archive->error);
    if (!archive->draft)
        zip_error_set(&archive->error, ZIP_ER_OPEN, errno);
    else if (open_zip(archive))
        return archive;
    complain(path, &archive->error, diags);
    if (archive->draft)
        file_draft_end(archive->draft, false);
    release(archive);
    return NULL;
}

void archive_add(struct archive *archive, const char *name, const char *path)
{
    if (zip_error_code_zip(&archive->error) != ZIP_ER_OK)
        return;
    struct entry *entry = ARENA_NEW(archive->arena, struct entry);
    *entry = (struct entry){.archive = archive, .path = arena_strdup(archive->arena, path)};
    zip_source_t *source = zip_source_function(archive->zip, on_entry, entry);
    zip_int64_t const index =
        source ? zip_file_add(archive->zip, name, source, ZIP_FL_ENC_UTF_8) : -1;
    if (source && index < 0)
        zip_source_free(source);
    zip_uint64_t const at = (zip_uint64_t)index;
    if (index < 0 ||
        zip_set_file_compression(archive->zip, at, ZIP_CM_DEFLATE, DEFLATE_LEVEL) != 0 ||
        zip_file_set_dostime(archive->zip, at, 0, ARCHIVE_DATE, 0) != 0 ||
        zip_file_set_external_attributes(archive->zip, at, 0, ZIP_OPSYS_UNIX, ARCHIVE_MODE) != 0)
        keep_error(archive);
}

static void write_all(struct archive *archive)
{
    if (zip_set_archive_comment(archive->zip, ARCHIVE_COMMENT, sizeof ARCHIVE_COMMENT - 1) == 0 &&
        zip_close(archive->zip) == 0) {
        archive->zip = NULL;
        return;
    }
    keep_error(archive);
}

bool archive_end(struct archive *archive, struct diags *diags)
{
    if (zip_error_code_zip(&archive->error) == ZIP_ER_OK)
        write_all(archive);
    if (archive->zip)
        zip_discard(archive->zip);
    bool good = zip_error_code_zip(&archive->error) == ZIP_ER_OK;
    if (good)
        file_draft_sync(archive->draft, false); /* what fails is told at the end */
    int failed = file_draft_end(archive->draft, good);
    if (good && !failed)
        failed = file_sync_name(archive->path);
    if (good && failed) {
        zip_error_set(&archive->error, ZIP_ER_RENAME, failed);
        good = false;
    }
    if (!good)
        complain(archive->path, &archive->error, diags);
    release(archive);
    return good;
}

/* ---- whose is it? ----------------------------------------------------------------------- */

/* A program that adds or changes an entry gives it the time of day. */
static bool times_are_ours(zip_t *zip)
{
    zip_int64_t const count = zip_get_num_entries(zip, 0);
    struct tm day = {.tm_year = 80, .tm_mday = 1, .tm_isdst = -1};
    time_t const wanted = mktime(&day); /* libzip takes the time of an entry as local */
    for (zip_int64_t i = 0; i < count; i++) {
        zip_stat_t stat;
        if (zip_stat_index(zip, (zip_uint64_t)i, 0, &stat) != 0 || !(stat.valid & ZIP_STAT_MTIME) ||
            stat.mtime != wanted)
            return false;
    }
    return true;
}

/* Why it cannot be opened: 0 when that lies in the file, else the errno of the system. */
static int failure_of(int code)
{
    int const error = errno;
    if (code == ZIP_ER_MEMORY)
        out_of_memory();
    return code == ZIP_ER_OPEN || code == ZIP_ER_READ || code == ZIP_ER_SEEK ? error : 0;
}

/* Our comment is the end of our file; libzip passes over what somebody put behind it.  False with *failure when it cannot be read. */
static bool ends_with(const char *path, const char *comment, size_t length, int *failure)
{
    struct file_map map;
    *failure = file_map(path, &map);
    if (*failure)
        return false;
    bool const good =
        map.size > length && memcmp(map.data + map.size - length, comment, length) == 0;
    file_unmap(&map);
    return good;
}

bool archive_is_ours(const char *path, bool *touched, int *failure)
{
    int code;
    zip_t *zip = zip_open(path, ZIP_RDONLY, &code);
    *touched = false;
    *failure = zip ? 0 : failure_of(code);
    if (!zip)
        return false;
    int length;
    const char *comment = zip_get_archive_comment(zip, &length, 0);
    size_t const wanted = sizeof ARCHIVE_MARK - 1;
    bool const ours =
        comment && (size_t)length > wanted && memcmp(comment, ARCHIVE_MARK, wanted) == 0;
    *touched = ours && !(times_are_ours(zip) && ends_with(path, comment, (size_t)length, failure));
    zip_discard(zip);
    return ours && !*touched;
}

/* ---- the archive of a folder ----------------------------------------------------------------- */

struct packing {
    struct archive *archive;
    const char *folder;
    struct arena *arena; /* of one name at a time */
};

static void add_file(struct packing *packing, const char *name)
{
    archive_add(packing->archive, name,
                arena_printf(packing->arena, "%s/%s", packing->folder, name));
}

static void add_document(const struct record *row, void *context)
{
    struct packing *packing = context;
    switch (row->status) {
    case RECORD_MADE:
    case RECORD_KEPT:
    case RECORD_SIGNED:
        add_file(packing, record_file_name(row, packing->arena));
        arena_reset(packing->arena);
        return;
    case RECORD_FAILED:
    case RECORD_CRASHED:
    case RECORD_HUNG:
    case RECORD_LEFT:
    case RECORD_STATUS_COUNT: return;
    }
}

/* The document of the first row, in whole lines, that says it was signed; *rest: where the last line begins. */
static const char *signed_row(const char *lines, const char *end, const char **rest,
                              struct arena *arena)
{
    struct record row;
    const char *found = NULL;
    for (*rest = lines; !found;) {
        const char *line = *rest;
        const char *behind = memchr(line, '\n', (size_t)(end - line));
        if (!behind)
            return NULL;
        *rest = behind + 1;
        if (record_read(&line, *rest, arena, &row) && row.status == RECORD_SIGNED)
            found = record_file_name(&row, arena);
    }
    return found;
}

/* The name, in arena, of a document in an archive of ours that people have signed; NULL when there is none. */
static const char *find_signed(const char *path, struct arena *arena)
{
    const char *found = NULL;
    struct text lines = TEXT_EMPTY;
    zip_t *zip = zip_open(path, ZIP_RDONLY, NULL);
    zip_file_t *table = zip ? zip_fopen(zip, REPORT_CSV, 0) : NULL;
    zip_int64_t got = table != NULL;
    while (got > 0 && !found) {
        struct arena *rows = arena_new();
        const char *rest;
        text_reserve(&lines, PIECE);
        got = zip_fread(table, lines.data + lines.len, PIECE);
        lines.len += got > 0 ? (size_t)got : 0;
        found = signed_row(lines.data, lines.data + lines.len, &rest, rows);
        found = found ? arena_strdup(arena, found) : NULL;
        lines.len -= (size_t)(rest - lines.data);
        memmove(lines.data, rest, lines.len);
        arena_free(rows);
    }
    if (table)
        zip_fclose(table);
    if (zip)
        zip_discard(zip);
    text_free(&lines);
    return found;
}

bool archive_may_go(const char *path, bool keeps_signed, const struct output *output,
                    struct diags *diags)
{
    struct arena *arena = arena_new();
    const char *how = NULL;
    struct text const nothing = TEXT_EMPTY;
    enum origin origin = origin_of(path, &nothing, NULL, arena, &how);
    bool touched = false;
    int failure = 0;
    if (origin == ORIGIN_FOREIGN && archive_is_ours(path, &touched, &failure))
        origin = ORIGIN_OURS;
    if (touched)
        origin = ORIGIN_EDITED;
    if (failure) {
        origin = ORIGIN_UNKNOWN;
        how = file_reason(failure);
    }
    const char *kept = origin == ORIGIN_OURS && keeps_signed ? find_signed(path, arena) : NULL;
    if (kept) {
        origin = ORIGIN_SIGNED;
        how = kept;
    }
    bool const good = output_allows(output, origin, path, how, diags);
    arena_free(arena);
    return good;
}

void archive_folder(const char *folder, const char *path, const struct output *output,
                    struct diags *diags)
{
    struct packing packing = {.folder = folder, .arena = arena_new()};
    struct ledger *ledger = ledger_open(folder);
    int const error = ledger_error(ledger);
    if (error) /* nobody knows what belongs into it */
        diag_add_error(diags, MESSAGE_BATCH_READ_REPORT, folder, error);
    else if (archive_may_go(path, false, output, diags) && output_make_folder_of(path, diags) == 0)
        packing.archive = archive_begin(path, diags);
    if (packing.archive) {
        add_file(&packing, REPORT_CSV);
        add_file(&packing, REPORT_JSON);
        ledger_each(ledger, add_document, &packing);
        archive_end(packing.archive, diags);
    }
    ledger_close(ledger);
    arena_free(packing.arena);
}
