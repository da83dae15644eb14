#include "pdf/show.h"
#include "pdf/writer.h"

#include <string.h>

enum { NO_FONT = -1 };

enum mark_kind { MARK_NONE, MARK_ELEMENT, MARK_ARTIFACT };

struct content {
    struct structure *structure;
    struct text *out;
    enum mark_kind mark;
    const struct element *element;
    enum artifact_type artifact;
    bool in_text;       /* between BT and ET */
    mpt line_x, line_y; /* start of the current line of the text object */
    struct shown shown;
    mpt rule_width;
    int grey; /* of what is filled, letters too */
};

static void put_number(struct text *out, mpt value)
{
    text_add_thousandths(out, value);
    text_add_char(out, ' ');
}

static void end_text(struct content *content)
{
    if (content->in_text)
        text_add(content->out, "ET\n");
    content->in_text = false;
}

static void end_mark(struct content *content)
{
    end_text(content);
    if (content->mark != MARK_NONE)
        text_add(content->out, "EMC\n");
    content->mark = MARK_NONE;
}

static const char *artifact_operator(enum artifact_type type)
{
    switch (type) {
    case ARTIFACT_LAYOUT: return "/Artifact<</Type/Layout>>BDC\n";
    case ARTIFACT_PAGINATION: return "/Artifact<</Type/Pagination>>BDC\n";
    }
    return "";
}

static bool is_marked_so(const struct content *content, const struct page_item *item)
{
    if (item->element)
        return content->mark == MARK_ELEMENT && content->element == item->element;
    return content->mark == MARK_ARTIFACT && content->artifact == item->artifact;
}

/* Opens the marked content that the item belongs to, unless it is open. */
static void begin_mark(struct content *content, const struct page_item *item)
{
    if (!content->structure || is_marked_so(content, item))
        return;
    end_mark(content);
    if (item->element) {
        content->mark = MARK_ELEMENT;
        content->element = item->element;
        text_add_char(content->out, '/');
        text_add(content->out, element_type_name(item->element->type));
        text_add(content->out, "<</MCID ");
        text_add_int(content->out, structure_mark(content->structure, item));
        text_add(content->out, ">>BDC\n");
    } else {
        content->mark = MARK_ARTIFACT;
        content->artifact = item->artifact;
        text_add(content->out, artifact_operator(item->artifact));
    }
}

static void set_grey(struct content *content, int grey)
{
    if (content->grey == grey)
        return;
    put_number(content->out, grey);
    text_add(content->out, "g\n");
    content->grey = grey;
}

static void begin_line(struct content *content, mpt x, mpt y)
{
    if (!content->in_text) {
        set_grey(content, 0);
        text_add(content->out, "BT\n");
        content->line_x = 0;
        content->line_y = 0;
    }
    content->in_text = true;
    put_number(content->out, x - content->line_x);
    put_number(content->out, y - content->line_y);
    text_add(content->out, "Td");
    content->line_x = x;
    content->line_y = y;
}

static void write_text(struct content *content, const struct page_item *item)
{
    begin_mark(content, item);
    begin_line(content, item->x, item->y);
    show_item(&content->shown, item);
    text_add_char(content->out, '\n');
}

static void write_rule(struct content *content, const struct page_item *item)
{
    const struct rule_item *rule = &item->as.rule;
    begin_mark(content, item);
    end_text(content);
    if (rule->width != content->rule_width) {
        put_number(content->out, rule->width);
        text_add(content->out, "w\n");
        content->rule_width = rule->width;
    }
    put_number(content->out, item->x);
    put_number(content->out, item->y);
    text_add(content->out, "m ");
    put_number(content->out, rule->x2);
    put_number(content->out, rule->y2);
    text_add(content->out, "l S\n");
}

static void write_fill(struct content *content, const struct page_item *item)
{
    const struct fill_item *fill = &item->as.fill;
    begin_mark(content, item);
    end_text(content);
    set_grey(content, fill->grey);
    put_number(content->out, item->x);
    put_number(content->out, item->y);
    put_number(content->out, fill->width);
    put_number(content->out, fill->height);
    text_add(content->out, "re f\n");
}

bool content_write(const struct page *page, const struct fonts *fonts, struct structure *structure,
                   struct font_use *use, struct text *out)
{
    struct content content = {
        .structure = structure,
        .out = out,
        .shown = {.fonts = fonts, .use = use, .out = out, .font = NO_FONT, .size = 1},
        .rule_width = -1,
    };
    for (const struct page_item *item = page->first; item; item = item->next) {
        switch (item->kind) {
        case ITEM_TEXT: write_text(&content, item); break;
        case ITEM_RULE: write_rule(&content, item); break;
        case ITEM_FILL: write_fill(&content, item); break;
        case ITEM_WIDGET:
        case ITEM_LINK:
            end_mark(&content);
            if (structure)
                structure_annotation(structure, item);
            break;
        }
    }
    end_mark(&content);
    return !content.shown.lacks_glyph;
}
