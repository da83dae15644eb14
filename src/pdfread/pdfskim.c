/*
 * pdfskim.c - passing over a value; see pdf_skim_value() in pdffile.h.
 *
 * Each function returns where what it passes over ends, or NULL.  The spelling is the
 * parser's (pdfparse.c), only less of it: tests/pdfread and tests/fuzz hold both against each other.
 */
#include "pdfread/pdffile.h"

/* The parser goes deeper than both together. */
enum { MAX_DEPTH = 16, MOST_DIGITS = 15 };

/* What the parser would pay for at most: it looks through a string with escapes twice. */
enum { BYTES_A_STEP = 16, VALUE_SIZE = sizeof(struct pdf_entry) + sizeof(struct pdf_value) };

struct skim {
    const char *end;
    size_t values;
};

static const char *skim(struct skim *context, const char *at, int depth);

static inline const char *skim_all(const char *at, const char *end, unsigned classes)
{
    while (at < end && pdf_is(*at, classes))
        at++;
    return at;
}

static inline const char *skim_name(const char *at, const char *end)
{
    for (at++; at < end && pdf_is_regular(*at); at++)
        if (*at == '#')
            return NULL;
    return at;
}

static inline const char *skim_number(const char *at, const char *end)
{
    static const char reference[] = " 0 R";
    enum { LENGTH = sizeof reference - 1 };
    bool const is_signed = *at == '-';
    const char *const digits = at + is_signed;
    at = skim_all(digits, end, PDF_DIGIT);
    if (at == digits || at - digits > MOST_DIGITS)
        return NULL;
    if (at < end && *at == '.')
        return skim_all(at + 1, end, PDF_DIGIT);
    if (!is_signed && end - at > LENGTH && memcmp(at, reference, LENGTH) == 0 &&
        !pdf_is_regular(at[LENGTH]))
        at += LENGTH;
    return at;
}

static inline const char *skim_string(const char *at, const char *end)
{
    static const bool is_special[256] = {['('] = true, [')'] = true, ['\\'] = true};
    for (at++; at < end; at++) {
        if (!is_special[(unsigned char)*at])
            continue;
        if (*at != '\\')
            return *at == ')' ? at + 1 : NULL;
        at++;
    }
    return NULL;
}

static const char *skim_array(struct skim *context, const char *at, int depth)
{
    const char *const end = context->end;
    size_t numbers = 0; /* mostly there is nothing else */
    for (at++; at;) {
        at = skim_all(at, end, PDF_SPACE);
        if (at == end)
            return NULL;
        if (pdf_is(*at, PDF_DIGIT)) {
            numbers++;
            at = skim_number(at, end);
        } else if (*at == ']') {
            context->values += numbers;
            return at + 1;
        } else {
            at = skim(context, at, depth + 1);
        }
    }
    return NULL;
}

static const char *skim_dict(struct skim *context, const char *at, int depth)
{
    const char *const end = context->end;
    at += 2;
    while (at) {
        at = skim_all(at, end, PDF_SPACE);
        if (end - at < 2)
            return NULL;
        if (*at == '>')
            return at[1] == '>' ? at + 2 : NULL;
        at = *at == '/' ? skim_name(at, end) : NULL;
        if (at)
            at = skim(context, skim_all(at, end, PDF_SPACE), depth + 1);
    }
    return NULL;
}

static const char *skim(struct skim *context, const char *at, int depth)
{
    const char *const end = context->end;
    if (end - at < 2 || depth > MAX_DEPTH)
        return NULL;
    context->values++;
    switch (*at) {
    case '/': return skim_name(at, end);
    case '(': return skim_string(at, end);
    case '[': return skim_array(context, at, depth);
    case '<': return at[1] == '<' ? skim_dict(context, at, depth) : NULL;
    default: return pdf_is(*at, PDF_NUMERIC) ? skim_number(at, end) : NULL;
    }
}

/*
 * Whether a number may go on behind its end: "12 5 R", "12  0 R" and "-0 0 R" are references too.
 * Inside of arrays and dictionaries their R is met as something not known.
 */
static bool may_go_on(const struct skim *context, const char *start, const char *end)
{
    if (!pdf_is(*start, PDF_NUMERIC))
        return false;
    end = skim_all(end, context->end, PDF_SPACE);
    return end < context->end && pdf_is(*end, PDF_DIGIT | PDF_COMMENT);
}

const char *pdf_skim(const char *at, const char *end, size_t *values)
{
    struct skim context = {.end = end, .values = *values};
    const char *const stop = skim(&context, at, 0);
    *values = context.values;
    return stop && !may_go_on(&context, at, stop) ? stop : NULL;
}

bool pdf_skim_value(struct pdf_cursor *cursor)
{
    const char *const start = cursor->bytes + cursor->at;
    size_t values = 0;
    const char *const end =
        cursor->failed ? NULL : pdf_skim(start, cursor->bytes + cursor->size, &values);
    if (!end || !pdf_skim_pay(cursor->budget, values, (size_t)(end - start)))
        return false;
    cursor->at += (size_t)(end - start);
    return true;
}

/* Each byte may be one of a string that the parser would copy, whatever it is. */
bool pdf_skim_pay(struct budget *budget, size_t values, size_t bytes)
{
    return !budget || (budget_take(budget, BUDGET_MEMORY, values * VALUE_SIZE + bytes) &&
                       budget_take(budget, BUDGET_STEPS, bytes / BYTES_A_STEP));
}
