/*
 * schema.h - what case.xsd and minutes.xsd say: for libxml2, for people, for queries; inside case/ only.
 *
 * libxml2 judges whether a case matches the schema, but in English, one problem per
 * element, and without the field's name on the form.  The model holds the part of
 * XML Schema that our schemas use (sequences, groups, extensions, lists, enumerations,
 * dates, patterns, lengths) with the labels of xs:appinfo, so that explain.c can find
 * every problem and say it in our words.
 */
#ifndef FORMULYAR_CASE_SCHEMA_H
#define FORMULYAR_CASE_SCHEMA_H

#include "case/declared.h"
#include "case/tree.h"

#include <libxml/hash.h>
#include <libxml/xmlregexp.h>
#include <libxml/xmlschemas.h>
#include <libxml/xpath.h>

/* ---- the model -------------------------------------------------------------------- */

/* What in a schema goes beyond what is known here. */
struct model_fault {
    long line;         /* 0: not known */
    const char *name;  /* of an element of XML Schema, or of a type that is nowhere; or a pattern */
    bool is_ambiguous; /* the pattern can be read in several ways */
};

struct model {
    struct arena *arena;
    const xmlNode *schema; /* xs:schema, while loading */
    struct named_type *types;
    struct decl *root;        /* <case> or <minutes> */
    const char *subject;      /* its child that is a person; NULL when none is */
    xmlHashTablePtr names[2]; /* that are declared: [false] elements, [true] attributes */
    int depth;                /* of definitions inside definitions, while loading */
    long steps;               /* definitions entered so far */
    bool failed;
    struct model_fault fault; /* the first */
};

/*
 * Reads the model of the element root off a schema document; NULL when it goes
 * beyond what is known here: *fault says where, in the arena.
 */
struct model *model_new(xmlDocPtr schema, const char *root, struct model_fault *fault,
                        struct arena *arena);
void model_free(struct model *model);

/* The declaration of an element or attribute of a case, or NULL when it is not allowed there. */
const struct decl *model_find(const struct model *model, const xmlNode *node);

/*
 * What the form calls what a node_path() leads to: «5.3, строка 2, «Выводы»»; what the schema
 * does not know is named after the element that contains it.  In the arena.
 */
const char *model_label(const struct model *model, const char *path, enum language language,
                        struct arena *arena);

/*
 * Adds a diagnostic for every place where the case differs from the model.
 * libxml2 has found that it is not valid; it stops at the first problem among
 * an element's children, this does not.  Returns how many were added.
 */
size_t explain(const struct model *model, const struct casefile *casefile, struct diags *diags);

/*
 * True when the model says all that a schema says whose names are in a name space: a schema
 * that uses more of XML Schema (fixed values, keys, numbers) asks more than accept() does.
 */
bool accept_knows(xmlDocPtr schema, const char *space);

/*
 * True when a case surely matches a schema that the model knows whole; false says nothing.
 * Asked before libxml2, which takes ten times as long: whatever is true here is valid there.
 */
bool accept(const struct model *model, const xmlNode *root);

/* ---- the schema --------------------------------------------------------------------- */

struct case_schema {
    const char *path; /* of the file; in the machine's arena */
    const struct kind *kind;
    const struct case_schema *cases; /* of a council file: what it may cite */
    xmlSchemaPtr schema;
    xmlSchemaValidCtxtPtr validator;
    struct model *model;
    bool is_known;         /* the model says all that it says */
    struct xpath *xpath;   /* the machine that all queries of this schema share */
    const char **statuses; /* closed by NULL; in the machine's arena */
    case_choose *choose;   /* which schema a case is read with; NULL: this one */
    void *chooser;         /* its context */
};

/*
 * Validates the case; each problem goes to diags.  True when there was none.  A
 * case that was broken already may differ from the schema only for that.
 */
bool case_schema_check(const struct case_schema *schema, const struct casefile *casefile,
                       bool broken, struct diags *diags);

/*
 * Looks at every name of a well-formed XPath: elements (c:name), attributes
 * (@name) and functions.  Adds a diagnostic at pos for each that does not exist,
 * because XPath would select nothing in silence.  True when all exist.
 */
bool names_check(const char *xpath, const struct case_schema *schema, struct pos pos,
                 struct diags *diags);

/* ---- the XPath machine --------------------------------------------------------------- */

/*
 * Prefixes, functions and limits set once.  A query is evaluated some hundred times per
 * form and thousands of forms pass in a second, so that the context is made once and pointed
 * at one case after another.  A process evaluates one query at a time.
 */
struct xpath {
    xmlXPathContextPtr context;      /* userData: the state */
    const struct check_state *state; /* what functions.h answers from; NULL: no check is going on */
    struct arena *arena;             /* for what belongs to compiled expressions */
    bool failed;                     /* an evaluation has failed or run away */
};

struct xpath *xpath_new(void);
void xpath_free(struct xpath *xpath);

/* Evaluates at a node; NULL when it fails or runs away.  The caller frees the object. */
xmlXPathObjectPtr xpath_evaluate(struct xpath *xpath, xmlXPathCompExprPtr expression,
                                 xmlNodePtr node);

/* True when an evaluation has failed since the last call. */
bool xpath_take_failure(struct xpath *xpath);

#endif
