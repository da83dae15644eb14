/*
 * signatures.c - see signatures.h.
 *
 * The table has neither merged cells nor nested tables, which accessibility
 * checkers and small word processors dislike: a signer is a row with the place
 * to sign and a row with the date under it.  A line above a signer ends the
 * table, stands as a paragraph and begins a new table.
 */
#include "docx/signatures.h"

#include "docx/letters.h"
#include "docx/style.h"
#include "docx/table.h"

#include <math.h>

enum { COLUMNS = 3 };

static const double gap_mm = 3; /* beside the place to sign */
static const double spare_mm = 1; /* word processors measure text a little differently */
static const double position_mm = 58; /* 55 for the text, and the gap */
static const double least_position_mm = 40;
static const double above_mm = 4.2; /* 12 pt between signers */
static const double below_mm = 1.1; /* what hangs under the base line at the foot of the row */

static double widest_name(const struct signer *signer)
{
    double widest = 0;
    for (; signer; signer = signer->next) {
        double width = 0;
        for (const struct run *run = signer->name ? signer->name->first : NULL; run;
             run = run->next)
            width += letters_width(run->text);
        widest = width > widest ? width : widest;
    }
    return widest;
}

/*
 * The place to sign is as wide as asked; of the rest the position takes 58 mm,
 * or less, down to 40, when a name is long.
 */
static void signature_columns(const struct writer *writer, const struct signer *signers,
                              long *columns)
{
    double const em = 20 * writer->document->type.body_pt; /* twips */
    double widest_field = 0;
    for (const struct signer *signer = signers; signer; signer = signer->next)
        widest_field = signer->width_mm > widest_field ? signer->width_mm : widest_field;
    long const rest = writer->width - twips(widest_field);
    long const name = lround(widest_name(signers) * em) + twips(gap_mm + spare_mm);
    long position = twips(position_mm);
    if (position > rest - name)
        position = rest - name;
    if (position < twips(least_position_mm))
        position = twips(least_position_mm);
    columns[0] = position;
    columns[1] = twips(widest_field);
    columns[2] = rest - position;
}

static void row_open(struct writer *writer, double height_mm)
{
    text_add(writer->out, "<w:tr><w:trPr><w:cantSplit/>");
    if (height_mm > 0) {
        text_add(writer->out, "<w:trHeight");
        attribute_int(writer->out, "w:val", twips(height_mm));
        text_add(writer->out, " w:hRule=\"atLeast\"/>");
    }
    text_add(writer->out, "</w:trPr>");
}

static void cell_open(struct writer *writer, long width, bool rule_below)
{
    text_add(writer->out, "<w:tc><w:tcPr><w:tcW");
    attribute_int(writer->out, "w:w", width);
    text_add(writer->out, " w:type=\"dxa\"/>");
    if (rule_below)
        text_add(writer->out, "<w:tcBorders><w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\""
                              " w:color=\"auto\"/></w:tcBorders>");
    text_add(writer->out, "<w:vAlign w:val=\"bottom\"/></w:tcPr>");
}

/* A cell always holds a paragraph, an empty one when there is no text. */
static void cell_write(struct writer *writer, long width, bool rule_below,
                       const struct format *format, const struct para *text)
{
    cell_open(writer, width, rule_below);
    if (text)
        paragraphs_write(writer, format, text);
    else
        paragraph_empty(writer, format);
    text_add(writer->out, "</w:tc>");
}

static void sign_row(struct writer *writer, const struct signer *signer, const long *columns)
{
    struct format const position = {.style = STYLE_POSITION};
    struct format const place = {.style = STYLE_SIGNATURE};
    struct format const name = {.style = signer->name ? STYLE_NAME : STYLE_NAME_BLANK};
    row_open(writer, signer->height_mm + below_mm + (signer->lead ? 0 : above_mm));
    cell_write(writer, columns[0], false, &position, signer->position);
    cell_write(writer, columns[1], true, &place, NULL);
    cell_write(writer, columns[2], false, &name, signer->name);
    text_add(writer->out, "</w:tr>");
}

/* The whole block stays on one page, so the date of one signer goes with the next. */
static void date_row(struct writer *writer, const struct signer *signer, const long *columns)
{
    struct format const date = {.style = STYLE_DATE, .keep_next = signer->next != NULL};
    row_open(writer, 0);
    cell_write(writer, columns[0], false, &date, NULL);
    cell_write(writer, columns[1], false, &date, signer->date);
    cell_write(writer, columns[2], false, &date, NULL);
    text_add(writer->out, "</w:tr>");
}

void signatures_write(struct writer *writer, const struct signatures *signatures)
{
    struct format const lead = {.style = STYLE_SIGNATURE_LEAD};
    long columns[COLUMNS];
    bool is_open = false;
    signature_columns(writer, signatures->signers, columns);
    paragraphs_keep(writer);
    for (const struct signer *signer = signatures->signers; signer; signer = signer->next) {
        if (signer->lead && is_open) {
            tbl_close(writer);
            is_open = false;
        }
        paragraphs_write(writer, &lead, signer->lead);
        if (!is_open)
            tbl_open(writer, STYLE_SIGNATURES, "Подписи",
                     "Должность, место для подписи, инициалы и фамилия; ниже дата.", columns,
                     COLUMNS);
        is_open = true;
        sign_row(writer, signer, columns);
        date_row(writer, signer, columns);
    }
    if (is_open)
        tbl_close(writer);
}
