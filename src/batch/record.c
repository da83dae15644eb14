#include "batch/record.h"

#include "base/csv.h"
#include "engine/writers.h"

#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 12 };

const char record_heading[] =
    "\xEF\xBB\xBF"
    "case;form;format;status;pages;bytes;sha256;seconds;codes;source;input;number\r\n";

static const char *const status_names[RECORD_STATUS_COUNT] = {
    [RECORD_MADE] = "made",     [RECORD_KEPT] = "kept",       [RECORD_SIGNED] = "signed",
    [RECORD_FAILED] = "failed", [RECORD_CRASHED] = "crashed", [RECORD_HUNG] = "hung",
    [RECORD_LEFT] = "left",
};

const char *record_file_name(const struct record *row, struct arena *arena)
{
    const struct writer *writer = writer_find(row->format);
    return arena_printf(arena, "%s_%s%s", row->case_id, row->form, writer ? writer->extension : "");
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

void record_add_csv(struct text *out, const struct record *row)
{
    csv_add_id(out, row->case_id);
    text_add_char(out, ';');
    csv_add_text(out, row->form);
    text_add_char(out, ';');
    csv_add_text(out, row->format);
    text_add_char(out, ';');
    text_add(out, status_names[row->status]);
    text_add_char(out, ';');
    text_add_int(out, row->pages);
    text_add_char(out, ';');
    text_add_int(out, row->bytes);
    text_add_char(out, ';');
    csv_add_text(out, row->sha256);
    text_add_char(out, ';');
    text_add_thousandths(out, row->milliseconds);
    text_add_char(out, ';');
    csv_add_text(out, row->codes);
    text_add_char(out, ';');
    add_source(out, row->source);
    text_add_char(out, ';');
    csv_add_text(out, row->input);
    text_add_char(out, ';');
    text_add_int(out, row->number);
    text_add(out, "\r\n");
}

static void add_member(struct text *out, const char *name, const char *value)
{
    text_add_char(out, ',');
    text_add_json(out, name);
    text_add_char(out, ':');
    text_add_json(out, value);
}

void record_add_json(struct text *out, const struct record *row)
{
    text_add(out, "{\"case\":");
    text_add_json(out, row->case_id);
    add_member(out, "form", row->form);
    add_member(out, "format", row->format);
    add_member(out, "status", status_names[row->status]);
    text_add(out, ",\"pages\":");
    text_add_int(out, row->pages);
    text_add(out, ",\"bytes\":");
    text_add_int(out, row->bytes);
    add_member(out, "sha256", row->sha256);
    text_add(out, ",\"seconds\":");
    text_add_thousandths(out, row->milliseconds);
    add_member(out, "codes", row->codes);
    add_member(out, "source", row->source);
    add_member(out, "input", row->input);
    text_add(out, ",\"number\":");
    text_add_int(out, row->number);
    text_add_char(out, '}');
}

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
    const char *copy = good ? arena_strndup(arena, text_string(&value), value.len) : NULL;
    text_free(&value);
    return copy;
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

static bool read_status(const char *name, enum record_status *status)
{
    for (int i = 0; i < RECORD_STATUS_COUNT; i++)
        if (strcmp(status_names[i], name) == 0) {
            *status = (enum record_status)i;
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

/* "12", "12.3" or "12.345" as thousandths. */
static bool read_thousandths(const char *digits, long *value)
{
    enum { MOST_DIGITS = 12, DECIMALS = 3 };
    size_t const length = strspn(digits, "0123456789");
    const char *rest = digits + length;
    *value = 0;
    if (!length || length > MOST_DIGITS)
        return false;
    *value = strtol(digits, NULL, 10) * 1000;
    size_t const decimals = *rest == '.' ? strspn(rest + 1, "0123456789") : 0;
    long scale = 100;
    for (size_t i = 1; i <= decimals && i <= DECIMALS; i++, scale /= 10)
        *value += (rest[i] - '0') * scale;
    return !*rest || (decimals && decimals <= DECIMALS && !rest[1 + decimals]);
}

bool record_read(const char **cursor, const char *end, struct arena *arena, struct record *row)
{
    const char *cells[COLUMNS] = {0};
    size_t count = 0;
    bool last = false;
    while (!last) {
        const char *cell = read_cell(cursor, end, arena, &last);
        if (cell && count < COLUMNS)
            cells[count] = cell;
        count += cell != NULL;
    }
    if (count != COLUMNS)
        return false;
    *row = (struct record){
        .case_id = csv_plain(cells[0]),
        .form = csv_plain(cells[1]),
        .format = csv_plain(cells[2]),
        .sha256 = csv_plain(cells[6]),
        .codes = csv_plain(cells[8]),
        .source = csv_plain(cells[9]),
        .input = csv_plain(cells[10]),
    };
    return read_status(cells[3], &row->status) && read_number(cells[4], &row->pages) &&
           read_number(cells[5], &row->bytes) && read_thousandths(cells[7], &row->milliseconds) &&
           read_number(cells[11], &row->number);
}
