#include "case/schema.h"

#include "base/text.h"
#include "base/clock.h"

#include <stdlib.h>
#include <string.h>

struct explainer {
    const struct model *model;
    const struct casefile *casefile;
    struct diags *diags;
    struct arena *arena; /* for the time of one explanation */
};

static bool is_element(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE;
}

/* ---- arguments ------------------------------------------------------------------ */

static const char *names_in(struct explainer *explainer, const struct decl *list)
{
    struct text names = TEXT_EMPTY;
    for (; list; list = list->next)
        text_add_item(&names, ", ", list->name);
    return text_take(&names, explainer->arena);
}

static const char *attributes_of(struct explainer *explainer, const struct type *type)
{
    return type->attributes ? names_in(explainer, type->attributes)
                            : DIAG_BOTH("ничего", "nothing");
}

/* "teacher, decision, lead"; for no names, what may stand there instead. */
static const char *elements_of(struct explainer *explainer, const struct type *type)
{
    if (type->elements)
        return names_in(explainer, type->elements);
    return type->value == VALUE_NONE ? DIAG_BOTH("только атрибуты", "attributes only")
                                     : DIAG_BOTH("только текст", "text only");
}

/* Where words may go that stand beside elements. */
static const char *home_of_words(struct explainer *explainer, const struct type *type)
{
    return type->elements ? names_in(explainer, type->elements)
                          : DIAG_BOTH("здесь таких нет, только атрибуты; уберите текст",
                                      "there is none here, attributes only; take the text away");
}

/* "success (успешным, эффективным), partial (...)". */
static const char *codes_of(struct explainer *explainer, const struct type *type)
{
    struct text list[2] = {TEXT_EMPTY, TEXT_EMPTY};
    for (const struct code *code = type->codes; code; code = code->next) {
        for (size_t i = 0; i < 2; i++) {
            text_add_item(&list[i], "; ", code->value);
            text_add(&list[i], " — ");
            text_add(&list[i], code->label[i]);
        }
    }
    return diag_both(explainer->arena, text_take(&list[LANGUAGE_RU], explainer->arena),
                     text_take(&list[LANGUAGE_EN], explainer->arena));
}

/* At a node; {1} is the label of another one, or of the same. */
static void report(struct explainer *explainer, enum message message, const xmlNode *at,
                   const xmlNode *labelled, const char *second, const char *third)
{
    const struct node *node = node_from_xml(at);
    diag_add(explainer->diags, message, node_pos(node), node_path(node, explainer->arena),
             node_label(node_from_xml(labelled), explainer->arena), second, third, NULL);
}

/* ---- values ------------------------------------------------------------------------ */

static const struct code *code_find(const struct type *type, const char *value)
{
    const struct code *code = type->codes;
    while (code && strcmp(code->value, value) != 0)
        code = code->next;
    return code;
}

/* One value, not a list. */
static void check_value(struct explainer *explainer, const struct type *type, const xmlNode *node,
                        const char *value)
{
    struct date date;
    switch (type->value) {
    case VALUE_NONE:
    case VALUE_TEXT: break;
    case VALUE_CODE:
        if (!code_find(type, value))
            report(explainer, MESSAGE_SCHEMA_CODE, node, node, codes_of(explainer, type), NULL);
        break;
    case VALUE_DATE:
        if (!date_read(value, &date))
            report(explainer, MESSAGE_SCHEMA_DATE, node, node, NULL, NULL);
        break;
    case VALUE_PATTERN:
        if (xmlRegexpExec(type->pattern, BAD_CAST value) != 1)
            report(explainer, MESSAGE_SCHEMA_SHAPE, node, node,
                   diag_both(explainer->arena, type->shape[LANGUAGE_RU], type->shape[LANGUAGE_EN]),
                   NULL);
        break;
    }
}

static void check_values(struct explainer *explainer, const struct type *type, const xmlNode *node)
{
    char *value = arena_strdup(explainer->arena, node_text(node_from_xml(node), explainer->arena));
    size_t const length = utf8_length(value);
    if (type->max_length && !type->list && length > (size_t)type->max_length) {
        report(explainer, MESSAGE_SCHEMA_LENGTH, node, node,
               arena_printf(explainer->arena, "%ld", type->max_length), NULL);
        return;
    }
    if (!type->list) {
        check_value(explainer, type, node, value);
        return;
    }
    char *rest = NULL;
    size_t const before = diags_count(explainer->diags);
    for (char *word = strtok_r(value, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
        if (diags_count(explainer->diags) == before) /* one message for the list is enough */
            check_value(explainer, type, node, word);
}

/* ---- attributes ----------------------------------------------------------------------- */

static void check_attributes(struct explainer *explainer, const struct type *type,
                             const xmlNode *node)
{
    for (const xmlAttr *attr = node->properties; attr; attr = attr->next) {
        const xmlNode *xml = (const void *)attr;
        const struct decl *decl =
            attr->ns ? NULL : decl_find(type->attributes, (const char *)attr->name);
        if (decl)
            check_values(explainer, decl->type, xml);
        else
            report(explainer, MESSAGE_SCHEMA_ATTRIBUTE, xml, node,
                   markup_shown((const char *)attr->name, "…"), attributes_of(explainer, type));
    }
    for (const struct decl *decl = type->attributes; decl; decl = decl->next)
        if (decl->required && !xmlHasNsProp((xmlNodePtr)(size_t)node, BAD_CAST decl->name, NULL))
            report(explainer, MESSAGE_SCHEMA_REQUIRED, node, node, decl->name,
                   diag_both(explainer->arena, decl->label[LANGUAGE_RU], decl->label[LANGUAGE_EN]));
}

/* ---- order ------------------------------------------------------------------------------ */

/* A child element that the type knows. */
struct child {
    const xmlNode *node;
    const struct decl *decl;
    size_t rank;   /* of decl in the sequence */
    size_t length; /* of the longest run in right order that ends here */
    size_t before; /* the child before in that run, or its own index */
    bool in_order;
};

static size_t rank_of(const struct decl *list, const struct decl *decl)
{
    size_t rank = 0;
    for (; list != decl; list = list->next)
        rank++;
    return rank;
}

/*
 * Marks the longest selection of children that is in the order of the sequence:
 * whoever moved one element up front is told about that one, not about all others.
 */
static void find_order(struct explainer *explainer, struct child *children, size_t count,
                       size_t ranks)
{
    size_t *best = ARENA_ARRAY(explainer->arena, ranks, size_t); /* child + 1 for each rank */
    size_t last = 0;
    for (size_t i = 0; i < count; i++) {
        struct child *child = &children[i];
        child->length = 1;
        child->before = i;
        for (size_t rank = 0; rank <= child->rank; rank++) {
            if (best[rank] && children[best[rank] - 1].length >= child->length) {
                child->before = best[rank] - 1;
                child->length = children[child->before].length + 1;
            }
        }
        best[child->rank] = i + 1;
        if (child->length > children[last].length)
            last = i;
    }
    for (size_t i = last; count; i = children[i].before) {
        children[i].in_order = true;
        if (children[i].before == i)
            break;
    }
}

static void check_order(struct explainer *explainer, const struct type *type,
                        struct child *children, size_t count)
{
    size_t ranks = 0;
    for (const struct decl *decl = type->elements; decl; decl = decl->next)
        ranks++;
    long *seen = ARENA_ARRAY(explainer->arena, ranks, long);
    find_order(explainer, children, count, ranks);
    for (size_t i = 0; i < count; i++) {
        const struct child *child = &children[i];
        seen[child->rank]++;
        if (child->decl->most && seen[child->rank] > child->decl->most)
            report(explainer, MESSAGE_SCHEMA_TOO_MANY, child->node, child->node, child->decl->name,
                   arena_printf(explainer->arena, "%ld", child->decl->most));
        else if (!child->in_order)
            report(explainer, MESSAGE_SCHEMA_ORDER, child->node, child->node->parent,
                   child->decl->name, elements_of(explainer, type));
    }
}

/* ---- elements ----------------------------------------------------------------------------- */

static bool has_words(const xmlNode *node)
{
    for (const xmlNode *child = node->children; child; child = child->next)
        if (child->type == XML_TEXT_NODE && !xmlIsBlankNode(child))
            return true;
    return false;
}

static void check_element(struct explainer *explainer, const struct type *type,
                          const xmlNode *node);

static void check_children(struct explainer *explainer, const struct type *type,
                           const xmlNode *node)
{
    size_t count = 0;
    for (const xmlNode *child = node->children; child; child = child->next)
        count += is_element(child);
    struct child *children = ARENA_ARRAY(explainer->arena, count, struct child);
    count = 0;
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (!is_element(child))
            continue;
        const struct decl *decl =
            tree_is_case(child) ? decl_find(type->elements, (const char *)child->name) : NULL;
        if (!decl) {
            report(explainer, MESSAGE_SCHEMA_ELEMENT, child, node,
                   markup_shown((const char *)child->name, "…"), elements_of(explainer, type));
            continue;
        }
        children[count++] =
            (struct child){.node = child, .decl = decl, .rank = rank_of(type->elements, decl)};
        check_element(explainer, decl->type, child);
    }
    check_order(explainer, type, children, count);
}

static void check_element(struct explainer *explainer, const struct type *type, const xmlNode *node)
{
    check_attributes(explainer, type, node);
    if (type->value == VALUE_NONE && has_words(node))
        report(explainer, MESSAGE_SCHEMA_WORDS, node, node, home_of_words(explainer, type), NULL);
    if (type->value != VALUE_NONE && !type->elements &&
        !xmlChildElementCount((xmlNodePtr)(size_t)node))
        check_values(explainer, type, node);
    check_children(explainer, type, node);
}

size_t explain(const struct model *model, const struct casefile *casefile, struct diags *diags)
{
    size_t const before = diags_count(diags);
    struct explainer explainer = {
        .model = model, .casefile = casefile, .diags = diags, .arena = arena_new()};
    check_element(&explainer, model->root->type, casefile->root);
    arena_free(explainer.arena);
    return diags_count(diags) - before;
}
