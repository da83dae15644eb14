/*
 * fuzz_names.c - names and texts that somebody typed, asked what looks wrong in them and compared.
 *
 * Lines are taken in threes, as surname, given name and patronymic; each is a text too.
 */
#include "fuzz.h"

#include "base/unicode.h"
#include "russian/hints.h"
#include "russian/names.h"

#include <string.h>

void fuzz_begin(void)
{
}

/* A letter that is told of stands in the text. */
static void demand_inside(const char *found, const char *text)
{
    fuzz_demand(!found || (found >= text && found < text + strlen(text)), "a place in the text");
}

static void ask_text(const char *text)
{
    demand_inside(hint_mixed_script(text), text);
    demand_inside(hint_latin_name(text), text);
    demand_inside(hint_odd_characters(text), text);
    hint_personal_data(text);
    hint_initial(text);
    name_begins_small(text);
}

/* Something other than spaces, and no hyphen, beside which words are not told apart. */
static bool is_word(const char *part)
{
    return part[strspn(part, " \u00A0")] && !strchr(part, '-');
}

static void ask_name(const struct name *name)
{
    struct text key = TEXT_EMPTY;
    struct arena *arena = arena_new();
    for (size_t i = 0; i < NAME_PARTS; i++)
        name_is_crowded(name, i);
    name_add_key(&key, name);
    fuzz_demand(!is_word(name->surname) || !is_word(name->given) ||
                    (key.len && name_is_same(name, name)),
                "who has a name is the same as itself");
    fuzz_demand(name_is_spelled_alike(name, name), "spelled as itself");
    fuzz_demand(name_initials_first(arena, name) && name_surname_first(arena, name), "initials");
    arena_free(arena);
    text_free(&key);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct text all = TEXT_EMPTY;
    text_add_bytes(&all, (const char *)data, size);
    const char *parts[NAME_PARTS] = {"", "", ""};
    size_t count = 0;
    struct arena *arena = arena_new();
    const char *at = text_string(&all);
    while (*at) {
        size_t const length = strcspn(at, "\n");
        struct text line = TEXT_EMPTY;
        text_add_bytes(&line, at, length);
        if (utf8_valid(text_string(&line), line.len)) {
            unicode_normalise(&line);
            const char *text = text_take(&line, arena);
            ask_text(text);
            parts[count++ % NAME_PARTS] = text;
            struct name const name = {.surname = parts[0],
                                      .given = parts[1],
                                      .patronymic = parts[2],
                                      .initials = "",
                                      .genitive = "",
                                      .dative = ""};
            ask_name(&name);
        } else {
            text_free(&line);
        }
        at += length + (at[length] == '\n');
    }
    arena_free(arena);
    text_free(&all);
    return 0;
}
