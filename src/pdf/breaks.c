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

static struct platform_once linebreak_once = PLATFORM_ONCE;

/*
 * Leaves one sign of every word: letters never part from one another, are all of the
 * same class but for accents, and looking up classes takes most of the library's time.
 * Marks places that it has to be asked about.
 */
static size_t shorten(const uint32_t *code_points, size_t count, uint32_t *shortened,
                      unsigned char *kinds)
{
    size_t length = 0;
    bool was_letter = false;
    for (size_t i = 0; i < count; i++) {
        uint32_t const c = code_points[i];
        bool const is_inside = is_letter(c) && was_letter;
        if (i > 0)
            kinds[i - 1] = is_inside ? BREAK_NONE : BREAK_FREE;
        if (!is_inside)
            shortened[length++] = is_letter(c) && !is_accent(c) ? LETTER : c;
        was_letter = is_letter(c);
    }
    return length;
}

/* The place after a code point that is not inside a word. */
static enum break_kind kind_of(const uint32_t *code_points, size_t count, size_t at, char class)
{
    uint32_t const c = code_points[at];
    bool const is_possible = class == LINEBREAK_ALLOWBREAK || class == LINEBREAK_MUSTBREAK;
    if (c == NO_BREAK_SPACE)
        return BREAK_GLUED;
    if (!is_possible)
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

void breaks_find(const uint32_t *code_points, size_t count, unsigned char *kinds,
                 struct arena *arena)
{
    if (!count)
        return;
    uint32_t *shortened = ARENA_ARRAY(arena, count, uint32_t);
    size_t const length = shorten(code_points, count, shortened, kinds);
    char *classes = ARENA_ARRAY(arena, length, char);
    platform_call_once(&linebreak_once, init_linebreak);
    set_linebreaks_utf32(shortened, length, "ru", classes);
    for (size_t i = 0; i + 1 < count; i++)
        if (kinds[i] != BREAK_NONE)
            kinds[i] = (unsigned char)kind_of(code_points, count, i, *classes++);
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
            !is_hyphenatable(word, allowed) || span_is_address(code_points, count, word.first))
            continue;
        if (is_capital(span_first(word)) && !begins_sentence(code_points, kinds, word.first))
            continue;
        hyphenate_word(word, kinds, memo);
    }
}
