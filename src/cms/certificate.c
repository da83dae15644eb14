#include "cms/certificate.h"

#include "cms/name.h"
#include "cms/protocol.h"

enum { MAX_EXTENSIONS = 64 };

static const char subject_key_id[] = "2.5.29.14";

/* ---- lines ----------------------------------------------------------------------------------- */

void line_add(struct text *out, const char *word, const char *value)
{
    if (!value || !*value)
        return;
    text_add(out, word);
    text_add_char(out, ' ');
    text_add(out, value);
    text_add_char(out, '\n');
}

void line_add_hex(struct text *out, const char *word, struct der value)
{
    static const char digits[] = "0123456789abcdef";
    if (!value.bytes || !value.size)
        return;
    text_add(out, word);
    text_add_char(out, ' ');
    for (size_t i = 0; i < value.size; i++) {
        text_add_char(out, digits[value.bytes[i] >> 4]);
        text_add_char(out, digits[value.bytes[i] & 15]);
    }
    text_add_char(out, '\n');
}

void line_add_name(asn1_node grammar, const char *word, struct der name, struct arena *arena,
                   struct text *out)
{
    struct text told = TEXT_EMPTY;
    if (name.bytes && name_add(grammar, name, arena, &told))
        line_add(out, word, text_string(&told));
    text_free(&told);
}

/* ---- whose ------------------------------------------------------------------------------------ */

/* The key's identifier that the certificate names (RFC 5280, 4.2.1.2). */
static struct der key_id_of(asn1_node node, struct arena *arena)
{
    int count = der_count(node, "tbsCertificate.extensions");
    for (int i = 1; i <= count && i <= MAX_EXTENSIONS; i++) {
        const char *path = arena_printf(arena, "tbsCertificate.extensions.?%d.", i);
        if (strcmp(der_string(node, arena_printf(arena, "%sextnID", path), arena),
                   subject_key_id) == 0)
            return der_octets(der_value(node, arena_printf(arena, "%sextnValue", path), arena),
                              arena);
    }
    return (struct der){0};
}

bool certificate_is_of(asn1_node grammar, struct der certificate, const struct signer_id *id,
                       struct arena *arena)
{
    asn1_node node = der_open(grammar, "Certificate", certificate);
    if (!node)
        return false;
    bool const same =
        id->key_id.bytes
            ? der_same(id->key_id, key_id_of(node, arena))
            : der_same(id->issuer, der_value(node, "tbsCertificate.issuer", arena)) &&
                  der_same(id->serial, der_value(node, "tbsCertificate.serialNumber", arena));
    der_close(&node);
    return same;
}

/* ---- what is told ------------------------------------------------------------------------------ */

static void add_time(asn1_node node, const char *word, const char *path, struct arena *arena,
                     struct text *out)
{
    struct text told = TEXT_EMPTY;
    const char *kind = der_string(node, path, arena);
    const char *time = der_string(node, arena_printf(arena, "%s.%s", path, kind), arena);
    if (time_add(time, strcmp(kind, "utcTime") == 0, &told))
        line_add(out, word, text_string(&told));
    text_free(&told);
}

bool certificate_tell(asn1_node grammar, struct der certificate, struct arena *arena,
                      struct text *out)
{
    asn1_node node = der_open(grammar, "Certificate", certificate);
    if (!node)
        return false;
    line_add_name(grammar, CMS_SUBJECT, der_value(node, "tbsCertificate.subject", arena), arena,
                  out);
    line_add_name(grammar, CMS_ISSUER, der_value(node, "tbsCertificate.issuer", arena), arena, out);
    line_add_hex(out, CMS_SERIAL, der_value(node, "tbsCertificate.serialNumber", arena));
    add_time(node, CMS_VALID_FROM, "tbsCertificate.validity.notBefore", arena, out);
    add_time(node, CMS_VALID_UNTIL, "tbsCertificate.validity.notAfter", arena, out);
    der_close(&node);
    return true;
}
