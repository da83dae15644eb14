/*
 * skim.c - a page's content as this program writes it, in one pass; see walk.h.
 *
 * A third of what a check cost went into operands that nobody asks for.  Here tokens are told
 * apart by the same rules (ISO 32000-1, 7.2 and 7.8.2), only fewer of them are known: numbers, names
 * without escapes, literal strings of two-byte codes, arrays of those and whole numbers, and the
 * dictionaries behind BDC that our writer makes.  Where one of the others stands, a comment, a
 * hexadecimal string or a parenthesis that is not escaped, the pass gives up.
 */
#include "verify/walk.h"

/* What a value takes in the general reader, at most, so that none is spared its refusal. */
enum { MEMORY_A_BYTE = 128 };

enum { MOST_DIGITS = 9 };

/* Operands by what is asked of them; the last two are enough for every operator that counts. */
enum operand { OPERAND_NONE, OPERAND_NUMBER, OPERAND_NAME, OPERAND_DICT, OPERAND_SHOWN };

struct skim {
    struct walk *walk;
    const char *at, *end; /* at the end stands a NUL, which is white space */
    enum operand before, last;
    int count;             /* operands */
    struct pdf_value name; /* the last of the names */
    long id;               /* the last dictionary's MCID; -1: it has none */
    long strings;          /* those in the last string or array that are not empty */
    long unmapped;         /* codes in them */
};

static bool push(struct skim *skim, enum operand operand)
{
    skim->before = skim->last;
    skim->last = operand;
    return ++skim->count <= OPERATORS_MOST_OPERANDS;
}

static bool skim_name(struct skim *skim)
{
    const char *const start = skim->at + 1;
    const char *at = start;
    for (; pdf_is_regular(*at); at++)
        if (*at == '#')
            return false;
    skim->at = at;
    skim->name.bytes = start;
    skim->name.length = (size_t)(at - start);
    return push(skim, OPERAND_NAME);
}

/* ---- strings ------------------------------------------------------------------------------ */

/* The next byte of a string that stands for itself or behind a backslash; false for any other. */
static bool string_byte(struct skim *skim, char *byte)
{
    if (skim->end - skim->at < 2)
        return false;
    *byte = *skim->at++;
    if (*byte != '\\')
        return *byte != '(' && *byte != ')';
    *byte = *skim->at++;
    if (*byte == 'r')
        *byte = '\r';
    else if (*byte != '(' && *byte != ')' && *byte != '\\')
        return false;
    return true;
}

/* The codes of a string whose parenthesis is at the cursor. */
static bool skim_string(struct skim *skim)
{
    const struct textmap *const map = skim->walk->map;
    const char *const start = ++skim->at;
    char code[2];
    if (!map)
        return false;
    for (;;) {
        skim->at = textmap_pass(map, skim->at, skim->end);
        if (skim->at < skim->end && *skim->at == ')')
            break;
        if (!string_byte(skim, &code[0]) || !string_byte(skim, &code[1]))
            return false;
        skim->unmapped += textmap_unmapped(map, code, sizeof code);
    }
    skim->strings += skim->at++ != start;
    return true;
}

/* "[(...)-12(...)]" */
static bool skim_array(struct skim *skim)
{
    skim->at++;
    while (skim->at < skim->end && *skim->at != ']') {
        if (*skim->at == '(') {
            if (!skim_string(skim))
                return false;
            continue;
        }
        const char *digits = skim->at + (*skim->at == '-');
        const char *at = digits;
        while (at < skim->end && pdf_is(*at, PDF_DIGIT))
            at++;
        if (at == digits || at - digits > MOST_DIGITS || at == skim->end ||
            (*at != '(' && *at != ']'))
            return false;
        skim->at = at;
    }
    return skim->at++ < skim->end;
}

static bool skim_shown(struct skim *skim)
{
    skim->strings = skim->unmapped = 0;
    return (*skim->at == '(' ? skim_string(skim) : skim_array(skim)) && push(skim, OPERAND_SHOWN);
}

/* ---- properties ----------------------------------------------------------------------------- */

/* Moves behind a text that stands at the cursor; false when it does not. */
static inline bool skim_accept(struct skim *skim, const char *text)
{
    size_t const length = strlen(text);
    if ((size_t)(skim->end - skim->at) < length || memcmp(skim->at, text, length) != 0)
        return false;
    skim->at += length;
    return true;
}

static bool skim_id(struct skim *skim)
{
    const char *const start = skim->at;
    unsigned long id = 0; /* what too many digits give is not used */
    for (; pdf_is(*skim->at, PDF_DIGIT); skim->at++)
        id = id * 10 + (unsigned long)(*skim->at - '0');
    skim->id = (long)id;
    return skim->at > start && skim->at - start <= MOST_DIGITS && skim_accept(skim, ">>");
}

static bool skim_dict(struct skim *skim)
{
    if (skim_accept(skim, "<</MCID "))
        return skim_id(skim) && push(skim, OPERAND_DICT);
    skim->id = -1;
    return (skim_accept(skim, "<</Type/Layout>>") || skim_accept(skim, "<</Type/Pagination>>")) &&
           push(skim, OPERAND_DICT);
}

/* ---- operators ------------------------------------------------------------------------------ */

/* An operator of three letters at most, which begins with one; 0 for a longer one. */
static inline unsigned skim_word(struct skim *skim)
{
    const char *const at = skim->at;
    unsigned const first = (unsigned char)at[0];
    unsigned const second = (unsigned char)at[1];
    skim->at += 1;
    if (!pdf_is_regular(at[1]))
        return first;
    skim->at += 1;
    if (!pdf_is_regular(at[2]))
        return OPERATOR_2(first, second);
    skim->at += 1;
    return pdf_is_regular(at[3]) ? 0 : OPERATOR_3(first, second, (unsigned char)at[2]);
}

/* What the operator does; false for operands that are not met before it. */
static bool run(struct skim *skim, unsigned word)
{
    struct walk *walk = skim->walk;
    switch (word) {
    case OPERATOR_2('T', 'j'):
    case OPERATOR_2('T', 'J'):
        if (skim->last != OPERAND_SHOWN)
            return false;
        for (long i = 0; i < skim->strings; i++)
            walk_show(walk, i ? 0 : skim->unmapped);
        return true;
    case OPERATOR_2('T', 'f'):
        if (skim->before != OPERAND_NAME || skim->last != OPERAND_NUMBER)
            return false;
        walk_use_font(walk, &skim->name);
        return true;
    case OPERATOR_3('B', 'D', 'C'):
        if (skim->before != OPERAND_NAME || skim->last != OPERAND_DICT)
            return false;
        walk_begin_marked(walk, &skim->name, skim->id < 0 ? NULL : &skim->id);
        return true;
    case OPERATOR_3('E', 'M', 'C'): walk_end_marked(walk); return true;
    case OPERATOR_3('B', 'M', 'C'):
    case '\'':
    case '"': return false;
    default: return word != 0;
    }
}

static bool skim_operand(struct skim *skim)
{
    switch (*skim->at) {
    case '/': return skim_name(skim);
    case '(':
    case '[': return skim_shown(skim);
    case '<': return skim_dict(skim);
    default: return false;
    }
}

/* Up to the next operator and what it does; false for what is not known. */
static bool skim_operator(struct skim *skim)
{
    skim->count = 0;
    skim->before = skim->last = OPERAND_NONE;
    for (;;) {
        const char *at = skim->at;
        while (at < skim->end && pdf_is(*at, PDF_SPACE))
            at++;
        if (pdf_is(*at, PDF_NUMERIC)) {
            while (pdf_is(*at, PDF_NUMERIC))
                at++;
            skim->at = at;
            if (!push(skim, OPERAND_NUMBER))
                return false;
            continue;
        }
        skim->at = at;
        if (at == skim->end)
            return skim->count == 0;
        if (!pdf_is(*at, PDF_DELIMITER))
            return run(skim, skim_word(skim));
        if (!skim_operand(skim))
            return false;
    }
}

bool skim_content(struct walk *walk, const struct text *bytes)
{
    const struct budget *budget = walk->file->budget;
    if (!bytes->len || budget->left[BUDGET_MEMORY] / MEMORY_A_BYTE < bytes->len ||
        budget->left[BUDGET_STEPS] < bytes->len)
        return false;
    struct skim skim = {.walk = walk,
                        .at = bytes->data,
                        .end = bytes->data + bytes->len,
                        .name = {.kind = PDF_NAME}};
    while (skim.at < skim.end)
        if (walk->facts.broken || !skim_operator(&skim))
            return false;
    return !walk->facts.broken && walk->depth == 0;
}
