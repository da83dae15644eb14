/*
 * dump.h - pages as readable text, for layout tests.
 */
#ifndef FORMULYAR_TESTS_PDF_DUMP_H
#define FORMULYAR_TESTS_PDF_DUMP_H

#include "base/text.h"
#include "pdf/structure.h"

/* Points with one decimal are enough to see where a thing stands. */
static inline double tenths(mpt value)
{
    enum { TENTH = 100 };
    mpt const half = value < 0 ? -TENTH / 2 : TENTH / 2;
    return mpt_points((value + half) / TENTH * TENTH);
}

static inline void dump_text(struct text *out, const struct text_item *item)
{
    static const char *const faces[] = {
        [FACE_REGULAR] = "", [FACE_BOLD] = " bold", [FACE_SYMBOL] = " symbol"};
    text_format(out, " %f%s", tenths(item->size), faces[item->face]);
    if (item->space_stretch)
        text_format(out, " stretch %f", tenths(item->space_stretch));
    text_add(out, " «");
    text_add_bytes(out, item->text, (size_t)item->length);
    text_add(out, item->soft_hyphen ? "»-" : "»");
}

/* What stands between the place of an item and its owner. */
static inline void dump_extent(struct text *out, const struct page_item *item)
{
    switch (item->kind) {
    case ITEM_TEXT: break;
    case ITEM_RULE:
        text_format(out, " to %f %f", tenths(item->as.rule.x2), tenths(item->as.rule.y2));
        break;
    case ITEM_FILL:
        text_format(out, " %f %f", tenths(item->as.fill.width), tenths(item->as.fill.height));
        break;
    case ITEM_LINK: text_format(out, " %f", tenths(item->as.link.width)); break;
    case ITEM_WIDGET:
        text_format(out, " %f %f", tenths(item->as.widget.width), tenths(item->as.widget.height));
        break;
    }
}

static inline void dump_item(struct text *out, const struct page_item *item)
{
    static const char *const kinds[] = {[ITEM_TEXT] = "text",
                                        [ITEM_RULE] = "rule",
                                        [ITEM_WIDGET] = "widget",
                                        [ITEM_FILL] = "fill",
                                        [ITEM_LINK] = "link"};
    text_format(out, "  %s %f %f", kinds[item->kind], tenths(item->x), tenths(item->y));
    dump_extent(out, item);
    if (item->element)
        text_format(out, " %s#%d", element_type_name(item->element->type), item->element->index);
    else
        text_add(out, item->artifact == ARTIFACT_PAGINATION ? " (pagination)" : " (layout)");
    switch (item->kind) {
    case ITEM_TEXT: dump_text(out, &item->as.text); break;
    case ITEM_RULE: break;
    case ITEM_FILL: text_format(out, " grey %f", mpt_points(item->as.fill.grey)); break;
    case ITEM_LINK:
        text_format(out, " to «%s»",
                    item->as.link.target->title ? item->as.link.target->title : "");
        break;
    case ITEM_WIDGET: text_format(out, " %s", item->as.widget.name); break;
    }
    text_add_char(out, '\n');
}

static inline void dump_element(struct text *out, const struct element *element, int depth)
{
    for (int i = 0; i < depth; i++)
        text_add(out, "  ");
    text_format(out, "%s#%d", element_type_name(element->type), element->index);
    if (element->colspan > 1)
        text_format(out, " colspan=%d", element->colspan);
    if (element->rowspan > 1)
        text_format(out, " rowspan=%d", element->rowspan);
    if (element->id)
        text_format(out, " id=%d", element->id);
    for (const int *header = element->headers; header && *header; header++)
        text_format(out, "%s%d", header == element->headers ? " headers=" : "+", *header);
    if (element->scope == SCOPE_ROW)
        text_add(out, " row");
    if (element->type == ELEMENT_SECT && element->words)
        text_format(out, " «%s»", element->words);
    if (element->heard)
        text_format(out, " heard «%s»", element->heard);
    text_add_char(out, '\n');
    for (const struct element *child = element->first; child; child = child->next)
        dump_element(out, child, depth + 1);
}

/* One item a line with its place, then the bookmarks and the structure tree. */
static inline void pages_dump(const struct pages *pages, struct text *out)
{
    for (const struct page *page = pages->first; page; page = page->next) {
        text_format(out, "page %d %f %f\n", page->number, tenths(page->width),
                    tenths(page->height));
        for (const struct page_item *item = page->first; item; item = item->next)
            dump_item(out, item);
    }
    for (const struct bookmark *mark = pages->bookmarks; mark; mark = mark->next)
        text_format(out, "bookmark %d page %d %f «%s»\n", mark->level, mark->page, tenths(mark->y),
                    mark->title);
    dump_element(out, pages->root, 0);
}

#endif
