/*
 * school_year.h - school years: 1 September to 31 August, known by the year they begin in.
 */
#ifndef FORMULYAR_ANNUAL_SCHOOL_YEAR_H
#define FORMULYAR_ANNUAL_SCHOOL_YEAR_H

#include "base/arena.h"

/* "2026/2027" -> 2026; 0 for anything else. */
int school_year_read(const char *string);

/* The school year of an ISO date: "2027-05-20" -> 2026; 0 for what is no date. */
int school_year_of_date(const char *date);

/* 2026 -> "2026/2027", or "2026-2027" for file names. */
const char *school_year_name(struct arena *arena, int year, char separator);

#endif
