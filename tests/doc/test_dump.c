/*
 * test_dump.c - the two texts of a document tree that holds every kind of block.
 */
#include "base/file.h"
#include "doc/dump.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct para *words(struct arena *arena, const char *text)
{
    return para_from_text(arena, text, 0);
}

static struct item *make_item(struct arena *arena, const char *marker, const char *text,
                              struct item *next)
{
    struct item *item = ARENA_NEW(arena, struct item);
    item->marker = marker;
    item->text = words(arena, text);
    item->next = next;
    return item;
}

static struct cell *make_cell(struct arena *arena, int column, const char *text, struct cell *next)
{
    struct cell *cell = ARENA_NEW(arena, struct cell);
    cell->column = column;
    cell->colspan = cell->rowspan = 1;
    cell->text = words(arena, text);
    cell->next = next;
    return cell;
}

static struct row *make_row(struct arena *arena, struct cell *cells, double height)
{
    struct row *row = ARENA_NEW(arena, struct row);
    row->cells = cells;
    row->min_height_mm = height;
    return row;
}

static void fill_letterhead(struct arena *arena, struct block *block)
{
    block->as.letterhead.lines = para_from_text(arena, "Школа", RUN_STRONG);
    block->as.letterhead.lines->next = words(arena, "(адрес)");
}

static void fill_mark(struct arena *arena, struct block *block)
{
    block->as.mark.width_mm = 79.5;
    block->as.mark.lines = words(arena, "Приложение №\u00A01");
}

static void fill_heading(struct arena *arena, struct block *block)
{
    block->as.heading.level = 2;
    block->as.heading.text = para_from_text(arena, "Часть", RUN_STRONG);
}

static struct run *make_blank(struct arena *arena)
{
    static const struct blank blank = {.width_mm = 30, .lines = 2, .caption = "(кто)"};
    static const struct blank sign = {.width_mm = 40, .is_signature = true};
    struct run *run = run_new(arena, BLANK_TEXT, 0);
    run->blank = &blank;
    run->next = run_new(arena, BLANK_TEXT, 0);
    run->next->blank = &sign;
    return run;
}

static void fill_paragraph(struct arena *arena, struct block *block)
{
    struct run *first = run_new(arena, "Раз ", 0);
    first->next = run_new(arena, "deux", RUN_DATA | RUN_NAME);
    first->next->lang = "fr";
    first->next->path = "/case/x";
    first->next->next = run_new(arena, " да", RUN_UNDERLINED);
    first->next->next->next = run_new(arena, "нет", RUN_NOT_UNDERLINED);
    first->next->next->next->next = make_blank(arena);
    block->as.paragraph.style = PARAGRAPH_NOTE;
    block->as.paragraph.text = para_new(arena, first);
}

static void fill_field(struct arena *arena, struct block *block)
{
    block->path = "c:teacher";
    block->as.field.label = para_from_text(arena, "Поле", RUN_STRONG);
    block->as.field.layout = FIELD_INLINE;
    block->as.field.values = make_item(arena, NULL, "первое", NULL);
    block->as.field.values->text->next = words(arena, "продолжение");
    block->as.field.values->next = make_item(arena, NULL, "второе", NULL);
}

static void fill_list(struct arena *arena, struct block *block)
{
    block->as.list.items = make_item(arena, "1)", "пункт", make_item(arena, NULL, "пункт", NULL));
}

static void fill_choices(struct arena *arena, struct block *block)
{
    struct choice *yes = ARENA_NEW(arena, struct choice);
    struct choice *no = ARENA_NEW(arena, struct choice);
    *yes = (struct choice){.next = no, .box = "☑", .chosen = true};
    yes->text = words(arena, "да");
    yes->details = make_item(arena, "–", "потому что", NULL);
    *no = (struct choice){.box = "☐", .lines = 2};
    no->text = words(arena, "нет");
    block->as.choices.label = words(arena, "Выбор");
    block->as.choices.options = yes;
}

static void fill_table(struct arena *arena, struct block *block)
{
    static const double widths[] = {10.25, 20, 30};
    struct table *table = &block->as.table;
    table->columns = 3;
    table->widths_mm = widths;
    table->summary = "О таблице.";
    table->head = make_row(arena, make_cell(arena, 0, "А", make_cell(arena, 2, "Б", NULL)), 0);
    table->head->cells->colspan = 2;
    table->head->cells->align = CELL_CENTRE;
    table->body = make_row(arena, make_cell(arena, 0, NULL, make_cell(arena, 1, "в", NULL)), 15);
    table->body->cells->next->rowspan = 2;
}

static void fill_signatures(struct arena *arena, struct block *block)
{
    struct signer *signer = ARENA_NEW(arena, struct signer);
    signer->field_name = "sig_a";
    signer->tooltip = "Подпись";
    signer->lead = words(arena, "Ознакомлен:");
    signer->position = words(arena, "Учитель");
    signer->name = para_from_text(arena, "М.П.\u00A0Иванова", RUN_DATA | RUN_NAME);
    signer->date = words(arena, "___");
    signer->width_mm = 70;
    signer->height_mm = 25;
    block->as.signatures.signers = signer;
}

static void fill_chart(struct arena *arena, struct block *block)
{
    struct bar *many = ARENA_NEW(arena, struct bar);
    struct bar *none = ARENA_NEW(arena, struct bar);
    *many = (struct bar){.next = none, .label = "много", .value = 12};
    *none = (struct bar){.label = "ни\u00A0одного", .shade = 1};
    block->as.chart =
        (struct chart){.title = words(arena, "Сколько"), .bars = many, .alt = "Словами."};
}

static void fill_frame(struct arena *arena, struct block *block)
{
    struct block *inner = block_new(arena, BLOCK_PARAGRAPH, SOURCE_BODY, (struct pos){0});
    inner->as.paragraph.style = PARAGRAPH_PLAIN;
    inner->as.paragraph.text = words(arena, "В рамке.");
    block->as.frame = (struct frame){.title = words(arena, "Рамка"), .blocks = inner};
}

static void (*const fillers[])(struct arena *arena, struct block *block) = {
    [BLOCK_LETTERHEAD] = fill_letterhead, [BLOCK_MARK] = fill_mark,
    [BLOCK_HEADING] = fill_heading,       [BLOCK_PARAGRAPH] = fill_paragraph,
    [BLOCK_FIELD] = fill_field,           [BLOCK_LIST] = fill_list,
    [BLOCK_CHOICES] = fill_choices,       [BLOCK_TABLE] = fill_table,
    [BLOCK_SIGNATURES] = fill_signatures, [BLOCK_CHART] = fill_chart,
    [BLOCK_FRAME] = fill_frame,
};

static const struct document *make_document(struct arena *arena)
{
    struct document *document = ARENA_NEW(arena, struct document);
    document->title = "Заголовок";
    document->subject = "Тема";
    document->author = "";
    document->lang = "ru-RU";
    document->case_id = "1";
    document->form_id = "9";
    document->edition_id = "e";
    document->running_mark = "ПРОЕКТ";
    document->type = (struct typography){.family = "Liberation Serif",
                                         .docx_family = "Times New Roman",
                                         .body_pt = 14,
                                         .table_pt = 12,
                                         .small_pt = 11,
                                         .line_spacing = 1.15,
                                         .indent_mm = 12.5,
                                         .rule_pitch_mm = 8};
    struct section *section = document->first = ARENA_NEW(arena, struct section);
    section->title = "Раздел";
    section->page = (struct page_setup){210, 297, 30, 10, 20, 20};
    section->odd_page = true;
    struct block **tail = &section->first;
    for (size_t kind = 0; kind < sizeof fillers / sizeof *fillers; kind++) {
        enum source const source = kind % 2 ? SOURCE_BODY : SOURCE_OURS;
        *tail = block_new(arena, (enum block_kind)kind, source, (struct pos){0});
        fillers[kind](arena, *tail);
        tail = &(*tail)->next;
    }
    return document;
}

/* ACCEPT=1 in the environment writes the golden file. */
static void check(const char *path, void (*print)(const struct document *, struct text *))
{
    struct arena *arena = arena_new();
    struct text got = TEXT_EMPTY, wanted = TEXT_EMPTY;
    print(make_document(arena), &got);
    if (getenv("ACCEPT"))
        assert_int_equal(file_write(path, text_string(&got), got.len), 0);
    assert_int_equal(file_read(path, 1 << 20, &wanted), 0);
    assert_string_equal(text_string(&got), text_string(&wanted));
    text_free(&got);
    text_free(&wanted);
    arena_free(arena);
}

static void the_dump_shows_everything(void **state)
{
    (void)state;
    check("tests/doc/every-block.tree", document_dump);
}

static void the_plain_text_is_what_a_reader_sees(void **state)
{
    (void)state;
    check("tests/doc/every-block.txt", document_plain_text);
}

static void nothing_makes_no_para(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_null(para_from_text(arena, NULL, 0));
    assert_null(para_from_text(arena, "", 0));
    arena_free(arena);
}

static void text_width_is_what_the_margins_leave(void **state)
{
    (void)state;
    struct page_setup const page = {210, 297, 30, 10, 20, 20};
    assert_true(page_text_width(&page) == 170);
}

static void columns_add_up(void **state)
{
    (void)state;
    static const double thirds[] = {56.666, 56.667, 56.667};
    static const double sevenths[] = {1, 1, 1, 1, 1, 1, 1};
    struct table const three = {.columns = 3, .widths_mm = thirds};
    struct table const seven = {.columns = 7, .widths_mm = sevenths};
    long edges[8];
    table_edges(&three, 9638, edges);
    assert_int_equal(edges[3], 9638);
    table_edges(&seven, 9638, edges);
    for (int i = 0; i < 7; i++)
        assert_in_range(edges[i + 1] - edges[i], 1376, 1377);
    assert_int_equal(edges[0], 0);
    assert_int_equal(edges[7], 9638);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_dump_shows_everything),
        cmocka_unit_test(the_plain_text_is_what_a_reader_sees),
        cmocka_unit_test(nothing_makes_no_para),
        cmocka_unit_test(columns_add_up),
        cmocka_unit_test(text_width_is_what_the_margins_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
