#include "russian/fullname.h"

#include <utf8proc.h>

const char *const full_name_parts[FULL_NAME_PARTS] = {"surname", "given", "patronymic"};

static void add_part(const char *at, struct text *key)
{
    for (uint32_t c; (c = utf8_next(&at)) != 0;) {
        utf8proc_int32_t const lower = utf8proc_tolower((utf8proc_int32_t)c);
        text_add_utf8(key, lower == 0x451 ? 0x435 : (uint32_t)lower);
    }
    text_add_char(key, ' ');
}

void full_name_key(const char *const parts[FULL_NAME_PARTS], struct text *key)
{
    text_clear(key);
    if (!*parts[0] || !*parts[1])
        return;
    for (size_t i = 0; i < FULL_NAME_PARTS; i++)
        add_part(parts[i], key);
}
