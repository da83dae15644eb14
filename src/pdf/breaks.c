/*
 * breaks.c - see breaks.h.
 */
#include "pdf/breaks.h"

#include "pdf/glue.h"
#include "pdf/hyphen.h"
#include "pdf/letters.h"
#include "pdf/spans.h"

#include <linebreak.h>
#include <pthread.h>
#include <stdbool.h>

enum { NO_BREAK_SPACE = 0xA0 };

static pthread_once_t linebreak_once = PTHREAD_ONCE_INIT;

/*
 * Asks libunibreak, with every word cut down to one letter: letters never part
 * from one another, and looking up their classes takes most of its time.
 */
static void find_possible(const uint32_t *code_points, size_t count, unsigned char *kinds,
                          struct arena *arena)
{
    uint32_t *shortened = ARENA_ARRAY(arena, count, uint32_t);
    char *classes = ARENA_ARRAY(arena, count, char);
    size_t length = 0;
    for (size_t i = 0; i < count; i++)
        if (i == 0 || !is_letter(code_points[i]) || !is_letter(code_points[i - 1]))
            shortened[length++] = code_points[i];
    pthread_once(&linebreak_once, init_linebreak);
    set_linebreaks_utf32(shortened, length, "ru", classes);
    size_t at = 0;
    for (size_t i = 0; i + 1 < count; i++) {
        bool const is_inside = is_letter(code_points[i]) && is_letter(code_points[i + 1]);
        char const class = is_inside ? LINEBREAK_NOBREAK : classes[at++];
        bool const is_possible = class == LINEBREAK_ALLOWBREAK || class == LINEBREAK_MUSTBREAK;
        kinds[i] = is_possible ? BREAK_FREE : BREAK_NONE;
    }
}

void breaks_find(const uint32_t *code_points, size_t count, unsigned char *kinds,
                 struct arena *arena)
{
    if (!count)
        return;
    find_possible(code_points, count, kinds, arena);
    for (size_t i = 0; i + 1 < count; i++) {
        uint32_t const c = code_points[i];
        if (kinds[i] == BREAK_NONE && c != NO_BREAK_SPACE)
            continue;
        if (c == SOFT_HYPHEN)
            kinds[i] = BREAK_SOFT;
        else if (c == NO_BREAK_SPACE || glue_holds(code_points, count, i))
            kinds[i] = BREAK_GLUED;
    }
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

static void hyphenate_word(struct span word, unsigned char *kinds)
{
    enum { RIGHT_PREFERRED = 3 };
    uint32_t letters[HYPHEN_LONGEST_WORD] = {0};
    unsigned char breaks[HYPHEN_LONGEST_WORD];
    size_t const length = span_length(word);
    for (size_t i = 0; i < length; i++)
        letters[i] = to_russian_small(word.text[word.first + i]);
    hyphen_find(letters, length, breaks);
    for (size_t i = 0; i + RIGHT_PREFERRED < length; i++)
        if (breaks[i])
            kinds[word.first + i] = BREAK_SOFT;
}

void breaks_hyphenate(const uint32_t *code_points, const unsigned char *allowed, size_t count,
                      unsigned char *kinds)
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
        hyphenate_word(word, kinds);
    }
}
