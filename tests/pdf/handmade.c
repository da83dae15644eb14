/*
 * handmade.c - see handmade.h.
 */
#include "handmade.h"

#include <string.h>

enum { PT = 1000 };

struct element *handmade_element(struct handmade *made, struct element *parent,
                                 enum element_type type)
{
    struct element *element = ARENA_NEW(made->arena, struct element);
    element->type = type;
    element->parent = parent;
    if (!parent) {
        made->pages->root = element;
        return element;
    }
    if (parent->last)
        parent->last->next = element;
    else
        parent->first = element;
    parent->last = element;
    return element;
}

void handmade_page(struct handmade *made, int number)
{
    struct page *page = ARENA_NEW(made->arena, struct page);
    page->width = 595276;
    page->height = 841890;
    page->number = number;
    if (made->page)
        made->page->next = page;
    else
        made->pages->first = page;
    made->page = page;
    made->pages->count++;
}

static struct page_item *add_item(struct handmade *made, enum item_kind kind,
                                  struct element *element, long x, long y)
{
    struct page_item *item = ARENA_NEW(made->arena, struct page_item);
    item->kind = kind;
    item->element = element;
    item->artifact = ARTIFACT_LAYOUT;
    item->x = x * PT;
    item->y = y * PT;
    if (made->page->last)
        made->page->last->next = item;
    else
        made->page->first = item;
    made->page->last = item;
    return item;
}

struct text_item *handmade_text(struct handmade *made, struct element *element, long x, long y,
                                int size, enum face face, const char *text)
{
    struct page_item *item = add_item(made, ITEM_TEXT, element, x, y);
    item->artifact = ARTIFACT_PAGINATION;
    item->as.text = (struct text_item){
        .face = face, .size = size * PT, .text = text, .length = (int)strlen(text)};
    return &item->as.text;
}

static void add_rule(struct handmade *made, long x, long y, long x2, long y2)
{
    struct page_item *item = add_item(made, ITEM_RULE, NULL, x, y);
    item->as.rule = (struct rule_item){.x2 = x2 * PT, .y2 = y2 * PT, .width = PT / 2};
}

static void add_widget(struct handmade *made, struct element *element, long x, long y,
                       const char *name, const char *tooltip)
{
    struct page_item *item = add_item(made, ITEM_WIDGET, element, x, y);
    item->as.widget = (struct widget_item){198425, 70866, name, tooltip};
}

static void add_choice(struct handmade *made, struct element *list, long y, const char *box,
                       const char *text)
{
    struct element *entry = handmade_element(made, list, ELEMENT_LI);
    struct element *label = handmade_element(made, entry, ELEMENT_LBL);
    struct element *body = handmade_element(made, entry, ELEMENT_LBODY);
    handmade_text(made, label, 85, y, 14, FACE_SYMBOL, box);
    handmade_text(made, label, 97, y, 14, FACE_REGULAR, " ");
    handmade_text(made, body, 101, y, 14, FACE_REGULAR, text);
}

static struct element *add_cell(struct handmade *made, struct element *row, enum element_type type,
                                long x, long y, const char *text)
{
    struct element *cell = handmade_element(made, row, type);
    if (type == ELEMENT_TH)
        cell->scope = SCOPE_COLUMN;
    if (text)
        handmade_text(made, cell, x, y, 12, type == ELEMENT_TH ? FACE_BOLD : FACE_REGULAR, text);
    return cell;
}

static void add_table(struct handmade *made, struct element *section)
{
    static const int both[] = {1, 2, 0};
    struct element *table = handmade_element(made, section, ELEMENT_TABLE);
    table->words = "Проблемы до и после";
    struct element *head = handmade_element(made, table, ELEMENT_THEAD);
    struct element *row = handmade_element(made, head, ELEMENT_TR);
    struct element *wide = add_cell(made, row, ELEMENT_TH, 90, 560, "Проблемы");
    wide->colspan = 2;
    wide->id = 1;
    add_cell(made, row, ELEMENT_TH, 320, 560, "Выводы")->rowspan = 2;
    row = handmade_element(made, head, ELEMENT_TR);
    add_cell(made, row, ELEMENT_TH, 90, 540, "до")->id = 2;
    add_cell(made, row, ELEMENT_TH, 200, 540, "после");
    row = handmade_element(made, handmade_element(made, table, ELEMENT_TBODY), ELEMENT_TR);
    add_cell(made, row, ELEMENT_TD, 90, 520, "Не владеет методикой")->headers = both;
    add_cell(made, row, ELEMENT_TD, 320, 520, "Снята");
    add_cell(made, row, ELEMENT_TD, 0, 0, NULL);
    add_rule(made, 85, 575, 560, 575);
    add_rule(made, 85, 515, 560, 515);
}

static void add_first_page(struct handmade *made, struct element *section)
{
    handmade_page(made, 1);
    struct element *heading = handmade_element(made, section, ELEMENT_H1);
    handmade_text(made, heading, 150, 770, 14, FACE_BOLD, "Общее заключение № 5");
    struct element *paragraph = handmade_element(made, section, ELEMENT_P);
    handmade_text(made, paragraph, 120, 740, 14, FACE_REGULAR,
                  "Учёба «Ёлка» — п. 5.1 при\xC2\xA0школе ")
        ->space_stretch = 2345;
    handmade_text(made, paragraph, 85, 722, 14, FACE_REGULAR, "города: объ")->soft_hyphen = true;
    handmade_text(made, paragraph, 85, 704, 14, FACE_REGULAR,
                  "явление по-русски (100 % \\ точно).");
    struct element *native = handmade_element(made, section, ELEMENT_P);
    handmade_text(made, native, 85, 680, 14, FACE_REGULAR, "Саха: өрөспүүбүлүкэ, һүөһү, аҥар; ");
    struct element *english = handmade_element(made, native, ELEMENT_SPAN);
    english->lang = "en";
    handmade_text(made, english, 300, 680, 14, FACE_REGULAR, "shkola2@example.ru");
    handmade_text(made, native, 420, 680, 14, FACE_REGULAR, " и ещё");
    struct element *list = handmade_element(made, section, ELEMENT_L);
    add_choice(made, list, 650, "☑", "признать успешным");
    add_choice(made, list, 632, "☐", "признать неэффективным");
    struct element *numbered =
        handmade_element(made, handmade_element(made, section, ELEMENT_L), ELEMENT_LI);
    handmade_text(made, handmade_element(made, numbered, ELEMENT_LBL), 85, 610, 14, FACE_REGULAR,
                  "1)");
    handmade_text(made, handmade_element(made, numbered, ELEMENT_LBODY), 105, 610, 14, FACE_REGULAR,
                  "проблема");
    add_table(made, section);
    struct element *split = handmade_element(made, section, ELEMENT_P);
    handmade_text(made, split, 85, 480, 14, FACE_REGULAR, "Абзац, который ");
    struct element *form = handmade_element(made, section, ELEMENT_FORM);
    handmade_page(made, 2);
    handmade_text(made, NULL, 310, 805, 12, FACE_REGULAR, "2");
    handmade_text(made, split, 85, 770, 14, FACE_REGULAR, "продолжается.");
    handmade_text(made, handmade_element(made, section, ELEMENT_P), 85, 700, 14, FACE_REGULAR,
                  "Заместитель директора");
    add_widget(made, form, 240, 690, "sig_deputy", "Подпись: заместитель директора по УВР");
    add_rule(made, 240, 690, 430, 690);
    handmade_text(made, handmade_element(made, section, ELEMENT_P), 450, 700, 14, FACE_REGULAR,
                  "М.П.\xC2\xA0Иванова");
    add_widget(made, handmade_element(made, section, ELEMENT_FORM), 240, 590, "sig_teacher",
               "Подпись: учитель");
}

const struct pages *handmade_pages(struct arena *arena)
{
    struct handmade made = {.arena = arena, .pages = ARENA_NEW(arena, struct pages)};
    struct element *root = handmade_element(&made, NULL, ELEMENT_DOCUMENT);
    struct element *section = handmade_element(&made, root, ELEMENT_SECT);
    section->words = "Форма 5.4";
    add_first_page(&made, section);
    struct bookmark *below = ARENA_NEW(arena, struct bookmark);
    *below = (struct bookmark){.level = 2, .title = "Продолжение", .page = 1, .y = 790 * PT};
    made.pages->bookmarks = ARENA_NEW(arena, struct bookmark);
    *made.pages->bookmarks = (struct bookmark){below, 1, "Форма 5.4", 0, 800 * PT};
    return made.pages;
}

const struct document *handmade_document(struct arena *arena)
{
    struct document *document = ARENA_NEW(arena, struct document);
    *document = (struct document){
        .title = "Общее заключение 2026-014 <проба & проверка>",
        .subject = "Форма 5.4",
        .author = "МБОУ «СОШ №2»",
        .lang = "ru-RU",
        .case_id = "2026-014",
        .form_id = "5.4",
        .edition_id = "lesosibirsk2-2024-09-27",
        .date = "2027-05-20",
    };
    return document;
}
