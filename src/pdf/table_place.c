/*
 * table_place.c - draws tables; see table.h.
 */
#include "pdf/table.h"

enum { BORDER_WIDTH = 500 };

/* A part of a group on a page: depths top to bottom, drawn between y_top and y_bottom. */
struct part {
    const struct table_place *place;
    struct table_plan *plan;
    const struct table_group *group;
    mpt top, bottom;
    mpt y_top, y_bottom;
    mpt origin;       /* y of depth 0 */
    bool is_repeated; /* an artifact */
};

mpt table_head_height(const struct table_band *band)
{
    return band->plan->head && !band->group->is_head ? band->plan->head->height : 0;
}

mpt table_cut_above(const struct table_band *band)
{
    return band->top > 0 ? band->plan->padding : 0;
}

mpt table_cut_below(const struct table_band *band)
{
    return band->bottom < band->group->height ? band->plan->padding : 0;
}

static struct page_item *add_rule(const struct part *part, mpt x1, mpt y1, mpt x2, mpt y2)
{
    const struct table_place *place = part->place;
    struct page_item *item = item_add(place->arena, ITEM_RULE, place->left + x1, y1,
                                      &place->page->first, &place->page->last);
    item->as.rule = (struct rule_item){.x2 = place->left + x2, .y2 = y2, .width = BORDER_WIDTH};
    return item;
}

/* Goes on with the border above it where they touch. */
static void add_vertical(const struct part *part, int edge, mpt y1, mpt y2)
{
    struct page_item **last = &part->plan->verticals[edge];
    if (*last && (*last)->as.rule.y2 == y1)
        (*last)->as.rule.y2 = y2;
    else
        *last = add_rule(part, part->plan->edges[edge], y1, part->plan->edges[edge], y2);
}

static void add_horizontal(const struct part *part, mpt x1, mpt x2, mpt y)
{
    struct page_item **last = &part->plan->horizontal;
    if (*last && (*last)->y == y && (*last)->as.rule.x2 == part->place->left + x1)
        (*last)->as.rule.x2 = part->place->left + x2;
    else
        *last = add_rule(part, x1, y, x2, y);
}

static mpt y_of(const struct part *part, mpt depth)
{
    if (depth <= part->top)
        return part->y_top;
    return depth >= part->bottom ? part->y_bottom : part->origin - depth;
}

static void place_borders(const struct part *part)
{
    struct table_plan *plan = part->plan;
    if (plan->page != part->place->page) {
        plan->page = part->place->page;
        for (int i = 0; i <= plan->columns; i++)
            plan->verticals[i] = NULL;
        plan->horizontal = NULL;
        add_horizontal(part, plan->edges[0], plan->edges[plan->columns], part->y_top);
    }
    for (int i = 0; i < part->group->count; i++) {
        const struct cell_box *box = &part->group->boxes[i];
        if (box->top >= part->bottom || box->bottom <= part->top)
            continue;
        add_vertical(part, box->column, y_of(part, box->top), y_of(part, box->bottom));
        add_horizontal(part, box->x1, box->x2, y_of(part, box->bottom));
    }
    add_vertical(part, plan->columns, part->y_top, part->y_bottom);
}

static mpt line_x(const struct cell_box *box, const struct text_line *line, mpt padding)
{
    switch (box->cell->align) {
    case CELL_LEFT: return box->x1 + padding;
    case CELL_CENTRE: return box->x1 + (box->x2 - box->x1 - line->width) / 2;
    }
    return box->x1 + padding;
}

static void place_line(const struct part *part, const struct cell_box *box, int index)
{
    const struct table_plan *plan = part->plan;
    const struct text_line *line = box->lines[index];
    mpt const top = box->text_top + index * plan->line_height;
    struct page *page = part->place->page;
    struct page_item *first = NULL;
    struct page_item *last = NULL;
    line_items(part->place->arena, line, plan->size,
               part->place->left + line_x(box, line, plan->padding_x), top + plan->base,
               part->is_repeated, &first, &last);
    for (struct page_item *item = first; item; item = item->next) {
        item->y = part->origin - item->y;
        if (item->kind == ITEM_RULE)
            item->as.rule.y2 = part->origin - item->as.rule.y2;
    }
    if (!first)
        return;
    *(page->last ? &page->last->next : &page->first) = first;
    page->last = last;
}

static void place_text(const struct part *part)
{
    mpt const height = part->plan->line_height;
    for (int i = 0; i < part->group->count; i++) {
        const struct cell_box *box = &part->group->boxes[i];
        for (int k = 0; k < box->count; k++) {
            mpt const top = box->text_top + k * height;
            if (box->lines[k] && top >= part->top && top < part->bottom)
                place_line(part, box, k);
        }
    }
}

static void place_part(const struct part *part)
{
    place_borders(part);
    place_text(part);
}

void table_place_head(const struct table_place *place, const struct table_band *band, mpt y)
{
    const struct table_group *head = band->plan->head;
    struct part const part = {
        .place = place,
        .plan = band->plan,
        .group = head,
        .bottom = head->height,
        .y_top = y,
        .y_bottom = y - head->height,
        .origin = y,
        .is_repeated = true,
    };
    place_part(&part);
}

void table_place_bands(const struct table_place *place, const struct table_band *first,
                       const struct table_band *last, mpt y)
{
    mpt const above = table_cut_above(first);
    mpt const height = last->bottom - first->top;
    struct part const part = {
        .place = place,
        .plan = first->plan,
        .group = first->group,
        .top = first->top,
        .bottom = last->bottom,
        .y_top = y,
        .y_bottom = y - above - height - table_cut_below(last),
        .origin = y - above + first->top,
    };
    place_part(&part);
}
