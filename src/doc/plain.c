/*
 * plain.c - the text of a document tree, and nothing but the text; see dump.h.
 */
#include "doc/dump.h"

static void add_runs(struct text *out, const struct para *para)
{
    for (const struct run *run = para->first; run; run = run->next) {
        text_add(out, run->text);
        if (run->blank && run->blank->caption)
            text_format(out, " %s", run->blank->caption);
    }
}

static void add_paras(struct text *out, const struct para *para)
{
    for (; para; para = para->next) {
        add_runs(out, para);
        text_add_char(out, '\n');
    }
}

/* A first para that goes on after a marker, a box or a label. */
static void add_paras_after(struct text *out, const char *before, const struct para *para)
{
    if (before) {
        text_add(out, before);
        text_add_char(out, ' ');
    }
    add_paras(out, para);
}

static void add_items(struct text *out, const struct item *item)
{
    for (; item; item = item->next)
        add_paras_after(out, item->marker, item->text);
}

static void add_field(struct text *out, const struct field *field)
{
    if (field->layout == FIELD_BELOW || !field->values) {
        add_paras(out, field->label);
        add_items(out, field->values);
        return;
    }
    if (field->label) {
        add_runs(out, field->label);
        text_add_char(out, ' ');
    }
    add_items(out, field->values);
}

static void add_choices(struct text *out, const struct choices *choices)
{
    add_paras(out, choices->label);
    for (const struct choice *choice = choices->options; choice; choice = choice->next) {
        add_paras_after(out, choice->box, choice->text);
        add_items(out, choice->details);
    }
}

static void add_rows(struct text *out, const struct row *row)
{
    for (; row; row = row->next)
        for (const struct cell *cell = row->cells; cell; cell = cell->next)
            add_paras(out, cell->text);
}

static void add_signers(struct text *out, const struct signer *signer)
{
    for (; signer; signer = signer->next) {
        add_paras(out, signer->lead);
        add_paras(out, signer->position);
        add_paras(out, signer->name);
        add_paras(out, signer->date);
        add_paras(out, signer->caption);
        add_paras(out, signer->name_caption);
    }
}

static void add_chart(struct text *out, const struct chart *chart)
{
    add_paras(out, chart->title);
    for (const struct bar *bar = chart->bars; bar; bar = bar->next) {
        text_add(out, bar->label);
        text_add_char(out, ' ');
        text_add_int(out, bar->value);
        text_add_char(out, '\n');
    }
}

static void add_block(struct text *out, const struct block *block);

static void add_frame(struct text *out, const struct frame *frame)
{
    add_paras(out, frame->title);
    for (const struct block *block = frame->blocks; block; block = block->next)
        add_block(out, block);
}

static void add_block(struct text *out, const struct block *block)
{
    switch (block->kind) {
    case BLOCK_LETTERHEAD: add_paras(out, block->as.letterhead.lines); break;
    case BLOCK_MARK: add_paras(out, block->as.mark.lines); break;
    case BLOCK_HEADING: add_paras(out, block->as.heading.text); break;
    case BLOCK_PARAGRAPH: add_paras(out, block->as.paragraph.text); break;
    case BLOCK_FIELD: add_field(out, &block->as.field); break;
    case BLOCK_LIST: add_items(out, block->as.list.items); break;
    case BLOCK_CHOICES: add_choices(out, &block->as.choices); break;
    case BLOCK_TABLE:
        add_rows(out, block->as.table.head);
        add_rows(out, block->as.table.body);
        break;
    case BLOCK_SIGNATURES:
        add_signers(out, block->as.signatures.signers);
        add_paras(out, block->as.signatures.note);
        break;
    case BLOCK_CHART: add_chart(out, &block->as.chart); break;
    case BLOCK_FRAME: add_frame(out, &block->as.frame); break;
    }
}

void document_plain_text(const struct document *document, struct text *out)
{
    for (const struct section *section = document->first; section; section = section->next)
        for (const struct block *block = section->first; block; block = block->next)
            add_block(out, block);
}
