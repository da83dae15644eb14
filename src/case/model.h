/*
 * model.h - what case.xsd says, in a form that can be explained to people.
 *
 * libxml2 judges whether a case matches the schema, but in English, one
 * problem per element, and without the field's name on the form.  The model
 * holds the part of XML Schema that case.xsd uses (sequences, groups,
 * extensions, lists, enumerations, dates, patterns, lengths) with the labels of
 * xs:appinfo, so that explain.c can find every problem and say it in our words.
 */
#ifndef FORMULYAR_CASE_MODEL_H
#define FORMULYAR_CASE_MODEL_H

#include "base/arena.h"
#include "base/diag.h"

#include <libxml/tree.h>
#include <libxml/xmlregexp.h>
#include <stdbool.h>

enum value_kind {
    VALUE_NONE,    /* the type holds no characters, only elements */
    VALUE_TEXT,    /* anything, at most max_length characters */
    VALUE_CODE,    /* one of the codes */
    VALUE_DATE,    /* YYYY-MM-DD */
    VALUE_PATTERN, /* an id or the like */
};

struct code {
    struct code *next;
    const char *value;
    const char *label[2];
};

/* An element or attribute that may stand in a type. */
struct decl {
    struct decl *next;
    const char *name;
    const char *label[2]; /* by enum language; the name where the schema has no label */
    bool part;            /* the label goes on from the containing element's */
    bool required;        /* attributes only */
    long most;            /* elements only: maxOccurs, 0 for unbounded */
    const struct type *type;
};

struct type {
    enum value_kind value;
    bool person;          /* it is the one that is called so */
    bool list;            /* white space separates several values */
    long max_length;      /* 0: no limit */
    xmlRegexpPtr pattern; /* VALUE_PATTERN, VALUE_DATE */
    const char *shape[2]; /* VALUE_PATTERN: what is wanted, in words */
    struct code *codes;
    struct decl *elements; /* in the order of the sequence */
    struct decl *attributes;
};

struct model;

/*
 * Reads the model of the element root off a schema document; NULL when it goes
 * beyond what is known here.
 */
struct model *model_new(xmlDocPtr schema, const char *root);
void model_free(struct model *model);

/* The declaration of the root element, <case> or <minutes>. */
const struct decl *model_root(const struct model *model);

/* The child of the root that is a person: whom a case is about; NULL when none is. */
const struct decl *model_subject(const struct model *model);

const struct decl *decl_find(const struct decl *list, const char *name);

/* The declaration of an element or attribute of a case, or NULL when it is not allowed there. */
const struct decl *model_find(const struct model *model, const xmlNode *node);

/*
 * What the form calls what a node_path() leads to: «5.3, строка 2, «Выводы»»; what the schema
 * does not know is named after the element that contains it.  In the arena.
 */
const char *model_label(const struct model *model, const char *path, enum language language,
                        struct arena *arena);

#endif
