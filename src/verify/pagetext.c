/*
 * pagetext.c - see pagetext.h.
 *
 * This program writes text in composite fonts with two-byte codes and a table of
 * widths (/W), moved by Td and cm.  The box of a shown string goes a little
 * beyond its letters; what is not understood counts as text everywhere.
 */
#include "verify/pagetext.h"

#include "verify/content.h"
#include "verify/operators.h"

#include <math.h>
#include <string.h>

enum { MOST_STATES = 32 };

/* a b c d e f of ISO 32000-1, 8.3.3. */
struct matrix {
    double n[6];
};

static const struct matrix identity = {{1, 0, 0, 1, 0, 0}};

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

/* first, then second. */
static struct matrix multiplied(struct matrix first, struct matrix second)
{
    const double *a = first.n;
    const double *b = second.n;
    return (struct matrix){{a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3],
                            a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
                            a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5]}};
}

static struct matrix matrix_of(const struct operators *operators)
{
    struct matrix matrix;
    for (int i = 0; i < 6; i++)
        matrix.n[i] = operators_number(operators, 6 - i);
    return matrix;
}

/* ---- widths (9.7.4.3), in thousandths of the font's size ------------------------------------ */

static double width_of(struct page *page, const struct graphics *state, long code)
{
    const struct pdf_value *widths = state->widths;
    const struct pdf_entry *entry = widths && widths->kind == PDF_ARRAY ? widths->entries : NULL;
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
    const struct pdf_value *font =
        name && name->kind == PDF_NAME
            ? pdffile_resolve(page->file,
                              pdf_dict_find_bytes(page->fonts, name->bytes, name->length))
            : NULL;
    const struct pdf_value *descendants = pdffile_get(page->file, font, "DescendantFonts");
    if (!pdf_is_name(pdffile_get(page->file, font, "Subtype"), "Type0") || !descendants ||
        descendants->kind != PDF_ARRAY || !descendants->entries) {
        page->found = true;
        return;
    }
    const struct pdf_value *descendant = pdffile_resolve(page->file, descendants->entries->value);
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
    struct matrix const matrix = multiplied(page->line, state->ctm);
    double const xs[2] = {left, right};
    double const ys[2] = {state->rise - below * state->size, state->rise + above * state->size};
    double box[4] = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (int i = 0; i < 4; i++) {
        double const x = matrix.n[0] * xs[i % 2] + matrix.n[2] * ys[i / 2] + matrix.n[4];
        double const y = matrix.n[1] * xs[i % 2] + matrix.n[3] * ys[i / 2] + matrix.n[5];
        box[0] = fmin(box[0], x);
        box[1] = fmin(box[1], y);
        box[2] = fmax(box[2], x);
        box[3] = fmax(box[3], y);
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
    if (!operators->count)
        return;
    const struct pdf_value *shown = &operators->operands[operators->count - 1];
    if (shown->kind == PDF_STRING)
        show(page, shown);
    if (shown->kind != PDF_ARRAY)
        return;
    for (const struct pdf_entry *entry = shown->entries; entry; entry = entry->next) {
        if (entry->value->kind == PDF_STRING)
            show(page, entry->value);
        else
            page->advance -= entry->value->real / 1000 * page->states[page->depth].size;
    }
}

static void move(struct page *page, double x, double y)
{
    struct matrix const by = {{1, 0, 0, 1, x, y}};
    page->line = multiplied(by, page->line);
    page->advance = 0;
}

/* ---- operators -------------------------------------------------------------------------- */

static void run_text(struct page *page, const struct operators *operators)
{
    struct graphics *state = &page->states[page->depth];
    if (operators_is(operators, "Tf")) {
        use_font(page, operators);
    } else if (operators_is(operators, "Td")) {
        move(page, operators_number(operators, 2), operators_number(operators, 1));
    } else if (operators_is(operators, "TD")) {
        state->leading = -operators_number(operators, 1);
        move(page, operators_number(operators, 2), operators_number(operators, 1));
    } else if (operators_is(operators, "Tm")) {
        page->line = matrix_of(operators);
        page->advance = 0;
    } else if (operators_is(operators, "T*")) {
        move(page, 0, -state->leading);
    } else if (operators_is(operators, "TL")) {
        state->leading = operators_number(operators, 1);
    } else if (operators_is(operators, "Tc")) {
        state->spacing = operators_number(operators, 1);
    } else if (operators_is(operators, "Ts")) {
        state->rise = operators_number(operators, 1);
    } else if (operators_is(operators, "Tj") || operators_is(operators, "TJ")) {
        show_operand(page, operators);
    } else if (!operators_is(operators, "Tr")) {
        page->found = true; /* Tw, Tz, ' and ": not ours */
    }
}

static void run(struct page *page, const struct operators *operators)
{
    const char *word = operators->word;
    if (strcmp(word, "q") == 0) {
        page->found |= page->depth + 1 == MOST_STATES;
        if (!page->found) {
            page->states[page->depth + 1] = page->states[page->depth];
            page->depth++;
        }
    } else if (strcmp(word, "Q") == 0) {
        page->depth -= page->depth > 0;
    } else if (strcmp(word, "cm") == 0) {
        struct graphics *state = &page->states[page->depth];
        state->ctm = multiplied(matrix_of(operators), state->ctm);
    } else if (strcmp(word, "BT") == 0) {
        page->line = identity;
        page->advance = 0;
    } else if (strcmp(word, "Do") == 0 || strcmp(word, "sh") == 0 || strcmp(word, "BI") == 0 ||
               strcmp(word, "'") == 0 || strcmp(word, "\"") == 0) {
        page->found = true;
    } else if (word[0] == 'T') {
        run_text(page, operators);
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
    walk->states[0].ctm = identity;
    walk->line = identity;
    walk->found = !content_read(file, page, &bytes);
    operators_start(operators, &bytes, arena, pdffile_budget(file));
    while (!walk->found && operators_next(operators))
        run(walk, operators);
    bool const found = walk->found || operators->is_broken;
    arena_free(arena);
    text_free(&bytes);
    return found;
}
