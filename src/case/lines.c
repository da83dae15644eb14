/*
 * lines.c - see lines.h.
 */
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

static enum marker marker_at(const char *at, const char *end)
{
    static const char *const signs[] = {"—", "–", "-", "•", "·", "*", "−"};
    const char *digits = at;
    while (digits < end && digits - at < 3 && *digits >= '0' && *digits <= '9')
        digits++;
    if (digits > at && digits < end && (*digits == '.' || *digits == ')') &&
        is_gap(digits + 1, end))
        return MARKER_NUMBER;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t const length = strlen(signs[i]);
        if ((size_t)(end - at) > length && memcmp(at, signs[i], length) == 0 &&
            is_gap(at + length, end))
            return MARKER_SIGN;
    }
    /* «а) »: a Russian letter takes two bytes. */
    bool const is_letter = end - at > 3 && ((unsigned char)*at == 0xD0 || (unsigned char)*at == 0xD1);
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
            (point[1] == '.' || point[1] == ')'));
}

size_t lines_paragraph(const char *text, size_t length)
{
    const char *const end = text + length;
    const char *const first = skip_space(text, end);
    enum marker const marker = marker_at(first, end);
    const char *point = next_point(first, end, marker);
    if (marker == MARKER_NONE && point < end &&
        (!begins_list(text, point, end) || next_point(point, end, marker_at(point, end)) == end))
        point = end;
    return (size_t)(point - text);
}
