/*
 * layout_signatures.c - places to sign.
 *
 * A signer is one slab: position at the left, blank paper with the field over
 * it, the name at the right; position, rule and name share a base line, which
 * is the field's lower edge.  The date stands under the field, close to it: what
 * hangs below the base line beside it needs no room of its own.
 */
#include "pdf/layout.h"

static const double note_before_pt = 4;
static const double least_width_mm = 70; /* of the blank paper: a stamp of a signing tool */
static const double position_mm = 55;
static const double least_position_mm = 40;
static const double gap_mm = 3;           /* between the columns */
static const double before_mm = 1;        /* above a signer, whose paper is blank anyway */
static const double block_before_mm = 4;  /* above the first signer's paper and a lead */
static const double date_before_mm = 0.7; /* between the rule and the date under it */

enum { LINES_BEFORE = 2 };

/* The columns of a signer, mpt from the left margin. */
struct columns {
    mpt position_width;
    mpt field_left, field_width;
    mpt name_left, name_width;
};

static mpt at_least(double mm, double least)
{
    return mpt_from_mm(mm > least ? mm : least);
}

static mpt room_beside(const struct flow *flow, const struct signer *signer)
{
    return flow->width - at_least(signer->width_mm, least_width_mm) - 2 * mpt_from_mm(gap_mm);
}

/* Initials stay with the surname unless the position would get too little; words stay whole. */
static mpt widest_name(struct flow *flow, const struct signer *signers, int size)
{
    mpt widest = 0;
    for (const struct signer *signer = signers; signer; signer = signer->next) {
        mpt const most = room_beside(flow, signer) - mpt_from_mm(least_position_mm);
        for (const struct para *para = signer->name; para; para = para->next) {
            struct line_measure const name =
                lines_measure(para->first, size, flow->metrics, flow->scratch);
            mpt const width = name.whole <= most ? name.whole : name.piece;
            widest = width > widest ? width : widest;
        }
    }
    return widest;
}

static struct columns columns_of(const struct flow *flow, const struct signer *signer, mpt widest)
{
    mpt const gap = mpt_from_mm(gap_mm);
    mpt const field = at_least(signer->width_mm, least_width_mm);
    mpt const rest = room_beside(flow, signer);
    mpt position = mpt_from_mm(position_mm);
    if (position > rest - widest)
        position = rest - widest;
    if (position < mpt_from_mm(least_position_mm))
        position = mpt_from_mm(least_position_mm);
    struct columns const columns = {
        .position_width = position,
        .field_left = position + gap,
        .field_width = field,
        .name_left = position + field + 2 * gap,
        .name_width = rest - position,
    };
    return columns;
}

/* A paragraph of a column, broken. */
struct part {
    struct part *next;
    const struct text_line *lines;
};

/* Text beside the field; its last line stands on the common base line. */
struct side {
    mpt left, width;
    bool is_flush_right;
    struct part *parts;
    int count; /* lines */
};

static void side_fill(struct flow *flow, struct side *side, const struct para *paras)
{
    struct line_style const style = {.size = size_from_pt(flow->document->type.body_pt),
                                     .width = side->width,
                                     .first_width = side->width};
    struct part **tail = &side->parts;
    for (const struct para *para = paras; para; para = para->next) {
        struct part *part = ARENA_NEW(flow->arena, struct part);
        part->lines =
            flow_break(flow, para->first, &style, element_new(flow, ELEMENT_P, flow->parent));
        side->count += lines_count(part->lines);
        LIST_APPEND(tail, part);
    }
}

static void side_place(struct flow *flow, struct slab *slab, const struct side *side, mpt base)
{
    int const size = size_from_pt(flow->document->type.body_pt);
    mpt const pitch = flow_line_height(flow, size, true);
    int below = side->count;
    for (const struct part *part = side->parts; part; part = part->next) {
        for (const struct text_line *line = part->lines; line; line = line->next) {
            mpt const slack = side->is_flush_right ? side->width - line->width : 0;
            below--;
            line_items(flow->arena, line, size, side->left + slack, base - below * pitch, false,
                       &slab->first, &slab->last);
        }
    }
}

static void place_field(struct flow *flow, struct slab *slab, const struct signer *signer,
                        const struct columns *columns, mpt base, struct element *form)
{
    struct page_item *item =
        item_add(flow->arena, ITEM_WIDGET, columns->field_left, base, &slab->first, &slab->last);
    item->element = form;
    item->as.widget = (struct widget_item){
        .width = columns->field_width,
        .height = base,
        .name = signer->field_name,
        .tooltip = signer->tooltip,
    };
    slab_rule(flow, slab, columns->field_left, columns->field_left + columns->field_width, base);
}

static struct slab *flow_places(struct flow *flow, const struct signer *signer,
                                const struct columns *columns, mpt space)
{
    int const size = size_from_pt(flow->document->type.body_pt);
    mpt const pitch = flow_line_height(flow, size, true);
    struct side position = {.width = columns->position_width};
    struct side name = {
        .left = columns->name_left, .width = columns->name_width, .is_flush_right = true};
    side_fill(flow, &position, signer->position);
    struct element *form = element_new(flow, ELEMENT_FORM, flow->parent);
    side_fill(flow, &name, signer->name);
    int const lines = position.count > name.count ? position.count : name.count;
    mpt const text_base = flow_base_line(flow, size, true) + (lines - 1) * pitch;
    mpt const field = mpt_from_mm(signer_height(&flow->document->type, signer));
    mpt const base = text_base > field ? text_base : field;
    mpt const below = signer->date ? 0 : pitch - flow_base_line(flow, size, true);
    struct slab *slab = flow_slab(flow, space, base + below, 1);
    slab->kind = SLAB_SIGNER;
    slab->size = size;
    slab->signer = signer;
    slab->least = text_base;
    slab->below = below;
    side_place(flow, slab, &position, base);
    place_field(flow, slab, signer, columns, base, form);
    side_place(flow, slab, &name, base);
    if (!signer->name)
        slab_rule(flow, slab, columns->name_left, columns->name_left + columns->name_width, base);
    return slab;
}

/* All of one signer on one page: a line above, the places, the date. */
static struct slab *flow_signer(struct flow *flow, const struct signer *signer, mpt widest,
                                bool is_first)
{
    int const size = size_from_pt(flow->document->type.body_pt);
    struct columns const columns = columns_of(flow, signer, widest);
    mpt space = mpt_from_mm(signer->lead || is_first ? block_before_mm : before_mm);
    struct slab *first = NULL;
    for (const struct para *para = signer->lead; para; para = para->next) {
        struct text_style const style = {.size = size, .before = space, .is_whole = true};
        struct slab *slab = flow_para(flow, para, &style);
        flow_keep(flow, 1);
        first = first ? first : slab;
        space = 0;
    }
    struct slab *places = flow_places(flow, signer, &columns, space);
    for (const struct para *para = signer->date; para; para = para->next) {
        struct text_style const style = {.size = size,
                                         .left = columns.field_left,
                                         .before = mpt_from_mm(date_before_mm),
                                         .is_single = true,
                                         .is_whole = true};
        flow_keep(flow, 1);
        flow_para(flow, para, &style);
    }
    flow->keep = 0;
    return first ? first : places;
}

/* Two lines of text, or a row of a table, go with the first signer onto his page. */
static void keep_text_before(struct slab *slab)
{
    for (int lines = 0; slab->previous && lines < LINES_BEFORE; slab = slab->previous) {
        slab->glued = true;
        lines += slab->previous->lines;
    }
}

/* Small lines under the block, on its page. */
static void flow_note(struct flow *flow, const struct para *note)
{
    struct text_style const style = {.size = size_from_pt(flow->document->type.small_pt),
                                     .before = mpt_from_pt(note_before_pt),
                                     .is_whole = true};
    for (; note; note = note->next) {
        flow_keep(flow, 1);
        flow_para(flow, note, &style);
    }
    flow->keep = 0;
}

void signatures_flow(struct flow *flow, const struct block *block)
{
    const struct signer *signers = block->as.signatures.signers;
    int const size = size_from_pt(flow->document->type.body_pt);
    mpt const widest = widest_name(flow, signers, size);
    struct slab *first = NULL;
    for (const struct signer *signer = signers; signer; signer = signer->next) {
        struct slab *slab = flow_signer(flow, signer, widest, first == NULL);
        slab->may_part = first != NULL;
        first = first ? first : slab;
    }
    if (!first)
        return;
    flow_note(flow, block->as.signatures.note);
    /* A page of signatures without text invites doubt: the block stays whole where it can. */
    flow_keep_whole(flow, first, LINES_BEFORE * flow_line_height(flow, size, false));
    keep_text_before(first);
}
