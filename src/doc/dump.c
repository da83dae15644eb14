/*
 * dump.c - a document tree as an indented outline; see dump.h.
 */
#include "doc/dump.h"

#include <string.h>

enum { STEP = 2 };

static void add_indent(struct text *out, int depth)
{
    for (int i = 0; i < depth * STEP; i++)
        text_add_char(out, ' ');
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

static void add_quoted(struct text *out, const char *before, const char *string, const char *after)
{
    text_format(out, "%s«", before);
    add_visible(out, string);
    text_format(out, "»%s", after);
}

static void add_blank(struct text *out, const struct blank *blank)
{
    text_format(out, " [%s %f", blank->is_signature ? "sign" : "blank", blank->width_mm);
    if (blank->lines)
        text_format(out, " lines=%d", blank->lines);
    if (blank->caption)
        add_quoted(out, " ", blank->caption, "");
    text_add_char(out, ']');
}

static void add_run(struct text *out, const struct run *run)
{
    static const struct {
        unsigned flag;
        const char *name;
    } flags[] = {{RUN_STRONG, "strong"},
                 {RUN_DATA, "data"},
                 {RUN_NAME, "name"},
                 {RUN_UNDERLINED, "underlined"},
                 {RUN_NOT_UNDERLINED, "not-underlined"}};
    text_add_char(out, ' ');
    const char *separator = "";
    for (size_t i = 0; i < sizeof flags / sizeof *flags; i++) {
        if (!(run->flags & flags[i].flag))
            continue;
        text_format(out, "%s%s", separator, flags[i].name);
        separator = ",";
    }
    if (run->lang)
        text_format(out, "@%s", run->lang);
    /* A page number is known to the layout alone: what is said is whose it is. */
    if (run->page_of)
        add_quoted(out, "page of ", run->page_of->title ? run->page_of->title : "", "");
    else
        add_quoted(out, "", run->text, "");
    if (run->path && !run->page_of)
        text_format(out, "<%s>", run->path);
    if (run->blank)
        add_blank(out, run->blank);
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
            text_format(out, " marker=%s", item->marker);
        text_add_char(out, '\n');
        add_paras(out, depth + 1, "text", item->text);
    }
}

static const char *style_name(enum paragraph_style style)
{
    static const char *const names[] = {[PARAGRAPH_TEXT] = "text",
                                        [PARAGRAPH_LEAD_IN] = "lead-in",
                                        [PARAGRAPH_NOTE] = "note",
                                        [PARAGRAPH_CENTRE] = "centre",
                                        [PARAGRAPH_PLAIN] = "plain"};
    return names[style];
}

static void dump_field(struct text *out, int depth, const struct field *field)
{
    text_format(out, " layout=%s lines=%d\n", field->layout == FIELD_INLINE ? "inline" : "below",
                field->lines);
    add_paras(out, depth, "label", field->label);
    add_items(out, depth, "value", field->values);
}

static void dump_choices(struct text *out, int depth, const struct choices *choices)
{
    text_add_char(out, '\n');
    add_paras(out, depth, "label", choices->label);
    for (const struct choice *choice = choices->options; choice; choice = choice->next) {
        add_indent(out, depth);
        text_format(out, "option %s%s", choice->box, choice->chosen ? " chosen" : "");
        if (choice->lines)
            text_format(out, " lines=%d", choice->lines);
        text_add_char(out, '\n');
        add_paras(out, depth + 1, "text", choice->text);
        add_items(out, depth + 1, "detail", choice->details);
    }
}

static void dump_cell(struct text *out, int depth, const struct cell *cell)
{
    add_indent(out, depth);
    text_format(out, "cell column=%d", cell->column);
    if (cell->colspan > 1)
        text_format(out, " colspan=%d", cell->colspan);
    if (cell->rowspan > 1)
        text_format(out, " rowspan=%d", cell->rowspan);
    text_add(out, cell->align == CELL_CENTRE ? " centre" : "");
    text_add(out, cell->has_lines ? " lines" : "");
    text_add(out, cell->names_row ? " names-row\n" : "\n");
    add_paras(out, depth + 1, "text", cell->text);
}

static void dump_rows(struct text *out, int depth, const char *name, const struct row *row)
{
    for (; row; row = row->next) {
        add_indent(out, depth);
        text_add(out, name);
        if (row->min_height_mm > 0)
            text_format(out, " height=%f", row->min_height_mm);
        text_add_char(out, '\n');
        for (const struct cell *cell = row->cells; cell; cell = cell->next)
            dump_cell(out, depth + 1, cell);
    }
}

static void dump_table(struct text *out, int depth, const struct table *table)
{
    for (int i = 0; i < table->columns; i++)
        text_format(out, "%s%f", i ? "+" : " columns=", table->widths_mm[i]);
    text_add(out, table->is_whole ? " whole\n" : "\n");
    if (table->summary) {
        add_indent(out, depth);
        text_format(out, "summary «%s»\n", table->summary);
    }
    dump_rows(out, depth, "head", table->head);
    dump_rows(out, depth, "row", table->body);
}

static void dump_signatures(struct text *out, int depth, const struct signatures *signatures)
{
    text_add_char(out, '\n');
    for (const struct signer *signer = signatures->signers; signer; signer = signer->next) {
        add_indent(out, depth);
        text_format(out, "signer %s width=%f height=%f «%s»\n", signer->field_name,
                    signer->width_mm, signer->height_mm, signer->tooltip);
        add_paras(out, depth + 1, "lead", signer->lead);
        add_paras(out, depth + 1, "position", signer->position);
        add_paras(out, depth + 1, "name", signer->name);
        add_paras(out, depth + 1, "date", signer->date);
        add_paras(out, depth + 1, "caption", signer->caption);
        add_paras(out, depth + 1, "name-caption", signer->name_caption);
    }
    add_paras(out, depth, "note", signatures->note);
}

static void dump_chart(struct text *out, int depth, const struct chart *chart)
{
    text_add_char(out, '\n');
    add_paras(out, depth, "title", chart->title);
    for (const struct bar *bar = chart->bars; bar; bar = bar->next) {
        add_indent(out, depth);
        text_format(out, "bar value=%ld shade=%d ", bar->value, bar->shade);
        add_quoted(out, "", bar->label, "\n");
    }
    add_indent(out, depth);
    add_quoted(out, "alt ", chart->alt, "\n");
}

static void dump_block(struct text *out, int depth, const struct block *block);

static void dump_frame(struct text *out, int depth, const struct frame *frame)
{
    text_add_char(out, '\n');
    add_paras(out, depth, "title", frame->title);
    for (const struct block *block = frame->blocks; block; block = block->next)
        dump_block(out, depth, block);
}

/* The attributes of a block, which end its line, and what it holds. */
static void dump_content(struct text *out, int depth, const struct block *block)
{
    switch (block->kind) {
    case BLOCK_LETTERHEAD:
        text_add_char(out, '\n');
        add_paras(out, depth, "line", block->as.letterhead.lines);
        break;
    case BLOCK_MARK:
        text_format(out, " width=%f\n", block->as.mark.width_mm);
        add_paras(out, depth, "line", block->as.mark.lines);
        break;
    case BLOCK_HEADING:
        text_format(out, " level=%d\n", block->as.heading.level);
        add_paras(out, depth, "text", block->as.heading.text);
        break;
    case BLOCK_PARAGRAPH:
        text_format(out, " style=%s%s\n", style_name(block->as.paragraph.style),
                    block->as.paragraph.keeps_before ? " keeps-before" : "");
        add_paras(out, depth, "text", block->as.paragraph.text);
        break;
    case BLOCK_LIST:
        text_add(out, block->as.list.is_run_in ? " run-in\n" : "\n");
        add_items(out, depth, "item", block->as.list.items);
        break;
    case BLOCK_FIELD: dump_field(out, depth, &block->as.field); break;
    case BLOCK_CHOICES: dump_choices(out, depth, &block->as.choices); break;
    case BLOCK_TABLE: dump_table(out, depth, &block->as.table); break;
    case BLOCK_SIGNATURES: dump_signatures(out, depth, &block->as.signatures); break;
    case BLOCK_CHART: dump_chart(out, depth, &block->as.chart); break;
    case BLOCK_FRAME: dump_frame(out, depth, &block->as.frame); break;
    }
}

static void dump_block(struct text *out, int depth, const struct block *block)
{
    add_indent(out, depth);
    text_format(out, "%s %s", block_kind_name(block->kind),
                block->source == SOURCE_BODY ? "body" : "ours");
    if (block->path)
        text_format(out, " path=%s", block->path);
    dump_content(out, depth + 1, block);
}

static void dump_section(struct text *out, const struct section *section)
{
    const struct page_setup *page = &section->page;
    add_indent(out, 1);
    text_format(out, "section width=%f height=%f left=%f right=%f top=%f bottom=%f%s%s «%s»\n",
                page->width, page->height, page->left, page->right, page->top, page->bottom,
                section->restart_pages ? " restart-pages" : "",
                section->odd_page ? " odd-page" : "", section->title);
    for (const struct block *block = section->first; block; block = block->next)
        dump_block(out, 2, block);
}

void document_dump(const struct document *document, struct text *out)
{
    struct {
        const char *name;
        const char *value;
    } const properties[] = {
        {"title ", document->title},
        {"subject ", document->subject},
        {"author ", document->author},
        {"lang ", document->lang},
        {"case ", document->case_id},
        {"form ", document->form_id},
        {"edition ", document->edition_id},
        {"date ", document->date},
        {"running-mark ", document->running_mark},
    };
    const struct typography *type = &document->type;
    text_add(out, "document\n");
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++) {
        if (!properties[i].value)
            continue;
        add_indent(out, 1);
        add_quoted(out, properties[i].name, properties[i].value, "\n");
    }
    add_indent(out, 1);
    text_format(out,
                "type «%s» docx «%s» body=%f table=%f small=%f spacing=%f indent=%f pitch=%f\n",
                type->family, type->docx_family, type->body_pt, type->table_pt, type->small_pt,
                type->line_spacing, type->indent_mm, type->rule_pitch_mm);
    for (const struct section *section = document->first; section; section = section->next)
        dump_section(out, section);
}
