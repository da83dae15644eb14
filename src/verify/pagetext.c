/*
 * pagetext.c - where a page of this program has text; see annotation.h.
 *
 * This program writes text in composite fonts with two-byte codes and a table of
 * widths (/W), moved by Td and cm.  The box of a shown string goes a little
 * beyond its letters; what is not understood counts as text everywhere.
 */
#include "verify/annotation.h"
#include "verify/content.h"

#include <math.h>

enum { MOST_STATES = 32 };

struct graphics {
    struct matrix ctm;
    const struct pdf_value *widths; /* /W of the font in use */
    double default_width, size, spacing, leading, rise;
};

struct page {
    struct pdffile *file;
    const struct pdf_value *fonts;
    const double *rect;
    struct graphics states[MOST_STATES];
    int depth;
    struct matrix line; /* of the text line's start */
    double advance;     /* shown on it so far, in text space */
    bool found;
};

/* ---- widths (9.7.4.3), in thousandths of the font's size ------------------------------------ */

static double width_of(struct page *page, const struct graphics *state, long code)
{
    const struct pdf_entry *entry = pdf_entries(state->widths, PDF_ARRAY);
    while (entry && entry->next && pdffile_step(page->file, 1)) {
        const struct pdf_value *second = pdffile_resolve(page->file, entry->next->value);
        long const first = entry->value->integer;
        if (second && second->kind == PDF_ARRAY) {
            if (code >= first && code < first + (long)second->length) {
                const struct pdf_entry *width = second->entries;
                for (long i = first; i < code; i++)
                    width = width->next;
                return width->value->real;
            }
            entry = entry->next->next;
        } else if (second && entry->next->next) {
            if (code >= first && code <= second->integer)
                return entry->next->next->value->real;
            entry = entry->next->next->next;
        } else {
            break;
        }
    }
    return state->default_width;
}

static void use_font(struct page *page, const struct operators *operators)
{
    struct graphics *state = &page->states[page->depth];
    const struct pdf_value *name = operators->count == 2 ? &operators->operands[0] : NULL;
    const struct pdf_value *font = pdffile_get_named(page->file, page->fonts, name);
    const struct pdf_value *descendants = pdffile_get(page->file, font, "DescendantFonts");
    if (!pdf_is_name(pdffile_get(page->file, font, "Subtype"), "Type0") ||
        !pdf_entries(descendants, PDF_ARRAY)) {
        page->found = true;
        return;
    }
    const struct pdf_value *descendant = pdffile_first(page->file, descendants);
    const struct pdf_value *usual = pdffile_get(page->file, descendant, "DW");
    state->widths = pdffile_get(page->file, descendant, "W");
    state->default_width = usual ? usual->real : 1000;
    state->size = operators_number(operators, 1);
}

/* ---- showing ---------------------------------------------------------------------------- */

/* Notes whether the box, in text space from the line's start on, meets the rectangle. */
static void note_box(struct page *page, double left, double right)
{
    static const double below = 0.25;
    static const double above = 0.95;
    const struct graphics *state = &page->states[page->depth];
    struct matrix const matrix = matrix_multiply(page->line, state->ctm);
    double const xs[2] = {left, right};
    double const ys[2] = {state->rise - below * state->size, state->rise + above * state->size};
    double box[4] = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (int i = 0; i < 4; i++) {
        double point[2];
        matrix_apply(&matrix, xs[i % 2], ys[i / 2], point);
        for (int j = 0; j < 2; j++) {
            box[j] = fmin(box[j], point[j]);
            box[j + 2] = fmax(box[j + 2], point[j]);
        }
    }
    const double *rect = page->rect;
    page->found |= box[0] < rect[2] && rect[0] < box[2] && box[1] < rect[3] && rect[1] < box[3];
}

static void show(struct page *page, const struct pdf_value *string)
{
    const struct graphics *state = &page->states[page->depth];
    double const from = page->advance;
    for (size_t i = 0; i + 1 < string->length && !page->found; i += 2) {
        long const code =
            (unsigned char)string->bytes[i] << 8 | (unsigned char)string->bytes[i + 1];
        page->advance += width_of(page, state, code) / 1000 * state->size + state->spacing;
    }
    if (string->length)
        note_box(page, from, page->advance);
}

static void show_operand(struct page *page, const struct operators *operators)
{
    const struct pdf_value *shown = operators_operand(operators, 1);
    if (shown && shown->kind == PDF_STRING)
        show(page, shown);
    PDF_EACH(entry, pdf_entries(shown, PDF_ARRAY)) {
        if (entry->value->kind == PDF_STRING)
            show(page, entry->value);
        else
            page->advance -= entry->value->real / 1000 * page->states[page->depth].size;
    }
}

static void set_line(struct page *page, struct matrix line)
{
    page->line = line;
    page->advance = 0;
}

static void move(struct page *page, double x, double y)
{
    set_line(page, matrix_multiply((struct matrix){{1, 0, 0, 1, x, y}}, page->line));
}

/* ---- operators -------------------------------------------------------------------------- */

static void push(struct page *page)
{
    page->found |= page->depth + 1 == MOST_STATES;
    if (page->found)
        return;
    page->states[page->depth + 1] = page->states[page->depth];
    page->depth++;
}

static void run(struct page *page, const struct operators *operators)
{
    struct graphics *state = &page->states[page->depth];
    double const number = operators_number(operators, 1);
    switch (operators->word) {
    case 'q': push(page); break;
    case 'Q': page->depth -= page->depth > 0; break;
    case OPERATOR_2('c', 'm'):
        state->ctm = matrix_multiply(operators_matrix(operators), state->ctm);
        break;
    case OPERATOR_2('B', 'T'): set_line(page, matrix_identity); break;
    case OPERATOR_2('T', 'm'): set_line(page, operators_matrix(operators)); break;
    case OPERATOR_2('T', 'f'): use_font(page, operators); break;
    case OPERATOR_2('T', 'd'): move(page, operators_number(operators, 2), number); break;
    case OPERATOR_2('T', 'D'):
        state->leading = -number;
        move(page, operators_number(operators, 2), number);
        break;
    case OPERATOR_2('T', '*'): move(page, 0, -state->leading); break;
    case OPERATOR_2('T', 'L'): state->leading = number; break;
    case OPERATOR_2('T', 'c'): state->spacing = number; break;
    case OPERATOR_2('T', 's'): state->rise = number; break;
    case OPERATOR_2('T', 'j'):
    case OPERATOR_2('T', 'J'): show_operand(page, operators); break;
    case OPERATOR_2('T', 'r'): break;
    case OPERATOR_2('D', 'o'):
    case OPERATOR_2('s', 'h'):
    case OPERATOR_2('B', 'I'):
    case '\'':
    case '"': page->found = true; break;
    default: page->found |= (operators->word & 0xFF) == 'T'; /* Tw, Tz: not ours */
    }
}

bool pagetext_in(struct pdffile *file, const struct pdf_value *page, const double rect[4])
{
    struct text bytes = TEXT_EMPTY;
    struct arena *arena = arena_new();
    struct page *walk = ARENA_NEW(arena, struct page);
    struct operators *operators = ARENA_NEW(arena, struct operators);
    walk->file = file;
    walk->fonts = pdffile_get(file, pdffile_get(file, page, "Resources"), "Font");
    walk->rect = rect;
    walk->states[0].ctm = walk->line = matrix_identity;
    walk->found = !content_read(file, page, &bytes);
    operators_start(operators, &bytes, arena, file->budget);
    while (!walk->found && operators_next(operators))
        run(walk, operators);
    bool const found = walk->found || operators->is_broken;
    arena_free(arena);
    text_free(&bytes);
    return found;
}
