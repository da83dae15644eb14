#include "join/inspect.h"

#include <string.h>

/* 2^63 - 1 has 19 digits; what is longer or greater becomes it, with zeros in front. */
static const char largest[] = "9223372036854775807";

enum { LARGEST_DIGITS = sizeof largest - 1 };

/* ---- a table from 1 ------------------------------------------------------------------------- */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\0';
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static const char *skip_spaces(const char *at, const char *end)
{
    while (at < end && is_space(*at))
        at++;
    return at;
}

/* The "1" of "xref 1 N" when the entry of object 0, the head of the free ones, follows it. */
static const char *wrong_first(const char *table, const char *end)
{
    static const char head[] = "0000000000 65535 f";
    const char *const first = skip_spaces(table, end);
    if (end - first < 2 || *first != '1' || !is_space(first[1]))
        return NULL;
    const char *at = skip_spaces(first + 1, end);
    while (at < end && is_digit(*at))
        at++;
    at = skip_spaces(at, end);
    return (size_t)(end - at) >= sizeof head - 1 && memcmp(at, head, sizeof head - 1) == 0 ? first
                                                                                           : NULL;
}

static bool repair_tables(struct text *bytes)
{
    static const char mark[] = "xref";
    char *const end = bytes->data + bytes->len;
    bool repaired = false;
    for (char *at = bytes->data; (at = memmem(at, (size_t)(end - at), mark, sizeof mark - 1));
         at++) {
        const char *first = wrong_first(at + sizeof mark - 1, end);
        if (first) {
            bytes->data[first - bytes->data] = '0';
            repaired = true;
        }
    }
    return repaired;
}

/* ---- integers that are too large ------------------------------------------------------------ */

/* Behind the string that begins at the parenthesis. */
static char *skip_string(char *at, const char *end)
{
    int depth = 0;
    for (; at < end; at++) {
        if (*at == '\\')
            at++;
        else if (*at == '(')
            depth++;
        else if (*at == ')' && --depth == 0)
            return at + 1;
    }
    return at;
}

/* Behind a hexadecimal string, or behind the "<<" of a dictionary. */
static char *skip_angle(char *at, char *end)
{
    if (end - at > 1 && at[1] == '<')
        return at + 2;
    char *const close = memchr(at, '>', (size_t)(end - at));
    return close ? close + 1 : end;
}

static char *skip_line(char *at, const char *end)
{
    while (at < end && *at != '\r' && *at != '\n')
        at++;
    return at;
}

/* Behind the data of a stream, or at itself when no stream begins here. */
static char *skip_stream(char *at, char *end)
{
    static const char begin[] = "stream";
    static const char close[] = "endstream";
    if ((size_t)(end - at) < sizeof begin || memcmp(at, begin, sizeof begin - 1) != 0 ||
        !is_space(at[sizeof begin - 1]))
        return at;
    char *found = memmem(at, (size_t)(end - at), close, sizeof close - 1);
    return found ? found + sizeof close - 1 : end;
}

/* A run of digits; behind it. */
static char *repair_run(char *at, const char *end, bool is_integer, bool *repaired)
{
    char *const start = at;
    while (at < end && is_digit(*at))
        at++;
    size_t const length = (size_t)(at - start);
    if (!is_integer || length < LARGEST_DIGITS || (at < end && *at == '.'))
        return at;
    char *const told = at - LARGEST_DIGITS;
    bool is_larger = memcmp(told, largest, LARGEST_DIGITS) > 0;
    for (const char *digit = start; digit < told; digit++)
        is_larger = is_larger || *digit != '0';
    if (is_larger) {
        memset(start, '0', length);
        memcpy(told, largest, LARGEST_DIGITS);
        *repaired = true;
    }
    return at;
}

/* Digits are an integer unless they are part of a name, a real number or a hexadecimal string. */
static bool begins_integer(const char *first, const char *at)
{
    char const before = at > first ? at[-1] : ' ';
    return is_space(before) || strchr("[]+->)", before) != NULL;
}

static bool repair_integers(struct text *bytes)
{
    char *const end = bytes->data + bytes->len;
    bool repaired = false;
    for (char *at = bytes->data; at < end;) {
        char *const before = at;
        if (is_digit(*at))
            at = repair_run(at, end, begins_integer(bytes->data, at), &repaired);
        else if (*at == '(')
            at = skip_string(at, end);
        else if (*at == '<')
            at = skip_angle(at, end);
        else if (*at == '%')
            at = skip_line(at, end);
        else if (*at == 's')
            at = skip_stream(at, end);
        at += at == before;
    }
    return repaired;
}

bool repair_bytes(struct text *bytes)
{
    if (!bytes->len)
        return false;
    bool const tables = repair_tables(bytes);
    return repair_integers(bytes) || tables;
}
