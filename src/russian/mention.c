#include "russian/mention.h"

#include "russian/declension.h"

enum {
    MOST_FORMS = 12, /* of one part of a name */
    LEAST_ALIKE = 4, /* letters that a word shares with a surname that it only resembles */
    MOST_DIFFERENT = 2,
    LONGEST_REST = 3,
    KNOWN_BY = 3, /* letters by which a typed form is known to be the surname's */
};

/* One part of a name: the nominative first (two of a double surname), then typed forms. */
struct name_part {
    struct name_word forms[MOST_FORMS];
    size_t nominatives, count;
};

struct mention_person {
    struct name_part surname, given, patronymic;
};

struct mention_text {
    const struct name_word *words;
    size_t count;
};

/* ---- people --------------------------------------------------------------------------- */

static void add_nominatives(const char *typed, struct name_part *part, struct arena *arena)
{
    size_t count;
    const struct name_word *words = name_words(typed, arena, &count);
    for (size_t i = 0; i < count && part->count < MOST_FORMS; i++)
        part->forms[part->count++] = words[i];
    part->nominatives = part->count;
}

/* True when the typed word is a form of the part: it begins alike. */
static bool begins_alike(const struct name_word *word, const struct name_part *part)
{
    for (size_t i = 0; i < part->nominatives; i++) {
        size_t const length = part->forms[i].length;
        size_t const least = length < KNOWN_BY ? length : KNOWN_BY;
        if (name_word_shared(word, &part->forms[i]) >= least)
            return true;
    }
    return false;
}

/* «Лебедя Петра Ильича»: each word goes to the part that it begins like. */
static void add_typed(const char *typed, struct mention_person *person, struct arena *arena)
{
    size_t count;
    const struct name_word *words = name_words(typed, arena, &count);
    for (size_t i = 0; i < count; i++) {
        struct name_part *part = NULL;
        if (begins_alike(&words[i], &person->surname))
            part = &person->surname;
        else if (begins_alike(&words[i], &person->given))
            part = &person->given;
        else if (begins_alike(&words[i], &person->patronymic))
            part = &person->patronymic;
        if (part && part->count < MOST_FORMS)
            part->forms[part->count++] = words[i];
    }
}

const struct mention_person *mention_person(const struct name *name, struct arena *arena)
{
    struct mention_person *person = ARENA_NEW(arena, struct mention_person);
    add_nominatives(name->surname, &person->surname, arena);
    add_nominatives(name->given, &person->given, arena);
    add_nominatives(name->patronymic, &person->patronymic, arena);
    add_typed(name->genitive, person, arena);
    add_typed(name->dative, person, arena);
    return person;
}

static bool is_same_part(const struct name_part *a, const struct name_part *b)
{
    if (!a->nominatives || !b->nominatives)
        return true;
    bool same = a->nominatives == b->nominatives;
    for (size_t i = 0; i < a->nominatives && same; i++)
        same = name_word_is_equal(&a->forms[i], &b->forms[i]);
    return same;
}

bool mention_is_same(const struct mention_person *a, const struct mention_person *b)
{
    return a->surname.nominatives && b->surname.nominatives &&
           is_same_part(&a->surname, &b->surname) && is_same_part(&a->given, &b->given) &&
           is_same_part(&a->patronymic, &b->patronymic);
}

bool mention_is_full_name(const char *name, const struct mention_person *person,
                          struct arena *arena)
{
    const struct name_part *parts[] = {&person->surname, &person->given, &person->patronymic};
    size_t count;
    size_t at = 0;
    const struct name_word *words = name_words(name, arena, &count);
    for (size_t part = 0; part < sizeof parts / sizeof *parts; part++)
        for (size_t i = 0; i < parts[part]->nominatives; i++, at++)
            if (at >= count || !name_word_is_equal(&words[at], &parts[part]->forms[i]))
                return false;
    return at == count && person->given.nominatives;
}

const struct mention_text *mention_text(const char *text, struct arena *arena)
{
    struct mention_text *cut = ARENA_NEW(arena, struct mention_text);
    cut->words = name_words(text, arena, &cut->count);
    return cut;
}

/* ---- one word -------------------------------------------------------------------------- */

/* How much a word is a surname. */
enum likeness { UNLIKE, ALIKE, DECLINED, TYPED };

static bool resembles(const struct name_word *word, const struct name_word *surname)
{
    size_t const common = name_word_shared(word, surname);
    return common >= LEAST_ALIKE && common + MOST_DIFFERENT >= surname->length &&
           word->length <= common + LONGEST_REST;
}

static enum likeness surname_likeness(const struct name_word *word, const struct name_part *surname)
{
    enum likeness best = UNLIKE;
    for (size_t i = 0; i < surname->count; i++) {
        const struct name_word *form = &surname->forms[i];
        bool const nominative = i < surname->nominatives;
        enum likeness likeness = UNLIKE;
        if (form->length == 1 && surname->nominatives > 1) /* of «Д’Артаньян»: any initial */
            continue;
        if (!word->capital) /* «лебедь» is a bird, but no noun ends as «соловьёвой» does */
            likeness = nominative && name_word_is_typical_surname(form) &&
                               name_word_is_form(word, form, true)
                           ? ALIKE
                           : UNLIKE;
        else if (name_word_is_equal(word, form))
            likeness = surname->nominatives > 1 ? DECLINED : TYPED; /* half of a double surname */
        else if (nominative && name_word_is_form(word, form, true))
            likeness = DECLINED;
        else if (nominative && resembles(word, form))
            likeness = ALIKE;
        if (likeness > best)
            best = likeness;
    }
    return best;
}

/* The same for somebody who may be named: «Жуковым» is not her whose name is Жукова. */
static enum likeness own_likeness(const struct name_word *word, const struct name_part *surname)
{
    enum likeness const likeness = surname_likeness(word, surname);
    bool const is_single = surname->nominatives == 1;
    return likeness == DECLINED && is_single && !name_word_is_of_one(word, &surname->forms[0])
               ? ALIKE
               : likeness;
}

static bool is_given(const struct name_word *word, const struct name_part *part)
{
    for (size_t i = 0; i < part->count && word->capital; i++)
        if (name_word_is_equal(word, &part->forms[i]) ||
            (i < part->nominatives && name_word_is_form(word, &part->forms[i], false)))
            return true;
    return false;
}

/* ---- what stands beside ----------------------------------------------------------------- */

static bool is_initial_of(const struct name_word *word, const struct name_part *part)
{
    return word->initial && part->nominatives && word->letters[0] == part->forms[0].letters[0];
}

/* The next word when it is near, else NULL. */
static const struct name_word *near_after(const struct mention_text *text, size_t at)
{
    return at + 1 < text->count && text->words[at + 1].near ? &text->words[at + 1] : NULL;
}

/* The words at and next to at, both near: given name or initials, then the patronymic's if there. */
static bool are_given_names(const struct mention_text *text, size_t at,
                            const struct mention_person *person)
{
    const struct name_word *first = &text->words[at];
    const struct name_word *second = near_after(text, at);
    if (is_given(first, &person->given))
        return true;
    if (!is_initial_of(first, &person->given))
        return false;
    return !second || !second->initial || !person->patronymic.nominatives ||
           is_initial_of(second, &person->patronymic);
}

/* True when the person's given name or initials stand beside the surname at that word. */
static bool is_called(const struct mention_text *text, size_t at,
                      const struct mention_person *person)
{
    const struct name_word *words = text->words;
    if (near_after(text, at) && are_given_names(text, at + 1, person))
        return true;
    if (!at || !words[at].near)
        return false;
    if (at > 1 && words[at - 1].near &&
        (words[at - 1].initial || name_word_is_patronymic(&words[at - 1])))
        return are_given_names(text, at - 2, person);
    return are_given_names(text, at - 1, person);
}

/* ---- judging ----------------------------------------------------------------------------- */

static enum mention judge_surname(const struct mention_text *text, size_t at,
                                  const struct mention_person *person,
                                  const struct mention_known *known)
{
    const struct name_word *word = &text->words[at];
    enum likeness const likeness = surname_likeness(word, &person->surname);
    enum likeness other = UNLIKE; /* to the surname of somebody who may be named */
    if (likeness == UNLIKE)
        return MENTION_NONE;
    for (size_t i = 0; i < known->count; i++) {
        enum likeness const own = own_likeness(word, &known->people[i]->surname);
        bool const is_one = own == surname_likeness(word, &known->people[i]->surname);
        if (own != UNLIKE && is_one && is_called(text, at, known->people[i]))
            return MENTION_NONE;
        if (own > other)
            other = own;
    }
    if (word->capital && is_called(text, at, person))
        return MENTION_SURE;
    if (other >= likeness)
        return MENTION_NONE;
    /* «Рябова» may be the genitive of Рябов, who may be named */
    return likeness == TYPED && other < DECLINED ? MENTION_SURE : MENTION_LIKELY;
}

/* A given name, the patronymic behind it or not. */
static enum mention judge_given(const struct mention_text *text, size_t at,
                                const struct mention_person *person,
                                const struct mention_known *known)
{
    const struct name_word *word = &text->words[at];
    const struct name_word *next = near_after(text, at);
    if (!is_given(word, &person->given))
        return MENTION_NONE;
    bool const both = next && is_given(next, &person->patronymic);
    if (next && !both && name_word_is_patronymic(next))
        return MENTION_NONE;
    for (size_t i = 0; i < known->count; i++)
        if (is_given(word, &known->people[i]->given) &&
            (!both || is_given(next, &known->people[i]->patronymic)))
            return MENTION_NONE;
    return both ? MENTION_SURE : MENTION_LIKELY;
}

/* «Ильич согласился»: behind a given name it was judged there. */
static enum mention judge_patronymic(const struct mention_text *text, size_t at,
                                     const struct mention_person *person,
                                     const struct mention_known *known)
{
    const struct name_word *word = &text->words[at];
    if (!is_given(word, &person->patronymic) || (at && word->near && text->words[at - 1].capital))
        return MENTION_NONE;
    for (size_t i = 0; i < known->count; i++)
        if (is_given(word, &known->people[i]->patronymic))
            return MENTION_NONE;
    return MENTION_LIKELY;
}

static bool was_looked_at(const struct name_word *word, const struct mention_text *words)
{
    for (size_t i = 0; words && i < words->count; i++)
        if (name_word_is_equal(word, &words->words[i]))
            return true;
    return false;
}

enum mention mention_at(const struct mention_text *text, size_t at,
                        const struct mention_person *person, const struct mention_known *known)
{
    enum mention worst = judge_surname(text, at, person, known);
    enum mention const given = judge_given(text, at, person, known);
    enum mention const patronymic = judge_patronymic(text, at, person, known);
    if (given > worst)
        worst = given;
    if (patronymic > worst)
        worst = patronymic;
    return worst == MENTION_LIKELY && was_looked_at(&text->words[at], known->words) ? MENTION_NONE
                                                                                    : worst;
}

size_t mention_words(const struct mention_text *text)
{
    return text->count;
}

bool mention_continues(const struct mention_text *text, size_t at)
{
    return at && text->words[at].near && text->words[at].capital;
}
