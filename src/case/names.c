/*
 * names.c - do the names in an XPath expression exist?  A lexer, not a parser: libxml2 has accepted the
 * expression already, so that only the role of each name must be told.
 */
#include "case/schema.h"

#include "base/text.h"
#include "case/functions.h"

#include <ctype.h>
#include <libxml/xpathInternals.h>
#include <string.h>

struct lexer {
    const struct case_schema *schema;
    struct pos pos;
    struct diags *diags;
    bool good;
    bool attribute; /* an @ or attribute:: stands in front */
    bool operand;   /* an operand stands in front: a word is an operator */
};

/* A stretch of the expression. */
struct word {
    const char *start;
    size_t length;
};

static bool is(struct word word, const char *string)
{
    return strlen(string) == word.length && memcmp(word.start, string, word.length) == 0;
}

static bool is_name_start(char byte)
{
    return isalpha((unsigned char)byte) || byte == '_' || (unsigned char)byte >= 0x80;
}

static struct word name_at(const char *at)
{
    struct word word = {.start = at};
    while (is_name_start(at[word.length]) || isdigit((unsigned char)at[word.length]) ||
           (word.length && (at[word.length] == '-' || at[word.length] == '.')))
        word.length++;
    return word;
}

static const char *skip_space(const char *at)
{
    return at + strspn(at, " \t\r\n");
}

static void refuse(struct lexer *lexer, const char *prefix, struct word word, const char *suffix)
{
    struct text name = TEXT_EMPTY;
    text_add(&name, prefix);
    text_add_bytes(&name, word.start, word.length);
    text_add(&name, suffix);
    diag_add(lexer->diags, MESSAGE_QUERY_NAME, lexer->pos, NULL, text_string(&name), NULL);
    text_free(&name);
    lexer->good = false;
}

/* An element behind the prefix c or m, an attribute (prefix NULL), or a function of ours (f). */
static bool known(const struct lexer *lexer, const char *prefix, struct word word)
{
    const struct case_schema *schema = lexer->schema;
    struct text name = TEXT_EMPTY;
    text_add_bytes(&name, word.start, word.length);
    const xmlChar *wanted = BAD_CAST text_string(&name);
    bool found = false;
    if (prefix && *prefix == 'f')
        found = xmlXPathFunctionLookupNS(schema->xpath->context, wanted,
                                         BAD_CAST FUNCTIONS_NAMESPACE) != NULL;
    else
        for (; schema && !found; schema = schema->cases)
            found = (!prefix || strcmp(prefix, schema->kind->prefix) == 0) &&
                    xmlHashLookup(schema->model->names[!prefix], wanted);
    text_free(&name);
    return found;
}

/* Of XPath 1.0, node types included; the ones that reach out of a case are not wanted. */
static const char core_functions[] =
    "last position count local-name name string concat starts-with contains substring-before "
    "substring-after substring string-length normalize-space translate boolean not true false "
    "number sum floor ceiling round node text";

/* A name with a prefix: an element or a function of ours. */
static void see_prefixed(struct lexer *lexer, struct word prefix, struct word local, bool call)
{
    if (call) {
        if (!is(prefix, "f") || !known(lexer, "f", local))
            refuse(lexer, is(prefix, "f") ? "f:" : "", local, "()");
    } else if (lexer->attribute || !(is(prefix, "c") || is(prefix, "m"))) {
        refuse(lexer, "", prefix, ":");
    } else if (!known(lexer, is(prefix, "c") ? "c" : "m", local)) {
        refuse(lexer, is(prefix, "c") ? "c:" : "m:", local, "");
    }
}

/*
 * A name without prefix: an operator (false), a function or an attribute.  It is no
 * element, since all elements of a case have the namespace.
 */
static bool see_bare(struct lexer *lexer, struct word word, bool call)
{
    if (lexer->operand && text_has_word("and or div mod", word.start, word.length))
        return false;
    if (call ? !text_has_word(core_functions, word.start, word.length)
             : !lexer->attribute || !known(lexer, NULL, word))
        refuse(lexer, lexer->attribute ? "@" : "", word, call ? "()" : "");
    return true;
}

/* Sees the name at a place and returns the place after it. */
static const char *see_name(struct lexer *lexer, const char *at)
{
    struct word const word = name_at(at);
    const char *end = at + word.length;
    const char *next = skip_space(end);
    if (next[0] == ':' && next[1] == ':') {
        lexer->attribute = is(word, "attribute");
        lexer->operand = false;
        return next + 2;
    }
    bool is_operand = true;
    if (end[0] == ':' && end[1] == '*') {
        end += 2;
    } else if (end[0] == ':') {
        struct word const local = name_at(end + 1);
        end += 1 + local.length;
        is_operand = *skip_space(end) != '(';
        see_prefixed(lexer, word, local, !is_operand);
    } else {
        is_operand = see_bare(lexer, word, *next == '(') && *next != '(';
    }
    lexer->operand = is_operand;
    lexer->attribute = false;
    return end;
}

static const char *see_other(struct lexer *lexer, const char *at)
{
    if (*at == '"' || *at == '\'') {
        lexer->operand = true;
        return strchr(at + 1, *at) + 1;
    }
    if (*at == '*') /* a name test after an operator, else a product */
        lexer->operand = !lexer->operand;
    else
        lexer->operand = *at == ')' || *at == ']' || *at == '.' || isdigit((unsigned char)*at);
    lexer->attribute = *at == '@';
    return at + 1;
}

bool names_check(const char *xpath, const struct case_schema *schema, struct pos pos,
                 struct diags *diags)
{
    struct lexer lexer = {.schema = schema, .pos = pos, .diags = diags, .good = true};
    for (const char *at = skip_space(xpath); *at; at = skip_space(at))
        at = is_name_start(*at) ? see_name(&lexer, at) : see_other(&lexer, at);
    return lexer.good;
}
