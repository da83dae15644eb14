/*
 * pdfparse.c - a recursive descent over PDF's object syntax; see pdffile.h.
 */
#include "pdfread/pdffile.h"

#include <string.h>

/* As deep as libqpdf reads (500), which writes files of minutes in front; digits that tell. */
enum { MAX_DEPTH = 500, TELLING_DIGITS = 20, MOST_LONG = 15, BYTES_A_STEP = 32 };

static bool parse_rest(struct pdf_cursor *cursor, struct pdf_value *value, int depth);

enum { DIGIT = PDF_DIGIT | PDF_NUMERIC, COMMENT = PDF_DELIMITER | PDF_COMMENT };

const unsigned char pdf_classes[256] = {
    [' '] = PDF_SPACE,     ['\n'] = PDF_SPACE,    ['\r'] = PDF_SPACE,    ['\t'] = PDF_SPACE,
    ['\f'] = PDF_SPACE,    ['\0'] = PDF_SPACE,    ['('] = PDF_DELIMITER, [')'] = PDF_DELIMITER,
    ['<'] = PDF_DELIMITER, ['>'] = PDF_DELIMITER, ['['] = PDF_DELIMITER, [']'] = PDF_DELIMITER,
    ['{'] = PDF_DELIMITER, ['}'] = PDF_DELIMITER, ['/'] = PDF_DELIMITER, ['%'] = COMMENT,
    ['0'] = DIGIT,         ['1'] = DIGIT,         ['2'] = DIGIT,         ['3'] = DIGIT,
    ['4'] = DIGIT,         ['5'] = DIGIT,         ['6'] = DIGIT,         ['7'] = DIGIT,
    ['8'] = DIGIT,         ['9'] = DIGIT,         ['+'] = PDF_NUMERIC,   ['-'] = PDF_NUMERIC,
    ['.'] = PDF_NUMERIC,   ['#'] = PDF_NAME_MARK,
};

static char peek(const struct pdf_cursor *cursor)
{
    return cursor->at >= cursor->size ? '\0' : cursor->bytes[cursor->at];
}

void pdf_skip_more_space(struct pdf_cursor *cursor)
{
    const char *bytes = cursor->bytes;
    size_t const size = cursor->size;
    size_t at = cursor->at;
    for (;;) {
        while (at < size && pdf_is(bytes[at], PDF_SPACE))
            at++;
        if (at == size || bytes[at] != '%')
            break;
        while (at < size && bytes[at] != '\n' && bytes[at] != '\r')
            at++;
    }
    cursor->at = at;
}

/* Digits that begin at the cursor; false, and nothing consumed, for none and for too many. */
static inline bool read_digits(struct pdf_cursor *cursor, long *value)
{
    const char *const start = cursor->bytes + cursor->at;
    const char *const end = cursor->bytes + cursor->size;
    const char *at = start;
    unsigned long result = 0;
    while (at < end && pdf_is(*at, PDF_DIGIT))
        result = result * 10 + (unsigned long)(*at++ - '0');
    if (at == start || at - start > MOST_LONG)
        return false;
    cursor->at += (size_t)(at - start);
    *value = (long)result;
    return true;
}

bool pdf_parse_integer(struct pdf_cursor *cursor, long *value)
{
    pdf_skip_space(cursor);
    return read_digits(cursor, value);
}

static bool fail(struct pdf_cursor *cursor)
{
    cursor->failed = true;
    return false;
}

/* Pays for memory; false and failed when it is not granted. */
static inline bool pay(struct pdf_cursor *cursor, size_t bytes)
{
    return !cursor->budget || budget_take(cursor->budget, BUDGET_MEMORY, bytes) || fail(cursor);
}

/* Pays for bytes that were looked through: objects may overlap, and each would look again. */
static bool pay_for_search(struct pdf_cursor *cursor, size_t bytes)
{
    return !cursor->budget || budget_take(cursor->budget, BUDGET_STEPS, bytes / BYTES_A_STEP) ||
           fail(cursor);
}

static int hex_digit(char byte)
{
    if (pdf_is(byte, PDF_DIGIT))
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

/* The name at the cursor, without its '/': borrowed from the bytes unless it has escapes. */
static inline const char *read_name(struct pdf_cursor *cursor, size_t *length)
{
    const char *const start = cursor->bytes + cursor->at + 1;
    const char *const end = cursor->bytes + cursor->size;
    const char *at = start;
    unsigned seen = 0;
    while (at < end && pdf_is_regular(*at))
        seen |= pdf_classes[(unsigned char)*at++];
    size_t const count = (size_t)(at - start);
    cursor->at += count + 1;
    *length = count;
    if (!(seen & PDF_NAME_MARK) || !pay(cursor, count + 1))
        return start;
    char *out = arena_alloc(cursor->arena, count + 1);
    *length = decode_name(out, start, count);
    return out;
}

static bool parse_name(struct pdf_cursor *cursor, struct pdf_value *value)
{
    value->kind = PDF_NAME;
    value->bytes = read_name(cursor, &value->length);
    return true;
}

static bool parse_hex_string(struct pdf_cursor *cursor, struct pdf_value *value)
{
    size_t const close = cursor->at + 1;
    const char *end = memchr(cursor->bytes + close, '>', cursor->size - close);
    size_t const stop = end ? (size_t)(end - cursor->bytes) : cursor->size;
    if (!pay_for_search(cursor, stop - close) || !end || !pay(cursor, (stop - close) / 2 + 2))
        return fail(cursor);
    char *out = arena_alloc(cursor->arena, (stop - close) / 2 + 2);
    size_t digits = 0;
    for (size_t i = close; i < stop; i++) {
        int const digit = hex_digit(cursor->bytes[i]);
        if (digit < 0 && !pdf_is(cursor->bytes[i], PDF_SPACE))
            return fail(cursor);
        if (digit < 0)
            continue;
        out[digits / 2] = (char)(digits % 2 ? out[digits / 2] | digit : digit << 4);
        digits++;
    }
    value->kind = PDF_STRING;
    value->bytes = out;
    value->length = (digits + 1) / 2;
    cursor->at = stop + 1;
    return true;
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

/* A string with escapes or with parentheses inside. */
static bool decode_literal(struct pdf_cursor *cursor, struct pdf_value *value)
{
    size_t const length = literal_length(cursor);
    size_t const end = cursor->at + length;
    if (!pay_for_search(cursor, length ? length : cursor->size - cursor->at) || !length ||
        !pay(cursor, length))
        return fail(cursor);
    char *out = arena_alloc(cursor->arena, length);
    while (cursor->at < end - 1) {
        const char *const from = cursor->bytes + cursor->at;
        const char *escape = memchr(from, '\\', end - 1 - cursor->at);
        size_t const plain = escape ? (size_t)(escape - from) : end - 1 - cursor->at;
        memcpy(out + value->length, from, plain);
        value->length += plain;
        cursor->at += plain;
        if (!escape)
            break;
        cursor->at++;
        int const code = parse_escape(cursor);
        if (code >= 0)
            out[value->length++] = (char)code;
    }
    value->bytes = out;
    cursor->at = end;
    return true;
}

static bool parse_literal_string(struct pdf_cursor *cursor, struct pdf_value *value)
{
    cursor->at++;
    const char *const start = cursor->bytes + cursor->at;
    const char *close = memchr(start, ')', cursor->size - cursor->at);
    size_t const length = close ? (size_t)(close - start) : cursor->size - cursor->at;
    if (!pay_for_search(cursor, length) || !close)
        return fail(cursor);
    value->kind = PDF_STRING;
    if (memchr(start, '\\', length) || memchr(start, '(', length))
        return decode_literal(cursor, value);
    value->bytes = start;
    value->length = length;
    cursor->at += length + 1;
    return true;
}

/* A number of any form and length: what 20 digits do not tell, no reader can tell apart. */
static bool parse_number(struct pdf_cursor *cursor, struct pdf_value *value)
{
    const char *const start = cursor->bytes + cursor->at;
    const char *const end = cursor->bytes + cursor->size;
    const char *at = start + (*start == '-' || *start == '+');
    const char *const digits = at;
    const char *point = NULL;
    double number = 0;
    double scale = 1;
    int told = 0;
    for (; at < end && (pdf_is(*at, PDF_DIGIT) || (*at == '.' && !point)); at++) {
        if (*at == '.') {
            point = at;
            continue;
        }
        told += told > 0 || *at != '0';
        if (told > TELLING_DIGITS && point)
            continue;
        number = number < 1e300 ? number * 10 + (*at - '0') : number;
        if (point)
            scale *= 10;
    }
    if (at == digits)
        return fail(cursor);
    number = point ? number / scale : number;
    value->kind = point ? PDF_REAL : PDF_INTEGER;
    value->real = *start == '-' ? -number : number;
    value->integer = number < 1e15 ? (long)value->real : 0;
    cursor->at += (size_t)(at - start);
    return true;
}

/* An integer without a sign, as nearly all numbers of a file are; nothing consumed otherwise. */
static bool parse_plain_integer(struct pdf_cursor *cursor, struct pdf_value *value)
{
    size_t const start = cursor->at;
    if (!read_digits(cursor, &value->integer))
        return false;
    if (peek(cursor) == '.') {
        cursor->at = start;
        return false;
    }
    value->kind = PDF_INTEGER;
    value->real = (double)value->integer;
    return true;
}

/* What makes "12 0 R" of an integer; nothing consumed when it does not follow. */
static bool accept_reference(struct pdf_cursor *cursor, long *generation)
{
    static const char usual[] = " 0 R";
    size_t const start = cursor->at;
    size_t const left = cursor->size - start;
    const char *const at = cursor->bytes + start;
    *generation = 0;
    if (left > 4 && memcmp(at, usual, 4) == 0 && !pdf_is_regular(at[4])) {
        cursor->at += 4;
        return true;
    }
    if (left < 4 || !pdf_is(*at, PDF_SPACE))
        return false;
    if (pdf_parse_integer(cursor, generation) && pdf_accept(cursor, "R"))
        return true;
    cursor->at = start;
    return false;
}

static bool parse_number_or_reference(struct pdf_cursor *cursor, struct pdf_value *value)
{
    if (!parse_plain_integer(cursor, value) && !parse_number(cursor, value))
        return false;
    long generation;
    if (value->kind == PDF_INTEGER && value->integer >= 0 &&
        accept_reference(cursor, &generation)) {
        value->kind = PDF_REFERENCE;
        value->length = (size_t)generation;
    }
    return true;
}

/* The value that begins at the cursor; numbers and names, which most are, cost no call. */
static inline bool parse(struct pdf_cursor *cursor, struct pdf_value *value, int depth)
{
    char const byte = peek(cursor);
    value->start = cursor->is_apart ? 0 : cursor->at;
    if (pdf_is(byte, PDF_NUMERIC))
        return parse_number_or_reference(cursor, value);
    return byte == '/' ? parse_name(cursor, value) : parse_rest(cursor, value, depth);
}

/* An entry and its value are taken from the arena as one. */
struct slot {
    struct pdf_entry entry;
    struct pdf_value value;
};

/* Reads a value and appends it to the container as the entry after last. */
static struct pdf_entry *append(struct pdf_cursor *cursor, struct pdf_value *container,
                                struct pdf_entry *last, struct slot *slot, int depth)
{
    if (!parse(cursor, &slot->value, depth + 1))
        return NULL;
    slot->entry.value = &slot->value;
    if (last)
        last->next = &slot->entry;
    else
        container->entries = &slot->entry;
    container->length++;
    return &slot->entry;
}

static bool parse_array(struct pdf_cursor *cursor, struct pdf_value *value, int depth)
{
    struct pdf_entry *last = NULL;
    value->kind = PDF_ARRAY;
    cursor->at++;
    for (;;) {
        pdf_skip_space(cursor);
        if (peek(cursor) == ']') {
            cursor->at++;
            return true;
        }
        if (!pay(cursor, sizeof(struct slot)))
            return false;
        last = append(cursor, value, last, ARENA_NEW(cursor->arena, struct slot), depth);
        if (!last)
            return false;
    }
}

static bool is_passed(const struct pdf_key *keys, const char *name, size_t length)
{
    for (; keys->name; keys++)
        if (*keys->name == *name && keys->length == length && memcmp(keys->name, name, length) == 0)
            return true;
    return false;
}

/* Reads a key and its value and appends both, or passes over them. */
static bool parse_entry(struct pdf_cursor *cursor, struct pdf_value *dict, struct pdf_entry **last,
                        int depth)
{
    size_t length;
    const char *const key = read_name(cursor, &length);
    pdf_skip_space(cursor);
    if (cursor->passed && is_passed(cursor->passed, key, length) && pdf_skim_value(cursor)) {
        dict->length++; /* who pays for a look through it pays for the same */
        return true;
    }
    struct slot *slot = ARENA_NEW(cursor->arena, struct slot);
    slot->entry.key = key;
    slot->entry.key_length = length;
    *last = append(cursor, dict, *last, slot, depth);
    return *last != NULL;
}

static bool parse_dict(struct pdf_cursor *cursor, struct pdf_value *value, int depth)
{
    struct pdf_entry *last = NULL;
    value->kind = PDF_DICT;
    cursor->at += 2;
    for (;;) {
        pdf_skip_space(cursor);
        if (peek(cursor) == '>') {
            if (cursor->size - cursor->at < 2 || cursor->bytes[cursor->at + 1] != '>')
                return fail(cursor);
            cursor->at += 2;
            return true;
        }
        if (peek(cursor) != '/' || !pay(cursor, sizeof(struct slot)))
            return fail(cursor);
        if (!parse_entry(cursor, value, &last, depth))
            return false;
    }
}

static bool parse_keyword(struct pdf_cursor *cursor, struct pdf_value *value)
{
    bool const is_true = pdf_accept(cursor, "true");
    if (is_true || pdf_accept(cursor, "false"))
        value->kind = PDF_BOOLEAN;
    else if (!pdf_accept(cursor, "null"))
        return fail(cursor);
    value->integer = is_true;
    return true;
}

static bool parse_rest(struct pdf_cursor *cursor, struct pdf_value *value, int depth)
{
    char const byte = peek(cursor);
    if (depth > MAX_DEPTH)
        return fail(cursor);
    if (byte == '(')
        return parse_literal_string(cursor, value);
    if (byte == '[')
        return parse_array(cursor, value, depth);
    if (byte != '<')
        return parse_keyword(cursor, value);
    bool const is_dict = cursor->size - cursor->at > 1 && cursor->bytes[cursor->at + 1] == '<';
    return is_dict ? parse_dict(cursor, value, depth) : parse_hex_string(cursor, value);
}

static bool parse_first(struct pdf_cursor *cursor, struct pdf_value *value)
{
    if (cursor->failed)
        return false;
    pdf_skip_space(cursor);
    return parse(cursor, value, 0);
}

bool pdf_parse_into(struct pdf_cursor *cursor, struct pdf_value *value)
{
    *value = (struct pdf_value){.kind = PDF_NULL};
    return parse_first(cursor, value);
}

struct pdf_value *pdf_parse_value(struct pdf_cursor *cursor)
{
    if (!pay(cursor, sizeof(struct pdf_value)))
        return NULL;
    struct pdf_value *value = ARENA_NEW(cursor->arena, struct pdf_value);
    return parse_first(cursor, value) ? value : NULL;
}
