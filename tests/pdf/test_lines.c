/*
 * test_lines.c - where lines of Russian text end.
 */
#include "pdf/breaks.h"
#include "pdf/lines.h"

#include "pdf/fake.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static bool is_mark(uint32_t c)
{
    return c == '|' || c == '~' || c == '^' || c == '`';
}

/* The text with "|" at free breaks, "^" and "`" at short and poor ones, "~" where one was taken back. */
static void assert_breaks(const char *wanted)
{
    static const char marks[] = {
        [BREAK_GLUED] = '~', [BREAK_SHORT] = '^', [BREAK_POOR] = '`', [BREAK_FREE] = '|'};
    struct arena *arena = arena_new();
    uint32_t text[256];
    unsigned char kinds[256];
    size_t count = 0;
    for (const char *cursor = wanted; *cursor;) {
        uint32_t const c = utf8_next(&cursor);
        if (!is_mark(c))
            text[count++] = c;
    }
    breaks_find(text, count, kinds, arena);
    struct text got = TEXT_EMPTY;
    for (size_t i = 0; i < count; i++) {
        text_add_utf8(&got, text[i]);
        if (i + 1 < count && marks[kinds[i]])
            text_add_char(&got, marks[kinds[i]]);
    }
    assert_string_equal(text_string(&got), wanted);
    text_free(&got);
    arena_free(arena);
}

static void numbers_stay_with_their_signs(void **state)
{
    (void)state;
    assert_breaks("протокол |№ ~5 |от `2026 ~г. |в ^школе");
    assert_breaks("§ ~12, |ст. ~12 |и ^п. ~5.1, ~(пп. ~3 |и ^4)");
    assert_breaks("2025/2026 ~гг., |8 ~мм |в ^6 ~«А» |классе");
    assert_breaks("Итог |(5.4, ~п. ~1), |раздел |3, |часть");
    assert_breaks("за `6 ~минут, |45 ~минут |и ^в ^7 ~классе");
    assert_breaks("качество |38 ~%. |Затем |46 ~%, |5 ~°C, |8 ~мм. |За `%");
}

static void addresses_stay_together(void **state)
{
    (void)state;
    assert_breaks("г. ~Лесосибирск, |ул. ~Победы, |д. ~12 |им. ~Ленина");
    assert_breaks("в ^2026 ~г. |Программа");
}

static void phrases_stay_together(void **state)
{
    (void)state;
    assert_breaks("тетради |и ~т. ~д., |и ~др. |работы, |т. ~е. |все");
    assert_breaks("т.е. |все");
}

static void initials_stay_with_the_surname(void **state)
{
    (void)state;
    assert_breaks("учитель |М.П. ~Иванова, |Иванова ~М.П. |и ^А.-~М. ~Ли");
    assert_breaks("М. ~П. ~Иванова |ведёт");
}

static void dates_in_words_stay_together(void **state)
{
    (void)state;
    assert_breaks("от `5 ~июня ~2026 ~г. |с ^мая |месяца");
}

static void no_line_starts_with_a_dash(void **state)
{
    (void)state;
    assert_breaks("урок ~— |это |диалог ~– |да");
    assert_breaks("ответ ~- |нет");
    assert_breaks("2025–~2026 ~год");
}

static void short_parts_stay_with_their_word(void **state)
{
    (void)state;
    assert_breaks("3-~го |из-~за |учебно-|методический |e-~mail |и/~или");
    assert_breaks("Салтыкова-|Щедрина");
    assert_breaks("проблемы/|трудности");
}

static void addresses_of_the_net_are_one_piece(void **state)
{
    (void)state;
    assert_breaks("почта |school-~lesosib-~two@mail.example |тут");
    assert_breaks("см. |https://~school.example/~about-~school/~index |тут");
    assert_breaks("www.school-~site.example |тут");
}

/* Letters with accents, from other alphabets, and accents that stand on no letter. */
static void letters_of_all_kinds_make_words(void **state)
{
    (void)state;
    assert_breaks("naïve |во\u0301ду |Ѣкъ |ҥаҥа, |(щи) |ХVIII");
    assert_breaks("5\u0301 |и ^-\u0301а |\u0301и");
}

static void no_break_space_is_glue(void **state)
{
    (void)state;
    assert_breaks("два\u00A0~слова |три\u202Fслова");
}

struct page_of_lines {
    struct arena *arena;
    struct diags *diags;
};

static int setup(void **state)
{
    static struct page_of_lines page;
    page = (struct page_of_lines){arena_new(), diags_new()};
    *state = &page;
    return 0;
}

static int teardown(void **state)
{
    struct page_of_lines *page = *state;
    arena_free(page->arena);
    diags_free(page->diags);
    return 0;
}

/* Lines of a 10 pt text, `letters` letters wide, joined by "|"; "-" marks a drawn hyphen. */
static const char *lines_of(struct page_of_lines *page, struct run *run, int letters, bool justify,
                            bool hyphenate)
{
    struct line_style const style = {.size = 10000,
                                     .width = letters * 5000,
                                     .first_width = letters * 5000,
                                     .is_justified = justify,
                                     .is_hyphenated = hyphenate};
    struct text out = TEXT_EMPTY;
    for (const struct text_line *line =
             lines_break(run, &style, &fake_metrics, page->arena, page->arena, page->diags);
         line; line = line->next) {
        assert_true(line->width <= style.width);
        for (const struct fragment *part = line->first; part; part = part->next)
            text_add_bytes(&out, part->text, (size_t)part->length);
        if (line->soft_hyphen)
            text_add_char(&out, '-');
        if (line->next)
            text_add_char(&out, '|');
    }
    const char *copy = arena_strdup(page->arena, text_string(&out));
    text_free(&out);
    return copy;
}

static void words_go_to_the_next_line(void **state)
{
    struct run run = {.text = "раз два три четыре"};
    assert_string_equal(lines_of(*state, &run, 8, false, false), "раз два |три |четыре");
    run.text = "";
    assert_string_equal(lines_of(*state, &run, 8, false, false), "");
}

/* No line ends with a word of one letter where another way is as good. */
static void short_words_go_with_the_next(void **state)
{
    (void)state;
    assert_breaks("в ^классе |и ^на `уроках, |№ ~5 |по `теме");
    assert_breaks("(в ^классе) |«О ^школе» |но `не `у ^всех");
    assert_breaks("класс |9 |А |и ^9 |В |сдали");
    assert_breaks("25 `учеников |в ^7 ~классе, |30 |Б, |буква |ы |есть");
    struct run run = {.text = "раз два три и четыре пять"};
    assert_string_equal(lines_of(*state, &run, 14, false, false), "раз два три |и четыре пять");
    run.text = "раз два три на четыре пять";
    assert_string_equal(lines_of(*state, &run, 15, false, false), "раз два три |на четыре пять");
    run.text = "четырнадцать и четырнадцать"; /* where the line does not allow it */
    assert_string_equal(lines_of(*state, &run, 13, false, false), "четырнадцать |и |четырнадцать");
}

static void hyphens_only_where_allowed(void **state)
{
    struct run run = {.text = "на сопровождение"};
    assert_string_equal(lines_of(*state, &run, 12, false, true), "на сопровож-|дение");
    assert_string_equal(lines_of(*state, &run, 13, false, false), "на |сопровождение");
    run.text = "о представителя знать";
    assert_string_equal(lines_of(*state, &run, 14, false, true), "о представи-|теля знать");
    run.text = "в ОБРАЗОВАНИЕ идти";
    assert_string_equal(lines_of(*state, &run, 11, false, true), "в |ОБРАЗОВАНИЕ |идти");
    run.text = "её Рождественскую знают";
    assert_string_equal(lines_of(*state, &run, 14, false, true), "её |Рождественскую |знают");
    run.text = "Сопровождение. Сопровождение завершено";
    assert_string_equal(lines_of(*state, &run, 26, false, true),
                        "Сопровождение. |Сопровождение завершено"); /* a hyphen saves no line */
    run.text = "на почта@сопровождение.рф";
    assert_string_equal(lines_of(*state, &run, 12, false, true),
                        "на |почта@сопров|ождение.рф"); /* an address */
    run.lang = "en";
    run.text = "на сопровождение идти";
    assert_string_equal(lines_of(*state, &run, 13, false, true), "на |сопровождение |идти");
}

/* A line that is good enough stays whole; so do lines of a head, unless a word fits none. */
static void hyphens_have_their_price(void **state)
{
    struct run run = {.text = "раз два три сопровождение"};
    assert_string_equal(lines_of(*state, &run, 17, false, true), "раз два три |сопровождение");
    run.text = "раз сопровождение два";
    assert_string_equal(lines_of(*state, &run, 15, false, true), "раз сопровожде-|ние два");
    assert_string_equal(lines_of(*state, &run, 15, false, false), "раз |сопровождение |два");
    assert_string_equal(lines_of(*state, &run, 10, false, false), "раз сопро-|вождение |два");
}

static void names_are_never_hyphenated(void **state)
{
    struct run run = {.text = "рождественская", .flags = RUN_NAME};
    assert_string_equal(lines_of(*state, &run, 10, false, true), "рождествен|ская");
    run.text = "салтыкова-щедрина";
    assert_string_equal(lines_of(*state, &run, 10, false, true), "салтыкова-|щедрина");
}

static void the_last_word_of_a_paragraph_stays_whole(void **state)
{
    struct run run = {.text = "раз два три четыре пять сопровождение"};
    assert_string_equal(lines_of(*state, &run, 32, true, true),
                        "раз два три четыре пять |сопровождение");
}

/* Where two lines are bad whichever way, the fuller first one is better. */
static void no_line_breaks_off_early(void **state)
{
    struct run run = {.text = "аааааа бб ввв ггггггггггггг ддддд ееееееееее жж"};
    assert_string_equal(lines_of(*state, &run, 20, true, false),
                        "аааааа бб ввв |ггггггггггггг ддддд |ееееееееее жж");
}

static void centred_lines_are_of_like_length(void **state)
{
    struct page_of_lines *page = *state;
    struct run run = {.text = "раз два три четыре пять"};
    struct line_style style = {.size = 10000, .width = 95000, .first_width = 95000};
    const struct text_line *line =
        lines_break(&run, &style, &fake_metrics, page->arena, page->arena, page->diags);
    assert_int_equal(line->width, 18 * 5000); /* "раз два три четыре" */
    style.is_balanced = true;
    line = lines_break(&run, &style, &fake_metrics, page->arena, page->arena, page->diags);
    assert_int_equal(line->width, 11 * 5000); /* "раз два три" */
}

static void two_hyphens_in_a_row_at_most(void **state)
{
    struct page_of_lines *page = *state;
    struct run run = {.text = "сопровождение сопровождение сопровождение сопровождение "
                              "сопровождение сопровождение"};
    const char *lines = lines_of(page, &run, 18, true, true);
    int row = 0;
    for (const char *at = lines; *at; at++) {
        if (*at != '|')
            continue;
        row = at > lines && at[-1] == '-' ? row + 1 : 0;
        assert_true(row <= 2);
    }
    assert_non_null(strchr(lines, '-'));
}

static void a_word_without_end_is_split_at_the_edge(void **state)
{
    char word[2 * 90 + 1];
    for (int i = 0; i < 90; i++)
        memcpy(word + 2 * i, "щ", 3);
    struct run run = {.text = word};
    const char *lines = lines_of(*state, &run, 40, false, false);
    assert_int_equal(utf8_length(lines), 90 + 2);
    /* Initials part from a surname before a surname is cut. */
    run.text = "М.П. Рождественская";
    assert_string_equal(lines_of(*state, &run, 15, false, false), "М.П. |Рождественская");
    run.text = "Р.Ф.\u00A0оглы\u00A0Гусейн-Заде";
    assert_string_equal(lines_of(*state, &run, 8, false, false),
                        "Р.Ф.\u00A0|оглы\u00A0|Гусейн-|Заде");
    /* No line begins with a hyphen. */
    run.text = "рождественска-во";
    assert_null(strstr(lines_of(*state, &run, 13, false, false), "|-"));
    run.text = "Ж";
    assert_string_equal(lines_of(*state, &run, 1, false, false), "Ж");
}

/* A sequence of random words of all kinds; the same in every run. */
static const char *random_text(struct arena *arena, uint32_t *seed)
{
    static const char *const words[] = {"сопровождение",
                                        "на",
                                        "—",
                                        "№",
                                        "5",
                                        "М.П.",
                                        "Рождественская-Воскресенская",
                                        "т. д.",
                                        "общеобразовательноеучреждениегородалесосибирска",
                                        "2026 г.",
                                        "a@b.example",
                                        "\u00A0",
                                        "ВПР",
                                        "из-за",
                                        "......................",
                                        "проблемы/трудности",
                                        "\u00AD",
                                        "щ",
                                        " "};
    struct text text = TEXT_EMPTY;
    for (int i = 0; i < 30; i++) {
        *seed = *seed * 1664525 + 1013904223;
        text_add(&text, words[(*seed >> 16) % (sizeof words / sizeof words[0])]);
        if ((*seed >> 12) % 4)
            text_add_char(&text, ' ');
    }
    const char *copy = arena_strdup(arena, text.data);
    text_free(&text);
    return copy;
}

static char *without(const char *string, const char *mark, char *out)
{
    size_t const length = strlen(mark);
    char *end = out;
    while (*string) {
        if (strncmp(string, mark, length) == 0)
            string += length;
        else
            *end++ = *string++;
    }
    *end = '\0';
    return out;
}

/* lines_of() asserts that no line is wider than the column. */
static void nothing_overflows_and_nothing_is_lost(void **state)
{
    struct page_of_lines *page = *state;
    uint32_t seed = 1;
    char wanted[2000];
    char got[2000];
    for (int round = 0; round < 500; round++) {
        struct run run = {.text = random_text(page->arena, &seed)};
        const char *lines = lines_of(page, &run, 1 + round % 59, round % 2, round % 3);
        without(run.text, "\u00AD", wanted);
        without(without(without(lines, "-|", got), "|", got), "-", got);
        assert_string_equal(got, without(wanted, "-", wanted));
    }
}

static void soft_hyphens_show_only_at_the_end_of_a_line(void **state)
{
    struct run run = {.text = "сопро\u00ADвожде\u00ADние"};
    assert_string_equal(lines_of(*state, &run, 20, false, false), "сопровождение");
    assert_string_equal(lines_of(*state, &run, 12, false, false), "сопровожде-|ние");
}

static void justified_lines_fill_the_width(void **state)
{
    struct page_of_lines *page = *state;
    struct run run = {.text = "раз два три четыре пять"};
    struct line_style const style = {
        .size = 10000, .width = 60000, .first_width = 60000, .is_justified = true};
    const struct text_line *line =
        lines_break(&run, &style, &fake_metrics, page->arena, page->arena, page->diags);
    assert_int_equal(line->width + line->stretch * 2, 60000); /* "раз два три" */
    const struct text_line *last = line;
    while (last->next)
        last = last->next;
    assert_int_equal(last->stretch, 0);
    /* A line of one word has nothing to stretch; two words far apart stay so. */
    run.text = "раз четыре пять";
    struct line_style const wide = {
        .size = 10000, .width = 50000, .first_width = 50000, .is_justified = true};
    line = lines_break(&run, &wide, &fake_metrics, page->arena, page->arena, page->diags);
    run.text = "раз два четыреждычетыре";
    struct line_style const loose = {
        .size = 10000, .width = 80000, .first_width = 80000, .is_justified = true};
    line = lines_break(&run, &loose, &fake_metrics, page->arena, page->arena, page->diags);
    assert_int_equal(line->stretch, 0);
}

static void runs_and_faces_are_told_apart(void **state)
{
    struct page_of_lines *page = *state;
    struct run value = {.text = "☑ да"};
    struct run label = {.text = "Итог ", .flags = RUN_STRONG, .next = &value};
    struct line_style const style = {.size = 10000, .width = 90000, .first_width = 90000};
    const struct fragment *part =
        lines_break(&label, &style, &fake_metrics, page->arena, page->arena, page->diags)->first;
    assert_int_equal(part->face, FACE_BOLD);
    part = part->next;
    assert_int_equal(part->face, FACE_SYMBOL);
    assert_int_equal(part->x, 25000);
    part = part->next;
    assert_int_equal(part->face, FACE_REGULAR);
    assert_int_equal(part->length, strlen(" да"));
    assert_null(part->next);
}

static void missing_glyphs_name_the_field(void **state)
{
    struct page_of_lines *page = *state;
    struct run run = {.text = "за\u2011то 😀", .path = "/case/help", .pos = {"a.xml", 3, 7}};
    assert_string_equal(lines_of(page, &run, 20, false, false), "зато ");
    assert_int_equal(diags_count(page->diags), 1);
    const struct diag *diag = diags_get(page->diags, 0);
    assert_string_equal(diag->code, "E301");
    assert_string_equal(diag->path, "/case/help");
    assert_int_equal(diag->pos.line, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_stay_with_their_signs),
        cmocka_unit_test(addresses_stay_together),
        cmocka_unit_test(phrases_stay_together),
        cmocka_unit_test(initials_stay_with_the_surname),
        cmocka_unit_test(dates_in_words_stay_together),
        cmocka_unit_test(no_line_starts_with_a_dash),
        cmocka_unit_test(short_parts_stay_with_their_word),
        cmocka_unit_test(addresses_of_the_net_are_one_piece),
        cmocka_unit_test(letters_of_all_kinds_make_words),
        cmocka_unit_test(no_break_space_is_glue),
        cmocka_unit_test_setup_teardown(words_go_to_the_next_line, setup, teardown),
        cmocka_unit_test_setup_teardown(hyphens_only_where_allowed, setup, teardown),
        cmocka_unit_test_setup_teardown(hyphens_have_their_price, setup, teardown),
        cmocka_unit_test_setup_teardown(short_words_go_with_the_next, setup, teardown),
        cmocka_unit_test_setup_teardown(names_are_never_hyphenated, setup, teardown),
        cmocka_unit_test_setup_teardown(the_last_word_of_a_paragraph_stays_whole, setup, teardown),
        cmocka_unit_test_setup_teardown(no_line_breaks_off_early, setup, teardown),
        cmocka_unit_test_setup_teardown(centred_lines_are_of_like_length, setup, teardown),
        cmocka_unit_test_setup_teardown(two_hyphens_in_a_row_at_most, setup, teardown),
        cmocka_unit_test_setup_teardown(a_word_without_end_is_split_at_the_edge, setup, teardown),
        cmocka_unit_test_setup_teardown(nothing_overflows_and_nothing_is_lost, setup, teardown),
        cmocka_unit_test_setup_teardown(soft_hyphens_show_only_at_the_end_of_a_line, setup,
                                        teardown),
        cmocka_unit_test_setup_teardown(justified_lines_fill_the_width, setup, teardown),
        cmocka_unit_test_setup_teardown(runs_and_faces_are_told_apart, setup, teardown),
        cmocka_unit_test_setup_teardown(missing_glyphs_name_the_field, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
