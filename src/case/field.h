/*
 * field.h - what the schema says of one field of a case: for those who make tables of cases.
 */
#ifndef FORMULYAR_CASE_FIELD_H
#define FORMULYAR_CASE_FIELD_H

#include "case/case.h"

enum field_kind {
    FIELD_ELEMENTS, /* holds no characters, only elements */
    FIELD_TEXT,
    FIELD_CODE,  /* one of the codes */
    FIELD_DATE,  /* YYYY-MM-DD */
    FIELD_SHAPE, /* an id or the like */
};

/* A code that may stand in a field, and what the schema calls it, by enum language. */
struct case_code {
    const char *code;
    const char *words[2];
};

struct case_field {
    enum field_kind kind;
    bool attribute;
    bool paragraphs;         /* its text may be cut into <p> */
    bool list;               /* several values, parted by white space */
    bool required;           /* of an attribute */
    size_t rank;             /* among its siblings, in the order that the schema wants */
    long most;               /* how many such elements may stand there; 0: any number */
    long longest;            /* characters of text; 0: no limit */
    const char *label[2];    /* its own, by enum language: «роль», «5.4, п. 1» */
    const char *shape[2];    /* of FIELD_SHAPE: what is wanted, in words */
    struct case_code *codes; /* of FIELD_CODE, in the order of the schema; in the arena */
    size_t code_count;
};

/*
 * Looks up the field at a path of names below the root, "conclusion/recommendation/@kind".
 * False when the schema has none.  Strings live with the schema.
 */
bool case_schema_describe(const struct case_schema *schema, const char *path, struct arena *arena,
                          struct case_field *field);

#endif
