/*
 * page.h - laid-out pages and the structure tree, between layout and the PDF writer.
 *
 * Layout makes both in one pass: every item of text belongs to a structure
 * element, or to none and is then an artifact (page numbers, rules, borders,
 * repeated table heads, running marks).  Items of a page stand in reading
 * order.  Lengths are points with the origin at the lower left, already
 * quantised to 1/1000 pt (as long integers, "mpt"), so that two machines give
 * the same bytes.
 */
#ifndef FORMULYAR_PDF_PAGE_H
#define FORMULYAR_PDF_PAGE_H

#include "base/arena.h"
#include "base/diag.h"
#include "doc/doc.h"
#include "pdf/metrics.h"

typedef long mpt; /* 1/1000 pt */

/* In points, as text_format() writes them. */
static inline double mpt_points(mpt length)
{
    return (double)length / 1000;
}

/*
 * The nearest whole number, halves away from zero: lround() without a call, since fitting a
 * page rounds some thousand lengths.
 */
static inline mpt mpt_round(double value)
{
    mpt const whole = (mpt)value;
    double const rest = value - (double)whole; /* exact */
    return whole + (rest >= 0.5) - (rest <= -0.5);
}

/* ISO 32000-1, 14.8.4: the standard structure types in use. */
enum element_type {
    ELEMENT_DOCUMENT,
    ELEMENT_SECT,
    ELEMENT_H1,
    ELEMENT_H2,
    ELEMENT_P,
    ELEMENT_L,
    ELEMENT_LI,
    ELEMENT_LBL,
    ELEMENT_LBODY,
    ELEMENT_TABLE,
    ELEMENT_THEAD,
    ELEMENT_TBODY,
    ELEMENT_TR,
    ELEMENT_TH,
    ELEMENT_TD,
    ELEMENT_FORM,
    ELEMENT_SPAN,
    ELEMENT_LINK,
    ELEMENT_FIGURE,
};

enum element_scope { SCOPE_NONE, SCOPE_COLUMN, SCOPE_ROW, SCOPE_BOTH };

/* A bundle has a hundred thousand of them. */
struct element {
    struct element *parent;
    struct element *next;         /* sibling */
    struct element *first, *last; /* child elements, in reading order */
    const char *words;            /* SECT: /T, FIGURE: /Alt, TABLE: /Summary, or NULL */
    const char *lang;             /* /Lang, or NULL */
    const char *heard;            /* /ActualText: said instead of its content, or NULL */
    const int *headers;           /* TD, TH: ids of the header cells, closed by 0, or NULL */
    enum element_type type;
    enum element_scope scope; /* TH */
    int colspan, rowspan;     /* TH, TD; 0 or 1: none */
    int id;                   /* > 0: /ID of a TH, for headers */
    int index;                /* the writer's */
};

enum item_kind { ITEM_TEXT, ITEM_RULE, ITEM_WIDGET, ITEM_FILL, ITEM_LINK };

enum artifact_type { ARTIFACT_LAYOUT, ARTIFACT_PAGINATION };

struct text_item {
    enum face face;
    int size;          /* mpt */
    const char *text;  /* UTF-8, not closed by NUL at its end: length counts */
    int length;        /* bytes */
    mpt space_stretch; /* added to the advance of every U+0020 (justified text); 0: none */
    bool soft_hyphen;  /* a hyphen is drawn at the end, mapped to U+00AD */
    const char *path;  /* of the run, for a missing glyph's diagnostic */
    struct pos pos;
};

struct rule_item {
    mpt x2, y2;
    mpt width; /* of the line */
};

/* An empty signature field (ISO 32000-1, 12.7.4.5) over blank paper. */
struct widget_item {
    mpt width, height;
    const char *name;    /* /T */
    const char *tooltip; /* /TU */
};

/* A filled rectangle.  The first one of a Figure is its plate: all of it lies inside. */
struct fill_item {
    mpt width, height;
    int grey; /* 0: black, 1000: white */
};

/* What leads to a section when it is clicked: the text before it, of the same element. */
struct link_item {
    mpt width;
    int size; /* of the font */
    const struct section *target;
};

struct page_item {
    struct page_item *next;
    enum item_kind kind;
    enum artifact_type artifact; /* when element is NULL */
    const char *place;           /* block.place of what it belongs to, or NULL */
    struct element *element; /* owner; a widget's is an ELEMENT_FORM, a link's an ELEMENT_LINK */
    mpt x, y; /* text, link: start of the base line; rule: one end; others: lower left */
    union {
        struct text_item text;
        struct rule_item rule;
        struct widget_item widget;
        struct fill_item fill;
        struct link_item link;
    } as;
};

struct page {
    struct page *next;
    mpt width, height;
    int number; /* printed or not, counted from 1 in its section's numbering */
    struct page_item *first, *last;
};

struct bookmark {
    struct bookmark *next;
    int level; /* 0: group of sections, 1: section, 2: heading below it */
    const char *title;
    int page; /* 0-based */
    mpt y;    /* top of the place */
};

/* Where a section begins. */
struct section_start {
    struct section_start *next;
    const struct section *section;
    int page;   /* 0-based */
    int number; /* of that page */
    mpt y;      /* top of its text */
};

struct pages {
    struct page *first, *last;
    int count;
    struct element *root; /* ELEMENT_DOCUMENT */
    int element_count;
    struct bookmark *bookmarks, *last_bookmark;
    struct section_start *starts, *last_start; /* in the order of the sections */
    const char *group;                         /* of the last section, while pages are made */
};

/*
 * Lays a document out (layout.c).  Everything is allocated in arena.  A code
 * point that no face has is an error diagnostic naming the run's path; the
 * pages are then not fit for writing.
 */
const struct pages *layout_document(const struct document *document, const struct metrics *metrics,
                                    struct arena *arena, struct diags *diags);

/*
 * The same, and chooses for every section the roomiest settings that need the fewest
 * pages, within what its typography may give up (sheets.c).  The document has them
 * afterwards, and nothing more to give up.  Of several documents put together each section
 * gets a type of its own, in keep, and the document what is tightest among them; otherwise
 * all sections share what the first of them chose.
 */
const struct pages *layout_fitted(struct document *document, const struct metrics *metrics,
                                  struct arena *keep, struct arena *arena, struct diags *diags);

#endif
