/*
 * declared.h - what may stand in a case, a council file or the school's file, as their schemas
 * declare it: elements and attributes with their order, types, labels and explanations.
 *
 * For those who ask people for such a file (engine/describe.h).  It is read off the schema
 * beside what checks files, because there the explanations are passed over.
 */
#ifndef FORMULYAR_CASE_DECLARED_H
#define FORMULYAR_CASE_DECLARED_H

#include "base/arena.h"
#include "base/diag.h"

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
    bool final; /* of a status: nothing is to come any more (l:field final) */
};

/* An element or attribute that may stand in a type. */
struct decl {
    struct decl *next;
    const char *name;
    const char *label[2]; /* by enum language; the name where the schema has no label */
    bool part;            /* the label goes on from the containing element's */
    bool required;        /* attributes only */
    long least, most;     /* elements only: minOccurs; maxOccurs, 0 for unbounded */
    const char *fallback; /* what an attribute is when it is absent; NULL: nothing */
    long one_of;        /* of an element with codes: how many of them a finished file has; 0: any */
    const char *refers; /* paths, parted by spaces, of the values that it leads to; or NULL */
    const char *vocabulary; /* whose words its codes have where no form says it; or NULL */
    bool unprinted;         /* it is meant to be in no form (l:field printed="no") */
    const char *help[2];    /* the explanation; NULL: none in that language, or not read */
    const struct type *type;
};

struct type {
    const char *name; /* NULL: it has none */
    enum value_kind value;
    bool person;              /* it is the one that is called so */
    bool list;                /* white space separates several values */
    bool filled;              /* there must be a character */
    long max_length;          /* 0: no limit */
    void *pattern;            /* VALUE_PATTERN, VALUE_DATE: compiled, for case/ alone */
    const char *pattern_text; /* the same as the schema writes it */
    const char *shape[2];     /* VALUE_PATTERN: what is wanted, in words */
    struct code *codes;
    struct decl *elements; /* in the order of the sequence */
    struct decl *attributes;
};

const struct decl *decl_find(const struct decl *list, const char *name);

/* The declaration at a path of names from a type, "decision/@date"; NULL when there is none. */
const struct decl *decl_at(const struct type *type, const char *path);

/* A schema with its explanations. */
struct declarations;

/*
 * Reads the declaration of an element off the schema at path.  NULL and a diagnostic when that
 * cannot be read or goes beyond what is known here; the caller owns it.
 */
struct declarations *declarations_load(const char *path, const char *root, struct diags *diags);
void declarations_free(struct declarations *declarations);

/* The element itself; lives with the declarations. */
const struct decl *declarations_root(const struct declarations *declarations);

#endif
