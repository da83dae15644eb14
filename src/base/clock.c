#include "base/clock.h"

#include "base/arena.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool const leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

bool date_has_shape(const char *text)
{
    return text_has_shape(text, "0000-00-00");
}

static int number(const char *digits)
{
    return (int)strtol(digits, NULL, 10);
}

bool date_is_in_calendar(const struct date *date)
{
    return date->year > 0 && date->month >= 1 && date->month <= 12 && date->day >= 1 &&
           date->day <= days_in(date->year, date->month);
}

bool date_read(const char *text, struct date *date)
{
    if (!date_has_shape(text))
        return false;
    *date = (struct date){number(text), number(text + 5), number(text + 8)};
    return date_is_in_calendar(date);
}

enum date_end date_read_typed(const char *text, struct date *date)
{
    static const char *const shapes[] = {"00.00.0000", "0.00.0000", "00.0.0000", "0.0.0000"};
    bool typed = false;
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes && !typed; i++)
        typed = text_has_shape(text, shapes[i]);
    if (typed) {
        const char *month = strchr(text, '.') + 1;
        *date = (struct date){number(strchr(month, '.') + 1), number(month), number(text)};
    } else if (date_has_shape(text)) {
        date_read(text, date);
    } else {
        return DATE_ODD;
    }
    return date_is_in_calendar(date) ? DATE_GOOD : DATE_NO_DAY;
}

long date_days(const struct date *date)
{
    /* Counted in years that begin in March, so that the leap day comes last. */
    long const year = date->month > 2 ? date->year : date->year - 1;
    long const month = (date->month + 9) % 12;
    long const day_of_year = (153 * month + 2) / 5 + date->day - 1;
    return 365 * year + year / 4 - year / 100 + year / 400 + day_of_year - 719468;
}

int school_year_read(const char *text)
{
    if (!text_has_shape(text, "0000/0000"))
        return 0;
    return number(text + 5) == number(text) + 1 ? number(text) : 0;
}

int school_year_of(const char *date)
{
    enum { SEPTEMBER = 9 };
    return date_has_shape(date) ? number(date) - (number(date + 5) < SEPTEMBER) : 0;
}

const char *school_year_name(struct arena *arena, int year, char separator)
{
    return arena_printf(arena, "%04d%c%04d", year, separator, year + 1);
}

const char *clock_today(struct arena *arena)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    time_t const now = epoch ? (time_t)strtoll(epoch, NULL, 10) : time(NULL);
    struct tm parts;
    char date[sizeof "YYYY-MM-DD"] = "";
    if (!(epoch ? gmtime_r(&now, &parts) : localtime_r(&now, &parts)) ||
        !strftime(date, sizeof date, "%Y-%m-%d", &parts))
        return NULL;
    return arena_strdup(arena, date);
}

long long clock_microseconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (long long)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

long long clock_milliseconds(void)
{
    return clock_microseconds() / 1000;
}
