/*
 * document.c - word/document.xml: the sections of a document, block by block.
 */
#include "docx/parts.h"

#include "docx/style.h"

/* True when the next block does not stand on a page without this one. */
static bool keeps_next(const struct block *block)
{
    const struct block *next = block->next;
    return next && (next->kind == BLOCK_SIGNATURES ||
                    (next->kind == BLOCK_PARAGRAPH && next->as.paragraph.keeps_before));
}

static bool is_table(const struct block *block)
{
    return block->kind == BLOCK_TABLE || block->kind == BLOCK_SIGNATURES ||
           block->kind == BLOCK_FRAME;
}

/*
 * Approved wording keeps its spaces, to the letter; what stands in the middle of a line of
 * its own needs no others.
 */
static bool is_our_text(const struct block *block)
{
    switch (block->kind) {
    case BLOCK_LETTERHEAD:
    case BLOCK_MARK:
    case BLOCK_HEADING:
    case BLOCK_FRAME: /* its blocks say it each for itself */
    case BLOCK_CHART: return false;
    case BLOCK_PARAGRAPH:
    case BLOCK_FIELD:
    case BLOCK_LIST:
    case BLOCK_CHOICES:
    case BLOCK_TABLE:
    case BLOCK_SIGNATURES: return block->source == SOURCE_OURS;
    }
    return false;
}

static void block_write(struct docx_writer *writer, const struct block *block);

/* As in the PDF (src/pdf/layout_blocks.c): beside the text; half of it above and below. */
static const double frame_padding_mm = 3;

/* A block of a frame, whose label has a row of its own. */
struct frame_row {
    long width;    /* twips */
    bool is_first; /* nothing stands above the row */
    bool is_last;  /* no other block follows */
    bool is_whole; /* what is under the label stays on one page */
};

/*
 * A row of a frame, open at the sides where others touch it.  Only one that is a title goes with
 * the next: rows that all did would go with what follows the frame, and leave a page half white.
 */
static void frame_row(struct docx_writer *writer, const struct frame_row *row, bool is_title,
                      bool is_last)
{
    static const char *const borders[2][2] = {
        {"<w:tcBorders><w:top w:val=\"nil\"/><w:bottom w:val=\"nil\"/></w:tcBorders>",
         "<w:tcBorders><w:top w:val=\"nil\"/></w:tcBorders>"},
        {"<w:tcBorders><w:bottom w:val=\"nil\"/></w:tcBorders>", ""},
    };
    row_begin(writer, 0, !is_title && row->is_whole, false);
    struct text margins = TEXT_EMPTY;
    long const beside = twips(frame_padding_mm);
    text_format(
        &margins,
        "<w:tcMar><w:top w:w=\"%ld\" w:type=\"dxa\"/><w:left w:w=\"%ld\" w:type=\"dxa\"/>"
        "<w:bottom w:w=\"%ld\" w:type=\"dxa\"/><w:right w:w=\"%ld\" w:type=\"dxa\"/></w:tcMar>",
        row->is_first ? beside / 2 : 0, beside, is_last ? beside / 2 : 0, beside);
    cell_begin(writer, row->width, 1, borders[row->is_first][is_last], text_string(&margins));
    text_free(&margins);
    writer->free_paragraphs = is_title && !is_last ? 0 : 1;
}

static void frame_row_end(struct docx_writer *writer)
{
    text_add(writer->out, "</w:tc></w:tr>");
    writer->free_paragraphs = 0;
}

void frame_go_on(struct docx_writer *writer)
{
    struct frame_row *row = writer->frame;
    if (!row)
        return;
    frame_row_end(writer);
    row->is_first = false;
    frame_row(writer, row, false, row->is_last);
}

/* True when a row of its own goes before the block, or is all of it: see frame_go_on(). */
static bool has_label_row(const struct block *block)
{
    const struct field *field = &block->as.field;
    return (block->kind == BLOCK_FIELD && field->label && field->layout != FIELD_INLINE) ||
           (block->kind == BLOCK_CHOICES && block->as.choices.label);
}

static bool is_title(const struct block *block)
{
    return block->kind == BLOCK_HEADING || has_label_row(block) ||
           (block->kind == BLOCK_PARAGRAPH && block->as.paragraph.style == PARAGRAPH_LEAD_IN);
}

/*
 * Lines to write on stay together, and a rule with its caption, up to half a page of them: a
 * word processor takes no notice of paragraphs that are kept together inside of a cell.
 */
static bool is_short(const struct docx_writer *writer, const struct block *block)
{
    enum { MOST_LINES = 12 };
    double const em = 20 * writer->document->type.body_pt; /* twips */
    if (block->kind == BLOCK_FIELD)
        return !block->as.field.values && block->as.field.lines <= MOST_LINES;
    double lines = block->kind == BLOCK_PARAGRAPH ? 0 : MOST_LINES + 1;
    bool has_places = false;
    if (block->kind == BLOCK_PARAGRAPH)
        for (const struct para *para = block->as.paragraph.text; para; para = para->next) {
            lines += runs_width(para->first) * em / (double)writer->width + 1;
            has_places = has_places || places_are_set(para);
        }
    return has_places && lines <= MOST_LINES;
}

/*
 * A table of one column, a row for each block and label, so that pages may part them.  Paragraphs with borders
 * of their own would part where their indents differ.
 */
static void frame_write(struct docx_writer *writer, const struct frame *frame)
{
    long const width = writer->width;
    long const edges[] = {0, width};
    struct format const title = {.style = STYLE_PART, .align = "center"};
    table_begin(writer, STYLE_TABLE, 0, "Текст в рамке", "Текст в рамке", edges, 1);
    writer->width -= 2 * twips(frame_padding_mm);
    struct frame_row row = {.width = width, .is_first = true};
    if (frame->title || !frame->blocks) {
        frame_row(writer, &row, true, !frame->blocks);
        paragraphs_write(writer, &title, frame->title);
        frame_row_end(writer);
        row.is_first = false;
    }
    writer->frame = &row;
    for (const struct block *block = frame->blocks; block; block = block->next) {
        row.is_last = !block->next;
        row.is_whole = is_short(writer, block);
        frame_row(writer, &row, is_title(block), row.is_last && !has_label_row(block));
        block_write(writer, block);
        frame_row_end(writer);
        row.is_first = false;
    }
    writer->frame = NULL;
    writer->width = width;
    text_add(writer->out, "</w:tbl>");
}

static void block_write(struct docx_writer *writer, const struct block *block)
{
    writer->is_ours = is_our_text(block);
    switch (block->kind) {
    case BLOCK_LETTERHEAD: letterhead_write(writer, &block->as.letterhead); break;
    case BLOCK_MARK: mark_write(writer, &block->as.mark); break;
    case BLOCK_HEADING: heading_write(writer, &block->as.heading); break;
    case BLOCK_PARAGRAPH: text_block_write(writer, &block->as.paragraph); break;
    case BLOCK_FIELD: field_write(writer, &block->as.field); break;
    case BLOCK_LIST: list_write(writer, &block->as.list); break;
    case BLOCK_CHOICES: choices_write(writer, &block->as.choices); break;
    case BLOCK_TABLE: table_write(writer, &block->as.table, keeps_next(block)); break;
    case BLOCK_SIGNATURES: signatures_write(writer, &block->as.signatures); break;
    case BLOCK_CHART: chart_write(writer, &block->as.chart); break;
    case BLOCK_FRAME: frame_write(writer, &block->as.frame); break;
    }
}

/* A low paragraph above and below a table; two tables that touch would become one in Word. */
static void table_space_write(struct docx_writer *writer, bool is_kept)
{
    struct format const format = {.style = STYLE_TABLE_SPACE, .keep_next = is_kept};
    paragraph_empty(writer, &format);
}

static void blocks_write(struct docx_writer *writer, const struct block *block)
{
    const struct block *before = NULL;
    for (; block; before = block, block = block->next) {
        bool const has_border = block->kind == BLOCK_TABLE || block->kind == BLOCK_FRAME;
        if (has_border && before && !is_table(before))
            table_space_write(writer, true);
        block_write(writer, block);
        if (is_table(block) && block->next)
            table_space_write(writer, is_table(block->next));
    }
}

/* Page numbers stand in the middle of the margin, at least 10 mm from the edge. */
static void page_elements(struct text *out, const struct page_setup *page)
{
    text_format(out, "<w:pgSz w:w=\"%ld\" w:h=\"%ld\"%s/>", twips(page->width), twips(page->height),
                page->width > page->height ? " w:orient=\"landscape\"" : "");
    text_format(out,
                "<w:pgMar w:top=\"%ld\" w:right=\"%ld\" w:bottom=\"%ld\" w:left=\"%ld\""
                " w:header=\"%ld\" w:footer=\"%ld\" w:gutter=\"0\"/>",
                twips(page->top), twips(page->right), twips(page->bottom), twips(page->left),
                twips(page->top / 2), twips(page->bottom / 2));
}

/* The first page of a numbering has no number; that of a section has no running mark. */
static const char *first_header(const struct document *document, const struct section *section)
{
    if (section->restart_pages || section == document->first)
        return RELATION_HEADER_FIRST;
    return document->running_mark ? RELATION_HEADER_NUMBER : RELATION_HEADER;
}

static void section_properties(const struct document *document, const struct section *section,
                               struct text *out)
{
    text_format(out,
                "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"" RELATION_HEADER "\"/>"
                "<w:headerReference w:type=\"first\" r:id=\"%s\"/>"
                "<w:footerReference w:type=\"default\" r:id=\"" RELATION_FOOTER "\"/>"
                "<w:footerReference w:type=\"first\" r:id=\"" RELATION_FOOTER "\"/>"
                "<w:type w:val=\"%s\"/>",
                first_header(document, section), section->odd_page ? "oddPage" : "nextPage");
    page_elements(out, &section->page);
    if (section->restart_pages)
        text_add(out, "<w:pgNumType w:start=\"1\"/>");
    text_add(out, "<w:cols w:space=\"720\"/><w:titlePg/></w:sectPr>");
}

static const struct block *last_block(const struct section *section)
{
    const struct block *block = section->first;
    while (block && block->next)
        block = block->next;
    return block;
}

/* The properties of all sections but the last stand in a paragraph that ends the section. */
static void section_end(struct docx_writer *writer, const struct section *section)
{
    const struct block *last = last_block(section);
    if (section->next) {
        text_add(writer->out, "<w:p><w:pPr><w:pStyle w:val=\"" STYLE_END "\"/>");
        section_properties(writer->document, section, writer->out);
        text_add(writer->out, "</w:pPr></w:p>");
        return;
    }
    if (!last || is_table(last)) {
        struct format const end = {.style = STYLE_END}; /* a body must not end with a table */
        paragraph_empty(writer, &end);
    }
    section_properties(writer->document, section, writer->out);
}

void document_write(const struct docx_job *job, struct text *out)
{
    const struct document *document = job->document;
    size_t charts = 0;
    size_t row_titles = 0;
    text_add(out, XML_DECLARATION "<w:document xmlns:w=\"" WML_NAMESPACE
                                  "\" xmlns:r=\"" OFFICE_NAMESPACE "relationships\"><w:body>");
    for (const struct section *section = document->first; section; section = section->next) {
        struct docx_writer writer = {.out = out,
                                     .document = document,
                                     .width = text_width_twips(&section->page),
                                     .height_mm = section->page.height - section->page.top -
                                                  section->page.bottom,
                                     .charts = charts,
                                     .row_titles = row_titles,
                                     .numbering = job->numbering,
                                     .lacks_title = !section_has_title(section),
                                     .marked = section->page_runs ? section : NULL};
        blocks_write(&writer, section->first);
        charts = writer.charts;
        row_titles = writer.row_titles;
        section_end(&writer, section);
    }
    text_add(out, "</w:body></w:document>");
}
