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

/* A row of a frame, open at the sides where others touch it. */
static void frame_row(struct docx_writer *writer, long width, bool is_first, bool is_last)
{
    static const char *const borders[2][2] = {
        {"<w:tcBorders><w:top w:val=\"nil\"/><w:bottom w:val=\"nil\"/></w:tcBorders>",
         "<w:tcBorders><w:top w:val=\"nil\"/></w:tcBorders>"},
        {"<w:tcBorders><w:bottom w:val=\"nil\"/></w:tcBorders>", ""},
    };
    row_begin(writer, 0, false, false);
    cell_begin(writer, width, 1, borders[is_first][is_last], "");
}

/*
 * A table of one column, a row for each block, so that pages may part them.  Paragraphs with borders
 * of their own would part where their indents differ.
 */
static void frame_write(struct docx_writer *writer, const struct frame *frame)
{
    struct table const one = {.columns = 1};
    long const width = writer->width;
    long const edges[] = {0, width};
    struct format const title = {.style = STYLE_PART, .align = "center"};
    table_begin(writer, STYLE_TABLE, 0, "Текст в рамке", "Текст в рамке", edges, 1);
    writer->width -= 2 * twips(table_padding_mm(&one));
    if (frame->title || !frame->blocks) {
        frame_row(writer, width, true, !frame->blocks);
        paragraphs_write(writer, &title, frame->title);
        text_add(writer->out, "</w:tc></w:tr>");
    }
    for (const struct block *block = frame->blocks; block; block = block->next) {
        frame_row(writer, width, block == frame->blocks && !frame->title, !block->next);
        block_write(writer, block);
        text_add(writer->out, "</w:tc></w:tr>");
    }
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
