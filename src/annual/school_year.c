#include "annual/school_year.h"

#include "base/clock.h"
#include "base/text.h"

#include <stdlib.h>

static int number(const char *digits)
{
    return (int)strtol(digits, NULL, 10);
}

int school_year_read(const char *string)
{
    if (!text_has_shape(string, "0000/0000"))
        return 0;
    int const first = number(string);
    return number(string + 5) == first + 1 ? first : 0;
}

int school_year_of_date(const char *date)
{
    enum { SEPTEMBER = 9 };
    if (!date_has_shape(date))
        return 0;
    return number(date) - (number(date + 5) < SEPTEMBER ? 1 : 0);
}

const char *school_year_name(struct arena *arena, int year, char separator)
{
    return arena_printf(arena, "%04d%c%04d", year, separator, year + 1);
}
