/*
 * fuzz_report.c - what earlier runs left in an output folder: report.csv and, behind a
 * line of three hyphens, report.part.
 *
 * Read for resuming, joined, and united with the report of another folder.
 */
#include "fuzz.h"

#include "batch/record.h"

#include <stdio.h>

static struct diags *diags;
static const char *folders[3];

void fuzz_begin(void)
{
    diags = diags_new();
    for (int i = 0; i < 3; i++) {
        char name[16];
        snprintf(name, sizeof name, "%d/x", i);
        char *path = strdup(fuzz_path(name));
        *strrchr(path, '/') = '\0';
        folders[i] = path;
    }
}

static const char *in(int folder, const char *name)
{
    char path[32];
    snprintf(path, sizeof path, "%d/%s", folder, name);
    return fuzz_path(path);
}

static void take_away(void)
{
    static const char *const names[] = {REPORT_CSV, REPORT_JSON, REPORT_PART};
    for (int folder = 0; folder < 3; folder++)
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            remove(in(folder, names[i]));
}

/* Writes a row and reads it back. */
static struct record again(const struct record *row, enum language language, struct arena *arena)
{
    struct text line = TEXT_EMPTY;
    struct record read;
    record_add_csv(&line, row, language);
    const char *cursor = text_string(&line);
    bool const good = record_read(&cursor, line.data + line.len, arena, &read);
    fuzz_demand(good && cursor == line.data + line.len, "a row that was written can be read");
    text_clear(&line);
    record_add_json(&line, row);
    text_free(&line);
    return read;
}

/*
 * What was written once stays what it is, however often a run takes it over: or it
 * would not know its own files.  What a stranger wrote may be written otherwise once.
 */
static void write_again(const struct record *row, void *context)
{
    struct arena *arena = context;
    for (int i = 0; i < 4; i++) { /* in one language, and then in the same or the other */
        struct record const a = again(row, (enum language)(i / 2), arena);
        struct record const b = again(&a, (enum language)(i % 2), arena);
        fuzz_demand(strcmp(a.case_id, b.case_id) == 0 && strcmp(a.form, b.form) == 0 &&
                        strcmp(a.format, b.format) == 0 && strcmp(a.sha256, b.sha256) == 0 &&
                        strcmp(a.codes, b.codes) == 0 && strcmp(a.source, b.source) == 0 &&
                        strcmp(a.input, b.input) == 0 && a.status == b.status &&
                        a.pages == b.pages && a.bytes == b.bytes &&
                        a.milliseconds == b.milliseconds && a.number == b.number &&
                        !a.build == !b.build && (!a.build || strcmp(a.build, b.build) == 0) &&
                        !a.folder == !b.folder && (!a.folder || strcmp(a.folder, b.folder) == 0),
                    "a row stays what it is");
    }
    record_file_name(row, arena);
}

static bool in_input(void *context, const char *case_id)
{
    (void)context;
    return strlen(case_id) % 2 == 0;
}

static void resume(const char *folder, struct arena *arena)
{
    struct ledger *ledger = ledger_open(folder);
    struct record row;
    size_t left;
    ledger_cut_off(ledger);
    ledger_find(ledger, "2026-014", "5.4", "pdf", arena, &row);
    ledger_each(ledger, write_again, arena);
    struct journal_options const options = {.folder = folder,
                                            .language = LANGUAGE_RU,
                                            .spread = ledger_has(ledger, true),
                                            .total = 2,
                                            .files = 1};
    struct journal *journal = journal_begin(&options, &ledger);
    fuzz_demand(journal, "a journal");
    journal_add(journal, 1, false, "x", 1);
    journal_end(journal, ledger, in_input, NULL, &left);
    ledger_close(ledger);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char mark[] = "---\n";
    const uint8_t *second = memmem(data, size, mark, sizeof mark - 1);
    size_t const first_size = second ? (size_t)(second - data) : size;
    size_t const second_size = second ? size - first_size - (sizeof mark - 1) : 0;
    struct arena *arena = arena_new();
    struct unite_totals totals = {.mixed = size % 2 == 0};
    take_away();
    fuzz_write(in(0, REPORT_CSV), data, first_size);
    if (second)
        fuzz_write(in(1, REPORT_CSV), second + sizeof mark - 1, second_size);
    bool const united =
        unite_reports(folders[2], LANGUAGE_RU, folders, second ? 2 : 1, &totals, diags);
    fuzz_demand_reason(united, diags);
    fuzz_tell(diags);
    if (second)
        fuzz_write(in(0, REPORT_PART), second + sizeof mark - 1, second_size);
    resume(folders[0], arena);
    arena_free(arena);
    return 0;
}
