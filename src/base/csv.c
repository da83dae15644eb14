#include "base/csv.h"

#include <strings.h>

/* Excel runs what begins so, quoted or not. */
static bool looks_like_formula(const char *value)
{
    return *value && strchr("=+-@\t\r\n'", *value);
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* "2026-014": the hyphen and three digits or more are no month of any calendar. */
static bool is_year_and_number(const char *value)
{
    size_t const year = strspn(value, "0123456789");
    if (year != 4 || value[year] != '-')
        return false;
    const char *number = value + year + 1;
    size_t const digits = strspn(number, "0123456789");
    return digits >= 3 && !number[digits];
}

/* "Dec-5", "MARCH1": spreadsheets know the English names wherever they are. */
static bool begins_with_month(const char *value)
{
    static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                         "jul", "aug", "sep", "oct", "nov", "dec"};
    for (size_t i = 0; i < sizeof months / sizeof *months; i++)
        if (strncasecmp(value, months[i], 3) == 0)
            return true;
    return false;
}

/* Rather too often than too seldom: an apostrophe does no harm, a lost zero does. */
static bool looks_like_value(const char *value)
{
    if (is_digit(*value) || *value == '.' || *value == ',')
        return !is_year_and_number(value);
    return begins_with_month(value) || strcasecmp(value, "true") == 0 ||
           strcasecmp(value, "false") == 0;
}

static void add_cell(struct text *out, const char *value, bool guarded)
{
    bool const quoted = strpbrk(value, ";\"\r\n") != NULL;
    if (quoted)
        text_add_char(out, '"');
    if (guarded)
        text_add_char(out, '\'');
    for (; *value; value++) {
        if (*value == '"')
            text_add_char(out, '"');
        text_add_char(out, *value);
    }
    if (quoted)
        text_add_char(out, '"');
}

void csv_add_text(struct text *out, const char *value)
{
    add_cell(out, value, looks_like_formula(value));
}

void csv_add_id(struct text *out, const char *value)
{
    add_cell(out, value, looks_like_formula(value) || looks_like_value(value));
}

const char *csv_plain(const char *cell)
{
    return cell + (*cell == '\'');
}
