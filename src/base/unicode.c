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

/* ---- what pasting leaves ----------------------------------------------------------------- */

enum { LINE_FEED = '\n', SOFT_HYPHEN = 0xAD };

/*
 * Zero-width spaces and joiners, direction marks, invisible operators, byte-order marks, tags,
 * variants of signs (an «✓» in colours).  In the scripts that the forms print they carry nothing.
 */
static bool is_invisible(uint32_t c)
{
    return c == SOFT_HYPHEN || c == 0x34F || c == 0x61C || (c >= 0x180B && c <= 0x180E) ||
           (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFEFF ||
           (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0x1D173 && c <= 0x1D17A) ||
           (c >= 0xE0000 && c <= 0xE01EF);
}

/* A letter or figure of Word's formulas, «𝑥», as any other: the forms have no italics. */
static uint32_t plain_letter(uint32_t c)
{
    enum { MOST = 4 };
    utf8proc_int32_t plain[MOST];
    int last = UTF8PROC_BOUNDCLASS_START;
    utf8proc_ssize_t const count = utf8proc_decompose_char(
        (utf8proc_int32_t)c, plain, MOST, UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE, &last);
    return count == 1 ? (uint32_t)plain[0] : c;
}

/* What is kept of a character that is not ASCII; 0: nothing. */
static uint32_t kept_of(uint32_t c)
{
    if (is_invisible(c))
        return 0;
    if (c == 0x85 || c == 0x2028 || c == 0x2029) /* lines of web pages and of Word */
        return LINE_FEED;
    if (c == 0x1680 || c == 0x205F || c == 0x3000) /* spaces that no face has */
        return ' ';
    return c >= 0x1D400 && c <= 0x1D7FF ? plain_letter(c) : c;
}

/*
 * Bytes that may be of what is not kept as it is; the looking takes many at a time.  Of what
 * begins with C2 or E2 (№, quotation marks, dashes, signs) only some go: the next bytes say which.
 */
static bool may_have_leavings(const struct text *text)
{
    const unsigned char *const bytes = (const unsigned char *)text->data;
    size_t const count = text->len;
    unsigned char found = 0;
    for (size_t i = 0; i + 1 < count; i++) { /* behind the last one stands NUL */
        unsigned char const a = bytes[i], b = bytes[i + 1], c = bytes[i + 2];
        bool const of_two = (a == 0xC2) & ((b == 0x85) | (b == 0xAD));
        bool const is_mark = ((c >= 0x8B) & (c <= 0x8F)) | ((c >= 0xA8) & (c <= 0xAE));
        bool const of_three = (a == 0xE2) & ((b == 0x81) | ((b == 0x80) & is_mark));
        bool const by_lead = (a == 0xCD) | ((a >= 0xD8) & (a != 0xE2));
        found |= of_two | of_three | by_lead;
    }
    return found;
}

/* Behind white space that begins with a line's end; at itself where none does. */
static const char *skip_line_end(const char *at)
{
    const char *behind = at + strspn(at, " \t\r");
    return *behind == '\n' ? behind + strspn(behind, " \t\r\n") : at;
}

void unicode_clean(struct text *text)
{
    if (!text->len || !may_have_leavings(text))
        return;
    struct text clean = TEXT_EMPTY;
    for (const char *at = text_string(text); *at;) {
        if ((unsigned char)*at < 0x80) {
            text_add_char(&clean, *at++);
            continue;
        }
        uint32_t const c = utf8_next(&at);
        uint32_t const kept = kept_of(c);
        if (kept)
            text_add_utf8(&clean, kept);
        else if (c == SOFT_HYPHEN) /* «прове-» at the end of a line that was copied from a page */
            at = skip_line_end(at);
    }
    text_clear(text);
    text_add_bytes(text, clean.data, clean.len);
    text_free(&clean);
}

/* The length of the white space at a place, 0 when none is there. */
static size_t space_at(const char *at)
{
    const char *behind = at;
    uint32_t const c = utf8_next(&behind);
    bool const is_space =
        c == ' ' || c == '\t' || c == '\r' || c == '\n' ||
        (c > 0x7F && utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_ZS);
    return is_space ? (size_t)(behind - at) : 0;
}

void unicode_trim(struct text *text)
{
    if (!text->len)
        return;
    const char *start = text->data;
    const char *end = start + text->len;
    for (size_t length; start < end && (length = space_at(start)) != 0;)
        start += length;
    while (start < end && space_at(utf8_before(start, end)))
        end = utf8_before(start, end);
    text->len = (size_t)(end - start);
    memmove(text->data, start, text->len);
    text->data[text->len] = '\0';
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

enum unicode_stand unicode_stand(uint32_t code_point)
{
    enum { OVERLAY = 1, ATTACHED_BELOW = 202, BELOW = 220, ABOVE = 230 };
    enum { DOUBLE_BELOW = 233, DOUBLE_ABOVE = 234, OGONEK = 0x328 };
    const utf8proc_property_t *property = utf8proc_get_property((utf8proc_int32_t)code_point);
    switch (property->combining_class) {
    case ABOVE: return UNICODE_ABOVE;
    case BELOW: return UNICODE_BELOW;
    case OVERLAY: return UNICODE_THROUGH;
    case ATTACHED_BELOW: return code_point == OGONEK ? UNICODE_AS_DRAWN : UNICODE_THROUGH;
    case DOUBLE_BELOW:
    case DOUBLE_ABOVE: return UNICODE_BETWEEN;
    default: break;
    }
    return property->category == UTF8PROC_CATEGORY_ME ? UNICODE_THROUGH : UNICODE_AS_DRAWN;
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
