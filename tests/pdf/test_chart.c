/*
 * test_chart.c - bars laid out: a Figure that tells them in words and holds all
 * that is drawn of them.
 */
#include "pdf/page.h"

#include "pdf/dump.h"
#include "pdf/fake.h"
#include "pdf/samples.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

struct bench {
    struct arena *arena;
    struct diags *diags;
    struct document *document;
    struct chart *chart;
};

static int start(void **state)
{
    struct bench *bench = *state = calloc(1, sizeof *bench);
    bench->arena = arena_new();
    bench->diags = diags_new();
    bench->document = sample_document(bench->arena);
    struct section *section = sample_section(bench->arena, bench->document, "Раздел");
    bench->chart = &sample_add(bench->arena, section, BLOCK_CHART)->as.chart;
    bench->chart->title = sample_para(bench->arena, "Итоги", RUN_STRONG);
    bench->chart->alt = "Словами.";
    return 0;
}

static int stop(void **state)
{
    struct bench *bench = *state;
    diags_free(bench->diags);
    arena_free(bench->arena);
    free(bench);
    return 0;
}

static void add_bar(struct bench *bench, const char *label, long value, int shade)
{
    struct bar **tail = &bench->chart->bars;
    while (*tail)
        tail = &(*tail)->next;
    *tail = ARENA_NEW(bench->arena, struct bar);
    **tail = (struct bar){.label = label, .value = value, .shade = shade};
}

static const struct pages *lay_out(struct bench *bench)
{
    const struct pages *pages =
        layout_document(bench->document, &fake_metrics, bench->arena, bench->diags);
    assert_int_equal(diags_count(bench->diags), 0);
    return pages;
}

static int count_figures(const struct pages *pages)
{
    int count = 0;
    for (const struct element *e = pages->root->first->first; e; e = e->next)
        count += e->type == ELEMENT_FIGURE;
    return count;
}

/* The nth rectangle of a page beyond plate and axis: a bar. */
static const struct page_item *bar_at(const struct page *page, int index)
{
    for (const struct page_item *item = page->first; item; item = item->next)
        if (item->kind == ITEM_FILL && index-- == -2)
            return item;
    return NULL;
}

static void assert_inside(const struct page_item *item, const struct page_item *plate)
{
    const struct fill_item *fill = &plate->as.fill;
    assert_in_range(item->x, plate->x, plate->x + fill->width);
    assert_in_range(item->y, plate->y, plate->y + fill->height);
    if (item->kind == ITEM_FILL) {
        assert_true(item->x + item->as.fill.width <= plate->x + fill->width);
        assert_true(item->y + item->as.fill.height <= plate->y + fill->height);
    }
}

static void all_lies_on_the_plate_of_the_figure(void **state)
{
    struct bench *bench = *state;
    add_bar(bench, "много", 40, 0);
    add_bar(bench,
            "название, для которого одной строки перед осью никак не хватит, сколько ни "
            "пробуй",
            10, 1);
    add_bar(bench, "ни одного", 0, 0);
    const struct pages *pages = lay_out(bench);
    assert_int_equal(count_figures(pages), 1);
    const struct page_item *plate = pages->first->first;
    while (plate->kind != ITEM_FILL)
        plate = plate->next;
    assert_int_equal(plate->element->type, ELEMENT_FIGURE);
    assert_string_equal(plate->element->words, "Словами.");
    assert_int_equal(plate->as.fill.grey, 1000);
    for (const struct page_item *item = plate; item; item = item->next) {
        assert_ptr_equal(item->element, plate->element);
        assert_inside(item, plate);
    }
}

static void bars_are_as_long_as_their_values(void **state)
{
    struct bench *bench = *state;
    add_bar(bench, "много", 40, 0);
    add_bar(bench, "мало", 10, 1);
    add_bar(bench, "ни одного", 0, 0);
    const struct page *page = lay_out(bench)->first;
    const struct page_item *much = bar_at(page, 0);
    const struct page_item *little = bar_at(page, 1);
    assert_int_equal(much->as.fill.width / 4, little->as.fill.width);
    assert_int_equal(much->x, little->x);
    assert_true(much->y > little->y);
    assert_true(much->as.fill.grey < little->as.fill.grey);
    assert_null(bar_at(page, 2));
}

static void nothing_at_all_has_no_bars(void **state)
{
    struct bench *bench = *state;
    add_bar(bench, "ни одного", 0, 0);
    add_bar(bench, "ни одной", 0, 1);
    assert_null(bar_at(lay_out(bench)->first, 0));
}

static void too_many_bars_go_on_in_another_figure(void **state)
{
    struct bench *bench = *state;
    for (int i = 0; i < 60; i++)
        add_bar(bench, "столбик", i, 0);
    const struct pages *pages = lay_out(bench);
    assert_true(count_figures(pages) > 1);
    int texts = 0;
    for (const struct page *page = pages->first; page; page = page->next)
        for (const struct page_item *item = page->first; item; item = item->next) {
            texts += item->kind == ITEM_TEXT && item->element;
            assert_true(item->y > 0);
        }
    assert_int_equal(texts, 1 + 2 * 60);
}

static void what_is_drawn_can_be_read(void **state)
{
    struct bench *bench = *state;
    add_bar(bench, "много", 40, 0);
    struct text out = TEXT_EMPTY;
    pages_dump(lay_out(bench), &out);
    assert_non_null(strstr(text_string(&out), "  fill"));
    assert_non_null(strstr(text_string(&out), "Figure#"));
    text_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(all_lies_on_the_plate_of_the_figure, start, stop),
        cmocka_unit_test_setup_teardown(bars_are_as_long_as_their_values, start, stop),
        cmocka_unit_test_setup_teardown(nothing_at_all_has_no_bars, start, stop),
        cmocka_unit_test_setup_teardown(too_many_bars_go_on_in_another_figure, start, stop),
        cmocka_unit_test_setup_teardown(what_is_drawn_can_be_read, start, stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
