/*
 * test_blanks.c - places to write inside of a paragraph: where their rules and captions stand.
 *
 * A letter is 5 pt wide at 10 pt; millimetres are chosen so that 25.4 mm are 72 pt.
 */
#include "pdf/lines.h"

#include "pdf/fake.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define MM_OF_PT(pt) ((pt)*25.4 / 72)

struct fixture {
    struct arena *arena;
    struct run *first, *last;
};

static int open_fixture(void **state)
{
    static struct fixture fixture;
    fixture = (struct fixture){.arena = arena_new()};
    *state = &fixture;
    return 0;
}

static int close_fixture(void **state)
{
    struct fixture *fixture = *state;
    arena_free(fixture->arena);
    return 0;
}

static struct run *add(struct fixture *fixture, const char *text, unsigned flags)
{
    struct run *run = run_new(fixture->arena, text, flags);
    LIST_PUT(fixture->first, fixture->last, run);
    return run;
}

static void add_blank(struct fixture *fixture, const char *typed, double width_pt, int lines,
                      const char *caption)
{
    struct blank *blank = ARENA_NEW(fixture->arena, struct blank);
    *blank = (struct blank){.width_mm = MM_OF_PT(width_pt), .lines = lines, .caption = caption};
    add(fixture, typed ? typed : BLANK_TEXT, typed ? RUN_DATA : 0)->blank = blank;
}

static void print_part(struct text *out, const struct fragment *part)
{
    text_format(out, part->text ? "%ld[" : "%ld-", part->x / 1000);
    if (part->text)
        text_add_bytes(out, part->text, (size_t)part->length);
    else
        text_format(out, "%ld", (part->x + part->width) / 1000);
    text_add(out, part->text ? "]" : "");
    if (part->size)
        text_format(out, "@%ld", part->drop / 1000);
    text_add_char(out, ' ');
}

/* Lines of 200 pt in 10 pt, the first one of 180; captions in 5 pt. */
static void assert_lines(struct fixture *fixture, bool is_justified, const char *wanted)
{
    struct line_style const style = {.width = 200000,
                                     .first_width = 180000,
                                     .size = 10000,
                                     .caption = 5000,
                                     .is_justified = is_justified};
    struct text got = TEXT_EMPTY;
    const struct text_line *line =
        lines_break(fixture->first, &style, &fake_metrics, fixture->arena, fixture->arena, NULL);
    for (; line; line = line->next) {
        for (const struct fragment *part = line->first; part; part = part->next)
            print_part(&got, part);
        if (line->below)
            text_format(&got, "below %ld", line->below / 1000);
        text_add(&got, line->is_rule ? "rule\n" : "\n");
    }
    assert_string_equal(text_string(&got), wanted);
    text_free(&got);
}

static void a_rule_inside_of_a_line_has_its_width(void **state)
{
    add(*state, "Дата ", 0);
    add_blank(*state, NULL, 50, 0, NULL);
    add(*state, ", да", 0);
    assert_lines(*state, false, "0[Дата ] 25-75 75[, да] \n");
}

static void it_never_parts_from_what_follows_without_a_space(void **state)
{
    add(*state, "Очень длинные слова в строке ", 0);
    add_blank(*state, NULL, 35, 0, NULL);
    add(*state, ", да", 0);
    assert_lines(*state, false, "0[Очень длинные слова в строке ] \n0-35 35[, да] \n");
}

static void a_wide_one_is_as_wide_as_a_line(void **state)
{
    add(*state, "Я ", 0);
    add_blank(*state, NULL, 900, 0, NULL);
    assert_lines(*state, false, "0[Я ] \n0-200 \n");
}

static void a_rule_takes_what_its_line_leaves(void **state)
{
    add(*state, "Я, ", 0);
    add_blank(*state, NULL, 50, 1, "(имя)");
    add(*state, ", да", 0);
    assert_lines(*state, true, "0[Я, ] 15-175 86[ (имя)]@6 175[, ] below 5\n0[да] \n");
}

static void it_begins_a_line_where_too_little_is_left(void **state)
{
    add(*state, "Слова, за которыми ничего нет ", 0);
    add_blank(*state, NULL, 50, 1, NULL);
    assert_lines(*state, false, "0[Слова, за которыми ничего нет ] \n0-200 rule\n");
}

static void further_lines_are_rules(void **state)
{
    add(*state, "Я, ", 0);
    add_blank(*state, NULL, 50, 3, "(имя)");
    add(*state, ".", 0);
    assert_lines(*state, false,
                 "0[Я, ] 15-180 \n0-200 rule\n0-195 88[ (имя)]@6 195[.] below 5rule\n");
}

static void what_was_typed_is_underlined(void **state)
{
    add(*state, "Я ", 0);
    add_blank(*state, "Иванова Мария", 100, 0, NULL);
    add(*state, ", да", 0);
    assert_lines(*state, false, "0[Я ] 10[Иванова Мария] 10-75 75[, да] \n");
}

static void over_a_caption_the_rule_keeps_its_width(void **state)
{
    add(*state, "Класс ", 0);
    add_blank(*state, "2А", 60, 0, "(класс или группа, если есть)");
    add(*state, ".", 0);
    assert_lines(
        *state, false,
        "0[Класс ] 30-90 30[2А] 45[ (класс или ]@6 37[группа, если есть)]@11 90[.] below 10\n");
}

static void what_was_typed_breaks_at_words(void **state)
{
    add(*state, "Причины: ", 0);
    add_blank(*state, "класс расформирован в середине года", 60, 3, "(причины)");
    add(*state, ", и всё", 0);
    assert_lines(*state, false,
                 "0[Причины: ] 45[класс расформирован ] 45-140 \n"
                 "0[в середине года] 0-75 75-195 83[ (причины)]@6 195[, ] below 5\n"
                 "0[и всё] \n");
}

static void what_closes_a_full_line_stays_inside(void **state)
{
    add(*state, "Я, ", 0);
    add_blank(*state, "тридцать три буквы в одну строку.", 60, 1, "(кто)");
    add(*state, "; да", 0);
    assert_lines(*state, false,
                 "0[Я, ] 15[тридцать три буквы в одну ] 15-140 \n"
                 "0[строку.] 0-35 35-195 88[ (кто)]@6 195[; ] below 5\n0[да] \n");
}

static void captions_are_no_wider_than_the_lines(void **state)
{
    add_blank(*state, NULL, 50, 1, "(слово-другое)");
    struct line_style const style = {
        .width = 30000, .first_width = 30000, .size = 10000, .caption = 5000};
    struct fixture *fixture = *state;
    const struct text_line *line =
        lines_break(fixture->first, &style, &fake_metrics, fixture->arena, fixture->arena, NULL);
    for (const struct fragment *part = line->first; part; part = part->next)
        assert_true(part->x + part->width <= 33000); /* the space in front has no room of its own */
    assert_int_equal(line->below, 10000);
}

static void spaces_of_justified_lines_are_underlined_too(void **state)
{
    add(*state, "Слово ", 0);
    add(*state, "одно или два", RUN_UNDERLINED);
    add(*state, " и ещё несколько слов после него", 0);
    assert_lines(*state, true,
                 "0[Слово ] 31[одно или два] 31-94 94[ и ещё несколько ] \n"
                 "0[слов после него] \n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_rule_inside_of_a_line_has_its_width, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(it_never_parts_from_what_follows_without_a_space,
                                        open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(a_wide_one_is_as_wide_as_a_line, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(a_rule_takes_what_its_line_leaves, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(it_begins_a_line_where_too_little_is_left, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(further_lines_are_rules, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(what_was_typed_is_underlined, open_fixture, close_fixture),
        cmocka_unit_test_setup_teardown(over_a_caption_the_rule_keeps_its_width, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(what_was_typed_breaks_at_words, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(what_closes_a_full_line_stays_inside, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(captions_are_no_wider_than_the_lines, open_fixture,
                                        close_fixture),
        cmocka_unit_test_setup_teardown(spaces_of_justified_lines_are_underlined_too, open_fixture,
                                        close_fixture),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
