#include "russian/glue.h"

#include "base/text.h"
#include "russian/dates.h"
#include "russian/letters.h"

enum { NUMERO = 0x2116, SECTION_SIGN = 0xA7, SHORT_PART = 2 };

/* ---- words ------------------------------------------------------------------------------ */

bool is_opening(uint32_t c)
{
    return c == '(' || c == '[' || c == '"' || c == 0xAB || c == 0x201E || c == 0x201C;
}

static bool is_closing(uint32_t c)
{
    return c == ')' || c == ']' || c == '"' || c == 0xBB || c == 0x201C || c == 0x201D ||
           c == ',' || c == ';' || c == ':';
}

size_t span_length(struct span span)
{
    return span.end - span.first;
}

struct span span_before(const uint32_t *text, size_t at)
{
    struct span word = {text, at, at};
    while (word.end > 0 && is_space(text[word.end - 1]))
        word.end--;
    word.first = word.end;
    while (word.first > 0 && !is_space(text[word.first - 1]))
        word.first--;
    return word;
}

static struct span span_after(const uint32_t *text, size_t count, size_t at)
{
    struct span word = {text, at, at};
    while (word.end < count && !is_space(text[word.end]))
        word.end++;
    return word;
}

static struct span span_opened(struct span word)
{
    while (word.first < word.end && is_opening(word.text[word.first]))
        word.first++;
    return word;
}

static struct span span_closed(struct span word)
{
    while (word.end > word.first && is_closing(word.text[word.end - 1]))
        word.end--;
    return word;
}

static bool span_is(struct span word, const char *string)
{
    for (size_t i = word.first; i < word.end; i++)
        if (!*string || to_russian_small(word.text[i]) != utf8_next(&string))
            return false;
    return *string == '\0';
}

static bool span_is_one_of(struct span word, const char *const *strings)
{
    for (; *strings; strings++)
        if (span_is(word, *strings))
            return true;
    return false;
}

uint32_t span_first(struct span word)
{
    return word.first < word.end ? word.text[word.first] : 0;
}

uint32_t span_last(struct span word)
{
    return word.first < word.end ? word.text[word.end - 1] : 0;
}

static bool span_is_number(struct span word)
{
    for (size_t i = word.first; i < word.end; i++)
        if (!is_digit(word.text[i]))
            return false;
    return word.first < word.end;
}

/* An at sign, a scheme or www. */
bool span_is_address(const uint32_t *text, size_t count, size_t at)
{
    size_t first = at;
    while (first > 0 && !is_space(text[first - 1]))
        first--;
    for (size_t i = first; i < count && !is_space(text[i]); i++) {
        if (text[i] == '@')
            return true;
        if (text[i] == ':' && i + 2 < count && text[i + 1] == '/' && text[i + 2] == '/')
            return true;
    }
    return count - first > 3 && text[first] == 'w' && text[first + 1] == 'w' &&
           text[first + 2] == 'w' && text[first + 3] == '.';
}

/* ---- what stays together ----------------------------------------------------------------- */

/* «М.», «А.-М.» at the end of a word. */
static bool ends_with_initial(struct span word)
{
    if (span_length(word) < 2 || span_last(word) != '.' || !is_capital(word.text[word.end - 2]))
        return false;
    return span_length(word) == 2 || !is_letter(word.text[word.end - 3]);
}

static bool starts_with_initial(struct span word)
{
    return span_length(word) >= 2 && is_capital(span_first(word)) &&
           word.text[word.first + 1] == '.';
}

static bool is_capitalised_word(struct span word)
{
    return span_length(word) >= 2 && is_capital(span_first(word)) && is_letter(span_last(word));
}

static bool initials_stay(struct span before, struct span after)
{
    if (ends_with_initial(before) && is_capital(span_first(after)))
        return true;
    return is_capitalised_word(before) && starts_with_initial(after);
}

static bool is_month(struct span word)
{
    return span_is_one_of(word, dates_months);
}

/* Four digits at the beginning. */
static bool starts_with_year(struct span word)
{
    enum { YEAR = 4 };
    size_t digits = 0;
    while (digits < span_length(word) && is_digit(word.text[word.first + digits]))
        digits++;
    return digits == YEAR;
}

static bool date_stays(struct span before, struct span after)
{
    if (starts_with_year(after))
        return is_month(before);
    return span_length(before) <= 2 && span_is_number(before) && is_month(span_closed(after));
}

/* «6 «А» класс»: the letter of a class stays with its number. */
static bool class_stays(struct span before, struct span raw_after)
{
    struct span const letter = span_closed(span_opened(raw_after));
    return span_is_number(before) && is_opening(span_first(raw_after)) &&
           span_length(letter) == 1 && is_capital(span_first(letter));
}

static bool is_unit_sign(uint32_t c)
{
    enum { DEGREE = 0xB0, PER_MILLE = 0x2030, EURO = 0x20AC, ROUBLE = 0x20BD };
    return c == '%' || c == DEGREE || c == PER_MILLE || c == EURO || c == ROUBLE;
}

/* The one that ends a sentence: «8 мм.» */
static struct span without_full_stop(struct span word)
{
    if (span_last(word) == '.')
        word.end--;
    return word;
}

/* «2026 г.», «8 мм», «38 %»: a unit stays with its number. */
static bool unit_stays(struct span before, struct span after)
{
    static const char *const units[] = {
        "г.",      "гг.",     "в.",       "вв.",      "руб.",      "коп.",      "ч",
        "ч.",      "мин",     "мин.",     "чел.",     "л.",        "с.",        "мм",
        "см",      "м",       "км",       "кг",       "г",         "мл",        "л",
        "тыс.",    "млн",     "экз.",     "шт.",      "стр.",      "дн.",       "мес.",
        "минут",   "минуту",  "минуты",   "минутах",  "час",       "часа",      "часов",
        "часах",   "урок",    "урока",    "уроков",   "уроке",     "уроках",    "раза",
        "раз",     "класс",   "класса",   "классе",   "классу",    "классы",    "классов",
        "классах", "классам", "год",      "года",     "году",      "лет",       "день",
        "дня",     "дней",    "недель",   "недели",   "неделю",    "неделя",    "месяц",
        "месяца",  "месяцев", "четверти", "четверть", "полугодие", "полугодии", "полугодия",
        "балл",    "балла",   "баллов",   "баллах",   "человек",   "человека",  "человеку",
        NULL};
    bool const is_number = is_digit(span_last(before)) || span_last(before) == '_';
    return is_number &&
           (is_unit_sign(span_first(after)) || span_is_one_of(span_closed(after), units) ||
            span_is_one_of(without_full_stop(span_closed(after)), units));
}

/* «п. 5.1», «ул. Победы»: an abbreviation stays with what it introduces. */
static bool abbreviation_stays(struct span before, struct span after)
{
    static const char *const before_number[] = {
        "п.",   "пп.", "ст.", "ч.",    "гл.", "разд.", "рис.", "табл.", "прил.", "с.",
        "стр.", "л.",  "д.",  "корп.", "кв.", "каб.",  "оф.",  "подп.", NULL};
    static const char *const before_name[] = {"ул.", "пр.", "пер.", "пл.",  "г.", "пос.",
                                              "о.",  "д.",  "с.",   "обл.", NULL};
    if (span_last(before) != '.')
        return false;
    if (span_is(before, "им."))
        return true;
    if (is_digit(span_first(after)) && span_is_one_of(before, before_number))
        return true;
    if (!is_capital(span_first(after)) || !span_is_one_of(before, before_name))
        return false;
    struct span const number = span_before(before.text, before.first);
    return !is_digit(span_last(number)); /* «2026 г. Программа» is a year, not a town */
}

/* «5.4, п. 1»: a clause stays with the form or section it is a part of. */
static bool clause_stays(struct span before, struct span after)
{
    static const char *const clauses[] = {"п.", "пп.", "подп.", NULL};
    return span_length(before) > 1 && span_last(before) == ',' &&
           is_digit(before.text[before.end - 2]) && span_is_one_of(after, clauses);
}

/* «т. е.», «и т. д.», «и др.». */
static bool phrase_stays(struct span before, struct span after)
{
    static const char *const seconds[] = {"е.", "д.", "п.", "к.", "н.", "ч.", NULL};
    static const char *const ends[] = {"т.", "т.д.", "т.п.", "др.", "пр.", NULL};
    if (span_length(before) > 2)
        return false;
    struct span const word = span_closed(after);
    if (span_is(before, "т."))
        return span_is_one_of(word, seconds);
    return span_is(before, "и") && span_is_one_of(word, ends);
}

static bool dash_stays(struct span after)
{
    return is_dash(span_first(after)) || (span_first(after) == '-' && span_length(after) == 1);
}

/*
 * Behind a small letter and before one, as most spaces are: none of the rules holds there, but for
 * what an «и» may begin (phrase_stays()).  A test asks the rules themselves.
 */
static bool is_plain_space(const uint32_t *text, size_t count, size_t space)
{
    enum { AND = 0x438 };
    if (!space || space + 1 >= count || !is_russian_small(text[space - 1]) ||
        !is_russian_small(text[space + 1]))
        return false;
    return text[space - 1] != AND || (space > 1 && is_russian_small(text[space - 2]));
}

/* True when the words on both sides of a space stay on one line. */
static bool space_is_glued(const uint32_t *text, size_t count, size_t space)
{
    struct span const before = span_opened(span_before(text, space));
    struct span const raw_after = span_after(text, count, space + 1);
    struct span const after = span_opened(raw_after);
    uint32_t const last = span_last(before);
    return dash_stays(raw_after) || last == NUMERO || last == SECTION_SIGN ||
           initials_stay(before, after) || date_stays(before, after) || unit_stays(before, after) ||
           abbreviation_stays(before, after) || phrase_stays(before, after) ||
           class_stays(before, raw_after) || clause_stays(before, after);
}

/* «3-го», «из-за», «и/или», «2025–2026»: a short part stays with its neighbour. */
static bool part_is_glued(const uint32_t *text, size_t count, size_t at)
{
    size_t left = at;
    size_t right = at + 1;
    while (left > 0 && is_word_part(text[left - 1]))
        left--;
    while (right < count && is_word_part(text[right]))
        right++;
    if (left == at || right == at + 1)
        return text[at] == '-' && at > 0 && text[at - 1] == '.'; /* «А.-М. Ли» */
    if (at - left <= SHORT_PART || right - at - 1 <= SHORT_PART)
        return true;
    return is_digit(text[at - 1]) || is_digit(text[at + 1]);
}

bool glue_holds(const uint32_t *text, size_t count, size_t at)
{
    if (text[at] == ' ')
        return !is_plain_space(text, count, at) && space_is_glued(text, count, at);
    if (at + 1 < count && is_dash(text[at + 1]))
        return true;
    return part_is_glued(text, count, at) || span_is_address(text, count, at);
}

/* The «А» of «9 А», which is no conjunction. */
static bool is_class_letter(struct span word)
{
    return is_capital(span_first(word)) && is_digit(span_last(span_before(word.text, word.first)));
}

/* With three small letters at least: «5 по теме» may part. */
static bool begins_noun(const uint32_t *text, size_t count, size_t at)
{
    return at + 2 < count && is_russian_small(text[at]) && is_russian_small(text[at + 1]) &&
           is_russian_small(text[at + 2]);
}

enum glue glue_pull(const uint32_t *text, size_t count, size_t at)
{
    static const char *const single[] = {"а", "в", "и", "к", "о", "с", "у", "я", NULL};
    static const char *const pairs[] = {"во", "до", "за", "из", "ко", "на", "не",
                                        "ни", "но", "об", "от", "по", "со", NULL};
    enum { LONGEST = 2 };
    bool const is_number = at > 0 && is_digit(text[at - 1]);
    if (!is_number && at > LONGEST && is_letter(text[at - 1]) && is_letter(text[at - 2]) &&
        is_letter(text[at - 3]))
        return GLUE_NONE;
    struct span const word = span_opened(span_before(text, at));
    if (is_number)
        return span_is_number(word) && begins_noun(text, count, at + 1) ? GLUE_WEAK : GLUE_NONE;
    if (span_length(word) == 1 && span_is_one_of(word, single) && !is_class_letter(word))
        return GLUE_STRONG;
    return span_length(word) == LONGEST && span_is_one_of(word, pairs) ? GLUE_WEAK : GLUE_NONE;
}
