/* format.c - what formats of numbers show; see number.h. */
#include "table/number.h"

#include <strings.h>

/* What stands in the first section of a code, which is that of positive numbers. */
struct census {
    bool days, months_or_minutes, clock, elapsed, digits, other;
    unsigned zeros;
};

static char small(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* [h], [mm], [s]: hours and more beyond 24; else a colour, a condition, a language. */
static const char *take_bracket(const char *at, struct census *census)
{
    const char *end = strchr(at, ']');
    if (!end)
        return at + strlen(at);
    char const letter = small(at[1]);
    bool alike = letter == 'h' || letter == 'm' || letter == 's';
    for (const char *byte = at + 1; byte < end; byte++)
        alike &= small(*byte) == letter;
    census->elapsed |= alike;
    return end + 1;
}

/* A piece of which nothing is meant: quoted, behind a backslash, filled with, as wide as. */
static const char *skip_literal(const char *at)
{
    if (*at == '"') {
        const char *end = strchr(at + 1, '"');
        return end ? end + 1 : at + strlen(at);
    }
    at++;
    if (*at)
        utf8_next(&at);
    return at;
}

static const char *take_letter(const char *at, struct census *census)
{
    if (strncasecmp(at, "general", strlen("general")) == 0) {
        census->other = true;
        return at + strlen("general");
    }
    if (strncasecmp(at, "am/pm", strlen("am/pm")) == 0) {
        census->clock = true;
        return at + strlen("am/pm");
    }
    if (small(*at) == 'e' && (at[1] == '+' || at[1] == '-')) {
        census->other = true;
        return at + 2;
    }
    switch (small(*at)) {
    case 'd':
    case 'y':
    case 'e': census->days = true; break;
    case 'm': census->months_or_minutes = true; break;
    case 'h':
    case 's': census->clock = true; break;
    case '0':
        census->digits = true;
        census->zeros++;
        break;
    case '#':
    case '?':
        census->digits = true;
        census->other = true;
        break;
    default: census->other = true; break;
    }
    utf8_next(&at);
    return at;
}

struct number_format number_format_of_code(const char *code)
{
    struct census census = {0};
    while (*code && *code != ';') {
        if (*code == '[')
            code = take_bracket(code, &census);
        else if (*code == '"' || *code == '\\' || *code == '_' || *code == '*')
            code = skip_literal(code);
        else
            code = take_letter(code, &census);
    }
    struct number_format format = {.style = STYLE_NUMBER};
    bool const is_clock = census.clock || census.elapsed;
    if (census.elapsed)
        format.style = STYLE_ELAPSED;
    else if (census.days)
        format.style = is_clock ? STYLE_DATE_TIME : STYLE_DATE;
    else if (is_clock)
        format.style = STYLE_TIME;
    else if (census.months_or_minutes && !census.digits)
        format.style = STYLE_DATE;
    else if (census.zeros > 1 && !census.other)
        format = (struct number_format){.style = STYLE_ZEROS, .zeros = census.zeros};
    return format;
}

/* ISO/IEC 29500-1, 18.8.30; 27 to 36 and 50 to 58 are dates of Eastern languages. */
struct number_format number_format_of_id(unsigned long id)
{
    enum number_style style = STYLE_NUMBER;
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58))
        style = STYLE_DATE;
    else if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id == 45 || id == 47)
        style = STYLE_TIME;
    else if (id == 22)
        style = STYLE_DATE_TIME;
    else if (id == 46)
        style = STYLE_ELAPSED;
    return (struct number_format){.style = style};
}
