#include "batch/record.h"

#include "base/draft.h"
#include "base/seen.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* Where the rows of a case stand in the journal; size 0: not finished. */
struct stretch {
    long offset;
    size_t size;
};

struct journal {
    struct journal_options options;
    struct arena *arena;
    int part;
    struct file_draft *nameless; /* what part is the descriptor of, without a folder; or NULL */
    long end;                    /* what is pending included */
    struct text pending;         /* rows that are not written yet */
    struct stretch *stretches;   /* by case, then by file */
};

enum { PENDING_SIZE = 64 * 1024, WINDOW_SIZE = 64 * 1024 };

/* A part of the journal in memory: rows are asked for nearly in the order in which they stand there. */
struct window {
    char bytes[WINDOW_SIZE];
    long offset;
    size_t size;
};

/* The reports while they are written. */
struct report {
    struct sheets *sheets;
    struct arena *arena; /* of one stretch */
    struct seen met;     /* ids of the cases that have rows of this run */
    const struct journal *journal;
    struct window *window;
    bool (*in_input)(void *context, const char *case_id);
    void *context;
    size_t left;
};

static const char *path_of(const struct journal *journal, const char *name)
{
    return arena_printf(journal->arena, "%s/%s", journal->options.folder, name);
}

static struct sheets *begin_sheets(const struct journal *journal)
{
    const struct journal_options *options = &journal->options;
    return sheets_begin(options->folder, options->beside, options->language, options->spread);
}

static void copy_row(const struct record *row, void *context)
{
    sheets_add(context, row);
}

/* Makes one report of the last whole one and of the journal behind it. */
static int join_reports(struct journal *journal, struct ledger *ledger)
{
    struct sheets *sheets = begin_sheets(journal);
    if (!sheets)
        return errno;
    ledger_each(ledger, copy_row, sheets);
    return sheets_end(sheets, true);
}

/*
 * The journal is emptied, not taken away, when its rows are in the report: as
 * long as it stands the last run counts as cut off.  A new one is on the disk
 * before the first document that replaces one of the report.  Its heading says
 * whose it is (guard.c).
 */
static int open_part(struct journal *journal, bool cut_off)
{
    const char *path = path_of(journal, REPORT_PART);
    if (file_kind(path) == FILE_SPECIAL)
        return FILE_NOT_REGULAR;
    journal->part = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (journal->part < 0)
        return errno;
    /* The lock on the folder is this machine's; that on a file holds over NFS as well. */
    if (flock(journal->part, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
        return EWOULDBLOCK;
    if (ftruncate(journal->part, 0) != 0)
        return errno;
    struct text heading = TEXT_EMPTY;
    record_add_heading(&heading, LANGUAGE_EN, journal->options.spread ? TABLE_SPREAD : TABLE_USUAL);
    journal->end = (long)heading.len;
    int const error = file_write_all(journal->part, heading.data, heading.len);
    text_free(&heading);
    bool const needed = !cut_off && file_exists(path_of(journal, REPORT_CSV));
    return error || !needed ? error : file_sync_name(path);
}

/* Nobody goes on from it, so that nobody need find it. */
static int open_nameless(struct journal *journal)
{
    journal->nameless = file_draft_open(journal->options.beside);
    if (!journal->nameless)
        return errno;
    journal->part = file_draft_descriptor(journal->nameless);
    return 0;
}

static void journal_free(struct journal *journal)
{
    if (journal->nameless)
        file_draft_end(journal->nameless, false);
    else if (journal->part >= 0)
        close(journal->part);
    arena_free(journal->arena);
    text_free(&journal->pending);
    free(journal->stretches);
    free(journal);
}

struct journal *journal_begin(const struct journal_options *options, struct ledger **ledger)
{
    struct journal *journal = xmalloc(sizeof *journal);
    *journal = (struct journal){.options = *options, .arena = arena_new(), .part = -1};
    bool const cut_off = ledger_cut_off(*ledger);
    int error = cut_off ? join_reports(journal, *ledger) : 0;
    if (cut_off) { /* before the journal that it has mapped is emptied */
        ledger_close(*ledger);
        *ledger = NULL;
    }
    if (!error)
        error = options->folder ? open_part(journal, cut_off) : open_nameless(journal);
    if (cut_off && !error)
        *ledger = ledger_open(options->folder);
    if (error) {
        journal_free(journal);
        errno = error;
        return NULL;
    }
    journal->stretches = xcalloc(options->total + options->files + 1, sizeof *journal->stretches);
    return journal;
}

int journal_flush(struct journal *journal)
{
    struct text *pending = &journal->pending;
    int const error = pending->len ? file_write_all(journal->part, pending->data, pending->len) : 0;
    text_clear(pending);
    return error;
}

int journal_add(struct journal *journal, size_t number, bool of_file, const char *rows, size_t size)
{
    if (!size)
        return 0;
    text_add_bytes(&journal->pending, rows, size);
    journal->stretches[of_file ? journal->options.total + number : number] =
        (struct stretch){journal->end, size};
    journal->end += (long)size;
    return journal->pending.len < PENDING_SIZE ? 0 : journal_flush(journal);
}

/* ---- the finished reports ------------------------------------------------------- */

/* The rows of a stretch; NULL with *error. */
static const char *read_stretch(struct report *report, const struct stretch *stretch, int *error)
{
    const struct journal *journal = report->journal;
    struct window *window = report->window;
    if (stretch->size > WINDOW_SIZE) {
        char *rows = arena_alloc(report->arena, stretch->size);
        *error = file_read_at(journal->part, rows, stretch->size, stretch->offset);
        return rows;
    }
    long const end = window->offset + (long)window->size;
    if (stretch->offset < window->offset || stretch->offset + (long)stretch->size > end) {
        long const rest = journal->end - stretch->offset;
        window->offset = stretch->offset;
        window->size = rest < WINDOW_SIZE ? (size_t)rest : WINDOW_SIZE;
        *error = file_read_at(journal->part, window->bytes, window->size, window->offset);
        window->size = *error ? 0 : window->size;
    }
    return window->bytes + (stretch->offset - window->offset);
}

/* The rows of one stretch, read back from the journal. */
static int add_stretch(struct report *report, const struct stretch *stretch)
{
    int error = 0;
    const char *rows = read_stretch(report, stretch, &error);
    const char *cursor = rows;
    const char *end = rows + stretch->size;
    while (!error && cursor < end) {
        struct record row;
        if (!record_read(&cursor, end, report->arena, &row))
            continue;
        seen_add(&report->met, row.case_id);
        sheets_add(report->sheets, &row);
    }
    arena_reset(report->arena);
    return error;
}

/* A row of an earlier run: as it was, or left over when its file is still there. */
static void take_over(const struct record *old, void *context)
{
    struct report *report = context;
    struct record row = *old;
    if (seen_has(&report->met, row.case_id))
        return;
    if (!report->in_input(report->context, row.case_id)) {
        struct arena *arena = arena_new();
        bool const there = file_exists(path_of(report->journal, record_file_name(&row, arena)));
        arena_free(arena);
        if (!there)
            return;
        row.status = RECORD_LEFT;
        row.number = 0;
        report->left++;
    }
    sheets_add(report->sheets, &row);
}

static int fill(struct report *report, struct ledger *ledger)
{
    const struct journal *journal = report->journal;
    int error = 0;
    size_t const count = journal->options.total + journal->options.files;
    for (size_t i = 0; i < count && !error; i++)
        if (journal->stretches[i].size)
            error = add_stretch(report, &journal->stretches[i]);
    ledger_each(ledger, take_over, report);
    return error;
}

/* What else is made of the reports; they get their names only when they have some and that is well. */
static int end_sheets(const struct journal *journal, struct sheets *sheets, int error)
{
    const struct journal_options *options = &journal->options;
    int csv, json;
    int const unwritten = sheets_finish(sheets, &csv, &json);
    error = error ? error : unwritten;
    if (!error && options->take)
        error = options->take(options->context, csv, json);
    int const failed = sheets_end(sheets, !error && options->folder);
    return error ? error : failed;
}

void journal_drop(struct journal *journal)
{
    if (journal->options.folder)
        unlink(path_of(journal, REPORT_PART));
    journal_free(journal);
}

int journal_end(struct journal *journal, struct ledger *ledger,
                bool (*in_input)(void *context, const char *case_id), void *context, size_t *left)
{
    int error = journal_flush(journal);
    struct report report = {
        .sheets = begin_sheets(journal),
        .arena = arena_new(),
        .journal = journal,
        .in_input = in_input,
        .context = context,
    };
    if (!report.sheets)
        error = errno;
    report.window = xcalloc(1, sizeof *report.window);
    if (!error)
        error = fill(&report, ledger);
    free(report.window);
    if (report.sheets)
        error = end_sheets(journal, report.sheets, error);
    *left = report.left;
    arena_free(report.arena);
    seen_free(&report.met);
    if (error && !journal->options.take)
        journal_free(journal);
    else
        journal_drop(journal);
    return error;
}
