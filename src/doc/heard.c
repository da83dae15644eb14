#include "doc/heard.h"

#include "base/text.h"

#include <string.h>

/* Underscores, and what stands beside those of a date left open: 20__ and the year's «г.». */
static bool is_of_blank(uint32_t c)
{
    switch (c) {
    case '_':
    case ' ':
    case 0xA0:
    case '.':
    case '2':
    case '0':
    case '"':
    case 0xAB: /* « */
    case 0xBB: /* » */
    case 0x433: /* г */ return true;
    default: return false;
    }
}

/* Typed text that has underscores among its words is read as it is. */
static bool is_blank(const char *text)
{
    bool has_blank = false;
    while (*text) {
        has_blank = has_blank || (text[0] == '_' && text[1] == '_');
        if (!is_of_blank(utf8_next(&text)))
            return false;
    }
    return has_blank;
}

static bool is_dash(const char *text)
{
    return strcmp(text, "—") == 0 || strcmp(text, "–") == 0 || strcmp(text, "-") == 0;
}

/* The first bytes of a dash and of what is_of_blank(), where these begin what is heard otherwise. */
static bool may_be_heard(const char *text)
{
    switch ((unsigned char)*text) {
    case '_':
    case '-':
    case '"':
    case 0xC2: /* «, », a no-break space */
    case 0xE2: return true;
    case 0xD0: return (unsigned char)text[1] == 0xB3; /* г */
    default: return false;
    }
}

const char *run_heard(const struct run *before, const struct run *run)
{
    const char *text = run->text;
    if (!may_be_heard(text))
        return NULL;
    if (is_dash(text)) {
        bool const is_value = !before || before->text[strlen(before->text) - 1] == ' ';
        return is_value && !run->next ? HEARD_DASH : NULL;
    }
    if (!is_blank(text))
        return NULL;
    return strstr(text, "20") ? HEARD_NO_DATE : HEARD_BLANK;
}

const char *run_said(const struct run *before, const struct run *run, struct arena *arena)
{
    if (run->flags & RUN_SILENT)
        return "";
    if (run->flags & RUN_UNDERLINED)
        return arena_printf(arena, HEARD_UNDERLINED " %s", run->text);
    if (run->flags & RUN_NOT_UNDERLINED)
        return arena_printf(arena, HEARD_NOT_UNDERLINED " %s", run->text);
    if (!run_is_blank(run))
        return run->blank ? NULL : run_heard(before, run);
    const char *what = run->blank->is_signature ? HEARD_SIGN : HEARD_BLANK;
    return run->blank->caption ? arena_printf(arena, "%s %s", what, run->blank->caption) : what;
}
