/*
 * pdfparse.c - a recursive descent over PDF's object syntax; see pdfparse.h.
 */
#include "verify/pdfparse.h"

#include <string.h>

enum { MAX_DEPTH = 64, MOST_DIGITS = 20 };

static struct pdf_value *parse(struct pdf_cursor *cursor, int depth);

/* ISO 32000-1, 7.2.2; a table, since every byte of a file is asked. */
enum { REGULAR, SPACE, DELIMITER };

static const unsigned char classes[256] = {
    [' '] = SPACE,     ['\n'] = SPACE,    ['\r'] = SPACE,    ['\t'] = SPACE,    ['\f'] = SPACE,
    ['\0'] = SPACE,    ['('] = DELIMITER, [')'] = DELIMITER, ['<'] = DELIMITER, ['>'] = DELIMITER,
    ['['] = DELIMITER, [']'] = DELIMITER, ['{'] = DELIMITER, ['}'] = DELIMITER, ['/'] = DELIMITER,
    ['%'] = DELIMITER,
};

static bool is_space(char byte)
{
    return classes[(unsigned char)byte] == SPACE;
}

static bool is_regular(char byte)
{
    return classes[(unsigned char)byte] == REGULAR;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool at_end(const struct pdf_cursor *cursor)
{
    return cursor->at >= cursor->size;
}

static char peek(const struct pdf_cursor *cursor)
{
    return at_end(cursor) ? '\0' : cursor->bytes[cursor->at];
}

void pdf_skip_space(struct pdf_cursor *cursor)
{
    const char *bytes = cursor->bytes;
    size_t const size = cursor->size;
    size_t at = cursor->at;
    for (;;) {
        while (at < size && is_space(bytes[at]))
            at++;
        if (at == size || bytes[at] != '%')
            break;
        while (at < size && bytes[at] != '\n' && bytes[at] != '\r')
            at++;
    }
    cursor->at = at;
}

size_t pdf_token(const struct pdf_cursor *cursor)
{
    size_t at = cursor->at;
    while (at < cursor->size && is_regular(cursor->bytes[at]))
        at++;
    return at - cursor->at;
}

bool pdf_accept(struct pdf_cursor *cursor, const char *keyword)
{
    pdf_skip_space(cursor);
    if (peek(cursor) != *keyword)
        return false;
    size_t const length = strlen(keyword);
    if (cursor->size - cursor->at < length ||
        memcmp(cursor->bytes + cursor->at, keyword, length) != 0)
        return false;
    size_t const after = cursor->at + length;
    if (after < cursor->size && is_regular(cursor->bytes[after]))
        return false;
    cursor->at = after;
    return true;
}

bool pdf_parse_integer(struct pdf_cursor *cursor, long *value)
{
    pdf_skip_space(cursor);
    size_t at = cursor->at;
    long result = 0;
    while (at < cursor->size && is_digit(cursor->bytes[at])) {
        if (at - cursor->at >= 15)
            return false;
        result = result * 10 + (cursor->bytes[at++] - '0');
    }
    if (at == cursor->at)
        return false;
    cursor->at = at;
    *value = result;
    return true;
}

static struct pdf_value *value_new(struct pdf_cursor *cursor, enum pdf_kind kind)
{
    struct pdf_value *value = ARENA_NEW(cursor->arena, struct pdf_value);
    value->kind = kind;
    value->start = cursor->at;
    return value;
}

static struct pdf_value *fail(struct pdf_cursor *cursor)
{
    cursor->failed = true;
    return NULL;
}

static int hex_digit(char byte)
{
    if (is_digit(byte))
        return byte - '0';
    if (byte >= 'a' && byte <= 'f')
        return byte - 'a' + 10;
    if (byte >= 'A' && byte <= 'F')
        return byte - 'A' + 10;
    return -1;
}

/* Copies a name with its #xx escapes decoded; returns the length of what they stand for. */
static size_t decode_name(char *out, const char *bytes, size_t count)
{
    size_t length = 0;
    for (size_t i = 0; i < count; i++) {
        int high = -1;
        int low = -1;
        if (bytes[i] == '#' && i + 2 < count) {
            high = hex_digit(bytes[i + 1]);
            low = hex_digit(bytes[i + 2]);
        }
        bool const escaped = high >= 0 && low >= 0;
        out[length++] = escaped ? (char)(high * 16 + low) : bytes[i];
        i += escaped ? 2 : 0;
    }
    return length;
}

static struct pdf_value *parse_name(struct pdf_cursor *cursor)
{
    struct pdf_value *value = value_new(cursor, PDF_NAME);
    cursor->at++;
    size_t const count = pdf_token(cursor);
    char *out = arena_alloc(cursor->arena, count + 1);
    value->length = decode_name(out, cursor->bytes + cursor->at, count);
    value->bytes = out;
    cursor->at += count;
    value->end = cursor->at;
    return value;
}

/* Most names of a file are keys: those without escapes are borrowed from it. */
static void parse_key(struct pdf_cursor *cursor, struct pdf_entry *entry)
{
    const char *bytes = cursor->bytes + cursor->at + 1;
    cursor->at++;
    size_t const count = pdf_token(cursor);
    cursor->at += count;
    entry->key = bytes;
    entry->key_length = count;
    if (!memchr(bytes, '#', count))
        return;
    char *out = arena_alloc(cursor->arena, count);
    entry->key = out;
    entry->key_length = decode_name(out, bytes, count);
}

static struct pdf_value *parse_hex_string(struct pdf_cursor *cursor)
{
    struct pdf_value *value = value_new(cursor, PDF_STRING);
    size_t const close = cursor->at + 1;
    const char *end = memchr(cursor->bytes + close, '>', cursor->size - close);
    if (!end)
        return fail(cursor);
    size_t const stop = (size_t)(end - cursor->bytes);
    char *out = arena_alloc(cursor->arena, (stop - close) / 2 + 2);
    size_t digits = 0;
    for (size_t i = close; i < stop; i++) {
        int const digit = hex_digit(cursor->bytes[i]);
        if (digit < 0 && !is_space(cursor->bytes[i]))
            return fail(cursor);
        if (digit < 0)
            continue;
        out[digits / 2] = (char)(digits % 2 ? out[digits / 2] | digit : digit << 4);
        digits++;
    }
    value->bytes = out;
    value->length = (digits + 1) / 2;
    cursor->at = stop + 1;
    value->end = cursor->at;
    return value;
}

/* Decodes the escape after a backslash; returns -1 for a line continuation. */
static int parse_escape(struct pdf_cursor *cursor)
{
    char const byte = peek(cursor);
    cursor->at++;
    switch (byte) {
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case 'b': return '\b';
    case 'f': return '\f';
    case '\n': return -1;
    case '\r':
        if (peek(cursor) == '\n')
            cursor->at++;
        return -1;
    default: break;
    }
    if (byte < '0' || byte > '7')
        return (unsigned char)byte;
    int code = byte - '0';
    for (int i = 0; i < 2 && peek(cursor) >= '0' && peek(cursor) <= '7'; i++)
        code = code * 8 + (cursor->bytes[cursor->at++] - '0');
    return code & 0xFF;
}

/* Bytes up to the parenthesis that closes the string; 0 when there is none. */
static size_t literal_length(const struct pdf_cursor *cursor)
{
    int depth = 1;
    for (size_t at = cursor->at; at < cursor->size; at++) {
        if (cursor->bytes[at] == '\\')
            at++;
        else if (cursor->bytes[at] == '(')
            depth++;
        else if (cursor->bytes[at] == ')' && --depth == 0)
            return at - cursor->at + 1;
    }
    return 0;
}

static struct pdf_value *parse_literal_string(struct pdf_cursor *cursor)
{
    struct pdf_value *value = value_new(cursor, PDF_STRING);
    cursor->at++;
    size_t const length = literal_length(cursor);
    size_t const end = cursor->at + length;
    if (!length)
        return fail(cursor);
    char *out = arena_alloc(cursor->arena, length);
    while (cursor->at < end - 1) {
        char const byte = cursor->bytes[cursor->at++];
        int const code = byte == '\\' ? parse_escape(cursor) : (unsigned char)byte;
        if (code >= 0)
            out[value->length++] = (char)code;
    }
    value->bytes = out;
    cursor->at = end;
    value->end = end;
    return value;
}

static struct pdf_value *parse_number(struct pdf_cursor *cursor)
{
    struct pdf_value *value = value_new(cursor, PDF_INTEGER);
    const char *const start = cursor->bytes + cursor->at;
    const char *const end = cursor->bytes + cursor->size;
    const char *at = start + (*start == '-' || *start == '+');
    const char *const digits = at;
    const char *point = NULL;
    double number = 0;
    double scale = 1;
    for (; at < end && (is_digit(*at) || (*at == '.' && !point)); at++) {
        if (*at == '.') {
            point = at;
            continue;
        }
        number = number * 10 + (*at - '0');
        if (point)
            scale *= 10;
    }
    if (at == digits || at - start > MOST_DIGITS)
        return fail(cursor);
    number = point ? number / scale : number;
    value->kind = point ? PDF_REAL : PDF_INTEGER;
    value->real = *start == '-' ? -number : number;
    value->integer = number < 1e15 ? (long)value->real : 0;
    cursor->at += (size_t)(at - start);
    value->end = cursor->at;
    return value;
}

/* An integer, or "12 0 R". */
static struct pdf_value *parse_number_or_reference(struct pdf_cursor *cursor)
{
    struct pdf_value *value = parse_number(cursor);
    if (!value || value->kind != PDF_INTEGER || value->integer < 0)
        return value;
    if (cursor->size - cursor->at < 4 || !is_space(peek(cursor)))
        return value;
    size_t const after = cursor->at;
    long generation;
    if (pdf_parse_integer(cursor, &generation) && pdf_accept(cursor, "R")) {
        value->kind = PDF_REFERENCE;
        value->end = cursor->at;
        return value;
    }
    cursor->at = after;
    return value;
}

static void append(struct pdf_value *container, struct pdf_entry **last, struct pdf_entry *entry)
{
    if (*last)
        (*last)->next = entry;
    else
        container->entries = entry;
    *last = entry;
    container->length++;
}

static struct pdf_value *parse_array(struct pdf_cursor *cursor, int depth)
{
    struct pdf_value *value = value_new(cursor, PDF_ARRAY);
    struct pdf_entry *last = NULL;
    cursor->at++;
    for (;;) {
        pdf_skip_space(cursor);
        if (peek(cursor) == ']') {
            cursor->at++;
            value->end = cursor->at;
            return value;
        }
        struct pdf_entry *entry = ARENA_NEW(cursor->arena, struct pdf_entry);
        entry->value = parse(cursor, depth + 1);
        if (!entry->value)
            return NULL;
        append(value, &last, entry);
    }
}

static struct pdf_value *parse_dict(struct pdf_cursor *cursor, int depth)
{
    struct pdf_value *value = value_new(cursor, PDF_DICT);
    struct pdf_entry *last = NULL;
    cursor->at += 2;
    for (;;) {
        pdf_skip_space(cursor);
        if (peek(cursor) == '>') {
            if (cursor->size - cursor->at < 2 || cursor->bytes[cursor->at + 1] != '>')
                return fail(cursor);
            cursor->at += 2;
            value->end = cursor->at;
            return value;
        }
        if (peek(cursor) != '/')
            return fail(cursor);
        struct pdf_entry *entry = ARENA_NEW(cursor->arena, struct pdf_entry);
        parse_key(cursor, entry);
        entry->value = parse(cursor, depth + 1);
        if (!entry->value)
            return NULL;
        append(value, &last, entry);
    }
}

static struct pdf_value *parse_keyword(struct pdf_cursor *cursor)
{
    struct pdf_value *value = value_new(cursor, PDF_NULL);
    if (pdf_accept(cursor, "true")) {
        value->kind = PDF_BOOLEAN;
        value->integer = 1;
    } else if (pdf_accept(cursor, "false")) {
        value->kind = PDF_BOOLEAN;
    } else if (!pdf_accept(cursor, "null")) {
        return fail(cursor);
    }
    value->end = cursor->at;
    return value;
}

static struct pdf_value *parse(struct pdf_cursor *cursor, int depth)
{
    if (depth > MAX_DEPTH || cursor->failed)
        return fail(cursor);
    pdf_skip_space(cursor);
    char const byte = peek(cursor);
    char const after = cursor->at + 1 < cursor->size ? cursor->bytes[cursor->at + 1] : '\0';
    if (byte == '/')
        return parse_name(cursor);
    if (byte == '(')
        return parse_literal_string(cursor);
    if (byte == '[')
        return parse_array(cursor, depth);
    if (byte == '<')
        return after == '<' ? parse_dict(cursor, depth) : parse_hex_string(cursor);
    if (is_digit(byte) || byte == '-' || byte == '+' || byte == '.')
        return parse_number_or_reference(cursor);
    return parse_keyword(cursor);
}

struct pdf_value *pdf_parse_value(struct pdf_cursor *cursor)
{
    return parse(cursor, 0);
}
