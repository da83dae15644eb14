/*
 * test_layout.c - documents to pages: reading order, structure, sections, blanks.
 */
#include "pdf/bench.h"
#include "pdf/dump.h"

#include "doc/dump.h"

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

/* 25 mm of paper, the date, and next to nothing between: three signers and a text fit a sheet. */
static void signers_stand_close(void **state)
{
    struct bench *bench = *state;
    struct block *block = sample_add(bench->arena, bench->section, BLOCK_SIGNATURES);
    sample_signer(bench->arena, block, "sig_deputy", "И.И. Петров");
    sample_signer(bench->arena, block, "sig_lead", "М.П. Иванова");
    const struct page_item *first = find_kind(lay_out(bench)->first, ITEM_WIDGET);
    const struct page_item *second = first->next;
    while (second->kind != ITEM_WIDGET)
        second = second->next;
    mpt const line = 10000; /* of fake.h at 10 pt */
    assert_true(mm(277) - first->y <= mm(25 + 2));
    assert_true(first->y - second->y >= mm(25 + 1) + line - 100);
    assert_true(first->y - second->y <= mm(25 + 2.1) + line);
}

/* What is signed to stands above the position, the captions under the middle of their rules. */
static void a_signer_is_one_group(void **state)
{
    struct bench *bench = *state;
    struct block *block = sample_add(bench->arena, bench->section, BLOCK_SIGNATURES);
    struct signer *signer = sample_signer(bench->arena, block, "sig_teacher", NULL);
    signer->lead = sample_para(bench->arena, "Согласен:", 0);
    signer->caption = sample_para(bench->arena, "(подпись)", 0);
    signer->name_caption = sample_para(bench->arena, "(имя)", 0);
    const struct pages *pages = lay_out(bench);
    const struct page_item *widget = find_kind(pages->first, ITEM_WIDGET);
    const struct page_item *lead = text_of(pages, "Согласен:");
    const struct page_item *date = text_of(pages, "«___»");
    const struct page_item *caption = text_of(pages, "(подпись)");
    const struct page_item *name = text_of(pages, "(имя)");
    assert_int_equal(lead->x, mm(30));
    assert_int_equal(lead->y - widget->y, 10000); /* one line above the position */
    assert_int_equal(date->x, mm(30));
    assert_true(date->y < widget->y && date->y > widget->y - 10000 - mm(1.1));
    assert_true(caption->as.text.size < 10000);
    mpt const middle = widget->x + widget->as.widget.width / 2;
    assert_true(labs((caption->x + item_right(caption)) / 2 - middle) <= 1);
    assert_true(caption->y < widget->y && caption->y > date->y);
    assert_int_equal(name->y, caption->y);
    assert_true(name->x > widget->x + widget->as.widget.width && item_right(name) < mm(200));
}

static void a_mark_of_one_line_is_flush_right(void **state)
{
    struct bench *bench = *state;
    struct block *block = sample_add(bench->arena, bench->section, BLOCK_MARK);
    block->as.mark.width_mm = 40;
    block->as.mark.lines = sample_para(bench->arena, "ПРОЕКТ", 0);
    assert_true(labs(item_right(text_of(lay_out(bench), "ПРОЕКТ")) - mm(200)) <= 1);
    block->as.mark.lines->next = sample_para(bench->arena, "к протоколу", 0);
    assert_true(labs(text_of(lay_out(bench), "ПРОЕКТ")->x - mm(160)) <= 1);
}

static void values_are_told_apart(void **state)
{
    struct bench *bench = *state;
    struct block *block = sample_add(bench->arena, bench->section, BLOCK_LIST);
    struct item **values = &block->as.list.items;
    struct item *first = sample_item(bench->arena, values, NULL, many_words(bench->arena, 110));
    first->text->next = sample_para(bench->arena, "Ещё", 0);
    const struct pages *pages = lay_out(bench);
    const struct page_item *line = find_kind(pages->first, ITEM_TEXT);
    const struct page_item *more = text_of(pages, "Ещё");
    assert_int_equal(line->next->x, mm(30));
    assert_int_equal(line->next->y - more->y, 10000 + 3000);
    sample_item(bench->arena, values, NULL, "Второе");
    pages = lay_out(bench);
    line = find_kind(pages->first, ITEM_TEXT);
    assert_int_equal(line->x, mm(30));
    assert_true(labs(line->next->x - mm(30 + 8)) <= 1);
    assert_true(labs(text_of(pages, "Ещё")->x - mm(30 + 8)) <= 1);
    assert_int_equal(text_of(pages, "Второе")->x, mm(30));
}

static void paragraphs_of_a_cell_are_indented(void **state)
{
    struct bench *bench = *state;
    struct row *row =
        sample_row(bench->arena, sample_table(bench->arena, bench->section), "Раз", 0);
    struct cell *cell = row->cells;
    while (cell->next)
        cell = cell->next;
    cell->text->next = sample_para(bench->arena, "Два", 0);
    const struct pages *pages = lay_out(bench);
    mpt const left = mm(30 + 3 * 42.5 + 1.5);
    assert_true(labs(text_of(pages, "Раз")->x - left - mm(4)) <= 1);
    assert_int_equal(text_of(pages, "Раз")->x, text_of(pages, "Два")->x);
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

/* As lround() has it: halves away from zero, and what is just below one is not. */
static void lengths_are_rounded_to_the_nearest(void **state)
{
    (void)state;
    static const double values[] = {
        0,   0.5,  0.49999999999999994, 0.50000000000000011, 1.5,
        2.5, 1e-9, 4503599.5,           1073741823.5,        841889.7638};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        assert_int_equal(mpt_round(values[i]), lround(values[i]));
        assert_int_equal(mpt_round(-values[i]), lround(-values[i]));
    }
    for (int i = -100000; i < 100000; i++)
        assert_int_equal(mpt_round(i * 0.0501), lround(i * 0.0501));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lengths_are_rounded_to_the_nearest),
        TEST(reading_order_is_that_of_the_tree),
        TEST(golden_of_every_block),
        TEST(golden_of_a_blank_form),
        TEST(pages_are_numbered_from_the_second),
        TEST(sections_start_pages_and_numbers),
        TEST(an_empty_document_has_one_page),
        TEST(empty_blocks_are_harmless),
        TEST(a_page_without_room_is_refused),
        TEST(parts_are_headings_only_under_a_title),
        TEST(another_language_is_a_span),
        TEST(a_rule_goes_on_after_its_label),
        TEST(signers_stand_close),
        TEST(a_signer_is_one_group),
        TEST(a_mark_of_one_line_is_flush_right),
        TEST(values_are_told_apart),
        TEST(paragraphs_of_a_cell_are_indented),
        TEST(a_missing_glyph_is_an_error),
        TEST(a_long_conclusion_pushes_the_signature),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
