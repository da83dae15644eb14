#include "russian/fullname.h"

#include "base/arena.h"
#include "base/unicode.h"

#include <string.h>

enum { MOST_WORDS = 4 };

/* What follows a patronymic and belongs to it. */
static bool is_suffix(const char *word)
{
    static const char *const suffixes[] = {"оглы", "кызы", "угли", "улы", "гызы",
                                           "уулу", "кизи", "заде", NULL};
    struct text small = TEXT_EMPTY;
    for (uint32_t c; (c = unicode_small(utf8_next(&word))) != 0;)
        text_add_utf8(&small, c);
    size_t i = 0;
    while (suffixes[i] && strcmp(suffixes[i], text_string(&small)) != 0)
        i++;
    text_free(&small);
    return suffixes[i] != NULL;
}

static const char *folded(struct arena *arena, const char *text, size_t length)
{
    struct text out = TEXT_EMPTY;
    const char *end = text + length;
    while (text < end) {
        uint32_t const c = utf8_next(&text);
        text_add_utf8(&out, unicode_kind(c) == UNICODE_SPACE ? ' ' : c);
    }
    text_fold(&out, true);
    return text_take(&out, arena);
}

static bool read_parts(struct arena *arena, const char *text, const char *parts[NAME_PARTS])
{
    for (size_t i = 0; i < NAME_PARTS; i++) {
        size_t const length = strcspn(text, ",");
        parts[i] = folded(arena, text, length);
        text += length;
        if (!*text)
            return true;
        text++;
    }
    return false;
}

static bool ends_with(const char *word, const char *ending)
{
    size_t const length = strlen(word);
    size_t const tail = strlen(ending);
    return length > tail && strcmp(word + length - tail, ending) == 0;
}

/* A patronymic by its ending: Павловна, Ильинична, Сергеевич, Ильич. */
static bool is_patronymic(const char *word)
{
    static const char *const endings[] = {"ович", "евич", "льич", "овна", "евна", "ична", NULL};
    size_t i = 0;
    while (endings[i] && !ends_with(word, endings[i]))
        i++;
    return endings[i] != NULL;
}

/* «Людмила Павловна Захарченко», «Людмила Павловна»: the surname does not come first. */
static bool are_turned(const char *const parts[NAME_PARTS], size_t count)
{
    return count == NAME_PARTS ? is_patronymic(parts[1]) && !is_patronymic(parts[2])
                               : count == NAME_PARTS - 1 && is_patronymic(parts[1]);
}

bool full_name_is_turned(const struct name *name)
{
    const char *const parts[NAME_PARTS] = {name->surname, name->given, name->patronymic};
    return are_turned(parts, *name->patronymic ? NAME_PARTS : NAME_PARTS - 1);
}

static bool read_words(struct arena *arena, const char *text, const char *parts[NAME_PARTS])
{
    const char *words[MOST_WORDS + 1];
    const char *rest = folded(arena, text, strlen(text));
    size_t count = 0;
    for (char *word; count <= MOST_WORDS && (word = text_next_word(&rest, arena)) != NULL;)
        words[count++] = word;
    if (count == MOST_WORDS && is_suffix(words[3])) {
        words[2] = arena_printf(arena, "%s %s", words[2], words[3]);
        count--;
    }
    for (size_t i = 0; i < NAME_PARTS && i < count; i++)
        parts[i] = words[i];
    return count <= NAME_PARTS && !are_turned(parts, count);
}

bool full_name_read(struct arena *arena, const char *text, struct name *name)
{
    static const struct name nobody = {"", "", "", "", "", ""};
    const char *parts[NAME_PARTS] = {"", "", ""};
    *name = nobody;
    if (strchr(text, ',') ? !read_parts(arena, text, parts) : !read_words(arena, text, parts))
        return false;
    name->surname = parts[0];
    name->given = parts[1];
    name->patronymic = parts[2];
    return true;
}

bool full_name_is_sure(struct arena *arena, const char *text)
{
    struct name name;
    return full_name_read(arena, text, &name) && *name.surname && *name.given &&
           is_patronymic(name.patronymic);
}

static bool is_same(const struct name *a, const struct name *b)
{
    return strcmp(a->surname, b->surname) == 0 && strcmp(a->given, b->given) == 0 &&
           strcmp(a->patronymic, b->patronymic) == 0;
}

const char *full_name_write(struct arena *arena, const struct name *name)
{
    const char *const parts[NAME_PARTS] = {name->surname, name->given, name->patronymic};
    struct text plain = TEXT_EMPTY;
    struct name again;
    for (size_t i = 0; i < NAME_PARTS; i++)
        if (*parts[i])
            text_add_item(&plain, " ", parts[i]);
    const char *words = text_take(&plain, arena);
    if (full_name_read(arena, words, &again) && is_same(name, &again))
        return words;
    return *name->patronymic ? arena_printf(arena, "%s, %s, %s", parts[0], parts[1], parts[2])
                             : arena_printf(arena, "%s, %s", parts[0], parts[1]);
}
