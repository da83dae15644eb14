#include "russian/declension.h"

#include "base/unicode.h"

#include <string.h>

/* ---- words --------------------------------------------------------------------------- */

/* Latin letters that are typed for Russian ones, by mistake or to hide a name. */
static uint32_t look_alike(uint32_t c)
{
    static const uint32_t pairs[][2] = {
        {U'a', U'а'}, {U'b', U'в'}, {U'c', U'с'}, {U'e', U'е'}, {U'h', U'н'},
        {U'k', U'к'}, {U'm', U'м'}, {U'o', U'о'}, {U'p', U'р'}, {U't', U'т'},
        {U'x', U'х'}, {U'y', U'у'}, {U'ё', U'е'},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i][0] == c)
            return pairs[i][1];
    return c;
}

struct word_builder {
    struct arena *arena;
    struct name_word *words;
    size_t count, room;
    uint32_t letters[MOST_LETTERS];
    size_t length;
    bool capital;
    bool near;    /* of the word that is being read */
    bool between; /* only spaces since the last word */
};

static bool is_vowel(uint32_t c)
{
    static const uint32_t vowels[] = U"аеиоуыэюя";
    for (size_t i = 0; vowels[i]; i++)
        if (vowels[i] == c)
            return true;
    return false;
}

/* Наталья is Наталия, and Валерьевна Валериевна. */
static void unite_variants(uint32_t *letters, size_t length)
{
    for (size_t i = 0; i + 1 < length; i++)
        if (letters[i] == U'ь' && is_vowel(letters[i + 1]))
            letters[i] = U'и';
}

static void end_word(struct word_builder *builder, bool stop)
{
    if (!builder->length)
        return;
    unite_variants(builder->letters, builder->length);
    builder->words = arena_grow(builder->arena, builder->words, builder->count, &builder->room,
                                sizeof *builder->words);
    uint32_t *letters = ARENA_ARRAY(builder->arena, builder->length, uint32_t);
    memcpy(letters, builder->letters, builder->length * sizeof *letters);
    bool const initial = builder->length == 1 && builder->capital && stop;
    builder->words[builder->count++] = (struct name_word){
        .letters = letters,
        .length = builder->length,
        .capital = builder->capital,
        .initial = initial,
        .near = builder->near,
    };
    builder->length = 0;
    builder->between = !stop || initial;
}

static void add_letter(struct word_builder *builder, uint32_t c)
{
    uint32_t const lower = unicode_small(c);
    if (!builder->length) {
        builder->capital = lower != c;
        builder->near = builder->count && builder->between;
    }
    if (builder->length < MOST_LETTERS)
        builder->letters[builder->length++] = look_alike(lower);
}

const struct name_word *name_words(const char *text, struct arena *arena, size_t *count)
{
    struct word_builder builder = {.arena = arena};
    for (uint32_t c; (c = utf8_next(&text)) != 0;) {
        switch (unicode_kind(c)) {
        case UNICODE_LETTER: add_letter(&builder, c); break;
        case UNICODE_MARK:
        case UNICODE_FORMAT: break;
        case UNICODE_SPACE:
        case UNICODE_DASH: /* a double name: both parts are words */
            end_word(&builder, false);
            break;
        case UNICODE_OTHER:
            end_word(&builder, c == '.');
            builder.between &= c == '.';
            break;
        }
    }
    end_word(&builder, false);
    *count = builder.count;
    return builder.words;
}

bool name_word_is_equal(const struct name_word *a, const struct name_word *b)
{
    return a->length == b->length && name_word_shared(a, b) == a->length;
}

size_t name_word_shared(const struct name_word *a, const struct name_word *b)
{
    size_t length = 0;
    while (length < a->length && length < b->length && a->letters[length] == b->letters[length])
        length++;
    return length;
}

/* ---- endings ------------------------------------------------------------------------- */

typedef uint32_t ending[8]; /* closed by 0 */

static const ending noun_endings[] = {U"",  U"а", U"я",  U"у",  U"ю",  U"ы",  U"и",  U"е",  U"о",
                                      U"ь", U"й", U"ой", U"ей", U"ою", U"ею", U"ом", U"ем", U"ию"};
static const ending more_endings[] = {U"ым",  U"им",  U"ых",  U"их", U"ыми", U"ими", U"ого",
                                      U"его", U"ому", U"ему", U"ую", U"юю",  U"ая",  U"яя",
                                      U"ые",  U"ие",  U"ый",  U"ий", U"ам",  U"ям",  U"ами",
                                      U"ями", U"ах",  U"ях",  U"ов", U"ев",  U"ей"};

static size_t ending_length(const uint32_t *letters)
{
    size_t length = 0;
    while (letters[length])
        length++;
    return length;
}

static bool ends(const uint32_t *letters, size_t length, const uint32_t *wanted)
{
    size_t const size = ending_length(wanted);
    return length >= size && memcmp(letters + length - size, wanted, size * sizeof *letters) == 0;
}

static bool ends_with_one(const struct name_word *word, const ending *endings, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (ends(word->letters, word->length, endings[i]))
            return true;
    return false;
}

/* A stem, and what word must have behind it. */
struct stem {
    uint32_t letters[MOST_LETTERS];
    size_t length;
};

static bool is_among(const uint32_t *rest, size_t length, const ending *endings, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (ending_length(endings[i]) == length &&
            memcmp(rest, endings[i], length * sizeof *rest) == 0)
            return true;
    return false;
}

static bool grows_from(const struct name_word *word, const struct stem *stem, bool surname)
{
    if (word->length < stem->length ||
        memcmp(word->letters, stem->letters, stem->length * sizeof *stem->letters) != 0)
        return false;
    const uint32_t *rest = word->letters + stem->length;
    size_t const length = word->length - stem->length;
    return is_among(rest, length, noun_endings, sizeof noun_endings / sizeof *noun_endings) ||
           (surname &&
            is_among(rest, length, more_endings, sizeof more_endings / sizeof *more_endings));
}

static struct stem cut(const struct name_word *name, size_t less, const uint32_t *tail)
{
    struct stem stem = {.length = name->length - less};
    size_t const more = ending_length(tail);
    memcpy(stem.letters, name->letters, stem.length * sizeof *stem.letters);
    if (stem.length + more <= MOST_LETTERS) {
        memcpy(stem.letters + stem.length, tail, more * sizeof *tail);
        stem.length += more;
    }
    return stem;
}

/* Endings of the nominative whose vowel is lost in other cases, and what the stem has then. */
static const struct fleeting {
    ending nominative;
    ending behind_consonant, behind_vowel;
} fleeting_vowels[] = {
    {U"ец", U"ц", U"йц"},     {U"яц", U"йц", U"йц"}, {U"ок", U"к", U"к"},  {U"ек", U"к", U"йк"},
    {U"ек", U"ьк", U"ьк"},    {U"ел", U"л", U"л"},   {U"ень", U"н", U"н"}, {U"ей", U"и", U"и"},
    {U"лев", U"льв", U"льв"}, {U"оль", U"л", U"л"},  {U"онь", U"н", U"н"}, {U"ол", U"л", U"л"},
    {U"ер", U"р", U"р"},      {U"ес", U"с", U"с"},   {U"об", U"б", U"б"},  {U"от", U"т", U"т"},
    {U"ед", U"ьд", U"ьд"},    {U"он", U"н", U"н"},
};

static bool grows_without_vowel(const struct name_word *word, const struct name_word *name,
                                bool surname)
{
    for (size_t i = 0; i < sizeof fleeting_vowels / sizeof *fleeting_vowels; i++) {
        const struct fleeting *row = &fleeting_vowels[i];
        size_t const less = ending_length(row->nominative);
        if (!ends(name->letters, name->length, row->nominative))
            continue;
        bool const vowel = name->length > less && is_vowel(name->letters[name->length - less - 1]);
        struct stem const stem = cut(name, less, vowel ? row->behind_vowel : row->behind_consonant);
        if (stem.length >= 2 && word->length > stem.length && grows_from(word, &stem, surname))
            return true;
    }
    return false;
}

/* Shorter ones are particles and prepositions, «так ли это»; «Цоя» is none. */
enum { LEAST_STEM = 2, LEAST_SURNAME_STEM = 3 };

bool name_word_is_form(const struct name_word *word, const struct name_word *name, bool surname)
{
    static const ending adjectives[] = {U"ая", U"яя", U"ой", U"ый", U"ий", U"ое", U"ее"};
    if (!name->length || word->letters[0] != name->letters[0]) /* mostly, and at once */
        return false;
    if (name_word_is_equal(word, name))
        return true;
    uint32_t const last = name->letters[name->length - 1];
    bool const soft = last == U'ь' || last == U'й';
    size_t const least =
        surname && (is_vowel(last) || !word->capital) ? LEAST_SURNAME_STEM : LEAST_STEM;
    struct stem const stem = cut(name, is_vowel(last) || soft ? 1 : 0, U"");
    if (stem.length >= least && grows_from(word, &stem, surname))
        return true;
    if (surname && name->length >= LEAST_SURNAME_STEM + 2 &&
        ends_with_one(name, adjectives, sizeof adjectives / sizeof *adjectives)) {
        struct stem const shorter = cut(name, 2, U"");
        if (grows_from(word, &shorter, true))
            return true;
    }
    return grows_without_vowel(word, name, surname);
}

bool name_word_is_of_one(const struct name_word *word, const struct name_word *name)
{
    static const struct {
        ending nominative;
        size_t less;
        ending forms[5];
    } rows[] = {
        {U"ова", 1, {U"а", U"ой", U"ою", U"у", U"у"}},
        {U"ева", 1, {U"а", U"ой", U"ою", U"у", U"у"}},
        {U"ина", 1, {U"а", U"ой", U"ою", U"у", U"у"}},
        {U"ына", 1, {U"а", U"ой", U"ою", U"у", U"у"}},
        {U"ов", 0, {U"", U"а", U"у", U"ым", U"е"}},
        {U"ев", 0, {U"", U"а", U"у", U"ым", U"е"}},
        {U"ин", 0, {U"", U"а", U"у", U"ым", U"е"}},
        {U"ын", 0, {U"", U"а", U"у", U"ым", U"е"}},
        {U"кая", 2, {U"ая", U"ой", U"ою", U"ую", U"ую"}},
        {U"кий", 2, {U"ий", U"ого", U"ому", U"им", U"ом"}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (!ends(name->letters, name->length, rows[i].nominative))
            continue;
        size_t const stem = name->length - rows[i].less;
        return name_word_shared(word, name) >= stem &&
               is_among(word->letters + stem, word->length - stem, rows[i].forms, 5);
    }
    return true;
}

bool name_word_is_patronymic(const struct name_word *word)
{
    static const ending marks[] = {U"ович", U"евич", U"иич", U"мич",   U"кич",
                                   U"овн",  U"евн",  U"ичн", U"инична"};
    for (size_t less = 0; less <= 2 && less + 4 < word->length; less++)
        for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
            if (ends(word->letters, word->length - less, marks[i]))
                return word->capital;
    return false;
}

bool name_word_is_typical_surname(const struct name_word *name)
{
    static const ending marks[] = {U"ов",  U"ова",  U"ев",   U"ева",  U"ин",   U"ина",  U"ын",
                                   U"ына", U"ский", U"ская", U"цкий", U"цкая", U"енко", U"чук"};
    return name->length > 4 && ends_with_one(name, marks, sizeof marks / sizeof *marks);
}
