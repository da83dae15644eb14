#include "verify/content.h"

enum { MAX_CONTENT = 64 << 20 };

const struct matrix matrix_identity = {{1, 0, 0, 1, 0, 0}};

void operators_start(struct operators *operators, const struct text *bytes, struct arena *arena,
                     struct budget *budget)
{
    operators->cursor = (struct pdf_cursor){.bytes = bytes->data ? bytes->data : "",
                                            .size = bytes->len,
                                            .is_apart = true,
                                            .arena = arena,
                                            .budget = budget};
    operators->is_broken = operators->is_skimmed = false;
}

static void read_word(struct operators *operators)
{
    struct pdf_cursor *cursor = &operators->cursor;
    const char *const start = cursor->bytes + cursor->at;
    const char *const end = cursor->bytes + cursor->size;
    const char *at = start;
    unsigned word = 0;
    for (; at < end && pdf_is_regular(*at); at++)
        if (at - start < 3)
            word |= (unsigned)(unsigned char)*at << 8 * (at - start);
    cursor->at += (size_t)(at - start);
    operators->word = at - start <= 3 ? word : 0;
    operators->is_broken = at == start;
}

static bool starts_operand(char byte)
{
    return pdf_is(byte, PDF_NUMERIC) || byte == '/' || byte == '(' || byte == '<' || byte == '[';
}

static bool read_operand(struct operators *operators, struct pdf_value *operand)
{
    struct pdf_cursor *cursor = &operators->cursor;
    size_t at = cursor->at;
    if (!operators->is_skimmed || !pdf_is(cursor->bytes[at], PDF_NUMERIC))
        return pdf_parse_into(cursor, operand);
    while (at < cursor->size && pdf_is(cursor->bytes[at], PDF_NUMERIC))
        at++;
    cursor->at = at;
    operand->kind = PDF_REAL;
    return true;
}

bool operators_next(struct operators *operators)
{
    struct pdf_cursor *cursor = &operators->cursor;
    operators->count = 0;
    for (;;) {
        pdf_skip_space(cursor);
        if (operators->is_broken || cursor->at >= cursor->size)
            return false;
        if (!operators->is_skimmed && !budget_take(cursor->budget, BUDGET_STEPS, 1)) {
            operators->is_broken = true;
            return false;
        }
        if (!starts_operand(cursor->bytes[cursor->at])) {
            read_word(operators);
            return !operators->is_broken;
        }
        operators->is_broken = operators->count == OPERATORS_MOST_OPERANDS ||
                               !read_operand(operators, &operators->operands[operators->count++]);
    }
}

struct matrix operators_matrix(const struct operators *operators)
{
    struct matrix matrix;
    for (int i = 0; i < 6; i++)
        matrix.n[i] = operators_number(operators, 6 - i);
    return matrix;
}

struct matrix matrix_multiply(struct matrix first, struct matrix second)
{
    const double *a = first.n;
    const double *b = second.n;
    return (struct matrix){{a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3],
                            a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
                            a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5]}};
}

void matrix_apply(const struct matrix *matrix, double x, double y, double point[2])
{
    const double *m = matrix->n;
    point[0] = m[0] * x + m[2] * y + m[4];
    point[1] = m[1] * x + m[3] * y + m[5];
}

bool content_read(struct pdffile *file, const struct pdf_value *page, struct text *out)
{
    const struct pdf_value *contents = pdffile_get(file, page, "Contents");
    if (!contents)
        return true;
    if (contents->kind != PDF_ARRAY)
        return pdffile_stream(file, contents, MAX_CONTENT, out);
    PDF_EACH(entry, contents->entries) {
        if (!pdffile_step(file, 1) ||
            !pdffile_stream(file, pdffile_resolve(file, entry->value), MAX_CONTENT, out))
            return false;
        text_add_char(out, '\n');
    }
    return true;
}
