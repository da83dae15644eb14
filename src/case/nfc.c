/*
 * nfc.c - see nfc.h.
 */
#include "case/nfc.h"

#include <stdbool.h>
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

void nfc_normalise(struct text *text)
{
    if (is_common(text) || needs_nothing(text))
        return;
    utf8proc_uint8_t *normal = NULL;
    utf8proc_ssize_t const count =
        utf8proc_map((const utf8proc_uint8_t *)text->data, (utf8proc_ssize_t)text->len, &normal,
                     UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    if (count >= 0) {
        text_clear(text);
        text_add_bytes(text, normal, (size_t)count);
    }
    free(normal);
}
