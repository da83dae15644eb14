#include "base/date.h"

#include <ctype.h>
#include <stddef.h>

static int number(const char *digits, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++)
        value = value * 10 + (digits[i] - '0');
    return value;
}

static int days_in(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool const leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

bool date_read(const char *text, struct date *date)
{
    static const char shape[] = "dddd-dd-dd";
    for (size_t i = 0; shape[i]; i++)
        if (shape[i] == 'd' ? !isdigit((unsigned char)text[i]) : text[i] != shape[i])
            return false;
    *date = (struct date){number(text, 4), number(text + 5, 2), number(text + 8, 2)};
    return text[10] == '\0' && date->year > 0 && date->month >= 1 && date->month <= 12 &&
           date->day >= 1 && date->day <= days_in(date->year, date->month);
}

long date_days(const struct date *date)
{
    /* Counted in years that begin in March, so that the leap day comes last. */
    long const year = date->month > 2 ? date->year : date->year - 1;
    long const month = (date->month + 9) % 12;
    long const day_of_year = (153 * month + 2) / 5 + date->day - 1;
    return 365 * year + year / 4 - year / 100 + year / 400 + day_of_year - 719468;
}
