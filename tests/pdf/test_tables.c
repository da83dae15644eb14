/*
 * test_tables.c - heads that repeat, rows that split, columns that are too narrow.
 */
#include "pdf/bench.h"

static void forty_rows(struct bench *bench)
{
    struct block *table = sample_table(bench->arena, bench->section);
    for (int i = 0; i < 40; i++)
        sample_row(bench->arena, table, "вывод о том, что проблема снята полностью", 0);
    struct block *block = sample_add(bench->arena, bench->section, BLOCK_SIGNATURES);
    sample_signer(bench->arena, block, "sig_lead", "М.П. Иванова");
}

static void check_rows(const struct pages *pages, int lines)
{
    int rows = 0;
    (void)lines;
    assert_true(pages->count > 1);
    for (const struct page *page = pages->first; page; page = page->next) {
        int const here = count_text(page, "было");
        rows += here;
        assert_int_equal(count_text(page, "Состояние"), here ? 1 : 0);
        assert_int_equal(count_text(page, "до"), here ? 1 : 0);
        if (widgets_on(page))
            assert_true(here >= 1);
    }
    assert_int_equal(rows, 40);
}

static void a_head_never_stands_alone_and_repeats(void **state)
{
    (void)state;
    sweep(forty_rows, check_rows);
}

static void repeated_heads_are_artifacts(void **state)
{
    struct bench *bench = *state;
    forty_rows(bench);
    const struct pages *pages = lay_out(bench);
    int owned = 0;
    for (const struct page *page = pages->first; page; page = page->next) {
        for (const struct page_item *item = page->first; item; item = item->next) {
            if (item->kind != ITEM_TEXT || strncmp(item->as.text.text, "Способ", 12) != 0)
                continue;
            owned += item->element != NULL;
            if (!item->element)
                assert_int_equal(item->artifact, ARTIFACT_PAGINATION);
        }
    }
    assert_int_equal(owned, 1);
}

static void add_counts(struct bench *bench, int rows)
{
    struct block *table = sample_table(bench->arena, bench->section);
    table->as.table.is_whole = true;
    for (int i = 0; i < rows; i++)
        sample_row(bench->arena, table, "вывод", 0);
}

static void six_counts(struct bench *bench)
{
    add_counts(bench, 6);
}

static void check_six_counts(const struct pages *pages, int lines)
{
    (void)lines;
    for (const struct page *page = pages->first; page; page = page->next)
        assert_true(count_text(page, "вывод") == 0 || count_text(page, "вывод") == 6);
}

static void a_whole_table_stays_on_one_page(void **state)
{
    struct bench *bench = *state;
    sweep(six_counts, check_six_counts);
    add_counts(bench, 90); /* more than a page can hold: it is cut as any other */
    const struct pages *pages = lay_out(bench);
    assert_true(pages->count > 1);
    assert_true(count_text(pages->first, "вывод") > 30);
}

static void endless_cell(struct bench *bench)
{
    struct block *table = sample_table(bench->arena, bench->section);
    sample_row(bench->arena, table, "коротко", 0);
    sample_row(bench->arena, table, many_words(bench->arena, 3000), 0);
    sample_row(bench->arena, table, "конец", 0);
}

/* Lines of the last column on a page; the rows before and after have one each. */
static int lines_in_last_column(const struct page *page)
{
    int count = 0;
    for (const struct page_item *item = page->first; item; item = item->next)
        count += item->kind == ITEM_TEXT && item->element && item->element->type == ELEMENT_TD &&
                 item->x > mm(30 + 127.5);
    return count - count_text(page, "коротко") - count_text(page, "конец");
}

static void check_endless_cell(const struct pages *pages, int lines)
{
    (void)lines;
    int pages_with_it = 0;
    for (const struct page *page = pages->first; page; page = page->next) {
        int const here = lines_in_last_column(page);
        assert_int_not_equal(here, 1);
        if (page->next)
            assert_false(ends_inside_word(page));
        int const rows = count_text(page, "коротко") + count_text(page, "конец");
        assert_int_equal(count_text(page, "Выводы"), here || rows ? 1 : 0);
        pages_with_it += here > 0;
    }
    assert_true(pages_with_it >= 2);
}

static void a_tall_row_splits_two_lines_on_each_side(void **state)
{
    (void)state;
    sweep(endless_cell, check_endless_cell);
}

/* The border below a cut row stands inside the margin, wherever the cut falls. */
static void a_cut_leaves_room_for_the_border(void **state)
{
    (void)state;
    for (int tenths = 50; tenths < 90; tenths++) {
        struct bench bench;
        bench_open(&bench);
        struct block *table = sample_table(bench.arena, bench.section);
        sample_row(bench.arena, table, "коротко", tenths / 10.0);
        sample_row(bench.arena, table, many_words(bench.arena, 3000), 0);
        lay_out(&bench);
        bench_close(&bench);
    }
}

/* A row of more than half a page is cut rather than leave the rest of the page white. */
static void a_row_of_more_than_half_a_page_begins_at_once(void **state)
{
    struct bench *bench = *state;
    sample_lines(bench->arena, bench->section, PAGE_LINES / 2);
    struct block *table = sample_table(bench->arena, bench->section);
    sample_row(bench->arena, table, many_words(bench->arena, 1000), 0);
    const struct pages *pages = lay_out(bench);
    assert_int_equal(pages->count, 2);
    assert_true(lines_in_last_column(pages->first) > 2);
}

/* A row of half a page and less goes on as a whole. */
static void middling_cell(struct bench *bench)
{
    struct block *table = sample_table(bench->arena, bench->section);
    sample_row(bench->arena, table, many_words(bench->arena, 400), 0);
}

static void check_middling_cell(const struct pages *pages, int lines)
{
    (void)lines;
    int pages_with_it = 0;
    for (const struct page *page = pages->first; page; page = page->next)
        pages_with_it += lines_in_last_column(page) > 0;
    assert_int_equal(pages_with_it, 1);
}

static void a_short_row_moves_whole(void **state)
{
    (void)state;
    sweep(middling_cell, check_middling_cell);
}

static void empty_rows_keep_their_height(void **state)
{
    struct bench *bench = *state;
    struct block *table = sample_table(bench->arena, bench->section);
    sample_row(bench->arena, table, "первый", 15);
    sample_row(bench->arena, table, "второй", 15);
    const struct pages *pages = lay_out(bench);
    mpt const distance = text_of(pages, "первый")->y - text_of(pages, "второй")->y;
    assert_true(labs(distance - mm(15)) <= 1);
}

static void bound_rows(struct bench *bench)
{
    struct arena *arena = bench->arena;
    struct block *table = sample_table(arena, bench->section);
    struct row *upper = sample_empty_row(arena, &table->as.table.body);
    sample_cell(arena, upper, 0, 1, 2, "общее");
    sample_cell(arena, upper, 1, 3, 1, "верхнее");
    struct row *lower = sample_empty_row(arena, &table->as.table.body);
    sample_cell(arena, lower, 1, 3, 1, "нижнее");
}

static void check_bound_rows(const struct pages *pages, int lines)
{
    (void)lines;
    assert_int_equal(page_of(pages, "верхнее", 0), page_of(pages, "нижнее", 0));
    assert_int_equal(text_of(pages, "общее")->y, text_of(pages, "верхнее")->y);
    assert_int_equal(text_of(pages, "нижнее")->element->colspan, 3);
}

static void rows_bound_by_a_span_stay_together(void **state)
{
    (void)state;
    sweep(bound_rows, check_bound_rows);
}

static void a_long_surname_stays_in_its_narrow_cell(void **state)
{
    static const double widths[] = {20, 50, 50, 50};
    struct bench *bench = *state;
    struct block *table = sample_table(bench->arena, bench->section);
    table->as.table.widths_mm = widths;
    struct row *row = sample_row(bench->arena, table, "вывод", 0);
    row->cells->text =
        sample_para(bench->arena, "Рождественскаявоскресенскаяпреображенска", RUN_NAME);
    lay_out(bench);
    for (const struct page_item *item = text_of(lay_out(bench), "Рожд"); item; item = item->next)
        if (item->kind == ITEM_TEXT && item->x < mm(50))
            assert_true(item_right(item) <= mm(50) && !item->as.text.soft_hyphen);
}

static void narrow_columns_are_refused(void **state)
{
    static const double widths[] = {0, 70, 50, 50};
    struct bench *bench = *state;
    sample_table(bench->arena, bench->section)->as.table.widths_mm = widths;
    lay_out(bench);
    assert_int_equal(diags_count(bench->diags), 1);
    assert_string_equal(diags_get(bench->diags, 0)->code, "E302");
    sample_table(bench->arena, bench->section)->as.table.columns = 0;
    lay_out(bench);
    assert_int_equal(diags_count(bench->diags), 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_head_never_stands_alone_and_repeats),
        TEST(a_whole_table_stays_on_one_page),
        TEST(repeated_heads_are_artifacts),
        cmocka_unit_test(a_tall_row_splits_two_lines_on_each_side),
        cmocka_unit_test(a_short_row_moves_whole),
        TEST(empty_rows_keep_their_height),
        cmocka_unit_test(rows_bound_by_a_span_stay_together),
        cmocka_unit_test(a_cut_leaves_room_for_the_border),
        TEST(a_row_of_more_than_half_a_page_begins_at_once),
        TEST(a_long_surname_stays_in_its_narrow_cell),
        TEST(narrow_columns_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
