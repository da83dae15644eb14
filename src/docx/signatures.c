/*
 * signatures.c - the signature block: a plain table, position | blank paper | name.
 *
 * One table without nested ones: a signer is a row with the place to sign and a
 * row with the date under it; a line above a signer is a row of one cell.  (As a
 * paragraph between two tables LibreOffice would not keep it with the first.)
 */
#include "docx/parts.h"

#include "docx/letters.h"
#include "docx/style.h"

#include <math.h>
#include <string.h>

enum { COLUMNS = 3 };

static const double gap_mm = 3;       /* beside the place to sign */
static const double spare_mm = 1;     /* word processors measure text a little differently */
static const double position_mm = 58; /* 55 for the text, and the gap */
static const double least_position_mm = 40;
static const double above_mm = 1;       /* above a signer, whose paper is blank anyway */
static const double first_above_mm = 4; /* above the first one */

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

/*
 * The place to sign is as wide as asked; of the rest the position takes 58 mm,
 * or less, down to 40 for its text, when a name is long.
 */
static void signature_columns(const struct docx_writer *writer, const struct signer *signers,
                              long *columns)
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
    columns[0] = position;
    columns[1] = twips(widest_field);
    columns[2] = rest - position;
}

static void cell_open(struct docx_writer *writer, long width, int span, bool rule_below)
{
    cell_begin(writer, width, span,
               rule_below ? "<w:tcBorders><w:bottom " BORDER_LINE "</w:tcBorders>" : "",
               "<w:vAlign w:val=\"bottom\"/>");
}

/* A cell always holds a paragraph, an empty one when there is no text. */
static void cell_write(struct docx_writer *writer, long width, bool rule_below,
                       const struct format *format, const struct para *text)
{
    cell_open(writer, width, 1, rule_below);
    if (text)
        paragraphs_write(writer, format, text);
    else
        paragraph_empty(writer, format);
    text_add(writer->out, "</w:tc>");
}

/* A name wider than its column parts from its initials, rather than inside the surname. */
static void long_name_write(struct docx_writer *writer, const struct para *name)
{
    static const char no_break_space[] = "\xC2\xA0";
    struct format const format = {.style = STYLE_NAME};
    paragraph_begin(writer, &format);
    for (const struct run *run = name->first; run; run = run->next) {
        struct text spaced = TEXT_EMPTY;
        const char *rest = run->text;
        for (const char *at; (at = strstr(rest, no_break_space)) != NULL; rest = at + 2) {
            text_add_bytes(&spaced, rest, (size_t)(at - rest));
            text_add_char(&spaced, ' ');
        }
        text_add(&spaced, rest);
        struct run part = *run;
        part.next = NULL;
        part.text = text_string(&spaced);
        struct para const para = {.first = &part};
        runs_write(writer, &para, PLACE_PLAIN);
        text_free(&spaced);
    }
    paragraph_end(writer);
}

static void name_cell(struct docx_writer *writer, const struct signer *signer, long width)
{
    struct format const format = {.style = signer->name ? STYLE_NAME : STYLE_NAME_BLANK};
    if (name_twips(writer, signer) <= width) {
        cell_write(writer, width, false, &format, signer->name);
        return;
    }
    cell_open(writer, width, 1, false);
    for (const struct para *para = signer->name; para; para = para->next)
        long_name_write(writer, para);
    text_add(writer->out, "</w:tc>");
}

/* A row of one cell over the whole width. */
static void wide_row(struct docx_writer *writer, const struct para *text, const char *style)
{
    struct format const format = {.style = style};
    row_begin(writer, 0, true, false);
    cell_open(writer, writer->width, COLUMNS, false);
    paragraphs_write(writer, &format, text);
    text_add(writer->out, "</w:tc></w:tr>");
}

static void sign_row(struct docx_writer *writer, const struct signer *signer, const long *columns,
                     bool is_first)
{
    struct format const position = {.style = STYLE_POSITION};
    struct format const place = {.style = STYLE_SIGNATURE};
    const struct typography *type = &writer->document->type;
    double const above = (signer->lead ? 0 : is_first ? first_above_mm : above_mm) * type->gaps;
    row_begin(writer, signer_height(type, signer) + above, true, false);
    cell_write(writer, columns[0], false, &position, signer->position);
    cell_write(writer, columns[1], true, &place, NULL);
    name_cell(writer, signer, columns[2]);
    text_add(writer->out, "</w:tr>");
}

/* The whole block stays on one page, so the date of one signer goes with the next. */
static void date_row(struct docx_writer *writer, const struct signer *signer, const long *columns,
                     bool keep)
{
    struct format const date = {.style = STYLE_DATE, .keep_next = keep};
    row_begin(writer, 0, true, false);
    cell_write(writer, columns[0], false, &date, NULL);
    cell_write(writer, columns[1], false, &date, signer->date);
    cell_write(writer, columns[2], false, &date, NULL);
    text_add(writer->out, "</w:tr>");
}

void signatures_write(struct docx_writer *writer, const struct signatures *signatures)
{
    long columns[COLUMNS];
    if (!signatures->signers)
        return;
    signature_columns(writer, signatures->signers, columns);
    long const edges[] = {0, columns[0], columns[0] + columns[1], writer->width};
    paragraphs_keep(writer);
    table_begin(writer, STYLE_SIGNATURES, "Подписи",
                "Должность, место для подписи, инициалы и фамилия; ниже дата.", edges, COLUMNS);
    for (const struct signer *signer = signatures->signers; signer; signer = signer->next) {
        if (signer->lead)
            wide_row(writer, signer->lead, STYLE_SIGNATURE_LEAD);
        sign_row(writer, signer, columns, signer == signatures->signers);
        if (signer->date)
            date_row(writer, signer, columns, signer->next || signatures->note);
    }
    if (signatures->note)
        wide_row(writer, signatures->note, STYLE_NOTE);
    text_add(writer->out, "</w:tbl>");
}
