#include "batch/sheets.h"

#include "base/draft.h"
#include "base/file.h"
#include "batch/ledger.h"

#include <errno.h>
#include <stdlib.h>

enum { FLUSH_SIZE = 256 * 1024 };

struct sheet {
    struct file_draft *draft;
    struct text text; /* not handed to the draft yet */
};

struct sheets {
    struct sheet csv, json;
    bool any;
    char *path; /* of the table */
};

static bool sheet_open(struct sheet *sheet, const char *folder, const char *name, char **kept)
{
    struct text path = TEXT_EMPTY;
    text_add(&path, folder);
    text_add_char(&path, '/');
    text_add(&path, name);
    sheet->draft = file_draft_open(text_string(&path));
    if (kept)
        *kept = xstrdup(text_string(&path));
    text_free(&path);
    return sheet->draft != NULL;
}

static void sheet_flush(struct sheet *sheet, size_t from)
{
    if (sheet->text.len <= from)
        return;
    file_draft_add(sheet->draft, sheet->text.data, sheet->text.len);
    text_clear(&sheet->text);
}

static int sheet_end(struct sheet *sheet, bool keep)
{
    if (!sheet->draft)
        return 0;
    text_free(&sheet->text);
    return file_draft_end(sheet->draft, keep);
}

struct sheets *sheets_begin(const char *folder)
{
    struct sheets *sheets = xmalloc(sizeof *sheets);
    *sheets = (struct sheets){0};
    if (!sheet_open(&sheets->csv, folder, REPORT_CSV, &sheets->path) ||
        !sheet_open(&sheets->json, folder, REPORT_JSON, NULL)) {
        int const error = errno;
        sheets_end(sheets, false);
        errno = error;
        return NULL;
    }
    text_add(&sheets->csv.text, record_heading);
    text_add(&sheets->json.text,
             "{\"program\":\"formulyar " FORMULYAR_VERSION "\",\"documents\":[");
    return sheets;
}

void sheets_add(struct sheets *sheets, const struct record *row)
{
    record_add_csv(&sheets->csv.text, row);
    text_add(&sheets->json.text, sheets->any ? ",\n" : "\n");
    record_add_json(&sheets->json.text, row);
    sheets->any = true;
    sheet_flush(&sheets->csv, FLUSH_SIZE);
    sheet_flush(&sheets->json, FLUSH_SIZE);
}

int sheets_end(struct sheets *sheets, bool keep)
{
    int error = 0;
    if (keep) {
        text_add(&sheets->json.text, "\n]}\n");
        sheet_flush(&sheets->json, 0);
        sheet_flush(&sheets->csv, 0);
        error = file_draft_sync(sheets->json.draft, true);
    }
    /* The table last: it is what the next run goes by. */
    int const json_error = sheet_end(&sheets->json, keep && !error);
    int const csv_error = sheet_end(&sheets->csv, keep && !error && !json_error);
    error = error ? error : json_error ? json_error : csv_error;
    if (keep && !error)
        error = file_sync_name(sheets->path);
    free(sheets->path);
    free(sheets);
    return error;
}
