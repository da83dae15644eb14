/*
 * breaks.c - see breaks.h.
 */
#include "pdf/breaks.h"

#include "base/text.h"
#include "pdf/hyphen.h"
#include "pdf/letters.h"

#include <linebreak.h>
#include <pthread.h>
#include <stdbool.h>
#include <string.h>

enum { NO_BREAK_SPACE = 0xA0, NUMERO = 0x2116, SECTION_SIGN = 0xA7, SHORT_PART = 2 };

/* Part of a paragraph: code points from first up to, not including, end. */
struct span {
    const uint32_t *text;
    size_t first;
    size_t end;
};

static bool is_opening(uint32_t c)
{
    return c == '(' || c == '[' || c == '"' || c == 0xAB || c == 0x201E || c == 0x201C;
}

static bool is_closing(uint32_t c)
{
    return c == ')' || c == ']' || c == '"' || c == 0xBB || c == 0x201C || c == 0x201D ||
           c == ',' || c == ';' || c == ':';
}

static size_t span_length(struct span span)
{
    return span.end - span.first;
}

/* The word whose last code point stands before the spaces that end at `at`. */
static struct span word_before(const uint32_t *text, size_t at)
{
    struct span word = {text, at, at};
    while (word.end > 0 && is_space(text[word.end - 1]))
        word.end--;
    word.first = word.end;
    while (word.first > 0 && !is_space(text[word.first - 1]))
        word.first--;
    return word;
}

static struct span word_after(const uint32_t *text, size_t count, size_t at)
{
    struct span word = {text, at, at};
    while (word.end < count && !is_space(text[word.end]))
        word.end++;
    return word;
}

static struct span without_opening(struct span word)
{
    while (word.first < word.end && is_opening(word.text[word.first]))
        word.first++;
    return word;
}

static struct span without_closing(struct span word)
{
    while (word.end > word.first && is_closing(word.text[word.end - 1]))
        word.end--;
    return word;
}

/* Equal to a UTF-8 string; the case of Russian letters does not count. */
static bool span_is(struct span word, const char *string)
{
    for (size_t i = word.first; i < word.end; i++)
        if (!*string || to_russian_small(word.text[i]) != utf8_next(&string))
            return false;
    return *string == '\0';
}

static bool is_one_of(struct span word, const char *const *strings)
{
    for (; *strings; strings++)
        if (span_is(word, *strings))
            return true;
    return false;
}

static uint32_t first_of(struct span word)
{
    return word.first < word.end ? word.text[word.first] : 0;
}

static uint32_t last_of(struct span word)
{
    return word.first < word.end ? word.text[word.end - 1] : 0;
}

static bool all_digits(struct span word)
{
    for (size_t i = word.first; i < word.end; i++)
        if (!is_digit(word.text[i]))
            return false;
    return word.first < word.end;
}

/* «М.», «А.-М.» at the end of a word. */
static bool ends_with_initial(struct span word)
{
    if (span_length(word) < 2 || last_of(word) != '.' || !is_capital(word.text[word.end - 2]))
        return false;
    return span_length(word) == 2 || !is_letter(word.text[word.end - 3]);
}

static bool starts_with_initial(struct span word)
{
    return span_length(word) >= 2 && is_capital(first_of(word)) &&
           word.text[word.first + 1] == '.';
}

static bool is_capitalised_word(struct span word)
{
    return span_length(word) >= 2 && is_capital(first_of(word)) && is_letter(last_of(word));
}

static bool initials_stay(struct span before, struct span after)
{
    if (ends_with_initial(before) && is_capital(first_of(after)))
        return true;
    return is_capitalised_word(before) && starts_with_initial(after);
}

static bool is_month(struct span word)
{
    static const char *const months[] = {"января", "февраля", "марта",    "апреля",  "мая",
                                         "июня",   "июля",    "августа",  "сентября", "октября",
                                         "ноября", "декабря", NULL};
    return is_one_of(word, months);
}

/* Four digits at the beginning. */
static bool starts_with_year(struct span word)
{
    enum { YEAR = 4 };
    size_t digits = 0;
    while (digits < span_length(word) && is_digit(word.text[word.first + digits]))
        digits++;
    return digits == YEAR;
}

static bool date_stays(struct span before, struct span after)
{
    if (starts_with_year(after))
        return is_month(before);
    return span_length(before) <= 2 && all_digits(before) && is_month(without_closing(after));
}

/* «6 «А» класс»: the letter of a class stays with its number. */
static bool class_stays(struct span before, struct span raw_after)
{
    struct span const letter = without_closing(without_opening(raw_after));
    return all_digits(before) && is_opening(first_of(raw_after)) && span_length(letter) == 1 &&
           is_capital(first_of(letter));
}

/* «2026 г.», «8 мм»: a unit stays with its number. */
static bool unit_stays(struct span before, struct span after)
{
    static const char *const units[] = {"г.", "гг.", "в.",  "вв.", "руб.", "коп.", "ч",  "ч.", "мин",
                                        "мин.", "чел.", "л.", "с.", "мм", "см", "м", "кг", "%", NULL};
    bool const is_number = is_digit(last_of(before)) || last_of(before) == '_';
    return is_number && is_one_of(without_closing(after), units);
}

/* «п. 5.1», «ул. Победы»: an abbreviation stays with what it introduces. */
static bool abbreviation_stays(struct span before, struct span after)
{
    static const char *const before_number[] = {
        "п.",  "пп.", "ст.",  "ч.",   "гл.", "разд.", "рис.", "табл.", "прил.", "с.",
        "стр.", "л.",  "д.",   "корп.", "кв.", "каб.",  "оф.",  "подп.", NULL};
    static const char *const before_name[] = {"ул.", "пр.", "пер.", "пл.", "г.",  "пос.", "о.",
                                              "д.",  "с.",  "обл.", NULL};
    if (last_of(before) != '.')
        return false;
    if (span_is(before, "им."))
        return true;
    if (is_digit(first_of(after)) && is_one_of(before, before_number))
        return true;
    if (!is_capital(first_of(after)) || !is_one_of(before, before_name))
        return false;
    struct span const number = word_before(before.text, before.first);
    return !is_digit(last_of(number)); /* «2026 г. Программа» is a year, not a town */
}

/* «т. е.», «и т. д.», «и др.». */
static bool phrase_stays(struct span before, struct span after)
{
    static const char *const seconds[] = {"е.", "д.", "п.", "к.", "н.", "ч.", NULL};
    static const char *const ends[] = {"т.", "т.д.", "т.п.", "др.", "пр.", NULL};
    if (span_length(before) > 2)
        return false;
    struct span const word = without_closing(after);
    if (span_is(before, "т."))
        return is_one_of(word, seconds);
    return span_is(before, "и") && is_one_of(word, ends);
}

static bool dash_stays(struct span after)
{
    return is_dash(first_of(after)) || (first_of(after) == '-' && span_length(after) == 1);
}

/* True when the words on both sides of a space stay on one line. */
static bool space_is_glued(const uint32_t *text, size_t count, size_t space)
{
    struct span const before = without_opening(word_before(text, space));
    struct span const raw_after = word_after(text, count, space + 1);
    struct span const after = without_opening(raw_after);
    uint32_t const last = last_of(before);
    return dash_stays(raw_after) || last == NUMERO || last == SECTION_SIGN ||
           initials_stay(before, after) || date_stays(before, after) ||
           unit_stays(before, after) || abbreviation_stays(before, after) ||
           phrase_stays(before, after) || class_stays(before, raw_after);
}

static bool is_word_part(uint32_t c)
{
    return is_letter(c) || is_digit(c);
}

/* «3-го», «из-за», «и/или», «2025–2026»: a short part stays with its neighbour. */
static bool part_is_glued(const uint32_t *text, size_t count, size_t at)
{
    size_t left = at;
    size_t right = at + 1;
    while (left > 0 && is_word_part(text[left - 1]))
        left--;
    while (right < count && is_word_part(text[right]))
        right++;
    if (left == at || right == at + 1)
        return text[at] == '-' && at > 0 && text[at - 1] == '.'; /* «А.-М. Ли» */
    if (at - left <= SHORT_PART || right - at - 1 <= SHORT_PART)
        return true;
    return is_digit(text[at - 1]) || is_digit(text[at + 1]);
}

/* An e-mail or web address. */
static bool is_address(struct span word)
{
    for (size_t i = word.first; i < word.end; i++) {
        if (word.text[i] == '@')
            return true;
        if (i + 2 < word.end && word.text[i] == ':' && word.text[i + 1] == '/' &&
            word.text[i + 2] == '/')
            return true;
        if (i == word.first && i + 3 < word.end && word.text[i] == 'w' &&
            word.text[i + 1] == 'w' && word.text[i + 2] == 'w' && word.text[i + 3] == '.')
            return true;
    }
    return false;
}

static bool is_inside_address(const uint32_t *text, size_t count, size_t at)
{
    struct span word = word_after(text, count, at);
    while (word.first > 0 && !is_space(text[word.first - 1]))
        word.first--;
    return is_address(word);
}

static bool is_glued(const uint32_t *text, size_t count, size_t at)
{
    if (text[at] == ' ')
        return space_is_glued(text, count, at);
    if (at + 1 < count && is_dash(text[at + 1]))
        return true;
    return part_is_glued(text, count, at) || is_inside_address(text, count, at);
}

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
        if (code_points[i] == NO_BREAK_SPACE)
            kinds[i] = BREAK_GLUED;
        else if (kinds[i] == BREAK_NONE)
            continue;
        else if (code_points[i] == SOFT_HYPHEN)
            kinds[i] = BREAK_SOFT;
        else if (is_glued(code_points, count, i))
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
    uint32_t const last = last_of(word_before(text, first));
    return last == '.' || last == '!' || last == '?' || last == 0x2026;
}

static bool is_hyphenatable(struct span word, const unsigned char *allowed)
{
    for (size_t i = word.first; i < word.end; i++) {
        bool const is_first = i == word.first;
        if (!allowed[i] || !(is_russian_small(word.text[i]) ||
                             (is_first && is_russian_capital(word.text[i]))))
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
            !is_hyphenatable(word, allowed) || is_inside_address(code_points, count, word.first))
            continue;
        if (is_capital(first_of(word)) && !begins_sentence(code_points, kinds, word.first))
            continue;
        hyphenate_word(word, kinds);
    }
}
