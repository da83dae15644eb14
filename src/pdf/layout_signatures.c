/*
 * layout_signatures.c - places to sign.
 *
 * A signer is two slabs.  One has the position at the left, under what is signed to,
 * blank paper with the field over it, the name at the right; position, rule and name
 * share a base line, which is the field's lower edge.  The other, close to it, has the
 * date at the left and the captions under the rules: what hangs below the base line
 * above needs no room of its own.
 */
#include "doc/heard.h"
#include "pdf/layout.h"

static const double note_before_pt = 4;
static const double least_width_mm = 70; /* of the blank paper: a stamp of a signing tool */
static const double position_mm = 55;
static const double least_position_mm = 40;
static const double gap_mm = 3;            /* between the columns */
static const double spare_mm = 1;          /* beside the widest name, as word processors need it */
static const double before_mm = 1;         /* above a signer, whose paper is blank anyway */
static const double text_before_mm = 1;    /* above text that is as high as the paper */
static const double block_before_mm = 4;   /* above the first one, and one with a lead */
static const double date_before_mm = 1.06; /* between the rule and what stands under it */

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
    return widest + mpt_from_mm(spare_mm);
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

/* Text beside the field or under it, as lines of one size. */
struct side {
    int size;
    mpt left, width;
    enum alignment align;
    struct part *parts, *last;
    int count;         /* lines */
    const char *heard; /* instead of the text, or NULL */
};

static struct side side_new(int size, mpt left, mpt width, enum alignment align)
{
    return (struct side){.size = size, .left = left, .width = width, .align = align};
}

static void side_fill(struct flow *flow, struct side *side, const struct para *paras)
{
    struct line_style const style = {
        .size = side->size, .width = side->width, .first_width = side->width};
    for (const struct para *para = paras; para; para = para->next) {
        struct part *part = ARENA_NEW(flow->arena, struct part);
        struct element *element = element_new(flow, ELEMENT_P, flow->parent);
        element->heard = side->heard;
        part->lines = flow_break(flow, para->first, &style, element);
        side->count += lines_count(part->lines);
        LIST_PUT(side->parts, side->last, part);
    }
}

static mpt side_height(const struct flow *flow, const struct side *side)
{
    return side->count * flow_line_height(flow, side->size, true);
}

static mpt line_left(const struct side *side, const struct text_line *line)
{
    mpt const slack = side->width - line->width;
    switch (side->align) {
    case ALIGN_LEFT:
    case ALIGN_JUSTIFY: return side->left;
    case ALIGN_CENTRE: return side->left + slack / 2;
    case ALIGN_RIGHT: return side->left + slack;
    }
    return side->left;
}

/* The base line of the last line is given. */
static void side_place(struct flow *flow, struct slab *slab, const struct side *side, mpt base)
{
    mpt const pitch = flow_line_height(flow, side->size, true);
    int below = side->count;
    for (const struct part *part = side->parts; part; part = part->next) {
        for (const struct text_line *line = part->lines; line; line = line->next) {
            below--;
            line_items(flow->arena, line, side->size, line_left(side, line), base - below * pitch,
                       false, &slab->first, &slab->last);
        }
    }
}

/* The top is the slab's. */
static void side_hang(struct flow *flow, struct slab *slab, const struct side *side)
{
    mpt const pitch = flow_line_height(flow, side->size, true);
    side_place(flow, slab, side,
               flow_base_line(flow, side->size, true) + (side->count - 1) * pitch);
}

/* Of the field; on paper, where there is none, of its rule, which is heard then. */
static struct element *element_to_sign(struct flow *flow)
{
    bool const for_paper = flow->document->for_paper;
    struct element *element = element_new(flow, for_paper ? ELEMENT_P : ELEMENT_FORM, flow->parent);
    element->heard = for_paper ? HEARD_SIGN : NULL;
    return element;
}

static void place_field(struct flow *flow, struct slab *slab, const struct signer *signer,
                        const struct columns *columns, mpt base, struct element *element)
{
    bool const for_paper = flow->document->for_paper;
    if (!for_paper) {
        struct page_item *item = item_add(flow->arena, ITEM_WIDGET, columns->field_left, base,
                                          &slab->first, &slab->last);
        item->element = element;
        item->as.widget = (struct widget_item){
            .width = columns->field_width,
            .height = base,
            .name = signer->field_name,
            .tooltip = signer->tooltip,
        };
    }
    slab_rule(flow, slab, columns->field_left, columns->field_left + columns->field_width, base,
              for_paper ? element : NULL);
}

static bool has_below(const struct signer *signer)
{
    return signer->date || signer->caption || signer->name_caption;
}

/* Heard with what is written there: its caption comes after the date. */
static struct element *name_blank(struct flow *flow, const struct signer *signer)
{
    struct element *element = element_blank(flow, ELEMENT_P, flow->parent);
    const struct para *caption = signer->name_caption;
    if (caption && caption->first)
        element->heard = arena_printf(flow->arena, "%s %s", element->heard, caption->first->text);
    return element;
}

static struct slab *flow_places(struct flow *flow, const struct signer *signer,
                                const struct columns *columns, mpt space)
{
    int const size = size_from_pt(flow->document->type.body_pt);
    mpt const pitch = flow_line_height(flow, size, true);
    struct side position = side_new(size, 0, columns->position_width, ALIGN_LEFT);
    struct side name = side_new(size, columns->name_left, columns->name_width, ALIGN_RIGHT);
    side_fill(flow, &position, signer->lead);
    side_fill(flow, &position, signer->position);
    struct element *place = element_to_sign(flow);
    side_fill(flow, &name, signer->name);
    int const lines = position.count > name.count ? position.count : name.count;
    mpt const text_base =
        mpt_from_mm(text_before_mm) + flow_base_line(flow, size, true) + (lines - 1) * pitch;
    mpt const field = mpt_from_mm(signer_height(&flow->document->type, signer));
    mpt const base = text_base > field ? text_base : field;
    mpt const below = has_below(signer) ? 0 : pitch - flow_base_line(flow, size, true);
    struct slab *slab = flow_slab(flow, space, base + below, 1);
    slab->kind = SLAB_SIGNER;
    slab->size = size;
    slab->signer = signer;
    slab->least = text_base;
    slab->below = below;
    side_place(flow, slab, &position, base);
    place_field(flow, slab, signer, columns, base, place);
    side_place(flow, slab, &name, base);
    if (!signer->name)
        slab_rule(flow, slab, columns->name_left, columns->name_left + columns->name_width, base,
                  name_blank(flow, signer));
    return slab;
}

/* A date that is wider than the positions goes on under the field, up to its caption. */
static mpt date_width(const struct columns *columns)
{
    double const caption_mm = 20;
    return columns->field_left + (columns->field_width - mpt_from_mm(caption_mm)) / 2;
}

/* What stands under the places, with them on one page. */
static void flow_below(struct flow *flow, const struct signer *signer,
                       const struct columns *columns)
{
    const struct typography *type = &flow->document->type;
    int const small = size_from_pt(typography_caption_pt(type));
    struct side sides[] = {
        side_new(size_from_pt(type->body_pt), 0, date_width(columns), ALIGN_LEFT),
        side_new(small, columns->field_left, columns->field_width, ALIGN_CENTRE),
        side_new(small, columns->name_left, columns->name_width, ALIGN_CENTRE),
    };
    const struct para *const texts[] = {signer->date, signer->caption, signer->name_caption};
    enum { DATE, SIDES = sizeof sides / sizeof *sides };
    mpt height = 0;
    for (int i = 0; i < SIDES; i++) {
        /* The field and the rule have been heard with what their captions say. */
        sides[i].heard = i == DATE ? NULL : "";
        side_fill(flow, &sides[i], texts[i]);
        mpt const needed = side_height(flow, &sides[i]);
        height = needed > height ? needed : height;
    }
    flow_keep(flow, 1);
    struct slab *slab = flow_slab(flow, mpt_from_mm(date_before_mm), height, 1);
    if (sides[DATE].count == 1 && height == side_height(flow, &sides[DATE])) {
        slab->kind = SLAB_LINE;
        slab->size = sides[DATE].size;
        slab->is_single = true;
        slab->group = 1;
    }
    for (int i = 0; i < SIDES; i++)
        side_hang(flow, slab, &sides[i]);
}

/* All of one signer on one page. */
static struct slab *flow_signer(struct flow *flow, const struct signer *signer,
                                const struct columns *columns, bool is_first)
{
    struct slab *places = flow_places(
        flow, signer, columns, mpt_from_mm(signer->lead || is_first ? block_before_mm : before_mm));
    if (has_below(signer))
        flow_below(flow, signer, columns);
    flow->keep = 0;
    return places;
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
        struct columns const columns = columns_of(flow, signer, widest);
        struct slab *slab = flow_signer(flow, signer, &columns, first == NULL);
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
