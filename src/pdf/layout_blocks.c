#include "pdf/layout.h"

#include "doc/heard.h"

static const double letterhead_rule_pt = 4;
static const double letterhead_after_pt = 12;
static const double title_space_pt = 12;
static const double part_before_pt = 10;
static const double part_after_pt = 3;
static const double label_before_pt = 8;
static const double lead_in_before_pt = 8;
static const double lead_in_under_title_pt = 4;
static const double lead_in_after_pt = 6;
static const double note_before_pt = 4;
static const double item_hang_mm = 8;     /* room for "10)" at 14 pt */
static const double next_before_pt = 3;   /* between the paragraphs of one value */
static const double option_hang_mm = 6;   /* a check box and its space */
static const double write_on_mm = 40;     /* a shorter rule after a label is not worth having */
static const double frame_padding_mm = 3; /* beside the text; half of it above and below */
static const double rule_gap_mm = 1.5;    /* between a label and its rule */

enum { HEADING_LINES = 2, LABEL_LINES = 1, MOST_KEPT_RULES = 10 };

static int body_size(const struct flow *flow)
{
    return size_from_pt(flow->document->type.body_pt);
}

static int small_size(const struct flow *flow)
{
    return size_from_pt(flow->document->type.small_pt);
}

/* Every paragraph of a chain as an element of its own. */
static struct slab *flow_paras(struct flow *flow, const struct para *paras, struct text_style style,
                               enum element_type type, struct element *parent)
{
    struct slab *first = NULL;
    for (const struct para *para = paras; para; para = para->next) {
        struct slab *slab = flow_text(flow, para->first, &style, element_new(flow, type, parent));
        first = first ? first : slab;
        style.before = 0;
    }
    return first;
}

static bool is_strong(const struct para *para)
{
    return para->first && (para->first->flags & RUN_STRONG);
}

/* Names of the organisation in table size, the other requisites small. */
static void flow_letterhead(struct flow *flow, const struct block *block)
{
    mpt const margin = (flow->width - mpt_from_mm(flow->document->type.letterhead_mm)) / 2;
    struct text_style style = {.align = ALIGN_CENTRE, .is_single = true, .is_whole = true};
    style.left = style.right = margin > 0 ? margin : 0;
    for (const struct para *para = block->as.letterhead.lines; para; para = para->next) {
        style.size =
            is_strong(para) ? size_from_pt(flow->document->type.table_pt) : small_size(flow);
        flow_para(flow, para, &style);
        flow_keep(flow, 1);
    }
    struct slab *slab = flow_slab(flow, 0, mpt_from_pt(letterhead_rule_pt), 0);
    slab_rule(flow, slab, 0, flow->width, slab->height, NULL);
    flow->keep = 0;
    flow->space_after = mpt_from_pt(letterhead_after_pt);
}

static void flow_mark(struct flow *flow, const struct block *block)
{
    const struct para *lines = block->as.mark.lines;
    mpt const left = flow->width - mpt_from_mm(block->as.mark.width_mm);
    struct text_style const style = {.size = body_size(flow),
                                     .left = left > 0 ? left : 0,
                                     .align = lines && lines->next ? ALIGN_LEFT : ALIGN_RIGHT,
                                     .is_whole = true,
                                     .is_single = true};
    flow_paras(flow, lines, style, ELEMENT_P, flow->parent);
    flow->space_after = mpt_from_pt(letterhead_after_pt);
}

/* The text of a chain of paragraphs on one line, for bookmarks. */
static const char *paras_title(struct arena *arena, const struct para *paras)
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

/* A heading of the second level, unless the document has no title to stand under. */
static void flow_part(struct flow *flow, const struct para *text, double before_pt, int keep)
{
    struct text_style const style = {
        .size = body_size(flow), .before = mpt_from_pt(before_pt), .is_whole = true};
    enum element_type const type = flow->has_title ? ELEMENT_H2 : ELEMENT_P;
    struct slab *first = flow_paras(flow, text, style, type, flow->parent);
    if (!first)
        return;
    first->bookmark = paras_title(flow->arena, text);
    first->bookmark_level = 2;
    flow_keep(flow, keep);
    flow->space_after = mpt_from_pt(part_after_pt);
}

static void flow_heading(struct flow *flow, const struct block *block)
{
    const struct heading *heading = &block->as.heading;
    if (heading->level > 1) {
        flow_part(flow, heading->text, part_before_pt, HEADING_LINES);
        return;
    }
    struct text_style const style = {.size = body_size(flow),
                                     .align = ALIGN_CENTRE,
                                     .before = mpt_from_pt(title_space_pt),
                                     .is_whole = true};
    if (!flow_paras(flow, heading->text, style, ELEMENT_H1, flow->parent))
        return;
    flow->has_title = true;
    flow_keep(flow, HEADING_LINES);
    flow->space_after = mpt_from_pt(title_space_pt);
}

/* Of a form's approved body alone the clause that introduces it is the title. */
static enum element_type lead_in_type(struct flow *flow)
{
    if (!flow->lacks_title)
        return ELEMENT_P;
    flow->lacks_title = false;
    flow->has_title = true;
    return ELEMENT_H1;
}

static void flow_paragraph(struct flow *flow, const struct block *block)
{
    const struct paragraph *paragraph = &block->as.paragraph;
    struct text_style style = {.size = small_size(flow)};
    enum element_type type = ELEMENT_P;
    switch (paragraph->style) {
    case PARAGRAPH_TEXT:
        style.size = body_size(flow);
        style.align = ALIGN_JUSTIFY;
        style.is_hyphenated = true;
        style.first = mpt_from_mm(flow->document->type.indent_mm);
        break;
    case PARAGRAPH_LEAD_IN:
        style.before = mpt_from_pt(flow->space_after ? lead_in_under_title_pt : lead_in_before_pt);
        style.is_whole = true;
        type = lead_in_type(flow);
        break;
    case PARAGRAPH_NOTE: style.before = mpt_from_pt(note_before_pt); break;
    case PARAGRAPH_PLAIN:
        style.size = body_size(flow);
        style.before = mpt_from_pt(label_before_pt);
        style.is_whole = true;
        break;
    case PARAGRAPH_CENTRE:
        style.size = body_size(flow);
        style.align = ALIGN_CENTRE;
        style.is_whole = true;
        break;
    }
    if (paragraph->keeps_before)
        flow_keep(flow, 1);
    flow_paras(flow, paragraph->text, style, type, flow->parent);
    if (paragraph->style != PARAGRAPH_LEAD_IN)
        return;
    flow_keep(flow, HEADING_LINES);
    flow->space_after = mpt_from_pt(lead_in_after_pt);
}

/*
 * Free text, behind a marker or not.  The paragraphs of an item are elements
 * under owner; a single one behind a marker is the owner's own content.
 */
static void flow_item(struct flow *flow, const struct item *item, struct text_style style,
                      struct element *owner)
{
    bool const is_plain = item->marker && !(item->text && item->text->next);
    if (is_plain) {
        flow_text(flow, item->text ? item->text->first : NULL, &style, owner);
        return;
    }
    for (const struct para *para = item->text; para; para = para->next) {
        flow_text(flow, para->first, &style, element_new(flow, ELEMENT_P, owner));
        style.marker = NULL;
        style.first = 0;
        style.before = mpt_from_pt(next_before_pt);
    }
}

/*
 * Items in a row that have markers are a list, the others paragraphs; of several
 * every one hangs, so that one of two lines is not taken for two.
 */
static void flow_items(struct flow *flow, const struct item *items, mpt left,
                       struct element *parent)
{
    mpt const hang = mpt_from_mm(item_hang_mm);
    bool const is_several = items && items->next;
    struct element *list = NULL;
    for (const struct item *item = items; item; item = item->next) {
        struct text_style style = {
            .size = body_size(flow), .left = left, .align = ALIGN_JUSTIFY, .is_hyphenated = true};
        if (is_several || item->marker)
            style.left += hang;
        if (!item->marker) {
            list = NULL;
            style.first = is_several ? -hang : 0;
            flow_item(flow, item, style, parent);
            continue;
        }
        if (!list)
            list = element_new(flow, ELEMENT_L, parent);
        struct element *entry = element_new(flow, ELEMENT_LI, list);
        style.marker = item->marker;
        style.marker_element = element_new(flow, ELEMENT_LBL, entry);
        style.hang = hang;
        flow_item(flow, item, style, element_new(flow, ELEMENT_LBODY, entry));
    }
}

static struct run **append_runs(struct arena *arena, struct run **tail, const struct run *runs)
{
    for (; runs; runs = runs->next) {
        *tail = ARENA_NEW(arena, struct run);
        **tail = *runs;
        (*tail)->next = NULL;
        tail = &(*tail)->next;
    }
    return tail;
}

/*
 * Entries that are set like the paragraphs around them: the marker is a run of the first
 * line, which another element owns.
 */
static void flow_run_in(struct flow *flow, const struct item *item)
{
    struct text_style const style = {.size = body_size(flow),
                                     .align = ALIGN_JUSTIFY,
                                     .is_hyphenated = true,
                                     .first = mpt_from_mm(flow->document->type.indent_mm)};
    struct element *list = element_new(flow, ELEMENT_L, flow->parent);
    for (; item; item = item->next) {
        struct element *entry = element_new(flow, ELEMENT_LI, list);
        struct run label = {.flags = RUN_LABEL};
        if (item->marker) {
            label.text = arena_printf(flow->arena, "%s ", item->marker);
            flow->label = element_new(flow, ELEMENT_LBL, entry);
        }
        struct element *body = element_new(flow, ELEMENT_LBODY, entry);
        for (const struct para *para = item->text; para; para = para->next) {
            struct run *first = NULL;
            struct run **tail = &first;
            if (label.text)
                tail = append_runs(flow->arena, tail, &label);
            append_runs(flow->arena, tail, para->first);
            label.text = NULL;
            if (para != item->text)
                flow_keep(flow, 1); /* «Принято единогласно.» opens no page */
            flow_text(flow, first, &style,
                      item->text->next ? element_new(flow, ELEMENT_P, body) : body);
        }
    }
}

static void flow_list(struct flow *flow, const struct block *block)
{
    if (block->as.list.is_run_in)
        flow_run_in(flow, block->as.list.items);
    else
        flow_items(flow, block->as.list.items, 0, flow->parent);
}

/* Rules to write on stay with the label or option above them, unless they fill half a page. */
static void flow_kept_rules(struct flow *flow, int lines, mpt left, struct element *owner)
{
    int const count = typography_lines(&flow->document->type, lines);
    flow_keep(flow, count <= MOST_KEPT_RULES ? count : LABEL_LINES);
    flow_rules(flow, count, left, flow->width, owner);
}

/* The first rule goes on after the label where there is room, level with its base line. */
static void flow_inline_blank(struct flow *flow, const struct field *field)
{
    struct text_style const style = {
        .size = body_size(flow), .before = mpt_from_pt(label_before_pt), .is_whole = true};
    int lines = field->lines > 0 ? field->lines : 1;
    flow_paras(flow, field->label, style, ELEMENT_P, flow->parent);
    struct element *blank = element_blank(flow, ELEMENT_SPAN, flow->parent->last);
    mpt const start = flow->last->text_end + mpt_from_mm(rule_gap_mm);
    if (start + mpt_from_mm(write_on_mm) <= flow->width) {
        slab_rule(flow, flow->last, start, flow->width, flow_base_line(flow, style.size, false),
                  blank);
        lines--;
    }
    flow_kept_rules(flow, lines, 0, blank);
}

/* The label's runs, a space after them, and the value's. */
static const struct run *join_runs(struct arena *arena, const struct run *label,
                                   const struct run *value)
{
    static const struct run space = {.text = " "};
    struct run *first = NULL;
    struct run **tail = append_runs(arena, &first, label);
    tail = append_runs(arena, tail, &space);
    append_runs(arena, tail, value);
    return first;
}

/* Label, space and value as one paragraph; what does not fit its line hangs under it. */
static void flow_inline_value(struct flow *flow, const struct field *field)
{
    const struct item *item = field->values;
    mpt const hang = mpt_from_mm(flow->document->type.indent_mm);
    struct text_style style = {.size = body_size(flow),
                               .before = mpt_from_pt(label_before_pt),
                               .left = hang,
                               .first = -hang};
    const struct run *runs =
        join_runs(flow->arena, field->label->first, item->text ? item->text->first : NULL);
    flow_text(flow, runs, &style, element_new(flow, ELEMENT_P, flow->parent));
    style.first = 0;
    style.before = mpt_from_pt(next_before_pt);
    for (const struct para *para = item->text ? item->text->next : NULL; para; para = para->next)
        flow_para(flow, para, &style);
    flow_items(flow, item->next, hang, flow->parent);
}

static void flow_field(struct flow *flow, const struct block *block)
{
    const struct field *field = &block->as.field;
    bool const is_inline = field->layout == FIELD_INLINE && field->label;
    if (is_inline && field->values) {
        flow_inline_value(flow, field);
    } else if (is_inline) {
        flow_inline_blank(flow, field);
    } else {
        flow_part(flow, field->label, label_before_pt, LABEL_LINES);
        flow_items(flow, field->values, 0, flow->parent);
        if (!field->values)
            flow_kept_rules(flow, field->lines > 0 ? field->lines : 1, 0,
                            element_blank(flow, ELEMENT_P, flow->parent));
    }
}

/*
 * An option, and below it what was typed for it or rules to write on.  The box is
 * the option's label, and heard as its state: voices pass the sign itself over.
 */
static void flow_choice(struct flow *flow, const struct choice *choice, struct element *list)
{
    struct element *entry = element_new(flow, ELEMENT_LI, list);
    mpt const hang = mpt_from_mm(option_hang_mm);
    struct element *label = element_new(flow, ELEMENT_LBL, entry);
    struct element *body = element_new(flow, ELEMENT_LBODY, entry);
    struct text_style style = {.size = body_size(flow),
                               .left = hang,
                               .hang = hang,
                               .marker = choice->box,
                               .marker_element = label};
    label->heard = choice->chosen ? HEARD_CHOSEN : HEARD_OPEN;
    bool const has_more = choice->details || (choice->text && choice->text->next);
    for (const struct para *para = choice->text; para; para = para->next) {
        flow_text(flow, para->first, &style, has_more ? element_new(flow, ELEMENT_P, body) : body);
        style.marker = NULL;
    }
    if (!choice->details) {
        if (choice->lines > 0)
            flow_kept_rules(flow, choice->lines, hang, element_blank(flow, ELEMENT_SPAN, body));
        return;
    }
    flow_keep(flow, LABEL_LINES);
    flow_items(flow, choice->details, hang, body);
}

static void flow_choices(struct flow *flow, const struct block *block)
{
    const struct choices *choices = &block->as.choices;
    flow_part(flow, choices->label, part_before_pt, LABEL_LINES);
    struct element *list = element_new(flow, ELEMENT_L, flow->parent);
    for (const struct choice *choice = choices->options; choice; choice = choice->next)
        flow_choice(flow, choice, list);
}

/* What was appended behind a slab (NULL: all) stands inside of a box. */
static void put_into_frame(struct flow *flow, const struct slab *before,
                           const struct slab_frame *frame, mpt padding)
{
    for (struct slab *slab = before ? before->next : flow->first; slab; slab = slab->next) {
        slab->frame = frame;
        slab->text_end += padding;
        for (struct page_item *item = slab->first; item; item = item->next) {
            item->x += padding;
            if (item->kind == ITEM_RULE)
                item->as.rule.x2 += padding;
        }
    }
}

/* Blank paper under the border and above it, with the text beside it. */
static void flow_frame(struct flow *flow, const struct frame *frame)
{
    mpt const padding = mpt_from_mm(frame_padding_mm);
    const struct slab *before = flow->last;
    struct element *outer = flow->parent;
    struct slab_frame *box = ARENA_NEW(flow->arena, struct slab_frame);
    struct text_style const title = {
        .size = body_size(flow), .align = ALIGN_CENTRE, .is_whole = true};
    *box = (struct slab_frame){.x2 = flow->width};
    flow->width -= 2 * padding;
    flow->parent = element_new(flow, ELEMENT_SECT, outer);
    if (frame->title)
        flow->parent->words = paras_title(flow->arena, frame->title);
    flow_slab(flow, mpt_from_pt(part_before_pt), padding / 2, 0);
    flow_keep(flow, HEADING_LINES);
    if (flow_paras(flow, frame->title, title, flow->has_title ? ELEMENT_H2 : ELEMENT_P,
                   flow->parent)) {
        flow_keep(flow, HEADING_LINES);
        flow->space_after = mpt_from_pt(part_after_pt);
    }
    for (const struct block *block = frame->blocks; block; block = block->next)
        block_flow(flow, block);
    flow->space_after = 0;
    flow_keep(flow, 1);
    flow_slab(flow, 0, padding / 2, 0);
    flow->keep = 0;
    put_into_frame(flow, before, box, padding);
    flow->width += 2 * padding;
    flow->parent = outer;
    flow->space_after = mpt_from_pt(part_before_pt);
}

void block_flow(struct flow *flow, const struct block *block)
{
    switch (block->kind) {
    case BLOCK_LETTERHEAD: flow_letterhead(flow, block); break;
    case BLOCK_MARK: flow_mark(flow, block); break;
    case BLOCK_HEADING: flow_heading(flow, block); break;
    case BLOCK_PARAGRAPH: flow_paragraph(flow, block); break;
    case BLOCK_FIELD: flow_field(flow, block); break;
    case BLOCK_LIST: flow_list(flow, block); break;
    case BLOCK_CHOICES: flow_choices(flow, block); break;
    case BLOCK_TABLE: table_flow(flow, block); break;
    case BLOCK_SIGNATURES: signatures_flow(flow, block); break;
    case BLOCK_CHART: chart_flow(flow, &block->as.chart); break;
    case BLOCK_FRAME: flow_frame(flow, &block->as.frame); break;
    }
}
