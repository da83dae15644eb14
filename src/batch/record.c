#include "batch/record.h"

#include "base/csv.h"
#include "base/draft.h"
#include "base/hash.h"
#include "engine/format.h"

#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum kind {
    KIND_ID,
    KIND_FORM,
    KIND_TEXT,
    KIND_SOURCE,
    KIND_STATUS,
    KIND_NUMBER,
    KIND_SECONDS,
    KIND_FILE
};

/* The members of the objects, in their order, which is that of the English table too. */
static const struct column {
    const char *name;
    const char *russian;
    enum kind kind;
    size_t offset; /* in struct record */
} columns[] = {
    {"case", "дело", KIND_ID, offsetof(struct record, case_id)},
    {"form", "документ", KIND_FORM, offsetof(struct record, form)},
    {"format", "вид файла", KIND_TEXT, offsetof(struct record, format)},
    {"status", "состояние", KIND_STATUS, offsetof(struct record, status)},
    {"pages", "страниц", KIND_NUMBER, offsetof(struct record, pages)},
    {"bytes", "байтов", KIND_NUMBER, offsetof(struct record, bytes)},
    {"sha256", "SHA-256 файла", KIND_TEXT, offsetof(struct record, sha256)},
    {"seconds", "секунд", KIND_SECONDS, offsetof(struct record, milliseconds)},
    {"codes", "замечания (код@строка)", KIND_TEXT, offsetof(struct record, codes)},
    {"source", "где дело (файл:строка)", KIND_SOURCE, offsetof(struct record, source)},
    {"input", "отпечаток исходных данных", KIND_TEXT, offsetof(struct record, input)},
    {"number", "номер во входе", KIND_NUMBER, offsetof(struct record, number)},
    {"build", "сборка программы", KIND_TEXT, offsetof(struct record, build)},
    {"file", "файл", KIND_FILE, offsetof(struct record, folder)},
};

/* Tables of before 0.2 end before the builds, usual ones before the files, which stand last in either order. */
enum {
    COLUMNS = sizeof columns / sizeof *columns,
    USUAL_COLUMNS = COLUMNS - 1,
    OLD_COLUMNS = COLUMNS - 2,
    STATUS_AT = 3 /* in either order */
};

/* The Russian table is for people: what only programs read stands last. */
static const unsigned char orders[2][COLUMNS] = {
    [LANGUAGE_RU] = {0, 1, 2, 3, 4, 8, 9, 7, 11, 5, 6, 10, 12, 13},
    [LANGUAGE_EN] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13},
};

static const char *const status_names[RECORD_STATUS_COUNT][2] = {
    [RECORD_MADE] = {"сделан", "made"},
    [RECORD_KEPT] = {"прежний, изменений нет", "kept"},
    [RECORD_SIGNED] = {"прежний, подписан", "signed"},
    [RECORD_FAILED] = {"не сделан: ошибки", "failed"},
    [RECORD_CRASHED] = {"не сделан: сбой", "crashed"},
    [RECORD_HUNG] = {"не сделан: время вышло", "hung"},
    [RECORD_LEFT] = {"лишний: дела больше нет", "left"},
};

/* "5.1" alone is the fifth of January to a Russian spreadsheet. */
static const char form_word[] = "форма ";

const char *record_file_name(const struct record *row, struct arena *arena)
{
    const struct format *format = format_find(row->format);
    const char *folder = row->folder ? row->folder : "";
    return arena_printf(arena, "%s%s%s_%s%s", folder, *folder ? "/" : "", row->case_id, row->form,
                        format ? format->extension : "");
}

enum { FOLDER_DIGITS = 3, FOLDERS = 1000 };

static const char *folder_name(unsigned number, struct arena *arena)
{
    return arena_printf(arena, "%u%u%u", number / 100, number / 10 % 10, number % 10);
}

const char *record_folder(const char *case_id, struct arena *arena)
{
    unsigned char digest[HASH_SIZE];
    unsigned number = 0;
    hash_bytes(case_id, strlen(case_id), digest);
    for (int i = 0; i < 4; i++)
        number = number << 8 | digest[i];
    return folder_name(number % FOLDERS, arena);
}

void folders_sweep(const char *folder)
{
    struct arena *arena = arena_new();
    for (unsigned i = 0; i < FOLDERS; i++)
        file_drafts_sweep(arena_printf(arena, "%s/%s", folder, folder_name(i, arena)));
    arena_free(arena);
}

static const size_t widths[TABLE_COUNT] = {
    [TABLE_OLD] = OLD_COLUMNS, [TABLE_USUAL] = USUAL_COLUMNS, [TABLE_SPREAD] = COLUMNS};

enum record_table record_table_of(const struct record *row)
{
    return row->folder ? TABLE_SPREAD : row->build ? TABLE_USUAL : TABLE_OLD;
}

/* ---- a row written --------------------------------------------------------------- */

void record_add_heading(struct text *out, enum language language, enum record_table table)
{
    size_t const count = widths[table];
    text_add(out, "\xEF\xBB\xBF");
    for (size_t i = 0; i < count; i++) {
        const struct column *column = &columns[orders[language][i]];
        text_format(out, i ? ";%s" : "%s",
                    language == LANGUAGE_RU ? column->russian : column->name);
    }
    text_add(out, "\r\n");
}

/* A file may be called "=1+1", "05-12" or by bytes that are not UTF-8. */
static void add_source(struct text *out, const char *source)
{
    struct text shown = TEXT_EMPTY;
    bool const as_value = !source[strspn(source, "0123456789.,:-/eE")];
    text_add_shown(&shown, source);
    if (as_value)
        csv_add_id(out, text_string(&shown));
    else
        csv_add_text(out, text_string(&shown));
    text_free(&shown);
}

/* A value of the table that is text. */
static void add_words(struct text *out, enum kind kind, const char *value, enum language language)
{
    if (kind == KIND_ID) {
        csv_add_id(out, value);
    } else if (kind == KIND_SOURCE) {
        add_source(out, value);
    } else if (kind == KIND_FORM && language == LANGUAGE_RU && *value) {
        struct text words = TEXT_EMPTY;
        text_format(&words, "%s%s", form_word, value);
        csv_add_text(out, text_string(&words));
        text_free(&words);
    } else {
        csv_add_text(out, value);
    }
}

/* The value as text, perhaps in arena; NULL when it is a number, which is appended. */
static const char *add_number(struct text *out, const struct record *row,
                              const struct column *column, enum language language,
                              struct arena *arena)
{
    const void *member = (const char *)row + column->offset;
    size_t const start = out->len;
    switch (column->kind) {
    case KIND_ID:
    case KIND_FORM:
    case KIND_TEXT:
    case KIND_SOURCE: return *(const char *const *)member;
    case KIND_STATUS: return status_names[row->status][language];
    case KIND_FILE: return *row->folder ? record_file_name(row, arena) : "";
    case KIND_NUMBER:
        if (*(const long *)member || language == LANGUAGE_EN) /* 0: unknown, or of none */
            text_add_int(out, *(const long *)member);
        return NULL;
    case KIND_SECONDS: text_add_thousandths(out, *(const long *)member); break;
    }
    char *point = memchr(out->data + start, '.', out->len - start);
    if (point && language == LANGUAGE_RU)
        *point = ',';
    return NULL;
}

void record_add_csv(struct text *out, const struct record *row, enum language language)
{
    size_t const count = widths[record_table_of(row)];
    struct arena *arena = row->folder ? arena_new() : NULL;
    for (size_t i = 0; i < count; i++) {
        const struct column *column = &columns[orders[language][i]];
        if (i)
            text_add_char(out, ';');
        const char *value = add_number(out, row, column, language, arena);
        if (value)
            add_words(out, column->kind, value, language);
    }
    text_add(out, "\r\n");
    arena_free(arena);
}

void record_add_json(struct text *out, const struct record *row)
{
    size_t const count = widths[record_table_of(row)];
    struct arena *arena = row->folder ? arena_new() : NULL;
    for (size_t i = 0; i < count; i++) {
        text_format(out, i ? ",\"%s\":" : "{\"%s\":", columns[i].name);
        const char *value = add_number(out, row, &columns[i], LANGUAGE_EN, arena);
        if (value)
            text_add_json(out, value);
    }
    text_add_char(out, '}');
    arena_free(arena);
}

/* ---- a row read --------------------------------------------------------------------- */

static const char *read_plain(const char **cursor, const char *end, struct arena *arena)
{
    const char *at = *cursor;
    while (at < end && *at != ';' && *at != '\r' && *at != '\n')
        at++;
    const char *value = arena_strndup(arena, *cursor, (size_t)(at - *cursor));
    *cursor = at;
    return value;
}

/* From the opening quotation mark on; NULL when there is no closing one. */
static const char *read_quoted(const char **cursor, const char *end, struct arena *arena)
{
    const char *at = *cursor + 1;
    struct text value = TEXT_EMPTY;
    while (at < end && (*at != '"' || (at + 1 < end && at[1] == '"'))) {
        at += *at == '"';
        text_add_char(&value, *at++);
    }
    bool const good = at < end;
    *cursor = at + good;
    const char *copy = text_take(&value, arena);
    return good ? copy : NULL;
}

/* Reads one cell; *last tells whether the line ends behind it.  NULL: not a cell. */
static const char *read_cell(const char **cursor, const char *end, struct arena *arena, bool *last)
{
    bool const quoted = *cursor < end && **cursor == '"';
    const char *value = quoted ? read_quoted(cursor, end, arena) : read_plain(cursor, end, arena);
    const char *at = *cursor;
    bool const good = value && at < end;
    *last = !good || *at != ';';
    if (good && *at == '\r' && at + 1 < end && at[1] == '\n')
        at++;
    *cursor = at + (at < end);
    return good ? value : NULL;
}

/* The language that a table is in shows in every row: in the word of the status. */
static bool read_status(const char *word, enum record_status *status, enum language *language)
{
    for (int i = 0; i < RECORD_STATUS_COUNT; i++)
        for (int j = 0; j < 2; j++)
            if (strcmp(status_names[i][j], word) == 0) {
                *status = (enum record_status)i;
                *language = (enum language)j;
                return true;
            }
    return false;
}

/* A number as it is written here: digits, so few that nothing made of it overflows. */
static bool read_number(const char *digits, long *value)
{
    enum { MOST_DIGITS = 15 };
    size_t const length = strspn(digits, "0123456789");
    *value = length && length <= MOST_DIGITS ? strtol(digits, NULL, 10) : 0;
    return length && length <= MOST_DIGITS && !digits[length];
}

/* "12", "12.3", "12.345" or "12,345" as thousandths. */
static bool read_thousandths(const char *digits, long *value)
{
    enum { MOST_DIGITS = 12, DECIMALS = 3 };
    size_t const length = strspn(digits, "0123456789");
    const char *rest = digits + length;
    *value = 0;
    if (!length || length > MOST_DIGITS)
        return false;
    *value = strtol(digits, NULL, 10) * 1000;
    size_t const decimals = *rest == '.' || *rest == ',' ? strspn(rest + 1, "0123456789") : 0;
    long scale = 100;
    for (size_t i = 1; i <= decimals && i <= DECIMALS; i++, scale /= 10)
        *value += (rest[i] - '0') * scale;
    return !*rest || (decimals && decimals <= DECIMALS && !rest[1 + decimals]);
}

static bool read_form(const char *cell, enum language language, const char **form)
{
    size_t const length = sizeof form_word - 1;
    bool const worded = language == LANGUAGE_RU && *cell;
    if (worded && (strncmp(cell, form_word, length) != 0 || !cell[length]))
        return false;
    *form = worded ? cell + length : csv_plain(cell);
    return true;
}

/* A path is made of it: nothing else than a folder of ours may stand there. */
static bool read_folder(const char *cell, struct record *row, struct arena *arena)
{
    bool const some = *cell != '\0';
    row->folder = some ? arena_strndup(arena, cell, strspn(cell, "0123456789")) : "";
    return !some || (strlen(row->folder) == FOLDER_DIGITS && cell[FOLDER_DIGITS] == '/');
}

static bool read_member(const struct column *column, const char *cell, enum language language,
                        struct record *row)
{
    void *member = (char *)row + column->offset;
    switch (column->kind) {
    case KIND_ID:
    case KIND_TEXT:
    case KIND_SOURCE: *(const char **)member = csv_plain(cell); return true;
    case KIND_FORM: return read_form(cell, language, member);
    case KIND_STATUS: return true; /* read before all others */
    case KIND_NUMBER:
        *(long *)member = 0;
        return (!*cell && language == LANGUAGE_RU) || read_number(cell, member);
    case KIND_SECONDS: return read_thousandths(cell, member);
    case KIND_FILE: return true; /* read behind all others */
    }
    return false;
}

bool record_read(const char **cursor, const char *end, struct arena *arena, struct record *row)
{
    const char *cells[COLUMNS];
    enum language language = LANGUAGE_EN;
    size_t count = 0;
    bool last = false;
    while (!last) {
        const char *cell = read_cell(cursor, end, arena, &last);
        if (cell && count < COLUMNS)
            cells[count] = cell;
        count += cell != NULL;
    }
    bool good = count >= OLD_COLUMNS && count <= COLUMNS &&
                read_status(cells[STATUS_AT], &row->status, &language);
    row->build = NULL;
    row->folder = NULL;
    for (size_t i = 0; i < count && good; i++)
        good = read_member(&columns[orders[language][i]], cells[i], language, row);
    return good && (count < COLUMNS || read_folder(csv_plain(cells[COLUMNS - 1]), row, arena));
}

/* ---- both reports ------------------------------------------------------------------- */

enum { FLUSH_SIZE = 256 * 1024 };

struct sheet {
    struct file_draft *draft;
    struct text text; /* not handed to the draft yet */
};

struct sheets {
    struct sheet csv, json;
    enum language language; /* of the table */
    bool spread;
    bool any;
    bool finished;
    char *path; /* of the table */
};

static bool sheet_open(struct sheet *sheet, const char *folder, const char *name,
                       const char *beside, char **kept)
{
    struct text path = TEXT_EMPTY;
    if (folder)
        text_format(&path, "%s/%s", folder, name);
    else
        text_add(&path, beside);
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

struct sheets *sheets_begin(const char *folder, const char *beside, enum language language,
                            bool spread)
{
    struct sheets *sheets = xmalloc(sizeof *sheets);
    *sheets = (struct sheets){.language = language, .spread = spread};
    if (!sheet_open(&sheets->csv, folder, REPORT_CSV, beside, &sheets->path) ||
        !sheet_open(&sheets->json, folder, REPORT_JSON, beside, NULL)) {
        int const error = errno;
        sheets_end(sheets, false);
        errno = error;
        return NULL;
    }
    record_add_heading(&sheets->csv.text, language, spread ? TABLE_SPREAD : TABLE_USUAL);
    text_add(&sheets->json.text,
             "{\"program\":\"formulyar " FORMULYAR_VERSION "\",\"documents\":[");
    return sheets;
}

void sheets_add(struct sheets *sheets, const struct record *row)
{
    struct record whole = *row;
    whole.build = row->build ? row->build : "";
    if (sheets->spread)
        whole.folder = row->folder ? row->folder : "";
    record_add_csv(&sheets->csv.text, &whole, sheets->language);
    text_add(&sheets->json.text, sheets->any ? ",\n" : "\n");
    record_add_json(&sheets->json.text, &whole);
    sheets->any = true;
    sheet_flush(&sheets->csv, FLUSH_SIZE);
    sheet_flush(&sheets->json, FLUSH_SIZE);
}

int sheets_finish(struct sheets *sheets, int *csv, int *json)
{
    if (!sheets->finished) {
        text_add(&sheets->json.text, "\n]}\n");
        sheet_flush(&sheets->json, 0);
        sheet_flush(&sheets->csv, 0);
    }
    sheets->finished = true;
    *csv = file_draft_descriptor(sheets->csv.draft);
    *json = file_draft_descriptor(sheets->json.draft);
    int const error = file_draft_error(sheets->csv.draft);
    return error ? error : file_draft_error(sheets->json.draft);
}

int sheets_end(struct sheets *sheets, bool keep)
{
    int error = 0;
    if (keep) {
        int csv, json;
        sheets_finish(sheets, &csv, &json);
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
