/*
 * mention.c - see mention.h.
 */
#include "case/mention.h"

#include "base/text.h"

#include <stdbool.h>
#include <stdint.h>
#include <utf8proc.h>

enum {
    LONGEST_WORD = 80,
    MOST_NAMES = 8,
    LEAST_STEM = 4,   /* letters that a word must share with a surname */
    MOST_ENDING = 2,  /* letters of a surname that declension changes */
    LONGEST_ENDING = 3,
    NAME_START = 3,   /* letters by which a typed form's surname is known */
};

/* A word in lower case, ё as е; capital when it began with a capital letter. */
struct word {
    uint32_t letters[LONGEST_WORD];
    size_t length;
    bool capital;
};

struct names {
    struct word words[MOST_NAMES]; /* the surname first */
    size_t count;
    struct word given; /* tells namesakes apart */
};

/* A word of the text and those around it. */
struct place {
    struct word before[2]; /* the nearest first */
    struct word word;
    struct word after;
};

static bool is_letter(uint32_t c)
{
    utf8proc_category_t const category = utf8proc_category((utf8proc_int32_t)c);
    return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LL || c == '-';
}

/* Reads the next word at *at; false at the end of the text. */
static bool next_word(const char **at, struct word *word)
{
    uint32_t c;
    *word = (struct word){0};
    while ((c = utf8_next(at)) != 0) {
        if (!is_letter(c)) {
            if (word->length)
                return true;
            continue;
        }
        uint32_t const lower = (uint32_t)utf8proc_tolower((utf8proc_int32_t)c);
        if (!word->length)
            word->capital = lower != c;
        if (word->length < LONGEST_WORD)
            word->letters[word->length++] = lower == 0x451 ? 0x435 : lower;
    }
    return word->length > 0;
}

static size_t shared(const struct word *a, const struct word *b)
{
    size_t length = 0;
    while (length < a->length && length < b->length && a->letters[length] == b->letters[length])
        length++;
    return length;
}

static bool is_equal(const struct word *a, const struct word *b)
{
    return a->length == b->length && shared(a, b) == a->length;
}

/* Adds those words of a typed name that begin as the surname does; the surname is there. */
static void add_names(const struct node *person, const char *child, struct names *names,
                      struct arena *arena)
{
    const struct node *node = node_child(person, child);
    const char *at = node ? node_text(node, arena) : "";
    for (struct word word; names->count < MOST_NAMES && next_word(&at, &word);)
        if (!names->count || shared(&word, &names->words[0]) >= NAME_START)
            names->words[names->count++] = word;
}

static void find_names(const struct node *person, struct names *names, struct arena *arena)
{
    *names = (struct names){0};
    if (!person)
        return;
    add_names(person, "surname", names, arena);
    if (!names->count)
        return;
    add_names(person, "genitive", names, arena);
    add_names(person, "dative", names, arena);
    const struct node *given = node_child(person, "given");
    const char *at = given ? node_text(given, arena) : "";
    next_word(&at, &names->given);
}

static bool is_name(const struct word *word, const struct names *names)
{
    if (!word->capital)
        return false;
    for (size_t i = 0; i < names->count; i++)
        if (is_equal(word, &names->words[i]))
            return true;
    return false;
}

/* «Кузнецовой» for Кузнецова: the same letters but for an ending. */
static bool is_like(const struct word *word, const struct names *names)
{
    if (!names->count || !word->capital)
        return false;
    const struct word *surname = &names->words[0];
    size_t const common = shared(word, surname);
    return common >= LEAST_STEM && common + MOST_ENDING >= surname->length &&
           word->length <= common + LONGEST_ENDING;
}

/* An initial, or the beginning of the given name in whatever case. */
static bool is_given(const struct word *word, const struct names *names)
{
    size_t const least = names->given.length < NAME_START ? names->given.length : NAME_START;
    size_t const common = shared(word, &names->given);
    return word->capital && common > 0 && (word->length == 1 || common >= least);
}

/* A surname that two people share is that person's whose given name or initial stands beside it. */
static bool is_namesake(const struct place *place, const struct names *wanted,
                        const struct names *own)
{
    bool const initials = place->before[0].length == 1 && place->before[1].length == 1;
    const struct word *before = &place->before[initials ? 1 : 0];
    if (is_given(&place->after, own) || is_given(&place->after, wanted))
        return !is_given(&place->after, own);
    return is_given(before, wanted) && !is_given(before, own);
}

static enum mention judge(const struct place *place, const struct names *wanted,
                          const struct names *own)
{
    bool const sure = is_name(&place->word, wanted);
    bool const likely = is_like(&place->word, wanted);
    if (is_name(&place->word, own))
        return (sure || likely) && is_namesake(place, wanted, own) ? MENTION_SURE : MENTION_NONE;
    if (sure)
        return MENTION_SURE;
    return likely && !is_like(&place->word, own) ? MENTION_LIKELY : MENTION_NONE;
}

enum mention mention_of(const char *text, const struct node *person, const struct node *own)
{
    struct arena *arena = arena_new();
    struct names wanted;
    struct names other;
    struct place place = {0};
    enum mention worst = MENTION_NONE;
    find_names(person, &wanted, arena);
    find_names(own, &other, arena);
    next_word(&text, &place.after);
    while (worst != MENTION_SURE && place.after.length) {
        place.before[1] = place.before[0];
        place.before[0] = place.word;
        place.word = place.after;
        next_word(&text, &place.after);
        enum mention const mention = judge(&place, &wanted, &other);
        if (mention > worst)
            worst = mention;
    }
    arena_free(arena);
    return worst;
}
