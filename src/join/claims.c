#include "join/inspect.h"

#include "base/pdfa.h"
#include "join/object.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

enum { LARGEST_PACKET = 16 << 20 };

static bool is_pdfa(const xmlNs *namespace, const xmlChar *name, const char *wanted)
{
    return namespace && xmlStrEqual(namespace->href, (const xmlChar *)PDFA_NAMESPACE) &&
           xmlStrEqual(name, (const xmlChar *)wanted);
}

/* The only character of a property's text, white space aside; 0 when there are others. */
static char letter_of(xmlNodePtr value)
{
    xmlChar *text = xmlNodeGetContent(value);
    char letter = 0;
    int count = 0;
    for (const xmlChar *at = text; at && *at; at++) {
        if (*at <= ' ')
            continue;
        letter = (char)*at;
        count++;
    }
    xmlFree(text);
    return count == 1 ? letter : 0;
}

/* RDF lets a simple property be an element or an attribute of its description. */
static void take(xmlNodePtr element, const char *name, char *letter)
{
    for (xmlAttrPtr attribute = element->properties; attribute && !*letter;
         attribute = attribute->next)
        if (is_pdfa(attribute->ns, attribute->name, name))
            *letter = letter_of((xmlNodePtr)attribute);
    if (!*letter && is_pdfa(element->ns, element->name, name))
        *letter = letter_of(element);
}

static xmlNodePtr next_element(xmlNodePtr node, const xmlNode *top)
{
    if (node->children && node->type == XML_ELEMENT_NODE)
        return node->children;
    while (node != top && !node->next)
        node = node->parent;
    return node == top ? NULL : node->next;
}

static void read_packet(const char *bytes, size_t size, struct minutes_facts *facts)
{
    char part = 0;
    char level = 0;
    int const options = XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;
    if (size > LARGEST_PACKET)
        return;
    xmlDocPtr document = xmlReadMemory(bytes, (int)size, NULL, NULL, options);
    xmlNodePtr const top = document ? xmlDocGetRootElement(document) : NULL;
    for (xmlNodePtr node = top; node; node = next_element(node, top)) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        take(node, "part", &part);
        take(node, "conformance", &level);
    }
    xmlFreeDoc(document);
    facts->part = part >= '1' && part <= '9' ? part : 0;
    facts->level = level && strchr(PDFA_LEVELS, level) ? level : 0;
}

void claims_read(qpdf_data pdf, struct minutes_facts *facts)
{
    unsigned char *bytes = NULL;
    size_t size = 0;
    qpdf_oh const metadata = object_of_root(pdf, "/Metadata");
    if (!qpdf_oh_is_stream(pdf, metadata) ||
        (qpdf_oh_get_stream_data(pdf, metadata, qpdf_dl_generalized, NULL, &bytes, &size) &
         QPDF_ERRORS))
        return;
    read_packet((const char *)bytes, size, facts);
    free(bytes);
}
