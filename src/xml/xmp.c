#include "xml/xmp.h"

#include "xml/xml.h"

#include <limits.h>
#include <string.h>

struct reading {
    const struct xmp_property *properties;
    size_t count;
    xmp_visit *visit;
    void *context;
};

static void take(const struct reading *reading, const xmlNs *space, const xmlChar *name,
                 const xmlNode *node)
{
    for (size_t i = 0; space && space->href && i < reading->count; i++) {
        if (strcmp((const char *)space->href, reading->properties[i].space) != 0 ||
            strcmp((const char *)name, reading->properties[i].name) != 0)
            continue;
        xmlChar *content = xmlNodeGetContent(node);
        reading->visit(reading->context, i, content ? (const char *)content : "");
        xmlFree(content);
    }
}

/* All elements in the order of the document, without recursion. */
static void take_all(const struct reading *reading, const xmlNode *root)
{
    for (const xmlNode *node = root; node;) {
        if (node->type == XML_ELEMENT_NODE) {
            for (const xmlAttr *own = node->properties; own; own = own->next)
                take(reading, own->ns, own->name, (const xmlNode *)own);
            take(reading, node->ns, node->name, node);
        }
        if (node->type == XML_ELEMENT_NODE && node->children) {
            node = node->children;
            continue;
        }
        while (node != root && !node->next)
            node = node->parent;
        node = node == root ? NULL : node->next;
    }
}

bool xmp_read(const char *bytes, size_t size, const struct xmp_property *properties, size_t count,
              xmp_visit *visit, void *context)
{
    struct reading const reading = {properties, count, visit, context};
    if (size > INT_MAX)
        return false;
    xmlDoc *document = xmlReadMemory(bytes, (int)size, NULL, NULL, XML_QUIET);
    bool const is_sound = document && !document->intSubset;
    take_all(&reading, document ? xmlDocGetRootElement(document) : NULL);
    xmlFreeDoc(document);
    return is_sound;
}
