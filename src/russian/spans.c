#include "russian/spans.h"

#include "base/text.h"
#include "russian/letters.h"

bool is_opening(uint32_t c)
{
    return c == '(' || c == '[' || c == '"' || c == 0xAB || c == 0x201E || c == 0x201C;
}

static bool is_closing(uint32_t c)
{
    return c == ')' || c == ']' || c == '"' || c == 0xBB || c == 0x201C || c == 0x201D ||
           c == ',' || c == ';' || c == ':';
}

size_t span_length(struct span span)
{
    return span.end - span.first;
}

struct span span_before(const uint32_t *text, size_t at)
{
    struct span word = {text, at, at};
    while (word.end > 0 && is_space(text[word.end - 1]))
        word.end--;
    word.first = word.end;
    while (word.first > 0 && !is_space(text[word.first - 1]))
        word.first--;
    return word;
}

struct span span_after(const uint32_t *text, size_t count, size_t at)
{
    struct span word = {text, at, at};
    while (word.end < count && !is_space(text[word.end]))
        word.end++;
    return word;
}

struct span span_opened(struct span word)
{
    while (word.first < word.end && is_opening(word.text[word.first]))
        word.first++;
    return word;
}

struct span span_closed(struct span word)
{
    while (word.end > word.first && is_closing(word.text[word.end - 1]))
        word.end--;
    return word;
}

bool span_is(struct span word, const char *string)
{
    for (size_t i = word.first; i < word.end; i++)
        if (!*string || to_russian_small(word.text[i]) != utf8_next(&string))
            return false;
    return *string == '\0';
}

bool span_is_one_of(struct span word, const char *const *strings)
{
    for (; *strings; strings++)
        if (span_is(word, *strings))
            return true;
    return false;
}

uint32_t span_first(struct span word)
{
    return word.first < word.end ? word.text[word.first] : 0;
}

uint32_t span_last(struct span word)
{
    return word.first < word.end ? word.text[word.end - 1] : 0;
}

bool span_is_number(struct span word)
{
    for (size_t i = word.first; i < word.end; i++)
        if (!is_digit(word.text[i]))
            return false;
    return word.first < word.end;
}

/* An at sign, a scheme or www. */
static bool is_address(struct span word)
{
    for (size_t i = word.first; i < word.end; i++) {
        if (word.text[i] == '@')
            return true;
        if (i + 2 < word.end && word.text[i] == ':' && word.text[i + 1] == '/' &&
            word.text[i + 2] == '/')
            return true;
        if (i == word.first && i + 3 < word.end && word.text[i] == 'w' && word.text[i + 1] == 'w' &&
            word.text[i + 2] == 'w' && word.text[i + 3] == '.')
            return true;
    }
    return false;
}

bool span_is_address(const uint32_t *text, size_t count, size_t at)
{
    struct span word = span_after(text, count, at);
    while (word.first > 0 && !is_space(text[word.first - 1]))
        word.first--;
    return is_address(word);
}
