/*
 * form_load_xml.h - form files as checked XML trees, and reading their attributes.
 *
 * The only place of form/ that parses; the other form_load files walk the trees.
 */
#ifndef FORMULYAR_FORM_FORM_LOAD_XML_H
#define FORMULYAR_FORM_FORM_LOAD_XML_H

#include "base/diag.h"
#include "form/form.h"
#include "form/model.h"

#include <libxml/tree.h>

/* One file in hand. */
struct loader {
    struct arena *arena; /* of the edition or organisation; keeps what is returned */
    struct diags *diags;
    const char *file; /* in the arena */
    const struct case_schema *schema;
    struct edition *edition; /* NULL for an organisation */
    const char *form_id;     /* of the form in hand */
    size_t said_before;      /* messages when the schema's check of the file began */
};

/* Compiles the schema on first need; false and a diagnostic on failure. */
bool load_schema(struct form_schema *schema, struct diags *diags);

/*
 * Parses loader->file and checks it against the loaded schema, filling in default
 * attributes.  NULL, and at least one diagnostic, unless it is valid and its
 * root element is called root.  xmlFreeDoc() ends it.
 */
xmlDocPtr load_document(struct loader *loader, struct form_schema *schema, const char *root);

/* Where a node stands. */
struct pos load_pos(const struct loader *loader, const xmlNode *node);

/* The first child element, and the next sibling element; NULL when there is none. */
const xmlNode *load_first(const xmlNode *parent);
const xmlNode *load_next(const xmlNode *node);
bool load_is(const xmlNode *node, const char *name);
/* The first child element of this name, or NULL. */
const xmlNode *load_child(const xmlNode *parent, const char *name);

/*
 * An attribute as it stands (load_raw), with white space folded (load_token),
 * as a number, as yes or no; NULL, 0 or false when it is absent.  Strings are
 * NFC and in the arena.
 */
const char *load_raw(const struct loader *loader, const xmlNode *node, const char *name);
const char *load_token(const struct loader *loader, const xmlNode *node, const char *name);
double load_number(const xmlNode *node, const char *name);
int load_integer(const xmlNode *node, const char *name);
bool load_yes(const xmlNode *node, const char *name);

/* The index of an attribute's value among names, closed by NULL; 0 when absent. */
int load_choice(const xmlNode *node, const char *name, const char *const *names);

/* The attributes of page and of typography. */
void load_page(const xmlNode *node, struct page_setup *page);
void load_typography(struct loader *loader, const xmlNode *node, struct typography *type);

/* The text content of an element with white space folded. */
const char *load_content(const struct loader *loader, const xmlNode *node);

/* A copy in the arena, in NFC. */
const char *load_string(const struct loader *loader, const char *string);

#endif
