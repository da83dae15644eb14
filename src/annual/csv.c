/*
 * csv.c - the summary for a spreadsheet; see annual.h and base/csv.h.
 */
#include "annual/annual.h"

#include "base/csv.h"

#include <string.h>

static const char byte_order_mark[] = "\xEF\xBB\xBF";

static void add_cell(struct text *out, const char *cell, bool is_first)
{
    if (!is_first)
        text_add_char(out, ';');
    csv_add_text(out, cell);
}

static void end_row(struct text *out)
{
    text_add(out, "\r\n");
}

/* ---- the register ---------------------------------------------------------------- */

/* Plain spaces, so that what is typed into a filter is found. */
static void add_plain(struct text *out, const char *text)
{
    static const char nbsp[] = "\u00A0";
    for (const char *found; (found = strstr(text, nbsp)) != NULL; text = found + sizeof nbsp - 1) {
        text_add_bytes(out, text, (size_t)(found - text));
        text_add_char(out, ' ');
    }
    text_add(out, text);
}

/* A cell of a register holds one line: paragraphs are set apart by "; ".  id is the case's. */
static void add_paras(struct text *out, const struct para *para, const char *id, bool is_first)
{
    struct text cell = TEXT_EMPTY;
    for (; para; para = para->next) {
        if (cell.len)
            text_add(&cell, "; ");
        for (const struct run *run = para->first; run; run = run->next)
            add_plain(&cell, run->text);
    }
    if (!is_first)
        text_add_char(out, ';');
    if (strcmp(text_string(&cell), id) == 0)
        csv_add_id(out, id);
    else
        csv_add_text(out, text_string(&cell));
    text_free(&cell);
}

void annual_csv_register(const struct annual *annual, struct text *out)
{
    const struct register_def *table = annual->form->table;
    text_add(out, byte_order_mark);
    if (!table || annual->options.is_public)
        return;
    for (const struct register_column *column = table->first; column; column = column->next)
        add_cell(out, column->title, column == table->first);
    end_row(out);
    for (size_t i = 0; i < annual->count; i++) {
        for (int column = 0; column < table->columns; column++)
            add_paras(out, annual->entries[i].cells[column], annual->entries[i].id, column == 0);
        end_row(out);
    }
}

/* ---- the counts -------------------------------------------------------------------- */

/* A number, or an empty cell when it is below 0. */
static void add_number(struct text *out, long value)
{
    text_add_char(out, ';');
    if (value >= 0)
        text_add_int(out, value);
}

static void add_counted(const struct annual *annual, const struct tally *tally, const char *label,
                        long cases, long marks, struct text *out)
{
    add_cell(out, tally->def->title, true);
    add_cell(out, label, false);
    add_number(out, cases);
    add_number(out, tally->def->marks ? marks : -1);
    add_number(out, annual_percent(annual, tally, cases));
    end_row(out);
}

static void add_tally(const struct annual *annual, const struct tally *tally, struct text *out)
{
    for (size_t i = 0; i < tally->count; i++)
        add_counted(annual, tally, tally->rows[i].label, tally->rows[i].cases, tally->rows[i].marks,
                    out);
    if (tally->none)
        add_counted(annual, tally, tally->def->none, tally->none, -1, out);
    add_counted(annual, tally, tally->def->total, tally->base, tally_marks(tally), out);
}

void annual_csv_counts(const struct annual *annual, struct text *out)
{
    const struct annual_form *form = annual->form;
    text_add(out, byte_order_mark);
    add_cell(out, form->csv_section, true);
    add_cell(out, form->csv_row, false);
    add_cell(out, form->csv_cases, false);
    add_cell(out, form->csv_marks, false);
    add_cell(out, form->csv_share, false);
    end_row(out);
    for (int i = 0; i < form->tally_count; i++)
        if (annual_prints(annual, annual->tallies[i].def->names))
            add_tally(annual, &annual->tallies[i], out);
}
