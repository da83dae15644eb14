#include "docx/letters.h"

#include "base/arena.h"

#include <stdbool.h>
#include <stdlib.h>

enum { EM = 1000, WIDE = 722, CAPITAL_A = 0x410, SMALL_YA = 0x44F, SMALL_YO = 0x451 };

/* Advance widths of А to я, in 1/1000 em. */
static const short russian_widths[SMALL_YA - CAPITAL_A + 1] = {
    722, 574, 667, 578, 682, 611, 896, 501, 722,  722,  667, 678, 889, 722, 722,  722,
    556, 667, 611, 708, 790, 722, 722, 650, 1009, 1009, 706, 872, 574, 660, 1028, 667,
    444, 509, 472, 410, 509, 444, 691, 395, 535,  535,  486, 499, 633, 535, 500,  535,
    500, 444, 437, 500, 648, 500, 535, 503, 770,  770,  517, 672, 456, 429, 747,  460};

static int advance(uint32_t code_point)
{
    if (code_point >= CAPITAL_A && code_point <= SMALL_YA)
        return russian_widths[code_point - CAPITAL_A];
    if (code_point == SMALL_YO)
        return russian_widths[0x435 - CAPITAL_A];
    if (code_point == ' ' || code_point == 0xA0 || code_point == '.' || code_point == ',')
        return 250;
    if (code_point == '-' || code_point == 0x2011 || code_point == '(' || code_point == ')')
        return 333;
    bool const is_quote = code_point == 0xAB || code_point == 0xBB;
    bool const is_digit = code_point >= '0' && code_point <= '9';
    return is_quote || is_digit || code_point == '_' ? 500 : WIDE;
}

static double width_between(const char *string, const char *end)
{
    long width = 0;
    while (string < end)
        width += advance(utf8_next(&string));
    return (double)width / EM;
}

double letters_width(const char *string)
{
    return width_between(string, string + strlen(string));
}

static bool is_letter(uint32_t code_point)
{
    return (code_point >= CAPITAL_A && code_point <= SMALL_YA) || code_point == SMALL_YO;
}

static bool is_vowel(uint32_t code_point)
{
    static const uint32_t vowels[] = {0x430, 0x435, 0x438, 0x43E, 0x443,
                                      0x44B, 0x44D, 0x44E, 0x44F, SMALL_YO};
    for (size_t i = 0; i < sizeof vowels / sizeof vowels[0]; i++)
        if (code_point == vowels[i])
            return true;
    return false;
}

/* A small letter that begins a syllable before a vowel: not й, ъ, ь. */
static bool is_consonant(uint32_t code_point)
{
    static const uint32_t silent[] = {0x439, 0x44A, 0x44C};
    if (code_point < 0x430 || !is_letter(code_point) || is_vowel(code_point))
        return false;
    for (size_t i = 0; i < sizeof silent / sizeof silent[0]; i++)
        if (code_point == silent[i])
            return false;
    return true;
}

static uint32_t peek(const char *cursor)
{
    return utf8_next(&cursor);
}

/* A word may be divided before a consonant and a vowel when a vowel went before. */
static void divide_word(const char *word, const char *end, struct text *out)
{
    bool vowel_before = false;
    size_t letters = 0;
    while (word < end) {
        const char *start = word;
        uint32_t const letter = utf8_next(&word);
        bool const opens = is_consonant(letter) && word < end && is_vowel(peek(word));
        if (opens && vowel_before && letters >= 2)
            text_add_utf8(out, 0xAD);
        text_add_bytes(out, start, (size_t)(word - start));
        vowel_before = vowel_before || is_vowel(letter);
        letters++;
    }
}

void letters_divide(const char *string, double widest, struct text *out)
{
    const char *copied = string;
    text_reserve(out, strlen(string));
    while (*string) {
        const char *word = string;
        const char *next = string;
        long width = 0;
        for (uint32_t letter; is_letter(letter = utf8_next(&next)); string = next)
            width += advance(letter);
        if ((double)width / EM > widest && string > word) {
            text_add_bytes(out, copied, (size_t)(word - copied));
            divide_word(word, string, out);
            copied = string;
        }
        string = next;
    }
    text_add(out, copied);
}

/* The widths of what stands between the spaces of a string; the caller frees it. */
static long *measure_words(const char *string, size_t *count)
{
    long *words = xmalloc((strlen(string) + 1) * sizeof *words);
    for (*count = 0; *string; ++*count) {
        long word = 0;
        while (*string && *string != ' ')
            word += advance(utf8_next(&string));
        while (*string == ' ')
            string++;
        words[*count] = word;
    }
    return words;
}

/* Lines that words take when they are broken between them; a wider word stands alone. */
static int count_lines(const long *words, size_t count, long width)
{
    int lines = 1;
    long line = 0;
    for (size_t i = 0; i < count; i++) {
        if (line > 0 && line + advance(' ') + words[i] > width) {
            lines++;
            line = words[i];
        } else {
            line += (line > 0 ? advance(' ') : 0) + words[i];
        }
    }
    return lines;
}

/* The widest piece between spaces, or also between no-break ones and behind hyphens. */
static long widest_piece(const char *string, bool at_all_breaks)
{
    long widest = 0;
    for (long piece = 0; *string;) {
        uint32_t const code_point = utf8_next(&string);
        bool const is_space = code_point == ' ' || (at_all_breaks && code_point == 0xA0);
        piece = is_space ? 0 : piece + advance(code_point);
        widest = piece > widest ? piece : widest;
        if (at_all_breaks && code_point == '-')
            piece = 0;
    }
    return widest;
}

double letters_widest_piece(const char *string)
{
    return (double)widest_piece(string, true) / EM;
}

double letters_balance(const char *string, double widest)
{
    long most = (long)(widest * EM);
    size_t count;
    long *words = measure_words(string, &count);
    int const lines = count_lines(words, count, most);
    long least = lines > 1 ? widest_piece(string, false) : most;
    while (least < most) {
        long const middle = least + (most - least) / 2;
        if (count_lines(words, count, middle) > lines)
            least = middle + 1;
        else
            most = middle;
    }
    free(words);
    return lines == 1 ? widest : (double)most / EM;
}

/* ---- what stays together ----------------------------------------------------------------- */

static bool is_held(const uint32_t *text, size_t count, size_t at, enum glue least)
{
    return glue_holds(text, count, at) || glue_pull(text, count, at) >= least;
}

static const char *piece_end(const char *string)
{
    while (*string && *string != ' ')
        string++;
    return string;
}

static uint32_t *decode(const char *string, size_t *count)
{
    uint32_t *text = xmalloc((strlen(string) + 1) * sizeof *text);
    *count = 0;
    for (const char *cursor = string; *cursor;)
        text[(*count)++] = utf8_next(&cursor);
    return text;
}

void letters_glue(const char *string, double widest, enum glue least, struct text *out)
{
    if (!strchr(string, ' ') && !strstr(string, "\xC2\xA0")) {
        text_add(out, string);
        return;
    }
    size_t count;
    uint32_t *text = decode(string, &count);
    text_reserve(out, strlen(string));
    const char *piece = string; /* that hangs together */
    const char *copied = string;
    const char *cursor = string;
    for (size_t i = 0; i < count; i++) {
        const char *start = cursor;
        utf8_next(&cursor);
        if (text[i] != ' ' && text[i] != 0xA0)
            continue;
        bool const holds = (text[i] == 0xA0 || is_held(text, count, i, least)) &&
                           (widest <= 0 || width_between(piece, piece_end(cursor)) <= widest);
        if (!holds)
            piece = cursor;
        if (holds == (text[i] == 0xA0))
            continue;
        text_add_bytes(out, copied, (size_t)(start - copied));
        text_add_utf8(out, holds ? 0xA0 : ' ');
        copied = cursor;
    }
    text_add(out, copied);
    free(text);
}

/* ---- signs ------------------------------------------------------------------------------ */

/* Blocks of signs; those in them that Times New Roman has itself follow. */
static const uint32_t sign_blocks[][2] = {{0x2100, 0x214F}, {0x2150, 0x218F}, {0x2190, 0x21FF},
                                          {0x2200, 0x22FF}, {0x2300, 0x23FF}, {0x2400, 0x24FF},
                                          {0x25A0, 0x25FF}, {0x2600, 0x27BF}, {0x27C0, 0x2BFF}};

static const uint32_t roman_signs[][2] = {
    {0x2105, 0x2105}, {0x2113, 0x2113}, {0x2116, 0x2116}, {0x2122, 0x2122}, {0x2126, 0x2126},
    {0x212E, 0x212E}, {0x2153, 0x2154}, {0x215B, 0x215E}, {0x2190, 0x2195}, {0x21A8, 0x21A8},
    {0x2202, 0x2202}, {0x2206, 0x2206}, {0x220F, 0x220F}, {0x2211, 0x2212}, {0x2215, 0x2215},
    {0x2219, 0x221A}, {0x221E, 0x221F}, {0x2229, 0x2229}, {0x222B, 0x222B}, {0x2248, 0x2248},
    {0x2260, 0x2261}, {0x2264, 0x2265}, {0x2302, 0x2302}, {0x2310, 0x2310}, {0x2320, 0x2321},
    {0x25A0, 0x25A1}, {0x25AA, 0x25AC}, {0x25B2, 0x25B2}, {0x25BA, 0x25BA}, {0x25BC, 0x25BC},
    {0x25C4, 0x25C4}, {0x25CA, 0x25CC}, {0x25CF, 0x25CF}, {0x25D8, 0x25D9}, {0x25E6, 0x25E6},
    {0x263A, 0x263C}, {0x2640, 0x2640}, {0x2642, 0x2642}, {0x2660, 0x2660}, {0x2663, 0x2663},
    {0x2665, 0x2666}, {0x266A, 0x266B}};

static bool is_among(uint32_t c, const uint32_t (*ranges)[2], size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (c >= ranges[i][0] && c <= ranges[i][1])
            return true;
    return false;
}

static bool is_sign(uint32_t c)
{
    return is_among(c, sign_blocks, sizeof sign_blocks / sizeof *sign_blocks) &&
           !is_among(c, roman_signs, sizeof roman_signs / sizeof *roman_signs);
}

/* Where the next character stands that may be a sign, by the byte that they all begin with. */
static const char *next_candidate(const char *string)
{
    const char *at = strchr(string, 0xE2);
    return at ? at : string + strlen(string);
}

size_t letters_of_one_font(const char *string, bool *signs)
{
    const char *at = string;
    *signs = *at && is_sign(peek(at));
    if (*signs)
        while (*at && is_sign(peek(at)))
            utf8_next(&at);
    else
        for (at = next_candidate(at); *at && !is_sign(peek(at));)
            at = next_candidate(at + 1);
    return (size_t)(at - string);
}
