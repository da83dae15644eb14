/*
 * sample.h - a hand-built document tree with every kind of block, filled and blank.
 */
#ifndef FORMULYAR_TESTS_DOCX_SAMPLE_H
#define FORMULYAR_TESTS_DOCX_SAMPLE_H

#include "doc/doc.h"

#define NBSP "\xC2\xA0"

static struct para *sample_para(struct arena *arena, const char *text, unsigned flags)
{
    return para_from_text(arena, text, flags);
}

static struct block *sample_add(struct arena *arena, struct block ***tail, enum block_kind kind)
{
    struct block *block = block_new(arena, kind, SOURCE_BODY, (struct pos){0});
    **tail = block;
    *tail = &block->next;
    return block;
}

static struct item *sample_item(struct arena *arena, const char *marker, const char *text)
{
    struct item *item = ARENA_NEW(arena, struct item);
    item->marker = marker;
    item->text = sample_para(arena, text, RUN_DATA);
    return item;
}

static void sample_field(struct arena *arena, struct block ***tail, const char *label,
                         struct item *values, enum field_layout layout, int lines)
{
    struct block *block = sample_add(arena, tail, BLOCK_FIELD);
    block->as.field.label = sample_para(arena, label, RUN_STRONG);
    block->as.field.values = values;
    block->as.field.layout = layout;
    block->as.field.lines = lines;
}

static struct choice *sample_choice(struct arena *arena, bool chosen, const char *text,
                                    struct choice *next)
{
    struct choice *choice = ARENA_NEW(arena, struct choice);
    choice->box = chosen ? "☑" : "☐";
    choice->chosen = chosen;
    choice->text = sample_para(arena, text, 0);
    choice->next = next;
    return choice;
}

static struct cell *sample_cell(struct arena *arena, int column, int colspan, int rowspan,
                                const char *text, struct cell *next)
{
    struct cell *cell = ARENA_NEW(arena, struct cell);
    *cell = (struct cell){.next = next, .column = column, .colspan = colspan, .rowspan = rowspan};
    cell->text = sample_para(arena, text, 0);
    return cell;
}

static struct row *sample_row(struct arena *arena, struct cell *cells, double height,
                              struct row *next)
{
    struct row *row = ARENA_NEW(arena, struct row);
    *row = (struct row){.next = next, .cells = cells, .min_height_mm = height};
    return row;
}

/* The head of form 5.3: a cell over two columns, two over two rows. */
static struct row *sample_head(struct arena *arena)
{
    struct cell *lower =
        sample_cell(arena, 0, 1, 1, "до начала сопровождения",
                    sample_cell(arena, 1, 1, 1, "после завершения сопровождения", NULL));
    struct cell *upper = sample_cell(arena, 0, 2, 1, "Состояние проблемы",
                                     sample_cell(arena, 2, 1, 2, "Способ диагностики результатов",
                                                 sample_cell(arena, 3, 1, 2, "Выводы", NULL)));
    return sample_row(arena, upper, 0, sample_row(arena, lower, 0, NULL));
}

static void sample_table(struct arena *arena, struct block ***tail, struct row *body)
{
    static const double widths[] = {45, 45, 40, 40};
    struct table *table = &sample_add(arena, tail, BLOCK_TABLE)->as.table;
    table->columns = 4;
    table->widths_mm = widths;
    table->head = sample_head(arena);
    table->body = body;
    table->summary = "Состояние проблем до и после сопровождения.";
}

static struct row *sample_body(struct arena *arena, int count)
{
    struct row *first = NULL;
    for (int i = 0; i < count; i++)
        first = sample_row(
            arena,
            sample_cell(
                arena, 0, 1, 1, "Ученики не успевают за объяснением",
                sample_cell(arena, 1, 1, 1, "Темп урока выровнен, записи ведут все",
                            sample_cell(arena, 2, 1, 1, "Анализ уроков",
                                        sample_cell(arena, 3, 1, 1, "Проблема снята", NULL)))),
            0, first);
    return first;
}

static struct signer *sample_signer(struct arena *arena, const char *field, const char *lead,
                                    const char *position, const char *name, const char *date,
                                    struct signer *next)
{
    struct signer *signer = ARENA_NEW(arena, struct signer);
    *signer = (struct signer){.next = next, .field_name = field, .width_mm = 70, .height_mm = 25};
    signer->lead = sample_para(arena, lead, 0);
    signer->position = sample_para(arena, position, 0);
    signer->name = sample_para(arena, name, RUN_DATA | RUN_NAME);
    signer->date = sample_para(arena, date, 0);
    return signer;
}

static void sample_signatures(struct arena *arena, struct block ***tail)
{
    struct signer *teacher =
        sample_signer(arena, "sig_teacher", "С заключением ознакомлен(а):", "Учитель математики",
                      NULL, "«___» __________ 20__" NBSP "г.", NULL);
    sample_add(arena, tail, BLOCK_SIGNATURES)->as.signatures.signers = sample_signer(
        arena, "sig_deputy", NULL, "Заместитель директора по учебно-воспитательной работе",
        "Л.Ю." NBSP "Власова", "20" NBSP "мая 2027" NBSP "г.", teacher);
}

static void sample_top(struct arena *arena, struct block ***tail)
{
    struct letterhead *letterhead = &sample_add(arena, tail, BLOCK_LETTERHEAD)->as.letterhead;
    letterhead->lines =
        sample_para(arena, "Муниципальное бюджетное общеобразовательное учреждение", RUN_STRONG);
    letterhead->lines->next = sample_para(arena, "ул." NBSP "Победы, 48; lesou2@mail.ru", 0);
    letterhead->lines->next->first->lang = "en-US";
    struct mark *mark = &sample_add(arena, tail, BLOCK_MARK)->as.mark;
    mark->width_mm = 75;
    mark->lines = sample_para(arena, "Приложение №" NBSP "2", 0);
    mark->lines->next = sample_para(arena, "к протоколу заседания методического совета", 0);
    struct heading *heading = &sample_add(arena, tail, BLOCK_HEADING)->as.heading;
    heading->level = 1;
    heading->text = sample_para(arena, "Общее заключение & <итоги>", RUN_STRONG);
    struct paragraph *lead_in = &sample_add(arena, tail, BLOCK_PARAGRAPH)->as.paragraph;
    lead_in->style = PARAGRAPH_LEAD_IN;
    lead_in->text = sample_para(arena, "5.4. Форма общего заключения:", 0);
}

static void sample_filled(struct arena *arena, struct block ***tail)
{
    sample_top(arena, tail);
    sample_field(arena, tail, "Ф.И." NBSP "О. учителя",
                 sample_item(arena, NULL, "Салтыкова\xE2\x80\x91Щедрина Мария Петровна"),
                 FIELD_INLINE, 1);
    struct item *problems = sample_item(arena, "1)", "не хватает времени на рефлексию");
    problems->text->next = sample_para(arena, "второй абзац той же проблемы", RUN_DATA);
    problems->next = sample_item(arena, "2)", "слабая обратная связь");
    sample_field(arena, tail, "Выявленные проблемы/трудности", problems, FIELD_BELOW, 3);
    struct heading *part = &sample_add(arena, tail, BLOCK_HEADING)->as.heading;
    part->level = 2;
    part->text = sample_para(arena, "Часть", RUN_STRONG);
    struct choices *choices = &sample_add(arena, tail, BLOCK_CHOICES)->as.choices;
    choices->label = sample_para(arena, "6. Сопровождаемый педагог:", RUN_STRONG);
    choices->options = sample_choice(
        arena, true, "нуждается в разработке другого индивидуального маршрута (причина)",
        sample_choice(arena, false, "не нуждается в сопровождении", NULL));
    choices->options->details = sample_item(arena, "1)", "сменилась программа");
    choices->options->next->lines = 2;
    sample_add(arena, tail, BLOCK_LIST)->as.list.items =
        sample_item(arena, NULL, "пункт без знака");
    struct paragraph *text = &sample_add(arena, tail, BLOCK_PARAGRAPH)->as.paragraph;
    text->text = sample_para(arena, "Обычный текст с ", 0);
    text->text->first->next = run_new(arena, "выделением", RUN_STRONG);
    text->text->first->next->next = run_new(arena, " и мягким пере\xC2\xADносом.", 0);
    sample_table(arena, tail, sample_body(arena, 2));
    sample_signatures(arena, tail);
}

static void sample_blank(struct arena *arena, struct block ***tail)
{
    struct heading *heading = &sample_add(arena, tail, BLOCK_HEADING)->as.heading;
    heading->level = 1;
    heading->text = sample_para(arena, "Индивидуальное сопровождение педагога", RUN_STRONG);
    sample_field(arena, tail, "ФИО учителя", NULL, FIELD_INLINE, 1);
    sample_field(arena, tail, "В организации сопровождения принимают участие (ФИО специалистов)",
                 NULL, FIELD_INLINE, 3);
    sample_field(arena, tail, "Выявленные проблемы/трудности", NULL, FIELD_BELOW, 3);
    struct paragraph *note = &sample_add(arena, tail, BLOCK_PARAGRAPH)->as.paragraph;
    note->style = PARAGRAPH_NOTE;
    note->text = sample_para(arena, "Примечание мелким шрифтом.", 0);
    struct row *last = sample_row(arena, NULL, 15, NULL);
    sample_table(arena, tail, sample_row(arena, NULL, 15, last));
}

/* Bars of two shades, one of them of no length. */
static void sample_chart(struct arena *arena, struct block ***tail)
{
    static const struct bar bars[] = {
        {.label = "успешным, эффективным", .value = 12},
        {.label = "не вполне успешным, недостаточно эффективным & <прочее>", .value = 3},
        {.label = "сняты полностью", .value = 0, .shade = 1},
        {.label = "сняты частично", .value = 7, .shade = 1},
    };
    struct chart *chart = &sample_add(arena, tail, BLOCK_CHART)->as.chart;
    struct bar **end = &chart->bars;
    for (size_t i = 0; i < sizeof bars / sizeof *bars; i++) {
        *end = ARENA_NEW(arena, struct bar);
        **end = bars[i];
        end = &(*end)->next;
    }
    chart->title = sample_para(arena, "Итоги года", RUN_STRONG);
    chart->alt = "Столбики: успешным 12, \"не вполне\" 3, сняты 0, частично 7.";
}

static void sample_base(struct document *document)
{
    *document = (struct document){
        .title = "Общее заключение 2026-014",
        .subject = "Форма 5.4",
        .author = "МБОУ «СОШ №2»",
        .lang = "ru-RU",
        .case_id = "2026-014",
        .form_id = "5.4",
        .edition_id = "lesosibirsk2-2024-09-27",
        .date = "2027-05-20",
        .type = {.gaps = 1,
                 .letterhead_mm = 120,
                 .family = "Liberation Serif",
                 .docx_family = "Times New Roman",
                 .body_pt = 14,
                 .table_pt = 12,
                 .small_pt = 11,
                 .line_spacing = 1,
                 .indent_mm = 12.5,
                 .rule_pitch_mm = 8},
    };
}

static struct section *sample_section(struct arena *arena)
{
    struct section *section = ARENA_NEW(arena, struct section);
    section->page = (struct page_setup){210, 297, 30, 10, 20, 20};
    section->restart_pages = true;
    return section;
}

/* A document of charts: their labels are in parts of their own. */
static const struct document *sample_charts(struct arena *arena)
{
    struct document *document = ARENA_NEW(arena, struct document);
    sample_base(document);
    document->first = sample_section(arena);
    struct block **tail = &document->first->first;
    sample_chart(arena, &tail);
    sample_chart(arena, &tail);
    return document;
}

/* Two sections: a filled form, and a blank one that starts on an odd page. */
static const struct document *sample_document(struct arena *arena)
{
    struct document *document = ARENA_NEW(arena, struct document);
    sample_base(document);
    document->running_mark = "ПРОЕКТ";
    document->first = sample_section(arena);
    struct block **tail = &document->first->first;
    sample_filled(arena, &tail);
    document->first->next = sample_section(arena);
    document->first->next->odd_page = true;
    tail = &document->first->next->first;
    sample_blank(arena, &tail);
    return document;
}

/* A table of many rows, then signatures. */
static const struct document *sample_long(struct arena *arena)
{
    struct document *document = ARENA_NEW(arena, struct document);
    sample_base(document);
    document->first = sample_section(arena);
    struct block **tail = &document->first->first;
    sample_top(arena, &tail);
    sample_table(arena, &tail, sample_body(arena, 45));
    sample_signatures(arena, &tail);
    return document;
}

#endif
