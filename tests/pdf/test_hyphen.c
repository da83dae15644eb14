/*
 * test_hyphen.c - Liang's patterns against words that were checked by eye.
 */
#include "base/text.h"
#include "pdf/hyphen.h"
#include "pdf/letters.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* The word with every break that the patterns allow. */
static void assert_hyphenated(const char *wanted)
{
    uint32_t word[HYPHEN_LONGEST_WORD];
    unsigned char breaks[HYPHEN_LONGEST_WORD];
    size_t length = 0;
    for (const char *cursor = wanted; *cursor;) {
        uint32_t const letter = utf8_next(&cursor);
        if (letter != '-')
            word[length++] = to_russian_small(letter);
    }
    hyphen_find(word, length, breaks);
    struct text got = TEXT_EMPTY;
    for (size_t i = 0; i < length; i++) {
        text_add_utf8(&got, word[i]);
        if (breaks[i])
            text_add_char(&got, '-');
    }
    assert_string_equal(text_string(&got), wanted);
    text_free(&got);
}

static void school_words(void **state)
{
    (void)state;
    static const char *const words[] = {"об-ще-об-ра-зо-ва-тель-ное",
                                        "му-ни-ци-паль-ное",
                                        "подъ-езд",
                                        "объ-яв-ле-ние",
                                        "ребён-ка",
                                        "учре-жде-ние",
                                        "за-яв-ле-ние",
                                        "за-кон-но-го",
                                        "пред-ста-ви-те-ля",
                                        "не-со-вер-шен-но-лет-не-го",
                                        "об-ра-зо-ва-тель-ной",
                                        "ре-ги-стра-ции",
                                        "сви-де-тель-ство",
                                        "эн-гельс-ский",
                                        "пят-на-дца-ти-лет-ний",
                                        "класс",
                                        "под-пись",
                                        "ёл-ка",
                                        "про-грам-мой",
                                        "до-школь-но-го",
                                        "ав-то-транс-порт",
                                        "взрос-лый",
                                        "рас-сто-я-ние",
                                        "съём-ка",
                                        "алек-сан-дров-на",
                                        "отъ-езд",
                                        "ещё"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        assert_hyphenated(words[i]);
}

/* TeX's list of exceptions at the end of the dictionary. */
static void exceptions_outweigh_patterns(void **state)
{
    (void)state;
    assert_hyphenated("ас-бест");
    assert_hyphenated("бездн");
    assert_hyphenated("шесть-де-сят");
}

static void short_and_endless_words_stay_whole(void **state)
{
    (void)state;
    assert_hyphenated("на");
    assert_hyphenated("");
    uint32_t word[HYPHEN_LONGEST_WORD + 1];
    unsigned char breaks[HYPHEN_LONGEST_WORD + 1];
    for (size_t i = 0; i <= HYPHEN_LONGEST_WORD; i++)
        word[i] = i % 2 ? 0x430 : 0x431; /* бабаба... */
    hyphen_find(word, HYPHEN_LONGEST_WORD + 1, breaks);
    for (size_t i = 0; i <= HYPHEN_LONGEST_WORD; i++)
        assert_int_equal(breaks[i], 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(school_words),
        cmocka_unit_test(exceptions_outweigh_patterns),
        cmocka_unit_test(short_and_endless_words_stay_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
