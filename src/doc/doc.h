/*
 * doc.h - the document tree: the contract between what a form says and how it looks.
 *
 * form/resolve builds it from a form definition and a case; pdf/ lays it out
 * and draws it, docx/ writes it as WordprocessingML, doc/dump prints it for
 * people and tests.  Both writers print the same characters in the same order:
 * whatever a reader sees as text (check boxes, list markers, date blanks) is
 * text of this tree; whatever is drawn (rules to write on, table borders, the
 * letterhead's rule) is not.  Everything lives in the document's arena and is
 * const for the writers.  Lengths are millimetres, font sizes points.
 */
#ifndef FORMULYAR_DOC_DOC_H
#define FORMULYAR_DOC_DOC_H

#include "base/arena.h"
#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

/* Who the words belong to: the approved body of the regulation, or this program. */
enum source { SOURCE_BODY, SOURCE_OURS };

enum run_flag {
    RUN_STRONG = 1,          /* bold: titles, labels, table heads */
    RUN_DATA = 2,            /* typed in the case, not wording of the form */
    RUN_LABEL = 8,           /* the layout's: the marker that begins a paragraph */
    RUN_NAME = 4,            /* a person's name: never hyphenated, initials stay with the surname */
    RUN_UNDERLINED = 16,     /* of words of which one is to be underlined: the one that is */
    RUN_NOT_UNDERLINED = 32, /* the others, once one is chosen */
    RUN_SILENT = 64,         /* the layout's: has been heard with what it belongs to */
};

/* A place to write inside of text: a rule, and on it what was typed. */
struct blank {
    double width_mm; /* at least; what was typed may need more */
    /*
     * > 0: the rule goes on to the end of its line, where nothing was typed over so many
     * lines in all; the text behind it begins a line.
     */
    int lines;
    const char *caption; /* small, under the middle of the rule's last line; or NULL */
    bool is_signature;   /* somebody signs there: nothing is ever typed */
};

/* The text of a blank that is empty. */
#define BLANK_TEXT "\u00A0"

struct section;

/* A stretch of text in one style. */
struct run {
    struct run *next;
    const char *text; /* UTF-8, NFC, no control characters; never NULL or "" */
    unsigned flags;   /* enum run_flag */
    const char *lang; /* BCP 47, or NULL for the document's language */
    const char *path; /* XPath of the data it came from, or NULL: names a missing glyph's field */
    struct pos pos;   /* where the data or the wording stands; file NULL when unknown */
    size_t line;      /* which of several lines of the data it is, from 1; 0: the only one */
    const struct section
        *page_of;              /* the text is the number of that section's first page, or NULL */
    struct run *next_page_run; /* another one of the same section */
    const struct blank *blank; /* the text was typed there, or is BLANK_TEXT; or NULL */
    int box; /* the layout's, of a blank: takes so many 1/1000 em, whatever the text; or 0 */
};

/* Lines of text that are broken and aligned together. */
struct para {
    struct para *next;
    struct run *first;
};

enum block_kind {
    BLOCK_LETTERHEAD,
    BLOCK_MARK,
    BLOCK_HEADING,
    BLOCK_PARAGRAPH,
    BLOCK_FIELD,
    BLOCK_LIST,
    BLOCK_CHOICES,
    BLOCK_TABLE,
    BLOCK_SIGNATURES,
    BLOCK_CHART,
    BLOCK_FRAME,
};

/* Requisites of the organisation, centred, with a rule below. */
struct letterhead {
    struct para *lines;
};

/* A block of short lines at the upper right: «ПРОЕКТ», «Приложение № 2 ...». */
struct mark {
    struct para *lines;
    /*
     * Several lines are flush left inside a block of this width at the right
     * margin; a single one is flush right.
     */
    double width_mm;
};

/* Level 1 is the title of the form, centred; level 2 a part, flush left. */
struct heading {
    int level;
    struct para *text;
};

enum paragraph_style {
    PARAGRAPH_TEXT,    /* justified, first line indented */
    PARAGRAPH_LEAD_IN, /* the clause that introduces the form: small, flush left */
    PARAGRAPH_NOTE,    /* small, flush left */
    PARAGRAPH_CENTRE,  /* a line of requisites, centred */
    PARAGRAPH_PLAIN,   /* a line to fill in, flush left */
};

struct paragraph {
    enum paragraph_style style;
    struct para *text;
    bool keeps_before; /* opens no page: something of what stands before it goes along */
};

enum field_layout {
    FIELD_INLINE, /* one value: goes on after the label; a blank's rule starts there */
    FIELD_BELOW,  /* the label is a line of its own, values or rules follow below */
};

/*
 * A label and what was typed for it.  No values: lines ruled lines to write on
 * (the first one after the label when FIELD_INLINE).
 */
struct field {
    struct para *label;
    struct item *values;
    enum field_layout layout;
    int lines;
};

/* An entry of a list; marker is text ("1)"), or NULL for none. */
struct item {
    struct item *next;
    const char *marker;
    struct para *text; /* one or more */
};

struct list {
    struct item *items;
    bool is_run_in; /* paragraphs of text that begin with their markers */
};

/* One option: "☑" or "☐", the approved wording, and what was typed for it. */
struct choice {
    struct choice *next;
    const char *box;
    bool chosen;
    struct para *text;
    struct item *details; /* typed by the user, below the option */
    int lines;            /* ruled lines below the option when there are no details; often 0 */
};

struct choices {
    struct para *label; /* may be NULL */
    struct choice *options;
};

enum cell_align { CELL_LEFT, CELL_CENTRE };

struct cell {
    struct cell *next;
    int column;  /* 0-based column where it starts */
    int colspan; /* >= 1 */
    int rowspan; /* >= 1; rows below have no cell at the covered places */
    enum cell_align align;
    bool names_row;    /* what the row is about: read out with its other cells */
    bool has_lines;    /* its paragraphs are lines, to fill in and to sign: not indented */
    struct para *text; /* NULL: an empty cell to write in */
};

struct row {
    struct row *next;
    struct cell *cells;
    double min_height_mm; /* 0: as high as its text */
};

/* Column widths add up to the text width of the section. */
struct table {
    int columns;
    const double *widths_mm;
    struct row *head; /* repeated on every page */
    struct row *body;
    const char *summary; /* one sentence for a screen reader, or NULL */
    bool is_whole;       /* no page break inside, if a page can hold it */
};

/*
 * One who signs.  Position flush left, below what he signs to; blank paper with the
 * signature field over it (a rule at its lower edge); name flush right, level with the
 * position's last line.  Below the date, flush left, and the captions under their rules.
 */
struct signer {
    struct signer *next;
    const char *field_name; /* ASCII, unique in the document: "sig_deputy" */
    const char *tooltip;    /* /TU: who signs what, in Russian */
    struct para *lead; /* above the position («С заключением ознакомлен(а):») or NULL */
    struct para *position;
    struct para *name;    /* NULL: a rule to write the name on */
    struct para *date;    /* a date, or «___» __________ 20__ г. */
    struct para *caption; /* «(подпись)», under the place to sign; or NULL */
    struct para *name_caption; /* «(инициалы, фамилия)», under the rule for the name; or NULL */
    double width_mm;  /* of the field, at least 70 */
    double height_mm; /* of the field where there is room, at least 25: signer_height() */
};

struct signatures {
    struct signer *signers;
    struct para *note; /* small lines below the last signature, on its page; or NULL */
};

/* One bar: what it stands for and how much it is. */
struct bar {
    struct bar *next;
    const char *label;
    long value; /* never below 0 */
    int shade;  /* 0: dark, 1: lighter; bars of one group have the same */
};

/*
 * Horizontal bars on one scale, each with its label before and its value
 * behind it.  Every value stands in a table of the document too.
 */
struct chart {
    struct para *title; /* above the bars, or NULL */
    struct bar *bars;
    const char *alt; /* all of it in words, for those who do not see it */
};

struct block;

/* Text inside of a box, which a page break may cut.  Its blocks are text: no table, no signatures. */
struct frame {
    struct para *title; /* in the middle of its first line, or NULL */
    struct block *blocks;
};

struct block {
    struct block *next;
    enum block_kind kind;
    enum source source;
    struct pos pos;    /* in the form definition */
    const char *path;  /* XPath of the data, as the form writes it, or NULL */
    const char *place; /* where they are in the case, as diagnostics have it, or NULL */
    union {
        struct letterhead letterhead;
        struct mark mark;
        struct heading heading;
        struct paragraph paragraph;
        struct field field;
        struct list list;
        struct choices choices;
        struct table table;
        struct signatures signatures;
        struct chart chart;
        struct frame frame;
    } as;
};

/* Millimetres; the text width is width - left - right. */
struct page_setup {
    double width;
    double height;
    double left;
    double right;
    double top;
    double bottom;
};

/* What of a typography may be given up to save a sheet; each is a member of it. */
enum setting {
    SETTING_SIGNATURE,
    SETTING_GAPS,
    SETTING_LETTERHEAD,
    SETTING_LINE_SPACING,
    SETTING_BODY,
    SETTING_TABLE,
    SETTING_LINES,
};

/* One thing given up: the setting becomes that, and no less. */
struct concession {
    enum setting setting;
    double to;
};

/* Sizes that an edition's page profile sets (domain: GOST R 7.0.97-2025). */
struct typography {
    const char *family;      /* PDF: "Liberation Serif" */
    const char *docx_family; /* DOCX: "Times New Roman", metric-compatible */
    double body_pt;          /* 14 */
    double table_pt;         /* 12 */
    double small_pt;         /* 11: lead-in, notes, letterhead contacts */
    double line_spacing;     /* 1.0 to 1.5, times the font's natural line height */
    double indent_mm;        /* 12.5: first line of PARAGRAPH_TEXT */
    double rule_pitch_mm;    /* 8: distance of ruled lines to write on */
    double signature_mm;     /* the most that a signer's height_mm gets; 0: all of it */
    double gaps;             /* 1: share of the white space between blocks */
    double letterhead_mm;    /* 120: longest line of the letterhead's names */
    double lines_less;       /* 0: ruled lines left out where there are several */
    double reserve_mm; /* left free on a page that was fitted: word processors measure otherwise */
    const struct concession *give; /* what may be given up, in this order; or NULL */
    int give_count;
};

/* That member of a typography. */
double *typography_setting(struct typography *type, enum setting setting);

/* Gives up as much as the other has given up. */
void typography_tighten(struct typography *type, const struct typography *other);

/* False when the type is as tight already. */
bool typography_concede(struct typography *type, const struct concession *concession);

/* The size of captions under rules, a good deal smaller than small text; in half points. */
double typography_caption_pt(const struct typography *type);

/* Height of a signer's field, at least. */
double signer_height(const struct typography *type, const struct signer *signer);

/* Ruled lines that remain of so many. */
int typography_lines(const struct typography *type, int lines);

/* A run of pages of its own: one form, one appendix.  Starts on a new page. */
struct section {
    struct section *next;
    const char *title; /* bookmark; also /T of the Sect structure element */
    const char
        *group; /* bookmark above the title, once for neighbours that share the string; or NULL */
    const struct typography
        *type; /* in a PDF put together of several documents; NULL: the document's */
    struct page_setup page;
    struct block *first;
    bool restart_pages;    /* page numbers start again at 1 (none is printed on page 1) */
    bool odd_page;         /* starts on an odd page (two-sided printing) */
    struct run *page_runs; /* runs that say where it begins: run_new_page() */
};

struct document {
    const char *title; /* «Общее заключение ... 2026-014»: no personal data */
    const char *subject;
    const char *author; /* the school's short name, or "" */
    const char *lang;   /* "ru-RU" */
    const char *case_id;
    const char
        *teacher; /* digest of the case's id and the teacher's name (subject_digest()), or "" */
    const char *form_id;
    const char *edition_id;
    int pages_before; /* in another file that is put in front: numbers go on from there */
    const char *date; /* ISO 8601 date from the case, for metadata: never the clock; or NULL */
    const char *
        running_mark; /* «ПРОЕКТ» in the top margin of every page after a section's first, or NULL */
    /*
     * To be printed and signed by hand: a PDF of it has no fields for electronic signatures, and
     * may be written so that it is small.
     */
    bool for_paper;
    struct typography type;
    struct section *first;
};

/* Constructors: zeroed, appended by the caller; they never fail. */
struct run *run_new(struct arena *arena, const char *text, unsigned flags);
/*
 * A reference to a section: the number of its first page.  Its text is "0" until
 * somebody who knows pages sets it (pdf_number_pages() in pdf/pdf.h); word
 * processors find it out for themselves.
 */
struct run *run_new_page(struct arena *arena, struct section *section, unsigned flags);
struct para *para_new(struct arena *arena, struct run *first);
/* True for a place to write where nothing was typed. */
bool run_is_blank(const struct run *run);
/* One para with one run; NULL for NULL or "". */
struct para *para_from_text(struct arena *arena, const char *text, unsigned flags);
struct block *block_new(struct arena *arena, enum block_kind kind, enum source source,
                        struct pos pos);
/* Appends a cell of one column and one row to a row and returns it; text NULL: an empty one. */
struct cell *row_add_cell(struct row *row, enum cell_align align, struct para *text,
                          struct arena *arena);

/* True when a section has a heading of the first level; without one its lead-in is its title. */
bool section_has_title(const struct section *section);

/* True when text of the document has places to write, words to underline or lines to fill in. */
bool document_has_places(const struct document *document);

/* Text width of a page, in millimetres. */
double page_text_width(const struct page_setup *page);

/* White space beside the text of a table's cells; a table of many columns has less. */
double table_padding_mm(const struct table *table);

/*
 * The edges of a table's columns, of which there are one more, from 0 to the width, in
 * the unit of that: each edge is rounded, not each column, so that no error gathers.
 */
void table_edges(const struct table *table, long width, long *edges);

/* The field's own word for a kind, as the dump writes it: "letterhead", "choices", ... */
const char *block_kind_name(enum block_kind kind);

#endif
