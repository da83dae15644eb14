#include "russian/dates.h"

#include "base/clock.h"

#include <stdlib.h>

#define NBSP "\u00A0"

const char *const dates_months[] = {"января", "февраля", "марта",   "апреля",   "мая",
                                    "июня",   "июля",    "августа", "сентября", "октября",
                                    "ноября", "декабря", NULL};

const char *dates_short(struct arena *arena, const char *iso)
{
    if (!date_has_shape(iso))
        return "";
    return arena_printf(arena, "%.2s.%.2s.%.4s", iso + 8, iso + 5, iso);
}

const char *dates_long(struct arena *arena, const char *iso)
{
    long const month = date_has_shape(iso) ? strtol(iso + 5, NULL, 10) : 0;
    if (month < 1 || month > 12)
        return "";
    return arena_printf(arena, "%ld" NBSP "%s" NBSP "%.4s" NBSP "г.", strtol(iso + 8, NULL, 10),
                        dates_months[month - 1], iso);
}
