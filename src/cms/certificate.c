#include "cms/cms.h"
#include "cms/protocol.h"

enum { MAX_EXTENSIONS = 64 };

static const char subject_key_id[] = "2.5.29.14";

/* ---- lines ----------------------------------------------------------------------------------- */

void line_add(struct text *out, const char *word, const char *value)
{
    if (!value || !*value)
        return;
    text_format(out, "%s %s\n", word, value);
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
    asn1_delete_structure(&node);
    return same;
}

/* ---- what is told ------------------------------------------------------------------------------ */

bool certificate_tell(asn1_node grammar, struct der certificate, struct arena *arena,
                      struct text *out)
{
    asn1_node node = der_open(grammar, "Certificate", certificate);
    if (!node)
        return false;
    struct der const subject = der_value(node, "tbsCertificate.subject", arena);
    struct der const issuer = der_value(node, "tbsCertificate.issuer", arena);
    line_add(out, CMS_SUBJECT, name_text(grammar, subject, arena));
    line_add(out, CMS_ISSUER, name_text(grammar, issuer, arena));
    line_add_hex(out, CMS_SERIAL, der_value(node, "tbsCertificate.serialNumber", arena));
    line_add(out, CMS_VALID_FROM, time_at(node, "tbsCertificate.validity.notBefore", arena));
    line_add(out, CMS_VALID_UNTIL, time_at(node, "tbsCertificate.validity.notAfter", arena));
    asn1_delete_structure(&node);
    return true;
}
