/*
 * words.c - dates and names in words; see words.h.
 */
#include "russian/words.h"

#include "base/text.h"

#include <stdbool.h>
#include <string.h>

#include <utf8proc.h>

#define NBSP "\u00A0"

/* ---- dates ------------------------------------------------------------ */

static bool is_iso_date(const char *iso)
{
    static const char shape[] = "0000-00-00";
    if (strlen(iso) != sizeof shape - 1)
        return false;
    for (size_t i = 0; shape[i]; i++) {
        bool const digit = iso[i] >= '0' && iso[i] <= '9';
        if (shape[i] == '0' ? !digit : iso[i] != '-')
            return false;
    }
    return true;
}

static int two_digits(const char *digits)
{
    return (digits[0] - '0') * 10 + (digits[1] - '0');
}

const char *words_date(struct arena *arena, const char *iso)
{
    if (!is_iso_date(iso))
        return "";
    return arena_printf(arena, "%.2s.%.2s.%.4s", iso + 8, iso + 5, iso);
}

const char *words_date_long(struct arena *arena, const char *iso)
{
    static const char *const months[] = {"января",   "февраля", "марта",  "апреля",
                                         "мая",      "июня",    "июля",   "августа",
                                         "сентября", "октября", "ноября", "декабря"};
    if (!is_iso_date(iso))
        return "";
    int const month = two_digits(iso + 5);
    if (month < 1 || month > 12)
        return "";
    return arena_printf(arena, "%d" NBSP "%s" NBSP "%.4s" NBSP "г.", two_digits(iso + 8),
                        months[month - 1], iso);
}

/* ---- names ------------------------------------------------------------ */

static bool is_mark(uint32_t code_point)
{
    utf8proc_category_t const category = utf8proc_category((utf8proc_int32_t)code_point);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC;
}

/* The end of the first letter: a code point and the marks that combine with it. */
static const char *after_letter(const char *letter)
{
    const char *cursor = letter;
    utf8_next(&cursor);
    for (const char *next = cursor; is_mark(utf8_next(&next)); cursor = next)
        continue;
    return cursor;
}

/* Words that are no name but part of a patronymic: «Гусейн оглы», «Гусейн-оглы». */
static bool is_particle(const char *word, size_t length)
{
    static const char *const particles[] = {"оглы", "оглу", "кызы", "гызы", "улы", "уулу"};
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
        if (strlen(particles[i]) == length && memcmp(particles[i], word, length) == 0)
            return true;
    return false;
}

static bool begins_small(const char *word)
{
    return utf8proc_islower((utf8proc_int32_t)utf8_next(&word));
}

/* The initial of one word: «А.».  A word in lower case stays whole («оглы», «кызы»). */
static void add_initial(struct text *out, const char *word, size_t length)
{
    if (begins_small(word)) {
        text_add_bytes(out, word, length);
        return;
    }
    text_add_bytes(out, word, (size_t)(after_letter(word) - word));
    text_add_char(out, '.');
}

/*
 * What stands between a name's words in its initials: a hyphen before a part of
 * a double name, a space before a word that stays whole.
 */
static void add_joint(struct text *out, char joint, const char *word)
{
    if (joint == '-')
        text_add_char(out, '-');
    else if (begins_small(word))
        text_add(out, NBSP);
}

/*
 * «Анна-Мария» -> «А.-М.»; words of a name stand together: «Ван Ань» -> «В.А.».
 * A small part behind a hyphen is the tail of the word before it and has no
 * initial of its own: «Чечек-оолович» -> «Ч.».
 */
static void add_initials(struct text *out, const char *name)
{
    char joint = ' ';
    while (*name) {
        size_t const length = strcspn(name, " -");
        bool const tail = joint == '-' && begins_small(name) && !is_particle(name, length);
        if (length && !tail) {
            add_joint(out, joint, name);
            add_initial(out, name, length);
        }
        name += length;
        joint = *name == '-' && length ? '-' : ' ';
        if (*name)
            name++;
    }
}

static const char *in_arena(struct arena *arena, struct text *text)
{
    const char *copy = arena_strndup(arena, text_string(text), text->len);
    text_free(text);
    return copy;
}

static void add_all_initials(struct text *out, const struct name *name)
{
    if (*name->initials) {
        text_add(out, name->initials);
        return;
    }
    add_initials(out, name->given);
    add_initials(out, name->patronymic);
}

static void add_separated(struct text *out, const char *separator, const char *word)
{
    if (!*word)
        return;
    if (out->len)
        text_add(out, separator);
    text_add(out, word);
}

const char *words_full_name(struct arena *arena, const struct name *name)
{
    struct text out = TEXT_EMPTY;
    add_separated(&out, " ", name->surname);
    add_separated(&out, " ", name->given);
    add_separated(&out, " ", name->patronymic);
    return in_arena(arena, &out);
}

const char *words_initials_first(struct arena *arena, const struct name *name)
{
    struct text out = TEXT_EMPTY;
    add_all_initials(&out, name);
    add_separated(&out, NBSP, name->surname);
    return in_arena(arena, &out);
}

const char *words_surname_first(struct arena *arena, const struct name *name)
{
    struct text initials = TEXT_EMPTY;
    add_all_initials(&initials, name);
    struct text out = TEXT_EMPTY;
    text_add(&out, name->surname);
    add_separated(&out, NBSP, text_string(&initials));
    text_free(&initials);
    return in_arena(arena, &out);
}

const char *words_capital(struct arena *arena, const char *string)
{
    const char *rest = string;
    utf8proc_int32_t const first = (utf8proc_int32_t)utf8_next(&rest);
    utf8proc_int32_t const upper = utf8proc_toupper(first);
    if (upper == first)
        return string;
    struct text out = TEXT_EMPTY;
    text_add_utf8(&out, (uint32_t)upper);
    text_add(&out, rest);
    return in_arena(arena, &out);
}

bool words_is_capital(const char *string)
{
    utf8proc_int32_t const letter = (utf8proc_int32_t)utf8_next(&string);
    return utf8proc_tolower(letter) != letter;
}
