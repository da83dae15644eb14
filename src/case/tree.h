/*
 * tree.h - what a casefile is inside case/: a libxml2 tree whose nodes know their place.
 *
 * Elements, attributes and text of the case are libxml2 nodes with the namespace
 * of their kind; _private of an element or attribute points to its struct place
 * in the casefile's arena, _private of the document to the casefile.  A struct
 * node is that libxml2 node under another name.
 */
#ifndef FORMULYAR_CASE_TREE_H
#define FORMULYAR_CASE_TREE_H

#include "base/hash.h"
#include "case/case.h"

#include <libxml/tree.h>
#include <string.h>

/* What files of a kind look like, and what is said when a file is none. */
struct kind {
    const char *space;  /* the namespace */
    const char *prefix; /* of its elements in queries */
    const char *root;   /* the element that becomes a casefile */
    const char *list;   /* the element that holds many of them, or NULL */
    const char *path;   /* "/" and root */
    enum message wrong_root;
    enum message wrong_space;
};

extern const struct kind kind_case;
extern const struct kind kind_minutes;

struct place {
    long line;
    long column;
    long number; /* node_number() */
    bool lent;   /* of the element that people_fill() put this into: nobody typed it there */
    bool told;   /* people_fill() has said that nobody is found for it */
};

/*
 * A child of an element about a person that people_fill() makes: who it was before the day in
 * its attribute until; and the element in which a case says a former name.
 */
#define NODE_HELD "held"
#define NODE_FORMER "former"
#define FIRST_DAY "0000-01-01"
#define LAST_DAY "9999-12-31"

struct casefile {
    const struct case_schema *schema; /* that it was read with */
    const struct kind *kind;
    struct arena *arena;            /* places, and the file's name when kept */
    const char *file;               /* what positions call it */
    const char *path;               /* where it can be read again */
    const struct case_bytes *bytes; /* or that memory, until the reader is closed; or NULL */
    xmlDocPtr doc;
    xmlNodePtr root;
    bool kept;
    bool alone;         /* the root of its file, which can be read again */
    bool among_many;    /* one of <cases> */
    const char *source; /* the case's own bytes; the reader's unless kept */
    size_t source_size;
    long long offset; /* of those bytes in the file; -1: it is in another encoding than UTF-8 */
    bool declares;    /* its start tag declares its namespace */
    char *hash;       /* of the source; in the arena; "" until somebody asks */
    struct casefile *attached; /* cases in the files that a council file lists */
    struct casefile *next;     /* among those */
    bool cited;                /* by that council file */
};

static inline const struct node *node_from_xml(const void *xml)
{
    return xml;
}

static inline const xmlNode *node_to_xml(const struct node *node)
{
    return (const void *)node;
}

/* An element or attribute in the namespace of case files or council files. */
bool tree_is_case(const xmlNode *node);

/* Inline: most comparisons of a walk end at the first letter. */
static inline bool tree_is_named(const void *name, const char *wanted)
{
    return *(const char *)name == *wanted && strcmp(name, wanted) == 0;
}

/* The text node that all the text of a node is in; NULL when there are several, or none. */
static inline const xmlNode *tree_only_text(const xmlNode *node)
{
    if (node->type == XML_TEXT_NODE)
        return node;
    const xmlNode *only = node->children;
    return only && only->type == XML_TEXT_NODE && !only->next ? only : NULL;
}

/* The casefile that a node belongs to; NULL in a document that is none. */
static inline const struct casefile *tree_owner(const xmlNode *node)
{
    return node->doc->_private;
}

#endif
