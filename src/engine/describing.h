/*
 * describing.h - inside of describe.h: what its files share.
 */
#ifndef FORMULYAR_ENGINE_DESCRIBING_H
#define FORMULYAR_ENGINE_DESCRIBING_H

#include "case/declared.h"
#include "engine/engine.h"
#include "form/printed.h"
#include "form/vocabulary.h"
#include "form/workbook_form.h"

/* A part of the file that is shown on its own: all that a form prints, or what none does. */
struct shown_section {
    struct shown_section *next;
    const char *id;           /* of the form; "case", "signers" */
    const struct form *form;  /* NULL: of no form */
    const char *label[2];     /* by enum language */
    struct shown_path *paths; /* in the order to fill in */
};

/* A path of names that a section shows with all that is below it. */
struct shown_path {
    struct shown_path *next;
    const char *path;
};

/* A form of the edition, as it will be described. */
struct described_form {
    struct described_form *next;
    const struct form *form;
    struct printed *printed;
    const char *date; /* path; or NULL */
};

/* What forms know of a path: what they call it and by which vocabulary they print it, or NULL. */
struct described_path {
    struct described_path *next;
    const char *path;
    const char *label;
    const char *vocabulary;
    const struct printed *choices; /* that print its codes as options to mark */
};

struct describing {
    struct arena *arena;
    struct diags *diags;
    struct engine *engine;
    const struct edition *edition;
    const struct decl *root;
    const struct workbook_form *workbook; /* NULL: none for such files */
    bool printed;                         /* the forms print such files; else they are only named */
    struct described_form *forms;
    struct described_path *paths; /* that forms know */
    struct shown_section *sections;
    struct text *out;
    long left; /* declarations that may still be told: a schema may lead to any number */
};

/* ---- JSON: a comma where one is needed, a key, words in both languages -------------------- */

/* Begins a member or an item: behind another with a comma; key NULL in a list. */
void json_next(struct text *out, const char *key);
void json_string(struct text *out, const char *key, const char *value); /* NULL: nothing */
void json_number(struct text *out, const char *key, long value);
void json_true(struct text *out, const char *key, bool value);                  /* false: nothing */
void json_words(struct text *out, const char *key, const char *const words[2]); /* NULL: nothing */

/* ---- paths -------------------------------------------------------------------------------- */

/* The path of a declaration (of an element, else of an attribute) below another, or "". */
const char *path_below(const struct describing *describing, const char *above,
                       const struct decl *decl, bool element);

/* True when the path is the other, or stands below it. */
bool path_is_within(const char *path, const char *other);

/*
 * The path (or NULL), but of an attribute of an element that bears text that element, which is
 * filled in with it; attributes of the root and of what only holds elements stand by themselves.
 */
const char *path_whole(const struct describing *describing, const char *path);

/* The element that cuts a text into paragraphs; NULL in a type whose text is not cut. */
const struct decl *paragraph_of(const struct type *type);

/* ---- parts of the answer ------------------------------------------------------------------ */

/* "kind", "codes", "attributes", "elements" ... of a type, without its braces. */
void describe_type(struct describing *describing, const struct type *type);

/* What the part of a case that a form prints is called: «Оформление (5.1)». */
void describe_name_form(const struct describing *describing, const struct form *form,
                        const char *label[2]);

/* "forms" of the edition: what each prints; warns of paths that lead nowhere. */
void describe_forms(struct describing *describing);

/* Which section shows what: describing->sections. */
void describe_find_sections(struct describing *describing);
void describe_sections(struct describing *describing);

/* "fields": what is known of a path beyond its type. */
void describe_fields(struct describing *describing);

#endif
