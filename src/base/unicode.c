#include "base/unicode.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

/*
 * True for code points that are surely stable: below the first combining mark,
 * Cyrillic without its combining marks, and the punctuation of Russian text
 * (U+2010-U+203F; U+2000 and U+2001 change under NFC, hence not the whole block).
 */
static bool is_stable(const unsigned char *at, size_t *length)
{
    if (at[0] < 0xCC) {
        *length = at[0] < 0x80 ? 1 : 2;
        return true;
    }
    if (at[0] >= 0xD0 && at[0] <= 0xD4) {
        *length = 2;
        return at[0] != 0xD2 || at[1] < 0x83 || at[1] > 0x87;
    }
    *length = 3;
    if (at[0] != 0xE2)
        return false;
    return (at[1] == 0x80 && at[2] >= 0x90) || (at[1] == 0x84 && at[2] == 0x96 /* № */);
}

/*
 * True when all are below the first combining mark or in the Cyrillic of D0 and D1:
 * most texts.  Without a way out of the loop many bytes are looked at at a time.
 */
static bool is_common(const struct text *text)
{
    unsigned char found = 0;
    for (size_t i = 0; i < text->len; i++) {
        unsigned char const byte = (unsigned char)text->data[i];
        found |= (byte >= 0xCC) & (byte != 0xD0) & (byte != 0xD1);
    }
    return !found;
}

static bool needs_nothing(const struct text *text)
{
    const unsigned char *at = (const unsigned char *)text->data;
    const unsigned char *const end = at + text->len;
    while (at < end) {
        size_t length;
        if (!is_stable(at, &length))
            return false;
        at += length;
    }
    return true;
}

/*
 * Zero-width spaces and joiners, direction marks, invisible operators, byte-order
 * marks, variants of signs (an «✓» in colours): what pasting from Word and messengers
 * leaves.  In the scripts that the forms can print they carry nothing.
 */
static size_t invisible_length(const unsigned char *at, size_t left)
{
    if (left < 3)
        return 0;
    bool const general = at[0] == 0xE2 && at[1] == 0x80 &&
                         ((at[2] >= 0x8B && at[2] <= 0x8F) || (at[2] >= 0xAA && at[2] <= 0xAE));
    bool const more = at[0] == 0xE2 && at[1] == 0x81 && at[2] >= 0xA0 && at[2] <= 0xAF;
    bool const mark = at[0] == 0xEF && at[1] == 0xBB && at[2] == 0xBF;
    bool const variant = at[0] == 0xEF && at[1] == 0xB8 && at[2] <= 0x8F;
    return general || more || mark || variant ? 3 : 0;
}

/* U+2028 and U+2029 end lines, which web pages and Word know. */
static bool ends_line(const unsigned char *at, size_t left)
{
    return left >= 3 && at[0] == 0xE2 && at[1] == 0x80 && (at[2] == 0xA8 || at[2] == 0xA9);
}

void unicode_drop_invisible(struct text *text)
{
    unsigned char *const bytes = (unsigned char *)text->data;
    if (!text->len || (!memchr(bytes, 0xE2, text->len) && !memchr(bytes, 0xEF, text->len)))
        return;
    size_t kept = 0;
    for (size_t i = 0; i < text->len;) {
        size_t const length = invisible_length(bytes + i, text->len - i);
        if (length) {
            i += length;
        } else if (ends_line(bytes + i, text->len - i)) {
            bytes[kept++] = '\n';
            i += 3;
        } else {
            bytes[kept++] = bytes[i++];
        }
    }
    text->len = kept;
    bytes[kept] = '\0';
}

void unicode_normalise(struct text *text)
{
    if (is_common(text) || needs_nothing(text))
        return;
    utf8proc_uint8_t *normal = NULL;
    utf8proc_ssize_t const count =
        utf8proc_map((const utf8proc_uint8_t *)text->data, (utf8proc_ssize_t)text->len, &normal,
                     UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (count == UTF8PROC_ERROR_NOMEM)
        out_of_memory();
    if (count >= 0) {
        text_clear(text);
        text_add_bytes(text, normal, (size_t)count);
    }
    free(normal);
}

/* ---- letters ---------------------------------------------------------------------------- */

enum unicode_kind unicode_kind(uint32_t code_point)
{
    switch ((int)utf8proc_category((utf8proc_int32_t)code_point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LO: return UNICODE_LETTER;
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME: return UNICODE_MARK;
    case UTF8PROC_CATEGORY_CF: return UNICODE_FORMAT;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_CC: return UNICODE_SPACE;
    case UTF8PROC_CATEGORY_PD: return UNICODE_DASH;
    default: return UNICODE_OTHER;
    }
}

uint32_t unicode_small(uint32_t code_point)
{
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code_point);
}

bool unicode_begins_small(const char *string)
{
    return utf8proc_islower((utf8proc_int32_t)utf8_next(&string));
}

bool unicode_begins_capital(const char *string)
{
    uint32_t const letter = utf8_next(&string);
    return unicode_small(letter) != letter;
}

const char *unicode_capitalise(struct arena *arena, const char *string)
{
    const char *rest = string;
    utf8proc_int32_t const first = (utf8proc_int32_t)utf8_next(&rest);
    utf8proc_int32_t const upper = utf8proc_toupper(first);
    if (upper == first)
        return string;
    struct text out = TEXT_EMPTY;
    text_add_utf8(&out, (uint32_t)upper);
    text_add(&out, rest);
    return text_take(&out, arena);
}
