/*
 * doc.c - constructors of the document tree; see doc.h.
 */
#include "doc/doc.h"

#include <math.h>

struct run *run_new(struct arena *arena, const char *text, unsigned flags)
{
    struct run *run = ARENA_NEW(arena, struct run);
    run->text = text;
    run->flags = flags;
    return run;
}

struct run *run_new_page(struct arena *arena, struct section *section, unsigned flags)
{
    struct run *run = run_new(arena, "0", flags);
    run->page_of = section;
    run->next_page_run = section->page_runs;
    section->page_runs = run;
    return run;
}

bool run_is_blank(const struct run *run)
{
    return run->blank && !(run->flags & RUN_DATA);
}

static bool paras_have_places(const struct para *para)
{
    for (; para; para = para->next)
        for (const struct run *run = para->first; run; run = run->next)
            if (run->blank || (run->flags & (RUN_UNDERLINED | RUN_NOT_UNDERLINED)))
                return true;
    return false;
}

static bool rows_have_places(const struct row *row)
{
    for (; row; row = row->next)
        for (const struct cell *cell = row->cells; cell; cell = cell->next)
            if (paras_have_places(cell->text))
                return true;
    return false;
}

static bool blocks_have_places(const struct block *block);

/* Of what may have such places; what a form fills or draws otherwise has none. */
static bool block_has_places(const struct block *block)
{
    switch (block->kind) {
    case BLOCK_MARK: return paras_have_places(block->as.mark.lines);
    case BLOCK_PARAGRAPH:
        return block->as.paragraph.style == PARAGRAPH_PLAIN ||
               paras_have_places(block->as.paragraph.text);
    case BLOCK_TABLE: return rows_have_places(block->as.table.body);
    case BLOCK_FRAME: return blocks_have_places(block->as.frame.blocks);
    case BLOCK_LETTERHEAD:
    case BLOCK_HEADING:
    case BLOCK_FIELD:
    case BLOCK_LIST:
    case BLOCK_CHOICES:
    case BLOCK_SIGNATURES:
    case BLOCK_CHART: return false;
    }
    return false;
}

static bool blocks_have_places(const struct block *block)
{
    while (block && !block_has_places(block))
        block = block->next;
    return block != NULL;
}

bool document_has_places(const struct document *document)
{
    const struct section *section = document->first;
    while (section && !blocks_have_places(section->first))
        section = section->next;
    return section != NULL;
}

struct para *para_new(struct arena *arena, struct run *first)
{
    struct para *para = ARENA_NEW(arena, struct para);
    para->first = first;
    return para;
}

struct para *para_from_text(struct arena *arena, const char *text, unsigned flags)
{
    if (!text || !*text)
        return NULL;
    return para_new(arena, run_new(arena, text, flags));
}

struct block *block_new(struct arena *arena, enum block_kind kind, enum source source,
                        struct pos pos)
{
    struct block *block = ARENA_NEW(arena, struct block);
    block->kind = kind;
    block->source = source;
    block->pos = pos;
    return block;
}

struct cell *row_add_cell(struct row *row, enum cell_align align, struct para *text,
                          struct arena *arena)
{
    struct cell **tail = &row->cells;
    int column = 0;
    for (; *tail; tail = &(*tail)->next)
        column += (*tail)->colspan;
    *tail = ARENA_NEW(arena, struct cell);
    **tail =
        (struct cell){.column = column, .colspan = 1, .rowspan = 1, .align = align, .text = text};
    return *tail;
}

double *typography_setting(struct typography *type, enum setting setting)
{
    switch (setting) {
    case SETTING_SIGNATURE: return &type->signature_mm;
    case SETTING_GAPS: return &type->gaps;
    case SETTING_LETTERHEAD: return &type->letterhead_mm;
    case SETTING_LINE_SPACING: return &type->line_spacing;
    case SETTING_BODY: return &type->body_pt;
    case SETTING_TABLE: return &type->table_pt;
    case SETTING_LINES: return &type->lines_less;
    }
    return NULL;
}

static bool is_tighter_above(enum setting setting)
{
    return setting == SETTING_LETTERHEAD || setting == SETTING_LINES;
}

bool typography_concede(struct typography *type, const struct concession *concession)
{
    double *value = typography_setting(type, concession->setting);
    bool const has_no_bound = concession->setting == SETTING_SIGNATURE && *value <= 0;
    bool const is_tighter =
        is_tighter_above(concession->setting) ? concession->to > *value : concession->to < *value;
    if (!is_tighter && !has_no_bound)
        return false;
    *value = concession->to;
    return true;
}

void typography_tighten(struct typography *type, const struct typography *other)
{
    struct typography values = *other;
    for (enum setting setting = SETTING_SIGNATURE; setting <= SETTING_LINES; setting++) {
        struct concession const one = {setting, *typography_setting(&values, setting)};
        if (setting != SETTING_SIGNATURE || one.to > 0)
            typography_concede(type, &one);
    }
}

double typography_caption_pt(const struct typography *type)
{
    double const share = 0.8;
    return round(type->small_pt * share * 2) / 2;
}

double signer_height(const struct typography *type, const struct signer *signer)
{
    bool const is_less = type->signature_mm > 0 && type->signature_mm < signer->height_mm;
    return is_less ? type->signature_mm : signer->height_mm;
}

int typography_lines(const struct typography *type, int lines)
{
    int const left = lines - (int)type->lines_less;
    return left > 0 || lines <= 0 ? left : 1;
}

bool section_has_title(const struct section *section)
{
    const struct block *block = section->first;
    while (block && !(block->kind == BLOCK_HEADING && block->as.heading.level == 1))
        block = block->next;
    return block != NULL;
}

double page_text_width(const struct page_setup *page)
{
    return page->width - page->left - page->right;
}

double table_padding_mm(const struct table *table)
{
    enum { MANY_COLUMNS = 8 };
    double const usual_mm = 1.5, narrow_mm = 1;
    return table->columns > MANY_COLUMNS ? narrow_mm : usual_mm;
}

void table_edges(const struct table *table, long width, long *edges)
{
    double total = 0;
    double sum = 0;
    for (int i = 0; i < table->columns; i++)
        total += table->widths_mm[i];
    edges[0] = 0;
    for (int i = 0; i < table->columns; i++) {
        sum += table->widths_mm[i];
        edges[i + 1] = lround((double)width * sum / total);
    }
}

const char *block_kind_name(enum block_kind kind)
{
    switch (kind) {
    case BLOCK_LETTERHEAD: return "letterhead";
    case BLOCK_MARK: return "mark";
    case BLOCK_HEADING: return "heading";
    case BLOCK_PARAGRAPH: return "paragraph";
    case BLOCK_FIELD: return "field";
    case BLOCK_LIST: return "list";
    case BLOCK_CHOICES: return "choices";
    case BLOCK_TABLE: return "table";
    case BLOCK_SIGNATURES: return "signatures";
    case BLOCK_CHART: return "chart";
    case BLOCK_FRAME: return "frame";
    }
    return "";
}
