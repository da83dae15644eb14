/*
 * Tables: fixed columns, repeated heads, merged cells.
 *
 * WordprocessingML wants a cell at every place of the grid: a cell that spans
 * rows is followed, in each row below, by an empty one that continues it
 * (w:vMerge, 17.4.84).  The document tree has no cell there.
 */
#include "docx/parts.h"

#include "docx/style.h"

#include <stdlib.h>

void table_begin(struct docx_writer *writer, const char *style, unsigned headers,
                 const char *caption, const char *description, const long *edges, int count)
{
    static const char *const looks[] = {"0600", "0620", "0680", "06A0"}; /* 17.4.55 */
    text_format_xml(writer->out,
                    "<w:tbl><w:tblPr><w:tblStyle w:val=\"%s\"/><w:tblW w:w=\"%ld\" w:type=\"dxa\"/>"
                    "<w:tblLayout w:type=\"fixed\"/>"
                    "<w:tblLook w:val=\"%s\" w:firstRow=\"%d\" w:lastRow=\"0\""
                    " w:firstColumn=\"%d\" w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/>"
                    "<w:tblCaption w:val=\"%s\"/><w:tblDescription w:val=\"%s\"/></w:tblPr>"
                    "<w:tblGrid>",
                    style, writer->width, looks[headers], headers & TABLE_HEAD ? 1 : 0,
                    headers & TABLE_ROW_NAMES ? 1 : 0, caption, description);
    for (int i = 0; i < count; i++)
        text_format(writer->out, "<w:gridCol w:w=\"%ld\"/>", edges[i + 1] - edges[i]);
    text_add(writer->out, "</w:tblGrid>");
}

void row_begin(struct docx_writer *writer, double height_mm, bool is_whole, bool is_head)
{
    struct text *out = writer->out;
    text_add(out, "<w:tr>");
    if (!is_whole && height_mm <= 0 && !is_head)
        return;
    text_add(out, is_whole ? "<w:trPr><w:cantSplit/>" : "<w:trPr>");
    if (height_mm > 0)
        text_format(out, "<w:trHeight w:val=\"%ld\" w:hRule=\"atLeast\"/>", twips(height_mm));
    text_add(out, is_head ? "<w:tblHeader/></w:trPr>" : "</w:trPr>");
}

void cell_begin(struct docx_writer *writer, long width, int span, const char *border,
                const char *align)
{
    text_format(writer->out, "<w:tc><w:tcPr><w:tcW w:w=\"%ld\" w:type=\"dxa\"/>", width);
    if (span > 1)
        text_format(writer->out, "<w:gridSpan w:val=\"%d\"/>", span);
    text_format(writer->out, "%s%s</w:tcPr>", border, align);
}

/* A column while rows are written: rows still covered by a cell above, and its width. */
struct cover {
    int rows;
    int columns;
};

struct grid {
    const long *edges; /* twips */
    int columns;
    double padding_mm; /* beside the text of a cell */
    struct cover *cover;
};

enum merge { MERGE_NONE, MERGE_START, MERGE_GO_ON };

static long grid_width(const struct grid *grid, int column, int span)
{
    int const end = column + span < grid->columns ? column + span : grid->columns;
    return grid->edges[end] - grid->edges[column];
}

/* Returns the cell's width in twips. */
static long cell_open(struct docx_writer *writer, const struct grid *grid, int column, int span,
                      enum merge merge, bool is_centred)
{
    static const char *const merges[] = {
        [MERGE_NONE] = "",
        [MERGE_START] = "<w:vMerge w:val=\"restart\"/>",
        [MERGE_GO_ON] = "<w:vMerge/>",
    };
    long const width = grid_width(grid, column, span);
    cell_begin(writer, width, span, merges[merge],
               is_centred ? "<w:vAlign w:val=\"center\"/>" : "");
    return width;
}

/* What a cell's margins leave, in em of the table's text; bold is a little wider. */
static double widest_word(const struct docx_writer *writer, const struct grid *grid, long width)
{
    double const twips_per_pt = 20;
    double const bold = 1.06;
    double const em = writer->document->type.table_pt * twips_per_pt * bold;
    return ((double)width - 2 * (double)twips(grid->padding_mm)) / em;
}

/* How the cells of a row are written. */
struct row_look {
    const char *style;
    const char *next_style; /* of a cell with several paragraphs */
    const char *left;       /* alignment, or NULL for the style's */
    const char *centre;
    bool is_head;
    bool keep_next;
};

static const struct row_look head_look = {
    STYLE_TABLE_HEAD, STYLE_TABLE_HEAD, "left", NULL, true, false};
static const struct row_look body_look = {
    STYLE_TABLE_TEXT, STYLE_TABLE_NEXT, NULL, "center", false, false};
static const struct row_look kept_look = {
    STYLE_TABLE_TEXT, STYLE_TABLE_NEXT, NULL, "center", false, true};

static void empty_cell(struct docx_writer *writer, const struct grid *grid, int column, int span,
                       enum merge merge, const struct row_look *look)
{
    struct format const format = {.style = look->style, .keep_next = look->keep_next};
    cell_open(writer, grid, column, span, merge, look->is_head);
    paragraph_empty(writer, &format);
    text_add(writer->out, "</w:tc>");
}

static void cell_write(struct docx_writer *writer, const struct grid *grid, const struct cell *cell,
                       const struct row_look *look)
{
    bool const is_centred = cell->align == CELL_CENTRE;
    struct format const format = {.style = look->style,
                                  .keep_next = look->keep_next,
                                  .align = is_centred ? look->centre : look->left};
    struct format next = format;
    enum merge const merge = cell->rowspan > 1 ? MERGE_START : MERGE_NONE;
    if (!cell->text) {
        empty_cell(writer, grid, cell->column, cell->colspan, merge, look);
        return;
    }
    long const width = cell_open(writer, grid, cell->column, cell->colspan, merge, look->is_head);
    writer->widest_word = widest_word(writer, grid, width);
    if (cell->names_row && writer->row_names > 0 && cell->column == writer->row_names) {
        writer->has_row_title = true;
        writer->row_names = 0;
    }
    if (!is_centred && !cell->has_lines)
        next.style = look->next_style;
    writer->narrow = width - 2 * twips(grid->padding_mm);
    paragraphs_write(writer, cell->text->next ? &next : &format, cell->text);
    writer->narrow = 0;
    writer->widest_word = 0;
    text_add(writer->out, "</w:tc>");
}

/* Lines that the text of a cell takes, about. */
static double cell_lines(const struct docx_writer *writer, const struct grid *grid,
                         const struct cell *cell)
{
    double const room = widest_word(writer, grid, grid_width(grid, cell->column, cell->colspan));
    double lines = 0;
    for (const struct para *para = cell->text; para; para = para->next)
        lines += runs_width(para->first) / room + 0.5;
    return lines;
}

/*
 * A row of up to half a page stays whole, as it does in the PDF; a taller one
 * must split, or it leaves a page nearly white.
 */
static bool row_is_short(const struct docx_writer *writer, const struct row *row,
                         const struct grid *grid)
{
    double const short_lines = 24;
    for (const struct cell *cell = row->cells; cell; cell = cell->next)
        if (cell_lines(writer, grid, cell) > short_lines)
            return false;
    return true;
}

static void cover_start(struct grid *grid, const struct cell *cell)
{
    if (cell->rowspan > 1)
        grid->cover[cell->column] = (struct cover){cell->rowspan - 1, cell->colspan};
}

static void row_write(struct docx_writer *writer, struct grid *grid, const struct row *row,
                      const struct row_look *look)
{
    const struct cell *cell = row->cells;
    row_begin(writer, row->min_height_mm, look->is_head || row_is_short(writer, row, grid),
              look->is_head);
    for (int column = 0; column < grid->columns;) {
        struct cover *above = &grid->cover[column];
        int span = 1;
        if (above->rows > 0) {
            span = above->columns;
            above->rows--;
            empty_cell(writer, grid, column, span, MERGE_GO_ON, look);
        } else if (cell && cell->column == column) {
            span = cell->colspan;
            cell_write(writer, grid, cell, look);
            cover_start(grid, cell);
            cell = cell->next;
        } else {
            empty_cell(writer, grid, column, span, MERGE_NONE, look);
        }
        column += span;
    }
    text_add(writer->out, "</w:tr>");
}

/* True when that column of the first row says what the row is about. */
static bool names_rows(const struct row *row, int column)
{
    const struct cell *cell = row ? row->cells : NULL;
    while (cell && cell->column < column)
        cell = cell->next;
    return cell && cell->column == column && cell->names_row;
}

/*
 * Word knows the first column alone as names of rows.  Of several the last one tells the
 * most; screen readers find it by a bookmark of that name.
 */
static int last_row_names(const struct table *table)
{
    int column = table->columns - 1;
    while (column > 0 && !names_rows(table->body, column))
        column--;
    return column > 0 ? column : 0;
}

void table_write(struct docx_writer *writer, const struct table *table, bool keep_last_row)
{
    size_t const count = (size_t)table->columns;
    long *edges = xmalloc((count + 1) * sizeof *edges);
    struct cover *cover = xmalloc((count + 1) * sizeof *cover);
    struct grid grid = {.edges = edges,
                        .columns = table->columns,
                        .padding_mm = table_padding_mm(table),
                        .cover = cover};
    struct table const few = {.columns = 1};
    bool const is_wide = grid.padding_mm < table_padding_mm(&few);
    for (size_t i = 0; i < count; i++)
        cover[i] = (struct cover){0, 1};
    table_edges(table, writer->width, edges);
    const char *summary = table->summary ? table->summary : "Таблица формы";
    unsigned headers = table->head ? TABLE_HEAD : 0;
    if (names_rows(table->body, 0))
        headers |= TABLE_ROW_NAMES;
    writer->row_names = last_row_names(table);
    table_begin(writer, is_wide ? STYLE_TABLE_WIDE : STYLE_TABLE, headers, summary, summary, edges,
                table->columns);
    for (const struct row *row = table->head; row; row = row->next)
        row_write(writer, &grid, row, &head_look);
    for (const struct row *row = table->body; row; row = row->next)
        row_write(writer, &grid, row,
                  (row->next ? table->is_whole : keep_last_row) ? &kept_look : &body_look);
    text_add(writer->out, "</w:tbl>");
    free(edges);
    free(cover);
}
