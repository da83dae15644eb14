/*
 * name_shape.c - what a part of a name looks like, when it looks wrong; see names.h.
 */
#include "russian/names.h"

#include "base/unicode.h"

#include <string.h>

/* Words that people write small within a name. */
static bool is_particle(const char *word, size_t length)
{
    static const char *const particles[] = {
        "фон",  "ван",   "де",  "ди",   "дер", "ден",  "ля",  "ла",   "ле",   "лё",   "дю",
        "дель", "делла", "дос", "душ",  "да",  "до",   "д",   "о",    "аль",  "эль",  "ас",
        "ар",   "ад",    "ан",  "ат",   "аш",  "ибн",  "бин", "бен",  "бинт", "тер",  "те",
        "цу",   "цур",   "унд", "и",    "мак", "сан",  "сен", "оглы", "оглу", "кызы", "гызы",
        "улы",  "уулу",  "ызы", "қызы", "ұлы", "заде", "хан", "бей",  "von",  "van",  "de",
        "di",   "der",   "la",  "le",   "du",  "al",   "el",  "bin",  "ibn",  NULL,
    };
    for (size_t i = 0; particles[i]; i++) /* each has two bytes at least, and most words others */
        if (particles[i][0] == word[0] && particles[i][1] == word[1] &&
            strlen(particles[i]) == length && memcmp(particles[i], word, length) == 0)
            return true;
    return false;
}

/* The length of a word: up to a space, hyphen or apostrophe. */
static size_t word_length(const char *at)
{
    size_t const length = strcspn(at, " -'");
    const char *curly = strstr(at, "\u2019");
    return curly && (size_t)(curly - at) < length ? (size_t)(curly - at) : length;
}

bool name_begins_small(const char *part)
{
    part += strspn(part, " ");
    return unicode_begins_small(part) && !is_particle(part, word_length(part));
}

/* «Петровна», «Ильич»: an ending that names of that kind have and hardly any other word. */
static bool is_patronymic(const char *word, size_t length)
{
    static const char *const endings[] = {"ович", "евич", "ьич", "овна", "евна", "ична", "инична",
                                          "ОВИЧ", "ЕВИЧ", "ЬИЧ", "ОВНА", "ЕВНА", "ИЧНА"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t const end = strlen(endings[i]);
        if (length > end && memcmp(word + length - end, endings[i], end) == 0)
            return true;
    }
    return false;
}

/* The particles that stand for a patronymic's ending: «Мамед оглы». */
static bool is_patronymic_particle(const char *word, size_t length)
{
    static const char *const particles[] = {"оглы", "кызы"};
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
        if (strlen(particles[i]) == length && memcmp(particles[i], word, length) == 0)
            return true;
    return false;
}

/* What the words of a part, which spaces separate, are. */
struct part_words {
    size_t count; /* particles aside */
    bool has_stop;
    bool has_patronymic; /* or «оглы», behind another word */
    bool ends_with_given;
};

static struct part_words words_of(const char *part, const char *given)
{
    struct part_words words = {0};
    while (*(part += strspn(part, " "))) {
        size_t const length = strcspn(part, " ");
        bool const first = words.count == 0;
        bool const particle = is_particle(part, length);
        words.count += !particle;
        words.has_stop |= memchr(part, '.', length) != NULL;
        words.has_patronymic |=
            !first && (is_patronymic(part, length) || is_patronymic_particle(part, length));
        words.ends_with_given =
            !first && *given && strlen(given) == length && memcmp(part, given, length) == 0;
        part += length;
    }
    return words;
}

bool name_is_crowded(const struct name *name, size_t part)
{
    if (part == 0) {
        struct part_words const words = words_of(name->surname, name->given);
        return words.has_stop || words.has_patronymic || words.ends_with_given || words.count > 2 ||
               (words.count > 1 && !*name->given);
    }
    return part == 1 && words_of(name->given, "").has_patronymic;
}
