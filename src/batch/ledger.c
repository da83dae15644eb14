/*
 * ledger.c - mapped reports, and an index of them by document; see record.h.
 */
#include "batch/record.h"

#include "base/hash.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* ---- mapped reports ------------------------------------------------------------------ */

enum { READS_AT_ONCE = 16 * 1024 }; /* about 5 MB */

int reports_add(struct reports *reports, const char *path)
{
    reports->maps = xgrow(reports->maps, reports->count, &reports->cap, sizeof *reports->maps);
    struct file_map *map = &reports->maps[reports->count++];
    *map = (struct file_map){0};
    return file_map(path, map);
}

void reports_free(struct reports *reports)
{
    for (size_t i = 0; i < reports->count; i++)
        file_unmap(&reports->maps[i]);
    free(reports->maps);
    *reports = (struct reports){0};
}

size_t reports_end(const struct reports *reports)
{
    size_t end = 0;
    for (size_t i = 0; i < reports->count; i++)
        end += reports->maps[i].size;
    return end;
}

/* The file that holds a place; *within is what of it stands before the place. */
static size_t find_file(const struct reports *reports, size_t place, size_t *within)
{
    size_t file = 0;
    for (*within = place; *within >= reports->maps[file].size; file++)
        *within -= reports->maps[file].size;
    return file;
}

size_t reports_file(const struct reports *reports, size_t place)
{
    size_t within;
    return find_file(reports, place, &within);
}

bool reports_read(struct reports *reports, size_t *place, struct arena *arena, struct record *row)
{
    size_t within;
    const struct file_map *map = &reports->maps[find_file(reports, *place, &within)];
    const char *start = (const char *)map->data;
    const char *cursor = start + within;
    if (++reports->reads % READS_AT_ONCE == 0)
        for (size_t i = 0; i < reports->count; i++)
            file_map_rest(&reports->maps[i]);
    bool const good = record_read(&cursor, start + map->size, arena, row);
    *place += (size_t)(cursor - start) - within;
    return good;
}

/* ---- by document ------------------------------------------------------------------------ */

struct entry {
    uint64_t key; /* digest of case, form and format */
    size_t place;
};

struct ledger {
    struct reports reports; /* report.csv, report.part */
    struct entry *entries;  /* sorted by key, then by place: the last one of a key holds */
    size_t count, cap;
    bool has[2]; /* documents in the folder, and in folders of it */
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

static int compare_places(const void *left, const void *right)
{
    const struct entry *a = left;
    const struct entry *b = right;
    return (a->place > b->place) - (a->place < b->place);
}

static int compare_keys(const void *left, const void *right)
{
    const struct entry *a = left;
    const struct entry *b = right;
    return (a->key > b->key) - (a->key < b->key);
}

static int compare_entries(const void *left, const void *right)
{
    int const by_key = compare_keys(left, right);
    return by_key ? by_key : compare_places(left, right);
}

static void index_rows(struct ledger *ledger)
{
    size_t const end = reports_end(&ledger->reports);
    struct arena *arena = arena_new();
    for (size_t place = 0; place < end; arena_reset(arena)) {
        size_t const here = place;
        struct record row;
        if (!reports_read(&ledger->reports, &place, arena, &row))
            continue;
        ledger->entries =
            xgrow(ledger->entries, ledger->count, &ledger->cap, sizeof *ledger->entries);
        ledger->entries[ledger->count++] =
            (struct entry){key_of(row.case_id, row.form, row.format), here};
        if (*row.sha256)
            ledger->has[row.folder && *row.folder] = true;
    }
    arena_free(arena);
    if (ledger->count)
        qsort(ledger->entries, ledger->count, sizeof *ledger->entries, compare_entries);
}

struct ledger *ledger_open(const char *folder)
{
    static const char *const names[] = {REPORT_CSV, REPORT_PART};
    struct ledger *ledger = xmalloc(sizeof *ledger);
    struct arena *arena = arena_new();
    *ledger = (struct ledger){0};
    for (size_t i = 0; folder && i < sizeof names / sizeof *names; i++) {
        int const error =
            reports_add(&ledger->reports, arena_printf(arena, "%s/%s", folder, names[i]));
        if (error && error != ENOENT && error != EISDIR && !ledger->error) /* none, or a folder */
            ledger->error = error;
    }
    index_rows(ledger);
    /* After a power cut a journal may stand there without a row. */
    ledger->cut_off = folder && file_exists(arena_printf(arena, "%s/%s", folder, REPORT_PART));
    arena_free(arena);
    return ledger;
}

void ledger_close(struct ledger *ledger)
{
    if (!ledger)
        return;
    reports_free(&ledger->reports);
    free(ledger->entries);
    free(ledger);
}

bool ledger_cut_off(const struct ledger *ledger)
{
    return ledger->cut_off;
}

bool ledger_has(const struct ledger *ledger, bool spread)
{
    return ledger->has[spread];
}

int ledger_error(const struct ledger *ledger)
{
    return ledger->error;
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
    size_t place = found->place;
    return reports_read(&ledger->reports, &place, arena, row) &&
           strcmp(row->case_id, case_id) == 0 && strcmp(row->form, form) == 0 &&
           strcmp(row->format, format) == 0;
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
        qsort(holding, count, sizeof *holding, compare_places);
    struct arena *arena = arena_new();
    for (size_t i = 0; i < count; i++) {
        struct record row;
        if (reports_read(&ledger->reports, &holding[i].place, arena, &row))
            visit(&row, context);
        arena_reset(arena);
    }
    arena_free(arena);
    free(holding);
}
