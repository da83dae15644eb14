#include "pdf/layout.h"

#include "doc/heard.h"

enum { EM = 1000, RULE_WIDTH = 500, KEPT_LINES = 2 };

mpt mpt_from_mm(double mm)
{
    return mpt_round(mm * 72000 / 25.4);
}

mpt mpt_from_pt(double pt)
{
    return mpt_round(pt * 1000);
}

int size_from_pt(double pt)
{
    return (int)mpt_round(pt * 1000);
}

static mpt line_height(const struct metrics *metrics, int size, double spacing)
{
    mpt const natural = (mpt)(metrics->ascent + metrics->descent + metrics->line_gap) * size / EM;
    return mpt_round((double)natural * spacing);
}

mpt flow_line_height(const struct flow *flow, int size, bool is_single)
{
    return line_height(flow->metrics, size, is_single ? 1 : flow->document->type.line_spacing);
}

/* Descent stands at the bottom, whatever is added to the line goes above the letters. */
mpt flow_base_line(const struct flow *flow, int size, bool is_single)
{
    return flow_line_height(flow, size, is_single) - (mpt)flow->metrics->descent * size / EM;
}

struct slab *flow_slab(struct flow *flow, mpt space, mpt height, int lines)
{
    struct slab *slab = ARENA_NEW(flow->arena, struct slab);
    slab->gap = flow->space_after + space;
    slab->space = slab_space(slab, &flow->document->type);
    slab->height = height;
    slab->lines = lines;
    slab->glued = flow->keep > 0 && flow->last;
    slab->previous = flow->last;
    LIST_PUT(flow->first, flow->last, slab);
    flow->space_after = 0;
    flow->keep = flow->keep > lines ? flow->keep - lines : 0;
    return slab;
}

mpt slab_space(const struct slab *slab, const struct typography *type)
{
    return mpt_round((double)slab->gap * type->gaps);
}

mpt slab_height(const struct flow *flow, const struct slab *slab, const struct typography *type)
{
    switch (slab->kind) {
    case SLAB_LINE:
        return line_height(flow->metrics, slab->size, slab->is_single ? 1 : type->line_spacing) +
               slab->beside;
    case SLAB_SIGNER: {
        mpt const field = mpt_from_mm(signer_height(type, slab->signer));
        return (field > slab->least ? field : slab->least) + slab->below;
    }
    case SLAB_FIXED:
    case SLAB_RULE:
    case SLAB_ROWS: return slab->height;
    }
    return slab->height;
}

void flow_stretch(struct flow *flow, const struct typography *type)
{
    for (struct slab *slab = flow->first; slab; slab = slab->next) {
        mpt const height = slab_height(flow, slab, type);
        mpt const more = height - slab->height;
        slab->space = slab_space(slab, type);
        slab->height = height;
        for (struct page_item *item = more ? slab->first : NULL; item; item = item->next) {
            item->y += more;
            if (item->kind == ITEM_RULE)
                item->as.rule.y2 += more;
            else if (item->kind == ITEM_WIDGET)
                item->as.widget.height += more;
        }
    }
}

void flow_keep(struct flow *flow, int lines)
{
    if (flow->keep < lines)
        flow->keep = lines;
}

void flow_keep_whole(const struct flow *flow, struct slab *first, mpt before)
{
    mpt height = before;
    for (const struct slab *slab = first; slab; slab = slab->next)
        height += slab->space + slab->height;
    if (height > flow->room)
        return;
    for (struct slab *slab = first ? first->next : NULL; slab; slab = slab->next)
        slab->glued = true;
}

struct page_item *item_add(struct arena *arena, enum item_kind kind, mpt x, mpt y,
                           struct page_item **first, struct page_item **last)
{
    struct page_item *item = ARENA_NEW(arena, struct page_item);
    item->kind = kind;
    item->x = x;
    item->y = y;
    LIST_PUT(*first, *last, item);
    return item;
}

void slab_rule(struct flow *flow, struct slab *slab, mpt x1, mpt x2, mpt y, struct element *owner)
{
    struct page_item *item = item_add(flow->arena, ITEM_RULE, x1, y, &slab->first, &slab->last);
    item->element = owner;
    item->as.rule = (struct rule_item){.x2 = x2, .y2 = y, .width = RULE_WIDTH};
}

/* A rule to write on is content; what underlines text is not. */
static void place_rule(struct page_item *item, const struct fragment *part, int size)
{
    enum { DEPTH = 110 }; /* below the base line, 1/1000 em: through the feet of «р» and «у» */
    if (!run_is_blank(part->run))
        item->element = NULL;
    item->y += (mpt)size * DEPTH / EM;
    item->as.rule =
        (struct rule_item){.x2 = item->x + part->width, .y2 = item->y, .width = RULE_WIDTH};
}

void line_items(struct arena *arena, const struct text_line *line, int size, mpt x, mpt y,
                bool is_repeated, struct page_item **first, struct page_item **last)
{
    for (const struct fragment *part = line->first; part; part = part->next) {
        struct page_item *item =
            item_add(arena, part->text ? ITEM_TEXT : ITEM_RULE, x + part->x, y, first, last);
        item->element = is_repeated ? NULL : part->owner;
        item->artifact = is_repeated ? ARTIFACT_PAGINATION : ARTIFACT_LAYOUT;
        if (!part->text) {
            place_rule(item, part, size);
            continue;
        }
        item->y += part->drop;
        item->as.text = (struct text_item){
            .face = part->face,
            .size = part->size ? part->size : size,
            .text = part->text,
            .length = part->length,
            .space_stretch = line->stretch,
            .soft_hyphen = line->soft_hyphen && !part->next,
            .path = part->run->path,
            .pos = part->run->pos,
        };
        if (!item->element || !part->run->page_of)
            continue;
        item = item_add(arena, ITEM_LINK, item->x, y, first, last);
        item->element = part->owner;
        item->as.link =
            (struct link_item){.width = part->width, .size = size, .target = part->run->page_of};
    }
}

/* What a run belongs to inside its paragraph's element; one that is alone needs none of its own. */
static struct element *run_owner(struct flow *flow, const struct run *before, const struct run *run,
                                 struct element *element)
{
    if (run->page_of)
        return element_new(flow, ELEMENT_LINK, element);
    if (run->flags & RUN_LABEL)
        return flow->label;
    const char *heard = run_said(before, run, flow->arena);
    if (!run->lang && !heard)
        return element;
    struct element *span = element;
    if (before || run->next || run->lang || run->blank || run->flags >= RUN_UNDERLINED)
        span = element_new(flow, ELEMENT_SPAN, element);
    span->lang = run->lang;
    span->heard = heard;
    return span;
}

struct text_line *flow_break(struct flow *flow, const struct run *runs,
                             const struct line_style *style, struct element *element)
{
    struct line_style captioned = *style;
    captioned.caption = size_from_pt(typography_caption_pt(&flow->document->type));
    struct text_line *lines =
        lines_break(runs, &captioned, flow->metrics, flow->arena, flow->scratch, flow->diags);
    arena_reset(flow->scratch);
    const struct run *run = NULL;
    struct element *owner = element;
    if (!element)
        return lines;
    for (struct text_line *line = lines; line; line = line->next) {
        for (struct fragment *part = line->first; part; part = part->next) {
            if (part->run != run) {
                owner = run_owner(flow, run, part->run, element);
                run = part->run;
            }
            part->owner = owner;
        }
    }
    return lines;
}

struct text_line *flow_break_words(struct flow *flow, const char *words, int size, mpt width,
                                   struct element *element)
{
    struct line_style const style = {.size = size, .width = width, .first_width = width};
    return flow_break(flow, run_new(flow->arena, words, 0), &style, element);
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

/*
 * The marker and the space after it, which readers of the text expect.  What is said
 * instead of a marker has none: the text is another element.
 */
static void put_marker(struct flow *flow, struct slab *slab, const struct text_style *style, mpt y)
{
    const char *words = style->marker_element->heard
                            ? style->marker
                            : arena_printf(flow->arena, "%s ", style->marker);
    const struct text_line *line =
        flow_break_words(flow, words, style->size, flow->width, style->marker_element);
    line_items(flow->arena, line, style->size, style->left - style->hang, y, false, &slab->first,
               &slab->last);
}

/* Rules to write on have their own distance. */
static mpt room_above(const struct flow *flow, const struct text_line *line, mpt height)
{
    mpt const pitch = mpt_from_mm(flow->document->type.rule_pitch_mm);
    return line->is_rule && pitch > height ? pitch - height : 0;
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
    int const count = lines_count(lines);
    mpt const height = flow_line_height(flow, style->size, style->is_single);
    mpt const base = flow_base_line(flow, style->size, style->is_single);
    struct slab *first = NULL;
    int index = 0;
    for (const struct text_line *line = lines; line; line = line->next, index++) {
        mpt const above = room_above(flow, line, height);
        struct slab *slab =
            flow_slab(flow, index == 0 ? style->before : 0, above + height + line->below, 1);
        slab->kind = SLAB_LINE;
        slab->beside = above + line->below;
        slab->size = style->size;
        slab->is_single = style->is_single;
        slab->group = index == 0 ? count : 0;
        if (is_kept_inside(style, index, count))
            slab->glued = true;
        slab->hyphenated = line->soft_hyphen;
        mpt const indent = index == 0 ? style->first : 0;
        mpt const x = line_start(style, style->left + indent, room - indent, line->width);
        if (index == 0 && style->marker)
            put_marker(flow, slab, style, base);
        line_items(flow->arena, line, style->size, x, above + base, false, &slab->first,
                   &slab->last);
        slab->text_end = x + line->width;
        if (!first)
            first = slab;
    }
    return first;
}

struct slab *flow_para(struct flow *flow, const struct para *para, const struct text_style *style)
{
    return flow_text(flow, para->first, style, element_new(flow, ELEMENT_P, flow->parent));
}

void flow_rules(struct flow *flow, int count, mpt x1, mpt x2, struct element *owner)
{
    int const size = size_from_pt(flow->document->type.body_pt);
    mpt const pitch = mpt_from_mm(flow->document->type.rule_pitch_mm);
    mpt const below = flow_line_height(flow, size, false) - flow_base_line(flow, size, false);
    for (int i = 0; i < count; i++) {
        struct slab *slab = flow_slab(flow, 0, pitch, 1);
        slab->kind = SLAB_RULE;
        slab->group = i == 0 ? count : 0;
        slab_rule(flow, slab, x1, x2, pitch - below, owner);
    }
}

struct element *element_new(struct flow *flow, enum element_type type, struct element *parent)
{
    struct element *element = ARENA_NEW(flow->arena, struct element);
    element->type = type;
    element->parent = parent;
    element->index = flow->pages->element_count++;
    if (parent)
        LIST_PUT(parent->first, parent->last, element);
    return element;
}

struct element *element_blank(struct flow *flow, enum element_type type, struct element *parent)
{
    struct element *element = element_new(flow, type, parent);
    element->heard = HEARD_BLANK;
    return element;
}
