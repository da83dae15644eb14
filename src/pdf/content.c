/*
 * Codes are code points in two bytes, high byte first.  The state that stays
 * from one text object to the next (font, size, line width) is written only
 * when it changes.
 */
#include "pdf/writer.h"

#include <string.h>

enum { EM = 1000, NO_FONT = -1 };

enum mark_kind { MARK_NONE, MARK_ELEMENT, MARK_ARTIFACT };

struct content {
    const struct fonts *fonts;
    struct structure *structure;
    struct font_use *use;
    struct text *out;
    enum mark_kind mark;
    const struct element *element;
    enum artifact_type artifact;
    bool in_text;       /* between BT and ET */
    mpt line_x, line_y; /* start of the current line of the text object */
    int font, size;     /* of the last Tf; NO_FONT: none yet */
    mpt rule_width;
    int grey; /* of what is filled, letters too */
    bool lacks_glyph;
};

/* One text item while it is written. */
struct show {
    const struct text_item *item;
    const struct face_table *table; /* of its face */
    bool open;                      /* inside "(" */
    bool array;                     /* inside "[": spaces are stretched */
    long wanted, done; /* stretch so far, in mpt and as written in 1/1000 of the size */
};

int content_font(enum face face, int subset)
{
    return (int)face * FACE_SUBSETS_MAX + subset;
}

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

static void close_string(struct content *content, struct show *show)
{
    if (show->open)
        text_add_char(content->out, ')');
    show->open = false;
}

static void end_show(struct content *content, struct show *show)
{
    if (!show->open && !show->array)
        return;
    close_string(content, show);
    text_add(content->out, show->array ? "]TJ" : "Tj");
    show->array = false;
}

static void set_font(struct content *content, int font, int size)
{
    content->font = font;
    content->size = size;
    content->use->used[font] = true;
    text_add(content->out, "/F");
    text_add_int(content->out, font);
    text_add_char(content->out, ' ');
    put_number(content->out, size);
    text_add(content->out, "Tf");
}

/* The part of the stretch not yet written, rounded so that a line's errors do not add up. */
static void put_stretch(struct content *content, struct show *show)
{
    /* write_text() has set the size. NOLINTNEXTLINE(clang-analyzer-core.DivideZero) */
    long const wanted = (show->wanted * EM + content->size / 2) / content->size;
    if (wanted == show->done)
        return;
    close_string(content, show);
    text_add_int(content->out, show->done - wanted);
    show->done = wanted;
}

/* Gets ready to show codes of a font: the font itself, the stretch before them, an open string. */
static void begin_show(struct content *content, struct show *show, int font)
{
    const struct text_item *item = show->item;
    if (font != content->font || item->size != content->size) {
        end_show(content, show);
        set_font(content, font, item->size);
    }
    if (item->space_stretch && !show->array) {
        text_add_char(content->out, '[');
        show->array = true;
    }
    if (item->space_stretch)
        put_stretch(content, show);
    if (!show->open)
        text_add_char(content->out, '(');
    show->open = true;
}

/* Writes codes of one subset up to a space that is stretched; returns where it stopped. */
static const char *put_codes(struct text *out, struct show *show, int subset, const char *cursor,
                             const char *end)
{
    text_reserve(out, STRING_UNIT_SIZE * (size_t)(end - cursor));
    char *to = out->data + out->len;
    bool is_over = false;
    for (const char *next = cursor; cursor < end && !is_over; cursor = next) {
        uint32_t const code = utf8_next(&next);
        if (code < METRICS_PLAIN && show->table->plain[code] == subset + 1) {
            *to++ = (char)(code >> 8);
            *to++ = (char)code;
        } else if (face_subset(show->table, code) == subset) {
            to = string_unit(to, code);
        } else {
            break;
        }
        is_over = code == ' ' && show->item->space_stretch;
    }
    if (is_over)
        show->wanted += show->item->space_stretch;
    out->len = (size_t)(to - out->data);
    *to = '\0';
    return cursor;
}

static void show_text(struct content *content, struct show *show, const char *cursor,
                      const char *end)
{
    while (cursor < end) {
        const char *next = cursor;
        int const subset = face_subset(show->table, utf8_next(&next));
        if (subset < 0) {
            content->lacks_glyph = true;
            cursor = next;
            continue;
        }
        begin_show(content, show, content_font(show->item->face, subset));
        cursor = put_codes(content->out, show, subset, cursor, end);
    }
}

static void write_text(struct content *content, const struct page_item *item)
{
    static const char soft_hyphen[] = "\u00AD";
    const struct text_item *text = &item->as.text;
    struct show show = {.item = text, .table = fonts_table(content->fonts, text->face)};
    begin_mark(content, item);
    begin_line(content, item->x, item->y);
    show_text(content, &show, text->text, text->text + text->length);
    if (text->soft_hyphen)
        show_text(content, &show, soft_hyphen, soft_hyphen + strlen(soft_hyphen));
    end_show(content, &show);
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
    struct content content = {.fonts = fonts,
                              .structure = structure,
                              .use = use,
                              .out = out,
                              .font = NO_FONT,
                              .size = EM,
                              .rule_width = -1};
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
    return !content.lacks_glyph;
}
