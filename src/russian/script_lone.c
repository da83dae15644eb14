/*
 * script_lone.c - Latin words that stand where Russian ones should: of one letter, initials, words
 * whose letters all look Russian; see script.h.
 */
#include "russian/script.h"

#include "base/text.h"

#include <string.h>

/* ---- words of one letter ---------------------------------------------------------------- */

/* What stands before a letter that is meant as Latin. */
static const char *const names_of_letters[] = {
    "параметр*", "переменн*", "точк*",     "точек",      "прямая",     "прямой",   "прямую",
    "прямые",    "прямых",    "отрез*",    "треуг*",     "четырёхуг*", "ромб*",    "квадрат*",
    "трапец*",   "угол",      "угла",      "углу",       "углом",      "углы",     "углов",
    "сторон*",   "вектор*",   "коэфф*",    "ось",        "оси",        "осью",     "осей",
    "осям",      "букв*",     "звук*",     "витамин*",   "вершин*",    "луч",      "луча",
    "лучи",      "лучей",     "ребро",     "рёбра",      "ребра",      "катет*",   "гипотен*",
    "артикл*",   "гепатит*",  "неизвест*", "логариф*",   "гласн*",     "согласн*", "ген",
    "гены",      "гена",      "аллел*",    "производн*", "координат*", "нота",     "ноты",
    "ноту",      "нотой",     "плюс",      "минус",      "пусть",      "абсцисс*", "ординат*",
    "диагонал*", "хорд*",     "медиан*",   "биссектр*",  "плоскост*",  "клавиш*",  "кнопк*",
    "массив*",   "артикль",   NULL,
};

/* What is said of a variable and of no preposition's object. */
static const char *const predicates[] = {
    "равн*",     "равен",      "больше",     "меньше",     "делит*",    "являет*",   "лежит",
    "лежат",     "принадлеж*", "есть",       "кратн*",     "параллел*", "перпенд*",  "пересек*",
    "движ*",     "увелич*",    "уменьш*",    "обознач*",   "читает*",   "произнос*", "стремит*",
    "возраста*", "убыва*",     "отрицател*", "положител*", "четн*",     "чётн*",     "завис*",
    "нечетн*",   "нечётн*",    "натурал*",   "произволь*", NULL,
};

/* Verbs: no preposition stands before one. */
static const char *const verbs[] = {
    "образу*",   "реагир*", "имеет",   "имеют",   "вступа*", "соедин*", "состо*",
    "растворя*", "содерж*", "получа*", "проход*", "провод*", "стоит",   "стоят",
    "находит*",  "стан*",   "будет",   "может",   "входит",  NULL,
};

static const char *const prepositions[] = {
    "в",   "во",  "на",  "по",  "к",  "ко", "из", "от",    "через", "для", "до",
    "при", "под", "над", "без", "за", "у",  "с",  "после", "перед", NULL,
};

static bool begins_with(const struct script_word *word, const char *start)
{
    size_t const length = strlen(start);
    return (size_t)(word->end - word->start) >= length && memcmp(word->start, start, length) == 0;
}

static bool is_joining(const struct script_word *word)
{
    return begins_with(word, word->cyrillic == 1 ? "и" : "или");
}

static bool is_letter_alone(const struct script_word *word)
{
    return word->latin == 1 && !word->cyrillic;
}

bool script_has_variables(const char *text)
{
    for (struct script_word word; script_next_word(&text, &word);)
        if (is_letter_alone(&word) && word.first < 0x80 &&
            !strchr("acoyACOYBHKMTPEeph", (int)word.first) &&
            (*word.end != '.' || script_is_small(word.first))) /* «A. N.» are initials */
            return true;
    return false;
}

/* The word behind a space; its end is NULL when there is none. */
static struct script_word word_behind(const struct script_word *word)
{
    if (*word->end != ' ')
        return (struct script_word){0};
    struct script_word const behind = script_word_at(word->end + 1);
    return behind.end > behind.start ? behind : (struct script_word){0};
}

/* «a в степени», «c в квадрате»: what one does with a variable. */
static bool is_raised(const struct script_word *behind)
{
    static const char *const powers[] = {"степен*", "квадрате", "кубе", NULL};
    struct script_word const power = word_behind(behind);
    return behind->cyrillic == 1 && begins_with(behind, "в") && power.end &&
           script_is_listed(&power, powers);
}

/* Behind the letter stands what no preposition has behind it: «y в уравнение», «c не равно». */
static bool is_subject(const struct script_word *letter, const struct script_word *behind)
{
    struct script_word next = *behind;
    if (begins_with(&next, "не") && next.cyrillic == 2)
        next = word_behind(behind);
    if (!next.end)
        return false;
    bool const may_join = letter->first == 'a' || letter->first == 'A'; /* «а в школе» */
    return script_is_listed(&next, predicates) || is_raised(&next) ||
           (!may_join && (script_is_listed(&next, prepositions) || script_is_listed(&next, verbs)));
}

/* Behind an opening quotation mark or bracket, if one stands there. */
static const char *skip_opener(const char *at)
{
    static const char *const openers[] = {"«", "„", "“", "\"", "("};
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++)
        if (strncmp(at, openers[i], strlen(openers[i])) == 0)
            return at + strlen(openers[i]);
    return at;
}

/*
 * What stands behind the letter is Russian: a word, in quotation marks or not, or a number and a
 * word, «c 1 сентября», «c 3-го урока».
 */
static bool is_russian_behind(const struct script_word *word)
{
    const char *at = word->end + 1;
    size_t const digits = strchr("coyCBO", (int)word->first) ? strspn(at, "0123456789.:") : 0;
    at += digits;
    if (digits && *at != ' ' && *at != '-')
        return false;
    at += digits > 0;
    at = skip_opener(at);
    struct script_word const behind = script_word_at(at);
    if (!behind.cyrillic || behind.latin || (!digits && is_subject(word, &behind)))
        return false;
    if (is_joining(&behind)) {
        struct script_word const after = word_behind(&behind);
        return !after.end || !after.latin || after.cyrillic; /* «a и b», «a или an» */
    }
    return true;
}

/* What ends right before a place. */
static bool ends_with(const char *text, const char *at, const char *end)
{
    size_t const length = strlen(end);
    return (size_t)(at - text) >= length && memcmp(at - length, end, length) == 0;
}

static bool ends_with_any(const char *text, const char *at, const char *const *ends)
{
    for (; *ends; ends++)
        if (ends_with(text, at, *ends))
            return true;
    return false;
}

/* Where a word may begin, and the place where what is before it ends. */
static bool is_apart(const char *text, const char *at)
{
    static const char *const openers[] = {" ", "\u00A0", "(", "«", "„", "“", "\"", NULL};
    return at == text || ends_with_any(text, at, openers);
}

static const char *skip_back(const char *text, const char *at)
{
    while (ends_with(text, at, " ") || ends_with(text, at, "\u00A0"))
        at -= at[-1] == ' ' ? 1 : 2;
    return at;
}

/* Nobody writes a preposition with a capital letter but where a sentence, or a title, begins. */
static bool begins_sentence(const char *text, const char *at)
{
    static const char *const ends[] = {".", "!", "?", "…", "(", "«", "„", "“", "\"", NULL};
    at = skip_back(text, at);
    return at == text || ends_with_any(text, at, ends);
}

/* «…, а»: the conjunction stands behind a sign, or begins. */
static bool begins_clause(const char *text, const char *at)
{
    static const char *const ends[] = {",", ";", "—", "–", "-", ":", NULL};
    return begins_sentence(text, at) || ends_with_any(text, skip_back(text, at), ends);
}

/*
 * One Latin letter that looks like a Russian word of one letter («c учителем», «B классе»):
 * a Russian word behind it that may follow such a word, and nothing before it that would call
 * for a Latin one («параметра a», «x и y»).
 */
bool script_is_false_word(const char *text, const struct script_word *word,
                          const struct script_word before[2])
{
    if (!is_letter_alone(word) || word->first >= 0x80 || !strchr("acoyABCOKY", (int)word->first) ||
        *word->end != ' ' || !is_apart(text, word->start) || !is_russian_behind(word))
        return false;
    if (!script_is_small(word->first) && !begins_sentence(text, word->start))
        return false;
    if (word->first == 'a' && !begins_clause(text, word->start))
        return false;
    if (!before[0].end || before[0].end + 1 != word->start) { /* a sign, a number, nothing */
        const char *sign = skip_back(text, word->start);
        return sign == text || !strchr("0123456789%", sign[-1]);
    }
    if (is_joining(&before[0]) && is_letter_alone(&before[1]))
        return false;
    return !before[0].latin && !script_is_listed(&before[0], names_of_letters) &&
           !script_is_listed(&before[0], prepositions); /* «через c» */
}

/* ---- whole words of letters that look Russian ------------------------------------------------ */

/* «HE», «co»: what nobody writes in Latin between Russian words. */
bool script_is_false_whole(const struct script_word *word, const struct script_word *before)
{
    static const char *const words[] = {
        "HE",   "HA",  "OT",   "BO",   "KO",  "KAK",  "TAK",  "BCE",  "BCEX", "BOT", "HET",
        "HAM",  "BAM", "MHE",  "BKP",  "BKC", "TCO",  "BCEM", "TEMA", "TEMY", "PA3", "XOP",
        "OHA",  "OHO", "HOO",  "COO",  "OOO", "PMO",  "KBH",  "PAH",  "co",   "ee",  "xop",
        "xopa", "yxo", "cyxo", "opex", "poc", "poca", "oca",  "cepa", NULL,
    };
    struct script_word const behind = word_behind(word);
    bool const between = before->end && before->end + 1 == word->start;
    bool const russian = (between && before->cyrillic) || behind.cyrillic;
    if (between && script_is_listed(before, names_of_letters)) /* «отрезок OT» */
        return false;
    if (word->cyrillic || word->latin < 2 || !russian || script_is_listed(&behind, predicates) ||
        (between && before->latin) || behind.latin)
        return false;
    for (size_t i = 0; words[i]; i++)
        if (strlen(words[i]) == (size_t)(word->end - word->start) &&
            memcmp(words[i], word->start, strlen(words[i])) == 0)
            return true;
    return false;
}

/* ---- initials ------------------------------------------------------------------------------- */

static bool is_cyrillic_before(const char *text, const char *at)
{
    return at - text >= 2 && ((unsigned char)at[-2] == 0xD0 || (unsigned char)at[-2] == 0xD1);
}

/* «A.В. Иванов», «т.e.»: a letter with a stop, side by side with a Russian letter with a stop. */
bool script_is_false_initial(const char *text, const struct script_word *word)
{
    if (!is_letter_alone(word) || word->first >= 0x80 ||
        !strchr("aceopxyABCEHKMOPTX", (int)word->first) || *word->end != '.')
        return false;
    const char *behind = word->end + 1;
    struct script_word const second = script_word_at(behind + (*behind == ' '));
    bool const after = /* «A. С. Макаренко» */
        second.cyrillic &&
        (*behind != ' ' || (second.cyrillic == 1 && !second.latin && *second.end == '.' &&
                            !script_is_small(second.first)));
    const char *stop = word->start;
    bool const is_apart =
        stop - text > 1 && stop[-1] == ' '; /* «М. A. Петров», «рис. A.» is none */
    stop -= is_apart;
    bool const ahead = stop > text && stop[-1] == '.' && is_cyrillic_before(text, stop - 1) &&
                       !(is_apart && is_cyrillic_before(text, stop - 3));
    return after || ahead;
}

/* A word that may be a surname. */
static bool is_capital_name(const struct script_word *word)
{
    return word->cyrillic > 2 && !word->latin && word->first >= 0x401 && word->first <= 0x42F;
}

/* «Иванов A.B.», «A.C. Пушкин»: both initials Latin, a Russian surname beside them. */
bool script_are_false_initials(const struct script_word *word, const struct script_word *before)
{
    static const char likely[] = "ABCEHKMOPTX";
    if (!is_letter_alone(word) || word->first >= 0x80 || !strchr(likely, (int)word->first) ||
        *word->end != '.')
        return false;
    const char *at = word->end + 1;
    at += *at == ' ';
    struct script_word const second = script_word_at(at);
    if (!is_letter_alone(&second) || second.first >= 0x80 || !strchr(likely, (int)second.first) ||
        *second.end != '.')
        return false;
    if (before->end && before->end + 1 == word->start && is_capital_name(before))
        return true;
    const char *name = second.end + 1;
    name += *name == ' ' ? 1 : strncmp(name, "\u00A0", 2) == 0 ? 2 : 0;
    struct script_word const surname = script_word_at(name);
    return is_capital_name(&surname);
}
