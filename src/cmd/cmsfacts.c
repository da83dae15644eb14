#include "cmd/cmsfacts.h"

#include "cmd/inspect.h"
#include "cms/protocol.h"

#include <stddef.h>

enum { LONGEST_HEX = 1024 };

/* What is read is copied some times: a file of 32 MB may lie inside its signature. */
static struct confinement limits_for(size_t size)
{
    return (struct confinement){
        .memory = ((size_t)40 << 20) + 8 * size,
        .cpu = 1 + (size >> 24),
        .milliseconds = 10 * 1000,
        .answer = (size_t)1 << 20,
        .reads_files = true, /* the libraries of the program */
    };
}

bool byte_strings_equal(struct byte_string a, struct byte_string b)
{
    return a.bytes && b.bytes && a.size == b.size && memcmp(a.bytes, b.bytes, a.size) == 0;
}

/* ---- the answer ---------------------------------------------------------------------------- */

static int digit_value(char digit)
{
    if (digit >= '0' && digit <= '9')
        return digit - '0';
    return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

static struct byte_string read_hex(const char *hex, struct arena *arena)
{
    size_t const length = strlen(hex);
    if (!length || length % 2 || length > LONGEST_HEX)
        return (struct byte_string){0};
    unsigned char *bytes = arena_alloc(arena, length / 2);
    for (size_t i = 0; i < length; i++) {
        int const value = digit_value(hex[i]);
        if (value < 0)
            return (struct byte_string){0};
        bytes[i / 2] = (unsigned char)(bytes[i / 2] << 4 | value);
    }
    return (struct byte_string){bytes, length / 2};
}

struct word {
    const char *word;
    size_t place; /* of a string or a byte string in its struct */
    bool is_hex;
};

static const struct word words_of_all[] = {
    {CMS_CONTENT, offsetof(struct cms_facts, content), true},
    {CMS_CONTENT_SHA256, offsetof(struct cms_facts, content_sha256), true},
    {CMS_STAMP_DIGEST, offsetof(struct cms_facts, stamp_digest), false},
    {CMS_STAMP_IMPRINT, offsetof(struct cms_facts, stamp_imprint), true},
    {CMS_STAMP_TIME, offsetof(struct cms_facts, stamp_time), false},
};

static const struct word words_of_signer[] = {
    {CMS_DIGEST, offsetof(struct cms_signer, digest), false},
    {CMS_MESSAGE_DIGEST, offsetof(struct cms_signer, message_digest), true},
    {CMS_CONTENT_DIGEST, offsetof(struct cms_signer, content_digest), true},
    {CMS_SIGNING_TIME, offsetof(struct cms_signer, signing_time), false},
    {CMS_SIGNATURE_STAMP, offsetof(struct cms_signer, stamp_time), false},
    {CMS_BAD_STAMP, offsetof(struct cms_signer, stamp_time), false},
    {CMS_SUBJECT, offsetof(struct cms_signer, subject), false},
    {CMS_ISSUER, offsetof(struct cms_signer, issuer), false},
    {CMS_SERIAL, offsetof(struct cms_signer, serial), false},
    {CMS_VALID_FROM, offsetof(struct cms_signer, valid_from), false},
    {CMS_VALID_UNTIL, offsetof(struct cms_signer, valid_until), false},
};

/* Puts the value of a word that stands in the table where it belongs. */
static void take(const struct word *table, size_t count, void *where, const char *word,
                 const char *value, struct arena *arena)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(table[i].word, word) != 0)
            continue;
        char *place = (char *)where + table[i].place;
        if (table[i].is_hex)
            *(struct byte_string *)(void *)place = read_hex(value, arena);
        else
            *(const char **)(void *)place = value;
    }
}

static struct cms_signer *new_signer(struct arena *arena)
{
    struct cms_signer *signer = ARENA_NEW(arena, struct cms_signer);
    for (size_t i = 0; i < sizeof words_of_signer / sizeof *words_of_signer; i++)
        take(words_of_signer + i, 1, signer, words_of_signer[i].word, "", arena);
    return signer;
}

static const char *next_line(const char **at, struct arena *arena)
{
    size_t const length = strcspn(*at, "\n");
    const char *line = arena_strndup(arena, *at, length);
    *at += length + ((*at)[length] == '\n');
    return line;
}

void cms_parse(const struct text *answer, struct arena *arena, struct cms_facts *facts)
{
    struct cms_signer *signer = NULL; /* the last of the list */
    *facts = (struct cms_facts){.stamp_digest = "", .stamp_time = ""};
    const char *at = answer->len && utf8_valid(answer->data, answer->len) ? answer->data : "";
    while (*at) {
        char *word = arena_strdup(arena, next_line(&at, arena));
        char *space = strchr(word, ' ');
        if (!space)
            continue;
        *space = '\0';
        /* A lone certificate is told without a signer. */
        bool const begins = strcmp(word, CMS_SIGNER) == 0;
        if (begins || (!signer && strcmp(word, CMS_SUBJECT) == 0)) {
            struct cms_signer *next = new_signer(arena);
            LIST_PUT(facts->signers, signer, next);
        }
        if (!signer) {
            take(words_of_all, sizeof words_of_all / sizeof *words_of_all, facts, word, space + 1,
                 arena);
            continue;
        }
        take(words_of_signer, sizeof words_of_signer / sizeof *words_of_signer, signer, word,
             space + 1, arena);
        if (strcmp(word, CMS_BAD_STAMP) == 0)
            signer->stamp_is_foreign = true;
    }
}

/* ---- the program ----------------------------------------------------------------------------- */

enum cms_end cms_read(const char *path, const char *errand, const struct text *bytes,
                      struct arena *arena, struct cms_facts *facts)
{
    struct text answer = TEXT_EMPTY;
    int status = PROGRAM_MISSING;
    *facts = (struct cms_facts){.stamp_digest = "", .stamp_time = ""};
    if (!program_is_there(path))
        return CMS_END_MISSING;
    if (!bytes->len || bytes->len > CMS_LARGEST)
        return CMS_END_UNREAD;
    struct confinement const limits = limits_for(bytes->len);
    enum confine_end const end = program_run(path, errand, &bytes, 1, &limits, &answer, &status);
    enum cms_end result = CMS_END_BROKEN;
    if (end == CONFINE_DONE && status == CMS_DONE) {
        cms_parse(&answer, arena, facts);
        result = facts->signers ? CMS_END_READ : CMS_END_UNREAD;
    } else if (end == CONFINE_DONE && status == CMS_UNREAD) {
        result = CMS_END_UNREAD;
    } else if (end == CONFINE_REFUSED || (end == CONFINE_DONE && status == PROGRAM_MISSING)) {
        result = CMS_END_MISSING;
    }
    text_free(&answer);
    return result;
}
