#include "case/reader.h"

#include "base/text.h"

#include <stdint.h>
#include <string.h>

enum {
    ENOUGH = 32 * 1024,  /* bytes that are worth a piece without the end of a case in it */
    LONGEST_OPENING = 9, /* "<![CDATA[" */
    LONGEST_NAME = 64,   /* of a character's name that is looked at */
    CASE_LEVEL = 2,      /* cases are the root or its children */
};

/* What a scan of one token found. */
struct token {
    size_t length; /* 0: it does not end in these bytes */
    bool ends_piece;
    enum cut_find find;
    enum message message;
};

static struct token limit(enum message message)
{
    return (struct token){.length = 1, .find = CUT_LIMIT, .message = message};
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' ||
           byte == ':';
}

static bool is_in_name(char byte)
{
    return is_letter(byte) || (unsigned char)byte >= 0x80 || (byte >= '0' && byte <= '9') ||
           byte == '-' || byte == '.';
}

/* True when an XML name can begin so (XML 1.0, 5th edition, production 4). */
static bool is_name_start(const char *bytes)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {{0xC0, 0xD6},     {0xD8, 0xF6},     {0xF8, 0x2FF},    {0x370, 0x37D},
                  {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF},
                  {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}};
    if ((unsigned char)*bytes < 0x80)
        return is_letter(*bytes);
    uint32_t const letter = utf8_next(&bytes);
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (letter >= ranges[i].first && letter <= ranges[i].last)
            return true;
    return false;
}

/* ---- tags ----------------------------------------------------------------------- */

static bool is_end_tag(const char *tag)
{
    return tag[1] == '/';
}

/* Counts the tag in; true when it belongs to a case as a whole or to what is around it. */
static bool count_level(struct cut *cut, const char *tag, size_t length)
{
    int level = cut->depth;
    if (is_end_tag(tag))
        cut->depth -= cut->depth > 0;
    else if (tag[length - 2] == '/')
        level++;
    else
        level = ++cut->depth;
    return level <= CASE_LEVEL;
}

/* What stands behind a fault of the file, up to the next '>'. */
static struct token rubble(struct cut *cut, const char *bytes, size_t count)
{
    const char *end = memchr(bytes, '>', count);
    size_t const length = end ? (size_t)(end - bytes) + 1 : count;
    cut->run += length;
    return cut->run > CUT_MAX_RUN ? limit(MESSAGE_RUN_BYTES)
                                  : (struct token){.length = length, .ends_piece = true};
}

/* A '<' inside of a tag is a fault at which the parser stops. */
static struct token tag(struct cut *cut, const char *bytes, size_t count)
{
    size_t attributes = 0;
    size_t const most = count < CUT_MAX_TAG ? count : CUT_MAX_TAG;
    char quote = 0;
    for (size_t at = 1; at < most; at++) {
        char const byte = bytes[at];
        if (byte == '<') {
            cut->lost = true;
            return (struct token){.length = at, .ends_piece = true};
        }
        if (quote) {
            quote = byte == quote ? 0 : quote;
        } else if (byte == '"' || byte == '\'') {
            quote = byte;
        } else if (byte == '=') {
            if (++attributes > CUT_MAX_ATTRIBUTES)
                return limit(MESSAGE_TAG_ATTRIBUTES);
        } else if (byte == '>') {
            if (cut->depth >= CUT_MAX_DEPTH && !is_end_tag(bytes))
                return limit(MESSAGE_CASE_DEPTH);
            return (struct token){.length = at + 1, .ends_piece = count_level(cut, bytes, at + 1)};
        }
    }
    return most < count ? limit(MESSAGE_TAG_BYTES) : (struct token){0};
}

/* ---- the rest ---------------------------------------------------------------------- */

static bool begins(const char *bytes, size_t count, const char *what)
{
    size_t const length = strlen(what);
    return count >= length && memcmp(bytes, what, length) == 0;
}

/* What is open ends here or later; all of it but the bytes that may begin its end is known. */
static struct token enclosed(struct cut *cut, const char *bytes, size_t count)
{
    size_t const length = strlen(cut->close);
    const char *end = memmem(bytes, count, cut->close, length);
    struct token token = {0};
    if (end)
        token.length = (size_t)(end - bytes) + length;
    else if (count >= ENOUGH)
        token.length = count - length;
    cut->run = end ? 0 : cut->run + token.length;
    if (end)
        cut->close = NULL;
    return cut->run > CUT_MAX_RUN ? limit(MESSAGE_RUN_BYTES) : token;
}

/* "&name;" and "&#1;" are the parser's; it would wait for a ';' that never comes. */
static struct token reference(const char *bytes, size_t count, bool last)
{
    size_t const most = count < LONGEST_NAME ? count : LONGEST_NAME;
    size_t at = 1;
    bool const number = most > 1 && bytes[1] == '#';
    at += number;
    while (at < most && is_in_name(bytes[at]))
        at++;
    if (at < most && bytes[at] == ';' && at > 1)
        return (struct token){.length = at + 1};
    if (at == count && !last && count < LONGEST_NAME)
        return (struct token){0};
    return (struct token){.length = 1,
                          .find = CUT_SPOILED,
                          .message =
                              number ? MESSAGE_XML_CHARACTER_REFERENCE : MESSAGE_XML_AMPERSAND};
}

static struct token markup(struct cut *cut, const char *bytes, size_t count, bool last)
{
    static const struct {
        const char *open, *close;
    } pairs[] = {{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}};
    if (count < LONGEST_OPENING && !last && !memchr(bytes, '>', count))
        return (struct token){0};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (!begins(bytes, count, pairs[i].open))
            continue;
        cut->close = pairs[i].close;
        cut->run = strlen(pairs[i].open);
        return (struct token){.length = cut->run};
    }
    bool const named = count > 1 && (is_name_start(bytes + 1) || bytes[1] == '/');
    if (!named && cut->depth && count > 1)
        return (struct token){.length = 1, .find = CUT_SPOILED, .message = MESSAGE_XML_LESS_THAN};
    return tag(cut, bytes, count);
}

/* Text up to a '<', or in an element to an '&'; where the bytes end it is left for later. */
static struct token words(struct cut *cut, const char *bytes, size_t count)
{
    const char *end = memchr(bytes, '<', count);
    size_t length = end ? (size_t)(end - bytes) : count;
    const char *ampersand = cut->depth ? memchr(bytes, '&', length) : NULL;
    if (ampersand)
        length = (size_t)(ampersand - bytes);
    else if (!end && count < ENOUGH)
        length = 0;
    cut->run = end ? 0 : cut->run + length;
    return cut->run > CUT_MAX_RUN ? limit(MESSAGE_RUN_BYTES) : (struct token){.length = length};
}

/*
 * The length of text up to a tag that means itself: it has other letters than ASCII's, or the parser
 * is quicker, and no reference, no line end that becomes another, no "]]>" and nothing that is no
 * character of XML, for which lead bytes from ED on are left to the parser.  0: the parser must see it.
 */
static size_t plain_words(const struct cut *cut, const char *bytes, size_t count)
{
    if (cut->lost || cut->close || cut->depth < CASE_LEVEL || *bytes == '<')
        return 0;
    const char *end = memchr(bytes, '<', count);
    size_t const length = end ? (size_t)(end - bytes) : 0;
    if (count - length < 2 || (length && end[1] != '/' && !is_letter(end[1])))
        return 0;
    unsigned char odd = 0, letters = 0;
    for (size_t i = 0; i < length; i++) { /* without a way out: many bytes at a time */
        unsigned char const byte = (unsigned char)bytes[i];
        odd |= ((byte < ' ') & (byte != '\t') & (byte != '\n')) | (byte == ']') | (byte == '&') |
               (byte >= 0xED);
        letters |= byte;
    }
    return !odd && letters >= 0x80 ? length : 0;
}

static struct token next_token(struct cut *cut, const char *bytes, size_t count, bool last)
{
    if (cut->lost)
        return rubble(cut, bytes, count);
    if (cut->close)
        return enclosed(cut, bytes, count);
    if (*bytes == '<')
        return markup(cut, bytes, count, last);
    if (*bytes == '&' && cut->depth)
        return reference(bytes, count, last);
    return words(cut, bytes, count);
}

struct cut_piece cut_next(struct cut *cut, const char *bytes, size_t count, bool last)
{
    size_t done = 0;
    while (done < count && done < ENOUGH) {
        struct cut const before = *cut;
        size_t const words = cut->words ? cut->words : plain_words(cut, bytes + done, count - done);
        cut->words = done ? words : 0;
        if (words && done)
            break;
        if (words) {
            cut->run = 0;
            return (struct cut_piece){.find = CUT_WORDS, .count = words};
        }
        struct token const token = next_token(cut, bytes + done, count - done, last);
        if (token.find != CUT_PIECE) {
            if (!done)
                return (struct cut_piece){token.find, token.length, token.message};
            *cut = before; /* it is found again when the piece is gone */
            break;
        }
        if (!token.length)
            break;
        done += token.length;
        if (token.ends_piece)
            break;
    }
    return (struct cut_piece){.count = done || !last ? done : count};
}
