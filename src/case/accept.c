/*
 * accept.c - cases that surely match their schema; see schema.h.
 *
 * libxml2's validator takes three thousand instructions for an element.  A walk along the model
 * takes a tenth of that, and nearly all cases are good.  Whatever is not sure here is libxml2's.
 */
#include "case/schema.h"

#include "base/clock.h"
#include "base/text.h"
#include "xml/xml.h"

#include <string.h>

#define XSD_NAMESPACE "http://www.w3.org/2001/XMLSchema"

/* ---- does the model know all that a schema says? ------------------------------------------ */

/* What of XML Schema the model reads whole: elements with their attributes and children. */
static const struct known {
    const char *element, *attributes, *children;
} known_elements[] = {
    {"schema", "targetNamespace elementFormDefault",
     "element complexType simpleType group attributeGroup"},
    {"element", "name type ref minOccurs maxOccurs", "complexType"},
    {"attribute", "name type use default", ""},
    {"complexType", "name mixed", "sequence attribute group attributeGroup complexContent"},
    {"complexContent", "", "extension"},
    {"extension", "base", "attribute attributeGroup"}, /* what stands in it is the base's */
    {"sequence", "", "element group"},
    {"group", "name ref", "sequence"},
    {"attributeGroup", "name ref", "attribute attributeGroup"},
    {"simpleType", "name", "list restriction"},
    {"list", "itemType", ""},
    {"restriction", "base", "maxLength minLength pattern enumeration"},
    {"maxLength", "value", ""},
    {"minLength", "value", ""},
    {"pattern", "value", ""},
    {"enumeration", "value", ""},
};

static const struct known *known_element(const xmlNode *node)
{
    for (size_t i = 0; i < sizeof known_elements / sizeof *known_elements; i++)
        if (xml_is(node, known_elements[i].element))
            return &known_elements[i];
    return NULL;
}

static bool is_among(const char *list, const xmlChar *name)
{
    return text_has_word(list, (const char *)name, strlen((const char *)name));
}

/* A value of which the model keeps less than the schema means, unless it is one of these. */
static bool is_kept(const xmlNode *node, const char *name, const char *value)
{
    if (strncmp(value, "xs:", 3) == 0)
        return text_has_word("xs:string xs:token xs:date", value, strlen(value));
    if (strcmp(name, "use") == 0)
        return text_has_word("required optional", value, strlen(value));
    if (strcmp(name, "elementFormDefault") == 0)
        return strcmp(value, "qualified") == 0;
    if (xml_is(node, "minLength"))
        return strcmp(value, "1") == 0;
    bool const is_number = strcmp(name, "maxOccurs") == 0 || xml_is(node, "maxLength");
    return !is_number || strcmp(value, "unbounded") == 0 || (*value >= '1' && *value <= '9');
}

static bool has_known_attributes(const xmlNode *node, const struct known *known)
{
    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next) {
        const xmlNode *only = tree_only_text((const xmlNode *)attribute);
        if (attribute->ns) /* words for others than validators */
            continue;
        if (!is_among(known->attributes, attribute->name) || !only ||
            !is_kept(node, (const char *)attribute->name, (const char *)only->content))
            return false;
    }
    return true;
}

static bool is_of_xsd(const xmlNode *node)
{
    return node->ns && strcmp((const char *)node->ns->href, XSD_NAMESPACE) == 0;
}

static bool is_known(const xmlNode *node)
{
    const struct known *known = is_of_xsd(node) ? known_element(node) : NULL;
    bool const is_root = node->parent->type != XML_ELEMENT_NODE;
    if (!known || !has_known_attributes(node, known) ||
        (node->nsDef && !is_root)) /* prefixes that may mean something else there */
        return false;
    for (const xmlNode *child = xml_first(node); child; child = xml_next(child)) {
        if (is_of_xsd(child) && xml_is(child, "annotation"))
            continue;
        if (!is_among(known->children, child->name) || !is_known(child))
            return false;
    }
    return true;
}

bool accept_knows(xmlDocPtr schema, const char *space)
{
    const xmlNode *root = xmlDocGetRootElement(schema);
    const xmlNs *xs = xmlSearchNs(schema, (xmlNodePtr)(size_t)root, BAD_CAST "xs");
    const xmlNs *own = xmlSearchNs(schema, (xmlNodePtr)(size_t)root, NULL);
    const xmlAttr *target = xmlHasProp(root, BAD_CAST "targetNamespace");
    return xs && strcmp((const char *)xs->href, XSD_NAMESPACE) == 0 && own &&
           strcmp((const char *)own->href, space) == 0 && target && target->children &&
           strcmp((const char *)target->children->content, space) == 0 &&
           xmlHasProp(root, BAD_CAST "elementFormDefault") && xml_is(root, "schema") &&
           is_known(root);
}

/* ---- values ------------------------------------------------------------------------------ */

/* Without white space that a type of XML Schema might take for less. */
static bool is_plain(const char *value)
{
    char before = ' ';
    for (; *value; before = *value++)
        if (*value == '\t' || *value == '\n' || *value == '\r' || (*value == ' ' && before == ' '))
            return false;
    return before != ' ';
}

static bool is_code(const struct code *codes, const char *value)
{
    while (codes && strcmp(codes->value, value) != 0)
        codes = codes->next;
    return codes;
}

/* One value, not a list. */
static bool fits(const struct type *type, const char *value)
{
    struct date date;
    if (type->max_length && utf8_length(value) > (size_t)type->max_length)
        return false;
    if (type->value == VALUE_TEXT)
        return !type->filled || is_plain(value);
    return is_plain(value) && (!type->codes || is_code(type->codes, value)) &&
           (!type->pattern || xmlRegexpExec(type->pattern, BAD_CAST value) == 1) &&
           (type->value != VALUE_DATE || (date_read(value, &date) && date.year > 0));
}

/* A list of words that single spaces part. */
static bool all_fit(const struct type *type, const char *list)
{
    enum { LONGEST = 128 };
    char word[LONGEST];
    bool fit = is_plain(list);
    while (fit && *list) {
        size_t const length = strcspn(list, " ");
        if (length >= LONGEST)
            return false;
        memcpy(word, list, length);
        word[length] = '\0';
        fit = fits(type, word);
        list += length + (list[length] == ' ');
    }
    return fit;
}

/* The value of an attribute, or of an element without others in it. */
static bool has_value(const struct type *type, const xmlNode *node)
{
    const xmlNode *only = tree_only_text(node);
    if (node->children && !only)
        return false;
    const char *value = only ? (const char *)only->content : "";
    return type->list ? all_fit(type, value) : fits(type, value);
}

/* ---- elements ---------------------------------------------------------------------------- */

static const struct decl *find(const struct decl *list, const xmlChar *name)
{
    while (list && !tree_is_named(name, list->name))
        list = list->next;
    return list;
}

static bool has_good_attributes(const struct type *type, const xmlNode *node)
{
    size_t required = 0;
    for (const struct decl *decl = type->attributes; decl; decl = decl->next)
        required += decl->required;
    for (const xmlAttr *attribute = node->properties; attribute; attribute = attribute->next) {
        const struct decl *decl = attribute->ns ? NULL : find(type->attributes, attribute->name);
        if (!decl || !has_value(decl->type, (const xmlNode *)attribute))
            return false;
        required -= decl->required;
    }
    return !required;
}

static bool is_good(const struct type *type, const xmlNode *node);

/* Those that are passed over may be missing. */
static const struct decl *pass(const struct decl *from, const struct decl *to, long count)
{
    for (; from && from != to; from = from->next, count = 0)
        if (count < from->least)
            return NULL;
    return to;
}

/* Children in the order of the sequence, each as often as it may stand there. */
static bool has_good_children(const struct type *type, const xmlNode *node)
{
    const struct decl *at = type->elements;
    long count = 0; /* of children that at declares */
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (child->type == XML_TEXT_NODE && type->value == VALUE_TEXT)
            continue;
        if (child->type != XML_ELEMENT_NODE || !tree_is_case(child))
            return false;
        const struct decl *decl = find(at, child->name);
        if (!decl || (decl != at && !pass(at, decl, count)))
            return false;
        count = decl == at ? count + 1 : 1;
        at = decl;
        if ((at->most && count > at->most) || !is_good(at->type, child))
            return false;
    }
    while (at && count >= at->least) {
        at = at->next;
        count = 0;
    }
    return !at;
}

static bool is_good(const struct type *type, const xmlNode *node)
{
    if (!has_good_attributes(type, node))
        return false;
    return type->elements || type->value == VALUE_NONE ? has_good_children(type, node)
                                                       : has_value(type, node);
}

bool accept(const struct model *model, const xmlNode *root)
{
    return tree_is_named(root->name, model->root->name) && tree_is_case(root) &&
           is_good(model->root->type, root);
}
