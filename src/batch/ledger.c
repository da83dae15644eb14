/*
 * ledger.c - two mapped reports and an index by document; see ledger.h.
 *
 * A million rows cost 16 bytes each; the rows themselves are read from the
 * mapped file when they are asked for, and its pages do not gather in memory.
 */
#include "batch/ledger.h"

#include "base/file.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { READS_AT_ONCE = 16 * 1024 }; /* about 5 MB */

struct entry {
    uint64_t key;     /* digest of case, form and format */
    const char *line; /* in one of the mapped reports */
};

struct ledger {
    struct file_map maps[2]; /* report.csv, report.part */
    struct entry *entries;   /* sorted by key, then by place: the last one of a key holds */
    size_t count;
    size_t cap;
    size_t reads; /* of rows */
    bool cut_off;
    int error;
};

static uint64_t key_of(const char *case_id, const char *form, const char *format)
{
    unsigned char digest[HASH_SIZE];
    uint64_t key;
    struct hash_piece const pieces[] = {
        {case_id, strlen(case_id) + 1}, {form, strlen(form) + 1}, {format, strlen(format) + 1}};
    hash_pieces(pieces, 3, digest);
    memcpy(&key, digest, sizeof key);
    return key;
}

/* NULL for a report that is not there. */
static const char *end_of_map(const struct file_map *map)
{
    return map->size ? (const char *)map->data + map->size : NULL;
}

static const char *end_of(const struct ledger *ledger, const char *line)
{
    const struct file_map *first = &ledger->maps[0];
    const char *start = (const char *)first->data;
    if (start && line >= start && line < start + first->size)
        return end_of_map(first);
    return end_of_map(&ledger->maps[1]);
}

static bool read_row(struct ledger *ledger, const char **cursor, const char *end,
                     struct arena *arena, struct record *row)
{
    if (++ledger->reads % READS_AT_ONCE == 0) {
        file_map_rest(&ledger->maps[0]);
        file_map_rest(&ledger->maps[1]);
    }
    return record_read(cursor, end, arena, row);
}

static void index_map(struct ledger *ledger, const struct file_map *map)
{
    const char *cursor = (const char *)map->data;
    const char *end = end_of_map(map);
    struct arena *arena = arena_new();
    while (cursor < end) {
        const char *line = cursor;
        struct record row;
        if (read_row(ledger, &cursor, end, arena, &row)) {
            if (ledger->count == ledger->cap) {
                ledger->cap = ledger->cap ? ledger->cap * 2 : 1024;
                ledger->entries = xrealloc(ledger->entries, ledger->cap * sizeof *ledger->entries);
            }
            ledger->entries[ledger->count++] =
                (struct entry){key_of(row.case_id, row.form, row.format), line};
        }
        arena_reset(arena);
    }
    arena_free(arena);
}

static int compare_keys(const void *left, const void *right)
{
    const struct entry *a = left;
    const struct entry *b = right;
    return (a->key > b->key) - (a->key < b->key);
}

static bool in_second(const struct ledger *ledger, const char *line)
{
    return end_of(ledger, line) == end_of_map(&ledger->maps[1]);
}

/* By key; of one key the journal's rows after the report's, each in its order. */
static int compare_entries(const void *left, const void *right, void *context)
{
    const struct ledger *ledger = context;
    const struct entry *a = left;
    const struct entry *b = right;
    int const by_key = compare_keys(a, b);
    if (by_key)
        return by_key;
    int const by_map = (int)in_second(ledger, a->line) - (int)in_second(ledger, b->line);
    return by_map ? by_map : (a->line > b->line) - (a->line < b->line);
}

struct ledger *ledger_open(const char *folder)
{
    static const char *const names[2] = {REPORT_CSV, REPORT_PART};
    struct ledger *ledger = xmalloc(sizeof *ledger);
    struct arena *arena = arena_new();
    *ledger = (struct ledger){0};
    for (int i = 0; i < 2; i++) {
        int const error =
            file_map(arena_printf(arena, "%s/%s", folder, names[i]), &ledger->maps[i]);
        if (error && error != ENOENT && error != EISDIR && !ledger->error) /* none, or a folder */
            ledger->error = error;
        index_map(ledger, &ledger->maps[i]);
    }
    /* After a power cut a journal may stand there without a row. */
    ledger->cut_off = file_exists(arena_printf(arena, "%s/%s", folder, REPORT_PART));
    if (ledger->count)
        qsort_r(ledger->entries, ledger->count, sizeof *ledger->entries, compare_entries, ledger);
    arena_free(arena);
    return ledger;
}

void ledger_close(struct ledger *ledger)
{
    if (!ledger)
        return;
    for (int i = 0; i < 2; i++)
        file_unmap(&ledger->maps[i]);
    free(ledger->entries);
    free(ledger);
}

bool ledger_cut_off(const struct ledger *ledger)
{
    return ledger->cut_off;
}

int ledger_error(const struct ledger *ledger)
{
    return ledger->error;
}

static bool read_entry(struct ledger *ledger, const struct entry *entry, struct arena *arena,
                       struct record *row)
{
    const char *cursor = entry->line;
    return read_row(ledger, &cursor, end_of(ledger, entry->line), arena, row);
}

bool ledger_find(struct ledger *ledger, const char *case_id, const char *form, const char *format,
                 struct arena *arena, struct record *row)
{
    struct entry const wanted = {.key = key_of(case_id, form, format)};
    const struct entry *found = ledger->count ? bsearch(&wanted, ledger->entries, ledger->count,
                                                        sizeof *ledger->entries, compare_keys)
                                              : NULL;
    if (!found)
        return false;
    const struct entry *end = ledger->entries + ledger->count;
    while (found + 1 < end && found[1].key == wanted.key)
        found++;
    return read_entry(ledger, found, arena, row) && strcmp(row->case_id, case_id) == 0 &&
           strcmp(row->form, form) == 0 && strcmp(row->format, format) == 0;
}

static int compare_lines(const void *left, const void *right, void *context)
{
    const struct ledger *ledger = context;
    const struct entry *a = left;
    const struct entry *b = right;
    int const by_map = (int)in_second(ledger, a->line) - (int)in_second(ledger, b->line);
    return by_map ? by_map : (a->line > b->line) - (a->line < b->line);
}

void ledger_each(struct ledger *ledger, void (*visit)(const struct record *row, void *context),
                 void *context)
{
    struct entry *holding = xmalloc((ledger->count + 1) * sizeof *holding);
    size_t count = 0;
    for (size_t i = 0; i < ledger->count; i++)
        if (i + 1 == ledger->count || ledger->entries[i + 1].key != ledger->entries[i].key)
            holding[count++] = ledger->entries[i];
    if (count)
        qsort_r(holding, count, sizeof *holding, compare_lines, ledger);
    struct arena *arena = arena_new();
    for (size_t i = 0; i < count; i++) {
        struct record row;
        if (read_entry(ledger, &holding[i], arena, &row))
            visit(&row, context);
        arena_reset(arena);
    }
    arena_free(arena);
    free(holding);
}
