#include "xml/encoding.h"

#include "base/text.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

enum {
    ENOUGH_LETTERS = 3, /* of UTF-8 in a row are no accident */
    SOME_LETTERS = 2,
    ENOUGH_WORDS = 2, /* teachers have two names */
    WORD_LENGTH = 3,  /* shorter ones say nothing: «вУ», «кВ» */
    ENOUGH_SIGNS = 3,
    ENOUGH_LINES = 3,
    FOREIGN_LETTERS = 5, /* «Öåíòð»: windows-1251 shown as windows-1252 */
};

static bool is_russian(uint32_t letter)
{
    return (letter >= 0x410 && letter <= 0x44F) || letter == 0x401 || letter == 0x451;
}

/* ---- what is declared ------------------------------------------------------------- */

void encoding_declared(const char *bytes, size_t count, char name[ENCODING_NAME_SIZE])
{
    name[0] = '\0';
    const char *const end = memchr(bytes, '>', count);
    if (!end || count < 5 || memcmp(bytes, "<?xml", 5) != 0)
        return;
    const char *at = memmem(bytes, (size_t)(end - bytes), "encoding", 8);
    if (!at)
        return;
    at += 8;
    while (at < end && (*at == ' ' || *at == '\t' || *at == '=' || *at == '\n' || *at == '\r'))
        at++;
    if (at == end || (*at != '"' && *at != '\''))
        return;
    const char *const close = memchr(at + 1, *at, (size_t)(end - at - 1));
    size_t const length = close ? (size_t)(close - at - 1) : 0;
    if (length >= ENCODING_NAME_SIZE)
        return;
    memcpy(name, at + 1, length);
    name[length] = '\0';
}

bool encoding_is_utf8(const char *name)
{
    return !name[0] || strcasecmp(name, "UTF-8") == 0 || strcasecmp(name, "UTF8") == 0 ||
           strcasecmp(name, "US-ASCII") == 0;
}

bool encoding_is_wide(const char *name)
{
    return strncasecmp(name, "UTF-16", 6) == 0 || strncasecmp(name, "UTF-32", 6) == 0 ||
           strncasecmp(name, "UCS", 3) == 0 || strncasecmp(name, "ISO-10646", 9) == 0;
}

/* ---- UTF-8 in bytes ------------------------------------------------------------- */

static bool is_letter_of_utf8(const unsigned char *bytes, const unsigned char *end)
{
    return end - bytes > 1 && (bytes[0] == 0xD0 || bytes[0] == 0xD1) && (bytes[1] & 0xC0) == 0x80 &&
           is_russian((uint32_t)(bytes[0] & 0x1F) << 6 | (bytes[1] & 0x3F));
}

size_t encoding_find_utf8(const char *text, size_t count, bool *genuine)
{
    const unsigned char *const bytes = (const unsigned char *)text;
    const unsigned char *const end = bytes + count;
    for (const unsigned char *at = bytes; at < end;) {
        if (*at < 0x80) {
            at++;
            continue;
        }
        const unsigned char *const run = at;
        size_t letters = 0;
        for (; is_letter_of_utf8(at, end); at += 2)
            letters++;
        if (letters >= ENOUGH_LETTERS || (letters >= SOME_LETTERS && !*genuine))
            return (size_t)(run - bytes);
        if (!letters) { /* a sign of UTF-8 (a dash, a quotation mark) speaks for nothing */
            const char *next = (const char *)at;
            *genuine |= !(*at >= 0xC2 && end - at > 2 && utf8_valid(next, *at < 0xE0 ? 2 : 3));
            at++;
            while (at < end && *at >= 0x80 && !is_letter_of_utf8(at, end))
                at++;
        }
    }
    return count;
}

/* ---- text -------------------------------------------------------------------------- */

/* What windows-1251 has for the bytes 80 to BF. */
static const uint16_t signs[64] = {
    0x402,  0x403,  0x201A, 0x453,  0x201E, 0x2026, 0x2020, 0x2021, 0x20AC, 0x2030, 0x409,
    0x2039, 0x40A,  0x40C,  0x40B,  0x40F,  0x452,  0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x98,   0x2122, 0x459,  0x203A, 0x45A,  0x45C,  0x45B,  0x45F,  0xA0,
    0x40E,  0x45E,  0x408,  0xA4,   0x490,  0xA6,   0xA7,   0x401,  0xA9,   0x404,  0xAB,
    0xAC,   0xAD,   0xAE,   0x407,  0xB0,   0xB1,   0x406,  0x456,  0x491,  0xB5,   0xB6,
    0xB7,   0x451,  0x2116, 0x454,  0xBB,   0x458,  0x405,  0x455,  0x457};

/* True when lead (Р or С) and sign are how windows-1251 shows a Russian letter of UTF-8. */
static bool is_pair(uint32_t lead, uint32_t sign)
{
    for (uint32_t i = 0; i < 64; i++)
        if (signs[i] == sign)
            return is_russian((lead == 0x420 ? 0x400u : 0x440u) + i);
    return false;
}

/* The rest of a word that begins so; *end is behind it. */
static bool begins_pairs(const char *at, const char *end)
{
    size_t pairs = 0;
    while (end - at > 2 && (unsigned char)at[0] == 0xD0 &&
           ((unsigned char)at[1] == 0xA0 || (unsigned char)at[1] == 0xA1)) {
        uint32_t const lead = utf8_next(&at);
        if (!is_pair(lead, utf8_next(&at)))
            return false;
        if (++pairs == ENOUGH_LETTERS)
            return true;
    }
    return false;
}

static bool find_pairs(const char *text, size_t count, size_t *at)
{
    const unsigned char *const bytes = (const unsigned char *)text;
    for (size_t i = 0; i + 1 < count; i++) {
        if (bytes[i] == 0xD0 && (bytes[i + 1] == 0xA0 || bytes[i + 1] == 0xA1) &&
            begins_pairs(text + i, text + count)) {
            *at = i;
            return true;
        }
    }
    return false;
}

/* What the words of a text look like. */
struct census {
    size_t good; /* words of small letters, the first may be a capital */
    size_t bad;  /* with a capital after a small letter */
    size_t signs, lines, letters;
    size_t foreign; /* words of Western Europe's accented letters alone, as long as none has */
    size_t first_bad, first_sign, first_line, first_foreign;
};

static bool is_capital(uint32_t letter)
{
    return (letter >= 0x410 && letter <= 0x42F) || letter == 0x401;
}

/*
 * What stands between letters when д ж з й м н о of CP866 are read as windows-1251,
 * or р т у х of windows-1251 as ISO-8859-5: signs, and letters of Serbian and
 * Macedonian, which no language of Russia has.
 */
static bool is_sign(uint32_t letter)
{
    static const uint16_t signs_there[] = {0xA4,  0xA6,  0xA7,  0xA9,  0xAC,  0xAD,  0xAE,  0x2116,
                                           0x402, 0x403, 0x405, 0x409, 0x40A, 0x40B, 0x40C, 0x40F,
                                           0x452, 0x453, 0x455, 0x459, 0x45A, 0x45B, 0x45C, 0x45F};
    for (size_t i = 0; i < sizeof signs_there / sizeof *signs_there; i++)
        if (signs_there[i] == letter)
            return true;
    return false;
}

static bool is_accented(uint32_t letter)
{
    return letter >= 0xC0 && letter <= 0xFF && letter != 0xD7 && letter != 0xF7; /* ×, ÷ */
}

static void note(size_t *count, size_t *first, size_t at)
{
    if (!(*count)++)
        *first = at;
}

/* Counts the word that begins at text + at; returns the offset behind it. */
static size_t count_word(struct census *census, const char *text, size_t count, size_t at)
{
    const char *next = text + at;
    size_t length = 0, capitals = 0, turns = 0;
    bool first_capital = false, small = false;
    for (const char *here = next; here < text + count; here = next) {
        uint32_t const letter = utf8_next(&next);
        if (!is_russian(letter)) {
            next = here;
            break;
        }
        bool const capital = is_capital(letter);
        first_capital |= capital && !length;
        capitals += capital;
        turns += capital && small;
        small = !capital;
        length++;
    }
    census->letters += length;
    if (length >= WORD_LENGTH && turns)
        note(&census->bad, &census->first_bad, at);
    else if (length >= WORD_LENGTH && capitals <= first_capital)
        census->good++;
    return (size_t)(next - text);
}

static struct census take_census(const char *text, size_t count)
{
    struct census census = {0};
    bool beside_letter = false;
    size_t accented = 0; /* letters of Western Europe in a row: no word has three */
    for (size_t at = 0; at < count;) {
        if ((unsigned char)text[at] < 0x80) {
            at++;
            beside_letter = false;
            accented = 0;
            continue;
        }
        const char *next = text + at;
        uint32_t const letter = utf8_next(&next);
        accented = is_accented(letter)                ? accented + 1
                   : letter == 0xD7 || letter == 0xF7 ? accented
                                                      : 0;
        if (accented == ENOUGH_LETTERS && is_accented(letter))
            note(&census.bad, &census.first_bad, at);
        if (accented == FOREIGN_LETTERS && is_accented(letter))
            note(&census.foreign, &census.first_foreign, at);
        if (is_russian(letter)) {
            at = count_word(&census, text, count, at);
            beside_letter = true;
            continue;
        }
        if (is_sign(letter) && (beside_letter || (unsigned char)*next >= 0x80))
            note(&census.signs, &census.first_sign, at);
        if (letter >= 0x2500 && letter <= 0x257F)
            note(&census.lines, &census.first_line, at);
        at = (size_t)(next - text);
    }
    return census;
}

/* ---- a quick look ------------------------------------------------------------------- */

/* Which of the slow looks may find something; nearly all texts have no trace of either. */
struct traces {
    bool pairs; /* an Р or С, and behind it what may begin a sign (find_pairs()) */
    bool words; /* a capital behind a small letter, or an accented one (take_census()) */
};

/*
 * A few comparisons of neighbouring bytes, and no way out of the loop: so the compiler looks at
 * many bytes at a time.  What is D0 or D1 here begins a letter, since no second byte is above BF.
 */
static struct traces find_traces(const char *text, size_t count)
{
    const unsigned char *const bytes = (const unsigned char *)text;
    unsigned char pairs = 0, turns = 0;
    for (size_t i = 0; i + 3 < count; i++) {
        unsigned char const a = bytes[i], b = bytes[i + 1], c = bytes[i + 2], d = bytes[i + 3];
        bool const is_lead = (a == 0xD0) & ((b & 0xFE) == 0xA0);
        bool const is_sign = (c == 0xC2) | (c == 0xD2) | (c == 0xE2) | ((c == 0xD0) & (d < 0x90)) |
                             ((c == 0xD1) & (d >= 0x90));
        bool const is_small = ((a == 0xD0) & (b >= 0xB0)) | ((a == 0xD1) & (b <= 0x91));
        pairs |= is_lead & is_sign;
        turns |= is_small & (c == 0xD0) & (d < 0xB0);
    }
    bool const has_accents = count && memchr(text, 0xC3, count);
    return (struct traces){.pairs = pairs, .words = turns || has_accents};
}

bool encoding_is_doubtful(const char *text, size_t count, bool recoded,
                          struct encoding_doubt *doubt)
{
    *doubt = (struct encoding_doubt){.message = MESSAGE_TEXT_RECODED};
    struct traces const traces = find_traces(text, count);
    if (traces.pairs && find_pairs(text, count, &doubt->at))
        return true;
    if (!recoded && !traces.words)
        return false;
    struct census const census = take_census(text, count);
    doubt->message = MESSAGE_TEXT_MIXED_UP;
    doubt->at = census.first_foreign;
    if (!recoded && census.foreign)
        return true;
    doubt->at = census.first_bad;
    if (!recoded)
        return census.bad >= ENOUGH_WORDS && census.bad > census.good;
    doubt->message = MESSAGE_XML_ENCODING_OTHER;
    if (census.bad >= ENOUGH_WORDS && census.bad > census.good)
        doubt->at = census.first_bad;
    else if (census.signs >= ENOUGH_SIGNS && census.signs * 5 > census.letters)
        doubt->at = census.first_sign;
    else if (census.lines >= ENOUGH_LINES)
        doubt->at = census.first_line;
    else
        return false;
    return true;
}

bool encoding_is_false(const char *bytes, size_t count, enum message *message)
{
    char declared[ENCODING_NAME_SIZE];
    struct encoding_doubt doubt;
    bool genuine = false;
    encoding_declared(bytes, count, declared);
    if (!encoding_is_utf8(declared) && !encoding_is_wide(declared)) {
        *message = MESSAGE_XML_ENCODING_UTF8;
        return encoding_find_utf8(bytes, count, &genuine) < count;
    }
    doubt.message = MESSAGE_TEXT_RECODED;
    bool const doubtful = encoding_is_utf8(declared) && utf8_valid(bytes, count) &&
                          encoding_is_doubtful(bytes, count, false, &doubt);
    *message = doubt.message;
    return doubtful;
}
