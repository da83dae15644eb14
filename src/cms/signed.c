#include "cms/cms.h"

#include "base/hash.h"
#include "cms/protocol.h"

enum { MAX_ATTRIBUTES = 128 };

static const char signed_data[] = "1.2.840.113549.1.7.2";
static const char stamp_info[] = "1.2.840.113549.1.9.16.1.4";
static const char attribute_digest[] = "1.2.840.113549.1.9.4";
static const char attribute_time[] = "1.2.840.113549.1.9.5";
static const char attribute_stamp[] = "1.2.840.113549.1.9.16.2.14";

/* A SignedData that is open: with what it signs, when that is inside. */
struct signature {
    asn1_node grammar;
    struct arena *arena;
    asn1_node node;
    const char *content_type;
    struct der content;
};

static bool open_signature(struct signature *signature, asn1_node grammar, struct der cms,
                           struct arena *arena)
{
    *signature = (struct signature){.grammar = grammar, .arena = arena};
    asn1_node outer = der_open(grammar, "ContentInfo", cms);
    if (outer && strcmp(der_string(outer, "contentType", arena), signed_data) == 0)
        signature->node = der_open(grammar, "SignedData", der_value(outer, "content", arena));
    asn1_delete_structure(&outer);
    if (!signature->node)
        return false;
    signature->content_type = der_string(signature->node, "encapContentInfo.contentType", arena);
    signature->content =
        der_octets(der_value(signature->node, "encapContentInfo.content", arena), arena);
    return true;
}

static struct der digest_of(const char *oid, struct der bytes, struct arena *arena)
{
    const struct digest_kind *kind = digest_kind(oid);
    struct hash_piece const piece = {bytes.bytes, bytes.size};
    if (!kind || !bytes.bytes)
        return (struct der){0};
    unsigned char *digest = arena_alloc(arena, DIGEST_LARGEST);
    return (struct der){digest, digest_pieces(kind, &piece, 1, digest)};
}

/* ---- attributes ------------------------------------------------------------------------------ */

/*
 * The one value of an attribute that may stand once and have one value (RFC 5652,
 * 11); false when there are several: then nobody can say which is meant.
 */
static bool find_attribute(const struct signature *of, asn1_node signer, const char *list,
                           const char *oid, struct der *value)
{
    struct arena *arena = of->arena;
    int const count = der_count(signer, list);
    *value = (struct der){0};
    if (count > MAX_ATTRIBUTES)
        return false;
    for (int i = 1; i <= count; i++) {
        const char *path = arena_printf(arena, "%s.?%d.", list, i);
        if (strcmp(der_string(signer, arena_printf(arena, "%sattrType", path), arena), oid) != 0)
            continue;
        const char *values = arena_printf(arena, "%sattrValues", path);
        if (value->bytes || der_count(signer, values) != 1)
            return false;
        *value = der_value(signer, arena_printf(arena, "%s.?1", values), arena);
    }
    return true;
}

/* ---- time stamps ------------------------------------------------------------------------------- */

struct stamp {
    const char *digest; /* object identifier */
    struct der imprint;
    const char *time;
};

/* Reads TSTInfo (RFC 3161, 2.4.2); false when it cannot be read. */
static bool read_stamp(const struct signature *token, struct stamp *stamp)
{
    struct arena *arena = token->arena;
    *stamp = (struct stamp){0};
    if (strcmp(token->content_type, stamp_info) != 0)
        return false;
    asn1_node node = der_open(token->grammar, "TSTInfo", token->content);
    if (!node)
        return false;
    stamp->digest = der_string(node, "messageImprint.hashAlgorithm.algorithm", arena);
    stamp->imprint = der_value(node, "messageImprint.hashedMessage", arena);
    stamp->time = time_text(der_string(node, "genTime", arena), false, arena);
    asn1_delete_structure(&node);
    return stamp->time && stamp->imprint.bytes;
}

/* A time stamp over the signature itself (RFC 5126, 6.1.1): of this signature or not? */
static void tell_signature_stamp(const struct signature *of, asn1_node signer, struct text *out)
{
    struct signature token;
    struct stamp stamp;
    struct der encoded;
    if (!find_attribute(of, signer, "unsignedAttrs", attribute_stamp, &encoded) || !encoded.bytes ||
        !open_signature(&token, of->grammar, encoded, of->arena))
        return;
    if (read_stamp(&token, &stamp)) {
        struct der const own =
            digest_of(stamp.digest, der_value(signer, "signature", of->arena), of->arena);
        bool const bad = own.bytes && !der_same(own, stamp.imprint);
        line_add(out, bad ? CMS_BAD_STAMP : CMS_SIGNATURE_STAMP, stamp.time);
    }
    asn1_delete_structure(&token.node);
}

/* ---- signers ----------------------------------------------------------------------------------- */

static void tell_certificate(const struct signature *of, const struct signer_id *id,
                             struct text *out)
{
    int const count = der_count(of->node, "certificates");
    for (int i = 1; i <= count && i <= CMS_MAX_CERTIFICATES; i++) {
        struct der const certificate =
            der_value(of->node, arena_printf(of->arena, "certificates.?%d", i), of->arena);
        if (certificate_is_of(of->grammar, certificate, id, of->arena)) {
            certificate_tell(of->grammar, certificate, of->arena, out);
            return;
        }
    }
    line_add(out, CMS_ISSUER, name_text(of->grammar, id->issuer, of->arena));
    line_add_hex(out, CMS_SERIAL, id->serial);
}

static bool tell_attributes(const struct signature *of, asn1_node signer, struct text *out)
{
    struct der value;
    if (!find_attribute(of, signer, "signedAttrs", attribute_digest, &value))
        return false;
    line_add_hex(out, CMS_MESSAGE_DIGEST, der_octets(value, of->arena));
    if (find_attribute(of, signer, "signedAttrs", attribute_time, &value) && value.bytes) {
        asn1_node time = der_open(of->grammar, "Time", value);
        line_add(out, CMS_SIGNING_TIME, time ? time_at(time, "", of->arena) : NULL);
        asn1_delete_structure(&time);
    }
    tell_signature_stamp(of, signer, out);
    return true;
}

static bool tell_signer(const struct signature *of, int number, struct text *out)
{
    struct arena *arena = of->arena;
    asn1_node node =
        der_open(of->grammar, "SignerInfo",
                 der_value(of->node, arena_printf(arena, "signerInfos.?%d", number), arena));
    if (!node)
        return false;
    struct signer_id const id = {
        .issuer = der_value(node, "sid.issuerAndSerialNumber.issuer", arena),
        .serial = der_value(node, "sid.issuerAndSerialNumber.serialNumber", arena),
        .key_id = der_value(node, "sid.subjectKeyIdentifier", arena),
    };
    const char *digest = der_string(node, "digestAlgorithm.algorithm", arena);
    line_add(out, CMS_SIGNER, arena_printf(arena, "%d", number));
    line_add(out, CMS_DIGEST, digest);
    line_add_hex(out, CMS_CONTENT_DIGEST, digest_of(digest, of->content, arena));
    bool const good = *digest && tell_attributes(of, node, out);
    tell_certificate(of, &id, out);
    asn1_delete_structure(&node);
    return good;
}

/* ---- the whole --------------------------------------------------------------------------------- */

static void tell_content(const struct signature *of, struct text *out)
{
    struct stamp stamp;
    line_add(out, CMS_CONTENT_TYPE, of->content_type);
    if (!of->content.bytes)
        return;
    if (of->content.size <= DIGEST_LARGEST)
        line_add_hex(out, CMS_CONTENT, of->content);
    line_add_hex(out, CMS_CONTENT_SHA256,
                 digest_of("2.16.840.1.101.3.4.2.1", of->content, of->arena));
    if (read_stamp(of, &stamp)) {
        line_add(out, CMS_STAMP_DIGEST, stamp.digest);
        line_add_hex(out, CMS_STAMP_IMPRINT, stamp.imprint);
        line_add(out, CMS_STAMP_TIME, stamp.time);
    }
}

bool signed_tell(asn1_node grammar, struct der cms, struct arena *arena, struct text *out)
{
    struct signature signature;
    if (!open_signature(&signature, grammar, cms, arena))
        return false;
    int const count = der_count(signature.node, "signerInfos");
    bool good = count > 0 && count <= CMS_MAX_SIGNERS;
    if (good)
        tell_content(&signature, out);
    for (int i = 1; good && i <= count; i++)
        good = tell_signer(&signature, i, out);
    asn1_delete_structure(&signature.node);
    return good;
}
