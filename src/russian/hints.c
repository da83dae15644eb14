#include "russian/hints.h"

#include "base/text.h"

#include <ctype.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/*
 * Reads digits that may be parted by at most two of " -()" at a time, NBSP
 * included; returns how many there are, the groups' lengths in groups.
 */
static size_t read_number(const char *at, size_t groups[4], const char **end)
{
    size_t digits = 0;
    size_t group = 0;
    size_t gap = 0;
    memset(groups, 0, 4 * sizeof *groups);
    for (*end = at; *at; at++) {
        if (isdigit((unsigned char)*at)) {
            if (gap && digits && group < 3)
                group++;
            gap = 0;
            digits++;
            groups[group]++;
            *end = at + 1;
        } else if (strchr(" -()", *at) || (unsigned char)*at == 0xC2 ||
                   (unsigned char)*at == 0xA0) {
            if (++gap > 3)
                break;
        } else {
            break;
        }
    }
    return digits;
}

static bool is_snils(size_t digits, const size_t groups[4])
{
    return digits == 11 && groups[0] == 3 && groups[1] == 3 && groups[2] == 3 && groups[3] == 2;
}

static bool has_number_of_a_person(const char *text)
{
    const char *const start = text;
    while (*(text += strcspn(text, "0123456789"))) {
        char const before = text > start ? text[-1] : ' ';
        size_t groups[4];
        const char *end;
        size_t const digits = read_number(text, groups, &end);
        bool const phone = digits == 11 && (*text == '8' || (*text == '7' && before == '+'));
        if (phone || is_snils(digits, groups))
            return true;
        text = end;
    }
    return false;
}

/* Words are looked for by the one byte of theirs that is rare in Russian text. */
static bool has_word_of_a_person(const char *text)
{
    static const struct {
        const char *word;
        size_t rare;
    } words[] = {{"г.р.", 2}, {"г. р.", 2}, {"рождения", 5}, {"СНИЛС", 5}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const char *word = words[i].word;
        size_t const rare = words[i].rare;
        for (const char *at = text; (at = strchr(at, word[rare])) != NULL; at++)
            if ((size_t)(at - text) >= rare && strncmp(at - rare, word, strlen(word)) == 0)
                return true;
    }
    return false;
}

bool hint_personal_data(const char *text)
{
    return has_word_of_a_person(text) || has_number_of_a_person(text);
}

const char *hint_odd_characters(const char *text)
{
    /* The bytes that all of them begin with. */
    while (*(text += strcspn(text, "\x7F\xC2\xE2\xEE\xEF\xF3\xF4"))) {
        const char *at = text;
        uint32_t const c = utf8_next(&text);
        if ((c >= 0x7F && c <= 0x9F) || (c >= 0x200B && c <= 0x200F) ||
            (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
            (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xFFF9 && c <= 0xFFFD) || c >= 0xE0000)
            return at;
    }
    return NULL;
}

bool hint_initial(const char *text)
{
    size_t const letters = utf8_length(text);
    return letters == 1 || (letters > 1 && text[strlen(text) - 1] == '.');
}
