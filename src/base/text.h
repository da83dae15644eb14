/*
 * text.h - a growing byte string, and stepping through UTF-8.
 *
 * Appending cannot fail: running out of memory ends the work (arena.h).
 * Numbers are written without the C library's formatting, so that no locale
 * puts a comma where PDF or XML wants a point.
 */
#ifndef FORMULYAR_BASE_TEXT_H
#define FORMULYAR_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct text {
    char *data; /* NUL-terminated when len > 0 or after text_string() */
    size_t len;
    size_t cap;
};

#define TEXT_EMPTY ((struct text){0})

/* Releases the bytes; the text is empty and usable afterwards. */
void text_free(struct text *text);

/* Empties the text and keeps its memory for the next use. */
void text_clear(struct text *text);

/* The bytes as a C string, "" when empty; borrowed until the next change. */
const char *text_string(struct text *text);

/* The bytes as a C string in the arena, for good; the text is released. */
struct arena;
char *text_take(struct text *text, struct arena *arena);

/* Makes room for count more bytes and the closing NUL. */
void text_reserve(struct text *text, size_t count);

/* Inline: half of what a writer does is appending a few bytes. */
static inline void text_add_bytes(struct text *text, const void *bytes, size_t count)
{
    if (text->cap - text->len <= count)
        text_reserve(text, count);
    if (count)
        memcpy(text->data + text->len, bytes, count);
    text->len += count;
    text->data[text->len] = '\0';
}

static inline void text_add(struct text *text, const char *string)
{
    text_add_bytes(text, string, strlen(string));
}

static inline void text_add_char(struct text *text, char byte)
{
    if (text->cap - text->len <= 1)
        text_reserve(text, 1);
    text->data[text->len++] = byte;
    text->data[text->len] = '\0';
}

/* Appends an item to a list: behind the separator, unless the list is empty. */
static inline void text_add_item(struct text *list, const char *separator, const char *item)
{
    if (list->len)
        text_add(list, separator);
    text_add(list, item);
}

void text_add_utf8(struct text *text, uint32_t code_point);
void text_add_int(struct text *text, long value);

/*
 * Appends thousandths/1000 as a decimal number without trailing zeros:
 * 12500 -> "12.5", -30 -> "-0.03", 0 -> "0".
 */
void text_add_thousandths(struct text *text, long thousandths);

/* Appends a string with & < > " ' escaped for XML text and attribute values. */
void text_add_xml(struct text *text, const char *string);

/*
 * Appends a format, in which %s is a string, %d, %u, %ld, %zu an integer, %c a byte and
 * %f a number with as many decimals as it needs, three at most; there is no other directive.
 */
void text_format(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The same with every %s escaped as text_add_xml() does. */
void text_format_xml(struct text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The same with every %s as text_add_json() writes it. */
void text_format_json(struct text *text, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* What stands for a name in a template. */
struct text_slot {
    const char *name, *value;
};

/*
 * Appends a template with a value in the place of each "{name}" that is among the slots,
 * which are closed by one without a name; other braces stay.
 */
void text_fill(struct text *text, const char *template, const struct text_slot *slots);

/* Appends a string with the escapes of RFC 8259 inside the quotes, quotes included. */
void text_add_json(struct text *text, const char *string);

/*
 * Appends a string as people and tables may see it: bytes that are not UTF-8 and
 * control characters as \xNN, which a shell takes back ($'...', printf %b).  A
 * file may be called anything; text_add_json() writes such bytes alike.
 */
void text_add_shown(struct text *text, const char *string);

/*
 * Returns the code point at *cursor and moves the cursor past it.  At the
 * closing NUL returns 0 and does not move.  Malformed bytes give U+FFFD, one
 * byte at a time; text from a case file is valid, since the parser checked it.
 */
static inline uint32_t utf8_next(const char **cursor);

/* The same for what utf8_next() does not read inline: three and four bytes, and bad ones. */
uint32_t utf8_next_long(const char **cursor);

static inline uint32_t utf8_next(const char **cursor)
{
    const unsigned char *bytes = (const unsigned char *)*cursor;
    if (bytes[0] < 0x80) {
        *cursor += bytes[0] != 0;
        return bytes[0];
    }
    if (bytes[0] >= 0xC2 && bytes[0] < 0xE0 && (bytes[1] & 0xC0) == 0x80) {
        *cursor += 2;
        return (uint32_t)(bytes[0] & 0x1F) << 6 | (bytes[1] & 0x3F);
    }
    return utf8_next_long(cursor);
}

/* Where the code point begins that ends at a place, which is not the start. */
static inline const char *utf8_before(const char *start, const char *place)
{
    do
        place--;
    while (place > start && ((unsigned char)*place & 0xC0) == 0x80);
    return place;
}

/*
 * Makes one space of every run of white space (XML's: space, tab, line ends), and
 * none at the ends when trimmed, as XPath's normalize-space() does.
 */
void text_fold(struct text *text, bool trim);

/*
 * Takes out every stretch from open to the next close, both included, but for its
 * line ends: what follows stays on its line.  A stretch that is not closed stays.
 */
void text_cut(struct text *text, const char *open, const char *close);

/* Where a mark stands last in bytes; NULL when it does not. */
const char *text_find_last(const char *bytes, size_t size, const char *mark);

/* Number of code points in a string. */
size_t utf8_length(const char *string);

/*
 * The name of an element or attribute as a message may show it: otherwise where it holds
 * other letters than the names of our schemas, which are somebody's words, perhaps a name.
 */
const char *markup_shown(const char *name, const char *otherwise);

/* True when the bytes are well-formed UTF-8 (no surrogates, no overlong forms). */
bool utf8_valid(const char *bytes, size_t count);

/* True when a list of words, parted by white space, holds the length bytes of word. */
bool text_has_word(const char *list, const char *word, size_t length);

/* The next word of such a list (NULL: none), in the arena; moves *list behind it.  NULL at the end. */
char *text_next_word(const char **list, struct arena *arena);

/* True when the string has the shape: any digit for each 0 of it, else the same characters. */
bool text_has_shape(const char *string, const char *shape);

/* True when the string is NULL or holds nothing but white space (NBSP included). */
bool text_is_blank(const char *string);

/* A list of words, as people write it with commas; somebody else owns them. */
struct words {
    const char **items;
    size_t count;
};

#endif
