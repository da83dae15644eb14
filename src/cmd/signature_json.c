/*
 * signature_json.c - signatures for programs; see signatures.h.
 */
#include "cmd/signatures.h"

static const char *match_name(enum signature_match match)
{
    switch (match) {
    case SIGNATURE_SAME: return "same";
    case SIGNATURE_DIFFERS: return "different";
    case SIGNATURE_NEEDS_KEY: return "needs-key";
    case SIGNATURE_UNKNOWN_DIGEST: return "unknown";
    }
    return "";
}

/* ",\"key\":\"value\"" when there is a value. */
static void add_pair(struct text *out, const char *key, const char *value)
{
    if (!value || !*value)
        return;
    text_add(out, ",\"");
    text_add(out, key);
    text_add(out, "\":");
    text_add_json(out, value);
}

static void add_signer(struct text *out, const struct signature_signer *signer)
{
    const struct cms_signer *facts = signer->facts;
    text_add(out, "{\"digest_match\":");
    text_add_json(out, match_name(signer->match));
    if (signer->digest) {
        add_pair(out, "digest", signer->digest->names[LANGUAGE_EN]);
        text_add(out, signer->digest->is_weak ? ",\"weak\":true" : ",\"weak\":false");
    } else {
        add_pair(out, "digest", facts->digest);
    }
    add_pair(out, "signing_time", facts->signing_time);
    add_pair(out, "stamp_time", facts->stamp_time);
    if (facts->stamp_is_foreign)
        text_add(out, ",\"stamp_of_another\":true");
    add_pair(out, "subject", facts->subject);
    add_pair(out, "issuer", facts->issuer);
    add_pair(out, "serial", facts->serial);
    add_pair(out, "valid_from", facts->valid_from);
    add_pair(out, "valid_until", facts->valid_until);
    text_add_char(out, '}');
}

static void add_coverage(struct text *out, const struct signature *signature)
{
    const char *covers = signature->is_of_other   ? "another-file"
                         : !signature->field      ? "" /* the whole file, or not this one */
                         : signature->fault       ? "wrong"
                         : signature->covers_file ? "file"
                         : signature->revision    ? "revision"
                                                  : "part";
    add_pair(out, "covers", covers);
    if (!signature->fault && signature->revision) {
        text_add(out, ",\"revision\":");
        text_add_int(out, (long)signature->revision);
    }
}

void signature_add_json(const struct signature *signature, struct text *out)
{
    text_add(out, signature->field ? "{\"field\":" : "{\"file\":");
    text_add_json(out, signature->field ? signature->field : signature->file);
    add_pair(out, "subfilter", signature->sub_filter);
    add_pair(out, "claimed", signature->claimed);
    add_coverage(out, signature);
    add_pair(out, "document_stamp", signature->facts.stamp_time);
    text_add(out, signature->signers ? ",\"read\":true" : ",\"read\":false");
    text_add(out, ",\"genuine\":\"not-checked\",\"signers\":[");
    for (const struct signature_signer *signer = signature->signers; signer;
         signer = signer->next) {
        if (signer != signature->signers)
            text_add_char(out, ',');
        add_signer(out, signer);
    }
    text_add(out, "]}");
}

void signatures_add_json(const struct signatures *list, struct text *out)
{
    text_add_char(out, '[');
    for (const struct signature *signature = list->first; signature; signature = signature->next) {
        if (signature != list->first)
            text_add_char(out, ',');
        signature_add_json(signature, out);
    }
    text_add_char(out, ']');
}
