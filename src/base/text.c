#include "base/text.h"

#include "base/arena.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_CAPACITY = 256 };

void text_free(struct text *text)
{
    free(text->data);
    *text = TEXT_EMPTY;
}

void text_clear(struct text *text)
{
    text->len = 0;
    if (text->data)
        text->data[0] = '\0';
}

const char *text_string(struct text *text)
{
    return text->data ? text->data : "";
}

char *text_take(struct text *text, struct arena *arena)
{
    char *copy = arena_strndup(arena, text_string(text), text->len);
    text_free(text);
    return copy;
}

void text_reserve(struct text *text, size_t count)
{
    size_t const needed = text->len + count + 1;
    if (needed <= text->cap)
        return;
    size_t cap = text->cap ? text->cap : FIRST_CAPACITY;
    while (cap < needed)
        cap *= 2;
    text->data = xrealloc(text->data, cap);
    text->cap = cap;
}

void text_add_utf8(struct text *text, uint32_t code_point)
{
    static const unsigned char leads[] = {0xC0, 0xE0, 0xF0};
    if (code_point < 0x80) {
        text_add_char(text, (char)code_point);
        return;
    }
    unsigned more = code_point < 0x800 ? 1 : code_point < 0x10000 ? 2 : 3;
    text_add_char(text, (char)(leads[more - 1] | code_point >> 6 * more));
    while (more--)
        text_add_char(text, (char)(0x80 | (code_point >> 6 * more & 0x3F)));
}

/*
 * Room for the digits of a long, a sign and a point.  A number is made in the first half of a
 * buffer of twice that size, and so much is copied at once: the call for a few bytes would cost more
 * than their digits do.
 */
enum { NUMBER_SIZE = 32 };

static void add_number(struct text *text, const char *start, const char *end)
{
    if (text->cap - text->len <= NUMBER_SIZE)
        text_reserve(text, NUMBER_SIZE);
    memcpy(text->data + text->len, start, NUMBER_SIZE);
    text->len += (size_t)(end - start);
    text->data[text->len] = '\0';
}

static const char pairs[] =
    "00010203040506070809101112131415161718192021222324252627282930313233343536373839"
    "40414243444546474849505152535455565758596061626364656667686970717273747576777879"
    "8081828384858687888990919293949596979899";

/* Writes two digits in front of end. */
static char *put_pair(char *end, unsigned long value)
{
    return memcpy(end - 2, pairs + 2 * value, 2);
}

/* Writes the digits of value in front of end; returns where they start. */
static char *put_digits(char *end, unsigned long value)
{
    for (; value >= 100; value /= 100)
        end = put_pair(end, value % 100);
    if (value >= 10)
        return put_pair(end, value);
    *--end = (char)('0' + value);
    return end;
}

/* The same for exactly three, and the point before them. */
static char *put_fraction(char *end, unsigned value)
{
    end = put_pair(end, value % 100);
    *--end = (char)('0' + value / 100);
    *--end = '.';
    return end;
}

static unsigned long magnitude_of(long value)
{
    return value < 0 ? 0UL - (unsigned long)value : (unsigned long)value;
}

void text_add_int(struct text *text, long value)
{
    char number[2 * NUMBER_SIZE];
    char *const end = number + NUMBER_SIZE;
    char *start = put_digits(end, magnitude_of(value));
    if (value < 0)
        *--start = '-';
    add_number(text, start, end);
}

void text_add_thousandths(struct text *text, long thousandths)
{
    char number[2 * NUMBER_SIZE];
    char *end = number + NUMBER_SIZE;
    char *start = end;
    unsigned long const magnitude = magnitude_of(thousandths);
    unsigned long const whole = magnitude / 1000;
    unsigned const fraction = (unsigned)(magnitude - whole * 1000);
    if (fraction) {
        start = put_fraction(end, fraction);
        while (end[-1] == '0')
            end--;
    }
    start = put_digits(start, whole);
    if (thousandths < 0)
        *--start = '-';
    add_number(text, start, end);
}

static const char *xml_escape(char byte)
{
    switch (byte) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

void text_add_xml(struct text *text, const char *string)
{
    const char *start = string;
    for (const char *p = string; *p; p++) {
        const char *escape = xml_escape(*p);
        if (!escape)
            continue;
        text_add_bytes(text, start, (size_t)(p - start));
        text_add(text, escape);
        start = p + 1;
    }
    text_add(text, start);
}

typedef void add_string(struct text *text, const char *string);

/* Decimals are thousandths, and no locale has a say in them. */
static void add_format(struct text *text, const char *format, va_list values, add_string *add)
{
    for (const char *at; (at = strchr(format, '%')) != NULL; format = at + 1) {
        text_add_bytes(text, format, (size_t)(at - format));
        bool const is_long = *++at == 'l' || *at == 'z';
        double number;
        at += is_long;
        switch (*at) {
        case 's': add(text, va_arg(values, const char *)); break;
        case 'c': text_add_char(text, (char)va_arg(values, int)); break;
        case 'd': text_add_int(text, is_long ? va_arg(values, long) : va_arg(values, int)); break;
        case 'u':
            text_add_int(text, is_long ? va_arg(values, long) : (long)va_arg(values, unsigned));
            break;
        case 'f':
            number = va_arg(values, double) * 1000;
            text_add_thousandths(text, (long)(number + (number < 0 ? -0.5 : 0.5)));
            break;
        default: abort(); /* the compiler knows more directives than this function */
        }
    }
    text_add(text, format);
}

void text_format(struct text *text, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    add_format(text, format, values, text_add);
    va_end(values);
}

void text_format_xml(struct text *text, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    add_format(text, format, values, text_add_xml);
    va_end(values);
}

void text_format_json(struct text *text, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    add_format(text, format, values, text_add_json);
    va_end(values);
}

static void add_hex_byte(struct text *text, char byte)
{
    static const char hex[] = "0123456789ABCDEF";
    text_add_char(text, hex[(unsigned char)byte >> 4]);
    text_add_char(text, hex[byte & 15]);
}

static void add_json_byte(struct text *text, char byte)
{
    static const char hex[] = "0123456789abcdef";
    switch (byte) {
    case '"': text_add(text, "\\\""); break;
    case '\\': text_add(text, "\\\\"); break;
    case '\n': text_add(text, "\\n"); break;
    case '\r': text_add(text, "\\r"); break;
    case '\t': text_add(text, "\\t"); break;
    default:
        if ((unsigned char)byte < 0x20) {
            text_add(text, "\\u00");
            text_add_char(text, hex[(unsigned char)byte >> 4]);
            text_add_char(text, hex[byte & 15]);
        } else {
            text_add_char(text, byte);
        }
    }
}

/*
 * Decodes one sequence of at most available bytes; returns its length, or 0
 * when the bytes are malformed.
 */
static size_t decode(const unsigned char *bytes, size_t available, uint32_t *code_point)
{
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    unsigned const lead = bytes[0];
    size_t length;
    uint32_t value;
    if (lead < 0x80) {
        *code_point = lead;
        return 1;
    }
    if (lead >= 0xC2 && lead <= 0xDF) {
        length = 2;
        value = lead & 0x1F;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        length = 3;
        value = lead & 0x0F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        length = 4;
        value = lead & 0x07;
    } else {
        return 0;
    }
    if (length > available)
        return 0;
    for (size_t i = 1; i < length; i++) {
        if ((bytes[i] & 0xC0) != 0x80)
            return 0;
        value = value << 6 | (bytes[i] & 0x3F);
    }
    if (value < least[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF))
        return 0;
    *code_point = value;
    return length;
}

uint32_t utf8_next_long(const char **cursor)
{
    const unsigned char *bytes = (const unsigned char *)*cursor;
    if (!bytes[0])
        return 0;
    size_t available = 1;
    while (available < 4 && bytes[available])
        available++;
    uint32_t code_point;
    size_t const length = decode(bytes, available, &code_point);
    *cursor += length ? length : 1;
    return length ? code_point : 0xFFFD;
}

/* Bytes of a JSON string that need no escape, if only they are UTF-8. */
static void add_json_stretch(struct text *text, const char *bytes, size_t count)
{
    uint32_t code_point;
    if (utf8_valid(bytes, count)) {
        text_add_bytes(text, bytes, count);
        return;
    }
    for (size_t i = 0; i < count;) {
        size_t const length = decode((const unsigned char *)bytes + i, count - i, &code_point);
        if (length) {
            text_add_bytes(text, bytes + i, length);
        } else {
            text_add(text, "\\\\x");
            add_hex_byte(text, bytes[i]);
        }
        i += length ? length : 1;
    }
}

void text_fill(struct text *text, const char *template, const struct text_slot *slots)
{
    for (const char *brace; (brace = strchr(template, '{')) != NULL;) {
        size_t const length = strcspn(brace + 1, "}");
        const struct text_slot *slot = slots;
        text_add_bytes(text, template, (size_t)(brace - template));
        while (slot->name && (strncmp(slot->name, brace + 1, length) != 0 || slot->name[length]))
            slot++;
        if (length && slot->name && brace[length + 1]) {
            text_add(text, slot->value);
            template = brace + length + 2;
        } else {
            text_add_char(text, '{');
            template = brace + 1;
        }
    }
    text_add(text, template);
}

void text_add_json(struct text *text, const char *string)
{
    text_add_char(text, '"');
    while (*string) {
        size_t plain = 0;
        while ((unsigned char)string[plain] >= 0x20 && string[plain] != '"' &&
               string[plain] != '\\')
            plain++;
        add_json_stretch(text, string, plain);
        string += plain;
        if (*string)
            add_json_byte(text, *string++);
    }
    text_add_char(text, '"');
}

void text_add_shown(struct text *text, const char *string)
{
    const char *from = string; /* not added yet */
    while (*string) {
        const char *start = string;
        uint32_t const c = utf8_next(&string);
        bool const bad = c == 0xFFFD && string - start == 1;
        bool const control = c < ' ' || (c >= 0x7F && c <= 0x9F);
        if (!bad && !control)
            continue;
        text_add_bytes(text, from, (size_t)(start - from));
        for (from = string; start < string; start++) {
            text_add(text, "\\x");
            add_hex_byte(text, *start);
        }
    }
    text_add_bytes(text, from, (size_t)(string - from));
}

const char *text_find_last(const char *bytes, size_t size, const char *mark)
{
    size_t const length = strlen(mark);
    for (size_t left = size; left >= length; left--)
        if (memcmp(bytes + left - length, mark, length) == 0)
            return bytes + left - length;
    return NULL;
}

size_t utf8_length(const char *string)
{
    size_t count = 0;
    while (utf8_next(&string))
        count++;
    return count;
}

const char *markup_shown(const char *name, const char *otherwise)
{
    for (const char *at = name; *at; at++)
        if ((unsigned char)*at >= 0x80)
            return otherwise;
    return name;
}

/*
 * True when byte may not stand behind the three before it, or begins no character.  One behind C2 and
 * above goes on with a character, two behind E0, three behind F0, and no other does.
 */
static inline bool is_misplaced(unsigned char third, unsigned char second, unsigned char before,
                                unsigned char byte)
{
    bool const must_go_on = (before >= 0xC0) | (second >= 0xE0) | (third >= 0xF0);
    bool const goes_on = (byte & 0xC0) == 0x80;
    bool const is_overlong = (byte == 0xC0) | (byte == 0xC1) | ((before == 0xE0) & (byte < 0xA0)) |
                             ((before == 0xF0) & (byte < 0x90));
    bool const is_no_character =
        (byte > 0xF4) | ((before == 0xED) & (byte > 0x9F)) | ((before == 0xF4) & (byte > 0x8F));
    return (must_go_on ^ goes_on) | is_overlong | is_no_character;
}

/* Every byte is judged by itself, so that the compiler looks at many at a time. */
bool utf8_valid(const char *string, size_t count)
{
    const unsigned char *const bytes = (const unsigned char *)string;
    unsigned char last[3] = {0};
    bool bad = false;
    for (size_t i = 0; i < count && i < 3; i++)
        bad |= is_misplaced(i > 2 ? bytes[i - 3] : 0, i > 1 ? bytes[i - 2] : 0,
                            i > 0 ? bytes[i - 1] : 0, bytes[i]);
    unsigned char found = bad;
    for (size_t i = 3; i < count; i++)
        found |= is_misplaced(bytes[i - 3], bytes[i - 2], bytes[i - 1], bytes[i]);
    for (size_t i = 0; i < count && i < 3; i++)
        last[i] = bytes[count - 1 - i];
    return !found && last[0] < 0xC0 && last[1] < 0xE0 && last[2] < 0xF0;
}

static const char white_space[] = " \t\r\n";

bool text_has_word(const char *list, const char *word, size_t length)
{
    while (*(list += strspn(list, white_space))) {
        size_t const next = strcspn(list, white_space);
        if (next == length && memcmp(list, word, length) == 0)
            return true;
        list += next;
    }
    return false;
}

char *text_next_word(const char **list, struct arena *arena)
{
    const char *word = *list ? *list + strspn(*list, white_space) : "";
    size_t const length = strcspn(word, white_space);
    *list = word + length;
    return length ? arena_strndup(arena, word, length) : NULL;
}

bool text_has_shape(const char *string, const char *shape)
{
    for (; *shape; string++, shape++) {
        bool const digit = *string >= '0' && *string <= '9';
        if (*shape == '0' ? !digit : *string != *shape)
            return false;
    }
    return !*string;
}

bool text_is_blank(const char *string)
{
    if (!string)
        return true;
    uint32_t code_point;
    while ((code_point = utf8_next(&string)) != 0)
        if (code_point > ' ' && code_point != 0xA0)
            return false;
    return true;
}
