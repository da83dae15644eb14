/*
 * document.c - a settled summary as a document tree; see annual.h.
 */
#include "annual/annual.h"

#include <string.h>

static const double number_width_mm = 28; /* of a column with numbers */

/* Blocks under construction. */
struct printer {
    const struct annual *annual;
    const struct organization *organization;
    struct arena *arena;
    const struct annual_section *section;
    struct block **tail;
};

static struct block *add_block(struct printer *printer, const struct annual_part *part,
                               enum block_kind kind)
{
    struct block *block = block_new(printer->arena, kind, SOURCE_OURS, part->pos);
    LIST_APPEND(printer->tail, block);
    return block;
}

static struct para *words(const struct printer *printer, const char *text, unsigned flags)
{
    long const cases = (long)printer->annual->count;
    return para_from_text(printer->arena,
                          annual_words(printer->annual, text, cases, printer->arena), flags);
}

static struct para *number(const struct printer *printer, long value, unsigned flags)
{
    return para_from_text(printer->arena, arena_printf(printer->arena, "%ld", value), flags);
}

static void add_heading(struct printer *printer, const struct annual_part *part, const char *text,
                        int level)
{
    struct heading *heading = &add_block(printer, part, BLOCK_HEADING)->as.heading;
    heading->level = level;
    heading->text = words(printer, text, RUN_STRONG);
}

static void add_paragraph(struct printer *printer, const struct annual_part *part,
                          struct para *text, enum paragraph_style style)
{
    struct paragraph *paragraph = &add_block(printer, part, BLOCK_PARAGRAPH)->as.paragraph;
    paragraph->style = style;
    paragraph->keeps_before = style == PARAGRAPH_NOTE; /* the footnote of a table */
    paragraph->text = text;
}

/* ---- tables ----------------------------------------------------------------------- */

static struct row *add_row(const struct printer *printer, struct row ***tail)
{
    struct row *row = ARENA_NEW(printer->arena, struct row);
    LIST_APPEND(*tail, row);
    return row;
}

static void print_register(struct printer *printer, const struct annual_part *part)
{
    const struct register_def *def = &part->as.table;
    struct table *table = &add_block(printer, part, BLOCK_TABLE)->as.table;
    table->columns = def->columns;
    table->widths_mm = def->widths_mm;
    table->summary = def->summary;
    struct row **tail = &table->head;
    struct row *head = add_row(printer, &tail);
    for (const struct register_column *column = def->first; column; column = column->next)
        row_add_cell(head, CELL_CENTRE, words(printer, column->title, RUN_STRONG), printer->arena);
    tail = &table->body;
    for (size_t i = 0; i < printer->annual->count; i++) {
        struct row *row = add_row(printer, &tail);
        struct para *const *text = printer->annual->entries[i].cells;
        for (const struct register_column *column = def->first; column; column = column->next)
            row_add_cell(row, CELL_LEFT, *text++, printer->arena)->names_row = column->names_row;
    }
}

/* ---- tallies ------------------------------------------------------------------------- */

/* The numbers of a row in a table of counts; marks below 0: none. */
static void add_numbers(const struct printer *printer, const struct tally *tally, struct row *row,
                        long cases, long marks, unsigned flags)
{
    long const percent = annual_percent(printer->annual, tally, cases);
    row_add_cell(row, CELL_CENTRE, number(printer, cases, flags), printer->arena);
    if (tally->def->marks)
        row_add_cell(row, CELL_CENTRE, marks < 0 ? NULL : number(printer, marks, flags),
                     printer->arena);
    if (percent >= 0)
        row_add_cell(row, CELL_CENTRE, number(printer, percent, flags), printer->arena);
}

static void add_counted(const struct printer *printer, const struct tally *tally,
                        struct row ***tail, const char *label, long cases, long marks,
                        unsigned flags)
{
    struct row *row = add_row(printer, tail);
    row_add_cell(row, CELL_LEFT, para_from_text(printer->arena, label, flags), printer->arena)
        ->names_row = true;
    add_numbers(printer, tally, row, cases, marks, flags);
}

static void add_tally_head(const struct printer *printer, const struct tally *tally,
                           struct table *table)
{
    const struct annual_form *form = printer->annual->form;
    struct row **tail = &table->head;
    struct row *row = add_row(printer, &tail);
    row_add_cell(row, CELL_CENTRE, words(printer, tally->def->head, RUN_STRONG), printer->arena);
    row_add_cell(row, CELL_CENTRE, words(printer, form->csv_cases, RUN_STRONG), printer->arena);
    if (tally->def->marks)
        row_add_cell(row, CELL_CENTRE, words(printer, tally->def->marks, RUN_STRONG),
                     printer->arena);
    if (annual_percent(printer->annual, tally, 0) >= 0)
        row_add_cell(row, CELL_CENTRE, words(printer, form->csv_share, RUN_STRONG), printer->arena);
    int const numbers =
        1 + (tally->def->marks != NULL) + (annual_percent(printer->annual, tally, 0) >= 0);
    double *widths = ARENA_ARRAY(printer->arena, (size_t)numbers + 1, double);
    widths[0] = page_text_width(&printer->section->page) - numbers * number_width_mm;
    for (int i = 1; i <= numbers; i++)
        widths[i] = number_width_mm;
    table->columns = numbers + 1;
    table->widths_mm = widths;
}

/* Zeros are printed too: that nobody needed something is an answer. */
static void print_tally(struct printer *printer, const struct annual_part *part)
{
    const struct tally_def *def = &part->as.tally;
    const struct tally *tally = &printer->annual->tallies[def->index];
    bool const exceeds = tally_cases(tally) > tally->base;
    add_heading(printer, part, def->title, 2);
    struct table *table = &add_block(printer, part, BLOCK_TABLE)->as.table;
    table->summary = def->title;
    table->is_whole = true;
    add_tally_head(printer, tally, table);
    struct row **tail = &table->body;
    for (size_t i = 0; i < tally->count; i++)
        add_counted(printer, tally, &tail, tally->rows[i].label, tally->rows[i].cases,
                    tally->rows[i].marks, 0);
    if (tally->none)
        add_counted(printer, tally, &tail, def->none, tally->none, -1, 0);
    bool const starred = exceeds && def->footnote;
    const char *total = starred ? arena_printf(printer->arena, "%s*", def->total) : def->total;
    add_counted(printer, tally, &tail, total, tally->base, tally_marks(tally), RUN_STRONG);
    if (!starred)
        return;
    const char *note = annual_words(printer->annual, def->footnote, tally->base, printer->arena);
    add_paragraph(printer, part,
                  para_from_text(printer->arena, arena_printf(printer->arena, "* %s", note), 0),
                  PARAGRAPH_NOTE);
}

/* ---- charts ----------------------------------------------------------------------------- */

static const char *bar_label(const struct printer *printer, const char *before, const char *label)
{
    const char *space = *before ? " " : "";
    return arena_printf(printer->arena, "%s%s%s", before, space, label);
}

static struct bar **add_bars(const struct printer *printer, const struct bars_def *def, int shade,
                             struct bar **tail)
{
    const struct tally *tally = &printer->annual->tallies[def->tally->index];
    for (size_t i = 0; i < tally->count; i++) {
        const struct tally_row *row = &tally->rows[i];
        struct bar *bar = ARENA_NEW(printer->arena, struct bar);
        bar->label = bar_label(printer, def->before, row->label);
        bar->value = def->marks ? row->marks : row->cases;
        bar->shade = shade;
        LIST_APPEND(tail, bar);
    }
    return tail;
}

/* The description with every bar in the place of {values}. */
static const char *describe(const struct printer *printer, const char *text, const struct bar *bar)
{
    struct text values = TEXT_EMPTY;
    struct text out = TEXT_EMPTY;
    for (; bar; bar = bar->next)
        text_format(&values, "%s — %ld%s", bar->label, bar->value, bar->next ? "; " : "");
    text_fill(&out, text,
              (const struct text_slot[]){{"values", text_string(&values)}, {NULL, NULL}});
    text_free(&values);
    return text_take(&out, printer->arena);
}

static void print_chart(struct printer *printer, const struct annual_part *part)
{
    struct chart *chart = &add_block(printer, part, BLOCK_CHART)->as.chart;
    struct bar **tail = &chart->bars;
    int shade = 0;
    for (const struct bars_def *def = part->as.chart.bars; def; def = def->next)
        tail = add_bars(printer, def, shade++, tail);
    chart->title = words(printer, part->as.chart.title, RUN_STRONG);
    chart->alt = describe(printer, part->as.chart.alt, chart->bars);
}

/* ---- the rest ------------------------------------------------------------------------------ */

static void print_roll(struct printer *printer, const struct annual_part *part)
{
    const struct roll_def *roll = &part->as.roll;
    struct item *first = NULL;
    struct item **tail = &first;
    int count = 0;
    add_heading(printer, part, roll->title, 2);
    for (size_t i = 0; i < printer->annual->count; i++) {
        struct para *text = printer->annual->entries[i].entries[roll->index];
        if (!text)
            continue;
        struct item *item = ARENA_NEW(printer->arena, struct item);
        item->marker = arena_printf(printer->arena, "%d)", ++count);
        item->text = text;
        LIST_APPEND(tail, item);
    }
    if (first)
        add_block(printer, part, BLOCK_LIST)->as.list.items = first;
    else
        add_paragraph(printer, part, words(printer, roll->empty, 0), PARAGRAPH_TEXT);
}

static void print_signature(struct printer *printer, const struct annual_part *part)
{
    const struct annual_form *form = printer->annual->form;
    struct signer *signer = ARENA_NEW(printer->arena, struct signer);
    signer->field_name = part->as.signature.field;
    signer->tooltip = part->as.signature.tooltip;
    signer->position = words(printer, part->text, 0);
    signer->date = words(printer, form->words.date_blank, 0);
    signer->caption = para_from_text(printer->arena, form->words.signature_caption, 0);
    signer->name_caption = para_from_text(printer->arena, form->words.name_caption, 0);
    signer->width_mm = 70;
    signer->height_mm = 25;
    add_block(printer, part, BLOCK_SIGNATURES)->as.signatures.signers = signer;
}

static void print_letterhead(struct printer *printer, const struct annual_part *part)
{
    if (printer->organization && printer->organization->letterhead)
        add_block(printer, part, BLOCK_LETTERHEAD)->as.letterhead.lines =
            printer->organization->letterhead;
}

static void print_part(struct printer *printer, const struct annual_part *part)
{
    switch (part->kind) {
    case ANNUAL_LETTERHEAD: print_letterhead(printer, part); break;
    case ANNUAL_TITLE: add_heading(printer, part, part->text, 1); break;
    case ANNUAL_HEADING: add_heading(printer, part, part->text, 2); break;
    case ANNUAL_PARAGRAPH:
        add_paragraph(printer, part, words(printer, part->text, 0), PARAGRAPH_TEXT);
        break;
    case ANNUAL_REGISTER: print_register(printer, part); break;
    case ANNUAL_TALLY: print_tally(printer, part); break;
    case ANNUAL_CHART: print_chart(printer, part); break;
    case ANNUAL_ROLL: print_roll(printer, part); break;
    case ANNUAL_SIGNATURE: print_signature(printer, part); break;
    }
}

static struct section *print_section(struct printer *printer, const struct annual_section *def,
                                     bool is_first)
{
    struct section *section = ARENA_NEW(printer->arena, struct section);
    section->title = def->title;
    section->page = def->page;
    section->restart_pages = is_first;
    printer->section = def;
    printer->tail = &section->first;
    for (const struct annual_part *part = def->parts; part; part = part->next)
        if (annual_prints(printer->annual, part->names))
            print_part(printer, part);
    return section;
}

struct document *annual_document(const struct annual *annual,
                                 const struct organization *organization, struct arena *arena)
{
    const struct annual_form *form = annual->form;
    struct printer printer = {.annual = annual, .organization = organization, .arena = arena};
    struct document *document = ARENA_NEW(arena, struct document);
    *document = (struct document){
        .title = annual_words(annual, form->name, (long)annual->count, arena),
        .subject = form->subject,
        .author = organization ? organization->short_name : "",
        .lang = form->words.lang,
        .case_id = "",
        .form_id = "summary",
        .edition_id = form->words.id,
        .type = form->words.type,
    };
    struct section **tail = &document->first;
    for (const struct annual_section *def = form->sections; def; def = def->next) {
        if (annual_prints(annual, def->names))
            LIST_APPEND(tail, print_section(&printer, def, !document->first));
    }
    return document;
}
