/*
 * clock.h - calendar dates as the case file writes them, and what time it is.
 */
#ifndef FORMULYAR_BASE_CLOCK_H
#define FORMULYAR_BASE_CLOCK_H

#include <stdbool.h>

struct date {
    int year, month, day;
};

/* True for four digits, two and two with hyphens between them, be it a day of the calendar or not. */
bool date_has_shape(const char *text);

/* Reads YYYY-MM-DD, nothing around it; false when it is no date of the calendar. */
bool date_read(const char *text, struct date *date);

/*
 * Reads a date as people type it, 28.05.2027 or 8.5.2027, or as date_read() takes it.  DATE_ODD: it has
 * another shape; DATE_NO_DAY: it has the shape, but the calendar has no such day.
 */
enum date_end { DATE_GOOD, DATE_ODD, DATE_NO_DAY };
enum date_end date_read_typed(const char *text, struct date *date);

/* True when the calendar has such a day. */
bool date_is_in_calendar(const struct date *date);

/* Days since 1970-01-01 in the Gregorian calendar. */
long date_days(const struct date *date);

/* A school year lasts from 1 September to 31 August and is known by the year it begins in. */

/* "2026/2027" -> 2026; 0 for anything else. */
int school_year_read(const char *text);

/* That of a date: "2027-05-20" -> 2026; 0 for what has not the shape of one. */
int school_year_of(const char *date);

/* 2026 -> "2026/2027", or "2026-2027" for file names, in the arena. */
struct arena;
const char *school_year_name(struct arena *arena, int year, char separator);

/*
 * Today as YYYY-MM-DD: where the computer stands, or by SOURCE_DATE_EPOCH in UTC, which makes
 * runs repeatable.  In the arena; NULL when that is no time of the calendar.
 */
const char *clock_today(struct arena *arena);

/* What has passed since some moment before the program's start; never goes back. */
long long clock_milliseconds(void);
long long clock_microseconds(void);

#endif
