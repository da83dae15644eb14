/*
 * test_hyphen.c - Liang's patterns against words that were checked by eye.
 */
#include "base/text.h"
#include "russian/hyphen.h"
#include "russian/letters.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* The word with every break that the patterns allow. */
static void assert_hyphenated(const char *wanted)
{
    uint32_t word[HYPHEN_LONGEST_WORD];
    size_t length = 0;
    for (const char *cursor = wanted; *cursor;) {
        uint32_t const letter = utf8_next(&cursor);
        if (letter != '-')
            word[length++] = to_russian_small(letter);
    }
    uint64_t const breaks = hyphen_find(word, length, NULL);
    struct text got = TEXT_EMPTY;
    for (size_t i = 0; i < length; i++) {
        text_add_utf8(&got, word[i]);
        if (breaks >> i & 1)
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
    for (size_t i = 0; i <= HYPHEN_LONGEST_WORD; i++)
        word[i] = i % 2 ? 0x430 : 0x431; /* бабаба... */
    assert_true(hyphen_find(word, HYPHEN_LONGEST_WORD + 1, NULL) == 0);
    assert_true(hyphen_find(word, HYPHEN_LONGEST_WORD, NULL) != 0);
}

/* More words than it has slots, of every length, and then again: prefixes of one another among them. */
static void words_from_the_memo_break_alike(void **state)
{
    (void)state;
    static const char text[] = "муниципальноебюджетноеобщеобразовательноеучреждениесредняяшкола"
                               "подъездобъявлениевзрослыйпятнадцатилетнийсвидетельство";
    static struct hyphen_memo memo;
    uint32_t letters[sizeof text];
    size_t count = 0;
    for (const char *cursor = text; *cursor;)
        letters[count++] = utf8_next(&cursor);
    for (int time = 0; time < 2; time++)
        for (size_t start = 0; start < count; start++)
            for (size_t length = 0; length <= HYPHEN_LONGEST_WORD && start + length <= count;
                 length++)
                assert_true(hyphen_find(letters + start, length, &memo) ==
                            hyphen_find(letters + start, length, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(school_words),
        cmocka_unit_test(exceptions_outweigh_patterns),
        cmocka_unit_test(short_and_endless_words_stay_whole),
        cmocka_unit_test(words_from_the_memo_break_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
