/*
 * bundle_form.h - forms/bundle.xml: the words around the appendices to the minutes, as data.
 *
 * One file for all editions.  Its texts are templates: {appendix}, {number} and
 * the like stand for what is known only when a bundle is made.
 */
#ifndef FORMULYAR_FORM_BUNDLE_FORM_H
#define FORMULYAR_FORM_BUNDLE_FORM_H

#include "doc/doc.h"
#include "form/form.h"

/* What a template may name; a place that has no value stands for nothing. */
enum bundle_value {
    VALUE_APPENDIX, /* the number of the appendix */
    VALUE_DATE,     /* of the meeting */
    VALUE_NUMBER,   /* of the minutes */
    VALUE_SCHOOL,   /* its short name */
    VALUE_COUNCIL,  /* which council, in the genitive */
    VALUE_FORM,     /* what the form is called */
    VALUE_TEACHER,  /* «Иванова М.П.» */
    VALUE_CASE,     /* its id */
    VALUE_PAGE,     /* where the appendix begins */
    VALUE_COUNT
};

/* Wording (literal) or a place for a value (literal NULL). */
struct template_part {
    struct template_part *next;
    const char *literal;
    enum bundle_value value;
};

/* A line of the mark, or another text; a single appendix has no number and words of its own. */
struct bundle_line {
    struct bundle_line *next;
    struct template_part *parts;
    struct template_part *single; /* NULL: as the others */
};

struct bundle_column {
    struct bundle_column *next;
    double width_mm; /* in proportion: the table fills the width of the text */
    enum cell_align align;
    const char *title;
    struct template_part *parts;
};

/* Read-only once loaded. */
struct bundle_form {
    struct arena *arena;
    struct bundle_line *name;       /* of the document: title in its metadata */
    struct bundle_line *whole_name; /* the same with the minutes in front */
    const char *council;            /* which council, when nothing else is known */
    const char *subject;
    double mark_width_mm;
    struct bundle_line *mark;     /* its lines */
    struct bundle_line *bookmark; /* of an appendix */
    const char *list_bookmark;
    struct bundle_line *list_title;
    const char *list_summary;
    int columns;
    struct bundle_column *first_column;
};

/* Loads it, checked by form_schema; NULL and diagnostics on failure.  The caller owns it. */
struct bundle_form *bundle_form_load(const char *path, struct form_schema *form_schema,
                                     struct diags *diags);
void bundle_form_free(struct bundle_form *form);

#endif
