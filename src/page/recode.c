#include "page/recode.h"

#include "page/codepages.h"

#include <errno.h>
#include <stdbool.h>
#include <string.h>

enum { ONE_BYTE, ASCII, LATIN, UTF8, WIDE };

/* A codepage, or units of 2 or 4 bytes. */
struct recoding {
    const char *names; /* as those of codepages */
    int kind;
    unsigned width;
    bool big;
};

static const struct recoding others[] = {
    {"UTF-8 UTF8 ", UTF8, 1, false},
    {"US-ASCII ASCII ANSI_X3.4-1968 646 ", ASCII, 1, false},
    {"ISO-8859-1 ISO8859-1 ISO_8859-1 ISO88591 LATIN1 L1 ", LATIN, 1, false},
    {"UTF-16LE UTF-16 UTF16 UCS-2LE ISO-10646-UCS-2 UCS-2 UCS2 ", WIDE, 2, false},
    {"UTF-16BE UCS-2BE ", WIDE, 2, true},
    {"UTF-32LE UTF-32 UTF32 UCS-4LE ", WIDE, 4, false},
    {"UTF-32BE ISO-10646-UCS-4 UCS-4 UCS4 UCS-4BE ", WIDE, 4, true},
};

enum { CODEPAGES = sizeof codepages / sizeof *codepages };

/* Codepages as recodings: those know their place in the table of pages. */
static const struct recoding pages[CODEPAGES];

static char capital(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static bool is_named(const char *names, const char *name)
{
    while (*names) {
        size_t same = 0;
        while (name[same] && names[same] == capital(name[same]) && names[same] != ' ')
            same++;
        if (!name[same] && names[same] == ' ')
            return true;
        names = strchr(names, ' ') + 1;
    }
    return false;
}

const struct recoding *recode_from(const char *encoding)
{
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (is_named(others[i].names, encoding))
            return &others[i];
    for (size_t i = 0; i < CODEPAGES; i++)
        if (is_named(codepages[i].names, encoding))
            return &pages[i];
    return NULL;
}

/* ---- one character -------------------------------------------------------------- */

static uint32_t unit(const struct recoding *from, const unsigned char *bytes)
{
    uint32_t value = 0;
    for (unsigned i = 0; i < from->width; i++)
        value = value << 8 | bytes[from->big ? i : from->width - 1 - i];
    return value;
}

static int read_wide(const struct recoding *from, const unsigned char *bytes, size_t left,
                     uint32_t *character, size_t *used)
{
    if (left < from->width)
        return EINVAL;
    *used = from->width;
    *character = unit(from, bytes);
    if (from->width == 2 && *character >= 0xD800 && *character < 0xDC00) {
        if (left < 4)
            return EINVAL;
        uint32_t const low = unit(from, bytes + 2);
        if (low < 0xDC00 || low > 0xDFFF)
            return EILSEQ;
        *used = 4;
        *character = 0x10000 + ((*character - 0xD800) << 10) + (low - 0xDC00);
    }
    bool const is_half = *character >= 0xD800 && *character < 0xE000;
    return is_half || *character > 0x10FFFF ? EILSEQ : 0;
}

static int read_utf8(const unsigned char *bytes, size_t left, uint32_t *character, size_t *used)
{
    unsigned const lead = bytes[0];
    size_t const length = lead < 0x80   ? 1
                          : lead < 0xC2 ? 0
                          : lead < 0xE0 ? 2
                          : lead < 0xF0 ? 3
                          : lead < 0xF5 ? 4
                                        : 0;
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (!length)
        return EILSEQ;
    *character = length == 1 ? lead : lead & (0x7Fu >> length);
    for (size_t i = 1; i < length; i++) {
        if (i == left)
            return EINVAL;
        if ((bytes[i] & 0xC0) != 0x80)
            return EILSEQ;
        *character = *character << 6 | (bytes[i] & 0x3F);
    }
    *used = length;
    bool const is_half = *character >= 0xD800 && *character < 0xE000;
    return *character < least[length] || is_half || *character > 0x10FFFF ? EILSEQ : 0;
}

static int read_byte(const struct recoding *from, unsigned byte, uint32_t *character)
{
    *character = byte;
    if (byte < 0x80 || from->kind == LATIN)
        return 0;
    if (from->kind == ASCII)
        return EILSEQ;
    *character = codepages[from - pages].characters[byte - 0x80];
    return *character ? 0 : EILSEQ;
}

static size_t write_utf8(uint32_t character, char to[4])
{
    if (character < 0x80) {
        to[0] = (char)character;
        return 1;
    }
    size_t const length = character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--, character >>= 6)
        to[i] = (char)(0x80 | (character & 0x3F));
    to[0] = (char)(0xF00u >> length | character);
    return length;
}

int recode(const struct recoding *from, const char **bytes, size_t *left, char **to, size_t *room)
{
    while (*left) {
        const unsigned char *const at = (const unsigned char *)*bytes;
        uint32_t character = 0;
        size_t used = 1;
        int const fault = from->kind == WIDE   ? read_wide(from, at, *left, &character, &used)
                          : from->kind == UTF8 ? read_utf8(at, *left, &character, &used)
                                               : read_byte(from, *at, &character);
        if (fault)
            return fault;
        char encoded[4];
        size_t const length = write_utf8(character, encoded);
        if (length > *room)
            return E2BIG;
        memcpy(*to, encoded, length);
        *to += length, *room -= length;
        *bytes += used, *left -= used;
    }
    return 0;
}

/* ---- in place of the C library's ----------------------------------------------------- */

#if defined __wasm__ || defined FORMULYAR_INSIDE
#include <iconv.h>

/* libxml2 asks for the way back too, and never goes it: such a recoding is its own address. */
static const struct recoding way_back;

iconv_t iconv_open(const char *to, const char *from)
{
    const struct recoding *recoding = recode_from(from);
    if (recoding && recoding->kind == UTF8 && recode_from(to))
        recoding = recode_from(to)->kind == UTF8 ? recoding : &way_back;
    else if (!recode_from(to) || recode_from(to)->kind != UTF8)
        recoding = NULL;
    if (!recoding) {
        errno = EINVAL;
        return (iconv_t)-1;
    }
    return (iconv_t)recoding;
}

size_t iconv(iconv_t recoding, char **from, size_t *left, char **to, size_t *room)
{
    if (!from || !*from)
        return 0;
    const char *bytes = *from;
    int const fault = recoding == (iconv_t)&way_back
                          ? EILSEQ
                          : recode((const struct recoding *)recoding, &bytes, left, to, room);
    *from += bytes - *from;
    if (!fault)
        return 0;
    errno = fault;
    return (size_t)-1;
}

int iconv_close(iconv_t recoding)
{
    (void)recoding;
    return 0;
}
#endif
