#include "pdf/layout_flow.h"

#include <math.h>

enum { EM = 1000, RULE_WIDTH = 500, KEPT_LINES = 2 };

mpt mpt_from_mm(double mm)
{
    return lround(mm * 72000 / 25.4);
}

mpt mpt_from_pt(double pt)
{
    return lround(pt * 1000);
}

int size_from_pt(double pt)
{
    return (int)lround(pt * 1000);
}

mpt flow_line_height(const struct flow *flow, int size, bool is_single)
{
    const struct metrics *metrics = flow->metrics;
    mpt const natural = (mpt)(metrics->ascent + metrics->descent + metrics->line_gap) * size / EM;
    return is_single ? natural : lround((double)natural * flow->document->type.line_spacing);
}

/* Descent stands at the bottom, whatever is added to the line goes above the letters. */
mpt flow_base_line(const struct flow *flow, int size, bool is_single)
{
    return flow_line_height(flow, size, is_single) - (mpt)flow->metrics->descent * size / EM;
}

struct slab *flow_slab(struct flow *flow, mpt space, mpt height, int lines)
{
    struct slab *slab = ARENA_NEW(flow->arena, struct slab);
    slab->space = flow->space_after + space;
    slab->height = height;
    slab->lines = lines;
    slab->glued = flow->keep > 0 && flow->last;
    slab->previous = flow->last;
    if (flow->last)
        flow->last->next = slab;
    else
        flow->first = slab;
    flow->last = slab;
    flow->space_after = 0;
    flow->keep = flow->keep > lines ? flow->keep - lines : 0;
    return slab;
}

void flow_keep(struct flow *flow, int lines)
{
    if (flow->keep < lines)
        flow->keep = lines;
}

void slab_item(struct slab *slab, struct page_item *item)
{
    if (slab->last)
        slab->last->next = item;
    else
        slab->first = item;
    slab->last = item;
}

void slab_rule(struct flow *flow, struct slab *slab, mpt x1, mpt x2, mpt y)
{
    struct page_item *item = ARENA_NEW(flow->arena, struct page_item);
    item->kind = ITEM_RULE;
    item->x = x1;
    item->y = y;
    item->as.rule = (struct rule_item){.x2 = x2, .y2 = y, .width = RULE_WIDTH};
    slab_item(slab, item);
}

static void append_item(struct page_item *item, struct page_item **first, struct page_item **last)
{
    if (*last)
        (*last)->next = item;
    else
        *first = item;
    *last = item;
}

/* The link behind the text that it is for. */
static struct page_item *link_item(struct arena *arena, const struct fragment *part,
                                   const struct page_item *text)
{
    struct page_item *item = ARENA_NEW(arena, struct page_item);
    item->kind = ITEM_LINK;
    item->x = text->x;
    item->y = text->y;
    item->element = part->owner;
    item->as.link = (struct link_item){
        .width = part->width, .size = text->as.text.size, .target = part->run->page_of};
    return item;
}

void line_items(struct arena *arena, const struct text_line *line, int size, mpt x, mpt y,
                struct page_item **first, struct page_item **last)
{
    for (const struct fragment *part = line->first; part; part = part->next) {
        struct page_item *item = ARENA_NEW(arena, struct page_item);
        item->kind = ITEM_TEXT;
        item->x = x + part->x;
        item->y = y;
        item->element = part->owner;
        item->as.text = (struct text_item){
            .face = part->face,
            .size = size,
            .text = part->text,
            .length = part->length,
            .space_stretch = line->stretch,
            .soft_hyphen = line->soft_hyphen && !part->next,
            .path = part->run->path,
            .pos = part->run->pos,
        };
        append_item(item, first, last);
        if (part->owner && part->run->page_of)
            append_item(link_item(arena, part, item), first, last);
    }
}

/* What a run belongs to inside its paragraph's element. */
static struct element *run_owner(struct flow *flow, const struct run *run, struct element *element)
{
    if (run->page_of)
        return element_new(flow, ELEMENT_LINK, element);
    if (!run->lang)
        return element;
    struct element *span = element_new(flow, ELEMENT_SPAN, element);
    span->lang = run->lang;
    return span;
}

struct text_line *flow_break(struct flow *flow, const struct run *runs,
                             const struct line_style *style, struct element *element)
{
    struct text_line *lines =
        lines_break(runs, style, flow->metrics, flow->arena, flow->scratch, flow->diags);
    arena_reset(flow->scratch);
    const struct run *run = NULL;
    struct element *owner = element;
    if (!element)
        return lines;
    for (struct text_line *line = lines; line; line = line->next) {
        for (struct fragment *part = line->first; part; part = part->next) {
            if (part->run != run) {
                run = part->run;
                owner = run_owner(flow, run, element);
            }
            part->owner = owner;
        }
    }
    return lines;
}

/* Where a line starts that is this wide. */
static mpt line_start(const struct text_style *style, mpt left, mpt room, mpt width)
{
    switch (style->align) {
    case ALIGN_LEFT:
    case ALIGN_JUSTIFY: return left;
    case ALIGN_CENTRE: return left + (room - width) / 2;
    case ALIGN_RIGHT: return left + room - width;
    }
    return left;
}

/* Two lines at least stand together at the foot of a page and at its head. */
static bool is_kept_inside(const struct text_style *style, int index, int count)
{
    return index > 0 && (style->is_whole || index < KEPT_LINES || index > count - KEPT_LINES);
}

static int count_lines(const struct text_line *line)
{
    int count = 0;
    for (; line; line = line->next)
        count++;
    return count;
}

/* The marker and the space after it, which readers of the text expect. */
static void put_marker(struct flow *flow, struct slab *slab, const struct text_style *style, mpt y)
{
    struct run *run = ARENA_NEW(flow->arena, struct run);
    run->text = arena_printf(flow->arena, "%s ", style->marker);
    struct line_style const one_line = {
        .size = style->size, .width = flow->width, .first_width = flow->width};
    const struct text_line *line = flow_break(flow, run, &one_line, style->marker_element);
    line_items(flow->arena, line, style->size, style->left - style->hang, y, &slab->first,
               &slab->last);
}

struct slab *flow_text(struct flow *flow, const struct run *runs, const struct text_style *style,
                       struct element *element)
{
    mpt const room = flow->width - style->left - style->right;
    struct line_style const breaking = {
        .size = style->size,
        .width = room,
        .first_width = room - style->first,
        .is_justified = style->align == ALIGN_JUSTIFY,
        .is_hyphenated = style->is_hyphenated,
        .is_balanced = style->align == ALIGN_CENTRE,
    };
    const struct text_line *lines = flow_break(flow, runs, &breaking, element);
    int const count = count_lines(lines);
    mpt const height = flow_line_height(flow, style->size, style->is_single);
    mpt const base = flow_base_line(flow, style->size, style->is_single);
    struct slab *first = NULL;
    int index = 0;
    for (const struct text_line *line = lines; line; line = line->next, index++) {
        struct slab *slab = flow_slab(flow, index == 0 ? style->before : 0, height, 1);
        if (is_kept_inside(style, index, count))
            slab->glued = true;
        slab->hyphenated = line->soft_hyphen;
        mpt const indent = index == 0 ? style->first : 0;
        mpt const x = line_start(style, style->left + indent, room - indent, line->width);
        if (index == 0 && style->marker)
            put_marker(flow, slab, style, base);
        line_items(flow->arena, line, style->size, x, base, &slab->first, &slab->last);
        slab->text_end = x + line->width;
        if (!first)
            first = slab;
    }
    return first;
}

void flow_rules(struct flow *flow, int count, mpt x1, mpt x2)
{
    int const size = size_from_pt(flow->document->type.body_pt);
    mpt const pitch = mpt_from_mm(flow->document->type.rule_pitch_mm);
    mpt const below = flow_line_height(flow, size, false) - flow_base_line(flow, size, false);
    for (int i = 0; i < count; i++) {
        struct slab *slab = flow_slab(flow, 0, pitch, 1);
        slab_rule(flow, slab, x1, x2, pitch - below);
    }
}

struct element *element_new(struct flow *flow, enum element_type type, struct element *parent)
{
    struct element *element = ARENA_NEW(flow->arena, struct element);
    element->type = type;
    element->parent = parent;
    element->index = flow->pages->element_count++;
    if (!parent)
        return element;
    if (parent->last)
        parent->last->next = element;
    else
        parent->first = element;
    parent->last = element;
    return element;
}

const char *paras_title(struct arena *arena, const struct para *paras)
{
    struct text title = TEXT_EMPTY;
    for (const struct para *para = paras; para; para = para->next) {
        if (title.len)
            text_add_char(&title, ' ');
        for (const struct run *run = para->first; run; run = run->next)
            text_add(&title, run->text);
    }
    return text_take(&title, arena);
}
