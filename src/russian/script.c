/*
 * script.c - Latin letters in Russian words; see hints.h.
 */
#include "russian/hints.h"
#include "russian/script.h"

#include "base/text.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

bool script_is_cyrillic(uint32_t c)
{
    return c >= 0x400 && c <= 0x52F;
}

static bool is_latin(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

struct script_word script_word_at(const char *at)
{
    struct script_word word = {.start = at, .end = at};
    for (uint32_t c; (c = utf8_next(&at)) != 0; word.end = at) {
        if (is_latin(c)) {
            word.latin_first += !word.cyrillic;
            word.latin++;
        } else if (script_is_cyrillic(c)) {
            word.cyrillic++;
        } else {
            break;
        }
        if (word.end == word.start)
            word.first = c;
    }
    return word;
}

bool script_next_word(const char **at, struct script_word *word)
{
    for (*word = script_word_at(*at); **at && word->end == word->start; *word = script_word_at(*at))
        utf8_next(at);
    *at = word->end;
    return word->end > word->start;
}

/* The letters of a text, from at to end, that are not of a set; both scripts in it as they look. */
static bool has_only(const char *at, const char *end, const char *set)
{
    while (at < end) {
        const char *start = at;
        utf8_next(&at);
        char letter[8] = {0};
        memcpy(letter, start, (size_t)(at - start));
        if (!strstr(set, letter))
            return false;
    }
    return true;
}

bool script_is_small(uint32_t c)
{
    return (c >= 0x430 && c <= 0x45F) || (c >= 'a' && c <= 'z');
}

/* The Russian letters behind the Latin ones are all small. */
static bool has_small_ending(const struct script_word *word)
{
    const char *at = word->start;
    for (size_t i = 0; i < word->latin_first; i++)
        utf8_next(&at);
    while (at < word->end)
        if (!script_is_small(utf8_next(&at)))
            return false;
    return true;
}

/*
 * A Roman number: with a Russian ending, «Vб», «XIX-го», «IIа», or with the Russian letter
 * that looks like ten in it, «ХIХ».  «Cмирнова», «MХК» and «CМИ» begin with Roman digits
 * and are none: what has no I or V is one only as «Xа», «XXв».
 */
static bool is_roman(const struct script_word *word)
{
    const char *digits_end = word->start + word->latin_first; /* ASCII if they are digits */
    bool const has_digit = memchr(word->start, 'I', (size_t)(word->end - word->start)) ||
                           memchr(word->start, 'V', (size_t)(word->end - word->start));
    if (has_digit && has_only(word->start, word->end, "IVXLCDMХІСМ"))
        return true;
    if (word->latin_first != word->latin || !has_only(word->start, digits_end, "IVX") ||
        word->cyrillic > 3)
        return false;
    if (has_digit)
        return word->cyrillic == 1 || (word->cyrillic == 2 && has_small_ending(word));
    return has_small_ending(word) && (word->latin > 1 || word->cyrillic == 1);
}

/* Letters that look like no Russian one. */
static bool is_plainly_latin(uint32_t c)
{
    return c < 0x80 && strchr("DFGIJLNQRSUVWZbdfghijlnqrstuvwz", (int)c);
}

/* «PDFы», «SMSки»: capitals, one of them plainly Latin, and an ending. */
static bool is_abbreviation(const struct script_word *word)
{
    bool plainly = false;
    const char *at = word->start;
    for (size_t i = 0; i < word->latin_first; i++) {
        uint32_t const letter = utf8_next(&at);
        plainly |= is_plainly_latin(letter);
        if (script_is_small(letter))
            return false;
    }
    return plainly && word->latin_first > 1 && word->latin_first == word->latin &&
           word->cyrillic <= 5 && has_small_ending(word);
}

/* ---- what stands before ------------------------------------------------------------------ */

/* A word in small letters, for looking up; one that is longer than any in the lists is cut. */
struct small_word {
    char letters[48];
};

static struct small_word small_of(const struct script_word *word)
{
    struct small_word small = {0};
    size_t length = 0;
    for (const char *at = word->start; at && at < word->end && length < sizeof small.letters - 4;) {
        uint32_t c = utf8_next(&at);
        c = c >= 0x410 && c <= 0x42F ? c + 0x20 : c == 0x401 ? 0x451 : c;
        if (c < 0x80) {
            small.letters[length++] = (char)c;
        } else {
            small.letters[length++] = (char)(0xC0 | (c >> 6 & 0x1F));
            small.letters[length++] = (char)(0x80 | (c & 0x3F));
        }
    }
    return small;
}

bool script_is_listed(const struct script_word *word, const char *const *list)
{
    struct small_word const small = small_of(word);
    for (; *list; list++) {
        size_t const length = strlen(*list);
        bool const starts = (*list)[length - 1] == '*';
        if (starts ? strncmp(small.letters, *list, length - 1) == 0
                   : strcmp(small.letters, *list) == 0)
            return true;
    }
    return false;
}

/* What is measured: a value with an index stands behind. */
static const char *const quantities[] = {
    "сил*",       "масс*",    "скорост*", "ускорен*", "энерги*", "работ*",    "напряжен*",
    "сопротивл*", "мощност*", "объём*",   "объем*",   "площад*", "давлен*",   "температур*",
    "врем*",      "ёмкост*",  "емкост*",  "заряд*",   "ток*",    "плотност*", "концентрац*",
    "амплитуд*",  "частот*",  "период*",  "тепло*",   "кпд",     "длин*",     "высот*",
    "радиус*",    "и",        NULL,
};

static const char *const indices[] = {
    "ср",   "общ",  "пот",    "кин", "полн", "полез", "затр", "вх",  "вых", "тр",   "тяж",  "тяг",
    "упр",  "арх",  "кип",    "пл",  "пар",  "нач",   "кон",  "бок", "осн", "макс", "мин",  "внутр",
    "внеш", "ист",  "изл",    "кр",  "рез",  "эл",    "хим",  "мех", "вн",  "эф",   "тела", "воды",
    "льда", "возд", "возду*", "к",   "п",    "н",     "э",    "ц",   "т",   NULL,
};

/*
 * A value with a Russian index, «Fтр», «Sбок», «tкип»: its letter looks like no Russian
 * one, or a sign of equality stands behind («Eк = 5 Дж»), or its quantity («ускорение aср»),
 * or another such value («Fтр, Eк») before it.
 */
static bool is_value_with_index(const struct script_word *word, const struct script_word *before)
{
    if (word->latin != 1 || word->latin_first != 1 || word->cyrillic > 6 || word->first >= 0x80)
        return false;
    const char *behind = word->end;
    behind += *behind == ' ';
    if (*behind && strchr("=<>", *behind))
        return true;
    if (is_plainly_latin(word->first))
        return true;
    struct script_word const index = {.start = word->start + 1, .end = word->end};
    bool const behind_value = before->latin == 1 && before->latin_first == 1 && before->cyrillic;
    return before->end && (behind_value || script_is_listed(before, quantities)) &&
           script_is_listed(&index, indices);
}

/*
 * False when no byte of a text is a Latin letter, nor begins one: most texts.
 * Without a way out of the loop the compiler looks at many bytes at a time.
 */
static bool may_have_latin(const char *text)
{
    size_t const length = strlen(text);
    unsigned char found = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char const byte = (unsigned char)text[i];
        unsigned char const letter = (unsigned char)((byte | 0x20) - 'a');
        unsigned char const lead = (unsigned char)(byte - 0xC3); /* of U+00C0 to U+024F */
        found |= (letter < 26) | (lead < 7);
    }
    return found;
}

/* ---- the questions --------------------------------------------------------------------------- */

/* The first letter of the script that has fewer letters in the word, Latin when they are even. */
static const char *stranger(const struct script_word *word)
{
    bool const wants_latin = word->latin <= word->cyrillic;
    const char *at = word->start;
    for (const char *next = at; at < word->end; at = next) {
        uint32_t const letter = utf8_next(&next);
        if (wants_latin ? is_latin(letter) : script_is_cyrillic(letter))
            break;
    }
    return at;
}

const char *hint_mixed_script(const char *text)
{
    if (!may_have_latin(text))
        return NULL;
    struct script_word before[2] = {{0}};
    const char *false_word = NULL;
    const char *at = text;
    for (struct script_word word; script_next_word(&at, &word);) {
        bool const mixed = word.cyrillic && word.latin;
        bool const meant = mixed && (is_roman(&word) || is_abbreviation(&word) ||
                                     is_value_with_index(&word, &before[0]));
        if (mixed && !meant)
            return stranger(&word);
        if (script_is_false_initial(text, &word) || script_are_false_initials(&word, &before[0]) ||
            script_is_false_whole(&word, &before[0]))
            return word.start;
        if (!false_word && script_is_false_word(text, &word, before))
            false_word = word.start;
        before[1] = before[0];
        before[0] = word;
    }
    return false_word && !script_has_variables(text) ? false_word : NULL;
}

const char *hint_latin_name(const char *text)
{
    const char *mixed = hint_mixed_script(text);
    if (mixed)
        return mixed;
    const char *at = text;
    const char *first = NULL;
    for (struct script_word word; script_next_word(&at, &word);) {
        if (word.latin && word.cyrillic) /* no name has a Roman number or an index */
            return stranger(&word);
        if (word.latin && !has_only(word.start, word.end, "ABCEHKMOPTXYaceopxyk"))
            return NULL;
        if (word.latin && !first)
            first = word.start;
    }
    return first;
}

bool hint_is_russian(const char *text)
{
    for (uint32_t c; (c = utf8_next(&text)) != 0;)
        if (script_is_cyrillic(c))
            return true;
    return false;
}
