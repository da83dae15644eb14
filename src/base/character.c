#include "base/character.h"

#include "base/diag.h"
#include "base/text.h"
#include "base/unicode.h"

#include <string.h>

/*
 * What people paste that forms cannot print or do not mean, by ranges.  Unicode's own names are
 * English, would take a megabyte, and «латинская буква» helps more than LATIN CAPITAL LETTER C.
 */
static const struct {
    uint32_t first, last;
    struct character_kind kind;
} kinds[] = {
    {0x09, 0x1F, {{"управляющий знак", "control character"}}},
    {'A', 'Z', {{"латинская буква", "Latin letter"}}},
    {'a', 'z', {{"латинская буква", "Latin letter"}}},
    {0x7F, 0x9F, {{"управляющий знак", "control character"}}},
    {0xAD, 0xAD, {{"мягкий перенос", "soft hyphen"}}},
    {0xC0, 0xD6, {{"латинская буква", "Latin letter"}}},
    {0xD8, 0xF6, {{"латинская буква", "Latin letter"}}},
    {0xF8, 0x24F, {{"латинская буква", "Latin letter"}}},
    {0x250, 0x2AF, {{"знак транскрипции", "phonetic letter"}}},
    {0x370, 0x3FF, {{"греческая буква", "Greek letter"}}},
    {0x400, 0x52F, {{"кириллица", "Cyrillic"}}},
    {0x530, 0x58F, {{"армянское письмо", "Armenian script"}}},
    {0x590, 0x5FF, {{"еврейское письмо", "Hebrew script"}}},
    {0x600, 0x6FF, {{"арабское письмо", "Arabic script"}}},
    {0x750, 0x77F, {{"арабское письмо", "Arabic script"}}},
    {0x700, 0x74F, {{"сирийское письмо", "Syriac script"}}},
    {0x900, 0x97F, {{"деванагари", "Devanagari"}}},
    {0xE00, 0xE7F, {{"тайское письмо", "Thai script"}}},
    {0xE80, 0xEFF, {{"лаосское письмо", "Lao script"}}},
    {0xF00, 0xFFF, {{"тибетское письмо", "Tibetan script"}}},
    {0x10A0, 0x10FF, {{"грузинское письмо", "Georgian script"}}},
    {0x1100, 0x11FF, {{"корейское письмо", "Korean script"}}},
    {0x1800, 0x18AF, {{"монгольское письмо", "Mongolian script"}}},
    {0x1C80, 0x1C8F, {{"старославянская буква", "Old Slavonic letter"}}},
    {0x200B, 0x200F, {{"невидимый знак", "invisible character"}}},
    {0x202A, 0x202E, {{"невидимый знак направления", "invisible mark of direction"}}},
    {0x2060, 0x206F, {{"невидимый знак", "invisible character"}}},
    {0x20A0, 0x20CF, {{"знак валюты", "currency sign"}}},
    {0x2190, 0x21FF, {{"стрелка", "arrow"}}},
    {0x2200, 0x22FF, {{"знак математики", "mathematical sign"}}},
    {0x2460, 0x24FF, {{"число или буква в кружке", "enclosed number or letter"}}},
    {0x2600, 0x27BF, {{"значок", "pictograph"}}},
    {0x27C0, 0x27EF, {{"знак математики", "mathematical sign"}}},
    {0x27F0, 0x27FF, {{"стрелка", "arrow"}}},
    {0x2800, 0x28FF, {{"шрифт Брайля", "Braille"}}},
    {0x2900, 0x297F, {{"стрелка", "arrow"}}},
    {0x2980, 0x2AFF, {{"знак математики", "mathematical sign"}}},
    {0x2C00, 0x2C5F, {{"глаголица", "Glagolitic"}}},
    {0x2DE0, 0x2DFF, {{"старославянская надстрочная буква", "Old Slavonic letter above"}}},
    {0x2E80, 0x2FFF, {{"иероглиф", "Chinese character"}}},
    {0x3000, 0x303F, {{"китайский или японский знак", "Chinese or Japanese sign"}}},
    {0x3040, 0x30FF, {{"японское письмо", "Japanese script"}}},
    {0x3130, 0x318F, {{"корейское письмо", "Korean script"}}},
    {0x3200, 0x33FF, {{"число или буква в кружке", "enclosed number or letter"}}},
    {0x3400, 0x9FFF, {{"иероглиф", "Chinese character"}}},
    {0xA640, 0xA69F, {{"старославянская буква", "Old Slavonic letter"}}},
    {0xAC00, 0xD7AF, {{"корейское письмо", "Korean script"}}},
    {0xE000,
     0xF8FF,
     {{"знак шрифта Symbol, Wingdings или подобного",
       "character of Symbol, Wingdings or the like"}}},
    {0xF900, 0xFAFF, {{"иероглиф", "Chinese character"}}},
    {0xFB1D, 0xFB4F, {{"еврейское письмо", "Hebrew script"}}},
    {0xFB50, 0xFDFF, {{"арабское письмо", "Arabic script"}}},
    {0xFE00, 0xFE0F, {{"невидимый знак", "invisible character"}}},
    {0xFE70, 0xFEFC, {{"арабское письмо", "Arabic script"}}},
    {0xFEFF, 0xFEFF, {{"невидимый знак", "invisible character"}}},
    {0xFF01, 0xFFEF, {{"знак китайской ширины", "full-width character"}}},
    {0xFFFC, 0xFFFC, {{"место рисунка или формулы", "place of a picture or formula"}}},
    {0xFFFD, 0xFFFD, {{"след испорченного знака", "trace of a damaged character"}}},
    {0x1D100, 0x1D1FF, {{"нотный знак", "musical sign"}}},
    {0x1D400, 0x1D7FF, {{"буква формулы", "letter of a formula"}}},
    {0x1F000, 0x1F0FF, {{"кость или карта", "tile or card"}}},
    {0x1F100, 0x1F1FF, {{"буква в рамке или флаг", "framed letter or flag"}}},
    {0x1F300, 0x1FAFF, {{"эмодзи", "emoji"}}},
    {0x20000, 0x3FFFF, {{"иероглиф", "Chinese character"}}},
    {0xE0000, 0xE0FFF, {{"невидимый знак", "invisible character"}}},
    {0xF0000, 0x10FFFF, {{"знак особого шрифта", "character of a private font"}}},
};

struct character_kind character_kind(uint32_t code_point)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (code_point >= kinds[i].first && code_point <= kinds[i].last)
            return kinds[i].kind;
    switch (unicode_kind(code_point)) {
    case UNICODE_LETTER: return (struct character_kind){{"буква", "letter"}};
    case UNICODE_MARK:
        return (struct character_kind){{"надстрочный или подстрочный знак", "combining mark"}};
    case UNICODE_FORMAT: return (struct character_kind){{"невидимый знак", "invisible character"}};
    case UNICODE_SPACE: return (struct character_kind){{"пробел", "space"}};
    case UNICODE_DASH: return (struct character_kind){{"тире или дефис", "dash or hyphen"}};
    case UNICODE_OTHER: break;
    }
    return (struct character_kind){{"знак", "sign"}};
}

/* A terminal shows nothing, or something else, for what is no letter and no sign of its own. */
static bool is_shown(uint32_t code_point)
{
    enum unicode_kind const kind = unicode_kind(code_point);
    bool const is_private = (code_point >= 0xE000 && code_point <= 0xF8FF) || code_point > 0xEFFFF;
    return kind != UNICODE_MARK && kind != UNICODE_FORMAT && kind != UNICODE_SPACE &&
           code_point != 0xFFFC && !is_private;
}

/* U+0043, with four digits at least. */
static void add_number(struct text *out, uint32_t code_point)
{
    static const char digits[] = "0123456789ABCDEF";
    text_add(out, "U+");
    for (int shift = code_point > 0xFFFF ? 20 : 12; shift >= 0; shift -= 4)
        if (shift < 16 || code_point >> shift)
            text_add_char(out, digits[(code_point >> shift) & 0xF]);
}

/* Where a character stands: words are what is between spaces; both count from 1. */
struct place {
    size_t word, letter;
    size_t letters; /* of its word */
    size_t words;   /* of the text */
};

static bool is_between(uint32_t code_point)
{
    return code_point == '\n' || unicode_kind(code_point) == UNICODE_SPACE;
}

static struct place find(const char *text, const char *at)
{
    struct place place = {0};
    size_t letters = 0; /* of the word so far; 0 between words */
    for (const char *cursor = text; *cursor;) {
        const char *before = cursor;
        bool const between = is_between(utf8_next(&cursor));
        place.words += !between && !letters;
        letters = between ? 0 : letters + 1;
        if (before == at && letters)
            place = (struct place){place.words, letters, letters, place.words};
        if (letters && place.word && place.word == place.words)
            place.letters = letters;
    }
    return place;
}

static void add_place(struct text *out, struct place place, const char *word, const char *letter)
{
    if (!place.word)
        return;
    text_format(out, ", %s %zu", word, place.word);
    if (place.letters > 1 && place.letter)
        text_format(out, ", %s %zu", letter, place.letter);
}

const char *character_place(struct arena *arena, const char *text, const char *at,
                            size_t least_words)
{
    const char *next = at;
    uint32_t const code_point = utf8_next(&next);
    struct character_kind const kind = character_kind(code_point);
    struct place const place = find(text, at);
    struct text said[2] = {TEXT_EMPTY, TEXT_EMPTY};
    struct text number = TEXT_EMPTY;
    add_number(&number, code_point);
    for (enum language language = LANGUAGE_RU; language <= LANGUAGE_EN; language++) {
        bool const is_russian = language == LANGUAGE_RU;
        struct text *out = &said[language];
        if (is_shown(code_point)) {
            text_add(out, is_russian ? "«" : "“");
            text_add_bytes(out, at, (size_t)(next - at));
            text_add(out, is_russian ? "» " : "” ");
        }
        text_format(out, "%s (%s)", text_string(&number), kind.text[language]);
        if (place.words >= least_words)
            add_place(out, place, is_russian ? "слово" : "word", is_russian ? "знак" : "character");
    }
    const char *both =
        diag_both(arena, text_string(&said[LANGUAGE_RU]), text_string(&said[LANGUAGE_EN]));
    text_free(&said[LANGUAGE_RU]);
    text_free(&said[LANGUAGE_EN]);
    text_free(&number);
    return both;
}
