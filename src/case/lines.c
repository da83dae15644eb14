#include "case/lines.h"

#include "base/text.h"

#include <stdint.h>
#include <string.h>

enum marker { MARKER_NONE, MARKER_NUMBER, MARKER_LETTER, MARKER_SIGN };

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static const char *skip_space(const char *at, const char *end)
{
    while (at < end && is_space(*at))
        at++;
    return at;
}

/* A space or a no-break space. */
static bool is_gap(const char *at, const char *end)
{
    return at < end && (is_space(*at) || (end - at > 1 && memcmp(at, "\u00A0", 2) == 0));
}

static bool is_russian(const char *at, const char *end)
{
    return end - at > 1 && ((unsigned char)*at == 0xD0 || (unsigned char)*at == 0xD1);
}

/* «1.», «2)», «(3)», «1.2.»; behind a bracket a space may be missing. */
static bool is_number(const char *at, const char *end)
{
    bool const in_brackets = at < end && *at == '(';
    at += in_brackets;
    while (at < end) {
        const char *digits = at;
        while (at < end && at - digits < 3 && *at >= '0' && *at <= '9')
            at++;
        if (at == digits || at == end || (*at != '.' && *at != ')') || (in_brackets && *at == '.'))
            return false;
        if (is_gap(at + 1, end))
            return true;
        if (*at++ == ')')
            return is_russian(at, end);
    }
    return false;
}

static enum marker marker_at(const char *at, const char *end)
{
    static const char *const signs[] = {"—", "–", "-", "•", "·", "*", "−", "▪",
                                        "■", "●", "○", "◦", "►", "✓", "✔"};
    if (is_number(at, end))
        return MARKER_NUMBER;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t const length = strlen(signs[i]);
        if ((size_t)(end - at) > length && memcmp(at, signs[i], length) == 0 &&
            is_gap(at + length, end))
            return MARKER_SIGN;
    }
    /* «а) »: a Russian letter takes two bytes. */
    bool const is_letter = is_russian(at, end) && end - at > 3;
    return is_letter && at[2] == ')' && is_gap(at + 3, end) ? MARKER_LETTER : MARKER_NONE;
}

/* The start of the next line with a marker of that kind (MARKER_NONE: any), or end. */
static const char *next_point(const char *at, const char *end, enum marker wanted)
{
    while ((at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        at = skip_space(at, end);
        enum marker const marker = marker_at(at, end);
        if (marker != MARKER_NONE && (wanted == MARKER_NONE || marker == wanted))
            return at;
    }
    return end;
}

/* Behind a colon, or the first of numbers. */
static bool begins_list(const char *text, const char *point, const char *end)
{
    const char *before = point;
    while (before > text && is_space(before[-1]))
        before--;
    return (before > text && before[-1] == ':') ||
           (marker_at(point, end) == MARKER_NUMBER && point[0] == '1' &&
            (point[1] == '.' || point[1] == ')')) ||
           (point[0] == '(' && point[1] == '1' && point[2] == ')');
}

/*
 * Where the point ends that a paragraph is: at the next of its kind, of the list that it
 * opens with a colon, or of the list that it stands in; a dash alone may be prose.
 */
static const char *end_of_point(const char *text, const char *first, const char *end,
                                enum marker own)
{
    const char *point = next_point(first, end, MARKER_NONE);
    for (; point < end; point = next_point(point, end, MARKER_NONE)) {
        enum marker const marker = marker_at(point, end);
        if (marker == own || marker != MARKER_SIGN || begins_list(text, point, end))
            break;
    }
    return point;
}

size_t lines_paragraph(const char *text, size_t length)
{
    const char *const end = text + length;
    const char *const first = skip_space(text, end);
    enum marker const marker = marker_at(first, end);
    if (marker != MARKER_NONE)
        return (size_t)(end_of_point(text, first, end, marker) - text);
    const char *point = next_point(first, end, MARKER_NONE);
    if (point < end &&
        (!begins_list(text, point, end) || next_point(point, end, marker_at(point, end)) == end))
        point = end;
    return (size_t)(point - text);
}
