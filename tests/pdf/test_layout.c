/*
 * test_layout.c - documents to pages: what may stand where, and what must not be torn.
 *
 * Rules about page breaks are tried with every number of lines in front, so that
 * the break falls everywhere once.
 */
#include "pdf/page.h"

#include "pdf/fake.h"
#include "pdf/samples.h"

#include "doc/dump.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct bench {
    struct arena *arena;
    struct diags *diags;
    struct document *document;
    struct section *section;
};

static void bench_open(struct bench *bench)
{
    bench->arena = arena_new();
    bench->diags = diags_new();
    bench->document = sample_document(bench->arena);
    bench->section = sample_section(bench->arena, bench->document, "Форма");
}

static void bench_close(struct bench *bench)
{
    arena_free(bench->arena);
    diags_free(bench->diags);
}

static int setup(void **state)
{
    static struct bench bench;
    bench_open(&bench);
    *state = &bench;
    return 0;
}

static int teardown(void **state)
{
    bench_close(*state);
    return 0;
}

static mpt mm(double length)
{
    return lround(length * 72000 / 25.4);
}

static mpt item_right(const struct page_item *item)
{
    enum { LETTER = 5000 };
    switch (item->kind) {
    case ITEM_TEXT: {
        mpt right = item->x;
        const char *end = item->as.text.text + item->as.text.length;
        mpt spaces = 0; /* spaces at the end hang over the edge */
        for (const char *cursor = item->as.text.text; cursor < end;) {
            bool const is_space = utf8_next(&cursor) == ' ';
            mpt const width = LETTER + (is_space ? item->as.text.space_stretch : 0);
            right += width;
            spaces = is_space ? spaces + width : 0;
        }
        return right - spaces + (item->as.text.soft_hyphen ? LETTER : 0);
    }
    case ITEM_RULE: return item->as.rule.x2;
    case ITEM_WIDGET: return item->x + item->as.widget.width;
    case ITEM_FILL: return item->x + item->as.fill.width;
    }
    return 0;
}

static bool is_marginal(const struct page_item *item)
{
    return !item->element && item->artifact == ARTIFACT_PAGINATION && item->y > mm(297 - 20);
}

/* True when text or a rule stands in the paper that is kept blank for the signature. */
static bool intrudes(const struct page_item *item, const struct page_item *widget)
{
    if (item == widget)
        return false;
    mpt const top = widget->y + widget->as.widget.height;
    mpt const right = widget->x + widget->as.widget.width;
    mpt const item_top = item->kind == ITEM_TEXT ? item->y + 8000 : item->y;
    mpt const item_bottom = item->kind == ITEM_TEXT ? item->y - 2000 : item->y;
    return item->x < right && item_right(item) > widget->x && item_top > widget->y &&
           item_bottom < top;
}

/* What must hold for any document: nothing outside the margins, nothing under a signature. */
static void assert_sound(const struct pages *pages)
{
    int count = 0;
    for (const struct page *page = pages->first; page; page = page->next) {
        count++;
        for (const struct page_item *item = page->first; item; item = item->next) {
            if (!item->next)
                assert_ptr_equal(page->last, item);
            assert_true(item->x >= mm(30) - 1);
            assert_true(item_right(item) <= mm(200) + 1);
            if (is_marginal(item))
                continue;
            assert_true(item->y >= mm(20) - 1);
            assert_true(item->y <= mm(277) + 1);
            if (item->kind != ITEM_WIDGET)
                continue;
            assert_true(item->as.widget.width >= mm(70));
            assert_true(item->as.widget.height >= mm(25));
            assert_int_equal(item->element->type, ELEMENT_FORM);
            for (const struct page_item *other = page->first; other; other = other->next)
                assert_false(intrudes(other, item));
        }
    }
    assert_int_equal(count, pages->count);
}

static const struct pages *lay_out(struct bench *bench)
{
    const struct pages *pages =
        layout_document(bench->document, &fake_metrics, bench->arena, bench->diags);
    assert_sound(pages);
    return pages;
}

/* Page (from 1) of the first text that begins so, after `skip` others; 0: none. */
static int page_of(const struct pages *pages, const char *beginning, int skip)
{
    int number = 1;
    for (const struct page *page = pages->first; page; page = page->next, number++)
        for (const struct page_item *item = page->first; item; item = item->next)
            if (item->kind == ITEM_TEXT && item->element &&
                strncmp(item->as.text.text, beginning, strlen(beginning)) == 0 && skip-- == 0)
                return number;
    return 0;
}

static const struct page_item *text_of(const struct pages *pages, const char *beginning)
{
    for (const struct page *page = pages->first; page; page = page->next)
        for (const struct page_item *item = page->first; item; item = item->next)
            if (item->kind == ITEM_TEXT &&
                strncmp(item->as.text.text, beginning, strlen(beginning)) == 0)
                return item;
    fail_msg("%s was not drawn", beginning);
    return NULL;
}

static int count_text(const struct page *page, const char *beginning)
{
    int count = 0;
    for (const struct page_item *item = page->first; item; item = item->next)
        count += item->kind == ITEM_TEXT &&
                 strncmp(item->as.text.text, beginning, strlen(beginning)) == 0;
    return count;
}

static const struct page *page_at(const struct pages *pages, int number)
{
    const struct page *page = pages->first;
    while (--number)
        page = page->next;
    return page;
}

static const struct page_item *find_kind(const struct page *page, enum item_kind kind)
{
    for (const struct page_item *item = page->first; item; item = item->next)
        if (item->kind == kind)
            return item;
    return NULL;
}

/* ---- reading ---- */

static void add_element_text(const struct pages *pages, const struct element *element,
                             struct text *out)
{
    for (const struct page *page = pages->first; page; page = page->next)
        for (const struct page_item *item = page->first; item; item = item->next)
            if (item->kind == ITEM_TEXT && item->element == element)
                text_add_bytes(out, item->as.text.text, (size_t)item->as.text.length);
    for (const struct element *child = element->first; child; child = child->next)
        add_element_text(pages, child, out);
}

/* All white space away: lines and paragraphs differ between a tree and its pages. */
static char *squeeze(char *string)
{
    char *to = string;
    for (const char *from = string; *from; from++)
        if (*from != ' ' && *from != '\n')
            *to++ = *from;
    *to = '\0';
    return string;
}

static void every_kind_of_block(struct bench *bench)
{
    struct arena *arena = bench->arena;
    struct section *section = bench->section;
    struct block *block = sample_add(arena, section, BLOCK_LETTERHEAD);
    block->as.letterhead.lines = sample_para(arena, "Школа № 2", RUN_STRONG);
    block->as.letterhead.lines->next = sample_para(arena, "ул. Победы, 1", 0);
    block = sample_add(arena, section, BLOCK_MARK);
    block->as.mark = (struct mark){sample_para(arena, "ПРОЕКТ", 0), 40};
    sample_heading(arena, section, 1, "Общее заключение");
    block = sample_add(arena, section, BLOCK_PARAGRAPH);
    block->as.paragraph.text = sample_para(
        arena,
        "Индивидуальное сопровождение учителя проводится по программе, которая принята "
        "методическим советом школы, и завершается общим заключением о его результатах.",
        0);
    block = sample_add(arena, section, BLOCK_FIELD);
    block->as.field.label = sample_para(arena, "ФИО учителя", RUN_STRONG);
    sample_item(arena, &block->as.field.values, NULL, "Иванова Мария Петровна");
    block = sample_add(arena, section, BLOCK_FIELD);
    block->as.field.layout = FIELD_BELOW;
    block->as.field.label = sample_para(arena, "Проблемы", RUN_STRONG);
    sample_item(arena, &block->as.field.values, "1)", "дисциплина на уроке");
    sample_item(arena, &block->as.field.values, "2)", "планирование урока");
    block = sample_add(arena, section, BLOCK_FIELD);
    block->as.field.label = sample_para(arena, "Решение принято", RUN_STRONG);
    block->as.field.lines = 2;
    block = sample_add(arena, section, BLOCK_LIST);
    sample_item(arena, &block->as.list.items, "–", "пункт");
    block = sample_add(arena, section, BLOCK_CHOICES);
    block->as.choices.label = sample_para(arena, "1. Сопровождение:", RUN_STRONG);
    sample_choice(arena, &block->as.choices.options, true, "успешно");
    struct choice *choice = sample_choice(arena, &block->as.choices.options, false, "указать");
    sample_item(arena, &choice->details, NULL, "подробность");
    block = sample_table(arena, section);
    sample_row(arena, block, "вывод", 15);
    block = sample_add(arena, section, BLOCK_SIGNATURES);
    sample_signer(arena, block, "sig_lead", "М.П. Иванова");
    struct signer *teacher = sample_signer(arena, block, "sig_teacher", "И.И. Петров");
    teacher->lead = sample_para(arena, "С заключением ознакомлен:", 0);
}

static void reading_order_is_that_of_the_tree(void **state)
{
    struct bench *bench = *state;
    struct text got = TEXT_EMPTY;
    struct text wanted = TEXT_EMPTY;
    every_kind_of_block(bench);
    const struct pages *pages = lay_out(bench);
    add_element_text(pages, pages->root, &got);
    document_plain_text(bench->document, &wanted);
    assert_string_equal(squeeze(got.data), squeeze(wanted.data));
    /* The items of a page stand in the same order. */
    text_clear(&got);
    for (const struct page_item *item = pages->first->first; item; item = item->next)
        if (item->kind == ITEM_TEXT && item->element)
            text_add_bytes(&got, item->as.text.text, (size_t)item->as.text.length);
    assert_string_equal(squeeze(got.data), wanted.data);
    text_free(&got);
    text_free(&wanted);
}

static void compare_golden(struct bench *bench, const char *path)
{
    struct text got = TEXT_EMPTY;
    struct text wanted = TEXT_EMPTY;
    pages_dump(lay_out(bench), &got);
    if (getenv("ACCEPT")) {
        FILE *file = fopen(path, "w");
        assert_non_null(file);
        fputs(text_string(&got), file);
        fclose(file);
    }
    FILE *file = fopen(path, "r");
    assert_non_null(file);
    for (int byte; (byte = fgetc(file)) != EOF;)
        text_add_char(&wanted, (char)byte);
    fclose(file);
    assert_string_equal(text_string(&got), text_string(&wanted));
    text_free(&got);
    text_free(&wanted);
}

static void golden_of_every_block(void **state)
{
    every_kind_of_block(*state);
    compare_golden(*state, "tests/pdf/every-block.pages");
}

static void golden_of_a_blank_form(void **state)
{
    struct bench *bench = *state;
    struct arena *arena = bench->arena;
    struct block *block = sample_add(arena, bench->section, BLOCK_FIELD);
    block->as.field.label = sample_para(arena, "ФИО учителя", RUN_STRONG);
    block->as.field.lines = 1;
    block = sample_add(arena, bench->section, BLOCK_FIELD);
    block->as.field.layout = FIELD_BELOW;
    block->as.field.label = sample_para(arena, "Проблемы", RUN_STRONG);
    block->as.field.lines = 3;
    block = sample_add(arena, bench->section, BLOCK_CHOICES);
    block->as.choices.label = sample_para(arena, "2. Проблемы:", RUN_STRONG);
    sample_choice(arena, &block->as.choices.options, false, "не сняты (указать проблемы)")->lines =
        1;
    sample_row(arena, sample_table(arena, bench->section), NULL, 15);
    block = sample_add(arena, bench->section, BLOCK_SIGNATURES);
    sample_signer(arena, block, "sig_lead", NULL);
    compare_golden(bench, "tests/pdf/blank.pages");
}

/* ---- page breaks ---- */

static const char *many_words(struct arena *arena, size_t letters)
{
    struct text text = TEXT_EMPTY;
    while (utf8_length(text_string(&text)) < letters)
        text_add(&text, "проведено посещение уроков учителя наставником и психологом ");
    const char *copy = arena_strdup(arena, text.data);
    text_free(&text);
    return copy;
}

static bool ends_inside_word(const struct page *page)
{
    const struct page_item *lowest = NULL;
    for (const struct page_item *item = page->first; item; item = item->next)
        if (item->kind == ITEM_TEXT && (!lowest || item->y <= lowest->y))
            lowest = item;
    return lowest && lowest->as.text.soft_hyphen;
}

typedef void check_fn(const struct pages *pages, int lines);

/* Lays out what build() makes after every number of lines that brings it near the page's end. */
static void sweep(void build(struct bench *), check_fn *check)
{
    for (int lines = PAGE_LINES - 50; lines <= PAGE_LINES + 2; lines++) {
        struct bench bench;
        bench_open(&bench);
        sample_lines(bench.arena, bench.section, lines);
        build(&bench);
        check(lay_out(&bench), lines);
        bench_close(&bench);
    }
}

static void heading_then_text(struct bench *bench)
{
    sample_heading(bench->arena, bench->section, 2, "Часть");
    struct block *block = sample_lines(bench->arena, bench->section, 5);
    block->as.paragraph.text->first->flags = RUN_STRONG;
}

/* How many lines of the text in bold (not the filler, which is regular) a page has. */
static int bold_lines(const struct page *page)
{
    int count = 0;
    for (const struct page_item *item = page->first; item; item = item->next)
        count += item->kind == ITEM_TEXT && item->as.text.face == FACE_BOLD &&
                 strncmp(item->as.text.text, "строка", strlen("строка")) == 0;
    return count;
}

static void check_heading(const struct pages *pages, int lines)
{
    (void)lines;
    assert_true(bold_lines(page_at(pages, page_of(pages, "Часть", 0))) >= 2);
}

static void a_heading_keeps_two_lines(void **state)
{
    (void)state;
    sweep(heading_then_text, check_heading);
}

static void check_widows(const struct pages *pages, int lines)
{
    (void)lines;
    for (const struct page *page = pages->first; page; page = page->next)
        assert_int_not_equal(bold_lines(page), 1);
}

static void no_line_of_a_paragraph_stands_alone(void **state)
{
    (void)state;
    sweep(heading_then_text, check_widows);
}

static void justified_text(struct bench *bench)
{
    struct block *block = sample_add(bench->arena, bench->section, BLOCK_PARAGRAPH);
    block->as.paragraph.text = sample_para(bench->arena, many_words(bench->arena, 2000), 0);
}

static void check_page_ends(const struct pages *pages, int lines)
{
    (void)lines;
    for (const struct page *page = pages->first; page->next; page = page->next)
        assert_false(ends_inside_word(page));
}

static void no_page_ends_inside_a_word(void **state)
{
    (void)state;
    sweep(justified_text, check_page_ends);
}

static void field_below(struct bench *bench)
{
    struct block *block = sample_add(bench->arena, bench->section, BLOCK_FIELD);
    block->as.field.layout = FIELD_BELOW;
    block->as.field.label = sample_para(bench->arena, "Название", RUN_STRONG);
    sample_item(bench->arena, &block->as.field.values, "1)", "Значение");
    sample_item(bench->arena, &block->as.field.values, "2)", "Второе");
}

static void check_label(const struct pages *pages, int lines)
{
    (void)lines;
    assert_int_equal(page_of(pages, "Название", 0), page_of(pages, "Значение", 0));
}

static void a_label_keeps_its_first_value(void **state)
{
    (void)state;
    sweep(field_below, check_label);
}

static void blank_below(struct bench *bench)
{
    struct block *block = sample_add(bench->arena, bench->section, BLOCK_FIELD);
    block->as.field.layout = FIELD_BELOW;
    block->as.field.label = sample_para(bench->arena, "Название", RUN_STRONG);
    block->as.field.lines = 2;
}

static void check_label_with_rule(const struct pages *pages, int lines)
{
    (void)lines;
    assert_non_null(find_kind(page_at(pages, page_of(pages, "Название", 0)), ITEM_RULE));
}

static void a_label_keeps_its_first_rule(void **state)
{
    (void)state;
    sweep(blank_below, check_label_with_rule);
}

static void long_options(struct bench *bench)
{
    static const char words[] = "нуждается в разработке другого индивидуального маршрута "
                                "сопровождения с указанием причины и наиболее эффективных путей "
                                "дальнейшей работы с ним, а также сроков";
    struct block *block = sample_add(bench->arena, bench->section, BLOCK_CHOICES);
    block->as.choices.label = sample_para(bench->arena, "Название", RUN_STRONG);
    for (int i = 0; i < 3; i++)
        sample_choice(bench->arena, &block->as.choices.options, false, words);
    struct choice *last = sample_choice(bench->arena, &block->as.choices.options, true, "другое");
    sample_item(bench->arena, &last->details, NULL, "подробность");
}

static void check_options(const struct pages *pages, int lines)
{
    (void)lines;
    for (int i = 0; i < 3; i++)
        assert_int_equal(page_of(pages, "нуждается", i), page_of(pages, "работы", i)
                                                             ? page_of(pages, "работы", i)
                                                             : page_of(pages, "нуждается", i));
    assert_int_equal(page_of(pages, "Название", 0), page_of(pages, "нуждается", 0));
    assert_int_equal(page_of(pages, "другое", 0), page_of(pages, "подробность", 0));
    for (const struct page *page = pages->first; page; page = page->next)
        assert_int_equal(count_text(page, "☐") * 2, count_text(page, "нуждается") +
                                                        count_text(page, "наиболее") +
                                                        count_text(page, "путей"));
}

static void a_short_option_is_not_split(void **state)
{
    (void)state;
    sweep(long_options, check_options);
}

static void two_signers(struct bench *bench)
{
    struct block *block = sample_lines(bench->arena, bench->section, 4);
    block->as.paragraph.text->first->flags = RUN_STRONG;
    block = sample_add(bench->arena, bench->section, BLOCK_SIGNATURES);
    sample_signer(bench->arena, block, "sig_lead", "М.П. Иванова");
    struct signer *second = sample_signer(bench->arena, block, "sig_teacher", "И.И. Петров");
    second->lead = sample_para(bench->arena, "С заключением ознакомлен:", 0);
}

static int widgets_on(const struct page *page)
{
    int count = 0;
    for (const struct page_item *item = page->first; item; item = item->next)
        count += item->kind == ITEM_WIDGET;
    return count;
}

static void check_signers(const struct pages *pages, int lines)
{
    (void)lines;
    assert_true(bold_lines(page_at(pages, page_of(pages, "М.П.", 0))) >= 2);
    for (const struct page *page = pages->first; page; page = page->next) {
        assert_int_equal(count_text(page, "«___»"), widgets_on(page));
        assert_int_equal(count_text(page, "Заместитель"), widgets_on(page));
        assert_int_equal(count_text(page, "С заключением"), count_text(page, "И.И."));
    }
}

static void signatures_take_two_lines_along(void **state)
{
    (void)state;
    sweep(two_signers, check_signers);
}

static void check_block_is_whole(const struct pages *pages, int lines)
{
    (void)lines;
    assert_int_equal(page_of(pages, "М.П.", 0), page_of(pages, "И.И.", 0));
}

static void signatures_stay_on_one_page(void **state)
{
    (void)state;
    sweep(two_signers, check_block_is_whole);
}

/* More signers than a page has room for: pages end between them, not inside one. */
static void nine_signers(struct bench *bench)
{
    struct block *block = sample_add(bench->arena, bench->section, BLOCK_SIGNATURES);
    for (int i = 0; i < 9; i++)
        sample_signer(bench->arena, block, arena_printf(bench->arena, "sig_%d", i), "И.И. Петров");
}

static void check_nine(const struct pages *pages, int lines)
{
    (void)lines;
    int signers = 0;
    for (const struct page *page = pages->first; page; page = page->next) {
        assert_int_equal(count_text(page, "«___»"), widgets_on(page));
        assert_int_equal(count_text(page, "Заместитель"), widgets_on(page));
        signers += widgets_on(page);
    }
    assert_int_equal(signers, 9);
    assert_true(count_text(page_at(pages, page_of(pages, "И.И.", 0)), "строка") >= 2);
}

static void many_signers_part_between_them(void **state)
{
    (void)state;
    sweep(nine_signers, check_nine);
}

static void single_lines_then_signer(struct bench *bench)
{
    struct block *block = sample_add(bench->arena, bench->section, BLOCK_CHOICES);
    for (int i = 0; i < 6; i++)
        sample_choice(bench->arena, &block->as.choices.options, false, "вариант");
    block = sample_add(bench->arena, bench->section, BLOCK_SIGNATURES);
    sample_signer(bench->arena, block, "sig_lead", "М.П. Иванова");
}

static void check_single_lines(const struct pages *pages, int lines)
{
    (void)lines;
    assert_true(count_text(page_at(pages, page_of(pages, "М.П.", 0)), "вариант") >= 2);
}

static void two_one_line_options_go_with_a_signature(void **state)
{
    (void)state;
    sweep(single_lines_then_signer, check_single_lines);
}

/* ---- tables ---- */

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

static void rows_bound_by_a_span_stay_together(void **state)
{
    struct bench *bench = *state;
    struct arena *arena = bench->arena;
    sample_lines(arena, bench->section, PAGE_LINES - 10);
    struct block *table = sample_table(arena, bench->section);
    struct row *upper = sample_empty_row(arena, &table->as.table.body);
    sample_cell(arena, upper, 0, 1, 2, "общее");
    sample_cell(arena, upper, 1, 3, 1, "верхнее");
    struct row *lower = sample_empty_row(arena, &table->as.table.body);
    sample_cell(arena, lower, 1, 3, 1, "нижнее");
    const struct pages *pages = lay_out(bench);
    assert_int_equal(page_of(pages, "верхнее", 0), page_of(pages, "нижнее", 0));
    assert_int_equal(text_of(pages, "общее")->y, text_of(pages, "верхнее")->y);
    assert_int_equal(text_of(pages, "нижнее")->element->colspan, 3);
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

/* ---- headers, footers, sections ---- */

static void pages_are_numbered_from_the_second(void **state)
{
    struct bench *bench = *state;
    bench->document->running_mark = "ПРОЕКТ";
    sample_lines(bench->arena, bench->section, 2 * PAGE_LINES + 1);
    const struct pages *pages = lay_out(bench);
    assert_int_equal(pages->count, 3);
    assert_true(page_of(pages, "ПРОЕКТ", 0) == 0); /* an artifact */
    assert_int_equal(count_text(pages->first, "ПРОЕКТ"), 0);
    assert_int_equal(count_text(pages->first, "1"), 0);
    assert_int_equal(count_text(page_at(pages, 3), "3"), 1);
    assert_int_equal(count_text(page_at(pages, 3), "ПРОЕКТ"), 1);
    const struct page_item *number = text_of(pages, "2");
    assert_null(number->element);
    assert_int_equal(number->artifact, ARTIFACT_PAGINATION);
    assert_true(labs(number->x + 2500 - mm(30 + 85)) <= 1);
    assert_true(number->y + 8000 <= mm(297 - 10) + 1);
    assert_true(number->y > mm(297 - 20));
}

static void sections_start_pages_and_numbers(void **state)
{
    struct bench *bench = *state;
    sample_lines(bench->arena, bench->section, 1);
    struct section *second = sample_section(bench->arena, bench->document, "Вторая");
    second->odd_page = true;
    sample_lines(bench->arena, second, 1);
    struct section *third = sample_section(bench->arena, bench->document, "Третья");
    third->restart_pages = true;
    const struct pages *pages = lay_out(bench);
    assert_int_equal(pages->count, 4);
    assert_null(page_at(pages, 2)->first);
    assert_int_equal(page_at(pages, 3)->number, 3);
    assert_int_equal(page_at(pages, 4)->number, 1);
    assert_null(page_at(pages, 4)->first);
    assert_int_equal(pages->bookmarks->next->page, 2);
    assert_string_equal(pages->bookmarks->next->title, "Вторая");
}

static void an_empty_document_has_one_page(void **state)
{
    struct bench *bench = *state;
    bench->document->first = NULL;
    assert_int_equal(
        layout_document(bench->document, &fake_metrics, bench->arena, bench->diags)->count, 1);
}

static void empty_blocks_are_harmless(void **state)
{
    struct bench *bench = *state;
    for (int kind = BLOCK_LETTERHEAD; kind <= BLOCK_SIGNATURES; kind++)
        if (kind != BLOCK_TABLE)
            sample_add(bench->arena, bench->section, (enum block_kind)kind);
    struct block *block = sample_add(bench->arena, bench->section, BLOCK_PARAGRAPH);
    block->as.paragraph.text = para_new(bench->arena, NULL);
    block = sample_table(bench->arena, bench->section);
    block->as.table.head = NULL;
    block = sample_add(bench->arena, bench->section, BLOCK_LIST);
    sample_item(bench->arena, &block->as.list.items, "1.", NULL);
    sample_item(bench->arena, &block->as.list.items, NULL, NULL);
    assert_int_equal(lay_out(bench)->count, 1);
    assert_int_equal(diags_count(bench->diags), 0);
}

static void a_page_without_room_is_refused(void **state)
{
    struct bench *bench = *state;
    bench->section->page.left = 150;
    sample_lines(bench->arena, bench->section, 1);
    layout_document(bench->document, &fake_metrics, bench->arena, bench->diags);
    assert_string_equal(diags_get(bench->diags, 0)->code, "E303");
}

/* ---- structure ---- */

static void parts_are_headings_only_under_a_title(void **state)
{
    struct bench *bench = *state;
    field_below(bench);
    assert_int_equal(text_of(lay_out(bench), "Название")->element->type, ELEMENT_P);
    bench->section->first = NULL;
    sample_heading(bench->arena, bench->section, 1, "Титул");
    field_below(bench);
    const struct pages *pages = lay_out(bench);
    assert_int_equal(text_of(pages, "Титул")->element->type, ELEMENT_H1);
    assert_int_equal(text_of(pages, "Название")->element->type, ELEMENT_H2);
    assert_string_equal(pages->bookmarks->title, "Форма");
    assert_int_equal(pages->bookmarks->next->level, 2);
    assert_string_equal(pages->bookmarks->next->title, "Название");
}

static void another_language_is_a_span(void **state)
{
    struct bench *bench = *state;
    struct block *block = sample_add(bench->arena, bench->section, BLOCK_PARAGRAPH);
    struct run *word = run_new(bench->arena, "mektebi ", 0);
    word->lang = "kk";
    struct run *first = run_new(bench->arena, "слово ", 0);
    first->next = word;
    block->as.paragraph.text = para_new(bench->arena, first);
    const struct element *span = text_of(lay_out(bench), "mektebi")->element;
    assert_int_equal(span->type, ELEMENT_SPAN);
    assert_string_equal(span->lang, "kk");
    assert_int_equal(span->parent->type, ELEMENT_P);
}

static void a_rule_goes_on_after_its_label(void **state)
{
    struct bench *bench = *state;
    struct block *block = sample_add(bench->arena, bench->section, BLOCK_FIELD);
    block->as.field.label = sample_para(bench->arena, "Дата", RUN_STRONG);
    block->as.field.lines = 3;
    const struct page *page = lay_out(bench)->first;
    const struct page_item *rule = find_kind(page, ITEM_RULE);
    assert_true(rule->x > mm(30) + 20000 && rule->x < mm(30) + 20000 + mm(3));
    assert_true(labs(rule->as.rule.x2 - mm(200)) <= 1);
    const struct page_item *second = rule->next;
    assert_int_equal(second->x, mm(30));
    assert_true(labs(rule->y - second->y - mm(8)) <= 1);
    assert_true(labs(second->y - second->next->y - mm(8)) <= 1);
}

static void a_missing_glyph_is_an_error(void **state)
{
    struct bench *bench = *state;
    struct block *block = sample_add(bench->arena, bench->section, BLOCK_PARAGRAPH);
    block->as.paragraph.text = sample_para(bench->arena, "улыбка 😀", 0);
    block->as.paragraph.text->first->path = "/case/problems/problem[2]";
    lay_out(bench);
    assert_int_equal(diags_count(bench->diags), 1);
    assert_string_equal(diags_get(bench->diags, 0)->path, "/case/problems/problem[2]");
}

/* Seven problems and a long reason: the signature goes to a new page, and not alone. */
static void a_long_conclusion_pushes_the_signature(void **state)
{
    struct bench *bench = *state;
    struct arena *arena = bench->arena;
    sample_heading(arena, bench->section, 1, "Заключение");
    struct block *block = sample_add(arena, bench->section, BLOCK_CHOICES);
    block->as.choices.label = sample_para(arena, "2. Проблемы:", RUN_STRONG);
    struct choice *choice = sample_choice(arena, &block->as.choices.options, true, "не сняты");
    for (int i = 0; i < 7; i++)
        sample_item(arena, &choice->details, arena_printf(arena, "%d)", i + 1),
                    many_words(arena, 300));
    block = sample_add(arena, bench->section, BLOCK_FIELD);
    block->as.field.layout = FIELD_BELOW;
    block->as.field.label = sample_para(arena, "3. Причины", RUN_STRONG);
    sample_item(arena, &block->as.field.values, NULL, many_words(arena, 3500));
    block = sample_add(arena, bench->section, BLOCK_SIGNATURES);
    sample_signer(arena, block, "sig_lead", "М.П. Иванова");
    const struct pages *pages = lay_out(bench);
    assert_int_equal(pages->count, 2);
    const struct page *last = page_at(pages, page_of(pages, "М.П.", 0));
    assert_ptr_equal(last, page_at(pages, 2));
    int lines = 0;
    for (const struct page_item *item = last->first; item; item = item->next)
        lines += item->kind == ITEM_TEXT && item->element && item->y > text_of(pages, "М.П.")->y;
    assert_true(lines >= 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(reading_order_is_that_of_the_tree),
        TEST(golden_of_every_block),
        TEST(golden_of_a_blank_form),
        cmocka_unit_test(a_heading_keeps_two_lines),
        cmocka_unit_test(no_line_of_a_paragraph_stands_alone),
        cmocka_unit_test(no_page_ends_inside_a_word),
        cmocka_unit_test(a_label_keeps_its_first_value),
        cmocka_unit_test(a_label_keeps_its_first_rule),
        cmocka_unit_test(a_short_option_is_not_split),
        cmocka_unit_test(signatures_take_two_lines_along),
        cmocka_unit_test(signatures_stay_on_one_page),
        cmocka_unit_test(many_signers_part_between_them),
        cmocka_unit_test(two_one_line_options_go_with_a_signature),
        cmocka_unit_test(a_head_never_stands_alone_and_repeats),
        TEST(repeated_heads_are_artifacts),
        cmocka_unit_test(a_tall_row_splits_two_lines_on_each_side),
        cmocka_unit_test(a_short_row_moves_whole),
        TEST(empty_rows_keep_their_height),
        TEST(rows_bound_by_a_span_stay_together),
        TEST(a_long_surname_stays_in_its_narrow_cell),
        TEST(narrow_columns_are_refused),
        TEST(pages_are_numbered_from_the_second),
        TEST(sections_start_pages_and_numbers),
        TEST(an_empty_document_has_one_page),
        TEST(empty_blocks_are_harmless),
        TEST(a_page_without_room_is_refused),
        TEST(parts_are_headings_only_under_a_title),
        TEST(another_language_is_a_span),
        TEST(a_rule_goes_on_after_its_label),
        TEST(a_missing_glyph_is_an_error),
        TEST(a_long_conclusion_pushes_the_signature),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
