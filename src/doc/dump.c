/*
 * dump.c - a document tree as an indented outline; see dump.h.
 */
#include "doc/dump.h"

#include <math.h>
#include <string.h>

enum { STEP = 2 };

static void add_indent(struct text *out, int depth)
{
    for (int i = 0; i < depth * STEP; i++)
        text_add_char(out, ' ');
}

static void add_number(struct text *out, double value)
{
    text_add_thousandths(out, lround(value * 1000));
}

static void add_attribute(struct text *out, const char *name, double value)
{
    text_add_char(out, ' ');
    text_add(out, name);
    text_add_char(out, '=');
    add_number(out, value);
}

static void add_word(struct text *out, const char *name, const char *value)
{
    text_add_char(out, ' ');
    text_add(out, name);
    text_add_char(out, '=');
    text_add(out, value);
}

/* U+00A0 looks like a space; a golden must tell them apart. */
static void add_visible(struct text *out, const char *string)
{
    static const char nbsp[] = "\u00A0";
    for (const char *found; (found = strstr(string, nbsp)) != NULL;
         string = found + sizeof nbsp - 1) {
        text_add_bytes(out, string, (size_t)(found - string));
        text_add(out, "⍽");
    }
    text_add(out, string);
}

/* A page number is known to the layout alone: what is said is whose it is. */
static void add_page_of(struct text *out, const struct section *section)
{
    text_add(out, "page of «");
    add_visible(out, section->title ? section->title : "");
    text_add(out, "»");
}

static void add_run(struct text *out, const struct run *run)
{
    static const struct {
        unsigned flag;
        const char *name;
    } flags[] = {{RUN_STRONG, "strong"}, {RUN_DATA, "data"}, {RUN_NAME, "name"}};
    text_add_char(out, ' ');
    const char *separator = "";
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        if (!(run->flags & flags[i].flag))
            continue;
        text_add(out, separator);
        text_add(out, flags[i].name);
        separator = ",";
    }
    if (run->lang) {
        text_add_char(out, '@');
        text_add(out, run->lang);
    }
    if (run->page_of)
        return add_page_of(out, run->page_of);
    text_add(out, "«");
    add_visible(out, run->text);
    text_add(out, "»");
    if (run->path) {
        text_add_char(out, '<');
        text_add(out, run->path);
        text_add_char(out, '>');
    }
}

/* Each para of a chain on a line of its own, named by what it is there for. */
static void add_paras(struct text *out, int depth, const char *name, const struct para *para)
{
    for (; para; para = para->next) {
        add_indent(out, depth);
        text_add(out, name);
        for (const struct run *run = para->first; run; run = run->next)
            add_run(out, run);
        text_add_char(out, '\n');
    }
}

static void add_items(struct text *out, int depth, const char *name, const struct item *item)
{
    for (; item; item = item->next) {
        add_indent(out, depth);
        text_add(out, name);
        if (item->marker)
            add_word(out, "marker", item->marker);
        text_add_char(out, '\n');
        add_paras(out, depth + 1, "text", item->text);
    }
}

static void dump_letterhead(struct text *out, int depth, const struct block *block)
{
    text_add_char(out, '\n');
    add_paras(out, depth, "line", block->as.letterhead.lines);
}

static void dump_mark(struct text *out, int depth, const struct block *block)
{
    add_attribute(out, "width", block->as.mark.width_mm);
    text_add_char(out, '\n');
    add_paras(out, depth, "line", block->as.mark.lines);
}

static void dump_heading(struct text *out, int depth, const struct block *block)
{
    add_attribute(out, "level", block->as.heading.level);
    text_add_char(out, '\n');
    add_paras(out, depth, "text", block->as.heading.text);
}

static void dump_paragraph(struct text *out, int depth, const struct block *block)
{
    static const char *const styles[] = {[PARAGRAPH_TEXT] = "text",
                                         [PARAGRAPH_LEAD_IN] = "lead-in",
                                         [PARAGRAPH_NOTE] = "note",
                                         [PARAGRAPH_CENTRE] = "centre"};
    add_word(out, "style", styles[block->as.paragraph.style]);
    text_add_char(out, '\n');
    add_paras(out, depth, "text", block->as.paragraph.text);
}

static void dump_field(struct text *out, int depth, const struct block *block)
{
    const struct field *field = &block->as.field;
    add_word(out, "layout", field->layout == FIELD_INLINE ? "inline" : "below");
    add_attribute(out, "lines", field->lines);
    text_add_char(out, '\n');
    add_paras(out, depth, "label", field->label);
    add_items(out, depth, "value", field->values);
}

static void dump_list(struct text *out, int depth, const struct block *block)
{
    text_add_char(out, '\n');
    add_items(out, depth, "item", block->as.list.items);
}

static void dump_choices(struct text *out, int depth, const struct block *block)
{
    text_add_char(out, '\n');
    add_paras(out, depth, "label", block->as.choices.label);
    for (const struct choice *choice = block->as.choices.options; choice; choice = choice->next) {
        add_indent(out, depth);
        text_add(out, "option ");
        text_add(out, choice->box);
        if (choice->chosen)
            text_add(out, " chosen");
        if (choice->lines)
            add_attribute(out, "lines", choice->lines);
        text_add_char(out, '\n');
        add_paras(out, depth + 1, "text", choice->text);
        add_items(out, depth + 1, "detail", choice->details);
    }
}

static void dump_rows(struct text *out, int depth, const char *name, const struct row *row)
{
    for (; row; row = row->next) {
        add_indent(out, depth);
        text_add(out, name);
        if (row->min_height_mm > 0)
            add_attribute(out, "height", row->min_height_mm);
        text_add_char(out, '\n');
        for (const struct cell *cell = row->cells; cell; cell = cell->next) {
            add_indent(out, depth + 1);
            text_add(out, "cell");
            add_attribute(out, "column", cell->column);
            if (cell->colspan > 1)
                add_attribute(out, "colspan", cell->colspan);
            if (cell->rowspan > 1)
                add_attribute(out, "rowspan", cell->rowspan);
            if (cell->align == CELL_CENTRE)
                text_add(out, " centre");
            text_add_char(out, '\n');
            add_paras(out, depth + 2, "text", cell->text);
        }
    }
}

static void dump_table(struct text *out, int depth, const struct block *block)
{
    const struct table *table = &block->as.table;
    text_add(out, " columns=");
    for (int i = 0; i < table->columns; i++) {
        if (i)
            text_add_char(out, '+');
        add_number(out, table->widths_mm[i]);
    }
    if (table->is_whole)
        text_add(out, " whole");
    text_add_char(out, '\n');
    if (table->summary) {
        add_indent(out, depth);
        text_add(out, "summary «");
        text_add(out, table->summary);
        text_add(out, "»\n");
    }
    dump_rows(out, depth, "head", table->head);
    dump_rows(out, depth, "row", table->body);
}

static void dump_signatures(struct text *out, int depth, const struct block *block)
{
    text_add_char(out, '\n');
    for (const struct signer *signer = block->as.signatures.signers; signer;
         signer = signer->next) {
        add_indent(out, depth);
        text_add(out, "signer ");
        text_add(out, signer->field_name);
        add_attribute(out, "width", signer->width_mm);
        add_attribute(out, "height", signer->height_mm);
        text_add(out, " «");
        text_add(out, signer->tooltip);
        text_add(out, "»\n");
        add_paras(out, depth + 1, "lead", signer->lead);
        add_paras(out, depth + 1, "position", signer->position);
        add_paras(out, depth + 1, "name", signer->name);
        add_paras(out, depth + 1, "date", signer->date);
    }
    add_paras(out, depth, "note", block->as.signatures.note);
}

static void dump_chart(struct text *out, int depth, const struct block *block)
{
    const struct chart *chart = &block->as.chart;
    text_add_char(out, '\n');
    add_paras(out, depth, "title", chart->title);
    for (const struct bar *bar = chart->bars; bar; bar = bar->next) {
        add_indent(out, depth);
        text_add(out, "bar");
        add_attribute(out, "value", (double)bar->value);
        add_attribute(out, "shade", bar->shade);
        text_add(out, " «");
        add_visible(out, bar->label);
        text_add(out, "»\n");
    }
    add_indent(out, depth);
    text_add(out, "alt «");
    add_visible(out, chart->alt);
    text_add(out, "»\n");
}

static void dump_block(struct text *out, int depth, const struct block *block)
{
    static void (*const dumpers[])(struct text *, int, const struct block *) = {
        [BLOCK_LETTERHEAD] = dump_letterhead, [BLOCK_MARK] = dump_mark,
        [BLOCK_HEADING] = dump_heading,       [BLOCK_PARAGRAPH] = dump_paragraph,
        [BLOCK_FIELD] = dump_field,           [BLOCK_LIST] = dump_list,
        [BLOCK_CHOICES] = dump_choices,       [BLOCK_TABLE] = dump_table,
        [BLOCK_SIGNATURES] = dump_signatures, [BLOCK_CHART] = dump_chart,
    };
    add_indent(out, depth);
    text_add(out, block_kind_name(block->kind));
    text_add(out, block->source == SOURCE_BODY ? " body" : " ours");
    if (block->path)
        add_word(out, "path", block->path);
    dumpers[block->kind](out, depth + 1, block);
}

static void dump_section(struct text *out, const struct section *section)
{
    const struct page_setup *page = &section->page;
    add_indent(out, 1);
    text_add(out, "section");
    add_attribute(out, "width", page->width);
    add_attribute(out, "height", page->height);
    add_attribute(out, "left", page->left);
    add_attribute(out, "right", page->right);
    add_attribute(out, "top", page->top);
    add_attribute(out, "bottom", page->bottom);
    if (section->restart_pages)
        text_add(out, " restart-pages");
    if (section->odd_page)
        text_add(out, " odd-page");
    text_add(out, " «");
    text_add(out, section->title);
    text_add(out, "»\n");
    for (const struct block *block = section->first; block; block = block->next)
        dump_block(out, 2, block);
}

static void add_property(struct text *out, const char *name, const char *value)
{
    if (!value)
        return;
    add_indent(out, 1);
    text_add(out, name);
    text_add(out, " «");
    add_visible(out, value);
    text_add(out, "»\n");
}

void document_dump(const struct document *document, struct text *out)
{
    text_add(out, "document\n");
    add_property(out, "title", document->title);
    add_property(out, "subject", document->subject);
    add_property(out, "author", document->author);
    add_property(out, "lang", document->lang);
    add_property(out, "case", document->case_id);
    add_property(out, "form", document->form_id);
    add_property(out, "edition", document->edition_id);
    add_property(out, "date", document->date);
    add_property(out, "running-mark", document->running_mark);
    const struct typography *type = &document->type;
    add_indent(out, 1);
    text_add(out, "type «");
    text_add(out, type->family);
    text_add(out, "» docx «");
    text_add(out, type->docx_family);
    text_add(out, "»");
    add_attribute(out, "body", type->body_pt);
    add_attribute(out, "table", type->table_pt);
    add_attribute(out, "small", type->small_pt);
    add_attribute(out, "spacing", type->line_spacing);
    add_attribute(out, "indent", type->indent_mm);
    add_attribute(out, "pitch", type->rule_pitch_mm);
    text_add_char(out, '\n');
    for (const struct section *section = document->first; section; section = section->next)
        dump_section(out, section);
}
