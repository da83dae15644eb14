/*
 * form_load_names.c - the names in a file of forms that its schema refuses; see form_load.h.
 */
#include "form/form_load.h"

#include <string.h>

/* What is looked at, and what for. */
struct names {
    struct loader *loader;
    const char *expressions; /* attributes that hold one, parted by spaces */
};

/* Those that form.xsd declares as xpath, with a space behind each. */
static void list_expressions(const xmlNode *node, struct arena *arena, struct text *out)
{
    const char *type = xml_is(node, "attribute") ? xml_attribute(node, "type", arena) : NULL;
    const char *name =
        type && strcmp(type, "xpath") == 0 ? xml_attribute(node, "name", arena) : NULL;
    if (name && !text_has_word(text_string(out), name, strlen(name)))
        text_format(out, "%s ", name);
    for (const xmlNode *child = xml_first(node); child; child = xml_next(child))
        list_expressions(child, arena, out);
}

static void check_expression(const struct names *names, const xmlNode *node, const char *name,
                             const char *xpath)
{
    struct loader *loader = names->loader;
    query_free(
        query_compile(xpath, loader->schema, load_pos_of(loader, node, name), loader->diags));
}

static void check_word(const struct names *names, const xmlNode *node, const char *name,
                       const char *value)
{
    const struct loader *loader = names->loader;
    const struct vocabulary *known = loader->edition ? loader->edition->vocabularies : NULL;
    const struct vocabulary *roles = vocabulary_find(known, "roles");
    struct pos const pos = load_pos_of(loader, node, name);
    if (known && strcmp(name, "vocabulary") == 0 && !vocabulary_find(known, value))
        diag_add(loader->diags, MESSAGE_FORM_VOCABULARY, pos, NULL, value, NULL);
    if (roles && strcmp(name, "role") == 0 && !vocabulary_term(roles, value))
        diag_add(loader->diags, MESSAGE_FORM_ROLE, pos, NULL, value, NULL);
}

static void check_element(const struct names *names, const xmlNode *node)
{
    for (const xmlAttr *each = node->properties; each; each = each->next) {
        const char *name = (const char *)each->name;
        const char *value = load_token(names->loader, node, name);
        if (!value || !*value) /* the schema has told that */
            continue;
        if (text_has_word(names->expressions, name, strlen(name)))
            check_expression(names, node, name, value);
        else
            check_word(names, node, name, value);
    }
    for (const xmlNode *child = xml_first(node); child; child = xml_next(child))
        check_element(names, child);
}

void load_check_names(struct loader *loader, const struct form_schema *schema, xmlDocPtr document)
{
    const xmlNode *root = xmlDocGetRootElement(document);
    struct diags *ignored = diags_new();
    xmlDocPtr described = loader->schema && (xml_is(root, "form") || xml_is(root, "sheet"))
                              ? xml_load(schema->path, false, MESSAGE_FORM_SCHEMA, ignored)
                              : NULL;
    diags_free(ignored);
    if (!described)
        return;
    struct text list = TEXT_EMPTY;
    list_expressions(xmlDocGetRootElement(described), loader->arena, &list);
    struct names const names = {.loader = loader, .expressions = text_string(&list)};
    check_element(&names, root);
    text_free(&list);
    xmlFreeDoc(described);
}
