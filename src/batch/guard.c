/*
 * guard.c - one run at a time in a folder, and whether its reports may be replaced; see record.h.
 */
#include "batch/record.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

int reports_lock(const char *folder, struct diags *diags)
{
    int const descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) {
        diag_add_error(diags, MESSAGE_OUTPUT_FOLDER, folder, errno);
        return -1;
    }
    enum { ATTEMPTS = 10, PAUSE = 50000 /* microseconds */ };
    int error = EWOULDBLOCK;
    /* The workers of a run that was killed may live a moment longer than it. */
    for (int i = 0; i < ATTEMPTS && (error == EWOULDBLOCK || error == EINTR); i++) {
        if (i)
            usleep(PAUSE);
        error = flock(descriptor, LOCK_EX | LOCK_NB) == 0 ? 0 : errno;
    }
    /* A file system that knows no locks on folders is no reason not to work. */
    if (error != EWOULDBLOCK)
        return descriptor;
    diag_add(diags, MESSAGE_BATCH_LOCKED, (struct pos){.file = folder}, NULL, NULL);
    close(descriptor);
    return -1;
}

enum { READS_AT_ONCE = 16 * 1024 };

/* What stands under one of the three names. */
struct found {
    struct pos pos;
    enum file_kind kind;
    struct file_map map;  /* of a regular file */
    const char *at, *end; /* its bytes */
    bool touched;         /* begins as ours do, but is not as we write */
};

struct guard {
    struct arena *arena;                  /* of paths */
    struct arena *row;                    /* of one row */
    struct text headings[TABLE_COUNT][2]; /* by language */
    struct text again;                    /* a row as we write it */
    bool forced;
    struct diags *diags;
    struct found csv, json, part;
};

static bool take_bytes(struct found *found, const char *bytes, size_t count)
{
    if ((size_t)(found->end - found->at) < count || memcmp(found->at, bytes, count) != 0)
        return false;
    found->at += count;
    return true;
}

static bool take(struct found *found, const char *bytes)
{
    return take_bytes(found, bytes, strlen(bytes));
}

static bool take_heading(const struct guard *guard, struct found *found, enum record_table table,
                         enum language language)
{
    const struct text *heading = &guard->headings[table][language];
    return take_bytes(found, heading->data, heading->len);
}

static void rewind_found(struct found *found)
{
    found->at = found->map.size ? (const char *)found->map.data : "";
    found->end = found->at + found->map.size;
}

static struct found find(struct guard *guard, const char *folder, const char *name)
{
    struct found found = {.pos = {.file = arena_printf(guard->arena, "%s/%s", folder, name)}};
    found.kind = file_kind(found.pos.file);
    if (found.kind == FILE_REGULAR && file_map(found.pos.file, &found.map) != 0)
        found.kind = FILE_FOLDER; /* who reads it in earnest will say why that fails */
    rewind_found(&found);
    return found;
}

/* One row of the table, if it is written as we write it; line is its bytes. */
static bool take_row(struct guard *guard, struct found *found, enum language language,
                     struct record *row)
{
    const char *start = found->at;
    text_clear(&guard->again);
    if (!record_read(&found->at, found->end, guard->row, row))
        return false;
    record_add_csv(&guard->again, row, language);
    return guard->again.len == (size_t)(found->at - start) &&
           memcmp(guard->again.data, start, guard->again.len) == 0;
}

/* ---- the three -------------------------------------------------------------------------- */

/* The beginning of our heading, or zeros: what a power cut leaves of a journal. */
static bool is_remains(const struct guard *guard, const struct found *part)
{
    const struct text *ours =
        &guard->headings[TABLE_SPREAD][LANGUAGE_EN]; /* the others are its beginning */
    size_t const heading = ours->len;
    size_t const size = part->map.size < heading ? part->map.size : heading;
    bool zeros = true;
    for (size_t i = 0; i < size; i++)
        zeros = zeros && part->at[i] == '\0';
    return zeros || (size < heading && memcmp(part->at, ours->data, size) == 0);
}

/* A journal breaks off anywhere, once a run is killed: its beginning must be ours. */
static bool is_journal(struct guard *guard, struct found *part)
{
    struct record row;
    rewind_found(part);
    part->touched = false;
    bool ours = is_remains(guard, part);
    for (int language = 0; language < 2 && !ours; language++) {
        for (int table = 0; table < TABLE_COUNT && !ours; table++) {
            rewind_found(part);
            ours = take_heading(guard, part, (enum record_table)table, (enum language)language);
        }
        rewind_found(part);
        ours = ours || take_row(guard, part, (enum language)language, &row);
    }
    return ours;
}

/* Past the head of report.json, whatever version wrote it. */
static bool take_json_head(struct found *json)
{
    rewind_found(json);
    if (!take(json, "{\"program\":\"formulyar "))
        return false;
    while (json->at < json->end && *json->at != '"' && *json->at != '\n')
        json->at++;
    return json->touched = take(json, "\",\"documents\":[");
}

static bool is_json(struct found *json)
{
    static const char tail[] = "\n]}\n";
    size_t const length = sizeof tail - 1;
    return take_json_head(json) && (size_t)(json->end - json->at) >= length &&
           memcmp(json->end - length, tail, length) == 0;
}

/* Past the heading of report.csv, in whichever language; touched when it only begins as one. */
static bool take_table_heading(struct guard *guard, enum record_table *table,
                               enum language *language)
{
    static const size_t beginnings[] = {[LANGUAGE_RU] = sizeof "BOMдело;документ;" - 1,
                                        [LANGUAGE_EN] = sizeof "BOMcase;form;format;" - 1};
    struct found *csv = &guard->csv;
    csv->touched = false;
    for (int i = 0; i < TABLE_COUNT * 2; i++) {
        rewind_found(csv);
        *table = (enum record_table)(i / 2);
        *language = (enum language)(i % 2);
        if (take_heading(guard, csv, *table, *language))
            return csv->touched = true;
        csv->touched |=
            take_bytes(csv, guard->headings[*table][*language].data, beginnings[*language]);
    }
    return false;
}

/* True when the table is ours to the last byte; *agree: and JSON says the same in the same order. */
static bool read_both(struct guard *guard, bool *agree)
{
    struct found *csv = &guard->csv;
    struct found *json = &guard->json;
    struct text object = TEXT_EMPTY;
    struct record row;
    enum language language;
    enum record_table table;
    bool good = take_table_heading(guard, &table, &language);
    *agree = take_json_head(json) && good;
    for (size_t rows = 0; good && csv->at < csv->end; rows++) {
        if (rows % READS_AT_ONCE == 0) { /* the reports of a region need not gather in memory */
            file_map_rest(&csv->map);
            file_map_rest(&json->map);
        }
        good = take_row(guard, csv, language, &row) && record_table_of(&row) == table;
        text_clear(&object);
        text_add(&object, rows ? ",\n" : "\n");
        if (good)
            record_add_json(&object, &row);
        *agree = *agree && good && take(json, text_string(&object));
        arena_reset(guard->row);
    }
    text_free(&object);
    *agree = *agree && take(json, "\n]}\n") && json->at == json->end;
    return good;
}

/* ---- what follows ------------------------------------------------------------------------- */

static bool refuse(struct guard *guard, enum message message, const struct found *found)
{
    diag_add(guard->diags, message, found->pos, NULL, NULL);
    return false;
}

/* ours: what a regular file is. */
static bool may_go(struct guard *guard, const struct found *found, bool ours)
{
    switch (found->kind) {
    case FILE_ABSENT:
    case FILE_FOLDER: /* the system will refuse */ return true;
    case FILE_SPECIAL: return refuse(guard, MESSAGE_FILE_SPECIAL, found);
    case FILE_LINK: return guard->forced || refuse(guard, MESSAGE_FILE_LINK, found);
    case FILE_REGULAR:
        return guard->forced || ours ||
               refuse(guard, found->touched ? MESSAGE_FILE_EDITED : MESSAGE_FILE_EXISTS, found);
    }
    return false;
}

/* What must not be written into, nor read as ours, gives way to a new file. */
static void clear_way(const struct guard *guard, bool journal)
{
    const struct found *all[] = {&guard->csv, &guard->json, &guard->part};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (all[i]->kind == FILE_LINK)
            unlink(all[i]->pos.file);
    if (guard->part.kind == FILE_REGULAR && !journal)
        unlink(guard->part.pos.file);
}

static bool may_all_go(struct guard *guard)
{
    /* A run that was cut off may have renewed one of the two. */
    bool const whole = guard->csv.kind == FILE_REGULAR && guard->json.kind == FILE_REGULAR &&
                       guard->part.kind == FILE_ABSENT;
    bool agree;
    bool const table = read_both(guard, &agree);
    if (whole && agree)
        return true;
    bool const journal = is_journal(guard, &guard->part);
    bool const csv = may_go(guard, &guard->csv, table);
    bool const json = may_go(guard, &guard->json, is_json(&guard->json));
    bool const part = may_go(guard, &guard->part, journal);
    if (csv && json && part && guard->forced)
        clear_way(guard, journal);
    if (!csv || !json || !part || guard->forced)
        return csv && json && part;
    return !whole || refuse(guard, MESSAGE_REPORTS_DIFFER, &guard->csv);
}

bool reports_replaceable(const char *folder, bool forced, struct diags *diags)
{
    struct guard guard = {
        .arena = arena_new(), .row = arena_new(), .forced = forced, .diags = diags};
    for (int i = 0; i < TABLE_COUNT * 2; i++)
        record_add_heading(&guard.headings[i / 2][i % 2], (enum language)(i % 2),
                           (enum record_table)(i / 2));
    guard.csv = find(&guard, folder, REPORT_CSV);
    guard.json = find(&guard, folder, REPORT_JSON);
    guard.part = find(&guard, folder, REPORT_PART);
    bool const good = may_all_go(&guard);
    file_unmap(&guard.csv.map);
    file_unmap(&guard.json.map);
    file_unmap(&guard.part.map);
    for (int i = 0; i < TABLE_COUNT * 2; i++)
        text_free(&guard.headings[i / 2][i % 2]);
    text_free(&guard.again);
    arena_free(guard.row);
    arena_free(guard.arena);
    return good;
}
