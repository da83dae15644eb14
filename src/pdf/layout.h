/*
 * layout.h - a section as one long column, before it is cut into pages.
 *
 * A slab is what no page break divides: a line of text, a rule to write on, a
 * row of a table.  Slabs say what may not be torn from what; layout.c cuts.
 */
#ifndef FORMULYAR_PDF_LAYOUT_H
#define FORMULYAR_PDF_LAYOUT_H

#include "pdf/lines.h"

struct table_band;

/* What a slab's height depends on, so that it can be told for other settings. */
enum slab_kind {
    SLAB_FIXED,
    SLAB_LINE,   /* of text */
    SLAB_RULE,   /* to write on */
    SLAB_SIGNER, /* his places; the date below is lines */
    SLAB_ROWS,   /* of a table */
};

/* A box around slabs in a row; mpt from the left margin. */
struct slab_frame {
    mpt x1, x2;
};

struct slab {
    struct slab *next, *previous;
    const struct slab_frame *frame; /* around it, or NULL */
    mpt space;                      /* above; dropped at the top of a page */
    mpt height;
    mpt gap; /* the space before anything was given up */
    enum slab_kind kind;
    int size;       /* of the font, unless fixed */
    int group;      /* of lines or rules in a row, on the first of them: how many; else 0 */
    bool is_single; /* single line spacing whatever the typography says */
    mpt least;      /* SLAB_SIGNER: what the text beside the field needs */
    mpt below;      /* SLAB_SIGNER: under the base line */
    mpt beside;     /* SLAB_LINE: what captions under it need, and a rule to write on above it */
    const struct signer *signer;
    bool glued;      /* no page break before it */
    bool may_part;   /* glued, but rather a break than a page of which less than half is filled */
    bool hyphenated; /* ends inside a word: a poor place for a page break */
    int lines;       /* of text; a row of a table weighs as much as two */
    struct page_item *first, *last; /* x from the left margin, y downwards from the slab's top */
    const struct table_band *band;  /* part of a table, which places its own items; or NULL */
    mpt text_end;                   /* where the text of its line ends */
    const char *bookmark;           /* title of the place, or NULL */
    int bookmark_level;
};

/* Where the structure stood before a section. */
struct flow_mark {
    struct element *last; /* of the root */
    int element_count;
    int next_id;
    bool has_title;
};

/* The column under construction, and what building it needs. */
struct flow {
    const struct document *document;
    const struct metrics *metrics;
    struct arena *arena;
    struct arena *scratch; /* for the breaking of one paragraph */
    struct diags *diags;
    struct pages *pages;
    struct element *parent; /* of the next element: the Sect */
    struct element *label;  /* owns runs that are flagged RUN_LABEL */
    mpt width;              /* of the text */
    mpt room;               /* height of the text on a page */
    struct slab *first, *last;
    mpt space_after;  /* of the block before */
    int keep;         /* lines that still must follow on the same page */
    bool has_title;   /* an H1 came before, so that an H2 may follow */
    bool lacks_title; /* the section has none, and its lead-in is still to come */
    int next_id;      /* of a table's header cell */
    struct flow_mark before;
};

enum alignment { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT, ALIGN_JUSTIFY };

/* How a paragraph stands in the column; lengths in mpt. */
struct text_style {
    int size;
    mpt left; /* indent of every line */
    mpt right;
    mpt first;  /* further indent of the first line */
    mpt before; /* space above */
    enum alignment align;
    bool is_hyphenated;
    bool is_single;     /* single line spacing whatever the typography says */
    bool is_whole;      /* no page break inside */
    const char *marker; /* drawn with a space in front of the first line, or NULL */
    mpt hang;           /* the marker stands this far left of the text */
    struct element *marker_element;
};

/* Lengths and the size of a font in thousandths of a point, rounded. */
mpt mpt_from_mm(double mm);
mpt mpt_from_pt(double pt);
int size_from_pt(double pt);

/* Height of a line and the depth of its base line below its top. */
mpt flow_line_height(const struct flow *flow, int size, bool is_single);
mpt flow_base_line(const struct flow *flow, int size, bool is_single);

/*
 * Appends an empty slab of that height and as many lines of text below the last one, with
 * space above it, glued when something before it asks for it.
 */
struct slab *flow_slab(struct flow *flow, mpt space, mpt height, int lines);

/*
 * Appends an item of that kind at a place to a list of them, a slab's or a page's.  In a
 * slab y counts downwards from its top.
 */
struct page_item *item_add(struct arena *arena, enum item_kind kind, mpt x, mpt y,
                           struct page_item **first, struct page_item **last);

/* A rule between x1 and x2, y below the slab's top; owner NULL: an artifact. */
void slab_rule(struct flow *flow, struct slab *slab, mpt x1, mpt x2, mpt y, struct element *owner);

/*
 * Appends the text of one paragraph, a slab a line, with the widow and orphan
 * rule (two lines on either side).  Returns its first slab.
 */
struct slab *flow_text(struct flow *flow, const struct run *runs, const struct text_style *style,
                       struct element *element);

/* Appends a paragraph as an element P of flow->parent. */
struct slab *flow_para(struct flow *flow, const struct para *para, const struct text_style *style);

/* Appends count rules to write on, rule_pitch_mm apart, between x1 and x2. */
void flow_rules(struct flow *flow, int count, mpt x1, mpt x2, struct element *owner);

/*
 * What a slab would take with other settings of the same sizes, and the slab set so: what
 * it shows hangs at its lower edge.
 */
mpt slab_height(const struct flow *flow, const struct slab *slab, const struct typography *type);
mpt slab_space(const struct slab *slab, const struct typography *type);
void flow_stretch(struct flow *flow, const struct typography *type);

/* At least this many lines of what follows stay with what was appended last. */
void flow_keep(struct flow *flow, int lines);

/* Keeps the slabs from first on together, unless no page can hold them and that much before. */
void flow_keep_whole(const struct flow *flow, struct slab *first, mpt before);

/*
 * Breaks the runs of one paragraph that element owns; text in another language
 * gets a Span of its own.  NULL: an artifact.
 */
struct text_line *flow_break(struct flow *flow, const struct run *runs,
                             const struct line_style *style, struct element *element);

/* Words of the layout's own, broken as above into lines of that width. */
struct text_line *flow_break_words(struct flow *flow, const char *words, int size, mpt width,
                                   struct element *element);

/*
 * Appends the items of one finished line to a list: x and y are the start of its base
 * line.  A repeated one belongs to no element, and its links lead nowhere.
 */
void line_items(struct arena *arena, const struct text_line *line, int size, mpt x, mpt y,
                bool is_repeated, struct page_item **first, struct page_item **last);

/* A new element as the last child of parent. */
struct element *element_new(struct flow *flow, enum element_type type, struct element *parent);

/* The same for something to write on, which owns its rules and is heard as that. */
struct element *element_blank(struct flow *flow, enum element_type type, struct element *parent);

/* ---- the blocks of a form as slabs and structure elements ------------------------- */

/* Each appends one block to the column: of any kind, of places to sign, a table. */
void block_flow(struct flow *flow, const struct block *block);
void signatures_flow(struct flow *flow, const struct block *block);
void table_flow(struct flow *flow, const struct block *block);

/* Appends a chart to the column; one that is higher than a page becomes several Figures. */
void chart_flow(struct flow *flow, const struct chart *chart);

/* ---- sections --------------------------------------------------------------------------- */

/* Makes the column of a section anew, with what the flow's document has now as its type. */
void section_flow_again(struct flow *flow, const struct section *section);

/* A column to come back to, with what stands in the structure for it. */
struct column {
    struct flow flow;
    int element_count;
};
struct column column_of(const struct flow *flow);

/* Puts a column of the section at hand in place of the one that was made meanwhile. */
void column_put_back(struct flow *flow, const struct column *column);

/* How many pages the column takes when one holds that much. */
int pages_needed(const struct flow *flow, mpt room);

/*
 * Chooses the settings for a finished column (sheets.c): the roomiest that need the fewest
 * pages.  Type is what flow->document has, and becomes what was chosen; the column is then
 * as it would have been made with that.
 */
void sheets_choose(struct flow *flow, const struct section *section, struct typography *type);

#endif
