#include "docx/parts.h"

#include "docx/letters.h"
#include "docx/style.h"

#include <math.h>

/* The side margins, in twips, that leave the lines of a centred name of like length. */
static long balanced_margin(const struct docx_writer *writer, const struct para *line)
{
    double const widest_mm = writer->document->type.letterhead_mm;
    double const bold = 1.08; /* Cyrillic, with something to spare */
    double const em = 20 * writer->document->type.table_pt * bold; /* twips */
    struct text text = TEXT_EMPTY;
    for (const struct run *run = line->first; run; run = run->next)
        text_add(&text, run->text);
    double const width = letters_balance(text_string(&text), (double)twips(widest_mm) / em);
    text_free(&text);
    return (writer->width - lround(width * em)) / 2;
}

/* The names of the organisation are strong; address and telephone are small. */
void letterhead_write(struct docx_writer *writer, const struct letterhead *letterhead)
{
    struct format const rule = {.style = STYLE_LETTERHEAD_RULE};
    for (const struct para *line = letterhead->lines; line; line = line->next) {
        bool const is_name = line->first && (line->first->flags & RUN_STRONG);
        long const margin = is_name ? balanced_margin(writer, line) : 0;
        struct format const format = {.style = is_name ? STYLE_LETTERHEAD : STYLE_CONTACTS,
                                      .keep_next = true,
                                      .indent_left = margin,
                                      .indent_right = margin};
        paragraph_write(writer, &format, line);
    }
    paragraph_empty(writer, &rule);
}

void mark_write(struct docx_writer *writer, const struct mark *mark)
{
    struct format const format = {.style = STYLE_MARK,
                                  .indent_left = writer->width - twips(mark->width_mm),
                                  .align = mark->lines && mark->lines->next ? NULL : "right"};
    paragraphs_write(writer, &format, mark->lines);
}

void heading_write(struct docx_writer *writer, const struct heading *heading)
{
    struct format const format = {.style = heading->level == 1 ? STYLE_TITLE : STYLE_PART};
    paragraphs_write(writer, &format, heading->text);
}

static const char *paragraph_style_id(enum paragraph_style style)
{
    switch (style) {
    case PARAGRAPH_TEXT: return STYLE_TEXT;
    case PARAGRAPH_LEAD_IN: return STYLE_LEAD_IN;
    case PARAGRAPH_NOTE: return STYLE_NOTE;
    case PARAGRAPH_CENTRE: return STYLE_CENTRE;
    case PARAGRAPH_PLAIN: return STYLE_PLAIN;
    }
    return STYLE_TEXT;
}

void text_block_write(struct docx_writer *writer, const struct paragraph *paragraph)
{
    struct format format = {.style = paragraph_style_id(paragraph->style)};
    if (paragraph->style == PARAGRAPH_LEAD_IN && writer->lacks_title) {
        format.style = STYLE_LEAD_TITLE;
        writer->lacks_title = false;
    }
    if (paragraph->keeps_before)
        paragraphs_keep(writer, 1);
    paragraphs_write(writer, &format, paragraph->text);
}

/* The styles of an item, and of its further paragraphs: a value alone, or hanging in a list. */
struct item_styles {
    enum list_place place;
    const char *alone;
    const char *alone_next;
    const char *hanging;
    const char *hanging_next;
};

static const struct item_styles list_styles = {LIST_ITEM, STYLE_VALUE, STYLE_VALUE_NEXT, STYLE_ITEM,
                                               STYLE_ITEM_NEXT};
static const struct item_styles inline_styles = {LIST_ITEM, STYLE_INLINE_NEXT, STYLE_INLINE_NEXT,
                                                 STYLE_ITEM, STYLE_ITEM_NEXT};
static const struct item_styles run_in_styles = {LIST_RUN_IN, STYLE_TEXT, STYLE_TEXT, STYLE_TEXT,
                                                 STYLE_TEXT};
static const struct item_styles detail_styles = {LIST_DETAIL, STYLE_DETAIL, STYLE_DETAIL_NEXT,
                                                 STYLE_DETAIL_ITEM, STYLE_DETAIL_ITEM_NEXT};

/* The first paragraph hangs behind its marker, if any, the others stand under its text. */
static void item_write(struct docx_writer *writer, const struct item *item, bool is_alone,
                       const struct item_styles *styles, struct list_run *run)
{
    bool const is_hanging = item->marker || !is_alone;
    struct format first = {.style = is_hanging ? styles->hanging : styles->alone};
    struct format const next = {.style = is_hanging ? styles->hanging_next : styles->alone_next};
    if (item->marker) {
        numbering_go_on(writer->numbering, run, item->marker, styles->place);
        first.list = run->id;
        first.keep_next = styles->place == LIST_RUN_IN && item->text && item->text->next;
    }
    paragraph_begin(writer, &first);
    runs_write(writer, item->text, PLACE_PLAIN);
    paragraph_end(writer);
    paragraphs_write(writer, &next, item->text->next);
}

static void items_write(struct docx_writer *writer, const struct item *item,
                        const struct item_styles *styles)
{
    bool const is_alone = item && !item->next;
    struct list_run run = {0};
    for (; item; item = item->next)
        item_write(writer, item, is_alone, styles, &run);
}

void list_write(struct docx_writer *writer, const struct list *list)
{
    items_write(writer, list->items, list->is_run_in ? &run_in_styles : &list_styles);
}

static int lines_left(const struct docx_writer *writer, int lines)
{
    return typography_lines(&writer->document->type, lines);
}

/* Ruled lines to write on, kept together; the last one may part from what follows. */
static void lines_write(struct docx_writer *writer, const char *style, int count)
{
    for (int i = 0; i < count; i++) {
        struct format const format = {.style = style, .keep_next = i + 1 < count};
        paragraph_empty(writer, &format);
    }
}

/* True when a rule after the label would be shorter than 40 mm; bold is a little wider. */
static bool label_leaves_no_room(const struct docx_writer *writer, const struct para *label)
{
    double const rule_mm = 40;
    double const bold = 1.06;
    double const em = 20 * writer->document->type.body_pt * bold; /* twips */
    return runs_width(label->first) * em > (double)(writer->width - twips(rule_mm));
}

/*
 * The rule after a label is an underlined tab that ends at the right margin:
 * all word processors draw it, it is no text, and it gives way to what is typed.
 */
static void inline_blank_write(struct docx_writer *writer, const struct field *field)
{
    bool const room = !label_leaves_no_room(writer, field->label);
    int const lines = field->lines > 0 ? field->lines : 1;
    int const below = lines_left(writer, room ? lines - 1 : lines);
    struct format const format = {
        .style = STYLE_INLINE_BLANK, .keep_next = below > 0, .tab_right = room ? writer->width : 0};
    paragraph_begin(writer, &format);
    runs_write(writer, field->label, PLACE_LABEL);
    if (room) {
        run_write_text(writer, " ", RUN_PLAIN);
        run_write_text(writer, "\t", RUN_BLANK);
    }
    paragraph_end(writer);
    lines_write(writer, STYLE_WRITE_LINE, below);
}

static void inline_value_write(struct docx_writer *writer, const struct field *field)
{
    struct format const format = {.style = STYLE_INLINE};
    struct format const next = {.style = STYLE_INLINE_NEXT};
    const struct item *value = field->values;
    paragraph_begin(writer, &format);
    runs_write(writer, field->label, PLACE_LABEL);
    run_write_text(writer, " ", RUN_PLAIN);
    if (value->marker) {
        run_write_text(writer, value->marker, RUN_PLAIN);
        run_write_text(writer, " ", RUN_PLAIN);
    }
    runs_write(writer, value->text, PLACE_PLAIN);
    paragraph_end(writer);
    paragraphs_write(writer, &next, value->text->next);
    items_write(writer, value->next, &inline_styles);
}

static void field_below_write(struct docx_writer *writer, const struct field *field)
{
    struct format const label = {.style = STYLE_LABEL};
    paragraphs_write(writer, &label, field->label);
    if (field->label)
        frame_go_on(writer);
    if (field->values)
        items_write(writer, field->values, &list_styles);
    else
        lines_write(writer, STYLE_WRITE_LINE,
                    lines_left(writer, field->lines > 0 ? field->lines : 1));
}

void field_write(struct docx_writer *writer, const struct field *field)
{
    bool const is_inline = field->layout == FIELD_INLINE && field->label;
    if (is_inline && field->values)
        inline_value_write(writer, field);
    else if (is_inline)
        inline_blank_write(writer, field);
    else
        field_below_write(writer, field);
}

static void choice_write(struct docx_writer *writer, const struct choice *choice)
{
    bool const more = choice->details || choice->lines > 0;
    struct format const format = {.style = STYLE_OPTION, .keep_next = more};
    struct format const next = {.style = STYLE_DETAIL, .keep_next = more};
    paragraph_begin(writer, &format);
    run_write_text(writer, choice->box, choice->chosen ? RUN_CHOSEN : RUN_OPEN);
    run_write_text(writer, " ", RUN_PLAIN);
    runs_write(writer, choice->text, PLACE_PLAIN);
    paragraph_end(writer);
    paragraphs_write(writer, &next, choice->text->next);
    if (choice->details)
        items_write(writer, choice->details, &detail_styles);
    else
        lines_write(writer, STYLE_DETAIL_LINE, lines_left(writer, choice->lines));
}

void choices_write(struct docx_writer *writer, const struct choices *choices)
{
    struct format const label = {.style = STYLE_PART};
    paragraphs_write(writer, &label, choices->label);
    if (choices->label)
        frame_go_on(writer);
    for (const struct choice *choice = choices->options; choice; choice = choice->next)
        choice_write(writer, choice);
}
