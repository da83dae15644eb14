/*
 * test_memo.c - lines that the memo gives are those that breaking would have made.
 */
#include "pdf/memo.h"

#include "pdf/fake.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

struct bench {
    struct arena *arena;
    struct diags *diags;
    struct metrics metrics; /* with a memo */
};

static int setup(void **state)
{
    static struct bench bench;
    bench = (struct bench){.arena = arena_new(), .diags = diags_new(), .metrics = fake_metrics};
    bench.metrics.memo = memo_new();
    *state = &bench;
    return 0;
}

static int teardown(void **state)
{
    struct bench *bench = *state;
    memo_free(bench->metrics.memo);
    diags_free(bench->diags);
    arena_free(bench->arena);
    return 0;
}

/* Every fragment of a line, with its run's number, and the line's own figures. */
static const char *describe(struct bench *bench, const struct run *runs,
                            const struct text_line *line)
{
    struct text out = TEXT_EMPTY;
    for (; line; line = line->next) {
        for (const struct fragment *part = line->first; part; part = part->next) {
            int number = 0;
            const struct run *run = runs;
            for (; run != part->run; run = run->next)
                number++;
            assert_null(part->owner);
            assert_true(part->text >= run->text);
            assert_true(part->text + part->length <= run->text + strlen(run->text));
            text_add(&out, arena_printf(bench->arena, "%d/%d %ld+%ld [%.*s] ", number, part->face,
                                        part->x, part->width, part->length, part->text));
        }
        text_add(&out, arena_printf(bench->arena, "%ld %ld %d\n", line->width, line->stretch,
                                    line->soft_hyphen));
    }
    const char *copy = arena_strdup(bench->arena, text_string(&out));
    text_free(&out);
    return copy;
}

static struct text_line *break_with(struct bench *bench, const struct run *runs,
                                    const struct line_style *style, const struct metrics *metrics)
{
    return lines_break(runs, style, metrics, bench->arena, bench->arena, bench->diags);
}

/* The lines with a memo, after they were asked for with other runs of the same text. */
static void assert_same(struct bench *bench, const struct run *runs, const struct line_style *style)
{
    const char *wanted = describe(bench, runs, break_with(bench, runs, style, &fake_metrics));
    for (int time = 0; time < 3; time++) {
        struct text_line *lines = break_with(bench, runs, style, &bench->metrics);
        assert_string_equal(describe(bench, runs, lines), wanted);
        for (; lines; lines = lines->next) /* as layout does with its own */
            for (struct fragment *part = lines->first; part; part = part->next)
                part->x += 1, part->owner = (struct element *)bench;
    }
}

static struct run *run_of(struct bench *bench, const char *text, unsigned flags, struct run *next)
{
    struct run *run = ARENA_NEW(bench->arena, struct run);
    *run = (struct run){.next = next, .text = arena_strdup(bench->arena, text), .flags = flags};
    return run;
}

static const struct line_style narrow = {
    .size = 10000, .width = 60000, .first_width = 60000, .is_hyphenated = true};

static bool is_known(const struct bench *bench, const struct run *runs,
                     const struct line_style *style)
{
    struct memo_question const question = memo_ask(runs, style);
    return memo_find(bench->metrics.memo, &question, bench->arena) != NULL;
}

/* As documents of other cases do: what is at hand is let go of. */
static void break_others(struct bench *bench)
{
    enum { OTHERS = 300, LETTERS = 200 };
    char text[LETTERS + 1];
    memset(text, 'b', LETTERS);
    text[LETTERS] = '\0';
    for (int i = 0; i < OTHERS; i++) {
        const char *own = arena_printf(bench->arena, "%d %s", i, text);
        break_with(bench, run_of(bench, own, 0, NULL), &narrow, &bench->metrics);
    }
}

static void a_paragraph_at_hand_is_known(void **state)
{
    struct bench *bench = *state;
    struct run *run = run_of(bench, "на сопровождение", 0, NULL);
    assert_false(is_known(bench, run, &narrow));
    break_with(bench, run, &narrow, &bench->metrics);
    assert_true(is_known(bench, run, &narrow));
    assert_true(is_known(bench, run_of(bench, "на сопровождение", 0, NULL), &narrow));
    struct line_style wide = narrow;
    wide.width *= 2;
    break_with(bench, run, &wide, &bench->metrics);
    assert_true(is_known(bench, run, &wide));
    assert_true(is_known(bench, run, &narrow));
    break_others(bench);
    assert_false(is_known(bench, run, &narrow));
}

static void a_paragraph_made_twice_is_kept_for_good(void **state)
{
    struct bench *bench = *state;
    struct run *run = run_of(bench, "на сопровождение", 0, NULL);
    for (int time = 0; time < 2; time++) {
        break_with(bench, run, &narrow, &bench->metrics);
        break_others(bench);
    }
    assert_true(is_known(bench, run, &narrow));
    assert_true(is_known(bench, run_of(bench, "на сопровождение", 0, NULL), &narrow));
}

static void lines_are_those_of_breaking(void **state)
{
    struct bench *bench = *state;
    assert_same(bench, run_of(bench, "", 0, NULL), &narrow);
    assert_same(bench, run_of(bench, "раз два три четыре сопровождение", 0, NULL), &narrow);
    assert_same(bench,
                run_of(bench, "Причины: ", RUN_STRONG,
                       run_of(bench, "\u00AD", 0,
                              run_of(bench, "сопро\u00ADвождение учителя ☑ ", RUN_DATA,
                                     run_of(bench, "Рождественской", RUN_NAME, NULL)))),
                &narrow);
}

/* All that lines depend on tells paragraphs apart. */
static void what_differs_is_not_mistaken(void **state)
{
    struct bench *bench = *state;
    const char *text = "раз сопровождение два";
    struct run *run = run_of(bench, text, 0, NULL);
    assert_same(bench, run, &narrow);
    struct line_style styles[7];
    for (int i = 0; i < 7; i++)
        styles[i] = narrow;
    styles[1].size = 9000;
    styles[2].width = 70000;
    styles[3].first_width = 50000;
    styles[4].is_justified = true;
    styles[5].is_hyphenated = false;
    styles[6].is_balanced = true;
    for (int i = 1; i < 7; i++) {
        assert_false(is_known(bench, run, &styles[i]));
        assert_same(bench, run, &styles[i]);
    }
    struct run *english = run_of(bench, text, 0, NULL);
    english->lang = "en";
    struct run *others[] = {run_of(bench, text, RUN_STRONG, NULL),
                            run_of(bench, text, RUN_NAME, NULL),
                            run_of(bench, "раз сопровождение две", 0, NULL),
                            run_of(bench, "раз ", 0, run_of(bench, "сопровождение два", 0, NULL)),
                            run_of(bench, text, 0, run_of(bench, " три", 0, NULL)),
                            english};
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
        assert_false(is_known(bench, others[i], &narrow));
        assert_same(bench, others[i], &narrow);
    }
}

static void a_missing_glyph_is_told_every_time(void **state)
{
    struct bench *bench = *state;
    struct run *run = run_of(bench, "раз \u2011 два", 0, NULL);
    for (int time = 0; time < 4; time++)
        break_with(bench, run, &narrow, &bench->metrics);
    assert_int_equal(diags_at_least(bench->diags, SEVERITY_ERROR), 4);
    assert_false(is_known(bench, run, &narrow));
}

static void long_text_is_not_kept(void **state)
{
    struct bench *bench = *state;
    char text[8200];
    memset(text, 'a', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    struct run *run = run_of(bench, text, 0, NULL);
    assert_same(bench, run, &narrow);
    assert_false(is_known(bench, run, &narrow));
    run = run_of(bench, text + 7000, 0, NULL); /* at hand, but not for good */
    for (int time = 0; time < 2; time++) {
        assert_same(bench, run, &narrow);
        assert_true(is_known(bench, run, &narrow));
        break_others(bench);
    }
    assert_false(is_known(bench, run, &narrow));
}

/* More paragraphs than there is room for, each twice. */
static void the_memo_forgets(void **state)
{
    enum { PARAGRAPHS = 6000, ROUNDS = 2 };
    struct bench *bench = *state;
    int known = 0;
    for (int i = 0; i < ROUNDS * PARAGRAPHS; i++) {
        int const number = i % PARAGRAPHS;
        assert_same(bench,
                    run_of(bench, arena_printf(bench->arena, "текст номер %d", number), 0, NULL),
                    &narrow);
    }
    for (int i = 0; i < PARAGRAPHS; i++)
        known +=
            is_known(bench, run_of(bench, arena_printf(bench->arena, "текст номер %d", i), 0, NULL),
                     &narrow);
    assert_in_range(known, 100, PARAGRAPHS / 2);
}

/* The same paragraph in one size and width after the other, as a form is set. */
static void a_paragraph_at_hand_breaks_like_a_new_one(void **state)
{
    enum { STYLES = 200 };
    struct bench *bench = *state;
    struct run *run = run_of(
        bench, "Испытывает затруднения: ", RUN_STRONG,
        run_of(bench,
               "проектирование уроков в 5 «А» и 7 классах, мало внимания уделяет "
               "формированию функциональной грамотности (читательской, математической); "
               "слабо использует возможности высоковольтноэлектромеханического оборудования.",
               RUN_DATA, run_of(bench, " Наставник Рождественская В. Б.", RUN_NAME, NULL)));
    for (int i = 0; i < STYLES; i++) {
        struct line_style style = {.size = 9000 + i % 6 * 1000,
                                   .width = 20000 + i * 7919 % 400000,
                                   .is_justified = i % 2,
                                   .is_hyphenated = i % 3,
                                   .is_balanced = i % 7 == 0};
        style.first_width = style.width + i % 5 * 5000;
        assert_same(bench, run, &style);
    }
}

/* Hyphens that lines were broken with part no word. */
static void widths_are_those_of_whole_words(void **state)
{
    struct bench *bench = *state;
    struct run *run = run_of(bench, "о сопровождении 5\u00A0классов", 0, NULL);
    const struct metrics *both[] = {&fake_metrics, &bench->metrics};
    for (int time = 0; time < 2; time++) {
        for (int i = 0; i < 2; i++) {
            struct line_measure const measure = lines_measure(run, 10000, both[i], bench->arena);
            assert_int_equal(measure.whole, 25 * 5000);
            assert_int_equal(measure.piece, 13 * 5000 + 1);
        }
        assert_same(bench, run, &narrow);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_paragraph_at_hand_is_known, setup, teardown),
        cmocka_unit_test_setup_teardown(a_paragraph_made_twice_is_kept_for_good, setup, teardown),
        cmocka_unit_test_setup_teardown(lines_are_those_of_breaking, setup, teardown),
        cmocka_unit_test_setup_teardown(what_differs_is_not_mistaken, setup, teardown),
        cmocka_unit_test_setup_teardown(a_missing_glyph_is_told_every_time, setup, teardown),
        cmocka_unit_test_setup_teardown(long_text_is_not_kept, setup, teardown),
        cmocka_unit_test_setup_teardown(the_memo_forgets, setup, teardown),
        cmocka_unit_test_setup_teardown(widths_are_those_of_whole_words, setup, teardown),
        cmocka_unit_test_setup_teardown(a_paragraph_at_hand_breaks_like_a_new_one, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
