/*
 * printed.h - what a form prints of a case, where, and what it calls it.
 *
 * The definition of a form read the other way round, for those who ask people for what the form
 * needs.  Paths are names below the root of the file ("conclusion/@date"), without prefixes and
 * conditions; what a form says by an expression that is more than a path is left out.
 */
#ifndef FORMULYAR_FORM_PRINTED_H
#define FORMULYAR_FORM_PRINTED_H

#include "form/form.h"

enum printed_kind {
    PRINTED_FIELD,   /* a label and data; also a list without a label */
    PRINTED_CHOICES, /* options with boxes */
    PRINTED_TABLE,   /* rows, one for each element at the path */
    PRINTED_TEXT,    /* data inside of a sentence */
    PRINTED_SIGNER,  /* a place to sign */
};

/* A piece of data of a field, an option of choices, a piece of data in a column of a table. */
struct printed_part {
    struct printed_part *next;
    const char *path;       /* of the data, or of what is said behind an option; NULL: none */
    const char *label;      /* wording of an option, a caption, the head of a column; or NULL */
    const char *code;       /* of an option, else NULL */
    bool asked;             /* the option leaves lines to say something on */
    const char *vocabulary; /* whose words stand for the data; NULL: they are printed as typed */
};

struct printed {
    struct printed *next;
    enum printed_kind kind;
    const char *path;       /* an element, an attribute; of a signer the person; NULL: none */
    const char *label;      /* without a colon at its end; of a signer the position; or NULL */
    const char *vocabulary; /* of choices */
    const char *role;       /* of a signer: a code; NULL: none, or from role_from */
    const char *role_from;  /* a path; or NULL */
    const char *date;       /* of a signer: the path of the day; or NULL */
    bool others;            /* every signer of the case that no other place took */
    struct printed_part *parts;
    struct pos pos; /* in the file of the form */
};

/* In a case: who signs, beside those whom the form itself finds. */
#define SIGNERS_ELEMENT "signers"

/*
 * The places of a form in their order; in the arena.  *whole is false when it has more of them, with
 * their parts, than PRINTED_MOST: those that come first are told.
 */
enum { PRINTED_MOST = 10000 };
struct printed *form_printed(const struct form *form, struct arena *arena, bool *whole);

/* The path of the form's own date; NULL when it has none, or none that is a path.  In the arena. */
const char *form_date_path(const struct form *form, struct arena *arena);

#endif
