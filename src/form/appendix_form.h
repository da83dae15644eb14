/*
 * appendix_form.h - forms/bundle.xml: the words around the appendices to the minutes, as data.
 *
 * One file for all editions.  Its texts are templates: {appendix}, {number} and
 * the like stand for what is known only when a bundle is made.
 */
#ifndef FORMULYAR_FORM_APPENDIX_FORM_H
#define FORMULYAR_FORM_APPENDIX_FORM_H

#include "doc/doc.h"
#include "form/form.h"

/* What a template may name; a place that has no value stands for nothing. */
enum appendix_value {
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
    enum appendix_value value;
};

/* A line of the mark, or another text; a single appendix has no number and words of its own. */
struct appendix_line {
    struct appendix_line *next;
    struct template_part *parts;
    struct template_part *single; /* NULL: as the others */
};

struct appendix_column {
    struct appendix_column *next;
    bool names_row;  /* its cells say what their rows are about */
    double width_mm; /* in proportion: the table fills the width of the text */
    enum cell_align align;
    const char *title;
    struct template_part *parts;
};

/* Read-only once loaded. */
struct appendix_form {
    struct arena *arena;
    struct appendix_line *name;       /* of the document: title in its metadata */
    struct appendix_line *whole_name; /* the same with the minutes in front */
    const char *council;              /* which council, when nothing else is known */
    const char *subject;
    double mark_width_mm;
    struct appendix_line *mark;     /* its lines */
    struct appendix_line *bookmark; /* of an appendix */
    const char *list_bookmark;
    struct appendix_line *list_title;
    const char *list_summary;
    int columns;
    struct appendix_column *first_column;
};

/* Loads it, checked by form_schema; NULL and diagnostics on failure.  The caller owns it. */
struct appendix_form *appendix_form_load(const char *path, struct form_schema *form_schema,
                                         struct diags *diags);
void appendix_form_free(struct appendix_form *form);

#endif
