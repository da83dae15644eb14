/*
 * test_page_breaks.c - what must not be torn between two pages.
 */
#include "pdf/bench.h"

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
    const struct page_item *heading = text_of(pages, "Часть");
    if (pages->count > 1 && page_at(pages, 2)->first->next == heading) /* after the number */
        assert_true(labs(heading->y - (mm(277) - 8000)) <= 1);         /* no space at the top */
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

static void five_lines(struct bench *bench)
{
    struct block *block = sample_lines(bench->arena, bench->section, 5);
    block->as.paragraph.text->first->flags = RUN_STRONG;
}

static void no_line_of_a_paragraph_stands_alone(void **state)
{
    (void)state;
    sweep(five_lines, check_widows);
}

/* A label of four lines and more is not split either. */
static void endless_label(struct bench *bench)
{
    struct block *block = sample_add(bench->arena, bench->section, BLOCK_FIELD);
    block->as.field.layout = FIELD_BELOW;
    block->as.field.label = sample_para(bench->arena, many_words(bench->arena, 400), RUN_STRONG);
    block->as.field.lines = 1;
}

static void check_endless_label(const struct pages *pages, int lines)
{
    (void)lines;
    int pages_with_it = 0;
    for (const struct page *page = pages->first; page; page = page->next) {
        bool has_bold = false;
        for (const struct page_item *item = page->first; item; item = item->next)
            has_bold = has_bold || (item->kind == ITEM_TEXT && item->as.text.face == FACE_BOLD);
        pages_with_it += has_bold;
    }
    assert_int_equal(pages_with_it, 1);
}

static void a_label_is_not_split(void **state)
{
    (void)state;
    sweep(endless_label, check_endless_label);
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

static void text_and_vote(struct bench *bench)
{
    sample_lines(bench->arena, bench->section, 3);
    struct block *block = sample_add(bench->arena, bench->section, BLOCK_PARAGRAPH);
    block->as.paragraph.text = sample_para(bench->arena, "Принято", 0);
    block->as.paragraph.keeps_before = true;
}

static void check_vote(const struct pages *pages, int lines)
{
    (void)lines;
    const struct page *page = page_at(pages, page_of(pages, "Принято", 0));
    assert_true(count_text(page, "строка") > 1);
}

static void a_vote_opens_no_page(void **state)
{
    (void)state;
    sweep(text_and_vote, check_vote);
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
    block->as.field.lines = 3;
}

static int rules_with(const struct pages *pages, const char *text)
{
    int count = 0;
    for (const struct page_item *item = page_at(pages, page_of(pages, text, 0))->first; item;
         item = item->next)
        count += item->kind == ITEM_RULE;
    return count;
}

static void check_label_with_rules(const struct pages *pages, int lines)
{
    (void)lines;
    assert_int_equal(rules_with(pages, "Название"), 3);
}

static void a_label_keeps_its_rules(void **state)
{
    (void)state;
    sweep(blank_below, check_label_with_rules);
}

static void blank_option(struct bench *bench)
{
    struct block *block = sample_add(bench->arena, bench->section, BLOCK_CHOICES);
    sample_choice(bench->arena, &block->as.choices.options, false, "вариант");
    sample_choice(bench->arena, &block->as.choices.options, false, "указать")->lines = 3;
}

static void check_option_with_rules(const struct pages *pages, int lines)
{
    (void)lines;
    assert_int_equal(rules_with(pages, "указать"), 3);
}

static void an_option_keeps_its_rules(void **state)
{
    (void)state;
    sweep(blank_option, check_option_with_rules);
}

/* Too many to be kept together. */
static void blank_page(struct bench *bench)
{
    blank_below(bench);
    bench->section->first->next->as.field.lines = 20;
}

static void check_label_with_a_rule(const struct pages *pages, int lines)
{
    (void)lines;
    assert_true(rules_with(pages, "Название") >= 1);
    assert_int_equal(page_of(pages, "строка", 0), 1);
}

static void many_rules_fill_the_page(void **state)
{
    (void)state;
    sweep(blank_page, check_label_with_a_rule);
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
    assert_int_equal(page_of(pages, "Название", 0), page_of(pages, "нуждается", 0));
    assert_int_equal(page_of(pages, "другое", 0), page_of(pages, "подробность", 0));
    /* Each has two lines; the second begins with one of two words. */
    for (const struct page *page = pages->first; page; page = page->next)
        assert_int_equal(count_text(page, "☐") * 2, count_text(page, "нуждается") +
                                                        count_text(page, "и наиболее") +
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
        sample_signer(bench->arena, block, arena_printf(bench->arena, "sig_%d", i), "И.И. Петров")
            ->lead = sample_para(bench->arena, "С заключением ознакомлен:", 0);
}

static void check_nine(const struct pages *pages, int lines)
{
    (void)lines;
    int signers = 0;
    for (const struct page *page = pages->first; page; page = page->next) {
        assert_int_equal(count_text(page, "«___»"), widgets_on(page));
        assert_int_equal(count_text(page, "Заместитель"), widgets_on(page));
        assert_int_equal(count_text(page, "С заключением"), widgets_on(page));
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_heading_keeps_two_lines),
        cmocka_unit_test(no_line_of_a_paragraph_stands_alone),
        cmocka_unit_test(a_label_is_not_split),
        cmocka_unit_test(no_page_ends_inside_a_word),
        cmocka_unit_test(a_vote_opens_no_page),
        cmocka_unit_test(a_label_keeps_its_first_value),
        cmocka_unit_test(a_label_keeps_its_rules),
        cmocka_unit_test(an_option_keeps_its_rules),
        cmocka_unit_test(many_rules_fill_the_page),
        cmocka_unit_test(a_short_option_is_not_split),
        cmocka_unit_test(signatures_take_two_lines_along),
        cmocka_unit_test(signatures_stay_on_one_page),
        cmocka_unit_test(many_signers_part_between_them),
        cmocka_unit_test(two_one_line_options_go_with_a_signature),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
