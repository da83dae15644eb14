/*
 * page.c - pages as readable text; see page.h.
 */
#include "pdf/page.h"

/* Points with one decimal are enough to see where a thing stands. */
static void add_length(struct text *out, mpt value)
{
    enum { TENTH = 100 };
    mpt const half = value < 0 ? -TENTH / 2 : TENTH / 2;
    text_add_char(out, ' ');
    text_add_thousandths(out, (value + half) / TENTH * TENTH);
}

static void add_owner(struct text *out, const struct page_item *item)
{
    if (item->element) {
        text_add_char(out, ' ');
        text_add(out, element_type_name(item->element->type));
        text_add_char(out, '#');
        text_add_int(out, item->element->index);
    } else {
        text_add(out, item->artifact == ARTIFACT_PAGINATION ? " (pagination)" : " (layout)");
    }
}

static void dump_text(struct text *out, const struct text_item *item)
{
    static const char *const faces[] = {
        [FACE_REGULAR] = "", [FACE_BOLD] = " bold", [FACE_SYMBOL] = " symbol"};
    add_length(out, item->size);
    text_add(out, faces[item->face]);
    if (item->space_stretch) {
        text_add(out, " stretch");
        add_length(out, item->space_stretch);
    }
    text_add(out, " «");
    text_add_bytes(out, item->text, (size_t)item->length);
    text_add(out, item->soft_hyphen ? "»-\n" : "»\n");
}

static void dump_item(struct text *out, const struct page_item *item)
{
    static const char *const kinds[] = {[ITEM_TEXT] = "  text",
                                        [ITEM_RULE] = "  rule",
                                        [ITEM_WIDGET] = "  widget",
                                        [ITEM_FILL] = "  fill",
                                        [ITEM_LINK] = "  link"};
    text_add(out, kinds[item->kind]);
    add_length(out, item->x);
    add_length(out, item->y);
    switch (item->kind) {
    case ITEM_TEXT:
        add_owner(out, item);
        dump_text(out, &item->as.text);
        break;
    case ITEM_RULE:
        text_add(out, " to");
        add_length(out, item->as.rule.x2);
        add_length(out, item->as.rule.y2);
        add_owner(out, item);
        text_add_char(out, '\n');
        break;
    case ITEM_FILL:
        add_length(out, item->as.fill.width);
        add_length(out, item->as.fill.height);
        add_owner(out, item);
        text_add(out, " grey ");
        text_add_thousandths(out, item->as.fill.grey);
        text_add_char(out, '\n');
        break;
    case ITEM_LINK:
        add_length(out, item->as.link.width);
        add_owner(out, item);
        text_add(out, " to «");
        text_add(out, item->as.link.target->title ? item->as.link.target->title : "");
        text_add(out, "»\n");
        break;
    case ITEM_WIDGET:
        add_length(out, item->as.widget.width);
        add_length(out, item->as.widget.height);
        add_owner(out, item);
        text_add_char(out, ' ');
        text_add(out, item->as.widget.name);
        text_add_char(out, '\n');
        break;
    }
}

static void add_number(struct text *out, const char *name, int value)
{
    if (value <= 1)
        return;
    text_add(out, name);
    text_add_int(out, value);
}

static void dump_element(struct text *out, const struct element *element, int depth)
{
    for (int i = 0; i < depth; i++)
        text_add(out, "  ");
    text_add(out, element_type_name(element->type));
    text_add_char(out, '#');
    text_add_int(out, element->index);
    add_number(out, " colspan=", element->colspan);
    add_number(out, " rowspan=", element->rowspan);
    if (element->id) {
        text_add(out, " id=");
        text_add_int(out, element->id);
    }
    for (const int *header = element->headers; header && *header; header++) {
        text_add(out, header == element->headers ? " headers=" : "+");
        text_add_int(out, *header);
    }
    if (element->title) {
        text_add(out, " «");
        text_add(out, element->title);
        text_add(out, "»");
    }
    text_add_char(out, '\n');
    for (const struct element *child = element->first; child; child = child->next)
        dump_element(out, child, depth + 1);
}

void pages_dump(const struct pages *pages, struct text *out)
{
    for (const struct page *page = pages->first; page; page = page->next) {
        text_add(out, "page ");
        text_add_int(out, page->number);
        add_length(out, page->width);
        add_length(out, page->height);
        text_add_char(out, '\n');
        for (const struct page_item *item = page->first; item; item = item->next)
            dump_item(out, item);
    }
    for (const struct bookmark *mark = pages->bookmarks; mark; mark = mark->next) {
        text_add(out, "bookmark ");
        text_add_int(out, mark->level);
        text_add(out, " page ");
        text_add_int(out, mark->page);
        add_length(out, mark->y);
        text_add(out, " «");
        text_add(out, mark->title);
        text_add(out, "»\n");
    }
    dump_element(out, pages->root, 0);
}
