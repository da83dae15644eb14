/*
 * script.c - Latin letters in Russian words; see hints.h.
 */
#include "russian/hints.h"

#include "base/text.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

static bool is_cyrillic(uint32_t c)
{
    return c >= 0x400 && c <= 0x52F;
}

static bool is_latin(uint32_t c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
           (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7);
}

/* A run of letters of both scripts. */
struct script_word {
    const char *start, *end;
    size_t cyrillic, latin;
    size_t latin_first; /* Latin letters that it begins with */
    bool roman;         /* all its Latin letters are Roman digits */
    uint32_t first;
};

static struct script_word word_at(const char *at)
{
    struct script_word word = {.start = at, .end = at, .roman = true};
    for (uint32_t c; (c = utf8_next(&at)) != 0; word.end = at) {
        if (is_latin(c)) {
            word.latin_first += !word.cyrillic;
            word.latin++;
            word.roman &= c < 0x80 && strchr("IVXLCDM", (int)c) != NULL;
        } else if (is_cyrillic(c)) {
            word.cyrillic++;
        } else {
            break;
        }
        if (word.end == word.start)
            word.first = c;
    }
    return word;
}

/* The next word of a text, from *at on, which moves behind it; false at the end. */
static bool next_word(const char **at, struct script_word *word)
{
    for (*word = word_at(*at); **at && word->end == word->start; *word = word_at(*at))
        utf8_next(at);
    *at = word->end;
    return word->end > word->start;
}

/*
 * A Roman number with a Russian ending, «Vб», «XIX-го», «IIа»: of two digits or more, or of
 * one that looks like no Russian letter, for «Cмирнова» begins with a Roman hundred.
 */
static bool is_roman_with_ending(const struct script_word *word)
{
    return word->roman && word->latin_first == word->latin && word->cyrillic <= 3 &&
           (word->latin > 1 || strchr("IVLD", (int)word->first));
}

/*
 * A value with a Russian index, «Fтр», «Sбок», «tкип»: its letter looks like no Russian
 * one, or a sign of equality stands behind («Eк = 5 Дж»).
 */
static bool is_value_with_index(const struct script_word *word)
{
    if (word->latin != 1 || word->latin_first != 1 || word->cyrillic > 6)
        return false;
    const char *behind = word->end;
    behind += *behind == ' ';
    if (*behind && strchr("=<>", *behind))
        return true;
    return word->first < 0x80 &&
           strchr("DFGIJLNQRSUVWZbdfghijlnqrstuvwz", (int)word->first) != NULL;
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

/* ---- words of one letter ---------------------------------------------------------------- */

/* What stands before a letter that is meant as Latin; their beginnings, in lower case. */
static const char *const names_of_letters[] = {
    "параметр", "переменн", "точк",  "точек",  "прям",  "отрез",  "угол",     "угл",     "сторон",
    "вектор",   "числ",     "коэфф", "ос",     "функц", "плоск",  "треуг",    "уров",    "букв",
    "вариант",  "множеств", "корн",  "корен",  "знач",  "групп",  "витамин",  "язык",    "рисун",
    "задан",    "част",     "катег", "формат", "план",  "корпус", "окружн",   "луч",     "вершин",
    "неизвест", "величин",  "класс", "нот",    "при",   "если",   "где",      "гепатит", "блок",
    "артикл",   "предлог",  "союз",  "звук",   "ребр",  "катет",  "гипотен",  "массив",  "степен",
    "скорост",  "ускорен",  "масс",  "сил",    "ген",   "аллел",  "производ", "основан", "модул",
};

static bool begins_with(const struct script_word *word, const char *start)
{
    size_t const length = strlen(start);
    return (size_t)(word->end - word->start) >= length && memcmp(word->start, start, length) == 0;
}

static bool names_a_letter(const struct script_word *before)
{
    for (size_t i = 0; i < sizeof names_of_letters / sizeof *names_of_letters; i++)
        if (begins_with(before, names_of_letters[i]))
            return true;
    return false;
}

static bool is_joining(const struct script_word *word)
{
    return begins_with(word, word->cyrillic == 1 ? "и" : "или");
}

static bool is_letter_alone(const struct script_word *word)
{
    return word->latin == 1 && !word->cyrillic;
}

/* Nobody writes a preposition with a capital letter but where a sentence begins. */
static bool begins_sentence(const char *text, const char *at)
{
    while (at > text && at[-1] == ' ')
        at--;
    return at == text || strchr(".!?", at[-1]) != NULL;
}

/* A text with «b», «n» or «x» alone has variables, and «a» is one too. */
static bool has_variables(const char *text)
{
    for (struct script_word word; next_word(&text, &word);)
        if (is_letter_alone(&word) && word.first < 0x80 &&
            !strchr("acoyACOYBHKMTPEeph", (int)word.first) && *word.end != '.')
            return true;
    return false;
}

/* What stands behind the letter is Russian: a word, or a number and a word, «c 1 сентября». */
static bool is_russian_behind(const char *at, bool numbers)
{
    const char *start = at;
    while (numbers && *at >= '0' && *at <= '9')
        at++;
    if (at > start && *at++ != ' ')
        return false;
    struct script_word const behind = word_at(at);
    if (!behind.cyrillic || behind.latin)
        return false;
    if (is_joining(&behind) && *behind.end == ' ') {
        struct script_word const after = word_at(behind.end + 1);
        return !is_letter_alone(&after);
    }
    return true;
}

/*
 * One Latin letter that looks like a Russian word of one letter («c учителем», «B классе»):
 * between spaces, a Russian word behind it, and nothing before it that would call
 * for a Latin one («параметра a», «x и y»).
 */
static bool is_false_word(const char *text, const struct script_word *word,
                          const struct script_word before[2])
{
    if (!is_letter_alone(word) || word->first >= 0x80 || !strchr("acoyABCOKY", (int)word->first))
        return false;
    bool const is_small = word->first >= 'a';
    const char *next = word->end;
    if (*next != ' ' || (word->start > text && word->start[-1] != ' '))
        return false;
    if (!is_russian_behind(next + 1, is_small) ||
        (!is_small && !begins_sentence(text, word->start)))
        return false;
    if (!before[0].end || before[0].end + 1 != word->start) /* a sign, a number, nothing */
        return word->start - text < 2 || !strchr("0123456789%", word->start[-2]);
    if (is_joining(&before[0]) && is_letter_alone(&before[1]))
        return false;
    return !names_a_letter(&before[0]) && !before[0].latin;
}

static bool is_cyrillic_before(const char *text, const char *at)
{
    return at - text >= 2 && ((unsigned char)at[-2] == 0xD0 || (unsigned char)at[-2] == 0xD1);
}

/* «A.В. Иванов», «т.e.»: a letter with a stop, side by side with a Russian letter with a stop. */
static bool is_false_initial(const char *text, const struct script_word *word)
{
    if (!is_letter_alone(word) || word->first >= 0x80 ||
        !strchr("aceopxyABCEHKMOPTX", (int)word->first) || *word->end != '.')
        return false;
    const char *behind = word->end + 1;
    bool const after = is_cyrillic(utf8_next(&behind));
    const char *stop = word->start;
    bool const is_apart =
        stop - text > 1 && stop[-1] == ' '; /* «М. A. Петров», «рис. A.» is none */
    stop -= is_apart;
    bool const ahead = stop > text && stop[-1] == '.' && is_cyrillic_before(text, stop - 1) &&
                       !(is_apart && is_cyrillic_before(text, stop - 3));
    return after || ahead;
}

/* The first letter of the script that has fewer letters in the word, Latin when they are even. */
static const char *stranger(const struct script_word *word)
{
    bool const wants_latin = word->latin <= word->cyrillic;
    const char *at = word->start;
    for (const char *next = at; at < word->end; at = next) {
        uint32_t const letter = utf8_next(&next);
        if (wants_latin ? is_latin(letter) : is_cyrillic(letter))
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
    for (struct script_word word; next_word(&at, &word);) {
        bool const mixed = word.cyrillic && word.latin;
        bool const meant = mixed && (is_roman_with_ending(&word) || is_value_with_index(&word));
        if (mixed && !meant)
            return stranger(&word);
        if (is_false_initial(text, &word))
            return word.start;
        if (!false_word && is_false_word(text, &word, before))
            false_word = word.start;
        before[1] = before[0];
        before[0] = word;
    }
    return false_word && !has_variables(text) ? false_word : NULL;
}
