/*
 * picture.c - the items of a page, in their order, as elements of SVG.
 *
 * Items of one paragraph, heading, cell or figure are a group, which says what it is; what is only
 * drawn, and what a page repeats, is hidden from voices.
 */
#include "svg/picture.h"

#include "pdf/marks.h"

struct picture {
    struct text *out;
    mpt height; /* of the page */
    struct letters letters;
    bool in_group;
    const struct element *group;   /* NULL: what belongs to no element */
    const struct element *heard;   /* said instead of what is inside, or NULL */
    const struct page_item *rules; /* the last of those that share a path; NULL: none is open */
};

/* ---- groups ------------------------------------------------------------------------ */

/* The paragraph, heading, cell or figure that an element belongs to, itself perhaps. */
static const struct element *group_of(const struct element *element)
{
    for (; element && element->parent; element = element->parent)
        switch (element->type) {
        case ELEMENT_H1:
        case ELEMENT_H2:
        case ELEMENT_P:
        case ELEMENT_LI:
        case ELEMENT_TH:
        case ELEMENT_TD:
        case ELEMENT_FIGURE: return element;
        case ELEMENT_DOCUMENT:
        case ELEMENT_SECT:
        case ELEMENT_L:
        case ELEMENT_LBL:
        case ELEMENT_LBODY:
        case ELEMENT_TABLE:
        case ELEMENT_THEAD:
        case ELEMENT_TBODY:
        case ELEMENT_TR:
        case ELEMENT_FORM:
        case ELEMENT_SPAN:
        case ELEMENT_LINK: break;
        }
    return element;
}

/* The element on the way to the group that has words to be said, or NULL. */
static const struct element *heard_of(const struct element *element, const struct element *group)
{
    for (; element; element = element->parent) {
        if (element->heard)
            return element;
        if (element == group)
            break;
    }
    return NULL;
}

static void put_group(struct text *out, const struct element *group, const char *place)
{
    const char *role = " role=\"paragraph\"";
    if (!group)
        role = " aria-hidden=\"true\"";
    else if (group->type == ELEMENT_H1)
        role = " role=\"heading\" aria-level=\"1\"";
    else if (group->type == ELEMENT_H2)
        role = " role=\"heading\" aria-level=\"2\"";
    else if (group->type == ELEMENT_FIGURE)
        role = " role=\"img\"";
    text_format(out, "<g%s", role);
    if (group && group->type == ELEMENT_FIGURE && group->words)
        text_format_xml(out, " aria-label=\"%s\"", group->words);
    if (group && place)
        text_format_xml(out, " data-path=\"%s\"", place);
    text_add_char(out, '>');
}

static void end_rules(struct picture *picture)
{
    if (picture->rules)
        text_add(picture->out, "\"/>");
    picture->rules = NULL;
}

static void end_heard(struct picture *picture)
{
    end_rules(picture);
    if (picture->heard)
        text_add(picture->out, "</g>");
    picture->heard = NULL;
}

static void end_group(struct picture *picture)
{
    end_heard(picture);
    if (picture->in_group)
        text_add(picture->out, "</g>\n");
    picture->in_group = false;
}

static void begin_group(struct picture *picture, const struct page_item *item)
{
    const struct element *group = group_of(item->element);
    const struct element *heard = heard_of(item->element, group);
    if (!picture->in_group || picture->group != group) {
        end_group(picture);
        put_group(picture->out, group, item->place);
        picture->in_group = true;
        picture->group = group;
    }
    if (picture->heard == heard)
        return;
    end_heard(picture);
    picture->heard = heard;
    if (heard && !*heard->heard)
        text_add(picture->out, "<g aria-hidden=\"true\">");
    else if (heard)
        text_format_xml(picture->out, "<g role=\"img\" aria-label=\"%s\">", heard->heard);
}

/* ---- items ---------------------------------------------------------------------------- */

static void put_number(struct text *out, const char *before, mpt value)
{
    text_add(out, before);
    text_add_thousandths(out, value);
}

/* Rules of one width are one path. */
static void put_rule(struct picture *picture, const struct page_item *item)
{
    const struct rule_item *rule = &item->as.rule;
    struct text *out = picture->out;
    if (picture->rules && picture->rules->as.rule.width != rule->width)
        end_rules(picture);
    if (!picture->rules) {
        put_number(out, "<path fill=\"none\" stroke=\"#000\" stroke-width=\"", rule->width);
        text_add(out, "\" d=\"");
    }
    picture->rules = item;
    put_number(out, "M", item->x);
    put_number(out, " ", picture->height - item->y);
    if (rule->y2 == item->y) {
        put_number(out, "H", rule->x2);
    } else if (rule->x2 == item->x) {
        put_number(out, "V", picture->height - rule->y2);
    } else {
        put_number(out, "L", rule->x2);
        put_number(out, " ", picture->height - rule->y2);
    }
}

static void put_fill(struct picture *picture, const struct page_item *item)
{
    enum { WHITE = 255, SHADES = 1000 };
    static const char digits[] = "0123456789abcdef";
    const struct fill_item *fill = &item->as.fill;
    struct text *out = picture->out;
    unsigned const shade = ((unsigned)fill->grey * WHITE + SHADES / 2) / SHADES;
    put_number(out, "<rect x=\"", item->x);
    put_number(out, "\" y=\"", picture->height - item->y - fill->height);
    put_number(out, "\" width=\"", fill->width);
    put_number(out, "\" height=\"", fill->height);
    text_add(out, "\" fill=\"#");
    for (int i = 0; i < 3; i++)
        text_format(out, "%c%c", digits[shade >> 4], digits[shade & 15]);
    text_add(out, "\"/>");
}

static void put_item(struct picture *picture, const struct page_item *item)
{
    if (item->kind == ITEM_WIDGET || item->kind == ITEM_LINK)
        return; /* they show nothing */
    begin_group(picture, item);
    if (item->kind == ITEM_RULE) {
        put_rule(picture, item);
        return;
    }
    end_rules(picture);
    if (item->kind == ITEM_FILL)
        put_fill(picture, item);
    else
        letters_put(&picture->letters, item);
}

void picture_page(const struct page *page, const struct fonts *fonts, struct svg_use *use,
                  struct text *out)
{
    struct marked letter = {.known = false};
    struct picture picture = {.out = out, .height = page->height};
    picture.letters = (struct letters){
        .fonts = fonts, .use = use, .out = out, .height = page->height, .letter = &letter};
    for (const struct page_item *item = page->first; item; item = item->next)
        put_item(&picture, item);
    end_group(&picture);
}
