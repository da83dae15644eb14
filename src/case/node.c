/*
 * node.c - questions to the nodes of a case; see case.h.
 */
#include "case/tree.h"

#include "base/text.h"
#include "xml/xml.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

const struct kind kind_case = {
    .space = "urn:formulyar:case:1",
    .prefix = "c",
    .root = "case",
    .list = "cases",
    .path = "/case",
    .wrong_root = MESSAGE_XML_ROOT,
    .wrong_space = MESSAGE_XML_NAMESPACE,
};

const struct kind kind_minutes = {
    .space = "urn:formulyar:minutes:1",
    .prefix = "m",
    .root = "minutes",
    .path = "/minutes",
    .wrong_root = MESSAGE_MINUTES_ROOT,
    .wrong_space = MESSAGE_MINUTES_NAMESPACE,
};

bool tree_is_case(const xmlNode *node)
{
    return node->ns && strcmp((const char *)node->ns->href, tree_owner(node)->kind->space) == 0;
}

static bool is_element(const xmlNode *node)
{
    return node && node->type == XML_ELEMENT_NODE;
}

static bool is_text(const xmlNode *node)
{
    return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

static void end_paragraph(struct text *paragraph, struct text *out)
{
    text_fold(paragraph, true);
    if (paragraph->len)
        text_add_item(out, "\n", paragraph->data);
    text_clear(paragraph);
}

/* Appends the text below a node, paragraph by paragraph; the last one is not ended. */
static void add_paragraphs(const xmlNode *node, struct text *paragraph, struct text *out)
{
    if (is_text(node))
        text_add(paragraph, (const char *)node->content);
    for (const xmlNode *child = node->children; child; child = child->next) {
        if (is_element(child))
            end_paragraph(paragraph, out);
        if (is_element(child) || is_text(child))
            add_paragraphs(child, paragraph, out);
        if (is_element(child))
            end_paragraph(paragraph, out);
    }
}

/* A text of a case was folded when the case was built: only its ends are to be seen to. */
static const char *trim(const char *text, struct arena *arena)
{
    text += *text == ' ';
    size_t const length = strlen(text);
    return arena_strndup(arena, text, length && text[length - 1] == ' ' ? length - 1 : length);
}

const char *node_text(const struct node *node, struct arena *arena)
{
    const xmlNode *xml = node_to_xml(node);
    const xmlNode *only = tree_only_text(xml);
    if (only && tree_owner(only))
        return trim((const char *)only->content, arena);
    struct text text = TEXT_EMPTY;
    struct text paragraph = TEXT_EMPTY;
    add_paragraphs(xml, &paragraph, &text);
    end_paragraph(&paragraph, &text);
    text_free(&paragraph);
    return text_take(&text, arena);
}

const char *node_name(const struct node *node)
{
    return (const char *)node_to_xml(node)->name;
}

const char *node_attribute(const struct node *node, const char *name, struct arena *arena)
{
    const xmlNode *xml = node_to_xml(node);
    if (!is_element(xml))
        return NULL;
    for (const xmlAttr *attr = xml->properties; attr; attr = attr->next)
        if (!attr->ns && tree_is_named(attr->name, name))
            return node_text(node_from_xml(attr), arena);
    return NULL;
}

static bool is_wanted(const xmlNode *node, const char *name)
{
    return is_element(node) && (!name || tree_is_named(node->name, name)) && tree_is_case(node);
}

const struct node *node_child(const struct node *node, const char *name)
{
    const xmlNode *xml = node_to_xml(node);
    if (!is_element(xml))
        return NULL;
    for (const xmlNode *child = xml->children; child; child = child->next)
        if (is_wanted(child, name))
            return node_from_xml(child);
    return NULL;
}

const char *node_child_text(const struct node *node, const char *name, struct arena *arena)
{
    const struct node *child = node_child(node, name);
    return child ? node_text(child, arena) : "";
}

const struct node **node_children(const struct node *node, const char *name, struct arena *arena,
                                  size_t *count)
{
    const xmlNode *xml = node_to_xml(node);
    *count = 0;
    if (!is_element(xml))
        return NULL;
    for (const xmlNode *child = xml->children; child; child = child->next)
        *count += is_wanted(child, name);
    if (!*count)
        return NULL;
    const struct node **children = ARENA_ARRAY(arena, *count, const struct node *);
    size_t next = 0;
    for (const xmlNode *child = xml->children; child; child = child->next)
        if (is_wanted(child, name))
            children[next++] = node_from_xml(child);
    return children;
}

struct pos node_pos(const struct node *node)
{
    const xmlNode *xml = node_to_xml(node);
    if (!is_element(xml) && xml->type != XML_ATTRIBUTE_NODE)
        xml = xml->parent;
    const struct place *place = xml->_private;
    struct pos pos = {.file = tree_owner(xml)->file};
    if (place) {
        pos.line = place->line;
        pos.column = place->column;
    }
    return pos;
}

long node_number(const struct node *node)
{
    const struct place *place = node_to_xml(node)->_private;
    return place ? place->number : 0;
}

void node_set_number(const struct node *node, long number)
{
    struct place *place = node_to_xml(node)->_private;
    if (place)
        place->number = number;
}

void node_remove(const struct node *node)
{
    xmlNodePtr const xml = (xmlNodePtr)(size_t)node_to_xml(node);
    xmlUnlinkNode(xml);
    xmlFreeNode(xml);
}

const char *node_path(const struct node *node, struct arena *arena)
{
    const xmlNode *xml = node_to_xml(node);
    if (is_text(xml))
        xml = xml->parent;
    struct text path = TEXT_EMPTY;
    xml_add_path(xml, &path);
    return text_take(&path, arena);
}
