/*
 * form_load_phrase.h - wording, the data inside it, conditions and repeats of a form file.
 */
#ifndef FORMULYAR_FORM_FORM_LOAD_PHRASE_H
#define FORMULYAR_FORM_FORM_LOAD_PHRASE_H

#include "form/form_load_xml.h"

/*
 * Compiles an expression, or the one in an attribute (NULL when absent).  The
 * edition owns it.  NULL and a diagnostic at the node when it is wrong.
 */
const struct query *load_expression(struct loader *loader, const xmlNode *node, const char *xpath);
const struct query *load_query(struct loader *loader, const xmlNode *node, const char *name);

/* Wording and puts of an element with mixed content; empty for NULL. */
struct phrase load_phrase(struct loader *loader, const xmlNode *node);

/* The same of an element that must print something; a diagnostic when it is there and empty. */
struct phrase load_wording(struct loader *loader, const xmlNode *node);

/* The attributes status, when, on-blank of a node. */
struct condition load_condition(struct loader *loader, const xmlNode *node);

/* Bits of a list of statuses in an attribute; 0 when absent. */
unsigned load_statuses(struct loader *loader, const xmlNode *node, const char *name);

/* item, each and line elements among the children, in order. */
struct item_def *load_items(struct loader *loader, const xmlNode *parent);

/* The attribute marker. */
enum marker load_marker(const xmlNode *node);

/* The vocabularies among the children of root, in front of others; what comes first is found. */
const struct vocabulary *load_vocabularies(struct loader *loader, const xmlNode *root,
                                           const struct vocabulary *others);

/* A vocabulary of the edition; NULL and a diagnostic at the node when there is none. */
const struct vocabulary *load_vocabulary_named(struct loader *loader, const xmlNode *node,
                                               const char *id);

#endif
