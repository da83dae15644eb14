/*
 * plain.c - tables of plain text: RFC 4180 as spreadsheets of many countries write it.
 *
 * What parts the cells is told by which of the usual signs gives rows of one length: a comma
 * in a text of a table with semicolons gives rows of all lengths.
 */
#include "table/build.h"
#include "xml/encoding.h"

enum { MOST_ROWS_TRIED = 200, MOST_BYTES_TRIED = 1 << 20 };

/* ---- encodings --------------------------------------------------------------------------- */

/* 0x80 to 0xBF of windows-1251; 0: no character. */
static const uint16_t upper[] = {
    0x0402, 0x0403, 0x201A, 0x0453, 0x201E, 0x2026, 0x2020, 0x2021, 0x20AC, 0x2030, 0x0409,
    0x2039, 0x040A, 0x040C, 0x040B, 0x040F, 0x0452, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0,      0x2122, 0x0459, 0x203A, 0x045A, 0x045C, 0x045B, 0x045F, 0x00A0,
    0x040E, 0x045E, 0x0408, 0x00A4, 0x0490, 0x00A6, 0x00A7, 0x0401, 0x00A9, 0x0404, 0x00AB,
    0x00AC, 0x00AD, 0x00AE, 0x0407, 0x00B0, 0x00B1, 0x0406, 0x0456, 0x0491, 0x00B5, 0x00B6,
    0x00B7, 0x0451, 0x2116, 0x0454, 0x00BB, 0x0458, 0x0405, 0x0455, 0x0457};

static bool from_1251(const char *bytes, size_t size, struct text *out)
{
    text_reserve(out, size * 2);
    for (size_t i = 0; i < size; i++) {
        unsigned const byte = (unsigned char)bytes[i];
        uint32_t const code = byte < 0x80   ? byte
                              : byte < 0xC0 ? upper[byte - 0x80]
                                            : 0x0410 + byte - 0xC0;
        if (!code)
            return false;
        text_add_utf8(out, code);
    }
    return true;
}

static bool from_utf16(const char *bytes, size_t size, bool is_big, struct text *out)
{
    const unsigned char *at = (const unsigned char *)bytes;
    uint32_t first = 0; /* of a pair */
    if (size % 2)
        return false;
    for (size_t i = 0; i < size; i += 2) {
        uint32_t const unit =
            is_big ? (uint32_t)at[i] << 8 | at[i + 1] : (uint32_t)at[i + 1] << 8 | at[i];
        bool const is_second = unit >= 0xDC00 && unit <= 0xDFFF;
        if (is_second != (first != 0) || !unit)
            return false;
        if (unit >= 0xD800 && unit <= 0xDBFF) {
            first = unit;
            continue;
        }
        text_add_utf8(out, first ? 0x10000 + ((first - 0xD800) << 10) + (unit - 0xDC00) : unit);
        first = 0;
    }
    return !first;
}

/* Bytes that no text of any of these encodings has; 0x1A closed files of DOS. */
static bool has_controls(const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        if ((unsigned char)bytes[i] < 0x20 && (!bytes[i] || !strchr("\t\r\n\v\f\x1A", bytes[i])))
            return true;
    return false;
}

/* The file as UTF-8 without a mark of its own; false when it is no text. */
static bool decode(const char *bytes, size_t size, struct text *out)
{
    struct encoding_doubt doubt;
    if (size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        text_add_bytes(out, bytes + 3, size - 3);
        return utf8_valid(bytes, size) && !memchr(bytes, '\0', size);
    }
    if (size >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0))
        return from_utf16(bytes + 2, size - 2, *bytes == '\xFE', out);
    if (has_controls(bytes, size))
        return false;
    if (!utf8_valid(bytes, size))
        return from_1251(bytes, size, out) &&
               !encoding_is_doubtful(out->data, out->len, true, &doubt);
    text_add_bytes(out, bytes, size);
    return true;
}

/* ---- taking apart ------------------------------------------------------------------------- */

struct scanner {
    const char *at, *end;
    char sign;   /* that parts cells */
    long line;   /* of at */
    bool is_odd; /* a quote stands where none should */
    long opened; /* the line of a quote that is not closed, or 0 */
};

static bool at_line_end(const struct scanner *scanner)
{
    return scanner->at == scanner->end || *scanner->at == '\n' || *scanner->at == '\r';
}

static void take_line_end(struct scanner *scanner)
{
    if (scanner->at == scanner->end)
        return;
    bool const is_return = *scanner->at++ == '\r';
    if (is_return && scanner->at < scanner->end && *scanner->at == '\n')
        scanner->at++;
    scanner->line++;
}

/* What stands in quotes, without them; "" is one. */
static void take_quoted(struct scanner *scanner, struct text *cell)
{
    scanner->opened = scanner->line;
    for (scanner->at++; scanner->at < scanner->end; scanner->at++) {
        const char *from = scanner->at;
        const char *quote = memchr(from, '"', (size_t)(scanner->end - from));
        const char *stop = quote ? quote : scanner->end;
        for (const char *byte = from; byte < stop; byte++)
            scanner->line += *byte == '\n' || (*byte == '\r' && byte[1] != '\n');
        text_add_bytes(cell, from, (size_t)(stop - from));
        scanner->at = stop;
        if (!quote)
            return;
        if (stop + 1 == scanner->end || stop[1] != '"') {
            scanner->at++;
            scanner->opened = 0;
            return;
        }
        text_add_char(cell, '"');
        scanner->at++; /* and the loop moves on over the second */
    }
}

/* The next cell of a row; false at the end of the row, which is taken. */
static bool take_cell(struct scanner *scanner, struct text *cell, bool *is_last)
{
    text_clear(cell);
    if (scanner->at < scanner->end && *scanner->at == '"')
        take_quoted(scanner, cell);
    const char *from = scanner->at;
    while (!at_line_end(scanner) && *scanner->at != scanner->sign)
        scanner->at++;
    size_t const rest = (size_t)(scanner->at - from);
    scanner->is_odd = rest && (cell->len || memchr(from, '"', rest));
    text_add_bytes(cell, from, rest);
    *is_last = at_line_end(scanner);
    if (*is_last)
        take_line_end(scanner);
    else
        scanner->at++;
    return !scanner->opened;
}

/* How well a sign parts the beginning of the file: rows of one length, and long ones. */
static size_t try_sign(const char *bytes, size_t size, char sign)
{
    enum { LONGEST_ROW = 256 };
    size_t lengths[LONGEST_ROW] = {0};
    size_t rows = 0, odd = 0, best = 1;
    struct text cell = TEXT_EMPTY;
    struct scanner scanner = {.at = bytes, .end = bytes + size, .sign = sign};
    while (scanner.at < scanner.end && rows < MOST_ROWS_TRIED) {
        size_t count = 0;
        bool is_last = false;
        bool const is_blank = at_line_end(&scanner);
        while (!is_last && take_cell(&scanner, &cell, &is_last)) {
            odd += scanner.is_odd;
            count++;
        }
        if (scanner.opened || is_blank)
            break;
        lengths[count < LONGEST_ROW ? count : LONGEST_ROW - 1]++;
        rows++;
    }
    text_free(&cell);
    for (size_t length = 2; length < LONGEST_ROW; length++)
        if (lengths[length] && lengths[length] * length >= lengths[best] * best * (best > 1))
            best = length;
    if (best == 1 || !rows)
        return 0;
    size_t const score = lengths[best] * 1000 / rows + best;
    return odd * 10 < score ? score - odd * 10 : 1;
}

static char find_sign(const char *bytes, size_t size)
{
    static const char signs[] = {';', '\t', ','};
    size_t best = 0;
    char found = ';';
    if (size > MOST_BYTES_TRIED)
        size = MOST_BYTES_TRIED;
    for (size_t i = 0; i < sizeof signs; i++) {
        size_t const score = try_sign(bytes, size, signs[i]);
        if (score > best) {
            best = score;
            found = signs[i];
        }
    }
    return found;
}

/* Excel's own way to say it: a first line «sep=;». */
static char declared_sign(struct scanner *scanner)
{
    size_t const length = strlen("sep=;");
    if ((size_t)(scanner->end - scanner->at) < length ||
        (memcmp(scanner->at, "sep=", 4) != 0 && memcmp(scanner->at, "SEP=", 4) != 0))
        return '\0';
    struct scanner line = *scanner;
    line.at += length;
    if (!at_line_end(&line))
        return '\0';
    char const sign = line.at[-1];
    take_line_end(&line);
    *scanner = line;
    return sign;
}

static bool read_row(struct builder *builder, struct scanner *scanner, struct text *cell)
{
    bool is_last = false;
    for (uint32_t column = 1; !is_last; column++) {
        if (!take_cell(scanner, cell, &is_last)) {
            builder->line = scanner->opened;
            return builder_fail(builder, TABLE_QUOTE_OPEN);
        }
        if (!cell->len)
            continue;
        const char *text = builder_text(builder, cell->data, cell->len);
        if (!text || (*text && !builder_cell(builder, (struct sheet_cell){.text = text,
                                                                          .column = column,
                                                                          .kind = CELL_TEXT})))
            return false;
    }
    return true;
}

static bool read_rows(struct builder *builder, const char *bytes, size_t size)
{
    struct scanner scanner = {.at = bytes, .end = bytes + size, .line = 1};
    struct text cell = TEXT_EMPTY;
    scanner.sign = declared_sign(&scanner);
    if (!scanner.sign)
        scanner.sign = find_sign(bytes, size);
    bool good = builder_sheet(builder, "", false);
    /* A row is named as a spreadsheet would show it: one of several lines counts once. */
    for (uint32_t row = 1; good && scanner.at < scanner.end; row++) {
        const char *from = scanner.at;
        good = builder_row(builder, row, false) && read_row(builder, &scanner, &cell) &&
               builder_pay(builder, BUDGET_STEPS, 1 + (size_t)(scanner.at - from) / 64);
    }
    text_free(&cell);
    return good;
}

void plain_read(struct builder *builder, const char *bytes, size_t size)
{
    struct text decoded = TEXT_EMPTY;
    builder->workbook->format = TABLE_CSV;
    if (!builder_pay(builder, BUDGET_INFLATED, size * 3))
        return;
    if (!decode(bytes, size, &decoded))
        builder_fail(builder, TABLE_NOT_TEXT);
    else
        read_rows(builder, text_string(&decoded), decoded.len);
    text_free(&decoded);
}
