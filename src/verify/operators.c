#include "verify/operators.h"

#include "base/budget.h"

void operators_start(struct operators *operators, const struct text *bytes, struct arena *arena,
                     struct budget *budget)
{
    *operators = (struct operators){.cursor = {.bytes = bytes->data ? bytes->data : "",
                                               .size = bytes->len,
                                               .is_apart = true,
                                               .arena = arena,
                                               .budget = budget}};
}

static void read_word(struct operators *operators)
{
    struct pdf_cursor *cursor = &operators->cursor;
    size_t const start = cursor->at;
    while (cursor->at < cursor->size && pdf_is_regular(cursor->bytes[cursor->at]))
        cursor->at++;
    size_t const length = cursor->at - start;
    operators->is_broken = length == 0;
    bool const fits = length <= OPERATORS_LONGEST;
    memcpy(operators->word, fits ? cursor->bytes + start : "?", fits ? length : 1);
    operators->word[fits ? length : 1] = '\0';
}

static bool starts_operand(char byte)
{
    return pdf_is(byte, PDF_NUMERIC) || byte == '/' || byte == '(' || byte == '<' || byte == '[';
}

bool operators_next(struct operators *operators)
{
    struct pdf_cursor *cursor = &operators->cursor;
    operators->count = 0;
    for (;;) {
        pdf_skip_space(cursor);
        if (operators->is_broken || cursor->at >= cursor->size)
            return false;
        if (!budget_take(cursor->budget, BUDGET_STEPS, 1)) {
            operators->is_broken = true;
            return false;
        }
        if (!starts_operand(cursor->bytes[cursor->at])) {
            read_word(operators);
            return !operators->is_broken;
        }
        operators->is_broken = operators->count == OPERATORS_MOST_OPERANDS ||
                               !pdf_parse_into(cursor, &operators->operands[operators->count++]);
    }
}

double operators_number(const struct operators *operators, int places)
{
    return operators->count >= places ? operators->operands[operators->count - places].real : 0;
}
