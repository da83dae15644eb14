/*
 * signatures.c - the signature block: a plain table, position | blank paper | name.
 *
 * One table without nested ones: a signer is a row with the place to sign and a
 * row with what stands under it, the date and the captions.
 */
#include "docx/parts.h"

#include "docx/letters.h"
#include "docx/style.h"

#include <limits.h>
#include <math.h>

static const double gap_mm = 3;       /* beside the place to sign */
static const double spare_mm = 1;     /* word processors measure text a little differently */
static const double position_mm = 58; /* 55 for the text, and the gap */
static const double least_position_mm = 40;
static const double text_above_mm = 1;  /* above text that is as high as the paper */
static const double above_mm = 1;       /* above a signer, whose paper is blank anyway */
static const double block_above_mm = 4; /* above the first one, and one with a lead */

static long column_twips_of(const struct docx_writer *writer, double em)
{
    return lround(em * 20 * writer->document->type.body_pt) + twips(gap_mm + spare_mm);
}

/* What a signer's name needs of the third column. */
static long name_twips(const struct docx_writer *writer, const struct signer *signer)
{
    return column_twips_of(writer, signer->name ? runs_width(signer->name->first) : 0);
}

/* The same when it may part from its initials and at its hyphens. */
static long piece_twips(const struct docx_writer *writer, const struct signer *signer)
{
    double width = 0;
    for (const struct run *run = signer->name ? signer->name->first : NULL; run; run = run->next)
        width = fmax(width, letters_widest_piece(run->text));
    return column_twips_of(writer, width);
}

/* Widths of the columns in twips. */
struct columns {
    long position, field, name;
    long over;      /* what a date takes of the field's column, being wider than the position */
    bool is_parted; /* pages may part the signers */
};

/* The widest date, at most up to a caption in the middle of the field. */
static long date_over(const struct docx_writer *writer, const struct signer *signer,
                      const struct columns *columns)
{
    double const caption_mm = 20;
    long const most = (columns->field - twips(caption_mm)) / 2;
    long over = 0;
    for (; signer; signer = signer->next) {
        double const width = signer->date ? runs_width(signer->date->first) : 0;
        long const needed = column_twips_of(writer, width) - columns->position;
        over = needed > over ? needed : over;
    }
    return over < most ? over : most;
}

/*
 * The place to sign is as wide as asked; of the rest the position takes 58 mm, or
 * less, down to 40 for its text, when a name is long.
 */
static struct columns columns_of(const struct docx_writer *writer, const struct signer *signers)
{
    double widest_field = 0;
    long name = 0;
    long const least = twips(least_position_mm + gap_mm);
    for (const struct signer *signer = signers; signer; signer = signer->next)
        widest_field = fmax(widest_field, signer->width_mm);
    long const rest = writer->width - twips(widest_field);
    for (const struct signer *signer = signers; signer; signer = signer->next) {
        long const whole = name_twips(writer, signer);
        long const needed = whole <= rest - least ? whole : piece_twips(writer, signer);
        name = needed > name ? needed : name;
    }
    long position = twips(position_mm);
    if (position > rest - name)
        position = rest - name;
    if (position < least)
        position = least;
    struct columns columns = {
        .position = position, .field = twips(widest_field), .name = rest - position};
    columns.over = date_over(writer, signers, &columns);
    return columns;
}

/* The grid has a column more where a date goes on under the field. */
static void grid_begin(struct docx_writer *writer, const struct columns *columns)
{
    long const field = columns->position + columns->field;
    long const plain[] = {0, columns->position, field, writer->width};
    long const parted[] = {0, columns->position, columns->position + columns->over, field,
                           writer->width};
    table_begin(writer, STYLE_SIGNATURES, 0, "Подписи",
                "Должность, место для подписи, инициалы и фамилия; ниже дата.",
                columns->over ? parted : plain, columns->over ? 4 : 3);
}

/* A cell whose text stands at its lower edge, so many millimetres at least below its upper one. */
static void cell_open(struct docx_writer *writer, long width, int span, bool rule_below,
                      double above)
{
    const char *border = rule_below ? "<w:tcBorders><w:bottom " BORDER_LINE "</w:tcBorders>" : "";
    struct text look = TEXT_EMPTY;
    if (above > 0)
        text_format(&look, "<w:tcMar><w:top w:w=\"%ld\" w:type=\"dxa\"/></w:tcMar>", twips(above));
    text_add(&look, "<w:vAlign w:val=\"bottom\"/>");
    cell_begin(writer, width, span, border, text_string(&look));
    text_free(&look);
}

/* A cell always holds a paragraph, an empty one when there is no text. */
static void cell_write(struct docx_writer *writer, long width, int span, const char *border,
                       const struct format *format, const struct para *text)
{
    cell_begin(writer, width, span, border, "");
    if (text)
        paragraphs_write(writer, format, text);
    else
        paragraph_empty(writer, format);
    text_add(writer->out, "</w:tc>");
}

static double ems(const struct docx_writer *writer, long width)
{
    return (double)width / (20 * writer->document->type.body_pt);
}

static void position_cell(struct docx_writer *writer, const struct signer *signer, long width,
                          double above)
{
    struct format const format = {.style = STYLE_POSITION};
    cell_open(writer, width, 1, false, above);
    writer->widest_word = ems(writer, width - twips(gap_mm));
    paragraphs_write(writer, &format, signer->lead);
    if (signer->position)
        paragraphs_write(writer, &format, signer->position);
    else if (!signer->lead)
        paragraph_empty(writer, &format);
    writer->widest_word = 0;
    text_add(writer->out, "</w:tc>");
}

/* A name wider than its column parts from its initials, rather than inside the surname. */
static void name_cell(struct docx_writer *writer, const struct signer *signer, long width)
{
    struct format const format = {.style = signer->name ? STYLE_NAME : STYLE_NAME_BLANK};
    cell_open(writer, width, 1, false, 0);
    writer->widest_word = ems(writer, width - twips(gap_mm));
    if (signer->name)
        paragraphs_write(writer, &format, signer->name);
    else
        paragraph_empty(writer, &format);
    writer->widest_word = 0;
    text_add(writer->out, "</w:tc>");
}

/*
 * White space above a signer.  In a cell the descenders of the last line stand above the
 * rule, where the PDF lets them hang below.
 */
static double space_above(const struct docx_writer *writer, const struct signer *signer,
                          bool is_first)
{
    const struct typography *type = &writer->document->type;
    return (signer->lead || is_first ? block_above_mm : above_mm) * type->gaps;
}

static bool has_below(const struct signer *signer)
{
    return signer->date || signer->caption || signer->name_caption;
}

/*
 * The rule is the lower border of its cell; where pages part signers, the upper one of what
 * stands under it, if that is as wide: LibreOffice draws the lower border of the first row on
 * a page at its top too.
 */
static bool is_rule_below(const struct signer *signer, const struct columns *columns)
{
    return columns->is_parted && !columns->over && has_below(signer);
}

static void sign_row(struct docx_writer *writer, const struct signer *signer,
                     const struct columns *columns, bool is_first, bool is_free)
{
    struct format const place = {.style = STYLE_SIGNATURE};
    const struct typography *type = &writer->document->type;
    double const descent_mm = 0.216 * type->body_pt * 25.4 / 72;
    double const above = space_above(writer, signer, is_first);
    row_begin(writer, signer_height(type, signer) + above, true, false);
    writer->free_paragraphs = is_free ? INT_MAX : 0;
    position_cell(writer, signer, columns->position, above + text_above_mm - descent_mm);
    cell_open(writer, columns->field, columns->over ? 2 : 1, !is_rule_below(signer, columns), 0);
    paragraph_empty(writer, &place);
    text_add(writer->out, "</w:tc>");
    name_cell(writer, signer, columns->name);
    writer->free_paragraphs = 0;
    text_add(writer->out, "</w:tr>");
}

/* What is under a signer goes with the next one, where the whole block stays on one page. */
static void below_row(struct docx_writer *writer, const struct signer *signer,
                      const struct columns *columns, bool keep)
{
    struct format const date = {.style = STYLE_DATE, .keep_next = keep};
    struct format const caption = {.style = STYLE_CAPTION, .keep_next = keep};
    struct format under_field = caption;
    const char *rule =
        is_rule_below(signer, columns) ? "<w:tcBorders><w:top " BORDER_LINE "</w:tcBorders>" : "";
    under_field.indent_right = columns->over; /* in the middle of all the field */
    row_begin(writer, 0, true, false);
    cell_write(writer, columns->position + columns->over, columns->over ? 2 : 1, "",
               signer->date ? &date : &caption, signer->date);
    cell_write(writer, columns->field - columns->over, 1, rule, &under_field, signer->caption);
    cell_write(writer, columns->name, 1, "", &caption, signer->name_caption);
    text_add(writer->out, "</w:tr>");
}

/* A row of one cell over the whole width. */
static void note_row(struct docx_writer *writer, const struct columns *columns,
                     const struct para *text)
{
    struct format const format = {.style = STYLE_NOTE};
    row_begin(writer, 0, true, false);
    cell_write(writer, writer->width, columns->over ? 4 : 3, "", &format, text);
    text_add(writer->out, "</w:tr>");
}

static double lines_mm(const struct docx_writer *writer, const struct para *text, long width)
{
    double const line_mm = 1.15 * writer->document->type.body_pt * 25.4 / 72;
    double lines = 0;
    for (; text; text = text->next)
        lines += fmax(1, ceil(runs_width(text->first) / ems(writer, width)));
    return lines * line_mm;
}

/*
 * True for a block about higher than a page: it parts between signers, as in the PDF.  A word
 * processor would begin a page with it and then part it anywhere.
 */
static bool is_parted(const struct docx_writer *writer, const struct signatures *signatures,
                      const struct columns *columns)
{
    const struct typography *type = &writer->document->type;
    double const below_mm = 2 * typography_caption_pt(type) * 25.4 / 72; /* 3 pt above */
    long const position = columns->position - twips(gap_mm);
    double height = lines_mm(writer, signatures->note, writer->width);
    for (const struct signer *signer = signatures->signers; signer; signer = signer->next) {
        double const words = lines_mm(writer, signer->lead, position) +
                             lines_mm(writer, signer->position, position) + text_above_mm;
        height += space_above(writer, signer, signer == signatures->signers) +
                  fmax(signer_height(type, signer), words);
        if (has_below(signer))
            height += fmax(below_mm, lines_mm(writer, signer->date, columns->position) + 1);
    }
    double const before = 2 * type->body_pt * type->line_spacing * 1.15 * 25.4 / 72;
    return height + before > writer->height_mm;
}

void signatures_write(struct docx_writer *writer, const struct signatures *signatures)
{
    const struct signer *signers = signatures->signers;
    if (!signers)
        return;
    struct columns columns = columns_of(writer, signers);
    columns.is_parted = is_parted(writer, signatures, &columns);
    paragraphs_keep(writer, 2);
    grid_begin(writer, &columns);
    for (const struct signer *signer = signers; signer; signer = signer->next) {
        bool const goes_on = signer->next ? !columns.is_parted : signatures->note != NULL;
        bool const is_free = signer->next && columns.is_parted && !has_below(signer);
        sign_row(writer, signer, &columns, signer == signers, is_free);
        if (has_below(signer))
            below_row(writer, signer, &columns, goes_on);
    }
    if (signatures->note)
        note_row(writer, &columns, signatures->note);
    text_add(writer->out, "</w:tbl>");
}
