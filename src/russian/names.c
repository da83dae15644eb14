#include "russian/names.h"

#include "base/unicode.h"

#include <string.h>

#define NBSP "\u00A0"

/* ---- writing ------------------------------------------------------------------------------ */

/* The end of the first letter: a code point and the marks that combine with it. */
static const char *after_letter(const char *letter)
{
    const char *cursor = letter;
    utf8_next(&cursor);
    for (const char *next = cursor; unicode_kind(utf8_next(&next)) == UNICODE_MARK; cursor = next)
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

/* The initial of one word: «А.».  A word in lower case stays whole («оглы», «кызы»). */
static void add_initial(struct text *out, const char *word, size_t length)
{
    if (unicode_begins_small(word)) {
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
    else if (unicode_begins_small(word))
        text_add(out, NBSP);
}

/* The length of a word: up to a hyphen or a space, a no-break one too. */
static size_t word_length(const char *word)
{
    size_t const length = strcspn(word, " -");
    const char *gap = strstr(word, NBSP);
    return gap && (size_t)(gap - word) < length ? (size_t)(gap - word) : length;
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
        size_t const length = word_length(name);
        bool const tail = joint == '-' && unicode_begins_small(name) && !is_particle(name, length);
        if (length && !tail) {
            add_joint(out, joint, name);
            add_initial(out, name, length);
        }
        name += length;
        joint = *name == '-' && length ? '-' : ' ';
        if (*name)
            name += *name == '-' || *name == ' ' ? 1 : strlen(NBSP);
    }
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
    if (*word)
        text_add_item(out, separator, word);
}

const char *name_in_full(struct arena *arena, const struct name *name)
{
    struct text out = TEXT_EMPTY;
    add_separated(&out, " ", name->surname);
    add_separated(&out, " ", name->given);
    add_separated(&out, " ", name->patronymic);
    return text_take(&out, arena);
}

const char *name_initials_first(struct arena *arena, const struct name *name)
{
    struct text out = TEXT_EMPTY;
    add_all_initials(&out, name);
    add_separated(&out, NBSP, name->surname);
    return text_take(&out, arena);
}

const char *name_surname_first(struct arena *arena, const struct name *name)
{
    struct text initials = TEXT_EMPTY;
    add_all_initials(&initials, name);
    struct text out = TEXT_EMPTY;
    text_add(&out, name->surname);
    add_separated(&out, NBSP, text_string(&initials));
    text_free(&initials);
    return text_take(&out, arena);
}

/* ---- comparing --------------------------------------------------------------------------- */

enum { YE = 0x435, YO = 0x451, NO_BREAK_SPACE = 0xA0 };

const char *const name_parts[NAME_PARTS] = {"surname", "given", "patronymic"};

void name_add_key(struct text *key, const struct name *name)
{
    const char *const parts[NAME_PARTS] = {name->surname, name->given, name->patronymic};
    if (!*name->surname || !*name->given)
        return;
    for (size_t i = 0; i < NAME_PARTS; i++) {
        const char *at = parts[i];
        for (uint32_t c; (c = unicode_small(utf8_next(&at))) != 0;)
            text_add_utf8(key, c == YO ? YE : c);
        text_add_char(key, ' ');
    }
}

/* A whole name letter by letter, of however many fields it was typed into. */
struct whole {
    const char *parts[NAME_PARTS];
    size_t part;
    uint32_t last, held; /* the letter before; the next one, behind a space */
    bool has_gap;        /* there was a space: it is more than one word */
};

static struct whole whole_name(const struct name *name)
{
    return (struct whole){.parts = {name->surname, name->given, name->patronymic}};
}

/* The next letter as it stands, small and ё as е; a space between parts; 0 at the end. */
static uint32_t next_typed(struct whole *whole)
{
    while (whole->part < NAME_PARTS) {
        uint32_t const c = unicode_small(utf8_next(&whole->parts[whole->part]));
        if (c)
            return c == YO ? YE : c;
        if (++whole->part < NAME_PARTS)
            return ' ';
    }
    return 0;
}

/* The next letter with one space between words, but none at a hyphen or at the ends; 0 at the end. */
static uint32_t next_of_whole(struct whole *whole)
{
    uint32_t c = whole->held;
    bool gap = false;
    while (!whole->held && ((c = next_typed(whole)) == ' ' || c == NO_BREAK_SPACE))
        gap = true;
    whole->held = 0;
    if (gap && c && whole->last && c != '-' && whole->last != '-') {
        whole->held = c;
        whole->has_gap = true;
        return ' ';
    }
    whole->last = c;
    return c;
}

/* One word is no whole name. */
bool name_is_same(const struct name *a, const struct name *b)
{
    struct whole one = whole_name(a);
    struct whole other = whole_name(b);
    uint32_t letter;
    do {
        letter = next_of_whole(&one);
        if (letter != next_of_whole(&other))
            return false;
    } while (letter);
    return one.has_gap;
}

static bool is_alike(const char *one, const char *other)
{
    return !*one || !*other || strcmp(one, other) == 0;
}

bool name_is_spelled_alike(const struct name *a, const struct name *b)
{
    return is_alike(a->surname, b->surname) && is_alike(a->given, b->given) &&
           is_alike(a->patronymic, b->patronymic);
}

/* ---- sorting ----------------------------------------------------------------------------- */

/*
 * A key holds four bytes for each letter, then what tells ё from е, each part
 * closed by a byte that is lower than all others.
 */

enum { END = 1, AS_IT_IS = 2, AFTER = 3 };

/* A letter and the one that it follows. */
static uint32_t letter_before(uint32_t letter)
{
    static const struct {
        uint16_t letter, before;
    } others[] = {
        {0x456, 0x438}, {0x493, 0x433}, {0x495, 0x433}, {0x499, 0x437}, {0x49B, 0x43A},
        {0x4A3, 0x43D}, {0x4A5, 0x43D}, {0x4AB, 0x441}, {0x4AF, 0x443}, {0x4B1, 0x443},
        {0x4B3, 0x445}, {0x4BB, 0x445}, {0x4D9, 0x430}, {0x4E9, 0x43E},
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i].letter == letter)
            return others[i].before;
    return 0;
}

/* U+00AD, and the hyphens and dashes from U+2010 on. */
static bool is_hyphen(uint32_t letter)
{
    return letter == '-' || letter == 0xAD || (letter >= 0x2010 && letter <= 0x2015);
}

static void add_weight(struct text *out, uint32_t letter)
{
    uint32_t const before = letter_before(letter);
    uint32_t const weight = before ? before * 2 + 1 : (letter == YO ? YE : letter) * 2;
    for (int shift = 21; shift >= 0; shift -= 7)
        text_add_char(out, (char)(0x80 | (weight >> shift & 0x7F)));
}

static uint32_t next_letter(const char **cursor)
{
    return unicode_small(utf8_next(cursor));
}

void collation_add(struct text *out, const char *name)
{
    uint32_t letter;
    for (const char *cursor = name; (letter = next_letter(&cursor)) != 0;)
        if (!is_hyphen(letter))
            add_weight(out, letter);
    text_add_char(out, END);
    for (const char *cursor = name; (letter = next_letter(&cursor)) != 0;)
        if (!is_hyphen(letter))
            text_add_char(out, letter == YO ? AFTER : AS_IT_IS);
    text_add_char(out, END);
}

void collation_add_name(struct text *out, const struct name *name)
{
    collation_add(out, name->surname);
    collation_add(out, name->given);
    collation_add(out, name->patronymic);
}
