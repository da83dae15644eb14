/*
 * form_load_phrase.c - wording and data of a form file; see form_load.h.
 */
#include "form/form_load.h"

#include <string.h>

/* ---- expressions --------------------------------------------------------- */

static const struct query *load_at(struct loader *loader, struct pos pos, const char *xpath)
{
    struct query *query = query_compile(xpath, loader->schema, pos, loader->diags);
    if (!query)
        return NULL;
    struct owned_query *owned = ARENA_NEW(loader->arena, struct owned_query);
    owned->query = query;
    owned->next = loader->edition->queries;
    loader->edition->queries = owned;
    return query;
}

const struct query *load_expression(struct loader *loader, const xmlNode *node, const char *xpath)
{
    return load_at(loader, load_pos(loader, node), xpath);
}

const struct query *load_query(struct loader *loader, const xmlNode *node, const char *name)
{
    const char *xpath = load_token(loader, node, name);
    return xpath ? load_at(loader, load_pos_of(loader, node, name), xpath) : NULL;
}

unsigned load_statuses(struct loader *loader, const xmlNode *node, const char *name)
{
    const char *list = load_token(loader, node, name);
    unsigned bits = 0;
    for (const char *status; (status = text_next_word(&list, loader->arena)) != NULL;) {
        unsigned const bit = status_bit(case_schema_statuses(loader->schema), status);
        if (!bit)
            diag_add(loader->diags, MESSAGE_FORM_STATUS, load_pos(loader, node), NULL, status,
                     NULL);
        bits |= bit;
    }
    return bits;
}

struct condition load_condition(struct loader *loader, const xmlNode *node)
{
    struct condition condition = {
        .statuses = load_statuses(loader, node, "status"),
        .when = load_query(loader, node, "when"),
        .on_blank = load_yes(node, "on-blank"),
    };
    if (!condition.statuses && !condition.when)
        condition.on_blank = true;
    return condition;
}

static struct term *load_terms(struct loader *loader, const xmlNode *node)
{
    struct vocabulary vocabulary = {0};
    struct term **tail = &vocabulary.terms;
    for (const xmlNode *child = xml_first(node); child; child = xml_next(child)) {
        struct term *term = ARENA_NEW(loader->arena, struct term);
        term->code = load_token(loader, child, "code");
        term->text = load_content(loader, child);
        if (vocabulary_term(&vocabulary, term->code))
            diag_add(loader->diags, MESSAGE_FORM_CODE_TWICE, load_pos(loader, child), NULL,
                     term->code, NULL);
        LIST_APPEND(tail, term);
    }
    return vocabulary.terms;
}

const struct vocabulary *load_vocabularies(struct loader *loader, const xmlNode *root,
                                           const struct vocabulary *others)
{
    const struct vocabulary *first = others;
    const xmlNode *node = xml_child(root, "terms");
    for (; node; node = xml_next_same(node)) {
        struct vocabulary *vocabulary = ARENA_NEW(loader->arena, struct vocabulary);
        vocabulary->id = load_token(loader, node, "id");
        vocabulary->terms = load_terms(loader, node);
        vocabulary->next = first;
        first = vocabulary;
    }
    return first;
}

const struct vocabulary *load_vocabulary_named(struct loader *loader, const xmlNode *node,
                                               const char *id)
{
    const struct vocabulary *found = vocabulary_find(loader->edition->vocabularies, id);
    if (!found)
        diag_add(loader->diags, MESSAGE_FORM_VOCABULARY, load_pos(loader, node), NULL, id, NULL);
    return found;
}

/* ---- phrases ------------------------------------------------------------- */

static const struct vocabulary *vocabulary_of(struct loader *loader, const xmlNode *node,
                                              enum filter filter)
{
    const char *id = load_token(loader, node, "vocabulary");
    if (filter == FILTER_ROLE || filter == FILTER_POSITION)
        return load_vocabulary_named(loader, node, "roles");
    if (filter == FILTER_LOOKUP && id)
        return load_vocabulary_named(loader, node, id);
    if (filter == FILTER_LOOKUP)
        diag_add(loader->diags, MESSAGE_FORM_ATTRIBUTE_MISSING, load_pos(loader, node), NULL, "put",
                 "vocabulary", NULL);
    return NULL;
}

static const struct put *load_put(struct loader *loader, const xmlNode *node)
{
    static const char *const filters[] = {[FILTER_TEXT] = "text",
                                          [FILTER_DATE] = "date",
                                          [FILTER_DATE_WORDS] = "date-words",
                                          [FILTER_FULL_NAME] = "full-name",
                                          [FILTER_INITIALS] = "initials",
                                          [FILTER_LIST_NAME] = "list-name",
                                          [FILTER_FORMER] = "former",
                                          [FILTER_LOOKUP] = "lookup",
                                          [FILTER_ROLE] = "role",
                                          [FILTER_POSITION] = "position",
                                          [FILTER_NUMBER] = "number",
                                          [FILTER_ORDINAL] = "ordinal",
                                          NULL};
    struct put *put = ARENA_NEW(loader->arena, struct put);
    const char *select = load_token(loader, node, "select");
    if (select && strcmp(select, ".") != 0)
        put->select = load_query(loader, node, "select");
    put->filter = (enum filter)load_choice(node, "filter", filters);
    put->vocabulary = vocabulary_of(loader, node, put->filter);
    put->before = load_raw(loader, node, "before");
    put->after = load_raw(loader, node, "after");
    put->missing = load_raw(loader, node, "missing");
    put->join = load_raw(loader, node, "join");
    put->distinct = load_yes(node, "distinct");
    put->value = load_query(loader, node, "value");
    put->say = load_raw(loader, node, "say");
    put->cut = load_yes(node, "cut");
    return put;
}

/* Folds white space; at either end of a phrase it goes, beside a put one space stays.  NULL: no word. */
static const char *fold_literal(struct loader *loader, struct text *text, bool first, bool last)
{
    text_fold(text, first && last);
    const char *start = text_string(text);
    if (strcmp(start, "") == 0 || strcmp(start, " ") == 0)
        return NULL;
    if (first && *start == ' ')
        start++;
    if (last && text->data[text->len - 1] == ' ')
        text->data[--text->len] = '\0';
    return load_string(loader, start);
}

/* The text from a node up to the next element: comments do not cut it in two. */
static void gather_text(const xmlNode **node, struct text *out)
{
    for (; *node && (*node)->type != XML_ELEMENT_NODE; *node = (*node)->next)
        if ((*node)->type == XML_TEXT_NODE && (*node)->content)
            text_add(out, (const char *)(*node)->content);
}

static const struct blank_def *load_blank(struct loader *loader, const xmlNode *node)
{
    struct blank_def *def = ARENA_NEW(loader->arena, struct blank_def);
    bool const has_data = load_token(loader, node, "select") || load_token(loader, node, "value");
    def->blank = (struct blank){
        .width_mm = load_number(node, "width"),
        .lines = load_integer(node, "lines"),
        .caption = load_token(loader, node, "caption"),
        .is_signature = load_yes(node, "signature"),
    };
    def->put = has_data ? load_put(loader, node) : NULL;
    if (has_data && def->blank.is_signature)
        diag_add(loader->diags, MESSAGE_FORM_BLANK_SIGNED, load_pos(loader, node), NULL, NULL);
    return def;
}

static bool has_alternative(const struct alternative *one, const char *code)
{
    while (one && !(one->code && strcmp(one->code, code) == 0))
        one = one->next;
    return one != NULL;
}

static struct alternative *load_alternative(struct loader *loader, const xmlNode *node,
                                            const struct vocabulary *vocabulary,
                                            const struct alternative *before)
{
    struct pos const pos = load_pos(loader, node);
    struct alternative *one = ARENA_NEW(loader->arena, struct alternative);
    one->code = load_token(loader, node, "code");
    one->words = load_content(loader, node);
    const struct term *term = vocabulary ? vocabulary_term(vocabulary, one->code) : NULL;
    if (!*one->words)
        one->words = term ? term->text : one->code;
    if (vocabulary && !term)
        diag_add(loader->diags, MESSAGE_FORM_CODE, pos, NULL, one->code, vocabulary->id, NULL);
    if (has_alternative(before, one->code))
        diag_add(loader->diags, MESSAGE_FORM_CODE_TWICE, pos, NULL, one->code, NULL);
    return one;
}

/* Words between two of them: white space alone counts, but at either end.  NULL: none. */
static const char *words_between(struct loader *loader, const xmlNode **node, bool first)
{
    struct text text = TEXT_EMPTY;
    gather_text(node, &text);
    text_fold(&text, false);
    if (!*node && text.len && text.data[text.len - 1] == ' ')
        text.data[--text.len] = '\0';
    const char *words = text_string(&text);
    words += first && *words == ' ';
    words = *words ? load_string(loader, words) : NULL;
    text_free(&text);
    return words;
}

static const struct alternatives *load_alternatives(struct loader *loader, const xmlNode *node)
{
    struct alternatives *all = ARENA_NEW(loader->arena, struct alternatives);
    struct alternative **tail = &all->first;
    all->select = load_query(loader, node, "select");
    all->vocabulary = load_token(loader, node, "vocabulary");
    const struct vocabulary *vocabulary = load_vocabulary_named(loader, node, all->vocabulary);
    for (const xmlNode *child = node->children; child;) {
        struct alternative *one = NULL;
        if (child->type == XML_ELEMENT_NODE) {
            one = load_alternative(loader, child, vocabulary, all->first);
            child = child->next;
        } else {
            const char *words = words_between(loader, &child, !all->first);
            one = words ? ARENA_NEW(loader->arena, struct alternative) : NULL;
            if (one)
                one->words = words;
        }
        if (one)
            LIST_APPEND(tail, one);
    }
    return all;
}

static const struct official_def *load_official(struct loader *loader, const xmlNode *node)
{
    static const char *const filters[] = {[FILTER_FULL_NAME] = "full-name",
                                          [FILTER_INITIALS] = "initials",
                                          [FILTER_LIST_NAME] = "list-name",
                                          [FILTER_POSITION] = "position"};
    const char *filter = load_token(loader, node, "filter");
    struct official_def *def = ARENA_NEW(loader->arena, struct official_def);
    def->role = load_token(loader, node, "role");
    def->blank.width_mm = load_number(node, "width");
    const struct vocabulary *roles = load_vocabulary_named(loader, node, "roles");
    if (roles && !vocabulary_term(roles, def->role))
        diag_add(loader->diags, MESSAGE_FORM_ROLE, load_pos_of(loader, node, "role"), NULL,
                 def->role, NULL);
    for (size_t i = 0; i < sizeof filters / sizeof *filters; i++)
        if (filters[i] && strcmp(filters[i], filter) == 0)
            def->filter = (enum filter)i;
    return def;
}

static bool is_place(const xmlNode *node)
{
    return node &&
           (xml_is(node, "blank") || xml_is(node, "alternatives") || xml_is(node, "official"));
}

static struct part load_element(struct loader *loader, const xmlNode *node)
{
    struct part part = {0};
    if (xml_is(node, "organization"))
        part.organization = true;
    else if (xml_is(node, "blank"))
        part.blank = load_blank(loader, node);
    else if (xml_is(node, "alternatives"))
        part.alternatives = load_alternatives(loader, node);
    else if (xml_is(node, "official"))
        part.official = load_official(loader, node);
    else
        part.put = load_put(loader, node);
    return part;
}

/* The text up to the next element; a space alone counts beside a place to write. */
static const char *load_literal(struct loader *loader, const xmlNode **node,
                                const struct part *before)
{
    struct text text = TEXT_EMPTY;
    gather_text(node, &text);
    bool const is_beside =
        before && *node &&
        (before->blank || before->alternatives || before->official || is_place(*node));
    const char *literal = fold_literal(loader, &text, !before, !*node);
    if (!literal && text.len && is_beside)
        literal = " ";
    text_free(&text);
    return literal;
}

struct phrase load_phrase(struct loader *loader, const xmlNode *node)
{
    struct phrase phrase = {0};
    if (!node)
        return phrase;
    phrase.pos = load_pos(loader, node);
    struct part **tail = &phrase.parts;
    const struct part *before = NULL;
    const xmlNode *child = node->children;
    while (child) {
        struct part part = {0};
        if (child->type == XML_ELEMENT_NODE) {
            part = load_element(loader, child);
            child = child->next;
        } else {
            part.literal = load_literal(loader, &child, before);
            if (!part.literal)
                continue;
        }
        struct part *kept = ARENA_NEW(loader->arena, struct part);
        *kept = part;
        LIST_APPEND(tail, kept);
        before = kept;
    }
    return phrase;
}

struct phrase load_wording(struct loader *loader, const xmlNode *node)
{
    struct phrase const phrase = load_phrase(loader, node);
    if (node && !phrase.parts)
        diag_add(loader->diags, MESSAGE_FORM_EMPTY, load_pos(loader, node), NULL, node->name, NULL);
    return phrase;
}

/* ---- repeats ------------------------------------------------------------- */

struct item_def *load_item(struct loader *loader, const xmlNode *node)
{
    struct item_def *item = ARENA_NEW(loader->arena, struct item_def);
    bool const has_blocks = xml_is(node, "entries");
    item->condition = load_condition(loader, node);
    item->select = load_query(loader, node, "select");
    item->path = load_token(loader, node, "select");
    item->blocks = has_blocks ? load_blocks(loader, node) : NULL;
    if (has_blocks)
        item->marker = load_wording(loader, xml_child(node, "marker"));
    else
        item->phrase = load_wording(loader, node);
    return item;
}

struct item_def *load_items(struct loader *loader, const xmlNode *parent)
{
    struct item_def *first = NULL;
    struct item_def **tail = &first;
    for (const xmlNode *node = xml_first(parent); node; node = xml_next(node))
        if (xml_is(node, "entries") || xml_is(node, "item") || xml_is(node, "each") ||
            xml_is(node, "line")) {
            struct item_def *item = load_item(loader, node);
            LIST_APPEND(tail, item);
        }
    return first;
}

enum marker load_marker(const xmlNode *node)
{
    static const char *const markers[] = {
        [MARKER_NONE] = "none",         [MARKER_DASH] = "dash",
        [MARKER_NUMBERS] = "numbers",   [MARKER_NUMBERS_IF_MANY] = "numbers-if-many",
        [MARKER_ORDINALS] = "ordinals", NULL};
    return (enum marker)load_choice(node, "marker", markers);
}
