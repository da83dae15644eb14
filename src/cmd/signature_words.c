/*
 * signature_words.c - signatures as lines and as JSON; see signatures.h.
 */
#include "cmd/signatures.h"

/* ---- for people ------------------------------------------------------------------------------------ */

/*
 * A string of a stranger, shown: controls, which could move the cursor or fake a line,
 * and what turns text around become U+FFFD.
 */
static void add_shown(struct text *out, const char *string)
{
    for (const char *at = string; *at;) {
        uint32_t const c = utf8_next(&at);
        bool const hides = c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) ||
                           (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        text_add_utf8(out, hides ? 0xFFFD : c);
    }
}

/* "2026-11-26T15:18:32Z" as "26.11.2026 15:18:32 UTC", in English "2026-11-26 15:18:32 UTC". */
static void add_time(struct text *out, const char *time, enum language language)
{
    if (strlen(time) < strlen("2026-11-26T15:18:32")) {
        add_shown(out, time);
        return;
    }
    const char *zone = time + 19;
    if (language == LANGUAGE_RU)
        text_format(out, "%c%c.%c%c.", time[8], time[9], time[5], time[6]);
    text_add_bytes(out, time, language == LANGUAGE_RU ? 4 : 10);
    text_add_char(out, ' ');
    text_add_bytes(out, time + 11, 8);
    text_add(out, *zone ? " " : "");
    text_add(out, strcmp(zone, "Z") == 0 ? "UTC" : zone);
}

static void add_words(struct text *out, enum language language, const char *ru, const char *en)
{
    text_add(out, language == LANGUAGE_RU ? ru : en);
}

static void add_digest(struct text *out, const struct signature_signer *signer,
                       enum language language)
{
    static const char *const matches[][2] = {
        [SIGNATURE_SAME] = {" совпадает", " matches"},
        [SIGNATURE_DIFFERS] = {" НЕ СОВПАДАЕТ", " DIFFERS"},
        [SIGNATURE_NEEDS_KEY] =
            {" без ключа не сверить: в подписи нет подписанных атрибутов",
             " cannot be compared without a key: there are no signed attributes"},
        [SIGNATURE_UNKNOWN_DIGEST] = {" не сверить: его вид программе не известен",
                                      " cannot be compared: its kind is not known here"},
    };
    add_words(out, language, "отпечаток", "digest");
    if (signer->digest)
        text_format(out, " %s", signer->digest->names[language]);
    if (signer->digest && signer->digest->is_weak)
        add_words(out, language, " (устарел, ненадёжен)", " (outdated, weak)");
    text_add(out, matches[signer->match][language]);
}

static void add_times(struct text *out, const struct signature *signature,
                      const struct cms_signer *signer, enum language language)
{
    bool const is_stamp = *signature->facts.stamp_time;
    const char *told = is_stamp ? signature->facts.stamp_time : signer->signing_time;
    if (*told) {
        add_words(out, language,
                  is_stamp ? "; отметка времени: " : "; время по словам подписавшего: ",
                  is_stamp ? "; stamped at " : "; time claimed by the signer: ");
        add_time(out, told, language);
        text_add(out, is_stamp ? " (genTime)" : " (signingTime)");
    }
    if (*signature->claimed && !is_stamp) {
        add_words(out, language, *told ? ", " : "; время по словам подписавшего: ",
                  *told ? ", " : "; time claimed by the signer: ");
        add_time(out, signature->claimed, language);
        text_add(out, " (/M)");
    }
    if (*signer->stamp_time) {
        add_words(out, language, "; отметка времени на подписи: ", "; a time stamp over it: ");
        add_time(out, signer->stamp_time, language);
        if (signer->stamp_is_foreign)
            add_words(out, language, " — ОТ ДРУГОЙ ПОДПИСИ", " — OF ANOTHER SIGNATURE");
    }
}

/* The words and a stranger's string behind them; nothing when it is empty. */
static void add_fact(struct text *out, const char *words, const char *string)
{
    if (!*string)
        return;
    text_add(out, words);
    add_shown(out, string);
}

static void add_certificate(struct text *out, const char *indent, const struct cms_signer *signer,
                            enum language language)
{
    bool const ru = language == LANGUAGE_RU;
    text_format(out, "%s  ", indent);
    if (!*signer->subject)
        text_add(out, ru ? "сертификата в подписи нет" : "no certificate in the signature");
    add_fact(out, ru ? "сертификат: " : "certificate: ", signer->subject);
    add_fact(out, ru ? "; издатель: " : "; issued by ", signer->issuer);
    add_fact(out, ru ? "; серийный номер " : "; serial number ", signer->serial);
    if (*signer->valid_from && *signer->valid_until) {
        text_add(out, ru ? "; действует с " : "; valid from ");
        add_time(out, signer->valid_from, language);
        text_add(out, ru ? " по " : " to ");
        add_time(out, signer->valid_until, language);
    }
    text_add_char(out, '\n');
}

static void add_coverage(struct text *out, const struct signature *signature,
                         enum language language)
{
    const char *fault = signature->fault;
    if (!signature->field && !signature->is_of_other)
        return; /* what lies beside is of the whole file, or not of it */
    if (signature->is_of_other) {
        add_words(out, language, "; это подпись другого файла с тем же именем",
                  "; it signs another file of the same name");
    } else if (fault) {
        add_words(out, language, "; область подписи неверна: ", "; its byte range is wrong: ");
        diag_half_add(out, fault, language);
    } else if (signature->covers_file) {
        add_words(out, language, "; охватывает весь файл", "; covers the whole file");
    } else if (signature->revision) {
        text_format(out,
                    language == LANGUAGE_RU
                        ? "; охватывает файл по редакцию %zu, дальше дописано позже"
                        : "; covers the file up to revision %zu, what follows was added later",
                    signature->revision);
    } else {
        add_words(out, language, "; охватывает только часть файла",
                  "; covers a part of the file only");
    }
}

static void add_signer(struct text *out, const char *indent, const struct signature *signature,
                       const struct signature_signer *signer, enum language language)
{
    if (signature->signers->next) {
        text_add(out, indent);
        add_words(out, language, "  подписавший: ", "  signer: ");
    } else {
        text_add(out, "; ");
    }
    add_digest(out, signer, language);
    add_times(out, signature, signer->facts, language);
    text_add_char(out, '\n');
    add_certificate(out, indent, signer->facts, language);
}

static void add_heading(struct text *out, const char *indent, const struct signature *signature,
                        enum language language)
{
    bool const is_stamp = *signature->facts.stamp_time;
    text_add(out, indent);
    if (signature->field) {
        add_words(out, language, is_stamp ? "отметка времени документа в поле " : "подпись в поле ",
                  is_stamp ? "document time stamp in the field " : "signature in the field ");
        add_shown(out, signature->field);
    } else {
        add_words(out, language, "подпись рядом с файлом, ", "signature beside the file, ");
        add_shown(out, signature->file);
    }
    add_fact(out, " (", signature->sub_filter);
    text_add(out, *signature->sub_filter ? ")" : "");
    add_coverage(out, signature, language);
}

void signature_add_text(const struct signature *signature, const char *indent,
                        enum language language, struct text *out)
{
    add_heading(out, indent, signature, language);
    if (signature->signers) {
        if (signature->signers->next)
            text_add_char(out, '\n');
        const struct signature_signer *signer = signature->signers;
        for (; signer; signer = signer->next)
            add_signer(out, indent, signature, signer, language);
        return;
    }
    if (*signature->claimed) {
        add_words(out, language,
                  "; время по словам подписавшего: ", "; time claimed by the signer: ");
        add_time(out, signature->claimed, language);
        text_add(out, " (/M)");
    }
    add_words(out, language, "; состав подписи не разобран\n",
              "; what is in it was not understood\n");
}

void signatures_add_caveat(const char *indent, enum language language, struct text *out)
{
    text_add(out, indent);
    add_words(out, language, "подлинность сертификата и подписи не проверялась\n",
              "whether certificate and signature are genuine was not checked\n");
}

void signatures_add_text(const struct signatures *list, const char *indent, enum language language,
                         struct text *out)
{
    for (const struct signature *signature = list->first; signature; signature = signature->next)
        signature_add_text(signature, indent, language, out);
    if (list->first)
        signatures_add_caveat(indent, language, out);
}

/* ---- for programs ----------------------------------------------------------------------------- */

static const char *const match_names[] = {
    [SIGNATURE_SAME] = "same",
    [SIGNATURE_DIFFERS] = "different",
    [SIGNATURE_NEEDS_KEY] = "needs-key",
    [SIGNATURE_UNKNOWN_DIGEST] = "unknown",
};

/* ",\"key\":\"value\"" when there is a value. */
static void add_pair(struct text *out, const char *key, const char *value)
{
    if (value && *value)
        text_format_json(out, ",%s:%s", key, value);
}

static void add_json_signer(struct text *out, const struct signature_signer *signer)
{
    const struct cms_signer *facts = signer->facts;
    text_format_json(out, "{\"digest_match\":%s", match_names[signer->match]);
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

static void add_json_coverage(struct text *out, const struct signature *signature)
{
    const char *covers = signature->is_of_other   ? "another-file"
                         : !signature->field      ? "" /* the whole file, or not this one */
                         : signature->fault       ? "wrong"
                         : signature->covers_file ? "file"
                         : signature->revision    ? "revision"
                                                  : "part";
    add_pair(out, "covers", covers);
    if (!signature->fault && signature->revision)
        text_format(out, ",\"revision\":%zu", signature->revision);
}

void signature_add_json(const struct signature *signature, struct text *out)
{
    text_add(out, signature->field ? "{\"field\":" : "{\"file\":");
    text_add_json(out, signature->field ? signature->field : signature->file);
    add_pair(out, "subfilter", signature->sub_filter);
    add_pair(out, "claimed", signature->claimed);
    add_json_coverage(out, signature);
    add_pair(out, "document_stamp", signature->facts.stamp_time);
    text_add(out, signature->signers ? ",\"read\":true" : ",\"read\":false");
    text_add(out, ",\"genuine\":\"not-checked\",\"signers\":[");
    for (const struct signature_signer *signer = signature->signers; signer;
         signer = signer->next) {
        if (signer != signature->signers)
            text_add_char(out, ',');
        add_json_signer(out, signer);
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
