/*
 * model.h - what the loader makes of a folder of forms, and resolve reads.
 *
 * Inside form/ and annual/ only.  Everything lives in the edition's arena and is const
 * after the load; queries are closed by edition_free().
 */
#ifndef FORMULYAR_FORM_MODEL_H
#define FORMULYAR_FORM_MODEL_H

#include "case/case.h"
#include "doc/doc.h"
#include "form/vocabulary.h"

/* ---- phrases ----------------------------------------------------------- */

enum filter {
    FILTER_TEXT,
    FILTER_DATE,
    FILTER_DATE_WORDS,
    FILTER_FULL_NAME,
    FILTER_INITIALS,
    FILTER_LIST_NAME,
    FILTER_FORMER,
    FILTER_LOOKUP,
    FILTER_ROLE,
    FILTER_POSITION,
    FILTER_NUMBER,
    FILTER_ORDINAL,
};

/* Data at a place of a phrase. */
struct put {
    const struct query *select; /* NULL: the context node itself */
    const struct query *value;  /* what this expression comes to, instead of nodes; or NULL */
    const char *say;            /* these words when there are data, instead of them; or NULL */
    bool cut;                   /* without a full stop at the end */
    enum filter filter;
    const struct vocabulary *vocabulary; /* of FILTER_LOOKUP, FILTER_ROLE and FILTER_POSITION */
    const char *before;                  /* NULL: nothing */
    const char *after;
    const char *missing; /* stands for data that are absent beside others */
    const char *join;
    bool distinct; /* of FILTER_LOOKUP: each code once */
};

/* Words of which one is underlined: those of a code, or words between them (code NULL). */
struct alternative {
    struct alternative *next;
    const char *code;
    const char *words;
};

struct alternatives {
    const struct query *select; /* where the chosen codes stand */
    const char *vocabulary;
    struct alternative *first;
};

/* A place to write, and data to write there. */
struct blank_def {
    const struct put *put; /* NULL: always written by hand */
    struct blank blank;
};

/* Who is in a role at the school on the document's day, or room to write it. */
struct official_def {
    const char *role;
    enum filter filter; /* of a name, or FILTER_POSITION */
    struct blank blank; /* where nobody is known */
};

/* Wording, data, the school's short name...: exactly one member is set. */
struct part {
    struct part *next;
    const char *literal;
    const struct put *put;
    const struct blank_def *blank;
    const struct alternatives *alternatives;
    const struct official_def *official;
    bool organization;
};

struct phrase {
    struct part *parts; /* NULL: nothing is to be printed */
    struct pos pos;
};

/* Statuses as bits: of each code in the schema's order; the highest is no status of a case, but a stage (form.h). */
#define STATUS_BEFORE "before"
#define STATUS_BIT_BEFORE 0x80000000u

/*
 * The bit of a status as the case file writes it, or of "before"; 0 when it is none of codes
 * (case_schema_statuses()), of which the first 31 count.
 */
unsigned status_bit(const char *const *codes, const char *status);

struct condition {
    unsigned statuses; /* bits of statuses; 0: any */
    const struct query *when;
    bool on_blank; /* stands on the blank form; true where there is no condition */
};

/* ---- blocks ------------------------------------------------------------ */

enum marker {
    MARKER_NONE,
    MARKER_DASH,
    MARKER_NUMBERS,
    MARKER_NUMBERS_IF_MANY,
    MARKER_ORDINALS,
};

struct block_def;

/* A fixed item (select NULL) or one for every node chosen. */
struct item_def {
    struct item_def *next;
    struct condition condition;
    const struct query *select;
    const char *path; /* of select, as the form writes it */
    struct phrase phrase;
    struct phrase marker;     /* before an item that is made of blocks */
    struct block_def *blocks; /* paragraphs alone; NULL: the item is the phrase */
};

struct option_def {
    struct option_def *next;
    const char *code;
    struct phrase phrase;
    struct phrase term; /* the vocabulary's words, for a phrase that says nothing of a case */
    struct item_def *details;
    enum marker marker;
    int lines;
};

/* Lines of a cell, or a list among them. */
struct cell_part {
    struct cell_part *next;
    struct item_def *items;
    enum marker marker;
};

struct cell_def {
    unsigned statuses; /* bits of statuses for which it is filled, else it is left open; 0: any */
    struct cell_def *next;
    int column, colspan, rowspan;
    enum cell_align align;
    bool names_row;
    struct phrase phrase;
    struct cell_part *parts; /* instead of the phrase; or NULL */
};

struct row_def {
    struct row_def *next;
    double height_mm;
    struct cell_def *cells;
};

/* Fixed rows (select NULL) or rows for every node chosen. */
struct rows_def {
    struct rows_def *next;
    const struct query *select;
    bool over_cases; /* of a journal: for each of its cases, whose element is chosen then */
    const struct query *once; /* rows of which this has the same value stand once; or NULL */
    int blank;
    double blank_height_mm;
    double open_height_mm; /* of a row with cells that are left open */
    struct row_def *rows;
};

struct person_def {
    struct person_def *next;
    const struct query *select;
    bool titled; /* signs under the form's position, whatever the person's is */
};

struct signer_def {
    struct signer_def *next;
    struct condition condition;
    bool others;                   /* every signer of the case that no other place took */
    const struct query *each;      /* one place for each of these people; NULL: one place */
    int blank;                     /* places where there are none of them */
    bool is_full;                  /* the name in full */
    const char *name_caption;      /* under the rule for a name; NULL: the edition's */
    const char *role;              /* NULL: none */
    const struct query *role_from; /* NULL: none */
    struct person_def *persons;
    const struct query *date; /* NULL: always a place to write it */
    bool undated;             /* no date and no place for one */
    bool titled;              /* the form's own position, whatever the person's is */
    const char *field;
    const char *tooltip;
    struct phrase lead;
    struct phrase position;
    double width_mm, height_mm;
};

enum def_kind {
    DEF_LETTERHEAD,
    DEF_MARK,
    DEF_HEADING,
    DEF_PARAGRAPH,
    DEF_FIELD,
    DEF_LIST,
    DEF_CHOICES,
    DEF_TABLE,
    DEF_SIGNATURES,
    DEF_FRAME,
    DEF_IF,
    DEF_FOR,
};

struct block_def {
    struct block_def *next;
    enum def_kind kind;
    enum source source;
    struct pos pos;
    const char *path; /* where its data stand in a case, or NULL */
    struct condition condition;
    union {
        struct {
            struct item_def *lines;
            double width_mm;
        } mark;
        struct {
            int level;
            struct phrase phrase;
        } heading;
        struct {
            enum paragraph_style style;
            bool keeps_before;
            struct phrase phrase;
        } paragraph;
        struct {
            struct phrase label;
            struct item_def *items;
            enum field_layout layout;
            enum marker marker;
            int lines;
        } field;
        struct {
            struct item_def *items;
            enum marker marker;
            bool is_run_in;
        } list;
        struct {
            struct phrase label;
            const struct query *select;
            const char *vocabulary;
            struct option_def *options;
        } choices;
        struct {
            const char *summary;
            int columns;
            double *widths_mm;
            struct row_def *head;
            struct rows_def *body;
        } table;
        struct {
            struct signer_def *signers;
            struct phrase note;
            const struct query
                *candidates; /* the case's signers of this form, overrides sorted out */
        } signatures;
        struct {
            struct phrase label;
            struct block_def *inner;
        } frame;
        struct block_def *inner; /* DEF_IF */
        struct {
            const struct query *select;
            struct block_def *inner;
        } repeat;
    } as;
};

/* Pages of their own behind a form. */
struct attachment_def {
    struct attachment_def *next;
    const char *title;
    struct condition condition;
    struct block_def *blocks;
};

/* ---- form, edition, organisation --------------------------------------- */

/* A name of a signature field that a form uses; <others> derive theirs from it. */
struct field_name {
    struct field_name *next;
    const char *name;
    const char *base; /* of a name made up while resolving: what its number follows, else NULL */
    int number;
};

struct form {
    struct form *next;
    const char *id;
    const char *name;
    const char *subject;
    const char *section[2];    /* by enum language: what its part of a case is called; or NULL */
    const char *const *codes;  /* of statuses, in the order of their bits; the schema's */
    unsigned statuses;         /* of its cases */
    bool is_journal;           /* made of many cases */
    const struct query *order; /* of a journal: what its cases are sorted by; or NULL */
    const struct page_setup *page; /* NULL: the edition's */
    const struct query *date;
    const char *name_before; /* at the stage "before": its name (NULL: as ever) and date */
    const struct query *date_before;
    struct block_def *blocks;
    struct attachment_def *attachments;
    const struct field_name *field_names;
};

/*
 * What the form calls the field of a case at a path of names below <case> ("decision/@date"):
 * the label of the first field, or choices, that print it or what contains it; without a colon
 * at its end.  NULL when none does; in the arena.
 */
const char *form_label(const struct form *form, const char *path, struct arena *arena);

/* Wording without what is put in, and without a colon at its end; in the arena. */
const char *phrase_words(const struct phrase *phrase, struct arena *arena);

/* A query to be closed with the edition. */
struct owned_query {
    struct owned_query *next;
    struct query *query;
};

struct edition {
    struct arena *arena;
    struct owned_query *queries;
    const struct case_schema *schema; /* of its cases; borrowed */
    const char *id;
    const char *title;
    const char *approved;
    const char *lang;
    bool checked;
    struct page_setup page;
    struct typography type;
    const char *box_open;
    const char *box_chosen;
    const char *draft_mark;
    double draft_mark_width_mm;
    const char *date_blank;
    const char *signature_caption; /* or NULL, both */
    const char *name_caption;
    const struct vocabulary *vocabularies;
    struct form *forms;
    size_t form_count;
};

/*
 * Words of an edition for a form that belongs to none (annual/, sheets): what
 * the edition has is borrowed, what is loaded besides lives and ends with these.
 */
void words_borrow(struct edition *words, const struct edition *edition);
void words_release(struct edition *words);

struct organization {
    struct arena *arena;
    const char *short_name;
    struct para *letterhead;
    const struct post *people;
};

#endif
