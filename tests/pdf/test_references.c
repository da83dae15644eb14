/*
 * test_references.c - runs that name the page of a section: their numbers, their links.
 */
#include "pdf/bench.h"

#include "pdf/pdf.h"

static struct run *reference(struct bench *bench, struct section *section)
{
    return run_new_page(bench->arena, section, 0);
}

static void a_reference_is_a_link(void **state)
{
    struct bench *bench = *state;
    struct section *target = sample_section(bench->arena, bench->document, "Приложение");
    struct block *block = sample_add(bench->arena, bench->section, BLOCK_PARAGRAPH);
    struct run *first = run_new(bench->arena, "страница ", 0);
    first->next = reference(bench, target);
    block->as.paragraph.text = para_new(bench->arena, first);
    const struct pages *pages = lay_out(bench);
    const struct page_item *number = text_of(pages, "0");
    const struct page_item *link = number->next;
    assert_int_equal(number->element->type, ELEMENT_LINK);
    assert_int_equal(number->element->parent->type, ELEMENT_P);
    assert_int_equal(link->kind, ITEM_LINK);
    assert_ptr_equal(link->element, number->element);
    assert_ptr_equal(link->as.link.target, target);
    assert_int_equal(link->x, number->x);
    assert_int_equal(link->y, number->y);
    assert_int_equal(link->as.link.width, text_of(pages, "страница")->as.text.size * 500 / 1000);
    assert_ptr_equal(pages->starts->section, bench->section);
    assert_ptr_equal(pages->starts->next->section, target);
    assert_int_equal(pages->starts->next->page, 1);
    assert_int_equal(pages->starts->next->number, 2);
}

/* A table whose head and rows refer to the section; the head comes again on the next page. */
static void a_repeated_head_has_no_link(void **state)
{
    struct bench *bench = *state;
    struct section *target = sample_section(bench->arena, bench->document, "Приложение");
    struct block *block = sample_add(bench->arena, bench->section, BLOCK_TABLE);
    struct table *table = &block->as.table;
    static const double width[] = {170};
    struct row **tail = &table->body;
    table->columns = 1;
    table->widths_mm = width;
    for (int i = 0; i <= 60; i++) {
        struct row *row = ARENA_NEW(bench->arena, struct row);
        row->cells = ARENA_NEW(bench->arena, struct cell);
        *row->cells = (struct cell){
            .colspan = 1, .rowspan = 1, .text = para_new(bench->arena, reference(bench, target))};
        *(i ? tail : &table->head) = row;
        tail = i ? &row->next : tail;
    }
    const struct pages *pages = lay_out(bench);
    int links = 0;
    for (const struct page *page = pages->first; page; page = page->next)
        for (const struct page_item *item = page->first; item; item = item->next) {
            links += item->kind == ITEM_LINK;
            assert_true(item->kind != ITEM_LINK || item->element);
        }
    assert_true(pages->count > 2);
    assert_int_equal(links, 61);
    assert_int_equal(text_of(pages, "0")->element->parent->type, ELEMENT_TH);
}

static struct fonts *load_fonts(struct bench *bench)
{
    const char *folder = getenv("BUILD");
    struct fonts *fonts = fonts_load(
        arena_printf(bench->arena, "%s/share/fonts", folder ? folder : "build"), bench->diags);
    assert_non_null(fonts);
    return fonts;
}

/* A list that takes three pages before 150 sections of one page each, some with two references. */
static void numbers_are_those_of_the_pages(void **state)
{
    enum { COUNT = 150 };
    struct bench *bench = *state;
    struct fonts *fonts = load_fonts(bench);
    struct section *targets[COUNT];
    struct run *runs[COUNT];
    for (int i = 0; i < COUNT; i++) {
        targets[i] = sample_section(bench->arena, bench->document, "Приложение");
        targets[i]->restart_pages = false;
        struct block *block = sample_add(bench->arena, bench->section, BLOCK_PARAGRAPH);
        runs[i] = reference(bench, targets[i]);
        block->as.paragraph.text = para_new(bench->arena, runs[i]);
    }
    struct run *second = run_new_page(bench->arena, targets[7], 0);
    assert_true(pdf_number_pages(bench->document, fonts, bench->arena));
    const struct pages *pages =
        layout_document(bench->document, fonts_metrics(fonts), bench->arena, bench->diags);
    const struct section_start *start = pages->starts->next;
    assert_true(start->number > 2);
    for (int i = 0; i < COUNT; i++, start = start->next) {
        assert_ptr_equal(start->section, targets[i]);
        assert_int_equal(strtol(runs[i]->text, NULL, 10), start->number);
    }
    assert_string_equal(second->text, runs[7]->text);
    fonts_free(fonts);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_reference_is_a_link),
        TEST(a_repeated_head_has_no_link),
        TEST(numbers_are_those_of_the_pages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
