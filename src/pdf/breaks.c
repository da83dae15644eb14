#include "pdf/breaks.h"

#include "base/platform.h"
#include "russian/glue.h"
#include "russian/letters.h"

#include <linebreak.h>
#include <stdbool.h>

enum {
    NO_BREAK_SPACE = 0xA0,
    LETTER = '#', /* of a letter's class (AL), and the first one that the library finds */
};

/*
 * What versions of libunibreak tell differently is told here, as Unicode has it since 9.0, so that the same case
 * has the same lines on every system (1.1 of Debian 12 knows Unicode 6.0, 6.1 of Debian 13 and of the page 15.1).
 */

/* Signs of currencies that are younger than Unicode 6.0: the rouble's, the hryvnia's and their like. */
static bool is_young_currency(uint32_t c)
{
    return c >= 0x20B6 && c <= 0x20CF;
}

/* Before a number or behind it: classes PR and PO. */
static bool is_of_number(uint32_t c)
{
    return c == '%' || c == '+' || c == '$' || c == '\\' || (c >= 0xA2 && c <= 0xA5) || c == 0xB0 ||
           c == 0xB1 || (c >= 0x2030 && c <= 0x2037) || (c >= 0x20A0 && c <= 0x20CF) ||
           c == 0x2103 || c == 0x2116 || c == 0x2212 || c == 0x2213;
}

/* A letter, or a sign that is treated as one: class AL. */
static bool is_like_letter(uint32_t c)
{
    static const uint32_t signs[] = {'#',  '&',  '*',  '<',  '=',  '>',  '@',  '^',  '_',   '`',
                                     '~',  0xA6, 0xA7, 0xA8, 0xA9, 0xAA, 0xAC, 0xAE, 0xAF,  0xB2,
                                     0xB3, 0xB5, 0xB6, 0xB7, 0xB8, 0xB9, 0xBA, 0xD7, 0x2022};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (c == signs[i])
            return true;
    return is_letter(c) || (c >= 0x2190 && c < 0x2200) ||
           (c >= 0x2200 && c < 0x2300 && !is_of_number(c)) || (c >= 0x2500 && c < 0x2600) ||
           (c >= 0x2610 && c <= 0x2612) || c == 0x2713;
}

/* «слово%», «слово…»: rules 24 and 22 of UAX #14, which were narrower. */
static bool is_held(uint32_t c, uint32_t next)
{
    if (next == 0x2026)
        return c != ' ' && c != 0x200B;
    return is_of_number(next) && is_like_letter(c);
}

static struct platform_once linebreak_once = PLATFORM_ONCE;

/* Of places, before they are told: what the library is asked, and what is known without it. */
enum { ASKED = BREAK_FREE, POSSIBLE = BREAK_POOR };

static bool is_before_word(const uint32_t *code_points, size_t count, size_t at)
{
    return code_points[at] == ' ' && at + 1 < count && is_letter(code_points[at + 1]);
}

/*
 * Leaves one sign of all words that nothing but spaces part: letters never part from one
 * another, are all of the same class, and looking up classes takes most of the library's time.
 * Marks the places.
 */
static size_t shorten(const uint32_t *code_points, size_t count, uint32_t *shortened,
                      unsigned char *kinds)
{
    size_t length = 0;
    bool was_letter = false;
    bool was_parting = false; /* a space between two letters */
    for (size_t i = 0; i < count; i++) {
        uint32_t const c = code_points[i];
        bool const is_of_word = is_letter(c);
        bool const is_inside =
            (is_of_word && was_letter) || (is_accent(c) && i > 0 && code_points[i - 1] != ' ');
        bool const is_parting =
            was_letter && shortened[length - 1] == LETTER && is_before_word(code_points, count, i);
        if (i > 0)
            kinds[i - 1] = is_inside || is_parting ? BREAK_NONE : was_parting ? POSSIBLE : ASKED;
        if (!is_inside && !is_parting && !was_parting)
            shortened[length++] = is_of_word ? LETTER : is_young_currency(c) ? '$' : c;
        was_letter = is_of_word;
        was_parting = is_parting;
    }
    return length;
}

/* The place after a code point that is not inside a word. */
static enum break_kind kind_of(const uint32_t *code_points, size_t count, size_t at,
                               bool is_possible)
{
    uint32_t const c = code_points[at];
    if (c == NO_BREAK_SPACE)
        return BREAK_GLUED;
    bool const is_first_blank = at == 0 && c == ' ';
    if (!is_possible || is_first_blank || (at + 1 < count && is_held(c, code_points[at + 1])))
        return BREAK_NONE;
    if (c == SOFT_HYPHEN)
        return BREAK_SOFT;
    if (glue_holds(code_points, count, at))
        return BREAK_GLUED;
    switch (c == ' ' ? glue_pull(code_points, count, at) : GLUE_NONE) {
    case GLUE_NONE: return BREAK_FREE;
    case GLUE_WEAK: return BREAK_POOR;
    case GLUE_STRONG: return BREAK_SHORT;
    }
    return BREAK_FREE;
}

static bool may_break(char class)
{
    return class == LINEBREAK_ALLOWBREAK || class == LINEBREAK_MUSTBREAK;
}

void breaks_find(const uint32_t *code_points, size_t count, unsigned char *kinds,
                 struct arena *arena)
{
    if (!count)
        return;
    uint32_t *shortened = ARENA_TAKE(arena, count, uint32_t);
    size_t const length = shorten(code_points, count, shortened, kinds);
    char *classes = ARENA_TAKE(arena, length, char);
    platform_call_once(&linebreak_once, init_linebreak);
    set_linebreaks_utf32(shortened, length, "ru", classes);
    for (size_t i = 0; i + 1 < count; i++)
        if (kinds[i] == POSSIBLE)
            kinds[i] = (unsigned char)kind_of(code_points, count, i, true);
        else if (kinds[i] == ASKED)
            kinds[i] = (unsigned char)kind_of(code_points, count, i, may_break(*classes++));
    kinds[count - 1] = BREAK_FREE;
}

/* Only a word that begins a sentence may begin with a capital: else it may be a surname. */
static bool begins_sentence(const uint32_t *text, const unsigned char *kinds, size_t first)
{
    while (first > 0 && is_opening(text[first - 1]))
        first--;
    if (first == 0)
        return true;
    if (!is_space(text[first - 1]) || kinds[first - 1] != BREAK_FREE)
        return false;
    uint32_t const last = span_last(span_before(text, first));
    return last == '.' || last == '!' || last == '?' || last == 0x2026;
}

static bool is_hyphenatable(struct span word, const unsigned char *allowed)
{
    for (size_t i = word.first; i < word.end; i++) {
        bool const is_first = i == word.first;
        if (!allowed[i] ||
            !(is_russian_small(word.text[i]) || (is_first && is_russian_capital(word.text[i]))))
            return false;
    }
    return true;
}

static void hyphenate_word(struct span word, unsigned char *kinds, struct hyphen_memo *memo)
{
    enum { RIGHT_PREFERRED = 3 };
    uint32_t letters[HYPHEN_LONGEST_WORD];
    size_t const length = span_length(word);
    for (size_t i = 0; i < length; i++)
        letters[i] = to_russian_small(word.text[word.first + i]);
    uint64_t const breaks = hyphen_find(letters, length, memo);
    for (size_t i = 0; i + RIGHT_PREFERRED < length; i++)
        if (breaks >> i & 1)
            kinds[word.first + i] = BREAK_SOFT;
}

/* Between spaces there is nothing but the word. */
static bool is_in_address(struct span word, size_t count)
{
    bool const is_alone = (word.first == 0 || is_space(word.text[word.first - 1])) &&
                          (word.end == count || is_space(word.text[word.end]));
    return !is_alone && span_is_address(word.text, count, word.first);
}

void breaks_hyphenate(const uint32_t *code_points, const unsigned char *allowed, size_t count,
                      unsigned char *kinds, struct hyphen_memo *memo)
{
    enum { SHORTEST_WORD = 5 };
    struct span word = {code_points, 0, 0};
    for (; word.first < count; word.first = word.end) {
        word.end = word.first + 1;
        if (!is_word_part(code_points[word.first]))
            continue;
        while (word.end < count &&
               (is_word_part(code_points[word.end]) || code_points[word.end] == SOFT_HYPHEN))
            word.end++;
        size_t const length = span_length(word);
        bool const may_be_short_form =
            length == SHORTEST_WORD && word.end < count && code_points[word.end] == '.';
        if (length < SHORTEST_WORD || length > HYPHEN_LONGEST_WORD || may_be_short_form ||
            !is_hyphenatable(word, allowed) || is_in_address(word, count))
            continue;
        if (is_capital(span_first(word)) && !begins_sentence(code_points, kinds, word.first))
            continue;
        hyphenate_word(word, kinds, memo);
    }
}
