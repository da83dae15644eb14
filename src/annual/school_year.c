#include "annual/school_year.h"

#include <stdbool.h>
#include <string.h>

/* A digit for every 0 of the shape, everything else to the letter. */
static bool has_shape(const char *string, const char *shape)
{
    size_t i = 0;
    for (; shape[i]; i++) {
        bool const digit = string[i] >= '0' && string[i] <= '9';
        if (shape[i] == '0' ? !digit : string[i] != shape[i])
            return false;
    }
    return !string[i];
}

static int number(const char *digits, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++)
        value = value * 10 + (digits[i] - '0');
    return value;
}

int school_year_read(const char *string)
{
    if (!has_shape(string, "0000/0000"))
        return 0;
    int const first = number(string, 4);
    return number(string + 5, 4) == first + 1 ? first : 0;
}

int school_year_of_date(const char *date)
{
    enum { SEPTEMBER = 9 };
    if (!has_shape(date, "0000-00-00"))
        return 0;
    return number(date, 4) - (number(date + 5, 2) < SEPTEMBER ? 1 : 0);
}

const char *school_year_name(struct arena *arena, int year, char separator)
{
    return arena_printf(arena, "%04d%c%04d", year, separator, year + 1);
}
