/*
 * tree.h - what a casefile is inside case/: a libxml2 tree whose nodes know their place.
 *
 * Elements, attributes and text of the case are libxml2 nodes with namespace
 * urn:formulyar:case:1; _private of an element or attribute points to its
 * struct place in the casefile's arena.  A struct node is that libxml2 node
 * under another name.
 */
#ifndef FORMULYAR_CASE_TREE_H
#define FORMULYAR_CASE_TREE_H

#include "base/hash.h"
#include "case/case.h"

#include <libxml/tree.h>

struct place {
    long line;
    long column;
};

struct casefile {
    struct arena *arena; /* places, and the file's name when kept */
    const char *file;
    xmlDocPtr doc;
    xmlNodePtr root;
    bool kept;
    const char *source; /* the case's own bytes; the reader's unless kept */
    size_t source_size;
    char hash[HASH_HEX_SIZE];
};

static inline const struct node *node_from_xml(const void *xml)
{
    return xml;
}

static inline const xmlNode *node_to_xml(const struct node *node)
{
    return (const void *)node;
}

/* An element or attribute in the namespace of case files. */
bool tree_is_case(const xmlNode *node);

#endif
