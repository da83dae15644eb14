/*
 * dates.h - dates as Russian records management writes them, in the arena; what is no
 * date gives "".
 */
#ifndef FORMULYAR_RUSSIAN_DATES_H
#define FORMULYAR_RUSSIAN_DATES_H

#include "base/arena.h"

/* "2026-09-30" -> "30.09.2026". */
const char *dates_short(struct arena *arena, const char *iso);

/* "2026-06-05" -> "5 июня 2026 г.", held together by no-break spaces. */
const char *dates_long(struct arena *arena, const char *iso);

/* The months as they stand in a date, «января» to «декабря», then NULL. */
extern const char *const dates_months[];

#endif
