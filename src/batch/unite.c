/*
 * unite.c - see unite.h.
 *
 * A row costs 24 bytes until its turn comes: the reports are mapped, and rows
 * are read from them when they are written.
 */
#include "batch/unite.h"

#include "base/file.h"
#include "batch/ledger.h"
#include "batch/sheets.h"
#include "base/seen.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct place {
    long number; /* of the case in the input; 0: the row is of none */
    size_t folder;
    const char *line; /* in the mapped report */
};

struct unity {
    const char *const *folders;
    struct file_map *maps;
    struct place *places;
    size_t count, cap;
    struct seen cases; /* ids with documents, and rows of no case */
    struct sheets *sheets;
    struct unite_totals *totals;
    struct diags *diags;
    long last_number;
};

/* ---- reading ------------------------------------------------------------------------ */

static void complain(struct unity *all, enum message message, const char *folder, const char *what)
{
    diag_add(all->diags, message, (struct pos){.file = folder}, NULL, what, NULL);
}

static const char *end_of(const struct unity *all, size_t folder)
{
    const struct file_map *map = &all->maps[folder];
    return map->size ? (const char *)map->data + map->size : NULL;
}

static void note(struct unity *all, const struct place *place)
{
    if (all->count == all->cap) {
        all->cap = all->cap ? all->cap * 2 : 1024;
        all->places = xrealloc(all->places, all->cap * sizeof *all->places);
    }
    all->places[all->count++] = *place;
}

static void read_rows(struct unity *all, size_t folder, struct arena *arena)
{
    const char *cursor = (const char *)all->maps[folder].data;
    const char *end = end_of(all, folder);
    while (cursor < end) {
        struct place place = {.folder = folder, .line = cursor};
        struct record row;
        if (record_read(&cursor, end, arena, &row)) {
            place.number = row.number;
            note(all, &place);
        }
        arena_reset(arena);
    }
}

static void read_folder(struct unity *all, size_t folder, struct arena *arena)
{
    const char *name = all->folders[folder];
    char *part = arena_printf(arena, "%s/%s", name, REPORT_PART);
    char *whole = arena_printf(arena, "%s/%s", name, REPORT_CSV);
    if (file_exists(part)) {
        complain(all, MESSAGE_UNITE_UNFINISHED, name, NULL);
        return;
    }
    int const error = file_map(whole, &all->maps[folder]);
    if (error)
        complain(all, MESSAGE_UNITE_ABSENT, name, file_reason(error));
    else
        read_rows(all, folder, arena);
}

/* Rows of no case come last; of one case, in the order of the folders and reports. */
static int compare(const void *left, const void *right)
{
    const struct place *a = left;
    const struct place *b = right;
    if (a->number != b->number) {
        if (!a->number || !b->number)
            return a->number ? -1 : 1;
        return a->number < b->number ? -1 : 1;
    }
    if (a->folder != b->folder)
        return a->folder < b->folder ? -1 : 1;
    return (a->line > b->line) - (a->line < b->line);
}

static struct record row_at(const struct unity *all, const struct place *place, struct arena *arena)
{
    const char *cursor = place->line;
    struct record row;
    record_read(&cursor, end_of(all, place->folder), arena, &row); /* it was read before */
    return row;
}

/* ---- writing ------------------------------------------------------------------------- */

/* The rows of one case from all folders. */
struct group {
    struct record *rows;
    const struct place *places;
    size_t count;
    bool made; /* one of them is a document */
};

static bool is_document(const struct record *row)
{
    return *row->sha256 != '\0';
}

static bool same_document(const struct record *a, const struct record *b)
{
    return strcmp(a->form, b->form) == 0 && strcmp(a->format, b->format) == 0;
}

static void refuse_conflict(struct unity *all, const struct record *row, const struct place *a,
                            const struct place *b, struct arena *arena)
{
    diag_add(all->diags, MESSAGE_UNITE_CONFLICT, (struct pos){.file = all->folders[b->folder]},
             NULL, record_file_name(row, arena), all->folders[a->folder], NULL);
}

/* True when the row is to be written: no earlier one of the group says the same. */
static bool is_news(struct unity *all, const struct group *group, size_t index, struct arena *arena)
{
    const struct record *row = &group->rows[index];
    if (!is_document(row) && group->made)
        return false;
    for (size_t i = 0; i < index; i++) {
        if (!same_document(&group->rows[i], row))
            continue;
        if (strcmp(group->rows[i].sha256, row->sha256) != 0)
            refuse_conflict(all, row, &group->places[i], &group->places[index], arena);
        return false;
    }
    return true;
}

/* One number is one case everywhere, and one case has one number: else the inputs were different. */
static bool is_one_case(struct unity *all, const struct group *group)
{
    bool good = true;
    for (size_t i = 1; i < group->count; i++)
        good = good && strcmp(group->rows[i].case_id, group->rows[0].case_id) == 0;
    if (group->made)
        good = seen_add(&all->cases, group->rows[0].case_id) && good;
    if (!good)
        complain(all, MESSAGE_UNITE_INPUTS, all->folders[group->places[0].folder],
                 group->rows[0].case_id);
    return good;
}

static void add_case(struct unity *all, const struct group *group, struct arena *arena)
{
    long const number = group->rows[0].number;
    all->totals->missing += (size_t)(number - all->last_number - 1);
    all->last_number = number;
    all->totals->failed += !group->made;
    if (!is_one_case(all, group))
        return;
    for (size_t i = 0; i < group->count; i++) {
        if (!is_news(all, group, i, arena))
            continue;
        sheets_add(all->sheets, &group->rows[i]);
        all->totals->documents += is_document(&group->rows[i]);
    }
}

/* What no case of the input stands for: every shard says it of the same files. */
static void add_others(struct unity *all, const struct group *group, struct arena *arena)
{
    for (size_t i = 0; i < group->count; i++) {
        const struct record *row = &group->rows[i];
        if (!seen_add(&all->cases, arena_printf(arena, "%s\n%s\n%s\n%s", row->source, row->case_id,
                                                row->form, row->format)))
            continue;
        sheets_add(all->sheets, row);
        all->totals->failed += row->status != RECORD_LEFT;
    }
}

static void add_group(struct unity *all, const struct place *first, size_t count)
{
    struct arena *arena = arena_new();
    struct group group = {
        .rows = ARENA_ARRAY(arena, count, struct record), .places = first, .count = count};
    for (size_t i = 0; i < count; i++) {
        group.rows[i] = row_at(all, &first[i], arena);
        group.made |= is_document(&group.rows[i]);
    }
    if (first->number)
        add_case(all, &group, arena);
    else
        add_others(all, &group, arena);
    arena_free(arena);
}

static void add_all(struct unity *all)
{
    size_t next;
    for (size_t first = 0; first < all->count; first = next) {
        next = first + 1;
        while (next < all->count && all->places[next].number == all->places[first].number)
            next++;
        add_group(all, &all->places[first], next - first);
    }
}

static int write_sheets(struct unity *all, const char *folder)
{
    all->sheets = sheets_begin(folder);
    if (!all->sheets)
        return errno;
    add_all(all);
    return sheets_end(all->sheets, !diags_at_least(all->diags, SEVERITY_ERROR));
}

/* Two files cannot be renamed at once: a journal stands beside them until both are. */
static void write_all(struct unity *all, const char *folder, const char *part)
{
    if (all->count)
        qsort(all->places, all->count, sizeof *all->places, compare);
    long const heading = (long)strlen(record_heading);
    /* One without a row may have been left by a run like this that was cut off. */
    bool const marked =
        file_write_new(part, record_heading, (size_t)heading) == 0 || file_size(part) <= heading;
    int const error = write_sheets(all, folder);
    if (marked && !error)
        unlink(part);
    if (error)
        complain(all, MESSAGE_BATCH_REPORT, folder, file_reason(error));
}

bool unite_reports(const char *folder, const char *const *folders, size_t count,
                   struct unite_totals *totals, struct diags *diags)
{
    struct arena *arena = arena_new();
    struct unity all = {
        .folders = folders,
        .maps = xcalloc(count + 1, sizeof *all.maps),
        .totals = totals,
        .diags = diags,
    };
    *totals = (struct unite_totals){0};
    for (size_t i = 0; i < count; i++)
        read_folder(&all, i, arena);
    if (!diags_at_least(diags, SEVERITY_ERROR))
        write_all(&all, folder, arena_printf(arena, "%s/%s", folder, REPORT_PART));
    for (size_t i = 0; i < count; i++)
        file_unmap(&all.maps[i]);
    free(all.maps);
    free(all.places);
    seen_free(&all.cases);
    arena_free(arena);
    return diags_at_least(diags, SEVERITY_ERROR) == 0;
}
