/*
 * bench.h - lays documents out for tests and asks questions about the pages.
 *
 * Rules about page breaks are tried with every number of lines in front (sweep), so
 * that the break falls everywhere once.
 */
#ifndef FORMULYAR_TESTS_PDF_BENCH_H
#define FORMULYAR_TESTS_PDF_BENCH_H

#include "pdf/page.h"

#include "pdf/fake.h"
#include "pdf/samples.h"

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

static inline void bench_open(struct bench *bench)
{
    bench->arena = arena_new();
    bench->diags = diags_new();
    bench->document = sample_document(bench->arena);
    bench->section = sample_section(bench->arena, bench->document, "Форма");
}

static inline void bench_close(struct bench *bench)
{
    arena_free(bench->arena);
    diags_free(bench->diags);
}

static inline int setup(void **state)
{
    static struct bench bench;
    bench_open(&bench);
    *state = &bench;
    return 0;
}

static inline int teardown(void **state)
{
    bench_close(*state);
    return 0;
}

static inline mpt mm(double length)
{
    return lround(length * 72000 / 25.4);
}

static inline mpt item_right(const struct page_item *item)
{
    mpt const letter = item->kind == ITEM_TEXT ? item->as.text.size / 2 : 0;
    switch (item->kind) {
    case ITEM_TEXT: {
        mpt right = item->x;
        const char *end = item->as.text.text + item->as.text.length;
        mpt spaces = 0; /* spaces at the end hang over the edge */
        for (const char *cursor = item->as.text.text; cursor < end;) {
            bool const is_space = utf8_next(&cursor) == ' ';
            mpt const width = letter + (is_space ? item->as.text.space_stretch : 0);
            right += width;
            spaces = is_space ? spaces + width : 0;
        }
        return right - spaces + (item->as.text.soft_hyphen ? letter : 0);
    }
    case ITEM_RULE: return item->as.rule.x2;
    case ITEM_WIDGET: return item->x + item->as.widget.width;
    case ITEM_FILL: return item->x + item->as.fill.width;
    case ITEM_LINK: return item->x + item->as.link.width;
    }
    return 0;
}

static inline bool is_marginal(const struct page_item *item)
{
    return !item->element && item->artifact == ARTIFACT_PAGINATION && item->y > mm(297 - 20);
}

/* True when text or a rule stands in the paper that is kept blank for the signature. */
static inline bool intrudes(const struct page_item *item, const struct page_item *widget)
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
static inline void assert_sound(const struct pages *pages)
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
            assert_true(item->as.widget.height >= mm(15));
            assert_int_equal(item->element->type, ELEMENT_FORM);
            for (const struct page_item *other = page->first; other; other = other->next)
                assert_false(intrudes(other, item));
        }
    }
    assert_int_equal(count, pages->count);
}

static inline const struct pages *lay_out(struct bench *bench)
{
    const struct pages *pages =
        layout_document(bench->document, &fake_metrics, bench->arena, bench->diags);
    assert_sound(pages);
    return pages;
}

/* Page (from 1) of the first text that begins so, after `skip` others; 0: none. */
static inline int page_of(const struct pages *pages, const char *beginning, int skip)
{
    int number = 1;
    for (const struct page *page = pages->first; page; page = page->next, number++)
        for (const struct page_item *item = page->first; item; item = item->next)
            if (item->kind == ITEM_TEXT && item->element &&
                strncmp(item->as.text.text, beginning, strlen(beginning)) == 0 && skip-- == 0)
                return number;
    return 0;
}

static inline const struct page_item *text_of(const struct pages *pages, const char *beginning)
{
    for (const struct page *page = pages->first; page; page = page->next)
        for (const struct page_item *item = page->first; item; item = item->next)
            if (item->kind == ITEM_TEXT &&
                strncmp(item->as.text.text, beginning, strlen(beginning)) == 0)
                return item;
    fail_msg("%s was not drawn", beginning);
    return NULL;
}

static inline int count_text(const struct page *page, const char *beginning)
{
    int count = 0;
    for (const struct page_item *item = page->first; item; item = item->next)
        count += item->kind == ITEM_TEXT &&
                 strncmp(item->as.text.text, beginning, strlen(beginning)) == 0;
    return count;
}

static inline const struct page *page_at(const struct pages *pages, int number)
{
    const struct page *page = pages->first;
    while (--number)
        page = page->next;
    return page;
}

static inline const struct page_item *find_kind(const struct page *page, enum item_kind kind)
{
    for (const struct page_item *item = page->first; item; item = item->next)
        if (item->kind == kind)
            return item;
    return NULL;
}

static inline const char *many_words(struct arena *arena, size_t letters)
{
    struct text text = TEXT_EMPTY;
    while (utf8_length(text_string(&text)) < letters)
        text_add(&text, "проведено посещение уроков учителя наставником и психологом ");
    const char *copy = arena_strdup(arena, text.data);
    text_free(&text);
    return copy;
}

static inline bool ends_inside_word(const struct page *page)
{
    const struct page_item *lowest = NULL;
    for (const struct page_item *item = page->first; item; item = item->next)
        if (item->kind == ITEM_TEXT && (!lowest || item->y <= lowest->y))
            lowest = item;
    return lowest && lowest->as.text.soft_hyphen;
}

static inline int widgets_on(const struct page *page)
{
    int count = 0;
    for (const struct page_item *item = page->first; item; item = item->next)
        count += item->kind == ITEM_WIDGET;
    return count;
}

typedef void check_fn(const struct pages *pages, int lines);

/* Lays out what build() makes after every number of lines that brings it near the page's end. */
static inline void sweep(void build(struct bench *), check_fn *check)
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

static inline void field_below(struct bench *bench)
{
    struct block *block = sample_add(bench->arena, bench->section, BLOCK_FIELD);
    block->as.field.layout = FIELD_BELOW;
    block->as.field.label = sample_para(bench->arena, "Название", RUN_STRONG);
    sample_item(bench->arena, &block->as.field.values, "1)", "Значение");
    sample_item(bench->arena, &block->as.field.values, "2)", "Второе");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

#endif
