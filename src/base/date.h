/*
 * date.h - calendar dates as the case file writes them.
 */
#ifndef FORMULYAR_BASE_DATE_H
#define FORMULYAR_BASE_DATE_H

#include <stdbool.h>

struct date {
    int year, month, day;
};

/* Reads YYYY-MM-DD, nothing around it; false when it is no date of the calendar. */
bool date_read(const char *text, struct date *date);

/* Days since 1970-01-01 in the Gregorian calendar. */
long date_days(const struct date *date);

#endif
