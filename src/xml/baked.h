/*
 * baked.h - trees of definitions that came with the program, made when it was built.
 *
 * To parse forms, rules and schemas, and to ask form.xsd about them, takes longer than to make the documents of a
 * case.  But what a definition says follows from its bytes alone: so the build reads those of forms/ once
 * (tools/bake/trees.c), with the same functions, and keeps bytes and tree.  A file of the very same bytes, all of them
 * compared, gives that tree; any other is parsed and checked, as all are where nothing is kept (FORMULYAR_UNBAKED: the page).
 */
#ifndef FORMULYAR_XML_BAKED_H
#define FORMULYAR_XML_BAKED_H

#include "xml/xml.h"

#include <stddef.h>
#include <stdint.h>

enum baked_kind {
    BAKED_PARSED, /* as xml_load() gives it, but for comments and white space between elements */
    BAKED_CHECKED, /* form.xsd finds it good, and the attributes that it has by default are in the tree */
};

/* A definition that was kept. */
struct baked;

/* The one of these bytes; NULL: they are no definition that was kept. */
const struct baked *baked_find(const void *bytes, size_t size);

enum baked_kind baked_kind(const struct baked *baked);

/* Its tree, which is the caller's: with the places of all that stands in it; comments have no words. */
xmlDocPtr baked_tree(const struct baked *baked);

/* True for the bytes of the form.xsd that the build asked. */
bool baked_asked(const void *bytes, size_t size);

/*
 * Of that form.xsd what is about the school's organization.xml, a schema to compile; NULL: none was kept.  Its
 * declarations are those of form.xsd, and it has no others: what it finds good form.xsd finds good.
 */
xmlDocPtr baked_school_schema(void);

/* ---- how they are kept --------------------------------------------------------------------- */

/*
 * Numbers that follow a tree as its text does.  Each node begins with its kind and, above BAKED_SHIFT, a
 * number: of an element its name, of a text what it says.  Strings are stretches of the bytes that are kept, nearly all
 * of the file's own; they are numbered from 1, in the definition's own list; 0: none.  Name spaces are so too, in the order in which they are declared in the file.
 * An element goes on with its place (xml.h), its line, its name space, how many it declares and each (prefix, address),
 * how many attributes and each (name, name space, value, place); then come its children.
 */
enum baked_node { BAKED_END, BAKED_ELEMENT, BAKED_TEXT, BAKED_COMMENT };
enum { BAKED_SHIFT = 2, BAKED_MOST_SPACES = 16, BAKED_SPACE_XML /* of xml:lang */ };

#endif
