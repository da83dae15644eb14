/*
 * unite.c - see record.h.
 *
 * A row costs 16 bytes until its turn comes: the reports are mapped, and rows
 * are read from them when they are written.
 */
#include "batch/record.h"

#include "base/seen.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_BUILDS = 8, BUILD_ROOM = 64 };

struct place {
    long number; /* of the case in the input; 0: the row is of none */
    size_t at;   /* in the reports */
};

/* A build that made documents, "" when it is not known, and the first folder that has one. */
struct made_by {
    char build[BUILD_ROOM];
    size_t folder;
};

struct unity {
    const char *const *folders;
    enum language language; /* of the table */
    struct reports reports; /* of the folders, in their order */
    struct place *places;
    size_t count, cap;
    bool spread;                        /* one of them has the column of files */
    struct seen cases;                  /* ids with documents, and rows of no case */
    struct made_by builds[MOST_BUILDS]; /* the first so many */
    size_t build_count;
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

static bool is_document(const struct record *row)
{
    return *row->sha256 != '\0';
}

static const char *folder_of(const struct unity *all, const struct place *place)
{
    return all->folders[reports_file(&all->reports, place->at)];
}

/* What one folder does not know may be one build; what two do not know may be two. */
static bool is_same_build(const struct made_by *one, const char *build, size_t folder)
{
    return strcmp(one->build, build) == 0 && (*build || one->folder == folder);
}

static void note_build(struct unity *all, const struct record *row, size_t place)
{
    size_t const folder = reports_file(&all->reports, place);
    const char *build = row->build ? row->build : "";
    if (!is_document(row) || strlen(build) >= BUILD_ROOM)
        return;
    for (size_t i = 0; i < all->build_count; i++)
        if (is_same_build(&all->builds[i], build, folder))
            return;
    if (all->build_count == MOST_BUILDS)
        return;
    struct made_by *made = &all->builds[all->build_count++];
    made->folder = folder;
    memcpy(made->build, build, strlen(build) + 1);
}

static const char *name_of(const struct made_by *made)
{
    return *made->build ? made->build
                        : DIAG_BOTH("неизвестной: отчёт её не называет",
                                    "unknown: the report does not name it");
}

/* Parts of one build are as if one machine had made all; of several they are not. */
static void compare_builds(struct unity *all, const char *folder)
{
    const struct made_by *first = &all->builds[0];
    for (size_t i = 1; i < all->build_count && !all->totals->mixed; i++) {
        const struct made_by *made = &all->builds[i];
        diag_add(all->diags, MESSAGE_UNITE_BUILDS, (struct pos){.file = all->folders[made->folder]},
                 NULL, name_of(made), name_of(first), all->folders[first->folder], NULL);
    }
    if (all->build_count > 1 && all->totals->mixed) {
        struct text names = TEXT_EMPTY;
        for (size_t i = 0; i < all->build_count; i++)
            text_add_item(&names, ", ", *all->builds[i].build ? all->builds[i].build : "?");
        complain(all, MESSAGE_UNITE_MIXED, folder, text_string(&names));
        text_free(&names);
    }
}

/* A row that is none was cut off or written over: what it told of would be lost without a word. */
static void refuse_damaged(struct unity *all, size_t place)
{
    complain(all, MESSAGE_UNITE_ABSENT, all->folders[reports_file(&all->reports, place)],
             DIAG_BOTH("одна из строк повреждена или обрезана; скопируйте папку ещё раз",
                       "one of its rows is damaged or cut off; copy the folder again"));
}

static void read_rows(struct unity *all)
{
    enum { LINE_END = 2 };
    size_t const end = reports_end(&all->reports);
    size_t headed = SIZE_MAX; /* the report whose heading was read */
    struct arena *arena = arena_new();
    for (size_t at = 0; at < end; arena_reset(arena)) {
        size_t const here = at;
        size_t const file = reports_file(&all->reports, here);
        bool const is_heading = file != headed;
        struct record row;
        headed = file;
        if (!reports_read(&all->reports, &at, arena, &row)) {
            if (!is_heading && at - here > LINE_END)
                refuse_damaged(all, here);
            continue;
        }
        all->places = xgrow(all->places, all->count, &all->cap, sizeof *all->places);
        all->places[all->count++] = (struct place){row.number, here};
        note_build(all, &row, here);
        all->spread |= row.folder != NULL;
    }
    arena_free(arena);
}

static void open_report(struct unity *all, const char *folder, struct arena *arena)
{
    int const error = reports_add(&all->reports, arena_printf(arena, "%s/%s", folder, REPORT_CSV));
    if (file_exists(arena_printf(arena, "%s/%s", folder, REPORT_PART)))
        complain(all, MESSAGE_UNITE_UNFINISHED, folder, NULL);
    else if (error)
        diag_add_error(all->diags, MESSAGE_UNITE_ABSENT, folder, error);
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
    return (a->at > b->at) - (a->at < b->at);
}

/* ---- writing ------------------------------------------------------------------------- */

/* The rows of one case from all folders. */
struct group {
    struct record *rows;
    const struct place *places;
    size_t count;
    bool made; /* one of them is a document */
};

static bool same_document(const struct record *a, const struct record *b)
{
    return strcmp(a->form, b->form) == 0 && strcmp(a->format, b->format) == 0;
}

static void refuse_conflict(struct unity *all, const struct record *row, const struct place *a,
                            const struct place *b, struct arena *arena)
{
    diag_add(all->diags, MESSAGE_UNITE_CONFLICT, (struct pos){.file = folder_of(all, b)}, NULL,
             record_file_name(row, arena), folder_of(all, a), NULL);
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
        complain(all, MESSAGE_UNITE_INPUTS, folder_of(all, &group->places[0]),
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
        size_t at = first[i].at;
        reports_read(&all->reports, &at, arena, &group.rows[i]); /* it was read before */
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
    all->sheets = sheets_begin(folder, NULL, all->language, all->spread);
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
    struct text heading = TEXT_EMPTY;
    record_add_heading(&heading, LANGUAGE_EN, TABLE_USUAL);
    /* One without a row may have been left by a run like this that was cut off. */
    bool const marked = file_write_new(part, heading.data, heading.len) == 0 ||
                        file_size(part) <= (long)heading.len;
    text_free(&heading);
    int const error = write_sheets(all, folder);
    if (marked && !error)
        unlink(part);
    if (error)
        diag_add_error(all->diags, MESSAGE_BATCH_REPORT, folder, error);
}

bool unite_reports(const char *folder, enum language language, const char *const *folders,
                   size_t count, struct unite_totals *totals, struct diags *diags)
{
    struct arena *arena = arena_new();
    struct unity all = {
        .folders = folders,
        .language = language,
        .totals = totals,
        .diags = diags,
    };
    *totals = (struct unite_totals){.mixed = totals->mixed};
    for (size_t i = 0; i < count; i++)
        open_report(&all, folders[i], arena);
    if (!diags_at_least(diags, SEVERITY_ERROR)) {
        read_rows(&all);
        compare_builds(&all, folder);
    }
    if (!diags_at_least(diags, SEVERITY_ERROR)) {
        write_all(&all, folder, arena_printf(arena, "%s/%s", folder, REPORT_PART));
    }
    reports_free(&all.reports);
    free(all.places);
    seen_free(&all.cases);
    arena_free(arena);
    return diags_at_least(diags, SEVERITY_ERROR) == 0;
}
