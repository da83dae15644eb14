/*
 * armour.c - see cms.h.
 *
 * CryptoPro and Kontur write base64 without the lines of PEM as well; some with a
 * byte order mark in front.
 */
#include "cms/cms.h"

#include <nettle/base64.h>

static const char begin_mark[] = "-----BEGIN ";
static const char dashes[] = "-----";

/* Where the base64 lies: between the lines of PEM, or everywhere. */
static struct der letters_of(const struct text *bytes)
{
    const char *at = bytes->data;
    const char *end = at + bytes->len;
    if (bytes->len >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0)
        at += 3;
    const char *begin = memmem(at, (size_t)(end - at), begin_mark, sizeof begin_mark - 1);
    if (begin) {
        const char *line = memchr(begin, '\n', (size_t)(end - begin));
        at = line ? line + 1 : end;
        const char *stop = memmem(at, (size_t)(end - at), dashes, sizeof dashes - 1);
        end = stop ? stop : end;
    }
    return (struct der){(const unsigned char *)at, (size_t)(end - at)};
}

struct der armour_remove(const struct text *bytes, struct arena *arena)
{
    struct der const plain = {(const unsigned char *)bytes->data, bytes->len};
    /* A CMS or a certificate begins with SEQUENCE, 0x30; in base64 that begins with M. */
    if (!bytes->len || plain.bytes[0] == 0x30)
        return plain;
    struct der const letters = letters_of(bytes);
    struct base64_decode_ctx context;
    size_t size = BASE64_DECODE_LENGTH(letters.size) + 1;
    unsigned char *decoded = arena_alloc(arena, size);
    base64_decode_init(&context);
    if (!base64_decode_update(&context, &size, decoded, letters.size,
                              (const char *)letters.bytes) ||
        !base64_decode_final(&context))
        return plain;
    return (struct der){decoded, size};
}
