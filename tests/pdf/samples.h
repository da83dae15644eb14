/*
 * samples.h - document trees for layout tests, built by hand.
 *
 * A4 with margins 30/10/20/20 mm, 10 pt throughout: with the font of fake.h the
 * text is 170 mm (96 letters) wide and 257 mm (72 lines) high.
 */
#ifndef FORMULYAR_TESTS_PDF_SAMPLES_H
#define FORMULYAR_TESTS_PDF_SAMPLES_H

#include "doc/doc.h"

#include <string.h>

enum { PAGE_LINES = 72 };

static inline struct section *sample_section(struct arena *arena, struct document *document,
                                             const char *title)
{
    struct section **tail = &document->first;
    while (*tail)
        tail = &(*tail)->next;
    struct section *section = *tail = ARENA_NEW(arena, struct section);
    section->title = title;
    section->page = (struct page_setup){
        .width = 210, .height = 297, .left = 30, .right = 10, .top = 20, .bottom = 20};
    return section;
}

static inline struct document *sample_document(struct arena *arena)
{
    struct document *document = ARENA_NEW(arena, struct document);
    document->title = "Проба";
    document->lang = "ru-RU";
    document->type = (struct typography){.gaps = 1,
                                         .letterhead_mm = 120,
                                         .family = "Fake",
                                         .body_pt = 10,
                                         .table_pt = 10,
                                         .small_pt = 10,
                                         .line_spacing = 1,
                                         .indent_mm = 12.5,
                                         .rule_pitch_mm = 8};
    return document;
}

static inline struct block *sample_add(struct arena *arena, struct section *section,
                                       enum block_kind kind)
{
    struct block **tail = &section->first;
    while (*tail)
        tail = &(*tail)->next;
    return *tail = block_new(arena, kind, SOURCE_BODY, (struct pos){"form.xml", 1, 1});
}

static inline struct para *sample_para(struct arena *arena, const char *text, unsigned flags)
{
    return para_from_text(arena, text, flags);
}

/* A paragraph of exactly `count` lines, flush left and in one piece of text. */
static inline struct block *sample_lines(struct arena *arena, struct section *section, int count)
{
    static const char line[] = "строка строка строка строка строка строка строка строка строка "
                               "строка строка строка строка ";
    struct text text = TEXT_EMPTY;
    for (int i = 0; i < count; i++)
        text_add(&text, line);
    text.data[text.len - 1] = '\0';
    struct block *block = sample_add(arena, section, BLOCK_PARAGRAPH);
    block->as.paragraph.style = PARAGRAPH_NOTE;
    block->as.paragraph.text = sample_para(arena, arena_strdup(arena, text.data), 0);
    text_free(&text);
    return block;
}

static inline struct block *sample_heading(struct arena *arena, struct section *section, int level,
                                           const char *text)
{
    struct block *block = sample_add(arena, section, BLOCK_HEADING);
    block->as.heading.level = level;
    block->as.heading.text = sample_para(arena, text, RUN_STRONG);
    return block;
}

static inline struct item *sample_item(struct arena *arena, struct item **list, const char *marker,
                                       const char *text)
{
    while (*list)
        list = &(*list)->next;
    *list = ARENA_NEW(arena, struct item);
    (*list)->marker = marker;
    (*list)->text = sample_para(arena, text, RUN_DATA);
    return *list;
}

static inline struct choice *sample_choice(struct arena *arena, struct choice **list, bool chosen,
                                           const char *text)
{
    while (*list)
        list = &(*list)->next;
    *list = ARENA_NEW(arena, struct choice);
    (*list)->chosen = chosen;
    (*list)->box = chosen ? "☑" : "☐";
    (*list)->text = sample_para(arena, text, 0);
    return *list;
}

static inline struct cell *sample_cell(struct arena *arena, struct row *row, int column,
                                       int colspan, int rowspan, const char *text)
{
    struct cell **tail = &row->cells;
    while (*tail)
        tail = &(*tail)->next;
    *tail = ARENA_NEW(arena, struct cell);
    **tail = (struct cell){.column = column,
                           .colspan = colspan,
                           .rowspan = rowspan,
                           .text = sample_para(arena, text, 0)};
    return *tail;
}

static inline struct row *sample_empty_row(struct arena *arena, struct row **rows)
{
    while (*rows)
        rows = &(*rows)->next;
    return *rows = ARENA_NEW(arena, struct row);
}

/* Four equal columns under the two-level head of form 5.3. */
static inline struct block *sample_table(struct arena *arena, struct section *section)
{
    static const double widths[] = {42.5, 42.5, 42.5, 42.5};
    struct block *block = sample_add(arena, section, BLOCK_TABLE);
    struct table *table = &block->as.table;
    table->columns = 4;
    table->widths_mm = widths;
    struct row *upper = sample_empty_row(arena, &table->head);
    sample_cell(arena, upper, 0, 2, 1, "Состояние")->align = CELL_CENTRE;
    sample_cell(arena, upper, 2, 1, 2, "Способ")->align = CELL_CENTRE;
    sample_cell(arena, upper, 3, 1, 2, "Выводы")->align = CELL_CENTRE;
    struct row *lower = sample_empty_row(arena, &table->head);
    sample_cell(arena, lower, 0, 1, 1, "до")->align = CELL_CENTRE;
    sample_cell(arena, lower, 1, 1, 1, "после")->align = CELL_CENTRE;
    return block;
}

/* A row with text in its last cell. */
static inline struct row *sample_row(struct arena *arena, struct block *table, const char *text,
                                     double min_height_mm)
{
    struct row *row = sample_empty_row(arena, &table->as.table.body);
    row->min_height_mm = min_height_mm;
    sample_cell(arena, row, 0, 1, 1, "было");
    sample_cell(arena, row, 1, 1, 1, "стало");
    sample_cell(arena, row, 2, 1, 1, NULL);
    sample_cell(arena, row, 3, 1, 1, text);
    return row;
}

static inline struct signer *sample_signer(struct arena *arena, struct block *block,
                                           const char *field, const char *name)
{
    struct signer **tail = &block->as.signatures.signers;
    while (*tail)
        tail = &(*tail)->next;
    struct signer *signer = *tail = ARENA_NEW(arena, struct signer);
    signer->field_name = field;
    signer->tooltip = "Подпись";
    signer->position = sample_para(arena, "Заместитель директора по УВР", 0);
    signer->name = sample_para(arena, name, RUN_DATA | RUN_NAME);
    signer->date = sample_para(arena, "«___» __________ 20__ г.", 0);
    signer->width_mm = 70;
    signer->height_mm = 25;
    return signer;
}

#endif
