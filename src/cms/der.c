/*
 * der.c - bytes as files hold them and structures of the grammar; see cms.h.
 *
 * CryptoPro and Kontur write base64 without the lines of PEM as well; some with a
 * byte order mark in front.
 */
#include "cms/cms.h"

#include "cms_grammar.h"

#include <limits.h>
#include <nettle/base64.h>
#include <stdlib.h>

/* ---- structures ----------------------------------------------------------------------------- */

asn1_node der_grammar(void)
{
    asn1_node grammar = NULL;
    return asn1_array2tree(cms_grammar, &grammar, NULL) == ASN1_SUCCESS ? grammar : NULL;
}

asn1_node der_open(asn1_node grammar, const char *type, struct der bytes)
{
    char name[64] = "FORMULYAR-CMS.";
    size_t const prefix = strlen(name);
    size_t const length = strlen(type);
    asn1_node node = NULL;
    int size = (int)bytes.size;
    if (!bytes.bytes || bytes.size > INT_MAX || length >= sizeof name - prefix)
        return NULL;
    memcpy(name + prefix, type, length + 1);
    if (asn1_create_element(grammar, name, &node) != ASN1_SUCCESS)
        return NULL;
    /* On failure the structure is released and node is NULL. */
    asn1_der_decoding2(&node, bytes.bytes, &size, ASN1_DECODE_FLAG_ALLOW_PADDING, NULL);
    return node;
}

struct der der_value(asn1_node node, const char *path, struct arena *arena)
{
    int size = 0;
    if (asn1_read_value(node, path, NULL, &size) != ASN1_MEM_ERROR || size <= 0)
        return (struct der){0};
    unsigned char *bytes = arena_alloc(arena, (size_t)size + 1);
    if (asn1_read_value(node, path, bytes, &size) != ASN1_SUCCESS)
        return (struct der){0};
    return (struct der){bytes, (size_t)size};
}

const char *der_string(asn1_node node, const char *path, struct arena *arena)
{
    struct der const value = der_value(node, path, arena); /* one more zero lies behind it */
    return value.bytes ? (const char *)value.bytes : "";
}

int der_count(asn1_node node, const char *path)
{
    int count = 0;
    return asn1_number_of_elements(node, path, &count) == ASN1_SUCCESS ? count : 0;
}

struct der der_octets(struct der bytes, struct arena *arena)
{
    unsigned char *value = NULL;
    unsigned size = 0;
    if (!bytes.bytes || bytes.size > INT_MAX ||
        asn1_decode_simple_ber(ASN1_ETYPE_OCTET_STRING, bytes.bytes, (unsigned)bytes.size, &value,
                               &size, NULL) != ASN1_SUCCESS)
        return (struct der){0};
    unsigned char *kept = arena_alloc(arena, (size_t)size + 1);
    if (size)
        memcpy(kept, value, size);
    free(value);
    return (struct der){kept, size};
}

bool der_same(struct der a, struct der b)
{
    return a.bytes && b.bytes && a.size == b.size && memcmp(a.bytes, b.bytes, a.size) == 0;
}

/* ---- PEM and base64 ------------------------------------------------------------------------- */

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
